//! Encodes the values of path parameters, for generated code.

#![allow(
    dead_code,
    reason = "a document may not have path parameters of each form"
)]

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::parameter_value::ParameterValue;
use crate::request_error::RequestError;

/// The path percent-encode set of the URL standard, with the characters that end a segment or begin an escape.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// Percent-encodes a value that becomes one segment of a path.
pub(crate) fn encode_path(value: &str) -> String {
    utf8_percent_encode(value, SEGMENT).to_string()
}

/// All characters except the unreserved ones of RFC 3986: separators inside a part are encoded.
const PART: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The OpenAPI style of a path parameter that is not plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathStyle {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;name=a,b`
    Matrix,
}

/// Percent-encodes a list, an object or a scalar in a style.
///
/// # Errors
///
/// [`RequestError::Parameter`] for a value that cannot be serialized, for a list or an object inside another list or object, and
/// for an empty value, which would change the path to that of another resource.
pub(crate) fn styled<T: Serialize + ?Sized>(
    name: &'static str,
    value: &T,
    style: PathStyle,
    explode: bool,
) -> Result<String, RequestError> {
    let invalid = || RequestError::Parameter("path parameter", name.to_owned());
    let encode = |text: &str| {
        let text = utf8_percent_encode(text, PART).to_string();
        match style {
            PathStyle::Label => text.replace('.', "%2E"),
            PathStyle::Simple | PathStyle::Matrix => text,
        }
    };
    let value = ParameterValue::of(value).ok_or_else(invalid)?;
    let is_object = matches!(value, ParameterValue::Members(_));
    let parts: Vec<String> = match value {
        ParameterValue::Absent => Vec::new(),
        ParameterValue::Scalar(text) => vec![encode(&text)],
        ParameterValue::List(texts) => texts.iter().map(|text| encode(text)).collect(),
        ParameterValue::Members(members) => {
            let texts = members.into_iter();
            let texts = texts.map(|(key, text)| (encode(&key), encode(&text)));
            if explode {
                texts.map(|(key, text)| format!("{key}={text}")).collect()
            } else {
                texts.flat_map(|(key, text)| [key, text]).collect()
            }
        }
    };
    if parts.is_empty() || parts == [""] {
        return Err(invalid());
    }
    let name = encode(name);
    let text = match (style, explode) {
        (PathStyle::Simple, _) => parts.join(","),
        (PathStyle::Label, true) => format!(".{}", parts.join(".")),
        (PathStyle::Label, false) => format!(".{}", parts.join(",")),
        (PathStyle::Matrix, true) if is_object => format!(";{}", parts.join(";")),
        (PathStyle::Matrix, true) => parts.iter().map(|part| format!(";{name}={part}")).collect(),
        (PathStyle::Matrix, false) => format!(";{name}={}", parts.join(",")),
    };
    // HTTP clients remove the segments `.` and `..` from a path before they send it.
    match text.replace("%2E", ".").as_str() {
        "." | ".." => Err(invalid()),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{PathStyle, encode_path, styled};

    #[test]
    fn lists_and_objects_have_the_documented_form() {
        use PathStyle::{Label, Matrix, Simple};
        let list = ["a,b", "c.d"];
        let object = BTreeMap::from([("x", 1), ("y", 2)]);
        for (style, explode, of_list, of_object) in [
            (Simple, false, "a%2Cb,c.d", "x,1,y,2"),
            (Simple, true, "a%2Cb,c.d", "x=1,y=2"),
            (Label, false, ".a%2Cb,c%2Ed", ".x,1,y,2"),
            (Label, true, ".a%2Cb.c%2Ed", ".x=1.y=2"),
            (Matrix, false, ";p=a%2Cb,c.d", ";p=x,1,y,2"),
            (Matrix, true, ";p=a%2Cb;p=c.d", ";x=1;y=2"),
        ] {
            assert_eq!(
                styled("p", &list, style, explode).ok().as_deref(),
                Some(of_list)
            );
            assert_eq!(
                styled("p", &object, style, explode).ok().as_deref(),
                Some(of_object)
            );
        }
        assert!(styled("p", &Vec::<u8>::new(), Simple, false).is_err());
        assert!(styled("p", &[[1]], Simple, false).is_err());
        for (value, style) in [("..", Simple), (".", Label), ("", Label), ("", Matrix)] {
            assert!(styled("p", &[value], style, false).is_err(), "{value}");
        }
    }

    #[test]
    fn encodes_reserved_and_control_characters() {
        let ascii: String = (0..128u8).map(char::from).collect();
        assert_eq!(
            encode_path(&ascii),
            "%00%01%02%03%04%05%06%07%08%09%0A%0B%0C%0D%0E%0F%10%11%12%13%14%15%16%17%18%19%1A%1B%1C%1D%1E%1F\
             %20!%22%23$%25&'()*+,-.%2F0123456789:;%3C=%3E%3F@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_\
             %60abcdefghijklmnopqrstuvwxyz%7B|%7D~%7F"
        );
        assert_eq!(
            encode_path("é€😀\u{80}"),
            "%C3%A9%E2%82%AC%F0%9F%98%80%C2%80"
        );
        assert_eq!(encode_path(""), "");
    }
}
