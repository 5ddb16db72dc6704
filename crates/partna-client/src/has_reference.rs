//! Writes with a reference of the caller.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Client, Error};

/// The builder of a write with a field for the caller's reference.
///
/// `partna-auth` uses this trait to serialize the body once, so that all attempts send the same body, and to return an outcome.
/// Only generated code implements it.
pub trait HasReference: Sealed {
    /// The body of the request.
    type Body: Serialize;
    /// The body of the response.
    type Response: DeserializeOwned + Send + 'static;
    /// How the API treats a duplicate reference: [`RejectsDuplicates`] or [`DuplicatesUndocumented`].
    type Duplicates: Send + Sync + 'static;
    /// Id of the operation.
    const OPERATION: &'static str;

    /// Returns the client and the complete body.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) if a field is missing or invalid.
    fn into_parts(self) -> Result<(Client, Self::Body), Error>;

    /// Returns the field of the body that contains the reference.
    fn reference(body: &mut Self::Body) -> &mut Option<String>;
}

/// Restricts `HasReference` to generated code, because its type `Duplicates` determines which writes may be sent again.
pub trait Sealed {}

/// Marks a write for which the API is documented to reject a known reference. Therefore the same write can be sent again safely.
///
/// It is a type parameter, as in `Write<RampOrderResponse, RejectsDuplicates>`. It describes how the API treats duplicate
/// references, not the result of a call.
#[derive(Clone, Copy, Debug)]
pub struct RejectsDuplicates;

/// Marks a write for which the treatment of duplicate references is not documented. It cannot be sent again safely.
#[derive(Clone, Copy, Debug)]
pub struct DuplicatesUndocumented;
