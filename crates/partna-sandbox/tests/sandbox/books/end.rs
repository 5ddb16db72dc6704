//! How a write ends.

use partna_auth::{Amount, ErrorKind, Outcome, Record, Resolution, Write};
use serde::de::DeserializeOwned;

use super::Result;

/// The end of a write.
#[derive(Debug)]
pub enum End<T> {
    Done(T),
    /// Its answer was lost, and it is on record.
    Found(Record),
    /// Its answer was lost, and it is not on record. Here that does mean that it did not happen.
    NotSeen,
    Refused(partna_auth::Error),
}

/// Sends a write, and asks about it if its outcome is not known.
pub async fn end_of<T, D>(write: Write<T, D>) -> Result<End<T>>
where
    T: DeserializeOwned + Send + 'static,
    D: 'static,
{
    let pending = match write.send().await {
        Ok(Outcome::Accepted(answer)) => return Ok(End::Done(answer.into_inner())),
        Ok(Outcome::Unknown(pending)) => pending,
        Err(error) if is_refusal(&error) => return Ok(End::Refused(error)),
        Err(error) => return Err(error.into()),
    };
    Ok(match pending.resolve().await? {
        Resolution::Committed(record) => End::Found(record),
        Resolution::NotSeen => End::NotSeen,
    })
}

pub fn is_refusal(error: &partna_auth::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Invalid | ErrorKind::NotFound | ErrorKind::Conflict
    )
}

impl<T> End<T> {
    /// Whether it happened; if that had to be looked up, with the amount that was meant.
    pub fn is_done(&self, amount: Amount) -> Result<bool> {
        match self {
            Self::Done(_) => Ok(true),
            Self::Found(record) if record.amount() == Some(amount) => Ok(true),
            Self::Found(record) => Err(format!("it was {amount}, and is {record:?}").into()),
            Self::NotSeen | Self::Refused(_) => Ok(false),
        }
    }
}
