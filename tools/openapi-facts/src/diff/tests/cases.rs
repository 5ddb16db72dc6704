//! A small document, and functions that edit it.

use serde_json::{Value, json};

use super::{Facts, ProductionImpact, Rule, VersionBump};
use crate::facts::with_notes;
use crate::json::Json;

pub(super) type Edit = Box<dyn Fn(&mut Value)>;

/// Two documents with exactly one change between them.
pub(super) struct Case {
    pub rule: Rule,
    pub place: &'static str,
    pub production_impact: ProductionImpact,
    pub version_bump: VersionBump,
    /// Creates the old document from the base document.
    pub before: Edit,
    /// Creates the new document from the base document.
    pub after: Edit,
}

impl Case {
    pub fn old_facts(&self) -> Facts {
        edited_facts(&self.before)
    }

    pub fn new_facts(&self) -> Facts {
        edited_facts(&self.after)
    }
}

/// `rule place production_impact version_bump: edit before => edit after;`
macro_rules! cases {
    ($($rule:ident $place:literal $production_impact:ident $version_bump:ident: $before:expr => $after:expr;)*) => {
        vec![$($crate::diff::tests::cases::Case {
            rule: $crate::diff::Rule::$rule,
            place: $place,
            production_impact: $crate::diff::ProductionImpact::$production_impact,
            version_bump: $crate::diff::VersionBump::$version_bump,
            before: $before,
            after: $after,
        }),*]
    };
}
pub(super) use cases;

fn edited_facts(edit: &Edit) -> Facts {
    let mut document = base();
    edit(&mut document);
    facts(&document)
}

pub(super) fn facts(document: &Value) -> Facts {
    with_notes(&Json::parse(&document.to_string()).unwrap()).unwrap()
}

/// Does not change the document.
pub(super) fn unchanged() -> Edit {
    Box::new(|_| {})
}

/// Sets a key of the object at a JSON pointer.
pub(super) fn set(pointer: &str, key: &'static str, value: Value) -> Edit {
    let pointer = pointer.to_owned();
    Box::new(move |document| at(document, &pointer)[key] = value.clone())
}

pub(super) fn remove(pointer: &str, key: &'static str) -> Edit {
    let pointer = pointer.to_owned();
    Box::new(move |document| {
        let object = at(document, &pointer).as_object_mut().unwrap();
        object.remove(key).unwrap();
    })
}

/// Renames a key of the object at a JSON pointer.
pub(super) fn rename(pointer: &str, from: &'static str, to: &'static str) -> Edit {
    let pointer = pointer.to_owned();
    Box::new(move |document| {
        let object = at(document, &pointer).as_object_mut().unwrap();
        let value = object.remove(from).unwrap();
        object.insert(to.to_owned(), value);
    })
}

pub(super) fn push(pointer: &str, value: Value) -> Edit {
    let pointer = pointer.to_owned();
    Box::new(move |document| {
        let list = at(document, &pointer).as_array_mut().unwrap();
        list.push(value.clone());
    })
}

/// Removes the first item of the array at a JSON pointer.
pub(super) fn remove_first(pointer: &str) -> Edit {
    let pointer = pointer.to_owned();
    Box::new(move |document| {
        at(document, &pointer).as_array_mut().unwrap().remove(0);
    })
}

pub(super) fn both(one: Edit, other: Edit) -> Edit {
    Box::new(move |document| {
        one(document);
        other(document);
    })
}

fn at<'a>(document: &'a mut Value, pointer: &str) -> &'a mut Value {
    document
        .pointer_mut(pointer)
        .unwrap_or_else(|| panic!("no value at {pointer}"))
}

pub(super) fn base() -> Value {
    let message = json!({"type": "string"});
    let wrap = |schema: Value| json!({"description": "", "content": {"application/json": {"schema": schema}}});
    let success = json!({"type": "object", "properties": {
        "message": message,
        "status": {"type": "string", "enum": ["done", "open"]},
        "list": {"type": "array", "items": {"type": "string"}},
    }});
    let error =
        json!({"type": "object", "properties": {"message": message, "code": {"type": "string"}}});
    let body = json!({"type": "object", "required": ["fromAmount"], "properties": {
        "fromAmount": {"type": "number"},
        "note": {"type": "string"},
        "network": {"type": "string", "enum": ["celo", "tron"]},
    }});
    json!({
        "openapi": "3.0.3",
        "servers": [{"url": "https://a.example/v4"}, {"url": "https://b.example/v4"}],
        "security": [{"key": [], "user": []}, {"jwt": []}],
        "components": {"securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "x-key"},
            "user": {"type": "apiKey", "in": "header", "name": "x-user"},
            "jwt": {"type": "http", "scheme": "bearer"},
        }},
        "paths": {
            "/rate": {"get": {"responses": {"200": wrap(json!({"type": "number"}))}}},
            "/ramp": {
                "get": {
                    "parameters": [
                        {"in": "query", "name": "page", "schema": {"type": "integer"}},
                        {"in": "query", "name": "currency", "required": true,
                            "schema": {"type": "string", "enum": ["KES", "NGN"]}},
                    ],
                    "responses": {"200": wrap(success), "400": wrap(error)},
                },
                "post": {
                    "requestBody": {"required": true, "content": {"application/json": {"schema": body}}},
                    "responses": {"200": wrap(json!({"type": "object", "properties": {"rate": {"type": "number"}}}))},
                },
            },
        },
    })
}
