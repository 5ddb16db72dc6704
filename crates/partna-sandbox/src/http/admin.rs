//! The admin interface under `/sandbox`, for processes that do not have the [`Sandbox`](crate::Sandbox) value.

use std::time::Duration;

use http::request::Parts;
use http::{Method, StatusCode, header};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::reply::Reply;
use crate::app::App;
use crate::fault::{Fault, QueuedFault};
use crate::operations::ErrorResponse;
use crate::webhooks::inbox::INBOX_PATH;

/// The maximum advance of the clock in one request: a hundred years.
const MAX_ADVANCE: Duration = Duration::from_secs(100 * 365 * 86_400);

/// Returns whether a path belongs to the admin interface.
pub(crate) fn is_admin_path(path: &str) -> bool {
    path.starts_with("/sandbox/")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fail {
    fault: String,
    operation: Option<String>,
    seconds: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Pay {
    ramp_reference: String,
}

/// Handles a request under `/sandbox`. These requests need no key, so requests from browser pages, which have an `Origin`, are
/// rejected.
pub(crate) fn handle(app: &App, parts: &Parts, body: &[u8]) -> Reply {
    if parts.headers.contains_key(header::ORIGIN) {
        let message = "origin: browser pages are not allowed; send the request from a program";
        return Reply::message(StatusCode::FORBIDDEN, message);
    }
    let result = match (&parts.method, parts.uri.path()) {
        (&Method::GET, "/sandbox/books") => return books(app),
        (&Method::GET, "/sandbox/faults") => return faults(app),
        (&Method::GET, "/sandbox/webhook-key") => {
            let key = app.setup.webhook_key.clone();
            return Reply::new(StatusCode::OK, "text/plain; charset=utf-8", key);
        }
        (&Method::POST, INBOX_PATH) => return inbox(app, body),
        (&Method::POST, "/sandbox/advance") => advance(app, body),
        (&Method::POST, "/sandbox/pay") => pay(app, body),
        (&Method::POST, "/sandbox/fail") => fail(app, body),
        (_, "/sandbox/books" | "/sandbox/faults" | "/sandbox/webhook-key") => {
            return Reply::not_allowed("GET");
        }
        (_, INBOX_PATH | "/sandbox/advance" | "/sandbox/fail" | "/sandbox/pay") => {
            return Reply::not_allowed("POST");
        }
        _ => return Reply::message(StatusCode::NOT_FOUND, "endpoint not found"),
    };
    match result {
        Ok(()) => persisted(app),
        Err(error) => Reply::error(&error),
    }
}

/// Persists the state, and returns the response of a successful request.
fn persisted(app: &App) -> Reply {
    match app.persist() {
        Ok(()) => Reply::message(StatusCode::OK, "success"),
        Err(error) => Reply::not_persisted(&error),
    }
}

fn books(app: &App) -> Reply {
    match serde_json::to_vec(&app.books()) {
        Ok(books) => Reply::new(StatusCode::OK, "application/json", books),
        Err(_) => Reply::message(
            StatusCode::INTERNAL_SERVER_ERROR,
            "books: cannot be serialized",
        ),
    }
}

#[derive(Serialize)]
struct Faults {
    unused: Vec<QueuedFault>,
}

fn faults(app: &App) -> Reply {
    let unused = app.faults.unused().into_iter().map(QueuedFault::from);
    let faults = Faults {
        unused: unused.collect(),
    };
    match serde_json::to_vec(&faults) {
        Ok(faults) => Reply::new(StatusCode::OK, "application/json", faults),
        Err(_) => Reply::message(
            StatusCode::INTERNAL_SERVER_ERROR,
            "faults: cannot be serialized",
        ),
    }
}

/// Receives a webhook that the sandbox delivers to itself.
fn inbox(app: &App, body: &[u8]) -> Reply {
    match app.inbox.receive(&app.setup.verifier, body) {
        200 => Reply::message(StatusCode::OK, "success"),
        _ => Reply::message(
            StatusCode::BAD_REQUEST,
            "webhook: not signed by this sandbox; send it to the sandbox that signed it",
        ),
    }
}

fn advance(app: &App, body: &[u8]) -> Result<(), ErrorResponse> {
    let body: Advance = read(body)?;
    let by = duration(body.seconds)?;
    if by > MAX_ADVANCE {
        return Err(ErrorResponse::bad_request(
            "seconds: more than 100 years; advance in smaller steps",
        ));
    }
    app.advance(by);
    Ok(())
}

fn fail(app: &App, body: &[u8]) -> Result<(), ErrorResponse> {
    let body: Fail = read(body)?;
    let time = body.seconds.map(duration).transpose()?;
    let fault = Fault::from_name(&body.fault, time).map_err(ErrorResponse::bad_request)?;
    match body.operation {
        None => app.faults.push(fault).map_err(ErrorResponse::bad_request)?,
        Some(operation) => {
            let added = app.faults.push_for(&operation, fault);
            added.map_err(ErrorResponse::bad_request)?;
        }
    }
    Ok(())
}

fn pay(app: &App, body: &[u8]) -> Result<(), ErrorResponse> {
    let body: Pay = read(body)?;
    app.pay(&body.ramp_reference)
}

/// Parses a body. The error has details, because these bodies have no secrets.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, ErrorResponse> {
    serde_json::from_slice(body).map_err(|error| {
        ErrorResponse::bad_request(format!(
            "body: {error}; `partna-sandbox --help` shows the format"
        ))
    })
}

fn duration(seconds: f64) -> Result<Duration, ErrorResponse> {
    Duration::try_from_secs_f64(seconds).map_err(|_| {
        ErrorResponse::bad_request("seconds: not a valid time; use a number of at least 0")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_negative_seconds_and_unknown_fields() {
        assert_eq!(duration(0.5).unwrap(), Duration::from_millis(500));
        assert!(duration(-1.0).is_err() && duration(1e30).is_err());
        assert!(read::<Advance>(b"{\"seconds\":\"1\"}").is_err());
        assert!(read::<Fail>(b"{\"fault\":\"stall\",\"operatoin\":\"x\"}").is_err());
        assert!(read::<Pay>(b"{\"rampReference\":\"x\"}").is_ok());
    }
}
