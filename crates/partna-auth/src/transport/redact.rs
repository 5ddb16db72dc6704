//! Takes secrets out of what an error keeps of a response.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue};
use partna_client::{OPERATIONS, Operation};
use partna_types::Secret;
use serde_json::Value;

use crate::Credentials;
use crate::secret_scan::{SecretScan, SecretSet};

/// The key that a request goes with, and its secret fields and parameters. The user name is no secret.
pub(super) fn secrets(
    operation: Option<&'static Operation>,
    request: &reqwest::Request,
    credentials: &Credentials,
) -> SecretSet {
    let mut secrets = vec![Secret::from(credentials.key().clone())];
    let names: Vec<&str> = match operation {
        Some(operation) => operation.secrets.to_vec(),
        // Nothing is documented of this request, so what is secret in some operation is secret here.
        None => OPERATIONS
            .iter()
            .flat_map(|it| it.secrets)
            .copied()
            .collect(),
    };
    if !names.is_empty() {
        let body = request.body().and_then(reqwest::Body::as_bytes);
        let body: Value = serde_json::from_slice(body.unwrap_or_default()).unwrap_or_default();
        collect(&body, &names, &mut secrets);
        let parameters = request.url().query_pairs();
        let parameters = parameters.filter(|(name, _)| names.contains(&name.as_ref()));
        secrets.extend(parameters.map(|(_, value)| Secret::from(value.as_ref())));
    }
    SecretSet::new(&secrets)
}

/// Gathers the values of fields of these names, at any depth.
fn collect(value: &Value, names: &[&str], secrets: &mut Vec<Secret>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if names.contains(&name.as_str()) => {
                        secrets.push(Secret::from(text.as_str()));
                    }
                    Value::Number(number) if names.contains(&name.as_str()) => {
                        secrets.push(Secret::from(number.to_string()));
                    }
                    _ => collect(value, names, secrets),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, names, secrets)),
        _ => {}
    }
}

/// Returns a body without the secrets, nor anything that looks like a key. `is_cut` says that more of it was not read.
pub(super) fn redact(body: Bytes, is_cut: bool, secrets: &SecretSet) -> Bytes {
    let mut scan = secrets.scan();
    // By its values, where a code may stand as a number.
    let json = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&body); // with a byte order mark it is no JSON to serde
    if let Ok(mut json) = serde_json::from_slice::<Value>(json)
        && redact_json(&mut json, secrets, &mut scan)
    {
        return json.to_string().into();
    }
    // Of two members of one name in JSON, only one was seen.
    redact_text(&body, is_cut, &mut scan).map_or(body, Bytes::from)
}

/// Takes the secrets out of headers. Those that errors and retries rest on have words and numbers in them that a short secret
/// may be as well, so only long ones are looked for there.
pub(super) fn redact_headers(headers: &mut HeaderMap, secrets: &SecretSet) {
    let long = secrets.unique();
    let (mut all, mut long) = (secrets.scan(), long.scan());
    let is_clean = |name: &HeaderName| {
        secrets
            .scan()
            .find(name.as_str().as_bytes(), false)
            .is_empty()
    };
    let named: Vec<HeaderName> = headers
        .keys()
        .filter(|name| !is_clean(name))
        .cloned()
        .collect();
    for name in named {
        headers.remove(name);
    }
    for (name, value) in headers {
        let is_read = [CONTENT_TYPE, DATE, RETRY_AFTER].contains(name);
        let scan = if is_read { &mut long } else { &mut all };
        let redacted = redact_text(value.as_bytes(), false, scan);
        if let Some(Ok(redacted)) = redacted.map(|text| HeaderValue::from_bytes(&text)) {
            *value = redacted;
        }
    }
}

/// What lies behind an error, in texts without secrets.
#[derive(Debug)]
pub(super) struct RedactedSource {
    text: String,
    source: Option<Box<Self>>,
}

impl RedactedSource {
    /// Copies the texts of an error and of its sources.
    pub(super) fn of(error: &dyn StdError, secrets: &SecretSet) -> Self {
        let text = error.to_string();
        let text = redact_str(&text, &mut secrets.scan()).unwrap_or(text);
        let source = error.source();
        Self {
            text,
            source: source.map(|source| Box::new(Self::of(source, secrets))),
        }
    }
}

impl fmt::Display for RedactedSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl StdError for RedactedSource {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Returns whether something was redacted.
fn redact_json(value: &mut Value, secrets: &SecretSet, scan: &mut SecretScan<'_>) -> bool {
    match value {
        Value::String(text) => match redact_str(text, scan) {
            Some(redacted) => {
                *text = redacted;
                true
            }
            None => false,
        },
        Value::Array(items) => items.iter_mut().fold(false, |found, item| {
            redact_json(item, secrets, scan) | found
        }),
        Value::Object(fields) => {
            let mut found = false;
            for (name, mut value) in std::mem::take(fields) {
                let redacted = redact_str(&name, scan);
                found |= redacted.is_some() | redact_json(&mut value, secrets, scan);
                fields.insert(redacted.unwrap_or(name), value);
            }
            found
        }
        Value::Number(number) => {
            let text = number.to_string();
            let is_secret =
                secrets.contains(&text) || secrets.iter().any(|it| is_number(it, &text));
            if is_secret {
                *value = Secret::MARKER.into();
            }
            is_secret
        }
        _ => false,
    }
}

/// Whether a code of digits, which may begin with zeros, is this number.
fn is_number(code: &str, number: &str) -> bool {
    let is_code = code.len() >= 4 && code.bytes().all(|byte| byte.is_ascii_digit());
    is_code && code.trim_start_matches('0') == number
}

fn redact_str(text: &str, scan: &mut SecretScan<'_>) -> Option<String> {
    let redacted = redact_text(text.as_bytes(), false, scan)?;
    Some(String::from_utf8_lossy(&redacted).into_owned())
}

/// Returns the text without secrets; none if there are none in it.
fn redact_text(text: &[u8], is_cut: bool, scan: &mut SecretScan<'_>) -> Option<Vec<u8>> {
    let ranges = scan.find(text, is_cut);
    if ranges.is_empty() {
        return None;
    }
    let mut redacted = Vec::with_capacity(text.len());
    let mut from = 0;
    for range in ranges {
        redacted.extend(text.get(from..range.start).unwrap_or_default());
        redacted.extend(Secret::MARKER.as_bytes());
        from = range.end;
    }
    redacted.extend(text.get(from..).unwrap_or_default());
    Some(redacted)
}
