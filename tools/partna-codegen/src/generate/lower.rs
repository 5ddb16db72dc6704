//! Converts `partna.json`, in memory, to a document that progenitor supports.
//!
//! `partna.json` has every fact of the wire format. progenitor cannot process some of them: it panics if an operation has two
//! types of success, and generates unreachable match arms for a status that a range covers. Other facts must not become checks in
//! the client: validations of responses are removed, because responses are read leniently.

use anyhow::Context;
use openapi_facts::json::{Json, Map};
use openapi_facts::sanitize::prose;

use crate::adopt::object;
use crate::document::reachable;
use crate::media::{self, MediaKind};
use crate::parameters::{self, Parameter};

use super::request;

/// Keywords that narrow a value.
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

/// The methods in the order in which openapiv3 lists the operations of a path, and the method that progenitor sees. It supports
/// no others, and `request.rs` writes the method of the document.
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

/// Returns a separate path for each operation, which has only its path parameters, under the names of their setters. `request.rs`
/// writes the URL, so the text of a path and the names on the wire do not reach progenitor.
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

/// Returns a parameter as a part of the path or the query, which its setter does not depend on.
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
    // progenitor supports no parameter with fields. `shape.rs` replaces the list with its items.
    let schema = match request::has_fields(doc, &schema) {
        true => object([("type", "array".into()), ("items", schema)]),
        false => schema,
    };
    lowered.insert("schema".into(), schema);
    Json::Object(lowered)
}

/// Replaces the media type of a body. `request.rs` writes the one of the document, and `send.rs` reads it.
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

/// Replaces the statuses of responses by ranges: every 2xx has the type of the documented success, and every error has the type
/// of its range.
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

/// Removes validations from a schema and its inline schemas. Without `strip_all`, it removes only those of integers and of
/// schemas with a format, where they would keep progenitor from using our types.
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

/// Replaces `true` with an empty schema: progenitor ignores a bare `true` beside properties, and generates a flattened map for an
/// empty schema.
fn open_extension_map(schema: &mut Json) {
    if let Json::Object(map) = schema
        && map.contains_key("properties")
        && map.get("additionalProperties") == Some(&Json::Bool(true))
    {
        map.insert("additionalProperties".to_owned(), Json::Object(Map::new()));
    }
}

/// Removes an example, which would be repeated in the documentation of every type that contains it.
fn strip_examples(schema: &mut Json) {
    if let Json::Object(map) = schema {
        map.shift_remove("example");
    }
}
