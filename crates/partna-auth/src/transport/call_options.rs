//! Settings for some calls.

use std::time::Duration;

use crate::Retries;

/// Settings for some calls of a client, from [`Partna::with`](crate::Partna::with). What is not set is as the client has it.
///
/// Later versions may add settings, so it is built with setters and not as a struct literal.
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
    /// How long one attempt may take.
    pub attempt_timeout: Option<Duration>,
    /// How long a call may take, with all its attempts and the waits between them.
    pub call_timeout: Option<Duration>,
    /// How calls are retried.
    pub retries: Option<Retries>,
}

impl CallOptions {
    /// Returns options that set nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how long one attempt may take.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets how long a call may take, with all its attempts and the waits between them.
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

/// The settings that hold.
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
