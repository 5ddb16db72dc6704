//! A server whose replies a test sets one after the other.
//!
//! Why not the sandbox: the replies have texts, types and headers that the API does not document.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use partna_auth::{ErrorKind, Partna};

use crate::builder;
use crate::server::{Reply, Server};

/// A server whose next reply the test sets, and a client for it.
#[derive(Debug)]
pub struct ScriptedServer {
    _server: Server,
    next: Arc<Mutex<Reply>>,
    seen: Arc<AtomicU32>,
    /// The client.
    pub partna: Partna,
}

impl ScriptedServer {
    /// Starts one.
    ///
    /// # Errors
    ///
    /// If no port can be had.
    pub async fn start() -> std::io::Result<Self> {
        let next = Arc::new(Mutex::new(Reply::Reset));
        let seen = Arc::new(AtomicU32::new(0));
        let (replies, counter) = (next.clone(), seen.clone());
        let server = Server::start(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
            let reply = replies.lock().unwrap_or_else(PoisonError::into_inner);
            std::future::ready(reply.clone())
        });
        let server = server.await?;
        let builder = builder(&server.base_url()).map_err(std::io::Error::other)?;
        let partna = builder.build().await.map_err(std::io::Error::other)?;
        Ok(Self {
            _server: server,
            next,
            seen,
            partna,
        })
    }

    /// Sets the next replies, and begins to count again.
    pub fn set_reply(&self, reply: Reply) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = reply;
        self.seen.store(0, Ordering::SeqCst);
    }

    /// Sets a 200 with this body.
    pub fn set_ok_body(&self, body: &str) {
        let bytes = Reply::bytes(200, &[("content-type", "application/json")], body);
        self.set_reply(Reply::Whole(bytes));
    }

    /// The requests since the reply was set.
    #[must_use]
    pub fn request_count(&self) -> u32 {
        self.seen.load(Ordering::SeqCst)
    }
}

/// The kind of the error of a read with this response.
///
/// # Errors
///
/// The response, if the read succeeds.
pub async fn read_error_kind(api: &ScriptedServer, reply: Reply) -> Result<ErrorKind, String> {
    let context = format!("{reply:?}");
    api.set_reply(reply);
    let result = api.partna.list_accounts().send().await;
    Ok(result.err().ok_or(context)?.kind())
}
