//! Sends requests: rejects those that must not be sent, adds the credentials, retries where that is safe, and reads the response.

pub(crate) mod admission;
pub(crate) mod base_url;
pub(crate) mod call_options;
mod mismatched_field_log;
mod redact;
mod response_body;
mod retry_loop;
pub(crate) mod retry_policy;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use partna_client::{
    Call, Error, ErrorKind, HttpResponse, Operation, ResponseFuture, Transport, error_kind,
    is_error_response, store_classification,
};
use partna_types::tolerant::MismatchedField;
use tracing::{Instrument, Span, field};

use crate::credentials::credential_cache::CredentialCache;
use crate::credentials::credential_snapshot::CredentialSnapshot;
use crate::secret_scan::SecretSet;
use crate::transport::base_url::BaseUrl;
use crate::transport::call_options::CallLimits;
use crate::transport::retry_policy::{Failure, RetryBudget, Retryable};
use crate::{Clock, Credentials};
use admission::{admit, check_scope};
pub use call_options::CallOptions;
pub(crate) use mismatched_field_log::{MismatchedFieldLog, without_indices};
use redact::RedactedSource;
use response_body::{Body, MAX_ERROR_BODY_BYTES, is_over_limit, read_body};
use retry_loop::{Attempt, run_attempts};
pub use retry_policy::Retries;

/// The state that all clones of a client share.
#[derive(Debug)]
pub(crate) struct SharedState {
    pub(crate) http: reqwest::Client,
    pub(crate) base_url: BaseUrl,
    pub(crate) credential_cache: CredentialCache,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) budget: RetryBudget,
    /// Whether the scope of the key is checked before anything is sent.
    pub(crate) check_scopes: bool,
    /// The maximum body size of a success, in bytes.
    pub(crate) max_response_size: usize,
    /// The response fields whose undocumented forms have been logged.
    pub(crate) mismatched_field_log: Arc<MismatchedFieldLog>,
}

impl SharedState {
    /// Returns the same state for a client that uses these credentials and never reloads them. It has a separate retry
    /// budget.
    pub(crate) fn with_fixed_credentials(&self, credentials: Credentials) -> Self {
        Self {
            http: self.http.clone(),
            base_url: self.base_url.clone(),
            credential_cache: self.credential_cache.with_fixed_credentials(credentials),
            clock: self.clock.clone(),
            budget: RetryBudget::new(),
            check_scopes: false,
            max_response_size: self.max_response_size,
            mismatched_field_log: self.mismatched_field_log.clone(),
        }
    }
}

/// The transport that sends requests over HTTP with the merchant's credentials.
#[derive(Clone)]
pub(crate) struct HttpTransport {
    pub(crate) shared: Arc<SharedState>,
    pub(crate) limits: CallLimits,
}

impl Transport for HttpTransport {
    fn send(&self, call: Call) -> ResponseFuture<'_> {
        Box::pin(self.send_call(call))
    }

    fn report_mismatched_fields(
        &self,
        operation: Option<&'static Operation>,
        fields: &[MismatchedField],
    ) {
        self.shared.mismatched_field_log.log(operation, fields);
    }
}

impl HttpTransport {
    async fn send_call(&self, call: Call) -> Result<HttpResponse, Error> {
        let environment = self.shared.credential_cache.environment();
        let operation = admit(&call, &self.shared.base_url, environment)?;
        let span = tracing::debug_span!(
            "partna",
            operation = operation.map_or("undocumented", |operation| operation.id),
            %environment,
            host = self.shared.base_url.host(),
            attempt = field::Empty,
            status = field::Empty,
            elapsed_ms = field::Empty,
        );
        let start = self.shared.clock.now();
        let result = self
            .send_with_retries(operation, call.request, &span)
            .instrument(span.clone())
            .await;
        let elapsed = self.shared.clock.now().saturating_sub(start);
        span.record(
            "elapsed_ms",
            u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
        );
        if let Ok(response) = &result {
            span.record("status", response.status().as_u16());
        }
        span.in_scope(|| match &result {
            Ok(response) => {
                tracing::debug!(status = response.status().as_u16(), "response received")
            }
            Err(error) => tracing::debug!(kind = ?error.kind(), "no response"),
        });
        result.map_err(|error| error.with_operation(operation))
    }

