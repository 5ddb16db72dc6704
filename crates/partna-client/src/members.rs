//! The members of a JSON object, with their raw values.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::json_text::{value, without_bom};
use crate::wording::normal_form;

/// The members at the top level of a JSON object.
pub(crate) type Members = Vec<(String, Value)>;

/// Returns the members at the top level. `data` may be large, so it is included only if `with_data` is true. `None` unless the
/// body is one complete JSON object.
pub(crate) fn members(body: &[u8], with_data: bool) -> Option<Members> {
    let text = String::from_utf8_lossy(without_bom(body));
    let members = raw_members(&text)?.into_iter();
    let members = members.filter(|(name, _)| with_data || normal_form(name) != "data");
    Some(members.map(|(name, raw)| (name, value(raw))).collect())
}

/// Returns the texts of a member, at the top level of a body and in its `data`. A number is returned as the digits that were
/// sent.
pub(crate) fn texts_of_member(body: &[u8], name: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(without_bom(body));
    let name = normal_form(name);
    let mut texts = Vec::new();
    let mut collect = |members: &[(String, &RawValue)]| {
        for (_, raw) in members.iter().filter(|(key, _)| normal_form(key) == name) {
            match value(raw) {
                Value::String(text) => texts.push(text),
                Value::Number(_) => texts.push(raw.get().to_owned()),
                _ => {}
            }
        }
    };
    let members = raw_members(&text).unwrap_or_default();
    collect(&members);
    for (_, data) in members.iter().filter(|(key, _)| normal_form(key) == "data") {
        collect(&raw_members(data.get()).unwrap_or_default());
    }
    texts
}

/// Returns whether a body has the member `data`, with any value. Stops parsing at that member.
pub(crate) fn body_has_data(body: &[u8]) -> bool {
    let mut json = serde_json::Deserializer::from_slice(without_bom(body));
    let mut found = false;
    // The result is ignored. It is an error if parsing stopped at `data`, and if the body is not an object.
    let _ = FindData(&mut found).deserialize(&mut json);
    found
}

/// Sets the flag if an object has the member `data`.
struct FindData<'a>(&'a mut bool);

impl<'de> DeserializeSeed<'de> for FindData<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FindData<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key_seed(Name)? {
            if name == "data" {
                *self.0 = true;
                return Ok(());
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// Returns the members of a JSON object in order, each value as its text. `None` unless the text is one complete JSON object.
pub(crate) fn raw_members(text: &str) -> Option<Vec<(String, &RawValue)>> {
    if !text.trim_ascii_start().starts_with('{') {
        return None;
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let members = Entries.deserialize(&mut json).ok()?;
    json.end().ok()?;
    Some(members)
}

/// Reads an object member by member, so that repeated names are kept.
struct Entries;

impl<'de> DeserializeSeed<'de> for Entries {
    type Value = Vec<(String, &'de RawValue)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(name) = map.next_key_seed(Name)? {
            members.push((name, map.next_value()?));
        }
        Ok(members)
    }
}

/// Reads the name of a member. Unpaired surrogates are replaced by U+FFFD.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        // serde_json rejects unpaired surrogates in strings, but not in bytes.
        deserializer.deserialize_bytes(self)
    }
}

impl Visitor<'_> for Name {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}
