//! Converts `partna.json`, in memory, to a document that progenitor supports.
//!
//! progenitor cannot process some facts in `partna.json`. For example, it panics if an operation has two types of
//! success responses, and generates unreachable match arms for a status that a range covers. Other facts must not
//! become checks in the client: validations of responses are removed, because the client accepts responses that differ
//! from the document.

use anyhow::Context;
use openapi_facts::json::{Json, Map};
use openapi_facts::sanitize::prose;

use crate::adopt::object;
use crate::document::reachable;
use crate::media::{self, MediaKind};
use crate::parameters::{self, Parameter};

use super::request;

/// Keywords that restrict a value.
const VALIDATIONS: [&str; 11] = [
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
];

/// Keywords whose text becomes a doc comment.
const PROSE_KEYS: [&str; 4] = ["description", "summary", "title", "version"];

/// Returns the document in the form that progenitor supports.
pub fn lower(doc: &Json) -> anyhow::Result<Json> {
    let mut lowered = doc.clone();
    sanitize_prose(&mut lowered);
    let in_responses = reachable(doc, "responses");
    let schemas = lowered
        .pointer_mut("/components/schemas")
        .and_then(Json::as_object_mut)
        .context("the document has no `components.schemas`")?;
    for (name, schema) in schemas {
        strip_validations(schema, in_responses.contains(name.as_str()));
        open_extension_map(schema);
        strip_examples(schema);
    }
    let paths = lowered
        .pointer_mut("/paths")
        .and_then(Json::as_object_mut)
        .context("the document has no `paths`")?;
    *paths = lower_paths(doc, paths);
    Ok(lowered)
}

/// The methods, in the order in which openapiv3 lists the operations of a path. The second method replaces the first
/// one in the document for progenitor, which does not support all methods. `request.rs` generates code with the first
/// one.
const METHODS: [(&str, &str); 8] = [
    ("get", "get"),
    ("put", "put"),
    ("post", "post"),
    ("delete", "delete"),
    ("options", "get"),
    ("head", "get"),
    ("patch", "patch"),
    ("trace", "get"),
];

/// Returns a separate path for each operation. The path consists of the operation id and the path parameters, under the
/// names of their setters. `request.rs` generates the real URL, so progenitor does not need the original paths and
/// names.
fn lower_paths(doc: &Json, paths: &Map) -> Map {
    let mut lowered = Map::new();
    for (path, item) in paths {
        for (method, seen) in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let names: Vec<String> = request::path_parameters(path, &parameters::of(operation))
                .iter()
                .filter(|parameter| parameter.location == "path")
                .map(|parameter| format!("/{{{}}}", parameter.setter))
                .collect();
            let id = operation.text("operationId").unwrap_or_default();
            let mut operation = operation.clone();
            lower_operation(doc, &mut operation);
            let mut item = Map::new();
            item.insert(seen.to_owned(), operation);
            lowered.insert(format!("/{id}{}", names.concat()), Json::Object(item));
        }
    }
    lowered
}

