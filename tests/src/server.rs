//! An HTTP server with byte-exact responses and requests.
//!
//! Why not the sandbox: it responds as the API does, and does not show the bytes of requests.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A complete request.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method, in upper case.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The decoded query, in order.
    pub query: Vec<(String, String)>,
    /// The headers by lower-case name.
    pub headers: BTreeMap<String, String>,
    /// The raw bytes of the body.
    pub body: Vec<u8>,
}

impl Request {
    /// Parses the request at the start of `bytes`, and returns it with its length in bytes; `None` if a part of it has not
    /// arrived.
    ///
    /// # Errors
    ///
    /// If it is not HTTP, or has more than 64 headers.
    pub fn parse(bytes: &[u8]) -> std::io::Result<Option<(Self, usize)>> {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut head = httparse::Request::new(&mut headers);
        let parsed = head.parse(bytes).map_err(std::io::Error::other)?;
        let httparse::Status::Complete(start) = parsed else {
            return Ok(None);
        };
        let headers: BTreeMap<String, String> = head
            .headers
            .iter()
            .map(|header| {
                let value = String::from_utf8_lossy(header.value).into_owned();
                (header.name.to_lowercase(), value)
            })
            .collect();
        let length = headers.get("content-length");
        let length = length.and_then(|text| text.parse().ok()).unwrap_or(0);
        let end = start.saturating_add(length);
        let Some(body) = bytes.get(start..end) else {
            return Ok(None);
        };
        let target = head.path.unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = url::form_urlencoded::parse(query.as_bytes());
        let request = Self {
            method: head.method.unwrap_or_default().to_owned(),
            path: path.to_owned(),
            query: query.into_owned().collect(),
            headers,
            body: body.to_vec(),
        };
        Ok(Some((request, end)))
    }

    /// Returns a header; empty if it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// Returns a parameter of the query.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the body as JSON; null if it is not valid JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// The reply to a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A status and a JSON body.
    Json(u16, Value),
    /// Raw bytes; the connection stays open for the next request.
    RawKeepOpen(Vec<u8>),
    /// Raw bytes; the connection is closed after them.
    RawThenClose(Vec<u8>),
    /// Raw bytes, one at a time with a pause after each; the connection stays open.
    Slow(Vec<u8>, Duration),
    /// No bytes: the connection is reset.
    Reset,
    /// No bytes: the connection stays open.
    Stall,
}

impl Reply {
    /// Returns the bytes of a response with a status line, headers and a body.
    #[must_use]
    pub fn bytes(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
        let mut text = format!(
            "HTTP/1.1 {status} Test\r\ncontent-length: {}\r\n",
            body.len()
        );
        for (name, value) in headers {
            text += &format!("{name}: {value}\r\n");
        }
        (text + "\r\n" + body).into_bytes()
    }
}

/// The future of a reply.
pub type ReplyFuture = Pin<Box<dyn Future<Output = Reply> + Send>>;

type Handler = dyn Fn(Request) -> ReplyFuture + Send + Sync;

/// A server on loopback; it stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts a server that responds to every request with `handler`.
    ///
    /// # Errors
    ///
    /// If no port is free.
    pub async fn start<F>(
        handler: impl Fn(Request) -> F + Send + Sync + 'static,
    ) -> std::io::Result<Self>
    where
        F: Future<Output = Reply> + Send + 'static,
    {
        let handler: Arc<Handler> = Arc::new(move |request| Box::pin(handler(request)));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let handler = handler.clone();
                // The client sees a broken connection; the server ignores it.
                tokio::spawn(async move { connection_loop(connection, &*handler).await.ok() });
            }
        });
        Ok(Self { address, task })
    }

    /// Starts a server that resets every connection when its first bytes arrive, without reading them, and counts the resets.
    ///
    /// # Errors
    ///
    /// If no port is free.
    pub async fn resetting(count: Arc<AtomicU32>) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                // Closing a connection with unread bytes resets it.
                if connection.readable().await.is_ok() {
                    count.fetch_add(1, Ordering::SeqCst);
                }
            }
        });
        Ok(Self { address, task })
    }

    /// Returns the base URL for `Builder::base_url`.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/v4", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn connection_loop(mut connection: TcpStream, handler: &Handler) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let mut buffer = Vec::new();
    while let Some(request) = read(&mut connection, &mut buffer).await? {
        match handler(request).await {
            Reply::Json(status, body) => {
                let json = [("content-type", "application/json")];
                let bytes = Reply::bytes(status, &json, &body.to_string());
                connection.write_all(&bytes).await?;
            }
            Reply::RawKeepOpen(bytes) => connection.write_all(&bytes).await?,
            Reply::RawThenClose(bytes) => {
                connection.write_all(&bytes).await?;
                return connection.shutdown().await;
            }
            Reply::Slow(bytes, pause) => {
                for byte in bytes {
                    connection.write_all(&[byte]).await?;
                    tokio::time::sleep(pause).await;
                }
            }
            Reply::Reset => return connection.set_zero_linger(),
            Reply::Stall => std::future::pending().await,
        }
    }
    Ok(())
}

/// Reads the next request; `None` if the client has closed the connection.
async fn read(
    connection: &mut TcpStream,
    buffer: &mut Vec<u8>,
) -> std::io::Result<Option<Request>> {
    loop {
        if let Some((request, length)) = Request::parse(buffer)? {
            buffer.drain(..length);
            return Ok(Some(request));
        }
        if connection.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
}
