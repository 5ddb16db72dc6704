//! Responses with a member `data`.

/// A response with a member `data`, which [`ResponseValue::data`](crate::ResponseValue::data) returns. Only generated code
/// implements it, for each operation whose documented success has `data`.
pub trait HasData: sealed::Sealed {
    /// The type of `data`: an object, or a list or map.
    type Data;

    /// Returns `data`; `None` if the response has no `data`.
    fn data(&self) -> Option<&Self::Data>;

    /// Converts the response into `data`; `None` if the response has no `data`.
    fn into_data(self) -> Option<Self::Data>;
}

/// Restricts [`HasData`] to generated code: [`ResponseValue`](crate::ResponseValue) checks the member `data` of the body.
pub(crate) mod sealed {
    pub trait Sealed {}
}
