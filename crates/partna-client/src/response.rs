//! The success of a call.

use std::fmt;
use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};
use partna_types::tolerant::{SkippedField, Tolerant};

/// A decoded success, with its status and headers. It dereferences to the value.
///
/// Fields that do not have the documented form are converted or left out, and listed by
/// [`skipped_fields`](Self::skipped_fields). [`tolerant`](partna_types::tolerant) has the rules.
///
/// ```
/// use partna_client::{Answer, Operation, decode, types::BalancesResponse};
///
/// let body = r#"{"data": {"customer": {"NGN": "", "USD": {"availableBalance": 5}}}, "message": "success"}"#;
/// let balances = decode::<BalancesResponse>(Operation::by_id("get_balances"), Answer::new(body.into()))?;
/// for field in balances.skipped_fields() {
///     assert_eq!(field.to_string(), "data.customer.NGN: expected an object, found text; the field is absent");
/// }
/// assert_eq!(balances.skipped_fields().len(), 1);
/// # Ok::<(), partna_client::Error>(())
/// ```
pub struct ResponseValue<T> {
    inner: T,
    status: StatusCode,
    headers: HeaderMap,
    skipped: Vec<SkippedField>,
    skipped_count: usize,
}

impl<T> ResponseValue<T> {
    /// Makes a response; for tests of your own.
    pub fn new(inner: T, status: StatusCode, headers: HeaderMap) -> Self {
        Self {
            inner,
            status,
            headers,
            skipped: Vec::new(),
            skipped_count: 0,
        }
    }

    pub(crate) fn decoded(decoded: Tolerant<T>, status: StatusCode, headers: HeaderMap) -> Self {
        let skipped_count = decoded.skipped_count();
        let (inner, skipped) = decoded.into_parts();
        Self {
            inner,
            status,
            headers,
            skipped,
            skipped_count,
        }
    }

    /// Returns the value alone.
    pub fn into_inner(self) -> T {
        self.inner
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the length that the header `Content-Length` states, in bytes.
    pub fn content_length(&self) -> Option<u64> {
        let length = self.headers.get(http::header::CONTENT_LENGTH)?;
        length.to_str().ok()?.parse().ok()
    }

    /// Returns the fields that did not have the documented form, in their order. At most 1,000 are listed.
    pub fn skipped_fields(&self) -> &[SkippedField] {
        &self.skipped
    }

    /// Returns how many fields did not have the documented form, listed or not.
    pub fn skipped_count(&self) -> usize {
        self.skipped_count
    }
}

impl<T> Deref for ResponseValue<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T> DerefMut for ResponseValue<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.inner
    }
}

impl<T> AsRef<T> for ResponseValue<T> {
    fn as_ref(&self) -> &T {
        &self.inner
    }
}

impl<T: fmt::Debug> fmt::Debug for ResponseValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}
