//! JSON values that keep the order of keys and reject duplicate keys.
//!
//! The crate `openapiv3` drops misspelt keywords, keys beside `$ref`, and all but the last of duplicate keys. Facts and
//! lint therefore use this type, which keeps every key. Numbers that are not 64-bit integers have the precision of
//! `f64`, which is sufficient for examples.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;

use anyhow::Context;
use indexmap::IndexMap;
use percent_encoding::percent_decode_str;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// An object with keys in document order.
pub type Map = IndexMap<String, Json>;

/// Any JSON value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Json {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    String(String),
    Array(Vec<Json>),
    Object(Map),
}

impl Json {
    /// Parses a document. Duplicate keys and nesting deeper than 128 levels are errors.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        Ok(serde_json::from_str(text)?)
    }

    /// Parses a file. Errors contain its path.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("{} is not a JSON document", path.display()))
    }

    /// Returns the document as text with two spaces of indentation, keys in order and a final newline.
    pub fn pretty(&self) -> anyhow::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// Converts the value to another deserializable type.
    pub fn convert<T: de::DeserializeOwned>(&self) -> anyhow::Result<T> {
        Ok(serde_json::from_str(&serde_json::to_string(self)?)?)
    }

    pub fn get(&self, key: &str) -> Option<&Json> {
        self.as_object()?.get(key)
    }

    /// Returns the text of a member, or `None` if the member is not a string.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }

    /// Returns the items of a member; empty if it is not an array.
    pub fn list(&self, key: &str) -> &[Json] {
        self.get(key).map_or(&[], Json::items)
    }

    /// Follows a path of keys.
    pub fn at(&self, keys: &[&str]) -> Option<&Json> {
        keys.iter().try_fold(self, |value, key| value.get(key))
    }

    /// Follows a JSON pointer such as `/components/schemas/Rate`.
    pub fn pointer(&self, pointer: &str) -> Option<&Json> {
        pointer.split('/').skip(1).try_fold(self, |value, token| {
            let token = token.replace("~1", "/").replace("~0", "~");
            match value {
                Json::Object(map) => map.get(&token),
                Json::Array(items) => items.get(token.parse::<usize>().ok()?),
                _ => None,
            }
        })
    }

    /// Follows a reference within this document, such as `#/components/schemas/Rate`. Returns `None` if the document
    /// does not contain the target.
    pub fn reference(&self, reference: &str) -> Option<&Json> {
        self.pointer(&reference_pointer(reference)?)
    }

    /// Follows a JSON pointer to a mutable value.
    pub fn pointer_mut(&mut self, pointer: &str) -> Option<&mut Json> {
        pointer.split('/').skip(1).try_fold(self, |value, token| {
            let token = token.replace("~1", "/").replace("~0", "~");
            match value {
                Json::Object(map) => map.get_mut(&token),
                Json::Array(items) => items.get_mut(token.parse::<usize>().ok()?),
                _ => None,
            }
        })
    }

    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Json::Object(map) => Some(map),
            _ => None,
        }
    }

    pub fn as_object_mut(&mut self) -> Option<&mut Map> {
        match self {
            Json::Object(map) => Some(map),
            _ => None,
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::String(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Json::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns the items of an array; empty for any other value.
    pub fn items(&self) -> &[Json] {
        match self {
            Json::Array(items) => items,
            _ => &[],
        }
    }

    /// Returns the entries of an object; empty for any other value.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.as_object()
            .into_iter()
            .flat_map(|map| map.iter().map(|(key, value)| (key.as_str(), value)))
    }

    /// Calls `visit` with this value and every value below it, each with its JSON pointer.
    pub fn walk<'a>(&'a self, pointer: &str, visit: &mut dyn FnMut(&str, &'a Json)) {
        visit(pointer, self);
        match self {
            Json::Object(map) => {
                for (key, value) in map {
                    value.walk(&join(pointer, key), visit);
                }
            }
            Json::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    value.walk(&format!("{pointer}/{index}"), visit);
                }
            }
            _ => {}
        }
    }
}

