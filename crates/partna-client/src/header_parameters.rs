//! Writes header and cookie parameters, for generated code.

#![allow(dead_code, reason = "a document may have no such parameters")]

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use reqwest::Request;
use reqwest::header::{COOKIE, HeaderName, HeaderValue};
use serde::Serialize;

use crate::parameter_value::ParameterValue;
use crate::request_error::RequestError;

/// The characters that a cookie cannot contain, and `%`, which begins an escape.
const COOKIE_OCTET: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b',')
    .add(b';')
    .add(b'\\');

/// Sets a header in the style `simple`: `a,b` for a list; `x,1,y,2` or, exploded, `x=1,y=2` for an object. Null is omitted.
///
/// # Errors
///
/// [`RequestError::Parameter`] for a value that a server could not decode: a value with a line break, a character outside ASCII,
/// whitespace at its start or end, or a separator in a part.
pub(crate) fn set_header<T: Serialize + ?Sized>(
    request: &mut Request,
    name: &'static str,
    value: &T,
    explode: bool,
) -> Result<(), RequestError> {
    if let Some((name, value)) = header(name, value, explode)
        .ok_or_else(|| RequestError::Parameter("header", name.to_owned()))?
    {
        request.headers_mut().insert(name, value);
    }
    Ok(())
}

fn header<T: Serialize + ?Sized>(
    name: &'static str,
    value: &T,
    explode: bool,
) -> Option<Option<(HeaderName, HeaderValue)>> {
    let is_plain = |part: &str| !part.contains(',') && part.trim() == part;
    let text = match ParameterValue::of(value)? {
        ParameterValue::Absent => return Some(None),
        ParameterValue::Scalar(text) => text,
        ParameterValue::List(texts) if texts.is_empty() => return Some(None),
        ParameterValue::List(texts) if texts.iter().all(|text| is_plain(text)) => texts.join(","),
        ParameterValue::Members(members)
            if members
                .iter()
                .all(|(key, text)| is_plain(key) && is_plain(text) && !key.contains('=')) =>
        {
            let between = if explode { "=" } else { "," };
            let parts: Vec<String> = members
                .iter()
                .map(|(key, text)| format!("{key}{between}{text}"))
                .collect();
            if parts.is_empty() {
                return Some(None);
            }
            parts.join(",")
        }
        ParameterValue::List(_) | ParameterValue::Members(_) => return None,
    };
    // Servers decode other characters in different ways.
    if text.trim() != text || !text.is_ascii() {
        return None;
    }
    let mut value = HeaderValue::from_str(&text).ok()?;
    // The value may be a secret, so `Debug` must not print it.
    value.set_sensitive(true);
    Some(Some((HeaderName::from_bytes(name.as_bytes()).ok()?, value)))
}

/// Sets a header to JSON text. Null is omitted.
///
/// # Errors
///
/// [`RequestError::Parameter`] for a value that cannot be serialized, or contains a character outside ASCII.
pub(crate) fn set_json_header<T: Serialize + ?Sized>(
    request: &mut Request,
    name: &'static str,
    value: &T,
) -> Result<(), RequestError> {
    let invalid = || RequestError::Parameter("header", name.to_owned());
    let text = serde_json::to_string(value).map_err(|_| invalid())?;
    match text.as_str() {
        "null" => Ok(()),
        text => set_header(request, name, text, false),
    }
}

