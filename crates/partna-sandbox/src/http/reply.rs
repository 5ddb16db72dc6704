//! A response, before it is on its way.

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

/// A response, before it is on its way.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(super) status: StatusCode,
    kind: &'static str,
    extra: Option<(HeaderName, HeaderValue)>,
    body: Bytes,
    /// What the log says of it.
    pub(super) line: Cow<'static, str>,
}

#[derive(Serialize)]
struct Message<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    message: &'a str,
}

impl Reply {
    pub(crate) fn new(status: StatusCode, kind: &'static str, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            kind,
            extra: None,
            body: body.into(),
            line: Cow::Borrowed("answered"),
        }
    }

    /// `{message}`, which the log has too.
    pub(crate) fn message(status: StatusCode, message: &str) -> Self {
        Self::said(status, message, None)
    }

    /// What an operation returns.
    pub(crate) fn success(success: Success) -> Self {
        Self::new(status_code(success.status), JSON, success.body)
    }

    /// A refusal. The log has its message, and not the data: values are in it.
    pub(crate) fn error(error: &ErrorResponse) -> Self {
        Self::said(
            status_code(error.status),
            &error.message,
            error.data.as_ref(),
        )
    }

    fn said(status: StatusCode, message: &str, data: Option<&Value>) -> Self {
        let body = serde_json::to_vec(&Message { data, message }).unwrap_or_default();
        Self {
            line: Cow::Owned(message.to_owned()),
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

    /// The response to a CORS preflight. It has no header that permits anything, so the browser sends nothing.
    pub(super) fn no_permission() -> Self {
        Self {
            line: Cow::Borrowed("a preflight, not permitted"),
            ..Self::new(StatusCode::NO_CONTENT, "", Bytes::new())
        }
    }

    /// A change that could not be persisted. It took effect all the same, as after any other 500.
    pub(crate) fn not_persisted(error: &crate::Error) -> Self {
        tracing::error!(target: "partna_sandbox", "{error}");
        Self::message(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the state file could not be written",
        )
    }

    /// What comes in the place of an answer, if it is that kind of fault.
    pub(super) fn instead(fault: &Fault) -> Option<Self> {
        let message = |status, text| Self::message(status, text);
        match fault {
            Fault::BadGateway => Some(Self {
                line: Cow::Borrowed("a page of HTML"),
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

    pub(super) fn whole(self) -> Response<Payload> {
        let payload = Payload::whole(self.body.clone());
        self.with(payload)
    }

    /// An answer that breaks off in the middle.
    pub(super) fn half(self) -> Response<Payload> {
        let payload = Payload::half(&self.body);
        self.with(payload)
    }

    fn with(self, payload: Payload) -> Response<Payload> {
        let mut response = Response::new(payload);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if !self.kind.is_empty() {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        }
        headers.extend(self.extra);
        response
    }
}

/// As `Retry-After` counts: what is begun is counted whole.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs()
        .saturating_add(u64::from(time.subsec_nanos() > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begun_seconds_count() {
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
            (reply.status, reply.line.as_ref()),
            (StatusCode::BAD_REQUEST, "validation error")
        );
    }
}
