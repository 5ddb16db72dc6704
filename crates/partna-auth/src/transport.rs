//! How a request leaves: refuse what must not, put the headers on, send once, read the whole answer.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use partna_client::{Answer, AnswerFuture, Call, Effect, Error, ErrorKind, Operation, Transport};
use partna_types::Secret;

use crate::Credentials;
use crate::address::Address;

/// Sends over HTTP with the merchant's credentials.
pub(crate) struct HttpTransport {
    pub(crate) http: reqwest::Client,
    pub(crate) address: Address,
    pub(crate) credentials: Credentials,
    pub(crate) attempt_timeout: Duration,
    pub(crate) call_timeout: Duration,
}

impl Transport for HttpTransport {
    fn send(&self, call: Call) -> AnswerFuture<'_> {
        Box::pin(async move {
            let operation = call.operation;
            self.call(call)
                .await
                .map_err(|error| error.with_operation(operation))
        })
    }
}

impl HttpTransport {
    async fn call(&self, call: Call) -> Result<Answer, Error> {
        self.refuse(&call)?;
        let mut request = call.request;
        for (name, value) in self.credentials.headers() {
            request.headers_mut().insert(name, value.clone());
        }
        match tokio::time::timeout(self.call_timeout, self.attempt(call.operation, request)).await {
            Ok(answer) => answer,
            Err(_) => Err(timed_out(call.operation, self.call_timeout)),
        }
    }

    /// What must not leave, and is known before anything does.
    fn refuse(&self, call: &Call) -> Result<(), Error> {
        let environment = self.credentials.environment();
        if !self.address.covers(call.request.url()) {
            let what = format!(
                "the request does not lie below {}: nothing else gets the key",
                self.address.as_str()
            );
            return Err(Error::new(ErrorKind::Refused, what));
        }
        match call.operation {
            Some(operation) if !operation.environments.contains(&environment) => {
                let what = format!(
                    "{} {} does not exist on {environment}",
                    operation.method, operation.path
                );
                Err(Error::new(ErrorKind::Refused, what))
            }
            _ => Ok(()),
        }
    }

    /// One attempt, up to the last byte of the answer.
    async fn attempt(
        &self,
        operation: Option<&'static Operation>,
        request: reqwest::Request,
    ) -> Result<Answer, Error> {
        let failed = |error| self.failed(operation, error);
        let response = self.http.execute(request).await.map_err(failed)?;
        let mut answer = Answer::default();
        *answer.status_mut() = response.status();
        *answer.headers_mut() = response.headers().clone();
        *answer.body_mut() = response.bytes().await.map_err(failed)?;
        Ok(self.without_key(answer))
    }

    /// An error page may repeat what was sent; the key is taken out of it before anyone can print it.
    fn without_key(&self, answer: Answer) -> Answer {
        if answer.status().is_success() {
            return answer;
        }
        let [(_, key), _] = self.credentials.headers();
        answer.map(|body| replace(body, key))
    }

    fn failed(&self, operation: Option<&'static Operation>, error: reqwest::Error) -> Error {
        let never_left = error.is_connect() || error.is_builder();
        if error.is_timeout() && !never_left {
            return timed_out(operation, self.attempt_timeout).with_source(error.without_url());
        }
        let (kind, what) = if error.is_timeout() {
            (
                ErrorKind::Timeout,
                "no connection in time; nothing was sent",
            )
        } else if never_left {
            (
                ErrorKind::Transport,
                "the API cannot be reached; nothing was sent",
            )
        } else if may_have_acted(operation) {
            (
                ErrorKind::OutcomeUnknown,
                "the connection broke after the request had left; whether it took effect is not known, so look it up before anything is sent again",
            )
        } else {
            (
                ErrorKind::Transport,
                "the connection broke before the answer was complete",
            )
        };
        Error::new(kind, what).with_source(error.without_url())
    }
}

fn may_have_acted(operation: Option<&'static Operation>) -> bool {
    operation.is_none_or(|operation| operation.effect != Effect::Read)
}

fn timed_out(operation: Option<&'static Operation>, limit: Duration) -> Error {
    let limit = limit.as_secs_f32();
    if may_have_acted(operation) {
        let what = format!(
            "no answer within {limit} s; whether the request took effect is not known, so look it up before anything is sent again"
        );
        Error::new(ErrorKind::OutcomeUnknown, what)
    } else {
        Error::new(ErrorKind::Timeout, format!("no answer within {limit} s"))
    }
}

fn replace(body: Bytes, key: &HeaderValue) -> Bytes {
    let Ok(key) = key.to_str() else { return body };
    match String::from_utf8_lossy(&body) {
        text if text.contains(key) => text.replace(key, Secret::MARKER).into(),
        _ => body,
    }
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport")
            .field("address", &self.address.as_str())
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
