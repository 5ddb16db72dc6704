//! Words, names without an effect on the wire, and order are not changes.

use serde_json::{Value, json};

use super::cases::{base, facts};
use super::documents::changes_both_ways;
use super::{Report, report};
use crate::facts::with_notes;
use crate::json::Json;

/// A document with every object that can have words.
fn document() -> Value {
    let mut document = base();
    document["info"] = json!({"title": "An API", "version": "1"});
    document["tags"] = json!([{"name": "pay"}]);
    document["paths"]["/ramp"]["post"]["callbacks"] = json!({"paid": {"{$request.body#/url}": {"post": {"responses": {"200": {"description": "ok"}}}}}});
    document["paths"]["/ramp"]["get"]["responses"]["200"]["headers"] =
        json!({"X-Id": {"schema": {"type": "string"}}});
    document["components"]["schemas"] = json!({
        "Amount": {"type": "number", "minimum": 1},
        "Bank": {"type": "object", "required": ["iban", "name"], "properties": {
            "iban": {"type": "string"}, "name": {"type": "string"}, "amount": {"$ref": "#/components/schemas/Amount"},
        }},
        "Mobile": {"type": "object", "properties": {
            "phone": {"type": "string"}, "amount": {"$ref": "#/components/schemas/Amount"},
        }},
    });
    let fields = "/paths/~1ramp/post/requestBody/content/application~1json/schema/properties";
    document.pointer_mut(fields).unwrap()["to"] = json!({"oneOf": [{"$ref": "#/components/schemas/Bank"}, {"$ref": "#/components/schemas/Mobile"}]});
    document
}

/// Calls `visit` with each object of a document that has keywords, the innermost first.
fn visit_objects(
    value: &mut Value,
    is_names: bool,
    visit: &mut impl FnMut(&mut serde_json::Map<String, Value>),
) {
    const NAMES: [&str; 9] = [
        "callbacks",
        "content",
        "headers",
        "paths",
        "properties",
        "responses",
        "schemas",
        "securitySchemes",
        "paid",
    ];
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                let is_names = !is_names && NAMES.contains(&key.as_str()) || key == "paid";
                visit_objects(value, is_names, visit);
            }
            if !is_names {
                visit(map);
            }
        }
        Value::Array(items) => {
            for item in items {
                visit_objects(item, false, visit);
            }
        }
        _ => {}
    }
}

#[test]
fn words_are_not_changes() {
    let old = document();
    for (keyword, value) in [
        ("description", json!("other words")),
        ("summary", json!("other words")),
        ("title", json!("Other words")),
        ("example", json!({"type": "string"})),
        ("examples", json!({"one": {"value": 1}})),
        ("tags", json!(["pay"])),
        ("externalDocs", json!({"url": "https://docs.example"})),
        ("operationId", json!("other")),
    ] {
        let mut new = old.clone();
        visit_objects(&mut new, false, &mut |map| {
            let is_security = map.values().all(Value::is_array);
            let is_components = map.contains_key("securitySchemes");
            if !is_security && !is_components {
                map.insert(keyword.to_owned(), value.clone());
            }
        });
        assert_eq!(changes_both_ways(&old, &new), [""; 0], "{keyword}");
    }
    let mut new = old.clone();
    new["info"] = json!({"title": "Another", "version": "2", "license": {"name": "MIT"}, "contact": {"name": "x"}});
    new["openapi"] = json!("3.0.1");
    assert_eq!(changes_both_ways(&old, &new), [""; 0]);
}

#[test]
fn names_of_components_are_not_changes() {
    let old = document();
    let mut text = old.to_string();
    for name in ["Amount", "Bank", "Mobile"] {
        text = text.replace(&format!("\"{name}\""), &format!("\"Z{name}Dto\""));
        text = text.replace(
            &format!("schemas/{name}\""),
            &format!("schemas/Z{name}Dto\""),
        );
    }
    let mut new: Value = serde_json::from_str(&text).unwrap();
    assert_ne!(old, new);
    assert_eq!(changes_both_ways(&old, &new), [""; 0]);
    // Unused components, and a schema that is written in place.
    new["components"]["schemas"]["Unused"] = json!({"type": "object"});
    new["components"]["parameters"] = json!({"Page": {"in": "query", "name": "page"}});
    let amount = "/components/schemas/ZBankDto/properties/amount";
    *new.pointer_mut(amount).unwrap() = json!({"type": "number", "minimum": 1});
    assert_eq!(changes_both_ways(&old, &new), [""; 0]);
}

/// Returns a document as text, with the order of keys and of lists without an order reversed.
fn reversed(value: &Value, key: &str) -> String {
    const SETS: [&str; 6] = [
        "enum",
        "oneOf",
        "parameters",
        "required",
        "security",
        "servers",
    ];
    match value {
        Value::Object(map) => {
            let members = map.iter().rev();
            let members = members.map(|(key, value)| format!("{key:?}:{}", reversed(value, key)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            let mut items: Vec<String> = items.iter().map(|item| reversed(item, "")).collect();
            if SETS.contains(&key) {
                items.reverse();
            }
            format!("[{}]", items.join(","))
        }
        scalar => scalar.to_string(),
    }
}

#[test]
fn order_is_not_a_change() {
    let old = facts(&document());
    let new = Json::parse(&reversed(&document(), "")).unwrap();
    let report = report(&old, &with_notes(&new).unwrap());
    assert_eq!(report, Report::default());
}
