//! The outcome of a write after its lookup.

use partna_auth::{Amount, ErrorKind, Outcome, Record, Resolution, Write};
use serde::de::DeserializeOwned;

use super::Result;

/// The outcome of a write.
#[derive(Debug)]
pub enum WriteOutcome<T> {
    Accepted(T),
    /// Its response was lost, and it is recorded.
    Recorded(Record),
    /// Its response was lost, and it is not recorded. In the sandbox this proves that it was not applied.
    NotSeen,
    Rejected(partna_auth::Error),
}

/// Sends a write, and looks it up if its outcome is unknown.
pub async fn send_and_resolve<T, D>(write: Write<T, D>) -> Result<WriteOutcome<T>>
where
    T: DeserializeOwned + Send + 'static,
    D: 'static,
{
    let pending = match write.send().await {
        Ok(Outcome::Accepted(response)) => {
            return Ok(WriteOutcome::Accepted(response.into_inner()));
        }
        Ok(Outcome::Unknown(pending)) => pending,
        Err(error) if is_rejection(&error) => return Ok(WriteOutcome::Rejected(error)),
        Err(error) => return Err(error.into()),
    };
    Ok(match pending.resolve().await? {
        Resolution::Found(record) => WriteOutcome::Recorded(record),
        Resolution::NotSeen => WriteOutcome::NotSeen,
    })
}

pub fn is_rejection(error: &partna_auth::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Invalid | ErrorKind::NotFound | ErrorKind::Conflict
    )
}

impl<T> WriteOutcome<T> {
    /// Returns whether the write was applied. Fails if the recorded amount differs.
    pub fn is_applied(&self, amount: Amount) -> Result<bool> {
        match self {
            Self::Accepted(_) => Ok(true),
            Self::Recorded(record) if record.amount() == Some(amount) => Ok(true),
            Self::Recorded(record) => {
                Err(format!("write of {amount}: recorded as {record:?}").into())
            }
            Self::NotSeen | Self::Rejected(_) => Ok(false),
        }
    }
}