    /// Makes the attempts of a call, and returns the result of the last.
    async fn send_with_retries(
        &self,
        operation: Option<&'static Operation>,
        request: reqwest::Request,
        span: &Span,
    ) -> Result<HttpResponse, Error> {
        let SharedState { clock, budget, .. } = &*self.shared;
        let attempt = |attempt| self.run_attempt(operation, &request, attempt, span);
        run_attempts(operation, self.limits, &**clock, budget, attempt).await
    }

    /// Makes an attempt with the credentials in use. If the API refuses the key and other credentials are available, sends the
    /// request again with these credentials.
    async fn run_attempt(
        &self,
        operation: Option<&'static Operation>,
        request: &reqwest::Request,
        attempt: Attempt,
        span: &Span,
    ) -> Result<HttpResponse, Failure> {
        let SharedState {
            clock,
            credential_cache,
            ..
        } = &*self.shared;
        span.record("attempt", attempt.number);
        let start = clock.now();
        let remaining = || {
            attempt
                .timeout
                .saturating_sub(clock.now().saturating_sub(start))
        };
        let snapshot = credential_cache.refresh_if_due(remaining).await;
        if remaining().is_zero() {
            let message =
                "the request: the time limit passed before it was sent; raise the timeout";
            return Err(Failure::permanent(Error::new(ErrorKind::Timeout, message)));
        }
        let response = self
            .send_request(operation, request, &snapshot, remaining())
            .await?;
        if !is_key_refused(&response) {
            return Ok(response);
        }
        // The request was refused before it took effect, so even a write is sent again, but only with other credentials of the
        // same user.
        let replacement = tokio::time::timeout(
            remaining(),
            credential_cache.reload_after_refusal(&snapshot),
        )
        .await;
        let Some(replacement) = replacement
            .ok()
            .flatten()
            .filter(|_| !remaining().is_zero())
        else {
            return Ok(response);
        };
        let result = self
            .send_request(operation, request, &replacement, remaining())
            .await;
        credential_cache.conclude_trial(
            &snapshot,
            &replacement,
            result.as_ref().is_ok_and(is_key_accepted),
        );
        result
    }

    /// Sends a request and reads the response to the last byte. It holds the reference to `snapshot` until then, which marks the
    /// credentials as in use.
    async fn send_request(
        &self,
        operation: Option<&'static Operation>,
        request: &reqwest::Request,
        snapshot: &CredentialSnapshot,
        timeout: Duration,
    ) -> Result<HttpResponse, Failure> {
        if self.shared.check_scopes {
            check_scope(operation, snapshot).map_err(Failure::permanent)?;
        }
        let mut authenticated = request.try_clone().ok_or_else(|| {
            let message = "the request body: a stream cannot be sent; use bytes";
            Failure::permanent(Error::new(ErrorKind::Invalid, message))
        })?;
        authenticated.headers_mut().reserve(8); // includes the headers of the HTTP client
        for (name, value) in snapshot.credentials.headers() {
            authenticated.headers_mut().insert(name, value.clone());
        }
        let exchange = self.exchange(operation, request, authenticated, &snapshot.credentials);
        let response = tokio::time::timeout(timeout, exchange).await;
        response.map_err(|_| timeout_failure(operation, timeout))?
    }

