//! Finds the signed bytes in a body without re-serializing it.

use std::borrow::Cow;
use std::fmt;
use std::slice;

use memchr::memchr2_iter;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::{Error, ErrorKind};

/// The parts of a body. `data` is an unchanged slice of the body.
pub(crate) struct Envelope<'a> {
    pub(crate) event: Cow<'a, str>,
    /// JSON whose strings may contain bytes that are not UTF-8.
    pub(crate) data: &'a [u8],
    pub(crate) signature: Cow<'a, str>,
}

impl<'a> Envelope<'a> {
    pub(crate) fn of(body: &'a [u8]) -> Result<Self, Error> {
        match str::from_utf8(body) {
            Ok(text) => {
                let Parsed {
                    event,
                    data,
                    signature,
                } = Parsed::of(text)?;
                Ok(Self {
                    event,
                    data: data.as_bytes(),
                    signature,
                })
            }
            Err(error) => Self::parse_with_invalid_utf8(body).ok_or_else(|| {
                malformed(format!(
                    "the body is not UTF-8 after {} bytes",
                    error.valid_up_to()
                ))
            }),
        }
    }

    /// Parses a body in which only `data` has bytes that are not UTF-8. `None` if other parts have such bytes, or if the body is
    /// not a delivery.
    fn parse_with_invalid_utf8(body: &'a [u8]) -> Option<Self> {
        let mut text = String::with_capacity(body.len());
        let mut replaced = Vec::new();
        for chunk in body.utf8_chunks() {
            text.push_str(chunk.valid());
            for _ in chunk.invalid() {
                replaced.push(text.len());
                text.push('?'); // one byte for one byte, so that offsets do not change
            }
        }
        let Parsed {
            event,
            data,
            signature,
        } = Parsed::of(&text).ok()?;
        let start = (data.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
        let range = start..start.checked_add(data.len())?;
        if !replaced.iter().all(|at| range.contains(at)) {
            return None;
        }
        Some(Self {
            event: Cow::Owned(event.into_owned()),
            data: body.get(range)?,
            signature: Cow::Owned(signature.into_owned()),
        })
    }
}

/// Replaces bytes that are not UTF-8 by U+FFFD. For valid UTF-8, the check with `from_utf8` is several times faster than
/// `from_utf8_lossy`.
pub(crate) fn decode_lossy(bytes: &[u8]) -> Cow<'_, str> {
    str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

fn malformed(problem: String) -> Error {
    Error::new(ErrorKind::Malformed, problem)
}

/// The parts of a UTF-8 body.
struct Parsed<'a> {
    event: Cow<'a, str>,
    data: &'a str,
    signature: Cow<'a, str>,
}

impl<'a> Parsed<'a> {
    fn of(text: &'a str) -> Result<Self, Error> {
        // The error does not contain serde's message, which may quote the input.
        let fields: RawFields<'a> = serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            malformed(format!(
                "the body is not a JSON object (line {line}, column {column})"
            ))
        })?;
        if let Some(name) = fields.repeated {
            return Err(malformed(format!("`{name}` is repeated")));
        }
        let missing = |name| malformed(format!("`{name}` is missing"));
        let data = fields.data.ok_or_else(|| missing("data"))?;
        let event = fields.event.ok_or_else(|| missing("event"))?;
        let event =
            decode_string(event).ok_or_else(|| malformed("`event` is not a string".into()))?;
        let signature = match fields.signature {
            Some(raw) if raw.get() != "null" => {
                decode_string(raw).ok_or_else(|| malformed("`signature` is not a string".into()))?
            }
            _ => Cow::Borrowed(""),
        };
        if signature.is_empty() {
            return Err(Error::new(ErrorKind::Unsigned, "`signature` is missing"));
        }
        Ok(Self {
            event,
            data: data.get(),
            signature,
        })
    }
}

/// A string, borrowed if possible. serde always copies the text into a plain `Cow`.
#[derive(Deserialize)]
pub(crate) struct Text<'a>(#[serde(borrow)] pub(crate) Cow<'a, str>);

/// Returns the content of a JSON string, if it has no escapes. This is faster than a JSON parser, and almost all strings have no
/// escapes.
pub(crate) fn plain(raw: &RawValue) -> Option<&str> {
    let inside = raw.get().strip_prefix('"')?.strip_suffix('"')?;
    (!inside.as_bytes().contains(&b'\\')).then_some(inside)
}

/// Returns the content of a JSON string; `None` for any other value.
fn decode_string(raw: &RawValue) -> Option<Cow<'_, str>> {
    if let Some(text) = plain(raw) {
        return Some(Cow::Borrowed(text));
    }
    let text: Text<'_> = serde_json::from_str(raw.get()).ok()?;
    Some(text.0)
}

/// The three fields of a body, with their raw values.
#[derive(Default)]
struct RawFields<'a> {
    event: Option<&'a RawValue>,
    data: Option<&'a RawValue>,
    signature: Option<&'a RawValue>,
    repeated: Option<&'static str>,
}

impl<'de> Deserialize<'de> for RawFields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RawFieldsVisitor)
    }
}

struct RawFieldsVisitor;

impl<'de> Visitor<'de> for RawFieldsVisitor {
    type Value = RawFields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawFields<'de>, A::Error> {
        let mut fields = RawFields::default();
        while let Some(key) = map.next_key::<Text<'de>>()? {
            let (name, slot) = match &*key.0 {
                "event" => ("event", &mut fields.event),
                "data" => ("data", &mut fields.data),
                "signature" => ("signature", &mut fields.signature),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            // JSON parsers differ in which of two members with the same name they use.
            if slot.replace(map.next_value::<&'de RawValue>()?).is_some() {
                fields.repeated = Some(name);
            }
        }
        Ok(fields)
    }
}

