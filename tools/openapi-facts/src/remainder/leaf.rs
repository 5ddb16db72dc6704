//! The values of the remainder, and their texts.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::fact::keyword;
use crate::json::{Json, join};

/// The maximum length of a value in a fact, in bytes. Longer values are written as their digest.
const MAX_VALUE_LEN: usize = 100;

/// A value of the remainder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf {
    /// The JSON pointer, with spaces encoded as `%20`.
    pub pointer: String,
    /// JSON text, or its digest.
    pub value: String,
    /// Whether the value belongs to an extension, `x-…`.
    pub is_extension: bool,
}

impl Leaf {
    pub fn new(pointer: &str, value: &str, is_extension: bool) -> Self {
        Self {
            pointer: pointer.replace(char::is_whitespace, "%20"),
            value: short_text(value),
            is_extension,
        }
    }

    /// Returns the value at a pointer below `keys`.
    pub fn below(self, keys: &[&str]) -> Self {
        let pointer = keys
            .iter()
            .fold(String::new(), |pointer, key| join(&pointer, key));
        Self {
            pointer: pointer.replace(char::is_whitespace, "%20") + &self.pointer,
            ..self
        }
    }

    /// Returns the keyword and the value of the note that states the value, below a pointer.
    pub fn note(&self, pointer: &str) -> (String, String) {
        let name = if self.is_extension {
            keyword::EXTENSION
        } else {
            keyword::UNMODELLED
        };
        let pointer = pointer.replace(char::is_whitespace, "%20");
        (
            name.to_owned(),
            format!("{pointer}{} {}", self.pointer, self.value),
        )
    }
}

/// Returns the leaves as one text.
pub fn text_of(mut leaves: Vec<Leaf>) -> String {
    leaves.sort();
    let lines = leaves
        .iter()
        .map(|leaf| format!("{} {}\n", leaf.pointer, leaf.value));
    lines.collect()
}

/// Returns a text, or its digest if it is long.
pub fn short_text(text: &str) -> String {
    if text.len() <= MAX_VALUE_LEN {
        return text.to_owned();
    }
    digest(text)
}

/// Returns a digest of a text.
pub fn digest(text: &str) -> String {
    let mut digits = HEXLOWER.encode(&Sha256::digest(text.as_bytes()));
    digits.truncate(32);
    format!("sha256:{digits}")
}

/// Returns a value as JSON text with sorted keys and numbers in one form: `1` and `1.0` are equal.
pub(crate) fn data_text(value: &Json) -> String {
    fn sorted(value: &Json) -> Json {
        match value {
            Json::Object(map) => {
                let mut entries: Vec<(String, Json)> = map
                    .iter()
                    .map(|(key, value)| (key.clone(), sorted(value)))
                    .collect();
                entries.sort_by(|a, b| a.0.cmp(&b.0));
                Json::Object(entries.into_iter().collect())
            }
            Json::Array(items) => Json::Array(items.iter().map(sorted).collect()),
            Json::Number(number) => Json::Number(whole(number).unwrap_or_else(|| number.clone())),
            other => other.clone(),
        }
    }
    serde_json::to_string(&sorted(value)).unwrap_or_default()
}

/// Returns a whole number that is written as a fraction as an integer.
fn whole(number: &serde_json::Number) -> Option<serde_json::Number> {
    const MAX_EXACT: f64 = 9_007_199_254_740_992.0;
    let value = number.as_f64().filter(|_| number.is_f64())?;
    if value.fract() != 0.0 || value.abs() > MAX_EXACT {
        return None;
    }
    format!("{value:.0}").parse::<i64>().ok().map(Into::into)
}
