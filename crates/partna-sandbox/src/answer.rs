//! The way of a request: read, made to fail if somebody asked for it, judged, carried out, answered.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use http::request::Parts;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use partna_auth::{Effect, Operation as Known};
use serde::Serialize;
use serde_json::Value;
use tokio::sync::oneshot;

use crate::api::Operation;
use crate::control;
use crate::fault::Fault;
use crate::judge::judge;
use crate::operations::{self, Answer, Call, Refusal};
use crate::server::{Broken, Payload, Place};
use crate::shared::Shared;

/// How long a body may be.
const LARGEST_BODY: usize = 2 << 20;
const JSON: &str = "application/json";
const GARBAGE: &[u8] = b"\x1f\x8b<garbage>";

/// Answers a request; an error ends the connection without an answer.
pub(crate) async fn answer(
    place: Arc<Place>,
    request: Request<Incoming>,
) -> Result<Response<Payload>, Broken> {
    let (parts, body) = request.into_parts();
    if !control::is_meant(&parts, place.bound) {
        let message = "the sandbox does not go by that host name; use 127.0.0.1 or localhost";
        return Ok(told(&parts, Reply::message(StatusCode::FORBIDDEN, message)).whole());
    }
    let Ok(body) = Limited::new(body, LARGEST_BODY).collect().await else {
        let message = "the body is too large, or broke off";
        return Ok(told(
            &parts,
            Reply::message(StatusCode::PAYLOAD_TOO_LARGE, message),
        )
        .whole());
    };
    let body = body.to_bytes();
    place.deadline.request_arrived();
    if control::is_for(parts.uri.path()) {
        let reply = control::answer(&place.shared, &parts, &body);
        // What the sandbox tells itself is in the log where it is sent.
        let is_own = parts.uri.path() == control::INBOX;
        let reply = if is_own { reply } else { told(&parts, reply) };
        return Ok(reply.whole());
    }
    if control::is_preflight(&parts) && place.shared.setup.api.path(path(&parts)).is_some() {
        return Ok(told(&parts, Reply::no_permission()).whole());
    }
    match fault(&place.shared, &parts) {
        None => Ok(told(&parts, carry_out(&place.shared, &parts, &body)).whole()),
        Some(Fault::Delay(time)) => late(&place, parts, body, time).await,
        Some(fault) => fail(&place, &parts, &body, fault).await,
    }
}

/// Answers a request that is to fail.
async fn fail(
    place: &Place,
    parts: &Parts,
    body: &[u8],
    fault: Fault,
) -> Result<Response<Payload>, Broken> {
    let log = |reply: &Reply| log(parts, Some(reply.status), Some(&fault), &reply.line);
    if let Some(reply) = Reply::instead(&fault) {
        log(&reply);
        return Ok(reply.whole());
    }
    match &fault {
        Fault::Stall => {
            self::log(parts, None, Some(&fault), "never answered");
            // A sandbox that stops has no time for it. The receiver has not seen that yet, however late this is.
            let _ = place.closing.clone().changed().await;
            return Err(Broken);
        }
        Fault::Reset => {
            self::log(parts, None, Some(&fault), "the connection is reset");
            place.reset.store(true, Ordering::SeqCst);
            return Err(Broken);
        }
        _ => {}
    }
    let reply = carry_out(&place.shared, parts, body);
    log(&reply);
    match fault {
        Fault::CommitThenDrop => Err(Broken),
        Fault::Truncate => Ok(reply.half()),
        Fault::Garbage => Ok(Reply::new(StatusCode::OK, JSON, GARBAGE).whole()),
        _ => Ok(reply.whole()),
    }
}

/// Answers a request late. It is carried out even if the caller has given up by then: so would a server that is slow.
async fn late(
    place: &Place,
    parts: Parts,
    body: Bytes,
    time: Duration,
) -> Result<Response<Payload>, Broken> {
    let (mut tell, told) = oneshot::channel();
    let (shared, mut closing) = (Arc::clone(&place.shared), place.closing.clone());
    let work = async move {
        // A sandbox that stops has time for those that wait, and for nobody else.
        let given_up = async {
            let _ = closing.changed().await;
            tell.closed().await;
        };
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            () = given_up => return,
        }
        let reply = carry_out(&shared, &parts, &body);
        log(
            &parts,
            Some(reply.status),
            Some(&Fault::Delay(time)),
            &reply.line,
        );
        // Nobody may be there any more.
        let _ = tell.send(reply);
    };
    place.aside.send(Box::pin(work)).map_err(|_| Broken)?;
    told.await.map(Reply::whole).map_err(|_| Broken)
}

/// What is known of the operation that is asked for.
fn known(parts: &Parts) -> Option<&'static Known> {
    Known::by_path(parts.method.as_str(), path(parts))
}

/// The path as the document has it.
fn path(parts: &Parts) -> &str {
    parts.uri.path().strip_prefix("/v4").unwrap_or_default()
}

