//! What an operation is called with.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::response::ErrorResponse;

/// A request that has passed the document.
#[derive(Debug)]
pub(crate) struct OperationCall<'a> {
    /// The operation's id.
    pub(crate) id: &'a str,
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) body: &'a [u8],
}

impl OperationCall<'_> {
    /// The body, read into what the operation needs of it.
    pub(crate) fn body<T: DeserializeOwned>(&self) -> Result<T, ErrorResponse> {
        serde_json::from_slice(self.body)
            .map_err(|_| ErrorResponse::invalid_field("body", "what the document says", None))
    }

    /// A parameter; an empty one counts as none.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// A whole number from 1 on, or what holds without one.
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
