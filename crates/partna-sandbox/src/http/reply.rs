//! A response before it is sent.

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use http::{Response, StatusCode};
use serde::Serialize;
use serde_json::Value;

use super::payload::Payload;
use crate::fault::Fault;
use crate::operations::{ErrorResponse, Success};

pub(crate) const JSON: &str = "application/json";

fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A response before it is sent, with its log line.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(super) status: StatusCode,
    content_type: &'static str,
    extra: Option<(HeaderName, HeaderValue)>,
    body: Bytes,
    /// The text for the log.
    pub(super) log_line: Cow<'static, str>,
}

#[derive(Serialize)]
struct Message<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    message: &'a str,
}

impl Reply {
    pub(crate) fn new(
        status: StatusCode,
        content_type: &'static str,
        body: impl Into<Bytes>,
    ) -> Self {
        Self {
            status,
            content_type,
            extra: None,
            body: body.into(),
            log_line: Cow::Borrowed("responded"),
        }
    }

    /// Returns the response `{message}`, with the message as its log line.
    pub(crate) fn message(status: StatusCode, message: &str) -> Self {
        Self::with_data(status, message, None)
    }

    /// Returns the response of an operation that succeeded.
    pub(crate) fn success(success: Success) -> Self {
        Self::new(status_code(success.status), JSON, success.body)
    }

    /// Returns the response of an error. The log line has its message but not its data, which contains values of the request.
    pub(crate) fn error(error: &ErrorResponse) -> Self {
        Self::with_data(
            status_code(error.status),
            &error.message,
            error.data.as_ref(),
        )
    }

    fn with_data(status: StatusCode, message: &str, data: Option<&Value>) -> Self {
        let body = serde_json::to_vec(&Message { data, message }).unwrap_or_default();
        Self {
            log_line: Cow::Owned(message.to_owned()),
            ..Self::new(status, JSON, body)
        }
    }

    pub(crate) fn not_allowed(allowed: &str) -> Self {
        let extra = HeaderValue::from_str(allowed).map(|allowed| (header::ALLOW, allowed));
        Self {
            extra: extra.ok(),
            ..Self::message(StatusCode::METHOD_NOT_ALLOWED, "method not allowed")
        }
    }

    /// Returns the response to a CORS preflight. It has no CORS headers, so the browser does not send the request that it has
    /// announced.
    pub(super) fn preflight_denied() -> Self {
        Self {
            log_line: Cow::Borrowed(
                "CORS preflight denied; send the request from a program instead of a browser page",
            ),
            ..Self::new(StatusCode::NO_CONTENT, "", Bytes::new())
        }
    }

    /// Returns the response for a change that could not be persisted. The change is in effect in memory: as after any other 500,
    /// the client must expect that the write was executed.
    pub(crate) fn not_persisted(error: &crate::Error) -> Self {
        tracing::error!(target: "partna_sandbox", "{error}");
        Self::message(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the state file could not be written",
        )
    }

    /// Returns the response of a fault that replaces the execution of the request. Returns `None` for other faults.
    pub(super) fn for_fault(fault: &Fault) -> Option<Self> {
        let message = |status, text| Self::message(status, text);
        match fault {
            Fault::BadGateway => Some(Self {
                log_line: Cow::Borrowed("responded with an HTML page, because of a fault"),
                ..Self::new(
                    StatusCode::BAD_GATEWAY,
                    "text/html",
                    "<html><body><h1>502 Bad Gateway</h1></body></html>",
                )
            }),
            Fault::RateLimited { retry_after } => Some(Self {
                extra: retry_after.map(|time| (header::RETRY_AFTER, whole_seconds(time).into())),
                ..message(StatusCode::TOO_MANY_REQUESTS, "too many requests")
            }),
            Fault::Unavailable => Some(message(
                StatusCode::SERVICE_UNAVAILABLE,
                "service unavailable",
            )),
            Fault::TemporarilyDisabled => Some(message(
                StatusCode::UNAUTHORIZED,
                "endpoint temporarily disabled",
            )),
            _ => None,
        }
    }

    pub(super) fn into_response(self) -> Response<Payload> {
        let payload = Payload::complete(self.body.clone());
        self.with_payload(payload)
    }

    /// Converts the reply into a response with a truncated body.
    pub(super) fn into_truncated_response(self) -> Response<Payload> {
        let payload = Payload::truncated(&self.body);
        self.with_payload(payload)
    }

    fn with_payload(self, payload: Payload) -> Response<Payload> {
        let mut response = Response::new(payload);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if !self.content_type.is_empty() {
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static(self.content_type),
            );
        }
        headers.extend(self.extra);
        response
    }
}

/// Returns the time for `Retry-After`, rounded up to whole seconds.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs()
        .saturating_add(u64::from(time.subsec_nanos() > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_seconds_rounds_up() {
        assert_eq!(whole_seconds(Duration::ZERO), 0);
        assert_eq!(whole_seconds(Duration::from_millis(1)), 1);
        assert_eq!(whole_seconds(Duration::from_secs(2)), 2);
        assert_eq!(whole_seconds(Duration::from_millis(2001)), 3);
    }

    #[test]
    fn error_response_keeps_its_data() {
        let error = ErrorResponse::invalid_field("amount", "more than 0", Some("-1"));
        let reply = Reply::error(&error);
        assert_eq!(
            reply.body,
            r#"{"data":["Field: [amount] Expected:[more than 0] Value: [-1]"],"message":"validation error"}"#
        );
        assert_eq!(
            (reply.status, reply.log_line.as_ref()),
            (StatusCode::BAD_REQUEST, "validation error")
        );
    }
}
