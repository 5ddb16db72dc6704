//! A unique reference that the caller chooses for a write.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A unique reference that the caller chooses for a write, such as a transfer.
///
/// Store the reference before you send the write. If the response is lost, look up the write by its reference to see whether
/// the payment was made.
///
/// A reference has 1 to 64 ASCII letters, digits, `-` or `_`. [`random`](Self::random) returns 32 lower-case hex digits, like
/// the examples in the vendor's document. The document requires hex digits. `Reference` also accepts the other characters,
/// because published clients of the API use them.
///
/// ```
/// use partna_types::Reference;
///
/// let reference = Reference::random();
/// assert_eq!(reference.as_str().len(), 32);
/// assert_eq!(reference.as_str().parse(), Ok(reference.clone()));
/// assert!("".parse::<Reference>().is_err());
/// ```
///
/// In JSON, a reference is a string. Deserialization rejects a string that is not a valid reference. Responses and events contain
/// references as `String`, so that an invalid reference does not make them unreadable.
///
/// ```
/// use partna_types::Reference;
///
/// let stored: Reference = serde_json::from_str("\"f32c3925063447a54905d31305a14da5\"")?;
/// assert_eq!(serde_json::to_string(&stored)?, "\"f32c3925063447a54905d31305a14da5\"");
/// let error = serde_json::from_str::<Reference>("\"order 12\"").unwrap_err();
/// assert!(error.to_string().starts_with("reference: not 1 to 64 letters, digits"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(Box<str>);

impl Reference {
    /// The maximum length, in characters.
    pub const MAX_LEN: usize = 64;

    /// Returns a random reference of 32 lower-case hex digits, from a cryptographically secure generator.
    #[must_use]
    pub fn random() -> Self {
        Self(format!("{:032x}", rand::random::<u128>()).into())
    }

    /// Returns the text of the reference.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Reference {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0.into()
    }
}

impl From<&Reference> for String {
    fn from(reference: &Reference) -> Self {
        reference.as_str().to_owned()
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ReferenceVisitor)
    }
}

struct ReferenceVisitor;

impl Visitor<'_> for ReferenceVisitor {
    type Value = Reference;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a reference as text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Reference, E> {
        text.parse().map_err(E::custom)
    }
}

/// The error for a text that is not a valid reference. The error does not contain the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "reference: not 1 to 64 letters, digits, `-` or `_`; use `Reference::random()`, which returns 32 hex digits as in the API's examples"
)]
pub struct InvalidReference;

impl FromStr for Reference {
    type Err = InvalidReference;

    fn from_str(text: &str) -> Result<Self, InvalidReference> {
        let is_allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if text.is_empty() || text.len() > Self::MAX_LEN || !text.chars().all(is_allowed) {
            return Err(InvalidReference);
        }
        Ok(Self(text.into()))
    }
}

impl TryFrom<&str> for Reference {
    type Error = InvalidReference;

    fn try_from(text: &str) -> Result<Self, InvalidReference> {
        text.parse()
    }
}

impl TryFrom<String> for Reference {
    type Error = InvalidReference;

    fn try_from(text: String) -> Result<Self, InvalidReference> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn random_references_are_unique_hex_digits() {
        let references: HashSet<String> = (0..1000).map(|_| Reference::random().into()).collect();
        assert_eq!(references.len(), 1000);
        for text in &references {
            assert_eq!(text.len(), 32);
            assert!(
                text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f')),
                "{text}"
            );
        }
    }

    #[test]
    fn deserializes_only_valid_references() {
        for text in ["pay_0f3c", "A-1", &"a".repeat(Reference::MAX_LEN)] {
            let json = serde_json::to_string(text).unwrap();
            let reference: Reference = serde_json::from_str(&json).unwrap();
            assert_eq!(reference.as_str(), text);
            assert_eq!(serde_json::to_string(&reference).unwrap(), json);
            assert_eq!(serde_json::to_value(&reference).unwrap(), text);
            assert_eq!(
                serde_json::from_value::<Reference>(text.into()).unwrap(),
                reference
            );
        }
        // A string with an escape sequence cannot be borrowed from the input. It must be accepted too.
        assert!(serde_json::from_str::<Reference>(r#""\u0061""#).is_ok());
        for text in [
            "",
            " a",
            "a/b",
            "a\n",
            "é",
            &"a".repeat(Reference::MAX_LEN + 1),
        ] {
            let json = serde_json::to_string(text).unwrap();
            let error = serde_json::from_str::<Reference>(&json).unwrap_err();
            assert!(error.to_string().contains("not 1 to 64 letters"), "{error}");
        }
        for json in ["5", "null", "{}", "[\"a\"]", "true"] {
            let error = serde_json::from_str::<Reference>(json).unwrap_err();
            assert!(error.to_string().contains("a reference as text"), "{error}");
        }
    }

    #[test]
    fn rejects_characters_unsafe_in_queries_and_logs() {
        for text in ["", " ", "a b", "a\n", "é", "a/b", "a&b=c", &"a".repeat(65)] {
            assert_eq!(text.parse::<Reference>(), Err(InvalidReference), "{text}");
        }
        for text in [
            "pay_0f3c",
            "f32c3925063447a54905d31305a14da5",
            &"a".repeat(64),
        ] {
            assert!(text.parse::<Reference>().is_ok(), "{text}");
        }
    }
}
