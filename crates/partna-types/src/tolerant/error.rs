//! The errors of decoding: of one value, and of the whole document.

use std::borrow::Cow;
use std::fmt;

use serde::de;

use super::expectation::Expectation;

/// The reason why a value is omitted or converted.
#[derive(Clone, Debug)]
pub(super) struct Reason {
    pub(super) expected: Cow<'static, str>,
    /// Whether the text of the value may be listed.
    pub(super) keeps_text: bool,
}

/// A value that does not have the expected type.
#[derive(Debug, thiserror::Error)]
#[error("expected {}", .0.reason.expected)]
pub(super) struct Mismatch(Box<Inner>);

#[derive(Debug)]
struct Inner {
    /// Child indices from the root. `None` until the position is known.
    position: Option<Vec<usize>>,
    cause: Cause,
    reason: Reason,
}

#[derive(Debug, PartialEq, Eq)]
enum Cause {
    /// Another kind of JSON value was expected.
    Kind,
    /// The type rejects the value, with a message that may quote it.
    Custom,
    /// Another cause, with a message that does not quote the value.
    Other,
}

impl Mismatch {
    fn new(cause: Cause, expected: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            position: None,
            cause,
            reason: Reason {
                expected: expected.into(),
                keeps_text: false,
            },
        }))
    }

    /// Creates the mismatch for a value that does not have the expected kind.
    pub(super) fn kind() -> Self {
        Self::new(Cause::Kind, "another value")
    }

    /// Sets the position and the expectation at this position, unless a position is already set.
    pub(super) fn at(
        mut self,
        expectation: Expectation,
        position: impl FnOnce() -> Vec<usize>,
    ) -> Self {
        let inner = &mut *self.0;
        if inner.position.is_none() {
            inner.position = Some(position());
            inner.reason.keeps_text = expectation.keeps_text;
            match inner.cause {
                Cause::Kind if !expectation.expected.is_empty() => {
                    inner.reason.expected = expectation.expected.into();
                }
                Cause::Custom => inner.reason.expected = expectation.narrowed.into(),
                _ => {}
            }
        }
        self
    }

    /// Returns the position and the reason. If no position was set, the position is that of the root.
    pub(super) fn into_parts(self) -> (Vec<usize>, Reason) {
        (self.0.position.unwrap_or_default(), self.0.reason)
    }
}

impl de::Error for Mismatch {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::new(Cause::Custom, "a value that the type accepts")
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(Cause::Kind, expected.to_string())
    }

    fn invalid_value(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::new(Cause::Other, expected.to_string())
    }

    fn invalid_length(_: usize, expected: &dyn de::Expected) -> Self {
        Self::new(Cause::Other, expected.to_string())
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        let names: Vec<_> = expected.iter().map(|name| format!("`{name}`")).collect();
        Self::new(Cause::Other, format!("one of {}", names.join(", ")))
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(Cause::Other, "an object without other members")
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Cause::Other, format!("an object with a member `{field}`"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(Cause::Other, format!("an object with one member `{field}`"))
    }
}

/// The error for a document that cannot be decoded. It does not contain any value of the document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is not complete JSON.
    #[error("not complete JSON at line {line}, column {column}")]
    #[non_exhaustive]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// The root value does not have the expected type, such as a list in place of an object.
    #[error("expected {expected} at the top level")]
    #[non_exhaustive]
    Root {
        /// The expected type.
        expected: String,
    },
}
