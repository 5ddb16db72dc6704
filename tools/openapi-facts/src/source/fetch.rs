//! Reads the bytes of a document from a file or over https. No credentials are sent.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::Instant;

use reqwest::blocking::{Client, Response};
use reqwest::header::{ACCEPT_ENCODING, LOCATION};
use reqwest::redirect::Policy;
use url::{Host, Url};

use super::Limits;
use super::unusable_document::{Cause, UnusableDocument};

/// The maximum number of redirects. Only redirects on the same host are followed.
const MAX_REDIRECTS: usize = 5;

/// Returns the name of a document for messages, and its bytes.
pub fn fetch(from: &str, limits: &Limits) -> Result<(String, Vec<u8>), UnusableDocument> {
    // `C:` is a Windows drive, not a URL scheme.
    let url = Url::parse(from).ok().filter(|url| url.scheme().len() > 1);
    let Some(url) = url else {
        if from.contains("://") {
            return Err(
                Cause::InvalidAddress("it is malformed; write it as https://host/path").into(),
            );
        }
        let bytes = read_file(Path::new(from), limits)
            .map_err(|cause| UnusableDocument::from(cause).with_name(from))?;
        return Ok((from.to_owned(), bytes));
    };
    let name = redact_url(&url);
    let bytes =
        download(url, limits).map_err(|cause| UnusableDocument::from(cause).with_name(&name))?;
    Ok((name, bytes))
}

pub(super) fn read_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, Cause> {
    let io = |error: io::Error| Cause::Io(error.to_string());
    let file = File::open(path).map_err(io)?;
    if file.metadata().map_err(io)?.is_dir() {
        return Err(Cause::Io("it is a directory, not a file".to_owned()));
    }
    read_bounded(file, limits, None)
}

/// Reads bytes up to the limit. The size in the metadata is not trusted, because a file may grow, and a device has no
/// end.
fn read_bounded(
    source: impl Read,
    limits: &Limits,
    deadline: Option<Instant>,
) -> Result<Vec<u8>, Cause> {
    let mut source = source.take(limits.bytes + 1);
    let (mut bytes, mut chunk) = (Vec::new(), [0; 64 << 10]);
    loop {
        if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Err(Cause::TimedOut(limits.time));
        }
        match source.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => bytes.extend(chunk.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                return Err(timeout_cause(&error, limits).unwrap_or(Cause::Io(error.to_string())));
            }
        }
    }
    if bytes.len() as u64 > limits.bytes {
        return Err(Cause::TooLarge(limits.bytes));
    }
    Ok(bytes)
}

/// Returns the cause for a timeout, if the error is a timeout.
fn timeout_cause(error: &io::Error, limits: &Limits) -> Option<Cause> {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<reqwest::Error>());
    let is_timeout =
        error.kind() == io::ErrorKind::TimedOut || inner.is_some_and(reqwest::Error::is_timeout);
    is_timeout.then_some(Cause::TimedOut(limits.time))
}

/// Returns a URL without credentials, query and fragment, which may be secret.
fn redact_url(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    // These two calls fail only for URLs that cannot contain credentials.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.to_string()
}

fn download(mut url: Url, limits: &Limits) -> Result<Vec<u8>, Cause> {
    let deadline = Instant::now() + limits.time;
    let mut client = Client::builder()
        .redirect(Policy::none())
        .referer(false)
        .user_agent(concat!("openapi-facts/", env!("CARGO_PKG_VERSION")));
    if is_loopback(&url) {
        // A proxy would receive the request in plain text, and would connect to the proxy's own loopback.
        client = client.no_proxy();
    }
    let client = client
        .build()
        .map_err(|error| Cause::Io(error.to_string()))?;
    for _ in 0..=MAX_REDIRECTS {
        if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
            return Err(Cause::NotHttps(url.scheme().to_owned()));
        }
        // reqwest would send the credentials of a URL in the header `authorization`, also after a redirect.
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Cause::InvalidAddress(
                "it contains credentials; remove them",
            ));
        }
        let remaining = deadline.saturating_duration_since(Instant::now());
        let response = client
            .get(url.clone())
            // Requests an uncompressed response, because a decompressed body could have any size.
            .header(ACCEPT_ENCODING, "identity")
            .timeout(remaining)
            .send()
            .map_err(|error| request_cause(error, limits))?;
        if !response.status().is_redirection() {
            return read_body(response, limits, deadline);
        }
        url = redirect_target(&url, &response)?;
    }
    Err(Cause::TooManyRedirects(MAX_REDIRECTS))
}

fn request_cause(error: reqwest::Error, limits: &Limits) -> Cause {
    if error.is_timeout() {
        return Cause::TimedOut(limits.time);
    }
    // The message already contains the redacted URL.
    let error = error.without_url();
    Cause::Io(root_cause(&error))
}

/// Returns the message of the innermost error, which contains the reason.
fn root_cause(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// Returns the target of a redirect, if it is on the same host and port.
fn redirect_target(url: &Url, response: &Response) -> Result<Url, Cause> {
    let location = response
        .headers()
        .get(LOCATION)
        .and_then(|value| value.to_str().ok());
    let next = location.and_then(|location| url.join(location).ok());
    let Some(next) = next else {
        return Err(Cause::Status(response.status().as_u16()));
    };
    if next.host() != url.host() || next.port_or_known_default() != url.port_or_known_default() {
        let port = next
            .port()
            .map_or_else(String::new, |port| format!(":{port}"));
        let host = next.host_str().unwrap_or("a URL without a host");
        return Err(Cause::OtherHost(format!("{host}{port}")));
    }
    Ok(next)
}

fn read_body(response: Response, limits: &Limits, deadline: Instant) -> Result<Vec<u8>, Cause> {
    let status = response.status();
    if response
        .content_length()
        .is_some_and(|length| length > limits.bytes)
    {
        return Err(Cause::TooLarge(limits.bytes));
    }
    if !status.is_success() {
        return Err(Cause::Status(status.as_u16()));
    }
    read_bounded(response, limits, Some(deadline))
}

/// Whether the host of a URL is loopback. The SDK has the same rule, but this tool cannot depend on the SDK, because it
/// generates a part of the SDK.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.to_canonical().is_loopback(),
        Some(Host::Domain(name)) => name.strip_suffix('.').unwrap_or(name) == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognizes_every_spelling_of_loopback() {
        for (host, expected) in [
            ("localhost", true),
            ("LOCALHOST.", true),
            ("127.9.9.9", true),
            ("2130706433", true),
            ("[::1]", true),
            ("[::ffff:127.0.0.1]", true),
            ("localhost.example", false),
            ("0.0.0.0", false),
            ("[::ffff:10.0.0.1]", false),
        ] {
            let url = Url::parse(&format!("https://{host}/docs")).unwrap();
            assert_eq!(is_loopback(&url), expected, "{host}");
        }
    }
}
