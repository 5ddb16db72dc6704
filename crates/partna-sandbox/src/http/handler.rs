//! The lifecycle of a request: read the body, apply a queued fault, validate, execute, respond.

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
use super::openapi::{Api, OperationSchema};
use super::payload::{ConnectionAborted, Payload};
use super::reply::{JSON, Reply};
use super::validation::validate;
use super::{admin, host_check};
use crate::app::App;
use crate::fault::Fault;
use crate::operations::{self, ErrorResponse, Handler, OperationCall};
use crate::webhooks::inbox::INBOX_PATH;

/// The maximum size of a request body.
const MAX_BODY_BYTES: usize = 2 << 20;
const GARBAGE: &[u8] = b"\x1f\x8b<garbage>";

/// Handles a request. An error closes the connection without a response.
pub(crate) async fn handle(
    context: Arc<ConnectionContext>,
    request: Request<Incoming>,
) -> Result<Response<Payload>, ConnectionAborted> {
    let (parts, body) = request.into_parts();
    if !host_check::is_allowed_host(&parts, context.listen_address) {
        let message = "host: not a name of this sandbox; use 127.0.0.1 or localhost";
        return Ok(
            log_reply(&parts, Reply::message(StatusCode::FORBIDDEN, message)).into_response(),
        );
    }
    let Ok(body) = Limited::new(body, MAX_BODY_BYTES).collect().await else {
        let message = "the body is too large, or broke off";
        return Ok(log_reply(
            &parts,
            Reply::message(StatusCode::PAYLOAD_TOO_LARGE, message),
        )
        .into_response());
    };
    let body = body.to_bytes();
    context.deadline.request_arrived();
    if admin::is_admin_path(parts.uri.path()) {
        let reply = admin::handle(&context.app, &parts, &body);
        // Deliveries to the sandbox's inbox are not logged here, because the dispatcher logs them if they fail.
        let is_own = parts.uri.path() == INBOX_PATH;
        let reply = if is_own {
            reply
        } else {
            log_reply(&parts, reply)
        };
        return Ok(reply.into_response());
    }
    if host_check::is_preflight(&parts) && context.api.path(path(&parts)).is_some() {
        return Ok(log_reply(&parts, Reply::preflight_denied()).into_response());
    }
    match take_fault(&context.app, &parts) {
        None => Ok(
            log_reply(&parts, execute(&context.app, &context.api, &parts, &body)).into_response(),
        ),
        Some(Fault::Delay(time)) => delay(&context, parts, body, time).await,
        Some(fault) => fail(&context, &parts, &body, fault).await,
    }
}

/// Handles a request with a fault other than a delay.
async fn fail(
    context: &ConnectionContext,
    parts: &Parts,
    body: &[u8],
    fault: Fault,
) -> Result<Response<Payload>, ConnectionAborted> {
    let log = |reply: &Reply| log(parts, Some(reply.status), Some(&fault), &reply.log_line);
    if let Some(reply) = Reply::for_fault(&fault) {
        log(&reply);
        return Ok(reply.into_response());
    }
    match &fault {
        Fault::Stall => {
            self::log(parts, None, Some(&fault), "no response, because of a fault");
            // Waits until the sandbox stops. The clone has not seen a change yet, so this also returns if the sandbox is already
            // stopping.
            let _ = context.closing.clone().changed().await;
            return Err(ConnectionAborted);
        }
        Fault::Reset => {
            self::log(
                parts,
                None,
                Some(&fault),
                "connection reset, because of a fault",
            );
            context.reset.store(true, Ordering::SeqCst);
            return Err(ConnectionAborted);
        }
        _ => {}
    }
    let reply = execute(&context.app, &context.api, parts, body);
    log(&reply);
    match fault {
        Fault::CommitThenDrop => Err(ConnectionAborted),
        Fault::Truncate => Ok(reply.into_truncated_response()),
        Fault::Garbage => Ok(Reply::new(StatusCode::OK, JSON, GARBAGE).into_response()),
        _ => Ok(reply.into_response()),
    }
}

