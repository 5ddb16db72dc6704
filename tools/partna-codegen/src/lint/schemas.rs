//! Rules about schemas that progenitor would convert incorrectly, merge or ignore.

use std::collections::{BTreeMap, BTreeSet};

use openapi_facts::json::{Json, Map, join};
use openapi_facts::schema::resolve;

use super::Finding;
use crate::document::reachable;
use crate::extensions;
use crate::extensions::UNTYPED;

/// The supported keywords. openapiv3 silently drops all other keywords.
const KEYWORDS: [&str; 22] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "description",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "multipleOf",
    "nullable",
    "pattern",
    "properties",
    "required",
    "type",
    "uniqueItems",
];

/// The supported extensions. They configure open enums, and mark untyped values.
const EXTENSIONS: [&str; 4] = [
    UNTYPED,
    extensions::NAMES,
    extensions::RUST,
    extensions::VALUES,
];

/// The types and formats for which there is a Rust type.
const FORMATS: [(&str, &str); 5] = [
    ("number", "decimal"),
    ("string", "decimal"),
    ("string", "password"),
    ("integer", "unix-seconds"),
    ("integer", "unix-millis"),
];

/// The only place that may have a value of any type without a mark.
const ANY: &str = "/components/schemas/ApiError/properties/data";

pub fn check(doc: &Json, findings: &mut Vec<Finding>) {
    let schemas = doc.at(&["components", "schemas"]);
    let in_responses = reachable(doc, "responses");
    let used: BTreeSet<String> = reachable(doc, "requestBody")
        .union(&in_responses)
        .cloned()
        .chain(reachable(doc, "parameters"))
        .collect();
    for (name, schema) in schemas.into_iter().flat_map(Json::entries) {
        let pointer = join("/components/schemas", name);
        let mut checker = SchemaChecker {
            doc,
            findings,
            is_response: in_responses.contains(name),
        };
        checker.check_schema(&pointer, schema, true);
        checker.check_component(&pointer, name, schema);
        if !used.contains(name) {
            findings.push(Finding::new(
                &pointer,
                "no operation uses this component",
                "use it or delete it",
            ));
        }
    }
}

/// Checks a schema outside `components`: the schema of a parameter or a body.
pub fn check_inline(doc: &Json, pointer: &str, schema: &Json, findings: &mut Vec<Finding>) {
    let mut checker = SchemaChecker {
        doc,
        findings,
        is_response: false,
    };
    checker.check_schema(pointer, schema, false);
}

struct SchemaChecker<'a> {
    doc: &'a Json,
    findings: &'a mut Vec<Finding>,
    is_response: bool,
}

