//! A proxy that records requests.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::Result;

/// Forwards connections to a server, and records the bytes of the requests.
pub(crate) struct Tap {
    pub(crate) address: SocketAddr,
    /// The bytes of the requests, by connection.
    recorded: Recorded,
}

type Recorded = Arc<Mutex<Vec<Vec<u8>>>>;

impl Tap {
    pub(crate) async fn start(server: String) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let tap = Self {
            address: listener.local_addr()?,
            recorded: Arc::default(),
        };
        let recorded = Arc::clone(&tap.recorded);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if let Ok(server) = TcpStream::connect(&server).await {
                    tokio::spawn(forward(client, server, Arc::clone(&recorded)));
                }
            }
        });
        Ok(tap)
    }

    /// The heads of the requests, in lower case.
    pub(crate) fn requests(&self) -> Vec<String> {
        let recorded = self.recorded.lock().unwrap_or_else(PoisonError::into_inner);
        recorded.iter().flat_map(|bytes| heads(bytes)).collect()
    }
}

async fn forward(client: TcpStream, server: TcpStream, recorded: Recorded) -> std::io::Result<()> {
    let all = || recorded.lock().unwrap_or_else(PoisonError::into_inner);
    let index = {
        let mut all = all();
        all.push(Vec::new());
        all.len() - 1
    };
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
    let mut buffer = [0; 4096];
    loop {
        let count = from_client.read(&mut buffer).await?;
        let Some(bytes) = buffer.get(..count).filter(|bytes| !bytes.is_empty()) else {
            return Ok(());
        };
        if let Some(own) = all().get_mut(index) {
            own.extend(bytes);
        }
        to_server.write_all(bytes).await?;
    }
}

fn heads(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut heads = Vec::new();
    let mut rest = text.as_str();
    while let Some((head, after)) = rest.split_once("\r\n\r\n") {
        let head = head.to_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
        rest = after.get(length.unwrap_or(0)..).unwrap_or_default();
        heads.push(head);
    }
    heads
}
