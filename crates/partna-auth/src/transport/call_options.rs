//! Options of individual calls.

use std::time::Duration;

use crate::Retries;

/// Options of calls, for [`Partna::with`](crate::Partna::with). Options that are not set are those of the client.
///
/// Later versions may add options, so use the setters instead of a struct literal.
///
/// ```
/// use std::time::Duration;
/// use partna_auth::{CallOptions, Retries};
///
/// let short = CallOptions::new()
///     .attempt_timeout(Duration::from_secs(2))
///     .call_timeout(Duration::from_secs(3))
///     .retries(Retries::none());
/// assert_eq!(short.call_timeout, Some(Duration::from_secs(3)));
/// ```
///
/// ```compile_fail,E0639
/// let options = partna_auth::CallOptions { call_timeout: None, attempt_timeout: None, retries: None };
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "options have no effect until they are passed to `Partna::with`"]
pub struct CallOptions {
    /// The time limit of one attempt.
    pub attempt_timeout: Option<Duration>,
    /// The time limit of a call, with its attempts and the delays between them.
    pub call_timeout: Option<Duration>,
    /// How calls are retried.
    pub retries: Option<Retries>,
}

impl CallOptions {
    /// Returns options where nothing is set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the time limit of one attempt.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets the time limit of a call, with its attempts and the delays between them.
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.call_timeout = Some(timeout);
        self
    }

    /// Sets how calls are retried.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = Some(retries);
        self
    }
}

/// The limits in effect.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CallLimits {
    pub(crate) attempt_timeout: Duration,
    pub(crate) call_timeout: Duration,
    pub(crate) retries: Retries,
}

impl CallLimits {
    pub(crate) fn with(self, options: CallOptions) -> Self {
        Self {
            attempt_timeout: options.attempt_timeout.unwrap_or(self.attempt_timeout),
            call_timeout: options.call_timeout.unwrap_or(self.call_timeout),
            retries: options.retries.unwrap_or(self.retries),
        }
    }
}