/// Appends a cookie to the header `Cookie`. The parts of a list and an object are separated by commas. Null is omitted.
///
/// # Errors
///
/// [`RequestError::Parameter`] for a value that cannot be serialized, and for a list or an object inside another list or object.
pub(crate) fn append_cookie<T: Serialize + ?Sized>(
    request: &mut Request,
    name: &'static str,
    value: &T,
) -> Result<(), RequestError> {
    let invalid = || RequestError::Parameter("cookie", name.to_owned());
    let encode = |text: &str| utf8_percent_encode(text, COOKIE_OCTET).to_string();
    let text = match ParameterValue::of(value).ok_or_else(invalid)? {
        ParameterValue::Absent => return Ok(()),
        ParameterValue::Scalar(text) => encode(&text),
        ParameterValue::List(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| encode(text)).collect();
            texts.join(",")
        }
        ParameterValue::Members(members) => {
            let parts = members.iter();
            let parts = parts.flat_map(|(key, text)| [encode(key), encode(text)]);
            parts.collect::<Vec<_>>().join(",")
        }
    };
    let known = request.headers().get(COOKIE);
    let known = known.and_then(|known| known.to_str().ok());
    let all = match known {
        Some(known) => format!("{known}; {name}={text}"),
        None => format!("{name}={text}"),
    };
    let mut all = HeaderValue::from_str(&all).map_err(|_| invalid())?;
    all.set_sensitive(true);
    request.headers_mut().insert(COOKIE, all);
    Ok(())
}

/// Appends a cookie whose value is JSON text. Null is omitted.
///
/// # Errors
///
/// [`RequestError::Parameter`] for a value that cannot be serialized.
pub(crate) fn append_json_cookie<T: Serialize + ?Sized>(
    request: &mut Request,
    name: &'static str,
    value: &T,
) -> Result<(), RequestError> {
    let text = serde_json::to_string(value)
        .map_err(|_| RequestError::Parameter("cookie", name.to_owned()))?;
    match text.as_str() {
        "null" => Ok(()),
        text => append_cookie(request, name, text),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::error::Error;

    use serde_json::json;

    use super::*;

    type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

    fn request() -> Result<Request> {
        Ok(reqwest::Client::new().get("http://localhost/p").build()?)
    }

    fn sent<T: Serialize>(value: T, explode: bool) -> Result<Option<String>> {
        let mut request = request()?;
        set_header(&mut request, "X-Tenant", &value, explode)
            .map_err(|error| error.of_operation("list_accounts"))?;
        let value = request.headers().get("x-tenant");
        Ok(value
            .map(|value| value.to_str().map(str::to_owned))
            .transpose()?)
    }

    #[test]
    fn headers_have_the_documented_form() -> Result {
        let object = BTreeMap::from([("x", 1), ("y", 2)]);
        assert_eq!(sent("a, b", false)?.as_deref(), Some("a, b"));
        assert_eq!(sent(true, false)?.as_deref(), Some("true"));
        assert_eq!(sent(["a", "b"], false)?.as_deref(), Some("a,b"));
        assert_eq!(sent(&object, false)?.as_deref(), Some("x,1,y,2"));
        assert_eq!(sent(&object, true)?.as_deref(), Some("x=1,y=2"));
        assert_eq!(sent(None::<u8>, false)?, None);
        Ok(())
    }

    #[test]
    fn rejects_header_that_a_server_would_read_differently() -> Result {
        let line_break = "a\r\nx-api-key: b";
        for rejected in [
            json!(line_break),
            json!("é"),
            json!(" a"),
            json!(["a,b"]),
            json!([[1]]),
        ] {
            let error = sent(&rejected, false).err().ok_or("sent")?.to_string();
            assert!(error.contains("header `X-Tenant`"), "{error}");
            assert!(!error.contains("x-api-key"), "{error}");
        }
        Ok(())
    }

    #[test]
    fn cookies_share_one_header() -> Result {
        let mut request = request()?;
        for (name, value) in [
            ("a", json!("x; y")),
            ("b", json!(["p", "q,r"])),
            ("c", json!(null)),
        ] {
            append_cookie(&mut request, name, &value)
                .map_err(|error| error.of_operation("list_accounts"))?;
        }
        let cookie = request.headers().get(COOKIE).ok_or("no cookie")?;
        assert_eq!(cookie.to_str()?, "a=x%3B%20y; b=p,q%2Cr");
        assert!(!format!("{request:?}").contains("p,q"));
        Ok(())
    }
}
