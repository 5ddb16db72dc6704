//! A server that keeps each connection open after the first request, and closes it before, during or after the second.
//!
//! Why not the sandbox: a connection is closed at any byte of a request, as a keep-alive timeout does.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::server::Request;

/// The requests that a server received with one reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeenWrite {
    /// The number of requests with the reference, partial or complete.
    pub arrived: u32,
    /// The number of those requests that the server responded to.
    pub responded: u32,
}

/// A server on loopback; it stops when it is dropped.
#[derive(Debug)]
pub struct ClosingServer {
    address: SocketAddr,
    seen: Arc<Mutex<BTreeMap<String, SeenWrite>>>,
    second_requests: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

impl ClosingServer {
    /// Starts a server. The seed determines how it treats each connection.
    ///
    /// # Errors
    ///
    /// If no port is free.
    pub async fn start(seed: u64) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let seen = Arc::new(Mutex::new(BTreeMap::new()));
        let second_requests = Arc::new(AtomicU64::new(0));
        let (shared, counter) = (seen.clone(), second_requests.clone());
        let task = tokio::spawn(async move {
            let mut number = seed;
            while let Ok((connection, _)) = listener.accept().await {
                number += 1;
                let random = StdRng::seed_from_u64(number);
                let (seen, second_requests) = (shared.clone(), counter.clone());
                // The client sees a broken connection; the server ignores it.
                tokio::spawn(async move {
                    serve(connection, random, &seen, &second_requests)
                        .await
                        .ok()
                });
            }
        });
        Ok(Self {
            address,
            seen,
            second_requests,
            task,
        })
    }

    /// Returns the base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/v4", self.address)
    }

    /// Returns the requests that it received with a reference.
    #[must_use]
    pub fn seen(&self, reference: &str) -> SeenWrite {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(reference).copied().unwrap_or_default()
    }

    /// Returns the number of second requests on a connection that it read, partially or completely.
    #[must_use]
    pub fn second_requests(&self) -> u64 {
        self.second_requests.load(Ordering::SeqCst)
    }
}

impl Drop for ClosingServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

type Seen = Mutex<BTreeMap<String, SeenWrite>>;

async fn serve(
    mut connection: TcpStream,
    mut random: StdRng,
    seen: &Seen,
    second_requests: &AtomicU64,
) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let first = read(&mut connection, usize::MAX).await?;
    record(seen, &first, true);
    let body = r#"{"message":"success"}"#;
    let response = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    connection.write_all(response.as_bytes()).await?;
    match random.random_range(0..6) {
        // Closes before the second request, or while the client sends it.
        0 => Ok(()),
        1 | 2 => {
            let pause = Duration::from_micros(random.random_range(0..400));
            let start = Instant::now();
            while start.elapsed() < pause {
                tokio::task::yield_now().await;
            }
            Ok(())
        }
        // Closes after reading a part of it, which resets the connection.
        3 => {
            let part = read(&mut connection, random.random_range(1..200)).await?;
            second_requests.fetch_add(1, Ordering::SeqCst);
            record(seen, &part, false);
            Ok(())
        }
        // Closes after reading the complete request.
        4 => {
            let second = read(&mut connection, usize::MAX).await?;
            second_requests.fetch_add(1, Ordering::SeqCst);
            record(seen, &second, false);
            Ok(())
        }
        _ => {
            let second = read(&mut connection, usize::MAX).await?;
            second_requests.fetch_add(1, Ordering::SeqCst);
            record(seen, &second, true);
            connection.write_all(response.as_bytes()).await?;
            connection.shutdown().await
        }
    }
}

/// Counts a request by its reference. Ignores a partial request without a reference, because a server cannot apply it.
fn record(seen: &Seen, request: &[u8], responded: bool) {
    let text = String::from_utf8_lossy(request);
    let Some((_, rest)) = text.split_once("\"transactionReference\":\"") else {
        return;
    };
    let Some((reference, _)) = rest.split_once('"') else {
        return;
    };
    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    let write = seen.entry(reference.to_owned()).or_default();
    write.arrived += 1;
    write.responded += u32::from(responded);
}

/// Reads a request, or at most `limit` bytes of one. Returns an error if the client closed the connection.
async fn read(connection: &mut TcpStream, limit: usize) -> std::io::Result<Vec<u8>> {
    let mut buffer = Vec::new();
    loop {
        if connection.read_buf(&mut buffer).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if buffer.len() >= limit || Request::parse(&buffer)?.is_some() {
            return Ok(buffer);
        }
    }
}