/// Appends a key to a JSON pointer.
pub fn join(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Returns the JSON pointer in a reference within a document: its fragment, percent-decoded (RFC 6901, section 6).
///
/// Returns `None` for a reference outside the document, and for a fragment that is not a pointer, such as the name of an
/// anchor.
///
/// # Examples
///
/// ```
/// use openapi_facts::json::reference_pointer;
///
/// let pointer = reference_pointer("#/paths/~1users~1%7Bid%7D/get");
/// assert_eq!(pointer.as_deref(), Some("/paths/~1users~1{id}/get"));
/// assert_eq!(reference_pointer("other.json#/Rate"), None);
/// ```
pub fn reference_pointer(reference: &str) -> Option<Cow<'_, str>> {
    let fragment = reference.strip_prefix('#')?;
    let pointer = percent_decode_str(fragment).decode_utf8().ok()?;
    pointer.starts_with('/').then_some(pointer)
}

/// Returns the reference to a JSON pointer. Only `%` is encoded, so that all references to a target have the same text.
pub fn pointer_reference(pointer: &str) -> String {
    format!("#{}", pointer.replace('%', "%25"))
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json::String(text.to_owned())
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Json, E> {
        serde_json::Number::from_f64(value)
            .map(Json::Number)
            .ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Json, E> {
        Ok(Json::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut map = Map::new();
        while let Some((key, value)) = access.next_entry::<String, Json>()? {
            if map.contains_key(&key) {
                return Err(de::Error::custom(format!("duplicate key `{key}`")));
            }
            map.insert(key, value);
        }
        Ok(Json::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_order_and_text_round_trips() {
        let text = "{\n  \"b\": 1,\n  \"a\": [\n    0.000597221725,\n    null\n  ]\n}\n";
        assert_eq!(Json::parse(text).unwrap().pretty().unwrap(), text);
    }

    #[test]
    fn rejects_duplicate_key_by_name() {
        let error = Json::parse(r#"{"paths": {"/a": 1, "/a": 2}}"#).unwrap_err();
        assert!(error.to_string().contains("duplicate key `/a`"), "{error}");
    }

    #[test]
    fn truncated_document_error_has_a_position() {
        let error = Json::parse(r#"{"paths": {"#).unwrap_err();
        assert!(error.to_string().contains("line 1"), "{error}");
    }

    #[test]
    fn unescapes_pointers() {
        let doc = Json::parse(r#"{"paths": {"/a~b": [7]}}"#).unwrap();
        assert!(doc.pointer("/paths/~1a~0b/0").is_some());
        assert_eq!(join("/paths", "/a~b"), "/paths/~1a~0b");
    }

    #[test]
    fn decodes_percent_signs_of_references_before_tildes() {
        let doc = Json::parse(r#"{"a b": {"/": 1, "~1": 2, "%41": 3, "50%": 4, "é": 5}}"#).unwrap();
        for (reference, expected) in [
            ("#/a%20b/~1", Some(1)),
            ("#/a b/%7e1", Some(1)),
            ("#/a%20b/~01", Some(2)),
            ("#/a%20b/%7E01", Some(2)),
            ("#/a%20b%2F~1", Some(1)),
            ("#/a b/%2541", Some(3)),
            ("#/a b/%41", None),
            ("#/a b/50%", Some(4)),
            ("#/a b/50%25", Some(4)),
            ("#/a b/%C3%A9", Some(5)),
            ("#/a b/%ff", None),
            ("#a b", None),
            ("#", None),
            ("/a b/50%", None),
            ("x#/a b/50%", None),
        ] {
            let value = doc.reference(reference);
            assert_eq!(
                value,
                expected.map(|it: u64| Json::Number(it.into())).as_ref(),
                "{reference}"
            );
            if let Some(pointer) = reference_pointer(reference) {
                assert_eq!(
                    reference_pointer(&pointer_reference(&pointer)),
                    Some(pointer)
                );
            }
        }
    }
}
