//! Documents of any number of operations, to measure the cost of import and adoption.

use openapi_facts::json::Json;
use serde_json::{Map, Value, json};

/// How the operations of a document use components.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Components {
    /// All operations use the same ones.
    Shared,
    /// Each operation has separate ones.
    Distinct,
}

/// Returns a document. The first `changed` operations differ from those of the document without changes. The operations of
/// [`Components::Shared`] change together.
///
/// # Errors
///
/// If the document cannot be built.
pub fn document(
    components: Components,
    operations: usize,
    changed: usize,
) -> Result<Json, serde_json::Error> {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for number in 0..operations {
        let (suffix, is_changed) = match components {
            Components::Shared => (String::new(), changed > 0),
            Components::Distinct => (number.to_string(), number < changed),
        };
        let (request, response) = (format!("Request{suffix}"), format!("Response{suffix}"));
        if !schemas.contains_key(&request) {
            schemas.insert(request.clone(), request_schema(&suffix, is_changed));
            schemas.insert(response.clone(), response_schema(&suffix, is_changed));
        }
        let parameter =
            json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"}});
        let operation = json!({
            "parameters": [parameter],
            "requestBody": media(&request),
            "responses": {"200": media(&response), "404": {"description": "Not found."}},
        });
        paths.insert(format!("/items{number}/{{id}}"), json!({"post": operation}));
    }
    serde_json::from_value(json!({
        "openapi": "3.0.3",
        "info": {"title": "x", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }))
}

/// A field changes its type, one is added, one is removed, and an enum gets a value.
fn request_schema(suffix: &str, is_changed: bool) -> Value {
    let mut kinds = vec!["ONE", "TWO"];
    let mut fields = Map::new();
    fields.insert(format!("amount{suffix}"), json!({"type": "number"}));
    if is_changed {
        kinds.push("THREE");
        fields.insert(format!("added{suffix}"), json!({"type": "string"}));
    } else {
        fields.insert(format!("removed{suffix}"), json!({"type": "string"}));
    }
    let retyped = if is_changed { "integer" } else { "string" };
    fields.insert(format!("retyped{suffix}"), json!({"type": retyped}));
    fields.insert(
        format!("kind{suffix}"),
        json!({"type": "string", "enum": kinds}),
    );
    json!({"type": "object", "required": [format!("amount{suffix}")], "properties": fields})
}

/// A nested field is added.
fn response_schema(suffix: &str, is_changed: bool) -> Value {
    let mut inner = Map::new();
    inner.insert(format!("state{suffix}"), json!({"type": "string"}));
    if is_changed {
        inner.insert(format!("reason{suffix}"), json!({"type": "string"}));
    }
    let items = json!({"type": "array", "items": {"type": "object", "properties": inner}});
    json!({"type": "object", "properties": {"data": items, "message": {"type": "string"}}})
}

fn media(component: &str) -> Value {
    let schema = json!({"$ref": format!("#/components/schemas/{component}")});
    json!({"description": "A body.", "content": {"application/json": {"schema": schema}}})
}
