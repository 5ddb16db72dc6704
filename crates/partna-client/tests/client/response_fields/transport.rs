//! A transport that replies without a network.

use std::sync::{Arc, Mutex, PoisonError};

use partna_auth::{Call, Client, HttpResponse, ResponseFuture, Transport};

#[derive(Clone, Debug, Default)]
struct Replies(Arc<Mutex<String>>);

impl Transport for Replies {
    fn send(&self, _: Call) -> ResponseFuture<'_> {
        let body = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        Box::pin(std::future::ready(Ok(HttpResponse::new(body.into()))))
    }
}

/// A client whose every call has the same response.
pub struct Canned {
    replies: Replies,
    pub client: Client,
}

impl Canned {
    pub fn new() -> Self {
        let replies = Replies::default();
        let http = partna_auth::reqwest::Client::new();
        let client = Client::new("http://127.0.0.1/v4", http, Arc::new(replies.clone()));
        Self { replies, client }
    }

    /// Sets the body of the next responses, whose status is 200.
    pub fn set_body(&self, body: String) {
        *self
            .replies
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = body;
    }
}
