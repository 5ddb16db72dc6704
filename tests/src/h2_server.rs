//! A server that speaks HTTP/2 without TLS, frame by frame, and refuses requests in the ways that invite a client to retry.
//!
//! Why not the sandbox: it speaks HTTP/1.1 alone.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamReply {
    /// Status 200 and `{"message":"success"}`.
    Accept,
    /// Status 401 and a body that repeats what the request held.
    Refuse,
    /// RST_STREAM with REFUSED_STREAM, as soon as the headers have come.
    ResetAtHeaders,
    /// The same, once the body has come.
    ResetAtBody,
    /// GOAWAY without an error, which names no stream as processed, as soon as the headers have come.
    GoAwayAtHeaders,
    /// The same, once the body has come.
    GoAwayAtBody,
    /// GOAWAY with ENHANCE_YOUR_CALM and the key of the client as debug data, once the body has come.
    CalmDown,
    /// The connection is closed without a frame, once the body has come.
    Close,
}

/// What a server has seen.
#[derive(Clone, Debug, Default)]
pub struct SeenStreams {
    /// HEADERS frames, which is how many requests arrived.
    pub requests: usize,
    /// Bodies, as far as they were read.
    pub bodies: Vec<String>,
}

/// A server on loopback; it ends when it is dropped.
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
/// `:status: 200`, by its place in the static table of HPACK.
const STATUS_200: &[u8] = &[0x88];
/// `:status: 401`: a name by its place in the table, and a text of three bytes.
const STATUS_401: &[u8] = &[0x08, 0x03, b'4', b'0', b'1'];

impl H2Server {
    /// Starts a server that accepts every request.
    ///
    /// # Errors
    ///
    /// If there is no port.
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

    /// The base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/v4", self.address)
    }

    /// Sets what becomes of the requests from now on.
    pub fn reply_with(&self, reply: StreamReply) {
        *self.reply.lock().unwrap_or_else(PoisonError::into_inner) = reply;
    }

    /// What it has seen so far.
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

/// With debug data, which clients show in their errors.
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
        let mode = *reply.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = match kind {
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
        if ended {
            let text = String::from_utf8_lossy(&body).into_owned();
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.bodies.push(text);
        }
        let at_headers = kind == HEADERS;
        let bytes = match mode {
            StreamReply::ResetAtHeaders if at_headers => {
                frame(RST_STREAM, 0, stream, &REFUSED_STREAM.to_be_bytes())
            }
            StreamReply::GoAwayAtHeaders if at_headers => go_away(NO_ERROR),
            _ if !ended => continue,
            StreamReply::Accept => response(stream, STATUS_200, br#"{"message":"success"}"#),
            StreamReply::Refuse => response(stream, STATUS_401, &body),
            StreamReply::ResetAtBody => frame(RST_STREAM, 0, stream, &REFUSED_STREAM.to_be_bytes()),
            StreamReply::GoAwayAtBody => go_away(NO_ERROR),
            StreamReply::CalmDown => go_away_with(ENHANCE_YOUR_CALM, crate::KEY.as_bytes()),
            StreamReply::Close => return Ok(()),
            // The rest of a body whose headers were refused already.
            StreamReply::ResetAtHeaders | StreamReply::GoAwayAtHeaders => continue,
        };
        connection.write_all(&bytes).await?;
    }
}
