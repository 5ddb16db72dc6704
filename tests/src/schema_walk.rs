//! Walks over a value and its schema together.

use openapi_facts::json::Json;
pub use openapi_facts::schema::follow;
use partna_codegen::extensions;
use serde_json::{Map, Value, json};

/// The callback of a walk: the schema with resolved references, the value, and the path to it.
pub type Visit<'a> = dyn FnMut(&Json, &mut Value, &str) + 'a;

/// Calls `visit` on a value and on everything inside it, the innermost first.
pub fn walk(doc: &Json, schema: &Json, value: &mut Value, path: &str, visit: &mut Visit<'_>) {
    let schema = follow(doc, schema);
    let below = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                let property = schema.at(&["properties", key]);
                if let Some(property) = property {
                    walk(doc, property, value, &below(key), visit);
                } else if let Some(values @ Json::Object(_)) = schema.get("additionalProperties") {
                    walk(doc, values, value, &below("*"), visit);
                }
            }
        }
        Value::Array(items) => {
            if let Some(schema) = schema.get("items") {
                for item in items {
                    walk(doc, schema, item, &format!("{path}[]"), visit);
                }
            }
        }
        _ => {}
    }
    visit(schema, value, path);
}

/// Returns an example of a schema with every documented field. Fields of `example` keep their values.
pub fn full_example(doc: &Json, schema: &Json, example: Option<&Value>) -> Value {
    let schema = follow(doc, schema);
    let text = |key: &str| schema.text(key).unwrap_or_default();
    if let Some(properties) = schema.get("properties") {
        let fields = properties.entries().map(|(name, property)| {
            let value = example.and_then(|example| example.get(name));
            (name.to_owned(), full_example(doc, property, value))
        });
        return Value::Object(fields.collect::<Map<_, _>>());
    }
    if let Some(example) = example {
        return example.clone();
    }
    if let Some(first) = schema
        .get("enum")
        .or(schema.get(extensions::VALUES))
        .and_then(|values| values.items().first())
    {
        return first.as_str().into();
    }
    match (text("type"), text("format")) {
        ("number", _) => json!(1.25),
        ("integer", "unix-seconds") => json!(1_755_873_600),
        ("integer", _) => json!(3),
        ("boolean", _) => json!(true),
        ("string", "decimal") => json!("1.25"),
        ("array", _) => json!([full_example(
            doc,
            schema.get("items").unwrap_or(&Json::Null),
            None
        )]),
        ("object", _) => json!({}),
        _ if schema.get("pattern").is_some() => json!("amina01"),
        _ => json!("text"),
    }
}

/// Returns a value without nulls, and without the empty arrays and maps that the generated types omit.
pub fn without_empty(value: &Value) -> Value {
    let has_content =
        |value: &Value| !matches!(value, Value::Null) && value != &json!([]) && value != &json!({});
    match value {
        Value::Object(map) => {
            let kept = map
                .iter()
                .map(|(key, value)| (key.clone(), without_empty(value)));
            Value::Object(kept.filter(|(_, value)| has_content(value)).collect())
        }
        Value::Array(items) => {
            let items = items.iter().map(without_empty);
            Value::Array(
                items
                    .map(|item| {
                        if has_content(&item) {
                            item
                        } else {
                            Value::Null
                        }
                    })
                    .collect(),
            )
        }
        other => other.clone(),
    }
}
