//! Redacts secrets in the parts of a response that an error keeps.

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

/// Returns the secrets of a request: its key, and its secret fields and parameters. The user name is not secret.
pub(super) fn request_secrets(
    operation: Option<&'static Operation>,
    request: &reqwest::Request,
    credentials: &Credentials,
) -> SecretSet {
    let mut secrets = vec![Secret::from(credentials.key().clone())];
    let names: Vec<&str> = match operation {
        Some(operation) => operation.secrets.to_vec(),
        // For an undocumented request, the secret names of all operations apply.
        None => OPERATIONS
            .iter()
            .flat_map(|it| it.secrets)
            .copied()
            .collect(),
    };
    if !names.is_empty() {
        let body = request.body().and_then(reqwest::Body::as_bytes);
        let body: Value = serde_json::from_slice(body.unwrap_or_default()).unwrap_or_default();
        collect_field_values(&body, &names, &mut secrets);
        let parameters = request.url().query_pairs();
        let parameters = parameters.filter(|(name, _)| names.contains(&name.as_ref()));
        secrets.extend(parameters.map(|(_, value)| Secret::from(value.as_ref())));
    }
    SecretSet::new(&secrets)
}

/// Collects the values of fields with these names, at any depth.
fn collect_field_values(value: &Value, names: &[&str], secrets: &mut Vec<Secret>) {
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
                    _ => collect_field_values(value, names, secrets),
                }
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect_field_values(item, names, secrets)),
        _ => {}
    }
}

/// Returns a body without the secrets and without any text that looks like a key. `is_truncated` is whether the rest of the body
/// was not read.
pub(super) fn redact(body: Bytes, is_truncated: bool, secrets: &SecretSet) -> Bytes {
    let mut scan = secrets.scan();
    // JSON is redacted value by value, since a secret code may be a number.
    let json = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&body); // serde rejects a byte order mark
    if let Ok(mut json) = serde_json::from_slice::<Value>(json)
        && redact_json(&mut json, secrets, &mut scan)
    {
        let json = json.to_string();
        // An encoded secret may extend over several values.
        let redacted = redact_text(json.as_bytes(), is_truncated, &mut scan);
        return redacted.map_or_else(|| json.into(), Bytes::from);
    }
    // serde keeps only one of two members with the same name, so the text is scanned as well.
    redact_text(&body, is_truncated, &mut scan).map_or(body, Bytes::from)
}

/// Redacts secrets in headers. Errors and retries depend on some headers, whose words and numbers could equal a short secret. Only
/// long secrets are redacted in these headers.
pub(super) fn redact_headers(headers: &mut HeaderMap, secrets: &SecretSet) {
    let long = secrets.long_secrets();
    let (mut all, mut long) = (secrets.scan(), long.scan());
    let is_clean = |name: &HeaderName| {
        secrets
            .scan()
            .find(name.as_str().as_bytes(), false)
            .is_empty()
    };
    let secret_names: Vec<HeaderName> = headers
        .keys()
        .filter(|name| !is_clean(name))
        .cloned()
        .collect();
    for name in secret_names {
        headers.remove(name);
    }
    for (name, value) in headers {
        let is_needed = [CONTENT_TYPE, DATE, RETRY_AFTER].contains(name);
        let scan = if is_needed { &mut long } else { &mut all };
        let redacted = redact_text(value.as_bytes(), false, scan);
        if let Some(Ok(redacted)) = redacted.map(|text| HeaderValue::from_bytes(&text)) {
            *value = redacted;
        }
    }
}

/// The source of an error, as text without secrets.
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

/// Redacts a JSON value. Returns whether something was redacted.
fn redact_json(value: &mut Value, secrets: &SecretSet, scan: &mut SecretScan<'_>) -> bool {
    if join_parts(value).is_some_and(|text| !scan.find(&text, false).is_empty()) {
        *value = Secret::MARKER.into();
        return true;
    }
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
                secrets.contains(&text) || secrets.iter().any(|it| is_code_of_number(it, &text));
            if is_secret {
                *value = Secret::MARKER.into();
            }
            is_secret
        }
        _ => false,
    }
}

/// The minimum number of values that are joined to one text. Two values are treated as a list of two texts.
const MIN_PARTS: usize = 3;

/// Returns a text that is split over the values of a list, or of an object with indices as names: bytes as numbers, or parts of
/// equal length, such as characters and lines. JavaScript serializes a `Buffer`, a `Uint8Array` and a spread string in this form.
fn join_parts(value: &Value) -> Option<Vec<u8>> {
    match value {
        Value::Array(items) if items.len() >= MIN_PARTS => join_items(items.iter()),
        Value::Object(fields) if fields.len() >= MIN_PARTS => {
            let by_index = (0..fields.len()).map(|at| fields.get(&at.to_string()));
            join_items(by_index.collect::<Option<Vec<&Value>>>()?.into_iter())
        }
        _ => None,
    }
}

