//! The expected result for a value, from the document only, without code of the decoder.

use openapi_facts::json::Json;
use serde_json::{Map, Value, json};

use partna_tests::schema_walk::follow;

/// The prefix of a text that represents a number which a `Value` cannot contain.
pub const NUMBER: &str = "@@number:";

/// A field that must be listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    pub path: String,
    pub is_converted: bool,
    pub text: Option<String>,
}

/// Derives the expected value from the document, and lists the fields without the documented form.
pub struct Oracle<'a> {
    pub doc: &'a Json,
    pub listed: Vec<Listed>,
}

/// Returns the text that a number has on the wire, or `None` if the value is not a number.
fn digits(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.strip_prefix(NUMBER)?.to_owned()),
        _ => None,
    }
}

fn is_text(value: &Value) -> bool {
    value.is_string() && digits(value).is_none()
}

/// Returns whether a text consists of digits without leading zeros, with an optional minus sign and optional decimals.
fn is_plain(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let mut parts = unsigned.split('.');
    let whole = parts.next().unwrap_or_default();
    let decimals = parts.next().unwrap_or("0");
    let is_digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    parts.next().is_none()
        && is_digits(whole)
        && is_digits(decimals)
        && (whole == "0" || !whole.starts_with('0'))
}

/// Returns whether a number of this test has at most 28 digits in plain form.
fn fits_amount(digits: &str) -> bool {
    let (mantissa, exponent) = digits.split_once('e').unwrap_or((digits, "0"));
    let is_small = exponent
        .parse::<i32>()
        .is_ok_and(|exponent| exponent.abs() < 10);
    is_small && mantissa.chars().filter(char::is_ascii_digit).count() <= 18
}

impl Oracle<'_> {
    /// Returns the expected value, or `None` if it is omitted.
    pub fn read(&mut self, schema: &Json, value: &Value, path: &str) -> Option<Value> {
        let schema = follow(self.doc, schema);
        let kind = schema.text("type").unwrap_or_default();
        let format = schema.text("format").unwrap_or_default();
        match kind {
            // Null where a map or a list belongs reads as empty, also inside a list.
            "object" if value.is_null() && schema.get("properties").is_none() => Some(json!({})),
            "array" if value.is_null() => Some(json!([])),
            "object" if schema.get("properties").is_some() => self.object(schema, value, path),
            "object" => match schema.get("additionalProperties") {
                Some(values @ Json::Object(_)) => self.map(values, value, path),
                _ => self.any(value, path, kind),
            },
            "array" => self.list(schema, value, path),
            "string" => match digits(value) {
                Some(digits) => {
                    self.converted(value, path, format);
                    Some(digits.into())
                }
                None if is_text(value) => Some(value.clone()),
                None => self.absent(value, path, format),
            },
            "boolean" => match value {
                Value::Bool(_) => Some(value.clone()),
                Value::String(text) if text == "true" || text == "false" => {
                    self.converted(value, path, format);
                    Some(json!(text == "true"))
                }
                _ => self.absent(value, path, format),
            },
            "number" | "integer" => {
                let is_converted = is_text(value);
                let text = match value {
                    Value::String(text) if is_converted && is_plain(text) => Some(text.clone()),
                    _ => digits(value),
                };
                let fits = |text: &String| match kind {
                    "number" => fits_amount(text),
                    _ => text.parse::<i64>().is_ok(),
                };
                let Some(text) = text.filter(fits) else {
                    return self.absent(value, path, format);
                };
                if is_converted {
                    self.converted(value, path, format);
                }
                serde_json::from_str(&text).ok()
            }
            _ => self.any(value, path, kind),
        }
    }

    fn object(&mut self, schema: &Json, value: &Value, path: &str) -> Option<Value> {
        let Value::Object(members) = value else {
            return self.absent(value, path, "object");
        };
        let keeps_all = schema.get("additionalProperties") == Some(&Json::Bool(true));
        let mut read = Map::new();
        for (name, value) in members {
            let at = below(path, name);
            match schema.at(&["properties", name]) {
                Some(_) if value.is_null() => {}
                Some(property) => {
                    if let Some(value) = self.read(property, value, &at) {
                        read.insert(name.clone(), value);
                    }
                }
                None if keeps_all => {
                    if let Some(value) = self.any(value, &at, "") {
                        read.insert(name.clone(), value);
                    }
                }
                None => {}
            }
        }
        Some(read.into())
    }

    fn map(&mut self, values: &Json, value: &Value, path: &str) -> Option<Value> {
        let Value::Object(members) = value else {
            return self.absent(value, path, "object");
        };
        let mut read = Map::new();
        for (name, value) in members {
            if let Some(value) = self.read(values, value, &below(path, name)) {
                read.insert(name.clone(), value);
            }
        }
        Some(read.into())
    }

    fn list(&mut self, schema: &Json, value: &Value, path: &str) -> Option<Value> {
        let Value::Array(items) = value else {
            return self.absent(value, path, "array");
        };
        let any = Json::Null;
        let schema = schema.get("items").unwrap_or(&any);
        let mut read = Vec::new();
        for (index, item) in items.iter().enumerate() {
            read.extend(self.read(schema, item, &format!("{path}[{index}]")));
        }
        Some(read.into())
    }

    /// Returns the expected value if the document has no details: any value, or any object if `kind` is `object`. A number beyond
    /// the range of a float is omitted.
    fn any(&mut self, value: &Value, path: &str, kind: &str) -> Option<Value> {
        match value {
            Value::Object(members) => {
                let mut read = Map::new();
                for (name, value) in members {
                    if let Some(value) = self.any(value, &below(path, name), "") {
                        read.insert(name.clone(), value);
                    }
                }
                Some(read.into())
            }
            _ if kind == "object" => self.absent(value, path, kind),
            Value::Array(items) => {
                let mut read = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    read.extend(self.any(item, &format!("{path}[{index}]"), ""));
                }
                Some(read.into())
            }
            _ => match digits(value).map(|digits| digits.parse::<f64>()) {
                Some(Ok(number)) if number.is_finite() => {
                    Some(serde_json::from_str(&digits(value)?).ok()?)
                }
                Some(_) => self.absent(value, path, ""),
                None => Some(value.clone()),
            },
        }
    }

    fn absent(&mut self, value: &Value, path: &str, format: &str) -> Option<Value> {
        self.list_field(value, path, format, false);
        None
    }

    fn converted(&mut self, value: &Value, path: &str, format: &str) {
        self.list_field(value, path, format, true);
    }

    fn list_field(&mut self, value: &Value, path: &str, format: &str, is_converted: bool) {
        let may_hold_secret = ["password", "object", "array"].contains(&format);
        let text = match value {
            Value::Bool(value) => Some(value.to_string()),
            Value::String(text) if is_text(value) => Some(text.chars().take(1_000).collect()),
            _ => digits(value),
        };
        self.listed.push(Listed {
            path: path.to_owned(),
            is_converted,
            text: text.filter(|_| !may_hold_secret),
        });
    }
}

fn below(path: &str, name: &str) -> String {
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_word = starts && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let name = if is_word && name.len() <= 40 {
        name
    } else {
        "…"
    };
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}
