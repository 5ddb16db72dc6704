//! What can be otherwise for a single call.

use std::time::Duration;

use crate::Retries;

/// Settings for some calls, over those of the client; what is none stays as it is. See
/// [`Partna::with`](crate::Partna::with).
///
/// ```
/// use std::time::Duration;
/// use partna_auth::{CallOptions, Retries};
///
/// let hurried = CallOptions {
///     attempt_timeout: Some(Duration::from_secs(2)),
///     call_timeout: Some(Duration::from_secs(3)),
///     retries: Some(Retries::none()),
///     ..CallOptions::default() // more may come
/// };
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CallOptions {
    /// How long one attempt may take.
    pub attempt_timeout: Option<Duration>,
    /// How long a call may take with all its attempts and the waits between them.
    pub call_timeout: Option<Duration>,
    /// How calls are repeated.
    pub retries: Option<Retries>,
}

/// The settings that hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) attempt_timeout: Duration,
    pub(crate) call_timeout: Duration,
    pub(crate) retries: Retries,
}

impl Limits {
    pub(crate) fn with(self, options: CallOptions) -> Self {
        Self {
            attempt_timeout: options.attempt_timeout.unwrap_or(self.attempt_timeout),
            call_timeout: options.call_timeout.unwrap_or(self.call_timeout),
            retries: options.retries.unwrap_or(self.retries),
        }
    }
}
