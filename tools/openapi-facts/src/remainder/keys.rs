//! The meaning of the keys of an object.

use std::borrow::Cow;

use crate::json::Json;
use crate::media_type::media_type;

/// The meaning of the keys of an object.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    Keywords,
    /// Names of any text, whose values have keywords.
    Names,
    /// Names of media types, whose values have keywords.
    MediaTypes,
    /// Names of headers, whose values have keywords.
    Headers,
    /// Names, or extensions if they begin with `x-`.
    NamesOrExtensions,
    /// Names of callbacks, whose values have names as keys.
    Callbacks,
    /// Names of links, whose values have keywords.
    Links,
    LinkKeywords,
    /// Keys inside data, such as a default.
    Data,
}

impl Keys {
    /// Returns the meaning of the keys inside a member.
    pub fn below(self, key: &str) -> Self {
        match (self, key) {
            (Keys::Data, _) => Keys::Data,
            (Keys::Names | Keys::MediaTypes | Keys::Headers | Keys::NamesOrExtensions, _) => {
                Keys::Keywords
            }
            (Keys::Callbacks, _) => Keys::NamesOrExtensions,
            (Keys::Links, _) => Keys::LinkKeywords,
            (Keys::LinkKeywords, "server") => Keys::Keywords,
            (Keys::LinkKeywords, _) => Keys::Data,
            (Keys::Keywords, "callbacks") => Keys::Callbacks,
            (Keys::Keywords, "paths" | "responses") => Keys::NamesOrExtensions,
            (Keys::Keywords, "links") => Keys::Links,
            (Keys::Keywords, "content") => Keys::MediaTypes,
            (Keys::Keywords, "headers") => Keys::Headers,
            (
                Keys::Keywords,
                "const" | "default" | "dependentRequired" | "enum" | "mapping" | "required"
                | "scopes" | "security",
            ) => Keys::Data,
            (
                Keys::Keywords,
                "dependentSchemas" | "encoding" | "pathItems" | "patternProperties" | "properties"
                | "requestBodies" | "schemas" | "securitySchemes" | "variables" | "webhooks",
            ) => Keys::Names,
            (Keys::Keywords, _) => Keys::Keywords,
        }
    }

    pub fn are_keywords(self) -> bool {
        matches!(self, Keys::Keywords | Keys::LinkKeywords)
    }

    /// Returns a key in the form in which keys are compared.
    pub fn canonical(self, key: &str) -> Cow<'_, str> {
        match self {
            Keys::MediaTypes => media_type(key).into(),
            Keys::Headers => key.to_lowercase().into(),
            _ => key.into(),
        }
    }

    /// Whether a member of an object with keywords has no effect on the wire.
    pub fn is_without_effect(self, key: &str, value: &Json) -> bool {
        self.are_keywords()
            && (WORDS.contains(&key)
                || UNSENT.contains(&key)
                || (EMPTY_BY_DEFAULT.contains(&key) && is_empty(value))
                || (FALSE_BY_DEFAULT.contains(&key) && *value == Json::Bool(false)))
    }
}

/// Keywords without an effect on the wire: prose, examples and names.
pub(crate) const WORDS: [&str; 8] = [
    "description",
    "example",
    "examples",
    "externalDocs",
    "operationId",
    "summary",
    "tags",
    "title",
];

/// Keywords of a schema without a direct effect. A value inside them has an effect only if a reference leads to it.
pub(crate) const UNSENT: [&str; 4] = ["$anchor", "$comment", "$defs", "definitions"];

/// Flags whose default is false.
const FALSE_BY_DEFAULT: [&str; 10] = [
    "allowEmptyValue",
    "allowReserved",
    "deprecated",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "nullable",
    "readOnly",
    "required",
    "uniqueItems",
    "writeOnly",
];

/// Lists and objects that have no meaning if they are empty.
const EMPTY_BY_DEFAULT: [&str; 11] = [
    "allOf",
    "callbacks",
    "encoding",
    "headers",
    "links",
    "parameters",
    "properties",
    "required",
    "servers",
    "variables",
    "webhooks",
];

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Array(items) => items.is_empty(),
        value => value.as_object().is_some_and(|map| map.is_empty()),
    }
}

/// Keywords whose list has no order.
pub(super) const SETS: [&str; 9] = [
    "allOf",
    "anyOf",
    "enum",
    "oneOf",
    "parameters",
    "required",
    "security",
    "servers",
    "type",
];
