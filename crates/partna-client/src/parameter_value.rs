//! The value of a parameter as text, independent of the place where it is sent.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::members::raw_members;

/// The value of a parameter, with every part as text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ParameterValue {
    /// Null, which is not sent.
    Absent,
    /// Text, a number or a boolean.
    Scalar(String),
    /// The elements of a list, without nulls.
    List(Vec<String>),
    /// The members of an object, without nulls.
    Members(Vec<(Cow<'static, str>, String)>),
}

impl ParameterValue {
    /// Returns the value; `None` if it cannot be serialized, or if it has a list or an object inside another list or object.
    ///
    /// The value is serialized as JSON first, so that a number has the same digits as in a body.
    pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> Option<Self> {
        let raw = to_raw_value(value).ok()?;
        let text = raw.get();
        let is_set = |raw: &&RawValue| raw.get() != "null";
        Some(if text == "null" {
            Self::Absent
        } else if text.starts_with('[') {
            let elements: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            let set = elements.into_iter().filter(is_set);
            Self::List(set.map(scalar).collect::<Option<_>>()?)
        } else if text.starts_with('{') {
            let members = raw_members(text)?.into_iter();
            let set = members.filter(|(_, value)| is_set(value));
            let texts = set.map(|(name, value)| Some((name.into(), scalar(value)?)));
            Self::Members(texts.collect::<Option<_>>()?)
        } else {
            Self::Scalar(scalar(&raw)?)
        })
    }
}

/// Returns the text of a scalar. A number keeps its digits; a plus sign in its exponent is removed.
pub(crate) fn scalar(raw: &RawValue) -> Option<String> {
    let text = raw.get();
    match text.bytes().next()? {
        b'[' | b'{' => None,
        b'"' => serde_json::from_str(text).ok(),
        // A plus sign is decoded as a blank in a query, and is optional in an exponent.
        _ => Some(text.replace("e+", "e")),
    }
}
