//! A caller's own name for a write.

use std::fmt;
use std::str::FromStr;

/// A caller's own reference for a write, by which it can be found again whatever became of the answer.
///
/// Keep it before you send: it is what tells a payment that happened from one that did not. The document asks for hex digits,
/// and every example of it has 32 of them in lower case, as [`random`](Self::random) makes them. Other texts that clients have
/// been seen to use, of letters, digits, `-` and `_`, are taken.
///
/// ```
/// use partna_types::Reference;
///
/// let reference = Reference::random();
/// assert_eq!(reference.as_str().len(), 32);
/// assert_eq!(reference.as_str().parse(), Ok(reference.clone()));
/// assert!("".parse::<Reference>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(Box<str>);

impl Reference {
    /// The longest text that is taken, in characters.
    pub const LONGEST: usize = 64;

    /// 32 lower-case hex digits, from the random numbers of the operating system.
    #[must_use]
    pub fn random() -> Self {
        Self(format!("{:032x}", rand::random::<u128>()).into())
    }

    /// Its text.
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

/// A text that cannot be a reference. It is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAReference;

impl fmt::Display for NotAReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a reference has 1 to 64 letters, digits, `-` or `_`; `Reference::random()` makes 32 hex digits, as in the API's \
             examples",
        )
    }
}

impl std::error::Error for NotAReference {}

impl FromStr for Reference {
    type Err = NotAReference;

    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if text.is_empty() || text.len() > Self::LONGEST || !text.chars().all(fits) {
            return Err(NotAReference);
        }
        Ok(Self(text.into()))
    }
}

impl TryFrom<&str> for Reference {
    type Error = NotAReference;

    fn try_from(text: &str) -> Result<Self, NotAReference> {
        text.parse()
    }
}

impl TryFrom<String> for Reference {
    type Error = NotAReference;

    fn try_from(text: String) -> Result<Self, NotAReference> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn random_ones_are_32_hex_digits_and_differ() {
        let made: HashSet<String> = (0..1000).map(|_| Reference::random().into()).collect();
        assert_eq!(made.len(), 1000);
        for text in &made {
            assert_eq!(text.len(), 32);
            assert!(
                text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f')),
                "{text}"
            );
        }
    }

    #[test]
    fn what_would_be_lost_in_a_query_or_a_log_is_refused() {
        for text in ["", " ", "a b", "a\n", "é", "a/b", "a&b=c", &"a".repeat(65)] {
            assert_eq!(text.parse::<Reference>(), Err(NotAReference), "{text}");
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
