//! A server whose next reply is set by the test.
//!
//! Why not the sandbox: the replies have texts, types and headers that the API does not document.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use partna_auth::{ErrorKind, Partna};

use crate::builder;
use crate::server::{Reply, Server};

/// A server whose next reply is set by the test, and a client for it.
#[derive(Debug)]
pub struct ScriptedServer {
    _server: Server,
    next: Arc<Mutex<Reply>>,
    request_count: Arc<AtomicU32>,
    /// The client.
    pub partna: Partna,
}

impl ScriptedServer {
    /// Starts a server that resets connections until a reply is set.
    ///
    /// # Errors
    ///
    /// If no port is free.
    pub async fn start() -> std::io::Result<Self> {
        let next = Arc::new(Mutex::new(Reply::Reset));
        let request_count = Arc::new(AtomicU32::new(0));
        let (replies, counter) = (next.clone(), request_count.clone());
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
            request_count,
            partna,
        })
    }

    /// Sets the reply to all further requests, and resets the count.
    pub fn set_reply(&self, reply: Reply) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = reply;
        self.request_count.store(0, Ordering::SeqCst);
    }

    /// Sets a reply with status 200 and this JSON body.
    pub fn set_ok_body(&self, body: &str) {
        let bytes = Reply::bytes(200, &[("content-type", "application/json")], body);
        self.set_reply(Reply::RawKeepOpen(bytes));
    }

    /// Returns the number of requests since the reply was set.
    #[must_use]
    pub fn request_count(&self) -> u32 {
        self.request_count.load(Ordering::SeqCst)
    }
}

/// Sends a read, responds to it with `reply`, and returns the kind of its error.
///
/// # Errors
///
/// The reply, if the read succeeds.
pub async fn read_error_kind(api: &ScriptedServer, reply: Reply) -> Result<ErrorKind, String> {
    let context = format!("{reply:?}");
    api.set_reply(reply);
    let result = api.partna.list_accounts().send().await;
    Ok(result.err().ok_or(context)?.kind())
}
