//! What is not the API's: the sandbox as processes that do not hold it ask for it, under `/sandbox`.

use std::net::IpAddr;
use std::time::Duration;

use http::request::Parts;
use http::uri::Authority;
use http::{Method, StatusCode, header};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::answer::Reply;
use crate::fault::{Fault, Queued};
use crate::operations::Refusal;
use crate::shared::Shared;

/// How far the clock is put forward at once: a hundred years.
const FURTHEST: Duration = Duration::from_secs(100 * 365 * 86_400);

/// Whether a request is a CORS preflight: a browser asks before a page of another origin sends.
pub(crate) fn is_preflight(parts: &Parts) -> bool {
    parts.method == Method::OPTIONS
        && parts.headers.contains_key(header::ORIGIN)
        && parts
            .headers
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

/// Where the sandbox delivers its webhooks to itself.
pub(crate) const INBOX: &str = "/sandbox/inbox";

/// Whether a path is one of these.
pub(crate) fn is_for(path: &str) -> bool {
    path.starts_with("/sandbox/")
}

/// Whether a request was meant for a sandbox here. A page of the web can have its own name lead to loopback, and would be read
/// like any page of its origin; it cannot have it be an address, `localhost`, or a name that no public DNS has: one without a
/// dot, as of a container, or one below a domain that is reserved (RFC 6761 and 6762), as of a cluster.
pub(crate) fn is_meant(parts: &Parts, bound: IpAddr) -> bool {
    let hosts = parts.headers.get_all(header::HOST);
    let named = parts.uri.authority().map(Authority::as_str);
    hosts
        .iter()
        .map(|host| host.to_str().unwrap_or_default())
        .chain(named)
        .all(|host| is_ours(host, bound))
}

/// Domains that no public DNS has names below.
const RESERVED_DOMAINS: [&str; 4] = [".internal", ".local", ".test", ".home.arpa"];

fn is_ours(host: &str, bound: IpAddr) -> bool {
    let Ok(authority) = host.parse::<Authority>() else {
        return false;
    };
    let name = authority.host();
    if partna_auth::is_loopback(name) {
        return true;
    }
    let name = name.trim_start_matches('[').trim_end_matches(']');
    if let Ok(address) = name.parse::<IpAddr>() {
        let address = address.to_canonical();
        return address == bound || bound.is_unspecified();
    }
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let is_reserved = RESERVED_DOMAINS.iter().any(|domain| name.ends_with(domain));
    let is_private = !name.contains('.') || is_reserved;
    name.ends_with(".localhost") || (!bound.is_loopback() && is_private)
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
pub(crate) fn answer(shared: &Shared, parts: &Parts, body: &[u8]) -> Reply {
    if parts.headers.contains_key(header::ORIGIN) {
        let message = "this is for programs, not for pages of a browser";
        return Reply::message(StatusCode::FORBIDDEN, message);
    }
    let done = match (&parts.method, parts.uri.path()) {
        (&Method::GET, "/sandbox/books") => return books(shared),
        (&Method::GET, "/sandbox/faults") => return faults(shared),
        (&Method::GET, "/sandbox/webhook-key") => {
            let key = shared.setup.webhook_key.clone();
            return Reply::new(StatusCode::OK, "text/plain; charset=utf-8", key);
        }
        (&Method::POST, INBOX) => return inbox(shared, body),
        (&Method::POST, "/sandbox/advance") => advance(shared, body),
        (&Method::POST, "/sandbox/pay") => pay(shared, body),
        (&Method::POST, "/sandbox/fail") => fail(shared, body),
        (_, "/sandbox/books" | "/sandbox/faults" | "/sandbox/webhook-key") => {
            return Reply::not_allowed("GET");
        }
        (_, INBOX | "/sandbox/advance" | "/sandbox/fail" | "/sandbox/pay") => {
            return Reply::not_allowed("POST");
        }
        _ => return Reply::message(StatusCode::NOT_FOUND, "endpoint not found"),
    };
    match done {
        Ok(()) => kept(shared),
        Err(refusal) => Reply::refusal(&refusal),
    }
}

/// Says that something was done, once it is written down.
fn kept(shared: &Shared) -> Reply {
    match shared.keep() {
        Ok(()) => Reply::message(StatusCode::OK, "success"),
        Err(error) => Reply::not_kept(&error),
    }
}

fn books(shared: &Shared) -> Reply {
    match serde_json::to_vec(&shared.books()) {
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

fn faults(shared: &Shared) -> Reply {
    let unused = shared.faults.unused().into_iter().map(Queued::from);
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
fn inbox(shared: &Shared, body: &[u8]) -> Reply {
    match shared.inbox.take(&shared.setup.verifier, body) {
        200 => Reply::message(StatusCode::OK, "success"),
        _ => Reply::message(StatusCode::BAD_REQUEST, "no webhook of this sandbox"),
    }
}

fn advance(shared: &Shared, body: &[u8]) -> Result<(), Refusal> {
    let body: Advance = read(body)?;
    let by = duration(body.seconds)?;
    if by > FURTHEST {
        return Err(Refusal::bad(
            "the clock goes a hundred years at once, and no further",
        ));
    }
    shared.advance(by);
    Ok(())
}

fn fail(shared: &Shared, body: &[u8]) -> Result<(), Refusal> {
    let body: Fail = read(body)?;
    let time = body.seconds.map(duration).transpose()?;
    let fault = Fault::named(&body.fault, time).map_err(Refusal::bad)?;
    match body.operation {
        None => shared.faults.push(fault).map_err(Refusal::bad)?,
        Some(operation) => {
            let added = shared.faults.push_for(&operation, fault);
            added.map_err(Refusal::bad)?;
        }
    }
    Ok(())
}

fn pay(shared: &Shared, body: &[u8]) -> Result<(), Refusal> {
    let body: Pay = read(body)?;
    shared.pay(&body.ramp_reference)
}

/// Reads a body. What does not fit is told: nothing here is a secret.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::bad(format!("the body: {error}")))
}

fn duration(seconds: f64) -> Result<Duration, Refusal> {
    Duration::try_from_secs_f64(seconds)
        .map_err(|_| Refusal::bad("seconds: not a time; use a number from 0 on"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_nobody_else_can_have_are_ours() {
        let loopback: IpAddr = "127.0.0.1".parse().unwrap();
        let anywhere: IpAddr = "0.0.0.0".parse().unwrap();
        let lan: IpAddr = "192.168.1.7".parse().unwrap();
        for host in [
            "127.0.0.1:8080",
            "localhost",
            "LOCALHOST:1",
            "[::1]:80",
            "a.localhost",
            "127.9.9.9",
        ] {
            assert!(is_ours(host, loopback), "{host}");
            assert!(is_ours(host, anywhere), "{host}");
        }
        for host in [
            "evil.example:8080",
            "",
            "192.168.1.7",
            "127.0.0.1.evil.example",
            "sandbox:8080",
            "localhost.evil.example",
        ] {
            assert!(!is_ours(host, loopback), "{host}");
        }
        for host in [
            "192.168.1.7:8080",
            "sandbox:8080",
            "my_sandbox_1:8080",
            "host.docker.internal",
            "sandbox.payments.svc.cluster.local:8080",
            "Sandbox.Test.",
        ] {
            assert!(is_ours(host, anywhere), "{host}");
            assert!(is_ours(host, lan), "{host}");
        }
        assert!(!is_ours("evil.example", anywhere));
        assert!(!is_ours("192.168.1.8", lan));
    }

    #[test]
    fn every_host_that_is_named_has_to_be_ours() {
        let loopback: IpAddr = "127.0.0.1".parse().unwrap();
        let is_meant = |uri: &str, hosts: &[&str]| {
            let mut request = http::Request::get(uri);
            for host in hosts {
                request = request.header(header::HOST, *host);
            }
            super::is_meant(&request.body(()).unwrap().into_parts().0, loopback)
        };
        assert!(is_meant("/v4/banks", &["127.0.0.1:1"]));
        assert!(is_meant("/v4/banks", &[]));
        assert!(!is_meant("/v4/banks", &["127.0.0.1:1", "evil.example"]));
        assert!(!is_meant("http://evil.example/v4/banks", &["127.0.0.1:1"]));
    }

    #[test]
    fn seconds_are_numbers_from_nothing_on() {
        assert_eq!(duration(0.5).unwrap(), Duration::from_millis(500));
        assert!(duration(-1.0).is_err() && duration(1e30).is_err());
        assert!(read::<Advance>(b"{\"seconds\":\"1\"}").is_err());
        assert!(read::<Fail>(b"{\"fault\":\"stall\",\"operatoin\":\"x\"}").is_err());
        assert!(read::<Pay>(b"{\"rampReference\":\"x\"}").is_ok());
    }
}
