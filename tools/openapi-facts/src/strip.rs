//! Removes the prose of a document, and keeps the parts that have an effect on the wire.
//!
//! Of the keywords, only `KEPT_KEYWORDS` are kept, so that prose under an unknown or misspelt keyword is removed too.
//! Names that the vendor chose are kept, even if they equal a keyword, such as a field named `description`. The
//! examples of a parameter or a media type, and of the schema directly in it, keep their keys and the types of their
//! values, because `import` reads them. Their texts and numbers are replaced, except texts that are values of an enum.
//! All other examples are removed.

use std::collections::BTreeSet;

use crate::json::{Json, Map};

/// The replacement for texts in examples that are not values of an enum.
pub const PLACEHOLDER_TEXT: &str = "text";

/// The maximum length of a key in an example, in bytes. Longer keys and keys with whitespace are replaced.
const MAX_KEY_LEN: usize = 40;

/// The keywords that are kept. Their values are stripped recursively.
const KEPT_KEYWORDS: [&str; 112] = [
    "$anchor",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$ref",
    "additionalProperties",
    "allOf",
    "allowEmptyValue",
    "allowReserved",
    "anyOf",
    "attribute",
    "authorizationCode",
    "authorizationUrl",
    "bearerFormat",
    "callbacks",
    "clientCredentials",
    "components",
    "const",
    "contains",
    "content",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "contentType",
    "default",
    "delete",
    "dependentRequired",
    "dependentSchemas",
    "deprecated",
    "discriminator",
    "else",
    "encoding",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "explode",
    "flows",
    "format",
    "get",
    "head",
    "headers",
    "if",
    "implicit",
    "in",
    "items",
    "jsonSchemaDialect",
    "links",
    "mapping",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "name",
    "namespace",
    "not",
    "nullable",
    "oneOf",
    "openIdConnectUrl",
    "openapi",
    "operationId",
    "operationRef",
    "options",
    "parameters",
    "password",
    "patch",
    "pathItems",
    "paths",
    "pattern",
    "patternProperties",
    "post",
    "prefix",
    "prefixItems",
    "properties",
    "propertyName",
    "propertyNames",
    "put",
    "readOnly",
    "refreshUrl",
    "requestBodies",
    "requestBody",
    "required",
    "responses",
    "schema",
    "schemas",
    "scheme",
    "scopes",
    "security",
    "securitySchemes",
    "server",
    "servers",
    "style",
    "tags",
    "then",
    "tokenUrl",
    "trace",
    "type",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
    "url",
    "variables",
    "webhooks",
    "wrapped",
    "writeOnly",
];

/// The kind of an object, which determines the members that are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ObjectKind {
    /// An object whose keys are keywords.
    Plain,
    Components,
    /// Requires a description.
    Response,
    /// A parameter or a media type, which may have examples, and whose schema may have examples.
    WithExamples,
    /// The schema directly in a `WithExamples` object.
    RootSchema,
}

/// Returns the document without prose and without the texts of examples.
///
/// The result has the same facts and notes as the document, with two exceptions: notes on extensions and unknown
/// keywords are missing, and alternatives have no titles. The function is idempotent.
pub fn strip(doc: &Json) -> Json {
    let mut enum_values = BTreeSet::new();
    doc.walk("", &mut |_, value| {
        let texts = value.list("enum").iter().filter_map(Json::as_str);
        enum_values.extend(texts);
    });
    let stripper = Stripper { enum_values };
    let Json::Object(map) = doc else {
        return doc.clone();
    };
    let mut stripped = stripper.strip_object(map, ObjectKind::Plain);
    if let Some(info) = doc.get("info") {
        let version = info.text("version").unwrap_or_default();
        // OpenAPI requires both members.
        let info = [("title", ""), ("version", version)];
        let info = info.map(|(key, text)| (key.to_owned(), Json::from(text)));
        let at = map.keys().position(|key| key == "info").unwrap_or(0);
        let at = at.min(stripped.len());
        stripped.shift_insert(at, "info".to_owned(), Json::Object(info.into()));
    }
    Json::Object(stripped)
}

struct Stripper<'a> {
    /// The values of all enums.
    enum_values: BTreeSet<&'a str>,
}

