//! Whether a 2xx response is a success: what it says against itself, and, for a write, what shows that it was accepted.
//!
//! Only the envelope counts, which is the top level of the body: an odd field inside `data` decides nothing. The one value
//! inside `data` that does is the caller's reference.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::kind::pinned;
use crate::wording::{is_failure_word, is_refusal, normal_form};
use crate::{Answer, Operation};

/// The statuses that an accepted write has. A 204, 205 or 206 shows nothing of what the API did, and no other 2xx is documented.
const ACCEPTED: [u16; 3] = [200, 201, 202];

/// What a response says against its own status.
#[derive(Debug, Default)]
pub(crate) struct Contradiction {
    /// The status that the body states.
    pub(crate) status: Option<u16>,
    /// The API's text.
    pub(crate) text: Option<String>,
}

/// Why a 2xx does not show that a write was accepted.
#[derive(Debug)]
pub(crate) enum Doubt {
    /// It says so itself.
    Contradicted(Contradiction),
    /// It does not say what it should, with the reason.
    Unproven(&'static str),
}

/// The members at the top level of a JSON object.
type Members = Vec<(String, Value)>;

/// What a response says against its own status; none for anything but an object.
pub(crate) fn contradiction(response: &Answer) -> Option<Contradiction> {
    let members = members(response.body(), false);
    let found = members.as_deref().and_then(contradiction_among);
    found.or_else(|| pinned_contradiction(response))
}

/// An error that the body had before it was redacted or shortened.
fn pinned_contradiction(response: &Answer) -> Option<Contradiction> {
    let is_error = pinned(response).is_some_and(|pinned| pinned.is_error);
    is_error.then(Contradiction::default)
}

/// Checks that a 2xx response shows that a write was accepted. `reference` is the caller's own, if one was sent.
pub(crate) fn check_accepted(
    operation: Option<&Operation>,
    reference: Option<&str>,
    response: &Answer,
) -> Result<(), Doubt> {
    let body = response.body();
    let members = members(body, true);
    // First: an error in the body of a 206 is more than the 206.
    let found = members.as_deref().and_then(contradiction_among);
    if let Some(contradiction) = found.or_else(|| pinned_contradiction(response)) {
        return Err(Doubt::Contradicted(contradiction));
    }
    if !ACCEPTED.contains(&response.status().as_u16()) {
        return Err(Doubt::Unproven("its status is not 200, 201 or 202"));
    }
    let documented = operation.map_or(&[][..], |operation| operation.success_members);
    let Some(members) = members else {
        return match serde_json::from_slice::<Value>(body) {
            Ok(value) if documented.is_empty() && !is_empty(&value) => Ok(()),
            Ok(_) => Err(Doubt::Unproven("its body says nothing")),
            Err(_) if body.trim_ascii().is_empty() => Err(Doubt::Unproven("its body is empty")),
            Err(_) => Err(Doubt::Unproven("its body is not complete JSON")),
        };
    };
    let is_said = |(name, value): &(String, Value)| {
        !value.is_null() && (documented.is_empty() || documented.contains(&name.as_str()))
    };
    if !members.iter().any(is_said) {
        return Err(Doubt::Unproven("it has no member of a documented success"));
    }
    let field = operation.and_then(|operation| operation.reference);
    if let (Some(field), Some(reference)) = (field, reference)
        && has_other_reference(&members, field.field, reference)
    {
        return Err(Doubt::Unproven("it has another reference"));
    }
    Ok(())
}

fn contradiction_among(members: &[(String, Value)]) -> Option<Contradiction> {
    let mut contradicted = false;
    let (mut status, mut known, mut error, mut message) = (None, None, None, None);
    for (name, value) in members {
        match normal_form(name).as_str() {
            "error" | "errors" if !is_empty(value) => {
                contradicted = true;
                error = error.or_else(|| text_of(value));
            }
            "success" if is_failure(value) || value.as_f64() == Some(0.0) => contradicted = true,
            "status" if is_failure(value) => contradicted = true,
            // Some servers repeat the HTTP status under this name.
            "status" | "statuscode" => {
                if let Some(stated) = error_status(value) {
                    contradicted = true;
                    status = status.or(Some(stated));
                }
            }
            "message" | "messagge" | "msg" => {
                if let Some(text) = value.as_str() {
                    if is_refusal(text) {
                        contradicted = true;
                        known = known.or(Some(text));
                    } else if is_failure_word(text) {
                        contradicted = true;
                    }
                    message = message.or(Some(text));
                }
            }
            _ => {}
        }
    }
    contradicted.then(|| Contradiction {
        status,
        // A message that is known says more than `"error": "Bad Request"` beside it.
        text: known.or(error).or(message).map(str::to_owned),
    })
}

/// Whether a value stands for an error that did not happen.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn is_failure(value: &Value) -> bool {
    *value == Value::Bool(false) || value.as_str().is_some_and(is_failure_word)
}

/// A status of 400 or more, as a number or as its digits.
fn error_status(value: &Value) -> Option<u16> {
    let stated = value
        .as_f64()
        .or_else(|| value.as_str()?.trim().parse().ok())?;
    // What is no status at all counts as well, and stands for the highest one.
    let stated = (stated >= 400.0).then(|| stated.min(999.0))?;
    format!("{stated:.0}").parse().ok()
}

/// The text of an error: itself, its `message`, or that of the first of several.
fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Object(members) => members.get("message")?.as_str(),
        Value::Array(items) => match items.first()? {
            Value::Array(_) => None,
            first => text_of(first),
        },
        _ => None,
    }
}

/// Whether the field of the reference, at the top level or in `data`, has another value than ours. A missing one does not count.
fn has_other_reference(members: &[(String, Value)], field: &str, ours: &str) -> bool {
    let inside = members.iter().filter(|(name, _)| name == "data");
    let inside = inside.filter_map(|(_, data)| data.as_object()).flatten();
    let mut all = members.iter().map(|(name, value)| (name, value));
    let field = normal_form(field);
    let is_other = |(name, value): (&String, &Value)| {
        normal_form(name) == field
            && match value {
                Value::String(text) => !text.is_empty() && text != ours,
                Value::Number(number) => number.to_string() != ours,
                _ => false,
            }
    };
    all.any(is_other) || inside.into_iter().any(is_other)
}

/// The members at the top level, `data` among them only if it is wanted: that of a read may be large. None for anything but
/// one complete JSON object.
fn members(body: &[u8], with_data: bool) -> Option<Members> {
    if !body.trim_ascii_start().starts_with(b"{") {
        return None;
    }
    let mut json = serde_json::Deserializer::from_slice(body);
    let members = Envelope { with_data }.deserialize(&mut json).ok()?;
    json.end().ok()?;
    Some(members)
}

/// Reads an object member by member, so that a name which stands there twice is seen twice.
struct Envelope {
    with_data: bool,
}

impl<'de> DeserializeSeed<'de> for Envelope {
    type Value = Members;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Members, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Envelope {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Members::new();
        while let Some(name) = map.next_key::<String>()? {
            if name == "data" && !self.with_data {
                map.next_value::<IgnoredAny>()?;
            } else {
                members.push((name, map.next_value()?));
            }
        }
        Ok(members)
    }
}
