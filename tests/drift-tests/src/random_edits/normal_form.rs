//! A normal form of documents: if two documents have the same normal form, they differ only in words, order and names of
//! components.

use std::collections::{BTreeMap, BTreeSet};

use openapi_facts::json::Json;
use serde_json::Value;

/// The normal form of a document, without its extensions (`wire`) and with them (`extensions`).
#[derive(Clone, Debug, PartialEq)]
pub struct NormalForm {
    pub wire: Value,
    pub extensions: Value,
}

/// The meaning of the keys of an object.
#[derive(Clone, Copy, PartialEq)]
enum Keys {
    Keywords,
    Names,
    NamesOfNames,
    Data,
    /// Schemes of a requirement, whose values are scopes.
    Scopes,
}

const WORDS: [&str; 8] = [
    "description",
    "summary",
    "title",
    "example",
    "examples",
    "externalDocs",
    "tags",
    "operationId",
];
const NAMES: [&str; 14] = [
    "paths",
    "webhooks",
    "properties",
    "patternProperties",
    "responses",
    "content",
    "headers",
    "links",
    "encoding",
    "variables",
    "dependentSchemas",
    "$defs",
    "definitions",
    "securitySchemes",
];
const DATA: [&str; 7] = [
    "default",
    "enum",
    "const",
    "mapping",
    "required",
    "dependentRequired",
    "scopes",
];
const SETS: [&str; 9] = [
    "required",
    "enum",
    "type",
    "oneOf",
    "anyOf",
    "allOf",
    "parameters",
    "servers",
    "security",
];
/// Flags that state nothing if they are false.
const FLAGS: [&str; 9] = [
    "deprecated",
    "required",
    "nullable",
    "readOnly",
    "writeOnly",
    "uniqueItems",
    "allowEmptyValue",
    "allowReserved",
    "exclusiveMinimum",
];
/// Containers that state nothing if they are empty.
const EMPTY: [&str; 10] = [
    "required",
    "parameters",
    "properties",
    "allOf",
    "callbacks",
    "links",
    "headers",
    "servers",
    "content",
    "responses",
];

/// Keywords of a schema that have an effect only where a reference refers to them.
const UNSENT: [&str; 4] = ["$anchor", "$comment", "$defs", "definitions"];

/// Returns the normal form of a document.
pub fn normal_form(doc: &Json) -> NormalForm {
    let form = |keep_extensions| {
        let walk = Walk {
            doc,
            keep_extensions,
        };
        let mut form = serde_json::Map::new();
        for (key, value) in doc.entries() {
            if matches!(key, "paths" | "webhooks" | "servers" | "jsonSchemaDialect")
                || (!WORDS.contains(&key)
                    && !matches!(key, "openapi" | "info" | "components" | "security")
                    && (keep_extensions || !key.starts_with("x-")))
            {
                let keys = if NAMES.contains(&key) {
                    Keys::Names
                } else {
                    Keys::Keywords
                };
                form.insert(
                    key.to_owned(),
                    walk.value(key, value, keys, &mut Vec::new()),
                );
            }
        }
        let schemes = doc.at(&["components", "securitySchemes"]);
        let schemes: BTreeMap<&str, Value> = schemes
            .into_iter()
            .flat_map(Json::entries)
            .map(|(name, scheme)| {
                (
                    name,
                    walk.value("", scheme, Keys::Keywords, &mut Vec::new()),
                )
            })
            .collect();
        form.insert(
            "schemes".to_owned(),
            serde_json::to_value(schemes).unwrap_or_default(),
        );
        Value::Object(form)
    };
    NormalForm {
        wire: form(false),
        extensions: form(true),
    }
}

struct Walk<'a> {
    doc: &'a Json,
    keep_extensions: bool,
}

