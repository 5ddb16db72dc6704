//! An HTTP/2 server without TLS that rejects requests with frames that invite a client to retry.
//!
//! Why not the sandbox: it supports only HTTP/1.1.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The reply to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamReply {
    /// Status 200 and `{"message":"success"}`.
    Accept,
    /// Status 401 and a body that repeats the body of the request.
    Refuse,
    /// RST_STREAM with REFUSED_STREAM, after the headers.
    ResetAtHeaders,
    /// RST_STREAM with REFUSED_STREAM, after the body.
    ResetAtBody,
    /// GOAWAY without an error and without a processed stream, after the headers.
    GoAwayAtHeaders,
    /// GOAWAY without an error and without a processed stream, after the body.
    GoAwayAtBody,
    /// GOAWAY with ENHANCE_YOUR_CALM and the key of the client as debug data, after the body.
    CalmDown,
    /// The connection is closed without a frame, after the body.
    Close,
}

/// The requests that a server received.
#[derive(Clone, Debug, Default)]
pub struct SeenStreams {
    /// The number of HEADERS frames, which is the number of requests.
    pub requests: usize,
    /// The complete bodies.
    pub bodies: Vec<String>,
}

/// A server on loopback; it stops when it is dropped.
#[derive(Debug)]
pub struct H2Server {
    address: SocketAddr,
    seen: Arc<Mutex<SeenStreams>>,
    reply: Arc<Mutex<StreamReply>>,
    task: JoinHandle<()>,
}

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GO_AWAY: u8 = 7;
const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;
const NO_ERROR: u32 = 0;
const REFUSED_STREAM: u32 = 7;
const ENHANCE_YOUR_CALM: u32 = 11;
/// `:status: 200`, by its index in the static table of HPACK.
const STATUS_200: &[u8] = &[0x88];
/// `:status: 401`: the name by its index in the table, and a value of three bytes.
const STATUS_401: &[u8] = &[0x08, 0x03, b'4', b'0', b'1'];

impl H2Server {
    /// Starts a server that accepts every request.
    ///
    /// # Errors
    ///
    /// If no port is free.
    pub async fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let seen = Arc::new(Mutex::new(SeenStreams::default()));
        let reply = Arc::new(Mutex::new(StreamReply::Accept));
        let (counted, replied) = (seen.clone(), reply.clone());
        let task = tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let (seen, reply) = (counted.clone(), replied.clone());
                tokio::spawn(async move { serve(connection, &seen, &reply).await.ok() });
            }
        });
        Ok(Self {
            address,
            seen,
            reply,
            task,
        })
    }

    /// Returns the base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/v4", self.address)
    }

    /// Sets the reply to further requests.
    pub fn reply_with(&self, reply: StreamReply) {
        *self.reply.lock().unwrap_or_else(PoisonError::into_inner) = reply;
    }

    /// Returns the requests so far.
    #[must_use]
    pub fn seen(&self) -> SeenStreams {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.clone()
    }
}

impl Drop for H2Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Returns the bytes of a frame.
fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap_or_default();
    let mut bytes = length.to_be_bytes().get(1..).unwrap_or_default().to_vec();
    bytes.extend([kind, flags]);
    bytes.extend(stream.to_be_bytes());
    bytes.extend(payload);
    bytes
}

fn response(stream: u32, status: &[u8], body: &[u8]) -> Vec<u8> {
    let mut bytes = frame(HEADERS, END_HEADERS, stream, status);
    bytes.extend(frame(DATA, END_STREAM, stream, body));
    bytes
}

fn go_away(error: u32) -> Vec<u8> {
    go_away_with(error, b"")
}

/// Returns a GOAWAY frame with debug data, which clients show in their errors.
fn go_away_with(error: u32, debug_data: &[u8]) -> Vec<u8> {
    let mut payload = 0_u32.to_be_bytes().to_vec(); // no stream was processed
    payload.extend(error.to_be_bytes());
    payload.extend(debug_data);
    frame(GO_AWAY, 0, 0, &payload)
}

async fn serve(
    mut connection: TcpStream,
    seen: &Mutex<SeenStreams>,
    reply: &Mutex<StreamReply>,
) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let mut preface = vec![0; PREFACE.len()];
    connection.read_exact(&mut preface).await?;
    connection.write_all(&frame(SETTINGS, 0, 0, &[])).await?;
    let mut body = Vec::new();
    loop {
        let mut head = [0; 9];
        connection.read_exact(&mut head).await?;
        let [l0, l1, l2, kind, flags, s0, s1, s2, s3] = head;
        let length = u32::from_be_bytes([0, l0, l1, l2]);
        let stream = u32::from_be_bytes([s0 & 0x7f, s1, s2, s3]);
        let mut payload = vec![0; usize::try_from(length).unwrap_or_default()];
        connection.read_exact(&mut payload).await?;
        let stream_reply = *reply.lock().unwrap_or_else(PoisonError::into_inner);
        let is_request_complete = match kind {
            SETTINGS if flags & ACK == 0 => {
                connection.write_all(&frame(SETTINGS, ACK, 0, &[])).await?;
                continue;
            }
            PING if flags & ACK == 0 => {
                connection.write_all(&frame(PING, ACK, 0, &payload)).await?;
                continue;
            }
            HEADERS => {
                seen.lock().unwrap_or_else(PoisonError::into_inner).requests += 1;
                body.clear();
                flags & END_STREAM != 0
            }
            DATA => {
                body.extend(payload);
                flags & END_STREAM != 0
            }
            _ => continue,
        };
        if is_request_complete {
            let text = String::from_utf8_lossy(&body).into_owned();
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.bodies.push(text);
        }
        let is_at_headers = kind == HEADERS;
        let bytes = match stream_reply {
            StreamReply::ResetAtHeaders if is_at_headers => {
                frame(RST_STREAM, 0, stream, &REFUSED_STREAM.to_be_bytes())
            }
            StreamReply::GoAwayAtHeaders if is_at_headers => go_away(NO_ERROR),
            _ if !is_request_complete => continue,
            StreamReply::Accept => response(stream, STATUS_200, br#"{"message":"success"}"#),
            StreamReply::Refuse => response(stream, STATUS_401, &body),
            StreamReply::ResetAtBody => frame(RST_STREAM, 0, stream, &REFUSED_STREAM.to_be_bytes()),
            StreamReply::GoAwayAtBody => go_away(NO_ERROR),
            StreamReply::CalmDown => go_away_with(ENHANCE_YOUR_CALM, crate::KEY.as_bytes()),
            StreamReply::Close => return Ok(()),
            // The body of a request whose headers were rejected already.
            StreamReply::ResetAtHeaders | StreamReply::GoAwayAtHeaders => continue,
        };
        connection.write_all(&bytes).await?;
    }
}
