//! The input of an operation.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::response::ErrorResponse;

/// A request that was validated against the OpenAPI document.
#[derive(Debug)]
pub(crate) struct OperationCall<'a> {
    /// The operation id.
    pub(crate) id: &'a str,
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) body: &'a [u8],
}

impl OperationCall<'_> {
    /// Deserializes the body.
    pub(crate) fn body<T: DeserializeOwned>(&self) -> Result<T, ErrorResponse> {
        serde_json::from_slice(self.body)
            .map_err(|_| ErrorResponse::invalid_field("body", "the documented body", None))
    }

    /// Returns a query parameter. An empty parameter is treated as absent.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// Returns a parameter that is an integer of at least 1, or the default if it is absent.
    pub(crate) fn count(&self, name: &str, default: usize) -> Result<usize, ErrorResponse> {
        match self.parameter(name) {
            None => Ok(default),
            Some(text) => match text.parse() {
                Ok(number) if number > 0 => Ok(number),
                _ => Err(ErrorResponse::invalid_field(name, "min(1)", Some(text))),
            },
        }
    }
}
