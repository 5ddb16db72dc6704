//! The lifecycle of a request: read, made to fail if a fault is queued, validated, carried out, responded to.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use bytes::Bytes;
use http::request::Parts;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use partna_auth::Operation as OperationInfo;
use tokio::sync::oneshot;

use super::connection_context::ConnectionContext;
use super::openapi::{Api, Operation};
use super::payload::{Broken, Payload};
use super::reply::{JSON, Reply};
use super::validation::validate;
use super::{admin, host_check};
use crate::app::App;
use crate::fault::Fault;
use crate::operations::{self, ErrorResponse, Handler, OperationCall};
use crate::webhooks::inbox::INBOX_PATH;

/// How long a body may be.
const MAX_BODY_BYTES: usize = 2 << 20;
const GARBAGE: &[u8] = b"\x1f\x8b<garbage>";

/// Responds to a request; an error ends the connection without a response.
pub(crate) async fn handle(
    context: Arc<ConnectionContext>,
    request: Request<Incoming>,
) -> Result<Response<Payload>, Broken> {
    let (parts, body) = request.into_parts();
    if !host_check::is_allowed_host(&parts, context.bound) {
        let message = "the sandbox does not go by that host name; use 127.0.0.1 or localhost";
        return Ok(log_reply(&parts, Reply::message(StatusCode::FORBIDDEN, message)).whole());
    }
    let Ok(body) = Limited::new(body, MAX_BODY_BYTES).collect().await else {
        let message = "the body is too large, or broke off";
        return Ok(log_reply(
            &parts,
            Reply::message(StatusCode::PAYLOAD_TOO_LARGE, message),
        )
        .whole());
    };
    let body = body.to_bytes();
    context.deadline.request_arrived();
    if admin::is_for(parts.uri.path()) {
        let reply = admin::answer(&context.app, &parts, &body);
        // What the sandbox tells itself is in the log where it is sent.
        let is_own = parts.uri.path() == INBOX_PATH;
        let reply = if is_own {
            reply
        } else {
            log_reply(&parts, reply)
        };
        return Ok(reply.whole());
    }
    if host_check::is_preflight(&parts) && context.api.path(path(&parts)).is_some() {
        return Ok(log_reply(&parts, Reply::no_permission()).whole());
    }
    match fault(&context.app, &parts) {
        None => Ok(log_reply(&parts, carry_out(&context.app, &context.api, &parts, &body)).whole()),
        Some(Fault::Delay(time)) => late(&context, parts, body, time).await,
        Some(fault) => fail(&context, &parts, &body, fault).await,
    }
}

/// Answers a request that is to fail.
async fn fail(
    context: &ConnectionContext,
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
            let _ = context.closing.clone().changed().await;
            return Err(Broken);
        }
        Fault::Reset => {
            self::log(parts, None, Some(&fault), "the connection is reset");
            context.reset.store(true, Ordering::SeqCst);
            return Err(Broken);
        }
        _ => {}
    }
    let reply = carry_out(&context.app, &context.api, parts, body);
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
    context: &ConnectionContext,
    parts: Parts,
    body: Bytes,
    time: Duration,
) -> Result<Response<Payload>, Broken> {
    let (mut sender, receiver) = oneshot::channel();
    let (app, api) = (Arc::clone(&context.app), Arc::clone(&context.api));
    let mut closing = context.closing.clone();
    let work = async move {
        // A sandbox that stops has time for those that wait, and for nobody else.
        let given_up = async {
            let _ = closing.changed().await;
            sender.closed().await;
        };
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            () = given_up => return,
        }
        let reply = carry_out(&app, &api, &parts, &body);
        log(
            &parts,
            Some(reply.status),
            Some(&Fault::Delay(time)),
            &reply.line,
        );
        // Nobody may be there any more.
        let _ = sender.send(reply);
    };
    context.aside.send(Box::pin(work)).map_err(|_| Broken)?;
    receiver.await.map(Reply::whole).map_err(|_| Broken)
}

/// What is known of the operation that is asked for.
fn known(parts: &Parts) -> Option<&'static OperationInfo> {
    OperationInfo::by_path(parts.method.as_str(), path(parts))
}

/// The path as the document has it.
fn path(parts: &Parts) -> &str {
    parts.uri.path().strip_prefix("/v4").unwrap_or_default()
}

/// Validates a request, and carries it out.
fn carry_out(app: &App, api: &Api, parts: &Parts, body: &[u8]) -> Reply {
    let Some(methods) = api.path(path(parts)) else {
        return Reply::message(StatusCode::NOT_FOUND, "endpoint not found");
    };
    let Some(operation) = methods.get(parts.method.as_str()) else {
        let allowed: Vec<&str> = methods.keys().map(String::as_str).collect();
        return Reply::not_allowed(&allowed.join(", "));
    };
    let id = known(parts).map_or("", |known| known.id);
    if let Err(error) = authorize(app, parts, operation, id) {
        return Reply::error(&error);
    }
    let query = parts.uri.query().unwrap_or_default();
    let call = match validate(operation, query, &parts.headers, body) {
        Ok(query) => OperationCall { id, query, body },
        Err(error) => return Reply::error(&error),
    };
    perform(app, operation, &call)
}

/// Refuses a key that may not call the operation.
fn authorize(
    app: &App,
    parts: &Parts,
    operation: &Operation,
    id: &str,
) -> Result<(), ErrorResponse> {
    if !operation.authenticated {
        return Ok(());
    }
    let (key, user) = credentials(parts);
    let method = parts.method.as_str();
    operations::authorize(&app.state(), key, user, method, path(parts), id)
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
fn fault(app: &App, parts: &Parts) -> Option<Fault> {
    let known = known(parts);
    let id = known.map_or("", |known| known.id);
    let (key, user) = credentials(parts);
    if operations::authenticate(&app.state(), key, user).is_some() {
        app.faults.take(id)
    } else if known.is_some_and(|known| !known.authenticated) {
        app.faults.take_for(id)
    } else {
        None
    }
}

/// Runs the handler of an operation. What a write has changed is persisted before anybody learns of it.
fn perform(app: &App, operation: &Operation, call: &OperationCall<'_>) -> Reply {
    let handler = operations::find_handler(call.id);
    let mut state = app.state();
    let outcome = operations::run(handler, &mut state, call);
    let persisted = match (handler, &app.setup.state_file) {
        (Handler::Write(_), Some(file)) => file.persist(&state),
        _ => Ok(()),
    };
    let has_events = !state.outbox.is_empty();
    drop(state);
    if has_events {
        app.deliveries.notify_one();
    }
    if let Err(error) = persisted {
        return Reply::not_persisted(&error);
    }
    match outcome {
        None => Reply::new(operation.status, JSON, operation.example.to_string()),
        Some(Ok(success)) => Reply::success(success),
        Some(Err(error)) => Reply::error(&error),
    }
}

/// The reply, after the log has it.
fn log_reply(parts: &Parts, reply: Reply) -> Reply {
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
