//! Parses JSON that may have a byte order mark, bytes that are not UTF-8, or numbers out of the range of a float.

use partna_types::tolerant;
use serde_json::Value;
use serde_json::value::RawValue;

/// Removes the byte order mark that some servers send.
pub(crate) fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}

/// Parses a body as JSON, if it is complete. Bytes that are not UTF-8, and values that [`Value`] cannot represent, are replaced.
pub(crate) fn json(body: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(without_bom(body));
    let raw: &RawValue = serde_json::from_str(&text).ok()?;
    Some(value(raw))
}

/// Parses a value. A number out of the range of a float becomes text, and other values that cannot be represented are omitted.
pub(crate) fn value(raw: &RawValue) -> Value {
    let text = raw.get();
    serde_json::from_str(text).unwrap_or_else(|_| {
        let decoded = tolerant::from_slice::<Value>(text.as_bytes());
        match decoded {
            Ok(decoded) => decoded.into_value(),
            Err(_) if text.starts_with(['{', '[']) => Value::Null,
            Err(_) => text.into(),
        }
    })
}
