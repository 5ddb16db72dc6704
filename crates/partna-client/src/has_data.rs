//! Responses with a member `data`.

/// A response with a member `data`: what [`ResponseValue::data`](crate::ResponseValue::data) returns. Implemented by generated
/// code alone, for every operation whose documented success has `data`.
pub trait HasData: sealed::Sealed {
    /// The type of `data`: an object, or a list or map.
    type Data;

    /// Returns `data`; `None` if the response has none.
    fn data(&self) -> Option<&Self::Data>;

    /// Returns `data` alone; `None` if the response has none.
    fn into_data(self) -> Option<Self::Data>;
}

/// Keeps [`HasData`] to generated code: [`ResponseValue`](crate::ResponseValue) checks the member `data` of the body.
pub(crate) mod sealed {
    pub trait Sealed {}
}
