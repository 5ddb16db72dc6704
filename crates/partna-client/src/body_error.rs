//! The errors of builders of request bodies; called by generated code.

use std::fmt::Display;

use crate::{Error, ErrorKind};

/// What a builder holds for a required field that nobody set.
pub(crate) fn missing(field: &str) -> String {
    format!("`{field}` is missing; set it with `.{field}(..)`")
}

/// What a builder holds for a field whose value cannot be converted.
pub(crate) fn not_valid(field: &str, problem: impl Display) -> String {
    format!("`{field}` is not valid: {problem}; set it with `.{field}(..)`")
}

/// The error of `build`, by what the builder holds for the field.
pub(crate) fn unbuildable(body: &str, problem: String) -> Error {
    Error::new(ErrorKind::Invalid, format!("{body}: {problem}"))
}
