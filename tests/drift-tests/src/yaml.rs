//! Writes documents as YAML, to test that they are read as the same document.

use openapi_facts::json::Json;

/// Returns a value as YAML: mappings and lists in block style, texts in double quotes.
pub fn to_yaml(value: &Json) -> String {
    let mut text = String::new();
    write_value(&mut text, value, 0);
    text
}

fn write_value(text: &mut String, value: &Json, depth: usize) {
    let indent = "  ".repeat(depth);
    match value {
        Json::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                *text += &format!("\n{indent}{}:", quoted(key));
                write_value(text, value, depth + 1);
            }
        }
        Json::Array(items) if !items.is_empty() => {
            for item in items {
                *text += &format!("\n{indent}-");
                write_value(text, item, depth + 1);
            }
        }
        scalar => *text += &format!(" {}", serde_json::to_string(scalar).unwrap_or_default()),
    }
}

/// Returns a key. A key that looks like a number or a flag is plain, as people write it.
fn quoted(key: &str) -> String {
    let is_plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric());
    if is_plain {
        key.to_owned()
    } else {
        serde_json::to_string(key).unwrap_or_default()
    }
}
