//! Constructors of this crate's errors.

use partna_client::{Error, ErrorKind};

/// Returns an error about the configuration of a client, such as a variable, a file or a setting of the builder.
pub(crate) fn config(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Config, message)
}

/// Returns an error about an operation that this environment, base URL or store does not support.
pub(crate) fn unsupported(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Unsupported, message)
}

/// Returns an error about a lock, file or journal that another process uses.
pub(crate) fn busy(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Busy, message)
}
