//! Errors of the builders of requests, for generated code.

use crate::{Error, ErrorKind, Operation};

/// The reason why a builder cannot build its request.
#[derive(Debug)]
pub(crate) enum RequestError {
    /// A parameter or a body is missing or not valid. The text is the message of the builder.
    Invalid(String),
    /// The value of a query parameter cannot be encoded as a query. The text is the name of the parameter.
    Query(String),
    /// The value of a path, header or cookie parameter cannot be sent in its documented form. The fields are the kind and the
    /// name of the parameter.
    #[allow(dead_code, reason = "a document may have no such parameters")]
    Parameter(&'static str, String),
    /// The body cannot be sent in its documented form.
    #[allow(dead_code, reason = "a document may have no such bodies")]
    Body,
    /// The URL or the body cannot be serialized.
    NotSerializable(reqwest::Error),
}

impl From<reqwest::Error> for RequestError {
    fn from(error: reqwest::Error) -> Self {
        Self::NotSerializable(error)
    }
}

impl RequestError {
    /// Returns the error of a call of this operation, without any value or URL.
    pub(crate) fn of_operation(self, id: &str) -> Error {
        let error = match self {
            Self::Invalid(problem) => Error::new(ErrorKind::Invalid, problem),
            Self::Query(name) => Error::new(
                ErrorKind::Invalid,
                format!(
                    "query parameter `{name}`: the value cannot be written as a query; set text, a number, a boolean, or a \
                     list or an object of those"
                ),
            ),
            Self::Parameter(kind, name) => Error::new(
                ErrorKind::Invalid,
                format!(
                    "{kind} `{name}`: the value cannot be written in the documented form; set a value that is not empty, \
                     without separators, line breaks, nested values, or spaces at the start or end"
                ),
            ),
            Self::Body => Error::new(
                ErrorKind::Invalid,
                "body: a field cannot be written as a form; set text, a number, a boolean, or a list of those",
            ),
            Self::NotSerializable(error) => Error::new(
                ErrorKind::Invalid,
                "request: cannot be serialized; check the values of its fields",
            )
            .with_source(error.without_url()),
        };
        error.with_operation(Operation::by_id(id))
    }
}
