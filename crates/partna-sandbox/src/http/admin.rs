//! What is not the API's: the sandbox as processes that do not hold it ask for it, under `/sandbox`.

use std::time::Duration;

use http::request::Parts;
use http::{Method, StatusCode, header};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::reply::Reply;
use crate::app::App;
use crate::fault::{Fault, Queued};
use crate::operations::ErrorResponse;
use crate::webhooks::inbox::INBOX_PATH;

/// How far the clock is put forward at once: a hundred years.
const MAX_ADVANCE: Duration = Duration::from_secs(100 * 365 * 86_400);

/// Whether a path is one of these.
pub(crate) fn is_for(path: &str) -> bool {
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

/// Answers what is asked under `/sandbox`. Nobody needs a key for it, so a browser's pages are kept out: they can send, and
/// then always say where they are from.
pub(crate) fn answer(app: &App, parts: &Parts, body: &[u8]) -> Reply {
    if parts.headers.contains_key(header::ORIGIN) {
        let message = "this is for programs, not for pages of a browser";
        return Reply::message(StatusCode::FORBIDDEN, message);
    }
    let done = match (&parts.method, parts.uri.path()) {
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
    match done {
        Ok(()) => persisted(app),
        Err(error) => Reply::error(&error),
    }
}

/// Says that something was done, once it is written down.
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
            "the books cannot be written",
        ),
    }
}

#[derive(Serialize)]
struct Faults {
    unused: Vec<Queued>,
}

fn faults(app: &App) -> Reply {
    let unused = app.faults.unused().into_iter().map(Queued::from);
    let faults = Faults {
        unused: unused.collect(),
    };
    match serde_json::to_vec(&faults) {
        Ok(faults) => Reply::new(StatusCode::OK, "application/json", faults),
        Err(_) => Reply::message(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the faults cannot be written",
        ),
    }
}

/// A webhook that the sandbox delivers to itself.
fn inbox(app: &App, body: &[u8]) -> Reply {
    match app.inbox.take(&app.setup.verifier, body) {
        200 => Reply::message(StatusCode::OK, "success"),
        _ => Reply::message(StatusCode::BAD_REQUEST, "no webhook of this sandbox"),
    }
}

fn advance(app: &App, body: &[u8]) -> Result<(), ErrorResponse> {
    let body: Advance = read(body)?;
    let by = duration(body.seconds)?;
    if by > MAX_ADVANCE {
        return Err(ErrorResponse::bad_request(
            "the clock goes a hundred years at once, and no further",
        ));
    }
    app.advance(by);
    Ok(())
}

fn fail(app: &App, body: &[u8]) -> Result<(), ErrorResponse> {
    let body: Fail = read(body)?;
    let time = body.seconds.map(duration).transpose()?;
    let fault = Fault::named(&body.fault, time).map_err(ErrorResponse::bad_request)?;
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

/// Reads a body. The error names what does not fit, since nothing here is a secret.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, ErrorResponse> {
    serde_json::from_slice(body)
        .map_err(|error| ErrorResponse::bad_request(format!("the body: {error}")))
}

fn duration(seconds: f64) -> Result<Duration, ErrorResponse> {
    Duration::try_from_secs_f64(seconds)
        .map_err(|_| ErrorResponse::bad_request("seconds: not a time; use a number from 0 on"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_numbers_from_nothing_on() {
        assert_eq!(duration(0.5).unwrap(), Duration::from_millis(500));
        assert!(duration(-1.0).is_err() && duration(1e30).is_err());
        assert!(read::<Advance>(b"{\"seconds\":\"1\"}").is_err());
        assert!(read::<Fail>(b"{\"fault\":\"stall\",\"operatoin\":\"x\"}").is_err());
        assert!(read::<Pay>(b"{\"rampReference\":\"x\"}").is_ok());
    }
}