/// Executes a request after a delay, even if the client has disconnected, as a slow server would.
async fn delay(
    context: &ConnectionContext,
    parts: Parts,
    body: Bytes,
    time: Duration,
) -> Result<Response<Payload>, ConnectionAborted> {
    let (mut sender, receiver) = oneshot::channel();
    let (app, api) = (Arc::clone(&context.app), Arc::clone(&context.api));
    let mut closing = context.closing.clone();
    let task = async move {
        // While the sandbox stops, requests of disconnected clients are canceled.
        let canceled = async {
            let _ = closing.changed().await;
            sender.closed().await;
        };
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            () = canceled => return,
        }
        let reply = execute(&app, &api, &parts, &body);
        log(
            &parts,
            Some(reply.status),
            Some(&Fault::Delay(time)),
            &reply.log_line,
        );
        // The client may have disconnected.
        let _ = sender.send(reply);
    };
    context
        .background
        .send(Box::pin(task))
        .map_err(|_| ConnectionAborted)?;
    receiver
        .await
        .map(Reply::into_response)
        .map_err(|_| ConnectionAborted)
}

/// Returns the operation of a request.
fn operation_info(parts: &Parts) -> Option<&'static OperationInfo> {
    OperationInfo::by_path(parts.method.as_str(), path(parts))
}

/// Returns the path of a request without the prefix of the base URL, as in the document.
fn path(parts: &Parts) -> &str {
    parts.uri.path().strip_prefix("/v4").unwrap_or_default()
}

/// Authorizes, validates and executes a request.
fn execute(app: &App, api: &Api, parts: &Parts, body: &[u8]) -> Reply {
    let Some(methods) = api.path(path(parts)) else {
        return Reply::message(StatusCode::NOT_FOUND, "endpoint not found");
    };
    let Some(operation) = methods.get(parts.method.as_str()) else {
        let allowed: Vec<&str> = methods.keys().map(String::as_str).collect();
        return Reply::not_allowed(&allowed.join(", "));
    };
    let id = operation_info(parts).map_or("", |info| info.id);
    if let Err(error) = authorize(app, parts, operation, id) {
        return Reply::error(&error);
    }
    let query = parts.uri.query().unwrap_or_default();
    let call = match validate(operation, query, &parts.headers, body) {
        Ok(query) => OperationCall { id, query, body },
        Err(error) => return Reply::error(&error),
    };
    run_handler(app, operation, &call)
}

/// Checks that the key of a request is valid and permits the operation, if the operation needs a key.
fn authorize(
    app: &App,
    parts: &Parts,
    operation: &OperationSchema,
    id: &str,
) -> Result<(), ErrorResponse> {
    if !operation.authenticated {
        return Ok(());
    }
    let (key, user) = credentials(parts);
    let method = parts.method.as_str();
    operations::authorize(&app.state(), key, user, method, path(parts), id)
}

/// Returns the key and the user name of a request.
fn credentials(parts: &Parts) -> (Option<&str>, Option<&str>) {
    let header = |name| {
        let value = parts.headers.get(name);
        value.and_then(|value| value.to_str().ok())
    };
    (header("x-api-key"), header("x-api-user"))
}

/// Removes and returns the fault for a request. A request without a valid key uses only a fault of its operation, and only if the
/// operation needs no key. It must not use a fault that a test has queued for another request.
fn take_fault(app: &App, parts: &Parts) -> Option<Fault> {
    let info = operation_info(parts);
    let id = info.map_or("", |info| info.id);
    let (key, user) = credentials(parts);
    if operations::authenticate(&app.state(), key, user).is_some() {
        app.faults.take(id)
    } else if info.is_some_and(|info| !info.authenticated) {
        app.faults.take_of_operation(id)
    } else {
        None
    }
}

/// Runs the handler of an operation, and persists the changes of a write before the response is sent.
fn run_handler(app: &App, operation: &OperationSchema, call: &OperationCall<'_>) -> Reply {
    let handler = operations::find_handler(call.id);
    let mut state = app.state();
    let outcome = operations::run(handler, &mut state, call);
    let persisted = match (handler, &app.setup.state_file) {
        (Handler::Write(_), Some(file)) => file.save(&state),
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

/// Logs a reply and returns it.
fn log_reply(parts: &Parts, reply: Reply) -> Reply {
    log(parts, Some(reply.status), None, &reply.log_line);
    reply
}

/// Logs a request without its headers, body and query.
fn log(parts: &Parts, status: Option<StatusCode>, fault: Option<&Fault>, log_line: &str) {
    let path = parts.uri.path();
    let subject = operation_info(parts).map_or(path, |info| info.id);
    tracing::info!(
        target: "partna_sandbox",
        method = parts.method.as_str(),
        path,
        status = status.map(|status| status.as_u16()),
        fault = fault.map(tracing::field::debug),
        "{subject}: {log_line}"
    );
}