/// Returns the joined items if they are bytes or parts of equal length.
fn join_items<'a>(mut items: impl Iterator<Item = &'a Value> + Clone) -> Option<Vec<u8>> {
    let numbers = items.clone().map(|item| u8::try_from(item.as_u64()?).ok());
    if let Some(bytes) = numbers.collect() {
        return Some(bytes);
    }
    let parts: Vec<&str> = items.by_ref().map(Value::as_str).collect::<Option<_>>()?;
    let (last, others) = parts.split_last()?;
    let length = others.first()?.len();
    let has_equal_lengths = last.len() <= length && others.iter().all(|part| part.len() == length);
    has_equal_lengths.then(|| parts.concat().into_bytes())
}

/// Returns whether a secret code of at least four digits equals this number. Leading zeros of the code are ignored, since a JSON
/// number has none.
fn is_code_of_number(code: &str, number: &str) -> bool {
    let is_code = code.len() >= 4 && code.bytes().all(|byte| byte.is_ascii_digit());
    is_code && code.trim_start_matches('0') == number
}

fn redact_str(text: &str, scan: &mut SecretScan<'_>) -> Option<String> {
    let redacted = redact_text(text.as_bytes(), false, scan)?;
    Some(String::from_utf8_lossy(&redacted).into_owned())
}

/// Returns the text without secrets, or `None` if it contains no secret.
fn redact_text(text: &[u8], is_truncated: bool, scan: &mut SecretScan<'_>) -> Option<Vec<u8>> {
    let ranges = scan.find(text, is_truncated);
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

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d";

    fn redacted(body: &Value, secrets: &[&str]) -> String {
        let secrets: Vec<Secret> = secrets.iter().map(|text| Secret::from(*text)).collect();
        let body = redact(body.to_string().into(), false, &SecretSet::new(&secrets));
        String::from_utf8_lossy(&body).into_owned()
    }

    /// The forms in which JavaScript serializes a `Buffer`, a `Uint8Array` and a spread string.
    #[test]
    fn redacts_key_in_parts_and_keeps_valid_json() -> serde_json::Result<()> {
        let chars: Vec<String> = KEY.chars().map(String::from).collect();
        let hex: Vec<String> = KEY.bytes().map(|byte| format!("{byte:02x}")).collect();
        let by_index = |parts: Vec<Value>| -> Value {
            let parts = parts.into_iter().enumerate();
            parts.map(|(at, part)| (at.to_string(), part)).collect()
        };
        let numbers: Vec<Value> = KEY.bytes().map(Value::from).collect();
        let parts: Vec<Value> = chars
            .iter()
            .map(|part| Value::from(part.as_str()))
            .collect();
        for form in [
            serde_json::json!({"type": "Buffer", "data": KEY.as_bytes()}),
            serde_json::json!(chars),
            serde_json::json!(hex),
            by_index(numbers),
            by_index(parts),
        ] {
            for message in ["no", KEY] {
                let body =
                    serde_json::json!({"message": message, "data": [{"deep": form}], "left": 2});
                let text = redacted(&body, &[KEY]);
                let json: Value = serde_json::from_str(&text)?;
                assert_eq!(json.pointer("/left"), Some(&Value::from(2)), "{text}");
                assert!(text.contains(Secret::MARKER) && text.len() < 140, "{text}");
            }
        }
        Ok(())
    }

    /// The form of wrapped base64.
    #[test]
    fn redacts_key_split_into_lines_of_equal_length() {
        let hex: String = KEY.bytes().map(|byte| format!("{byte:02x}")).collect();
        let lines: Vec<&str> = hex
            .as_bytes()
            .chunks(40)
            .filter_map(|line| str::from_utf8(line).ok())
            .collect();
        let body = serde_json::json!({"message": KEY, "lines": lines, "kept": ["one", KEY, "two"]});
        let expected = serde_json::json!({
            "message": Secret::MARKER, "lines": Secret::MARKER, "kept": ["one", Secret::MARKER, "two"],
        });
        assert_eq!(redacted(&body, &[KEY]), expected.to_string());
    }

    #[test]
    fn keeps_lists_without_secrets() {
        for body in [
            serde_json::json!({"codes": [49, 45, 45, 50], "limits": [739_154_000, 1], "names": ["a", "b"]}),
            serde_json::json!({"0": 1, "1": 2, "message": "no"}),
            serde_json::json!({"parts": ["1--", "M", "--"], "otp": ["7", "3", "9"]}),
            serde_json::json!([]),
            serde_json::json!({}),
        ] {
            assert_eq!(redacted(&body, &[KEY, "739154"]), body.to_string());
        }
    }
}
