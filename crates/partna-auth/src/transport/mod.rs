//! Sends requests: refuses what must not leave, adds the credentials, retries where that is safe, and reads the response.

pub(crate) mod admission;
pub(crate) mod base_url;
pub(crate) mod call_options;
mod redact;
mod response_body;
mod retry_loop;
pub(crate) mod retry_policy;
mod skipped_fields;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use partna_client::{
    Call, Error, ErrorKind, HttpResponse, Operation, ResponseFuture, Transport, error_kind,
    is_error_response, pin_classification,
};
use partna_types::tolerant::SkippedField;
use tracing::{Instrument, Span, field};

use crate::credentials::credential_cache::CredentialCache;
use crate::credentials::credential_snapshot::CredentialSnapshot;
use crate::secret_scan::SecretSet;
use crate::transport::base_url::Address;
use crate::transport::call_options::Limits;
use crate::transport::retry_policy::{Budget, Failure, Retryable};
use crate::{Clock, Credentials};
use admission::{admit, check_scope};
pub use call_options::CallOptions;
use redact::RedactedSource;
use response_body::{Body, MAX_ERROR_SIZE, is_longer, read};
use retry_loop::{Attempt, repeat};
pub use retry_policy::Retries;
pub(crate) use skipped_fields::{LoggedPlaces, without_indices};

/// What all clones of a client share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) http: reqwest::Client,
    pub(crate) address: Address,
    pub(crate) credential_cache: CredentialCache,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) budget: Budget,
    /// Whether a key whose scope says no is believed before anything is sent.
    pub(crate) check_scopes: bool,
    /// How long the body of a success may be, in bytes.
    pub(crate) max_response_size: usize,
    /// The places of responses whose odd form has been logged.
    pub(crate) logged_places: Arc<LoggedPlaces>,
}

impl Shared {
    /// The same with a fixed pair.
    pub(crate) fn signing_with(&self, pair: Credentials) -> Self {
        Self {
            http: self.http.clone(),
            address: self.address.clone(),
            credential_cache: self.credential_cache.fixed(pair),
            clock: self.clock.clone(),
            budget: Budget::full(),
            check_scopes: false,
            max_response_size: self.max_response_size,
            logged_places: self.logged_places.clone(),
        }
    }
}

/// Sends over HTTP with the merchant's credentials.
#[derive(Clone)]
pub(crate) struct HttpTransport {
    pub(crate) shared: Arc<Shared>,
    pub(crate) limits: Limits,
}

impl Transport for HttpTransport {
    fn send(&self, call: Call) -> ResponseFuture<'_> {
        Box::pin(self.call(call))
    }

    fn report_skipped_fields(
        &self,
        operation: Option<&'static Operation>,
        fields: &[SkippedField],
    ) {
        self.shared.logged_places.log(operation, fields);
    }
}

impl HttpTransport {
    async fn call(&self, call: Call) -> Result<HttpResponse, Error> {
        let environment = self.shared.credential_cache.environment();
        let operation = admit(&call, &self.shared.address, environment)?;
        let span = tracing::debug_span!(
            "partna",
            operation = operation.map_or("none of the document", |operation| operation.id),
            %environment,
            host = self.shared.address.host(),
            attempt = field::Empty,
            status = field::Empty,
            elapsed_ms = field::Empty,
        );
        let start = self.shared.clock.now();
        let result = self
            .attempts(operation, call.request, &span)
            .instrument(span.clone())
            .await;
        let elapsed = self.shared.clock.now().saturating_sub(start);
        span.record(
            "elapsed_ms",
            u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
        );
        if let Ok(answer) = &result {
            span.record("status", answer.status().as_u16());
        }
        span.in_scope(|| match &result {
            Ok(answer) => tracing::debug!(status = answer.status().as_u16(), "answered"),
            Err(error) => tracing::debug!(kind = ?error.kind(), "no answer"),
        });
        result.map_err(|error| error.with_operation(operation))
    }

    /// All attempts of a call; the last of them counts.
    async fn attempts(
        &self,
        operation: Option<&'static Operation>,
        request: reqwest::Request,
        span: &Span,
    ) -> Result<HttpResponse, Error> {
        let Shared { clock, budget, .. } = &*self.shared;
        let attempt = |attempt| self.attempt(operation, &request, attempt, span);
        repeat(operation, self.limits, &**clock, budget, attempt).await
    }

    /// An attempt with the pair in use; and, if the API does not know its key, with the one that has taken its place.
    async fn attempt(
        &self,
        operation: Option<&'static Operation>,
        request: &reqwest::Request,
        attempt: Attempt,
        span: &Span,
    ) -> Result<HttpResponse, Failure> {
        let Shared {
            clock,
            credential_cache,
            ..
        } = &*self.shared;
        span.record("attempt", attempt.number);
        let start = clock.now();
        let left = || {
            attempt
                .timeout
                .saturating_sub(clock.now().saturating_sub(start))
        };
        let held = credential_cache.current(left).await;
        if left().is_zero() {
            let what = "the time was up before anything was sent";
            return Err(Failure::permanent(Error::new(ErrorKind::Timeout, what)));
        }
        let answer = self.send_once(operation, request, &held, left()).await?;
        if !refuses_key(&answer) {
            return Ok(answer);
        }
        // It was refused before it acted, so a write is repeated as well: with other credentials of the same user, or not
        // at all.
        let newer = tokio::time::timeout(left(), credential_cache.after_refusal(&held)).await;
        let Some(newer) = newer.ok().flatten().filter(|_| !left().is_zero()) else {
            return Ok(answer);
        };
        let sent = self.send_once(operation, request, &newer, left()).await;
        credential_cache.conclude_trial(&held, &newer, sent.as_ref().is_ok_and(accepts_key));
        sent
    }