impl Stripper<'_> {
    fn strip_value(&self, value: &Json, kind: ObjectKind) -> Json {
        match value {
            Json::Object(map) => Json::Object(self.strip_object(map, kind)),
            Json::Array(items) => Json::Array(
                items
                    .iter()
                    .map(|item| self.strip_value(item, kind))
                    .collect(),
            ),
            other => other.clone(),
        }
    }

    /// Strips an object that contains keywords.
    fn strip_object(&self, map: &Map, kind: ObjectKind) -> Map {
        let mut stripped = Map::new();
        for (key, value) in map {
            if let Some(value) = self.strip_member(key, value, kind) {
                stripped.insert(key.clone(), value);
            }
        }
        stripped
    }

    fn strip_member(&self, key: &str, value: &Json, kind: ObjectKind) -> Option<Json> {
        let has_examples = matches!(kind, ObjectKind::WithExamples | ObjectKind::RootSchema);
        match key {
            "description" if kind == ObjectKind::Response => return Some("".into()),
            "example" if has_examples => return Some(self.strip_example(value)),
            "examples" if kind == ObjectKind::WithExamples => {
                return self.strip_first_example(value);
            }
            _ if !KEPT_KEYWORDS.contains(&key) => return None,
            _ => {}
        }
        Some(match key {
            // These values are data, which may contain any key, so they are not stripped.
            "const" | "default" | "dependentRequired" | "enum" | "mapping" | "required"
            | "security" => value.clone(),
            "scopes" => map_values(value, &|_| "".into()),
            "callbacks" => map_values(value, &|callback| {
                let callback = without_extensions(callback);
                map_values(&callback, &|item| self.strip_value(item, ObjectKind::Plain))
            }),
            "paths" => map_values(&without_extensions(value), &|item| {
                self.strip_value(item, ObjectKind::Plain)
            }),
            "responses" if kind == ObjectKind::Components => {
                self.strip_members(value, ObjectKind::Response)
            }
            "responses" => self.strip_members(&without_extensions(value), ObjectKind::Response),
            "content" | "parameters" => self.strip_members(value, ObjectKind::WithExamples),
            "$defs" | "dependentSchemas" | "encoding" | "headers" | "links" | "pathItems"
            | "patternProperties" | "properties" | "requestBodies" | "schemas"
            | "securitySchemes" | "variables" | "webhooks" => {
                self.strip_members(value, ObjectKind::Plain)
            }
            "schema" if kind == ObjectKind::WithExamples => {
                self.strip_value(value, ObjectKind::RootSchema)
            }
            "components" => self.strip_value(value, ObjectKind::Components),
            _ => self.strip_value(value, ObjectKind::Plain),
        })
    }

    /// Strips a map with arbitrary names, or a list.
    fn strip_members(&self, value: &Json, kind: ObjectKind) -> Json {
        match value {
            Json::Object(_) => map_values(value, &|value| self.strip_value(value, kind)),
            _ => self.strip_value(value, kind),
        }
    }

    /// Strips the first of several examples, because `import` reads only the first example.
    fn strip_first_example(&self, examples: &Json) -> Option<Json> {
        let value = examples.entries().next()?.1.get("value")?;
        let example = Map::from([("value".to_owned(), self.strip_example(value))]);
        Some(Json::Object(Map::from([(
            PLACEHOLDER_TEXT.to_owned(),
            Json::Object(example),
        )])))
    }

    /// Returns an example with its texts and numbers replaced.
    fn strip_example(&self, value: &Json) -> Json {
        match value {
            Json::String(text) if text.is_empty() || self.enum_values.contains(text.as_str()) => {
                value.clone()
            }
            Json::String(_) => PLACEHOLDER_TEXT.into(),
            Json::Number(number) => {
                let is_integer = number.as_f64().is_some_and(|number| number.fract() == 0.0);
                let fraction = serde_json::Number::from_f64(1.5).filter(|_| !is_integer);
                Json::Number(fraction.unwrap_or_else(|| 1.into()))
            }
            Json::Array(items) => {
                Json::Array(items.iter().map(|item| self.strip_example(item)).collect())
            }
            Json::Object(map) => {
                let is_name =
                    |key: &str| key.len() <= MAX_KEY_LEN && !key.chars().any(char::is_whitespace);
                let entries = map.iter().map(|(key, value)| {
                    let key = if is_name(key) { key } else { PLACEHOLDER_TEXT };
                    (key.to_owned(), self.strip_example(value))
                });
                Json::Object(entries.collect())
            }
            Json::Null | Json::Bool(_) => value.clone(),
        }
    }
}

/// Applies `change` to the values of a map.
fn map_values(map: &Json, change: &dyn Fn(&Json) -> Json) -> Json {
    let entries = map.entries();
    Json::Object(
        entries
            .map(|(name, value)| (name.to_owned(), change(value)))
            .collect(),
    )
}

/// Removes extensions (`x-`) from a map whose names cannot start with `x-`.
fn without_extensions(map: &Json) -> Json {
    let entries = map.entries().filter(|(name, _)| !name.starts_with("x-"));
    Json::Object(
        entries
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect(),
    )
}
