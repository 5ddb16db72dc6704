//! Encodes request bodies that are not plain JSON, for generated code.

#![allow(dead_code, reason = "a document may have no such bodies")]

use reqwest::Request;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde::Serialize;
use serde_json::value::to_raw_value;

use crate::members::raw_members;
use crate::parameter_value::ParameterValue;
use crate::query::encode;
use crate::request_error::RequestError;

/// Returns the fields of a body as `application/x-www-form-urlencoded`. A list repeats the name of its field. Null is omitted.
///
/// # Errors
///
/// [`RequestError::Body`] for a body that is not an object, and for a field with an object or a nested list.
pub(crate) fn form<T: Serialize + ?Sized>(body: &T) -> Result<String, RequestError> {
    let raw = to_raw_value(body).map_err(|_| RequestError::Body)?;
    let mut pairs = Vec::new();
    for (name, value) in raw_members(raw.get()).ok_or(RequestError::Body)? {
        let texts = match ParameterValue::of(value) {
            Some(ParameterValue::Absent) => Vec::new(),
            Some(ParameterValue::Scalar(text)) => vec![text],
            Some(ParameterValue::List(texts)) => texts,
            Some(ParameterValue::Members(_)) | None => return Err(RequestError::Body),
        };
        let name = encode(&name);
        pairs.extend(texts.iter().map(|text| format!("{name}={}", encode(text))));
    }
    Ok(pairs.join("&"))
}

/// Sets the optional JSON body of a request whose HTTP method usually has no body. A body without fields is not sent.
///
/// # Errors
///
/// [`RequestError::Body`] for a value that cannot be serialized.
pub(crate) fn set_optional_json<T: Serialize + ?Sized>(
    request: &mut Request,
    media_type: &'static str,
    body: &T,
) -> Result<(), RequestError> {
    let text = serde_json::to_string(body).map_err(|_| RequestError::Body)?;
    if text != "{}" && text != "null" {
        let value = HeaderValue::from_static(media_type);
        request.headers_mut().insert(CONTENT_TYPE, value);
        *request.body_mut() = Some(text.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn form_has_one_pair_for_each_scalar() {
        let body = json!({"b c": "x&y", "list": [1, "é"], "none": null, "flag": true});
        assert_eq!(
            form(&body).ok().as_deref(),
            Some("b%20c=x%26y&flag=true&list=1&list=%C3%A9")
        );
        assert!(form(&json!({"a": {"b": 1}})).is_err());
        assert!(form(&json!([1])).is_err());
    }
}