/// Judges a request, and does what it asks for.
fn carry_out(shared: &Shared, parts: &Parts, body: &[u8]) -> Reply {
    let Some(methods) = shared.setup.api.path(path(parts)) else {
        return Reply::message(StatusCode::NOT_FOUND, "endpoint not found");
    };
    let Some(operation) = methods.get(parts.method.as_str()) else {
        let allowed: Vec<&str> = methods.keys().map(String::as_str).collect();
        return Reply::not_allowed(&allowed.join(", "));
    };
    let known = known(parts);
    let id = known.map_or("", |known| known.id);
    if let Err(refusal) = admit(shared, parts, operation, id) {
        return Reply::refusal(&refusal);
    }
    let query = parts.uri.query().unwrap_or_default();
    let call = match judge(operation, query, &parts.headers, body) {
        Ok(query) => Call { id, query, body },
        Err(refusal) => return Reply::refusal(&refusal),
    };
    let changes = known.is_none_or(|known| known.effect != Effect::Read);
    perform(shared, operation, &call, changes)
}

/// Refuses whoever may not ask for this.
fn admit(shared: &Shared, parts: &Parts, operation: &Operation, id: &str) -> Result<(), Refusal> {
    if !operation.authenticated {
        return Ok(());
    }
    let (key, user) = credentials(parts);
    let method = parts.method.as_str();
    operations::admit(&shared.world(), key, user, method, path(parts), id)
}

/// The key and the user name of a request.
fn credentials(parts: &Parts) -> (Option<&str>, Option<&str>) {
    let header = |name| {
        let value = parts.headers.get(name);
        value.and_then(|value| value.to_str().ok())
    };
    (header("x-api-key"), header("x-api-user"))
}

/// The fault for a request. One without a valid key uses up none that may be meant for another request.
fn fault(shared: &Shared, parts: &Parts) -> Option<Fault> {
    let known = known(parts);
    let id = known.map_or("", |known| known.id);
    let (key, user) = credentials(parts);
    if operations::scope(&shared.world(), key, user).is_some() {
        shared.faults.take(id)
    } else if known.is_some_and(|known| !known.authenticated) {
        shared.faults.take_for(id)
    } else {
        None
    }
}

/// Asks the world, and writes it down before anybody hears of the change.
fn perform(shared: &Shared, operation: &Operation, call: &Call<'_>, changes: bool) -> Reply {
    let mut world = shared.world();
    let outcome = operations::answer(&mut world, call);
    let kept = match &shared.setup.state {
        Some(file) if changes => file.keep(&world),
        _ => Ok(()),
    };
    let has_mail = !world.outbox.is_empty();
    drop(world);
    if has_mail {
        shared.mail.notify_one();
    }
    if let Err(error) = kept {
        return Reply::not_kept(&error);
    }
    match outcome {
        None => Reply::new(operation.status, JSON, operation.example.to_string()),
        Some(Ok(Answer { status, body })) => Reply::new(code(status), JSON, body),
        Some(Err(refusal)) => Reply::refusal(&refusal),
    }
}

fn code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// An answer, before it goes on its way.
#[derive(Debug)]
pub(crate) struct Reply {
    status: StatusCode,
    kind: &'static str,
    extra: Option<(HeaderName, HeaderValue)>,
    body: Bytes,
    /// What the log says of it.
    line: Cow<'static, str>,
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

    /// A refusal. The log has its message, and not the data: values are in it.
    pub(crate) fn refusal(refusal: &Refusal) -> Self {
        Self::said(
            code(refusal.status),
            &refusal.message,
            refusal.data.as_ref(),
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
    fn no_permission() -> Self {
        Self {
            line: Cow::Borrowed("a preflight, not permitted"),
            ..Self::new(StatusCode::NO_CONTENT, "", Bytes::new())
        }
    }

    /// What was done and could not be written down. It is done all the same, as after any other 500.
    pub(crate) fn not_kept(error: &crate::Error) -> Self {
        tracing::error!(target: "partna_sandbox", "{error}");
        Self::message(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the state file could not be written",
        )
    }

    /// What comes in the place of an answer, if it is that kind of fault.
    fn instead(fault: &Fault) -> Option<Self> {
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

    fn whole(self) -> Response<Payload> {
        let payload = Payload::whole(self.body.clone());
        self.with(payload)
    }

    /// An answer that breaks off in the middle.
    fn half(self) -> Response<Payload> {
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

/// The reply, after the log has it.
fn told(parts: &Parts, reply: Reply) -> Reply {
    log(parts, Some(reply.status), None, &reply.line);
    reply
}

/// A line for whoever follows: no headers, no bodies, no query.
fn log(parts: &Parts, status: Option<StatusCode>, fault: Option<&Fault>, line: &str) {
    let path = parts.uri.path();
    let subject = known(parts).map_or(path, |known| known.id);
    tracing::info!(
        target: "partna_sandbox",
        method = parts.method.as_str(),
        path,
        status = status.map(|status| status.as_u16()),
        fault = fault.map(tracing::field::debug),
        "{subject}: {line}"
    );
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
    fn a_refusal_keeps_its_data() {
        let refusal = Refusal::invalid("amount", "more than 0", Some("-1"));
        let reply = Reply::refusal(&refusal);
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
