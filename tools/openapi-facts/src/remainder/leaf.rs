//! The values of the remainder, and their texts.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::fact::keyword;
use crate::json::join;

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

    /// Returns the leaf with `keys` before its pointer.
    pub fn below(self, keys: &[&str]) -> Self {
        let pointer = keys
            .iter()
            .fold(String::new(), |pointer, key| join(&pointer, key));
        Self {
            pointer: pointer.replace(char::is_whitespace, "%20") + &self.pointer,
            ..self
        }
    }

    /// Returns the keyword and the value of a note for this leaf. The pointer of the leaf is relative to `pointer`.
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

/// Returns a text, or its digest if the text is longer than `MAX_VALUE_LEN`.
pub fn short_text(text: &str) -> String {
    if text.len() <= MAX_VALUE_LEN {
        return text.to_owned();
    }
    digest(text)
}

/// Returns the first 128 bits of the SHA-256 digest of a text, in hexadecimal.
pub fn digest(text: &str) -> String {
    let mut digits = HEXLOWER.encode(&Sha256::digest(text.as_bytes()));
    digits.truncate(32);
    format!("sha256:{digits}")
}