impl<'a> Walk<'a> {
    fn value(&self, name: &str, value: &'a Json, keys: Keys, open: &mut Vec<&'a str>) -> Value {
        match value {
            Json::Object(map) => {
                if keys == Keys::Keywords
                    && let Some(reference) = value.text("$ref")
                {
                    let mut siblings = map
                        .keys()
                        .filter(|key| *key != "$ref" && !WORDS.contains(&key.as_str()));
                    let has_no_siblings = siblings.next().is_none();
                    let above = open.iter().rposition(|open| *open == reference);
                    if has_no_siblings && let Some(at) = above {
                        return Value::String(format!("{} above", open.len() - at));
                    }
                    let target = reference
                        .strip_prefix('#')
                        .and_then(|pointer| self.doc.pointer(pointer));
                    if has_no_siblings && let Some(target) = target {
                        open.push(reference);
                        let resolved = self.value(name, target, keys, open);
                        open.pop();
                        return resolved;
                    }
                }
                let mut normal = serde_json::Map::new();
                for (key, child) in map {
                    let key = key.as_str();
                    if keys == Keys::Keywords && self.is_dropped(key, child, value) {
                        continue;
                    }
                    // The texts of scopes are words.
                    let below = match key {
                        "scopes" if keys == Keys::Keywords => {
                            let names: BTreeSet<&str> =
                                child.entries().map(|(name, _)| name).collect();
                            names.into_iter().map(Value::from).collect()
                        }
                        _ => self.value(key, child, below(keys, key), open),
                    };
                    normal.insert(key.to_owned(), below);
                }
                // An operation without its own security has that of the document.
                if keys == Keys::Keywords
                    && value.get("responses").is_some()
                    && value.get("security").is_none()
                    && let Some(security) = self.doc.get("security")
                {
                    let security = self.value("security", security, Keys::Scopes, open);
                    normal.insert("security".to_owned(), security);
                }
                if keys == Keys::Keywords && value.get("discriminator").is_some() {
                    self.add_selected(value, &mut normal, open);
                }
                Value::Object(normal)
            }
            Json::Array(items) => {
                let keys = if matches!(keys, Keys::Data | Keys::Scopes) {
                    keys
                } else {
                    Keys::Keywords
                };
                let mut items: Vec<Value> = items
                    .iter()
                    .map(|item| self.value("", item, keys, open))
                    .collect();
                if SETS.contains(&name) || keys == Keys::Scopes {
                    items.sort_by_key(Value::to_string);
                    if items.iter().all(Value::is_string) {
                        items.dedup();
                    }
                }
                Value::Array(items)
            }
            other => serde_json::to_value(other).unwrap_or_default(),
        }
    }

    fn is_dropped(&self, key: &str, child: &Json, holder: &Json) -> bool {
        let is_empty = child.as_object().is_some_and(|map| map.is_empty())
            || matches!(child, Json::Array(items) if items.is_empty());
        WORDS.contains(&key) && !(key == "operationId" && holder.get("responses").is_none())
            || (key.starts_with("x-") && !self.keep_extensions)
            || (FLAGS.contains(&key) && *child == Json::Bool(false))
            || (EMPTY.contains(&key) && is_empty)
            || UNSENT.contains(&key)
            || is_default_encoding(key, child, holder)
            || (key == "nullable" && permits_null(holder))
            || (key == "servers" && is_overridden(holder))
    }

    /// Adds the schemas that a discriminator selects.
    fn add_selected(
        &self,
        value: &'a Json,
        normal: &mut serde_json::Map<String, Value>,
        open: &mut Vec<&'a str>,
    ) {
        let mapping = value
            .at(&["discriminator", "mapping"])
            .into_iter()
            .flat_map(Json::entries);
        let mut selected = serde_json::Map::new();
        for (key, target) in mapping {
            let reference = target.as_str().unwrap_or_default();
            if let Some(schema) = reference
                .strip_prefix('#')
                .and_then(|pointer| self.doc.pointer(pointer))
                && !open.contains(&reference)
            {
                open.push(reference);
                selected.insert(key.to_owned(), self.value("", schema, Keys::Keywords, open));
                open.pop();
            }
        }
        // Without a mapping, the name of a component is the value on the wire.
        for keyword in ["oneOf", "anyOf"] {
            for alternative in value.list(keyword) {
                if let Some(reference) = alternative.text("$ref") {
                    let name = reference.rsplit('/').next().unwrap_or_default();
                    selected.insert(format!("{keyword} {name}"), Value::Null);
                }
            }
        }
        normal.insert("selected".to_owned(), Value::Object(selected));
    }
}

fn below(keys: Keys, key: &str) -> Keys {
    match keys {
        Keys::Data => Keys::Data,
        Keys::Scopes => Keys::Scopes,
        Keys::Keywords if key == "security" => Keys::Scopes,
        Keys::NamesOfNames => Keys::Names,
        Keys::Names => Keys::Keywords,
        Keys::Keywords if key == "callbacks" => Keys::NamesOfNames,
        Keys::Keywords if NAMES.contains(&key) => Keys::Names,
        Keys::Keywords if DATA.contains(&key) => Keys::Data,
        Keys::Keywords => Keys::Keywords,
    }
}

/// Whether a keyword of a parameter states the default.
fn is_default_encoding(key: &str, value: &Json, holder: &Json) -> bool {
    let Some(location) = holder.text("in") else {
        return false;
    };
    let default = if matches!(location, "query" | "cookie") {
        "form"
    } else {
        "simple"
    };
    let style = holder.text("style").unwrap_or(default);
    match key {
        "style" => style == default,
        "explode" => *value == Json::Bool(style == "form"),
        _ => false,
    }
}

/// Whether every operation of a path has its own servers.
fn is_overridden(path: &Json) -> bool {
    let operations = path
        .entries()
        .filter(|(_, value)| value.get("responses").is_some());
    let mut servers = operations
        .map(|(_, operation)| operation.list("servers"))
        .peekable();
    servers.peek().is_some() && servers.all(|servers| !servers.is_empty())
}

/// Whether the type of a schema, as OpenAPI 3.1 writes it, permits null.
fn permits_null(schema: &Json) -> bool {
    let is_null = |name: &Json| name.as_str() == Some("null");
    schema.get("type").is_some_and(is_null) || schema.list("type").iter().any(is_null)
}