impl SchemaChecker<'_> {
    fn find(&mut self, pointer: &str, problem: impl Into<String>, fix: impl Into<String>) {
        self.findings.push(Finding::new(pointer, problem, fix));
    }

    /// Checks a schema and its inline schemas. `named` is true for a component.
    fn check_schema(&mut self, pointer: &str, schema: &Json, named: bool) {
        let Some(map) = schema.as_object() else {
            if *schema != Json::Bool(true) || !pointer.ends_with("/additionalProperties") {
                self.find(
                    pointer,
                    "a schema must be an object",
                    "write the schema as an object",
                );
            }
            return;
        };
        self.check_keywords(pointer, map);
        if map.contains_key("$ref") {
            self.check_reference(pointer, schema, map);
            return;
        }
        if let Some(parts) = map.get("allOf") {
            self.check_all_of(pointer, map, parts);
            return;
        }
        self.check_types(pointer, map, named);
        for (name, property) in map.get("properties").into_iter().flat_map(Json::entries) {
            self.check_schema(&join(&join(pointer, "properties"), name), property, false);
        }
        for key in ["items", "additionalProperties"] {
            if let Some(inner) = map.get(key) {
                self.check_schema(&join(pointer, key), inner, false);
            }
        }
        self.check_properties(pointer, map);
    }

    fn check_keywords(&mut self, pointer: &str, map: &Map) {
        for key in map.keys() {
            if !KEYWORDS.contains(&key.as_str()) && !EXTENSIONS.contains(&key.as_str()) {
                self.find(
                    &join(pointer, key),
                    format!("`{key}` is not a keyword that these bindings support, and would be dropped silently"),
                    "correct the spelling, or add support to lint, lowering and facts",
                );
            }
        }
    }

    fn check_reference(&mut self, pointer: &str, schema: &Json, map: &Map) {
        if map.len() > 1 {
            self.find(
                pointer,
                "keys beside a `$ref` are ignored",
                "write `allOf: [{$ref}]` with the description beside it",
            );
        }
        if let Err(error) = resolve(self.doc, schema) {
            self.find(pointer, error.to_string(), "correct the reference");
        }
    }

    fn check_all_of(&mut self, pointer: &str, map: &Map, parts: &Json) {
        let one_reference = matches!(parts.items(), [only] if only.get("$ref").is_some());
        if !one_reference || map.keys().any(|key| key != "allOf" && key != "description") {
            self.find(
                pointer,
                "`allOf` is only supported to describe one `$ref`; a merge would generate a type named after this place",
                "put all properties into one named component",
            );
        }
        for (index, part) in parts.items().iter().enumerate() {
            self.check_schema(&format!("{pointer}/allOf/{index}"), part, false);
        }
    }

    fn check_types(&mut self, pointer: &str, map: &Map, named: bool) {
        let text = |key: &str| map.get(key).and_then(Json::as_str);
        let Some(kind) = text("type") else {
            if pointer != ANY && !map.contains_key(UNTYPED) {
                self.find(
                    pointer,
                    "no type: a caller would get untyped JSON",
                    "state the type",
                );
            }
            return;
        };
        let known = text("format").is_none_or(|format| FORMATS.contains(&(kind, format)));
        if !known {
            self.find(
                &join(pointer, "format"),
                "a format without a Rust type",
                "use one of decimal, password, unix-seconds, unix-millis",
            );
        }
        if kind == "number" && text("format").is_none() {
            self.find(
                pointer,
                "a bare number becomes f64, which is not exact",
                "add `format: decimal`, or make it an integer",
            );
        }
        let is_struct = map.contains_key("properties");
        let is_enum = map.contains_key("enum") || map.contains_key(extensions::VALUES);
        if !named && (is_struct || is_enum) {
            self.find(pointer, "an object or an enum is written in place, so equal schemas elsewhere would share its type and its arbitrary name", "move the schema to `components`, and refer to it");
        }
        if kind == "object" && !is_struct && !map.contains_key("additionalProperties") {
            self.find(
                pointer,
                "an object without properties becomes untyped JSON",
                "declare `properties` or `additionalProperties`",
            );
        }
        if kind == "array" && !map.contains_key("items") {
            self.find(
                pointer,
                "an array without an element type",
                "declare `items`",
            );
        }
        if map
            .get("additionalProperties")
            .is_some_and(|values| *values == Json::Bool(false))
        {
            self.find(
                pointer,
                "unknown fields would be rejected; the vendor adds fields without notice",
                "remove `additionalProperties`",
            );
        }
        if self.is_response && map.contains_key("enum") {
            self.find(
                pointer,
                "an enum in a response would reject other values",
                "use `x-partna-values` for the values that have been seen",
            );
        }
    }

    fn check_component(&mut self, pointer: &str, name: &str, schema: &Json) {
        if !name.starts_with(|c: char| c.is_ascii_uppercase())
            || !name.chars().all(|c| c.is_ascii_alphanumeric())
        {
            self.find(
                pointer,
                "the name of a component becomes the name of a Rust type, which must be in UpperCamelCase",
                "rename the component, such as `RateResponse`",
            );
        }
        let capitals: Vec<bool> = name.chars().map(char::is_uppercase).collect();
        if capitals.windows(2).any(|pair| pair == [true, true]) {
            self.find(
                pointer,
                "progenitor would rename it: it treats two consecutive capitals as one word",
                "write abbreviations as words, `ApiKey`",
            );
        }
        if schema.get("description").is_none() {
            self.find(
                pointer,
                "no description: the type would have no documentation",
                "write a description",
            );
        }
        let is_enum = schema.get("enum").is_some() || schema.get(extensions::VALUES).is_some();
        if is_enum != schema.get(extensions::RUST).is_some() {
            self.find(
                pointer,
                "an enum has no `x-partna-rust`, or a schema that is not an enum has one",
                "add the key with the Rust type that all enums of this subject share, or remove the key",
            );
        }
    }

    /// Finds required names without a property, and names that conflict in Rust.
    fn check_properties(&mut self, pointer: &str, map: &Map) {
        let Some(properties) = map.get("properties").and_then(Json::as_object) else {
            return;
        };
        for name in map
            .get("required")
            .map_or(&[][..], Json::items)
            .iter()
            .filter_map(Json::as_str)
        {
            if !properties.contains_key(name) {
                self.find(
                    &join(pointer, "required"),
                    format!("`{name}` is required and is not a property"),
                    "declare the property, or remove it from `required`",
                );
            }
        }
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        if map.contains_key("additionalProperties") {
            seen.insert("extra".to_owned(), "extra");
        }
        for (name, property) in properties {
            if property.get("description").is_none() {
                let place = join(&join(pointer, "properties"), name);
                self.find(
                    &place,
                    "no description: the field would have no documentation",
                    "write a description, with the unit",
                );
            }
            let rust = name.replace(['_', '-'], "").to_lowercase();
            if rust.is_empty() {
                self.find(
                    pointer,
                    format!("`{name}` cannot be converted into a Rust name"),
                    "remove it, and declare a deviation in deviations.toml",
                );
            } else if let Some(other) = seen.insert(rust, name) {
                self.find(
                    pointer,
                    format!("`{name}` and `{other}` have the same name in Rust"),
                    "remove one of them, so that it is kept among the unknown fields",
                );
            }
        }
    }
}