    /// Sends the request and reads the response up to the size limit. An error is classified by its original text, and then secrets
    /// are redacted.
    async fn exchange(
        &self,
        operation: Option<&'static Operation>,
        request: &reqwest::Request,
        authenticated: reqwest::Request,
        credentials: &Credentials,
    ) -> Result<HttpResponse, Failure> {
        let to_failure = |error: reqwest::Error| {
            // The error may contain text of the server, such as the debug data of HTTP/2.
            let secrets = redact::request_secrets(operation, request, credentials);
            request_failure(operation, &error.without_url(), &secrets)
        };
        let mut http_response = self
            .shared
            .http
            .execute(authenticated)
            .await
            .map_err(to_failure)?;
        let status = http_response.status();
        let limit = if status.is_success() {
            self.shared.max_response_size
        } else {
            MAX_ERROR_BODY_BYTES
        };
        let mut response = HttpResponse::default();
        *response.status_mut() = status;
        if status.is_success() && is_over_limit(&http_response, limit) {
            return Err(oversized_failure(operation, limit));
        }
        let body = read_body(&mut http_response, limit)
            .await
            .map_err(to_failure)?;
        *response.headers_mut() = std::mem::take(http_response.headers_mut());
        let (body, mut is_truncated) = match body {
            Body::Complete(body) => (body, false),
            Body::Truncated(_) if status.is_success() => {
                return Err(oversized_failure(operation, limit));
            }
            Body::Truncated(body) => (body, true),
        };
        *response.body_mut() = body;
        if !is_error_response(&response) {
            return Ok(response);
        }
        store_classification(&mut response);
        let mut body = std::mem::take(response.body_mut());
        is_truncated |= body.len() > MAX_ERROR_BODY_BYTES;
        body.truncate(MAX_ERROR_BODY_BYTES);
        let secrets = redact::request_secrets(operation, request, credentials);
        redact::redact_headers(response.headers_mut(), &secrets);
        *response.body_mut() = redact::redact(body, is_truncated, &secrets);
        Ok(response)
    }
}

/// Returns whether the API refused the request because of its key. Only a 401 or a 403 proves that a write did not take effect for
/// that reason, so the text of a response with another status is ignored.
fn is_key_refused(response: &HttpResponse) -> bool {
    let is_refusal = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&response.status());
    is_refusal && error_kind(response) == ErrorKind::NotAuthenticated
}

/// Returns whether the response proves that the API accepts the key: a success, or a 401 about the scope of the key. Other
/// responses may be from a proxy or gateway in front of the API.
fn is_key_accepted(response: &HttpResponse) -> bool {
    match error_kind(response) {
        ErrorKind::NotAuthenticated => false,
        ErrorKind::ScopeRefused => response.status() == StatusCode::UNAUTHORIZED,
        _ => response.status().is_success(),
    }
}

/// Returns the failure of an attempt that timed out. It is unknown whether the request took effect.
fn timeout_failure(operation: Option<&'static Operation>, limit: Duration) -> Failure {
    // Rounded to a tenth, since earlier attempts may have used part of the limit.
    let seconds = (limit.as_secs_f32() * 10.0).round() / 10.0;
    let message = format!("no response within {seconds} s");
    Failure {
        error: Error::after_sending(ErrorKind::Timeout, operation, message),
        retryable: Retryable::IfIdempotent,
    }
}

/// Returns the failure of a success above the size limit. It is permanent, since a retry would return the same response.
fn oversized_failure(operation: Option<&'static Operation>, limit: usize) -> Failure {
    let message = format!(
        "the response: it is a success of more than {limit} bytes, so it was not decoded; raise \
         `Builder::max_response_size` if this size is expected"
    );
    let error = Error::after_sending(ErrorKind::Undecodable, operation, message);
    Failure::permanent(error)
}

fn request_failure(
    operation: Option<&'static Operation>,
    cause: &reqwest::Error,
    secrets: &SecretSet,
) -> Failure {
    let is_unsent = cause.is_connect();
    let error = match (is_unsent, cause.is_timeout()) {
        (true, true) => Error::new(
            ErrorKind::Timeout,
            "no connection within the time limit; nothing was sent",
        ),
        (true, false) => Error::new(
            ErrorKind::Transport,
            "the API cannot be reached; nothing was sent",
        ),
        (false, _) => Error::after_sending(
            ErrorKind::Transport,
            operation,
            "the connection broke before the response was complete",
        ),
    };
    Failure {
        error: error.with_source(RedactedSource::of(cause, secrets)),
        retryable: if is_unsent {
            Retryable::Always
        } else {
            Retryable::IfIdempotent
        },
    }
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport")
            .field("base_url", &self.shared.base_url.as_str())
            .field(
                "credentials",
                &self.shared.credential_cache.snapshot().credentials,
            )
            .finish_non_exhaustive()
    }
}
