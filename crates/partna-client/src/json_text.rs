//! Reads JSON whose bytes are not quite JSON: with a byte order mark, bytes that are not UTF-8, numbers that no float holds.

use partna_types::tolerant;
use serde_json::Value;
use serde_json::value::RawValue;

/// A body without the byte order mark that some servers put before it.
pub(crate) fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}

/// A body as JSON, if it is complete. Bytes that are not UTF-8 are replaced, and so is what a value cannot hold.
pub(crate) fn json(body: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(without_bom(body));
    let raw: &RawValue = serde_json::from_str(&text).ok()?;
    Some(value(raw))
}

/// A value without what it cannot hold: a number that no float holds is its digits, and the rest is left out.
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