    /// One request, up to the last byte of the answer. The pair is held until then: that is how it is known to be in use.
    async fn send_once(
        &self,
        operation: Option<&'static Operation>,
        request: &reqwest::Request,
        held: &CredentialSnapshot,
        timeout: Duration,
    ) -> Result<HttpResponse, Failure> {
        if self.shared.check_scopes {
            check_scope(operation, held).map_err(Failure::permanent)?;
        }
        let mut sent = request.try_clone().ok_or_else(|| {
            let what = "a body that is a stream cannot be sent";
            Failure::permanent(Error::new(ErrorKind::Invalid, what))
        })?;
        sent.headers_mut().reserve(8); // with those that the HTTP client adds
        for (name, value) in held.credentials.headers() {
            sent.headers_mut().insert(name, value.clone());
        }
        let exchange = self.exchange(operation, request, sent, &held.credentials);
        let answer = tokio::time::timeout(timeout, exchange).await;
        answer.map_err(|_| timed_out(operation, timeout))?
    }

    /// Sends, and reads the response within its limits. What is kept of an error is classified by the text as it came, and has
    /// no secret in it any more.
    async fn exchange(
        &self,
        operation: Option<&'static Operation>,
        request: &reqwest::Request,
        sent: reqwest::Request,
        credentials: &Credentials,
    ) -> Result<HttpResponse, Failure> {
        let broken = |error: reqwest::Error| {
            // Its texts may hold what the other side sent, such as the debug data of HTTP/2.
            let secrets = redact::secrets(operation, request, credentials);
            failed(operation, &error.without_url(), &secrets)
        };
        let mut response = self.shared.http.execute(sent).await.map_err(broken)?;
        let status = response.status();
        let limit = if status.is_success() {
            self.shared.max_response_size
        } else {
            MAX_ERROR_SIZE
        };
        let mut answer = HttpResponse::default();
        *answer.status_mut() = status;
        if status.is_success() && is_longer(&response, limit) {
            return Err(too_large(operation, limit));
        }
        let body = read(&mut response, limit).await.map_err(broken)?;
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        let (body, mut is_cut) = match body {
            Body::Whole(body) => (body, false),
            Body::Cut(_) if status.is_success() => return Err(too_large(operation, limit)),
            Body::Cut(body) => (body, true),
        };
        *answer.body_mut() = body;
        if !is_error_response(&answer) {
            return Ok(answer);
        }
        pin_classification(&mut answer);
        let mut body = std::mem::take(answer.body_mut());
        is_cut |= body.len() > MAX_ERROR_SIZE;
        body.truncate(MAX_ERROR_SIZE);
        let secrets = redact::secrets(operation, request, credentials);
        redact::redact_headers(answer.headers_mut(), &secrets);
        *answer.body_mut() = redact::redact(body, is_cut, &secrets);
        Ok(answer)
    }
}

/// Whether the API refused the request for its key. Only these two statuses say that a write did not take effect for that
/// reason, so the text of any other response is not consulted.
fn refuses_key(answer: &HttpResponse) -> bool {
    let is_refusal = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&answer.status());
    is_refusal && error_kind(answer) == ErrorKind::NotAuthenticated
}

/// Whether the API knows the key of the request. Any other response may come from something in front of the API.
fn accepts_key(answer: &HttpResponse) -> bool {
    match error_kind(answer) {
        ErrorKind::NotAuthenticated => false,
        ErrorKind::ScopeRefused => answer.status() == StatusCode::UNAUTHORIZED,
        _ => answer.status().is_success(),
    }
}

/// The time was up: how far the request had come is not known.
fn timed_out(operation: Option<&'static Operation>, limit: Duration) -> Failure {
    // To a tenth: a part of the time may have gone before.
    let seconds = (limit.as_secs_f32() * 10.0).round() / 10.0;
    let what = format!("no answer within {seconds} s");
    Failure {
        error: Error::after_sending(ErrorKind::Timeout, operation, what),
        retryable: Retryable::IfIdempotent,
    }
}

/// A success is longer than is read. It would be the next time.
fn too_large(operation: Option<&'static Operation>, limit: usize) -> Failure {
    let what = format!(
        "the response is a success of more than {limit} bytes, which is not read; raise `Builder::max_response_size` if it is \
         genuine"
    );
    let error = Error::after_sending(ErrorKind::Undecodable, operation, what);
    Failure::permanent(error)
}

fn failed(
    operation: Option<&'static Operation>,
    cause: &reqwest::Error,
    secrets: &SecretSet,
) -> Failure {
    let never_left = cause.is_connect();
    let error = match (never_left, cause.is_timeout()) {
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
    Failure {
        error: error.with_source(RedactedSource::of(cause, secrets)),
        retryable: if never_left {
            Retryable::Always
        } else {
            Retryable::IfIdempotent
        },
    }
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport")
            .field("address", &self.shared.address.as_str())
            .field(
                "credentials",
                &self.shared.credential_cache.snapshot().credentials,
            )
            .finish_non_exhaustive()
    }
}
