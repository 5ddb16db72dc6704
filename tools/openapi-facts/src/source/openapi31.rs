//! Rewrites the keywords of a schema to the keywords of OpenAPI 3.0, because later code reads only these.
//!
//! Keywords without an equivalent in 3.0, such as `prefixItems`, are not changed. Documents of version 3.0 are
//! rewritten too, because keywords of 3.1 are a common mistake in them, and their meaning is clear.

use serde_json::Number;

use crate::json::{Json, Map};

/// Keywords without an effect on the wire.
const WORDS: [&str; 7] = [
    "$comment",
    "description",
    "example",
    "examples",
    "externalDocs",
    "summary",
    "title",
];

/// Members of a schema that may be `true` or `false` in the internal form.
pub const FLAG_OR_SCHEMA: [&str; 3] = [
    "additionalProperties",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Whether a key is an extension or a keyword without an effect on the wire.
pub fn is_word(key: &str) -> bool {
    key.starts_with("x-") || WORDS.contains(&key)
}

/// Rewrites a schema, but not the schemas inside it.
pub fn rewrite(schema: &mut Json) {
    match schema {
        Json::Bool(true) => *schema = Json::Object(Map::new()),
        Json::Bool(false) => *schema = object("not", Json::Object(Map::new())),
        Json::Object(map) => {
            remove_defaults(map);
            remove_null_alternatives(map);
            move_reference(map);
            rewrite_types(map);
            rewrite_const(map);
            rewrite_bound(map, "minimum", "exclusiveMinimum", |bound, exclusive| {
                bound > exclusive
            });
            rewrite_bound(map, "maximum", "exclusiveMaximum", |bound, exclusive| {
                bound < exclusive
            });
            rewrite_examples(map);
            rewrite_encoding(map);
        }
        _ => {}
    }
}

fn object(key: &str, value: Json) -> Json {
    Json::Object(Map::from([(key.to_owned(), value)]))
}

/// Replaces a member with a member of another key at the same position.
fn replace(map: &mut Map, key: &str, new_key: &str, value: Json) {
    let at = map.get_index_of(key);
    map.shift_remove(key);
    if map.contains_key(new_key) {
        map.insert(new_key.to_owned(), value);
    } else {
        let at = at.unwrap_or(map.len()).min(map.len());
        map.shift_insert(at, new_key.to_owned(), value);
    }
}

/// Removes flags that are false, which is the default. OpenAPI 3.1 has no equivalent of `nullable: false`.
fn remove_defaults(map: &mut Map) {
    for key in ["nullable", "exclusiveMinimum", "exclusiveMaximum"] {
        if map.get(key) == Some(&Json::Bool(false)) {
            map.shift_remove(key);
        }
    }
}

/// The alternatives of a schema that permit only null, and that are replaced by `nullable`.
pub struct NullAlternatives {
    /// `oneOf` or `anyOf`.
    pub key: &'static str,
    /// Their indexes, in order.
    pub nulls: Vec<usize>,
    /// The number of other alternatives.
    pub others: usize,
}

/// Returns the null alternatives of a schema. Returns `None` if they must not be removed, for example because the
/// schema has other parts that would have to permit null too.
pub fn null_alternatives(schema: &Json) -> Option<NullAlternatives> {
    let list = |key| match schema.get(key) {
        Some(Json::Array(items)) => Some(items),
        _ => None,
    };
    let (key, items) = match (list("oneOf"), list("anyOf")) {
        (Some(items), None) => ("oneOf", items),
        (None, Some(items)) => ("anyOf", items),
        _ => return None,
    };
    if schema.get("allOf").is_some() || schema.get("$ref").is_some() {
        return None;
    }
    let nulls = items.iter().enumerate().filter(|(_, it)| is_only_null(it));
    let nulls: Vec<usize> = nulls.map(|(index, _)| index).collect();
    let others = items.len() - nulls.len();
    let is_clear = nulls.len() == 1 || (nulls.len() > 1 && key == "anyOf");
    (is_clear && others > 0).then_some(NullAlternatives { key, nulls, others })
}

/// Whether a schema permits only null.
fn is_only_null(schema: &Json) -> bool {
    let only_null = |value: &Json| matches!(value.items(), [Json::Null]);
    // An alternative with an extension is kept, because a report lists differences in extensions.
    let is_statement = |key: &str| !is_word(key) || key.starts_with("x-");
    let mut keys = schema
        .entries()
        .filter(|(key, _)| is_statement(key))
        .peekable();
    keys.peek().is_some()
        && schema
            .get("nullable")
            .is_none_or(|_| schema.get("enum").is_some())
        && keys.all(|(key, value)| match key {
            "type" => {
                value.as_str() == Some("null")
                    || matches!(value.items(), [only] if only.as_str() == Some("null"))
            }
            "enum" => only_null(value),
            "const" => *value == Json::Null,
            "nullable" => *value == Json::Bool(true),
            _ => false,
        })
}

/// Whether the keywords of a schema permit null, without regard to its alternatives.
fn permits_null(map: &Map) -> bool {
    let is_null = |value: &Json| *value == Json::Null || value.as_str() == Some("null");
    let permits = |key: &str| match map.get(key) {
        Some(Json::Array(items)) => items.iter().any(is_null),
        Some(value) => is_null(value),
        None => true,
    };
    permits("type") && permits("enum") && map.get("const").is_none_or(is_null)
}

fn remove_null_alternatives(map: &mut Map) {
    let schema = Json::Object(std::mem::take(map));
    let alternatives = null_alternatives(&schema);
    if let Json::Object(taken) = schema {
        *map = taken;
    }
    let Some(NullAlternatives { key, nulls, .. }) = alternatives else {
        return;
    };
    let is_nullable = permits_null(map);
    if let Some(Json::Array(items)) = map.get_mut(key) {
        let mut index = 0;
        items.retain(|_| {
            index += 1;
            nulls.binary_search(&(index - 1)).is_err()
        });
        if items.len() == 1 {
            let items = std::mem::take(items);
            replace(map, key, "allOf", Json::Array(items));
        }
    }
    if is_nullable {
        map.insert("nullable".to_owned(), Json::Bool(true));
    }
}

/// Moves a reference with other keywords beside it to `allOf`. If the other keys are only extensions and keywords
/// without an effect on the wire, the reference is not moved, and these keywords are removed.
fn move_reference(map: &mut Map) {
    let Some(reference) = map.get("$ref").filter(|it| it.as_str().is_some()) else {
        return;
    };
    if map.keys().all(|key| key == "$ref" || is_word(key)) {
        map.retain(|key, _| !WORDS.contains(&key.as_str()));
        return;
    }
    let part = object("$ref", reference.clone());
    if let Some(Json::Array(parts)) = map.get_mut("allOf") {
        // The part is added at the end, so that pointers to the other parts stay valid.
        parts.push(part);
        map.shift_remove("$ref");
    } else {
        replace(map, "$ref", "allOf", Json::Array(vec![part]));
    }
}

fn rewrite_types(map: &mut Map) {
    let is_null = |name: &Json| name.as_str() == Some("null");
    let (types, has_null) = match map.get("type") {
        Some(Json::Array(types)) => {
            let others: Vec<Json> = types.iter().filter(|it| !is_null(it)).cloned().collect();
            let has_null = others.len() < types.len();
            (others, has_null)
        }
        Some(name) if is_null(name) => (vec![], true),
        _ => return,
    };
    let is_nullable = has_null && !types.is_empty();
    match (<[Json; 1]>::try_from(types), has_null) {
        (Ok([only]), _) => drop(map.insert("type".to_owned(), only)),
        (Err(types), true) if types.is_empty() => {
            if permits_null(map) {
                replace(map, "type", "enum", Json::Array(vec![Json::Null]));
            }
        }
        (Err(types), _) => drop(map.insert("type".to_owned(), Json::Array(types))),
    }
    if is_nullable {
        map.insert("nullable".to_owned(), Json::Bool(true));
    }
}

fn rewrite_const(map: &mut Map) {
    let Some(value) = map.get("const") else {
        return;
    };
    let is_permitted = match map.get("enum") {
        Some(Json::Array(values)) => values.contains(value),
        _ => true,
    };
    if is_permitted {
        let value = value.clone();
        replace(map, "const", "enum", Json::Array(vec![value]));
    }
}

/// Rewrites a numeric exclusive bound to a bound with a flag. If there are two bounds, the tighter bound is kept.
fn rewrite_bound(
    map: &mut Map,
    key: &str,
    exclusive_key: &str,
    is_stronger: fn(Option<f64>, Option<f64>) -> bool,
) {
    let Some(Json::Number(exclusive)) = map.get(exclusive_key) else {
        return;
    };
    match map.get(key) {
        Some(Json::Number(bound)) if is_stronger(bound.as_f64(), exclusive.as_f64()) => {
            map.shift_remove(exclusive_key);
        }
        None | Some(Json::Null | Json::Number(_)) => {
            let bound: Number = exclusive.clone();
            map.insert(exclusive_key.to_owned(), Json::Bool(true));
            map.insert(key.to_owned(), Json::Number(bound));
        }
        Some(_) => {}
    }
}

/// Replaces the examples by the first one.
fn rewrite_examples(map: &mut Map) {
    let Some(Json::Array(examples)) = map.get("examples") else {
        return;
    };
    let first = examples.first().cloned();
    match first {
        Some(first) if !map.contains_key("example") => replace(map, "examples", "example", first),
        _ => drop(map.shift_remove("examples")),
    }
}

/// Rewrites those encodings of a string that are a format in OpenAPI 3.0.
fn rewrite_encoding(map: &mut Map) {
    if map.get("type").and_then(Json::as_str) != Some("string") || map.contains_key("format") {
        return;
    }
    let is = |key: &str, value: &str| map.get(key).and_then(Json::as_str) == Some(value);
    if is("contentEncoding", "base64") {
        replace(map, "contentEncoding", "format", "byte".into());
    } else if is("contentMediaType", "application/octet-stream")
        && !map.contains_key("contentEncoding")
    {
        replace(map, "contentMediaType", "format", "binary".into());
    }
}
