//! Documents of one operation, and the names of the changes between two documents.

use serde_json::{Value, json};

use super::cases::facts;
use super::report;

/// A document with one operation, `POST /pay`.
pub(super) fn operation(operation: Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "servers": [{"url": "https://a.example/v4"}],
        "paths": {"/pay": {"post": operation}},
        "components": {},
    })
}

/// A document with a schema for the body of a request.
pub(super) fn request(schema: Value) -> Value {
    operation(json!({
        "requestBody": {"required": true, "content": {"application/json": {"schema": schema}}},
        "responses": {"204": {"description": ""}},
    }))
}

/// A document with a schema for the body of a response.
pub(super) fn response(schema: Value) -> Value {
    operation(json!({
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": schema}}}},
    }))
}

/// Returns rule and place of each change.
pub(super) fn changes(old: &Value, new: &Value) -> Vec<String> {
    let report = report(&facts(old), &facts(new));
    let changes = report.changes.iter();
    changes
        .map(|change| format!("{} {}", change.rule.name(), change.place))
        .collect()
}

/// Returns the changes, and checks that the reversed comparison has as many.
pub(super) fn changes_both_ways(old: &Value, new: &Value) -> Vec<String> {
    let found = changes(old, new);
    let reversed = changes(new, old);
    assert_eq!(
        found.len(),
        reversed.len(),
        "{found:#?}\nreversed: {reversed:#?}"
    );
    found
}
