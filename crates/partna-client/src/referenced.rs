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
    type Answer: DeserializeOwned + Send + 'static;
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

/// The API documents that it refuses a reference which it has seen. Sending one again is safe where this stands.
#[derive(Clone, Copy, Debug)]
pub struct Rejected;

/// What the API does with a reference which it has seen is documented nowhere.
#[derive(Clone, Copy, Debug)]
pub struct Unproven;
