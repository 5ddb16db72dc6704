//! How a response is classified, fixed before its body is redacted or shortened.

use crate::wording::Meaning;
use crate::{ErrorKind, HttpResponse};

/// How a response is classified.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classification {
    pub(crate) kind: ErrorKind,
    pub(crate) is_error: bool,
    pub(crate) is_duplicate_reference: bool,
    pub(crate) meaning: Option<Meaning>,
}

/// What [`pin_classification`] has fixed; none if it was not called.
pub(crate) fn pinned(response: &HttpResponse) -> Option<Classification> {
    response.extensions().get().copied()
}
