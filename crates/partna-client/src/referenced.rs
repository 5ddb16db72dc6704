//! Writes that carry a reference of the caller's.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Client, Error};

/// A write with a field for the caller's reference, as the generated builders are.
///
/// It takes a builder apart, so that what is sent can be fixed before anything is: `partna-auth` makes of it a write with an
/// outcome. Implemented by generated code alone.
pub trait Referenced: Sealed {
    /// What is sent.
    type Body: Serialize;
    /// What the API answers.
    type Response: DeserializeOwned + Send + 'static;
    /// What the API does with a reference that it has seen: [`Rejected`] or [`Unproven`].
    type Duplicates: Send + Sync + 'static;
    /// Id of the operation.
    const OPERATION: &'static str;

    /// Its client, and the body once it is complete.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) naming what is missing or does not fit.
    fn into_parts(self) -> Result<(Client, Self::Body), Error>;

    /// The field of the reference.
    fn reference(body: &mut Self::Body) -> &mut Option<String>;
}

/// Keeps `Referenced` to generated code: what it says of duplicates decides what may be sent again.
pub trait Sealed {}

/// Marks a write whose reference the API documents to reject a second time, so that the same write can be sent again safely.
///
/// It is a type parameter, as in `Write<RampOrderResponse, Rejected>`. It describes how the API treats duplicate references, not
/// what became of a call.
#[derive(Clone, Copy, Debug)]
pub struct Rejected;

/// Marks a write for which nobody documents what the API does with a reference that it has seen. It cannot be sent again.
#[derive(Clone, Copy, Debug)]
pub struct Unproven;