/// Sanitizes all texts that progenitor copies into doc comments.
fn sanitize_prose(value: &mut Json) {
    match value {
        Json::Object(map) => {
            for (key, value) in map {
                match value {
                    Json::String(text) if PROSE_KEYS.contains(&key.as_str()) => *text = prose(text),
                    value => sanitize_prose(value),
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(sanitize_prose),
        _ => {}
    }
}

fn lower_operation(doc: &Json, operation: &mut Json) {
    let lowered = parameters::of(operation);
    let lowered: Vec<Json> = lowered
        .iter()
        .map(|parameter| lower_parameter(doc, parameter))
        .collect();
    let Some(operation) = operation.as_object_mut() else {
        return;
    };
    if let Some(parameters) = operation.get_mut("parameters") {
        *parameters = Json::Array(lowered);
        strip_validations(parameters, true);
    }
    if let Some(body) = operation.get_mut("requestBody") {
        lower_content(body, true);
    }
    if let Some(Json::Object(responses)) = operation.get_mut("responses") {
        *responses = lower_responses(responses);
    }
}

/// Converts a parameter to a path or query parameter with the name of its setter. The setter does not depend on the
/// original location.
fn lower_parameter(doc: &Json, parameter: &Parameter<'_>) -> Json {
    let location = match parameter.location {
        "path" => "path",
        _ => "query",
    };
    let mut lowered = Map::new();
    lowered.insert("name".into(), parameter.setter.as_str().into());
    lowered.insert("in".into(), location.into());
    if let Some(text) = parameter.description {
        lowered.insert("description".into(), text.into());
    }
    if parameter.required {
        lowered.insert("required".into(), Json::Bool(true));
    }
    let schema = parameter.schema.clone();
    // progenitor does not support a parameter that is an object with fields. A list of this object is used instead, and
    // `shape.rs` replaces the list with the object.
    let schema = match request::has_fields(doc, &schema) {
        true => object([("type", "array".into()), ("items", schema)]),
        false => schema,
    };
    lowered.insert("schema".into(), schema);
    Json::Object(lowered)
}

/// Replaces the media type of a body with a media type that progenitor supports. `request.rs` and `send.rs` generate
/// code for the original media type.
fn lower_content(holder: &mut Json, is_request: bool) {
    let Some((media_type, content)) = media::of(holder) else {
        return;
    };
    let (seen, content) = match (media::kind(media_type), is_request) {
        (Some(MediaKind::Json | MediaKind::Form), _) => (media::JSON, content.clone()),
        (_, true) => {
            let binary = object([("type", "string".into()), ("format", "binary".into())]);
            ("application/octet-stream", object([("schema", binary)]))
        }
        (_, false) => (media::JSON, object([("schema", object([]))])),
    };
    let content = object([(seen, content)]);
    if let Some(holder) = holder.as_object_mut() {
        holder.insert("content".into(), content);
    }
}

/// Replaces the statuses of responses by ranges. Every 2xx status has the type of the documented success, and every
/// error status has the type of its range.
fn lower_responses(responses: &Map) -> Map {
    let success = responses.iter().find(|(status, _)| status.starts_with('2'));
    let errors = responses
        .iter()
        .filter(|(status, _)| status.ends_with("XX") && !status.starts_with('2'));
    success
        .map(|(_, response)| {
            let mut response = response.clone();
            lower_content(&mut response, false);
            ("2XX".to_owned(), response)
        })
        .into_iter()
        .chain(errors.map(|(status, response)| (status.clone(), response.clone())))
        .collect()
}

/// Removes validations from a schema and its inline schemas. If `strip_all` is false, only the validations of integers
/// and of schemas with a format are removed, because progenitor does not use our Rust types for schemas with
/// validations.
fn strip_validations(schema: &mut Json, strip_all: bool) {
    match schema {
        Json::Object(map) => {
            let uses_our_type = map.contains_key("format")
                || map.get("type").and_then(Json::as_str) == Some("integer");
            if strip_all || uses_our_type {
                map.retain(|key, value| {
                    !VALIDATIONS.contains(&key.as_str()) || value.as_object().is_some()
                });
            }
            map.values_mut()
                .for_each(|value| strip_validations(value, strip_all));
        }
        Json::Array(items) => items
            .iter_mut()
            .for_each(|value| strip_validations(value, strip_all)),
        _ => {}
    }
}

/// Replaces `additionalProperties: true` with an empty schema. If an object has properties, progenitor ignores `true`,
/// but generates a flattened map for an empty schema.
fn open_extension_map(schema: &mut Json) {
    if let Json::Object(map) = schema
        && map.contains_key("properties")
        && map.get("additionalProperties") == Some(&Json::Bool(true))
    {
        map.insert("additionalProperties".to_owned(), Json::Object(Map::new()));
    }
}

/// Removes the example of a schema. It would be repeated in the documentation of every type that uses the schema.
fn strip_examples(schema: &mut Json) {
    if let Json::Object(map) = schema {
        map.shift_remove("example");
    }
}
