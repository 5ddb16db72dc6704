//! Constructors of the errors that this crate makes itself.

use partna_client::{Error, ErrorKind};

/// Returns an error about the configuration of a client: a variable, a file, a setting of the builder.
pub(crate) fn config(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::Config, what)
}

/// Returns an error about a step that was not taken.
pub(crate) fn refused(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::Refused, what)
}
