//! Errors of the builders of request bodies, for generated code.

use std::fmt::Display;

use crate::{Error, ErrorKind};

/// Returns the problem for a required field that was not set.
pub(crate) fn missing(field: &str) -> String {
    format!("`{field}` is missing; set it with `.{field}(..)`")
}

/// Returns the problem for a field whose value cannot be converted.
pub(crate) fn not_valid(field: &str, problem: impl Display) -> String {
    format!("`{field}` is not valid: {problem}; set it with `.{field}(..)`")
}

/// Returns the error of `build` for the problem of a field.
pub(crate) fn unbuildable(body: &str, problem: String) -> Error {
    Error::new(ErrorKind::Invalid, format!("{body}: {problem}"))
}
