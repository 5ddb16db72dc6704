//! The kinds of value that types request from a deserializer.

/// The kind of value that a type requests at a position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expectation {
    /// The expected kind of value. Empty if any value is accepted.
    pub(super) expected: &'static str,
    /// The expectation to report if the value has the right kind and the type rejects it.
    pub(super) narrowed: &'static str,
    /// Whether the text of a mismatched value may be listed: only if the type is a scalar and not secret.
    pub(super) keeps_text: bool,
}

pub(super) const ANY: Expectation = Expectation {
    expected: "",
    narrowed: "a value that the type accepts",
    keeps_text: false,
};
pub(super) const TEXT: Expectation = scalar("text", "text that the type accepts");
pub(super) const BOOLEAN: Expectation = scalar("a boolean", "a boolean that the type accepts");
pub(super) const WHOLE: Expectation = scalar("a whole number", "a whole number");
pub(super) const NUMBER: Expectation = scalar("a number", "a number in range");
pub(super) const DECIMAL: Expectation = scalar(
    "a decimal number",
    "a decimal number of at most 28 digits and 28 decimals",
);
pub(super) const NULL: Expectation = scalar("null", "null");
pub(super) const LIST: Expectation = container("a list", "a list that the type accepts");
pub(super) const OBJECT: Expectation = container("an object", "an object that the type accepts");

pub(super) const fn scalar(expected: &'static str, narrowed: &'static str) -> Expectation {
    Expectation {
        expected,
        narrowed,
        keeps_text: true,
    }
}

pub(super) const fn container(expected: &'static str, narrowed: &'static str) -> Expectation {
    Expectation {
        expected,
        narrowed,
        keeps_text: false,
    }
}
