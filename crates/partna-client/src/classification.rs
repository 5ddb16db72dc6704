//! The classification of a response, stored before its body is redacted or truncated.

use crate::wording::Meaning;
use crate::{ErrorKind, HttpResponse};

/// The classification of a response.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classification {
    /// The error kind. It has no meaning unless `is_error` is true.
    pub(crate) kind: ErrorKind,
    pub(crate) is_error: bool,
    pub(crate) is_duplicate_reference: bool,
    pub(crate) meaning: Option<Meaning>,
}

/// Returns the classification that [`store_classification`](crate::store_classification) stored, if it was called.
pub(crate) fn stored_classification(response: &HttpResponse) -> Option<Classification> {
    response.extensions().get().copied()
}
