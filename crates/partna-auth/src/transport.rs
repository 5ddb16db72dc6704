//! How a request leaves: refuse what must not, put the headers on, send once, read the whole answer.

use std::fmt;
use std::time::Duration;

use partna_client::{Answer, AnswerFuture, Call, Error, ErrorKind, Operation, Transport};
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
        Box::pin(self.call(call))
    }
}

impl HttpTransport {
    async fn call(&self, call: Call) -> Result<Answer, Error> {
        let operation = self.admit(&call)?;
        let mut request = call.request;
        let secrets = self.secrets(operation, &request);
        for (name, value) in self.credentials.headers() {
            request.headers_mut().insert(name, value.clone());
        }
        let attempt = self.attempt(operation, request);
        let answer = match tokio::time::timeout(self.call_timeout, attempt).await {
            Ok(answer) => answer,
            Err(_) => Err(timed_out(operation, self.call_timeout)),
        };
        let answer = answer.map_err(|error| error.with_operation(operation))?;
        Ok(scrub(answer, &secrets))
    }

    /// Refuses what must not leave, and answers which operation the rest is: by method and path before the caller's word,
    /// and another way to write a path is none.
    fn admit(&self, call: &Call) -> Result<Option<&'static Operation>, Error> {
        let refused =
            |what: &str| Error::new(ErrorKind::Refused, what).with_operation(call.operation);
        let Some(path) = self.address.path_of(call.request.url()) else {
            return Err(refused(
                "the request lies outside the base URL, or its path is not written plainly (percent signs, empty \
                 segments, a slash at the end); nothing else gets the key",
            ));
        };
        let operation = Operation::by_path(call.request.method().as_str(), path).or(call.operation);
        let environment = self.credentials.environment();
        match operation {
            Some(operation) if !operation.environments.contains(&environment) => {
                let what = format!(
                    "{} {} does not exist on {environment}",
                    operation.method, operation.path
                );
                Err(refused(&what).with_operation(Some(operation)))
            }
            _ => Ok(operation),
        }
    }

    /// The key, and the secret fields and parameters of a request.
    fn secrets(
        &self,
        operation: Option<&'static Operation>,
        request: &reqwest::Request,
    ) -> Vec<Secret> {
        let [(_, key), _] = self.credentials.headers();
        let mut secrets: Vec<Secret> = key.to_str().map(Secret::from).into_iter().collect();
        let names = operation.map_or(&[][..], |operation| operation.secrets);
        if names.is_empty() {
            return secrets;
        }
        let body = request
            .body()
            .and_then(reqwest::Body::as_bytes)
            .unwrap_or_default();
        let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
        let fields = names.iter().filter_map(|name| body.get(*name)?.as_str());
        secrets.extend(fields.map(Secret::from));
        let parameters = request.url().query_pairs();
        let parameters = parameters.filter(|(name, _)| names.contains(&name.as_ref()));
        secrets.extend(parameters.map(|(_, value)| Secret::from(value.as_ref())));
        secrets.retain(|secret| !secret.expose().is_empty());
        secrets
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
        Ok(answer)
    }

    fn failed(&self, operation: Option<&'static Operation>, error: reqwest::Error) -> Error {
        let connecting = error.is_connect();
        if error.is_timeout() && !connecting {
            return timed_out(operation, self.attempt_timeout).with_source(error.without_url());
        }
        let told = match (connecting, error.is_timeout()) {
            (true, true) => Error::new(
                ErrorKind::Timeout,
                "no connection in time; nothing was sent",
            ),
            (true, false) => Error::new(
                ErrorKind::Transport,
                "the API cannot be reached; nothing was sent",
            ),
            (false, _) => Error::after_sending(
                ErrorKind::Transport,
                operation,
                "the connection broke before the answer was complete",
            ),
        };
        told.with_source(error.without_url())
    }
}

fn timed_out(operation: Option<&'static Operation>, limit: Duration) -> Error {
    let what = format!("no answer within {} s", limit.as_secs_f32());
    Error::after_sending(ErrorKind::Timeout, operation, what)
}

/// An error may repeat what was sent; what is secret is taken out of it before anyone can print it.
fn scrub(answer: Answer, secrets: &[Secret]) -> Answer {
    if answer.status().is_success() {
        return answer;
    }
    answer.map(|body| {
        // In the decoded text, where no escape hides a part of it.
        if let Ok(mut json) = serde_json::from_slice::<serde_json::Value>(&body) {
            return if scrub_json(&mut json, secrets) {
                json.to_string().into()
            } else {
                body
            };
        }
        scrub_text(&String::from_utf8_lossy(&body), secrets).map_or(body, Into::into)
    })
}

/// Answers whether anything was taken out.
fn scrub_json(value: &mut serde_json::Value, secrets: &[Secret]) -> bool {
    match value {
        serde_json::Value::String(text) => match scrub_text(text, secrets) {
            Some(clean) => {
                *text = clean;
                true
            }
            None => false,
        },
        serde_json::Value::Array(items) => items
            .iter_mut()
            .fold(false, |found, item| scrub_json(item, secrets) | found),
        serde_json::Value::Object(map) => map
            .values_mut()
            .fold(false, |found, item| scrub_json(item, secrets) | found),
        _ => false,
    }
}

fn scrub_text(text: &str, secrets: &[Secret]) -> Option<String> {
    let found: Vec<&str> = secrets
        .iter()
        .map(Secret::expose)
        .filter(|secret| text.contains(secret))
        .collect();
    let clean = found.iter().fold(text.to_owned(), |text, secret| {
        text.replace(secret, Secret::MARKER)
    });
    (!found.is_empty()).then_some(clean)
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport")
            .field("address", &self.address.as_str())
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