/// Returns whether objects and arrays are nested deeper than `max_depth`. Called before parsing.
pub(crate) fn is_nested_deeper(text: &[u8], max_depth: usize) -> bool {
    if memchr2_iter(b'{', b'[', text).nth(max_depth).is_none() {
        return false;
    }
    let mut depth = 0_usize;
    let mut bytes = text.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => skip_string(&mut bytes),
            b'{' | b'[' => {
                depth += 1;
                if depth > max_depth {
                    return true;
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

/// Skips the rest of a string.
fn skip_string(bytes: &mut slice::Iter<'_, u8>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'"' => return,
            _ => {}
        }
    }
}

/// Returns JSON without the whitespace outside of strings. `None` if it has no such whitespace.
pub(crate) fn without_whitespace(json: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(json.len());
    let (mut is_in_string, mut is_escaped) = (false, false);
    for &byte in json {
        if is_in_string {
            kept.push(byte);
            if is_escaped {
                is_escaped = false;
            } else {
                is_escaped = byte == b'\\';
                is_in_string = byte != b'"';
            }
        } else if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
            kept.push(byte);
            is_in_string = byte == b'"';
        }
    }
    (kept.len() < json.len()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(body: &str) -> Option<ErrorKind> {
        Envelope::of(body.as_bytes())
            .err()
            .map(|error| error.kind())
    }

    #[test]
    fn data_is_a_slice_of_the_body() {
        let body = r#" {"x": [1], "signature":"a\/b", "data": { "b" : 1e2,"a":"}" } ,"event":"D\u0065posit"}"#;
        let envelope = Envelope::of(body.as_bytes()).unwrap();
        assert_eq!(envelope.data, br#"{ "b" : 1e2,"a":"}" }"#);
        assert_eq!(envelope.event, "Deposit");
        assert_eq!(envelope.signature, "a/b");
    }

    #[test]
    fn rejects_malformed_and_unsigned_bodies() {
        for body in [
            "",
            "[]",
            "null",
            "{",
            r#"{"event":"x","data":{},"signature":"a"} x"#,
            r#"{"event":"x","signature":"a"}"#,
            r#"{"data":{},"signature":"a"}"#,
            r#"{"event":1,"data":{},"signature":"a"}"#,
            r#"{"event":"x","data":{},"signature":1}"#,
            r#"{"event":"x","data":{},"data":{},"signature":"a"}"#,
            r#"{"event":"x","data":{},"d\u0061ta":{},"signature":"a"}"#,
            r#"{"event":"x","event":"x","data":{},"signature":"a"}"#,
            r#"{"event":"x","data":{},"signature":"a","signature":"a"}"#,
            r#"{"event":"x","data":{"a":01},"signature":"a"}"#,
        ] {
            assert_eq!(kind(body), Some(ErrorKind::Malformed), "{body}");
        }
        assert!(Envelope::of(b"{\"event\":\"\xff\"}").is_err());
        for body in [
            r#"{"event":"x","data":{}}"#,
            r#"{"event":"x","data":{},"signature":null}"#,
            r#"{"event":"x","data":{},"signature":""}"#,
        ] {
            assert_eq!(kind(body), Some(ErrorKind::Unsigned), "{body}");
        }
    }

    #[test]
    fn only_data_may_have_bytes_that_are_not_utf8() {
        let with = |event: &[u8], memo: &[u8]| {
            let parts: [&[u8]; 5] = [
                br#"{"event":""#,
                event,
                br#"","data":{"memo":""#,
                memo,
                br#"","b":1},"signature":"a"}"#,
            ];
            parts.concat()
        };
        let body = with(b"Deposit", b"caf\xe9 \xff\xfe");
        let envelope = Envelope::of(&body).unwrap();
        assert_eq!(envelope.data, b"{\"memo\":\"caf\xe9 \xff\xfe\",\"b\":1}");
        assert_eq!(envelope.event, "Deposit");
        let error = Envelope::of(&with(b"D\xe9posit", b"x")).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Malformed);
        assert!(Envelope::of(&with(b"Deposit", b"\"\xff")).is_err());
    }

    #[test]
    fn whitespace_in_strings_is_kept() {
        for (text, without) in [
            (
                "{ \"a b\" :\t\"c \\\" d\"\r\n, \"e\\\\\" : 1 }",
                Some(r#"{"a b":"c \" d","e\\":1}"#),
            ),
            (" 1 ", Some("1")),
            (r#"{"a":"b c"}"#, None),
            (r#""ü  ""#, None),
        ] {
            let stripped = without_whitespace(text.as_bytes());
            assert_eq!(stripped.as_deref(), without.map(str::as_bytes), "{text}");
        }
    }

    #[test]
    fn depth_is_counted_outside_strings() {
        assert!(!is_nested_deeper(br#"{"a":[1,{"b":"[[[[[["}]}"#, 3));
        assert!(is_nested_deeper(br#"{"a":[1,{"b":"[[[[[["}]}"#, 2));
        assert!(!is_nested_deeper(br#"[[],[],[],{}]"#, 2));
        assert!(!is_nested_deeper(br#"["\"[[[[", "\\", []]"#, 2));
        assert!(is_nested_deeper("[".repeat(65).as_bytes(), 64));
        assert!(!is_nested_deeper("]".repeat(65).as_bytes(), 0));
    }
}
