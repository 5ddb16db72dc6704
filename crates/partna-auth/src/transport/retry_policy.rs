//! Decides whether and when a call is retried.
//!
//! Reads are retried after transient errors: no connection, a broken connection, a timeout, and the statuses of `is_transient`. A
//! write, including a GET that has an effect, is retried only if the request was never sent. Retries are limited by attempts, by
//! the time limit of the call, and by a budget that all calls of a client share, so that retries do not multiply the load on an
//! overloaded API.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use partna_client::{Effect, Error, HttpResponse, Operation, retry_after};

/// The retry settings of calls.
///
/// ```
/// use std::time::Duration;
/// use partna_auth::Retries;
///
/// let patient = Retries::default().attempts(6).max_delay(Duration::from_secs(30));
/// let never = Retries::none();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Retries {
    attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    seed: Option<u64>,
}

impl Default for Retries {
    /// Three attempts, with delays of 1 to 2 seconds, then 2 to 4, and at most 20. Source: the vendor's guide recommends starting
    /// with one second.
    fn default() -> Self {
        Self {
            attempts: 3,
            base_delay: Duration::from_secs(1),
            max_delay: Duration::from_secs(20),
            seed: None,
        }
    }
}

impl Retries {
    /// Returns settings that send every call once, without retries.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// Sets the maximum number of attempts, including the first. 3 by default.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets the minimum delay before the second attempt. The delay is random, between this minimum and twice the minimum. The
    /// minimum doubles for each further attempt. 1 second by default.
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets the maximum delay between two attempts, unless the API requests a longer one. 20 seconds by default.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the seed of the random part of the delays, for tests.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Returns the delays between attempts, in order.
    pub(crate) fn delays(&self) -> impl Iterator<Item = Duration> + Send + use<> {
        let max_delay = self.max_delay;
        let retries = usize::try_from(self.attempts.saturating_sub(1)).unwrap_or(usize::MAX);
        let delays = ExponentialBuilder::new()
            .with_min_delay(self.base_delay)
            .with_max_delay(max_delay)
            .with_max_times(retries)
            .with_jitter()
            .with_jitter_seed(self.seed.unwrap_or_else(rand::random));
        delays.build().map(move |delay| delay.min(max_delay))
    }
}

/// The failure of an attempt without a response.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: Error,
    pub(crate) retryable: Retryable,
}

impl Failure {
    /// Returns a failure that a retry would repeat.
    pub(crate) fn permanent(error: Error) -> Self {
        Self {
            error,
            retryable: Retryable::Never,
        }
    }
}

/// Which calls can be retried after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Retryable {
    /// No call: a retry would fail in the same way.
    Never,
    /// Only reads: the request may have been sent.
    IfIdempotent,
    /// Every call: the request was never sent.
    Always,
}

/// Whether a call is retried after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryDecision {
    /// The result of the attempt is final.
    Final,
    /// The call is retried, unless a limit is reached. `min_delay` is the delay that the API requested, or zero.
    Retry { min_delay: Duration },
}

/// Decides whether a call is retried after the result of an attempt.
pub(crate) fn retry_decision(
    operation: Option<&'static Operation>,
    result: &Result<HttpResponse, Failure>,
) -> RetryDecision {
    let is_read = operation.is_some_and(|operation| operation.effect == Effect::Read);
    match result {
        Err(failure) => {
            let is_retryable = match failure.retryable {
                Retryable::Never => false,
                Retryable::IfIdempotent => is_read,
                Retryable::Always => true,
            };
            if is_retryable {
                let min_delay = Duration::ZERO;
                RetryDecision::Retry { min_delay }
            } else {
                RetryDecision::Final
            }
        }
        Ok(response) if is_read && is_transient(response.status().as_u16()) => {
            let min_delay = retry_after(response).unwrap_or_default();
            RetryDecision::Retry { min_delay }
        }
        Ok(_) => RetryDecision::Final,
    }
}

/// Returns whether a status is transient.
///
/// In addition to statuses of HTTP, these are statuses that CDNs and proxies send instead of the API: 520 to 525, 527 and 530 of
/// Cloudflare, 529 of an overloaded site, 598 and 599 of proxies that timed out. 526 is not transient: the certificate of the
/// origin is invalid until it is replaced. Source: Cloudflare's list of its 5xx errors.
fn is_transient(status: u16) -> bool {
    matches!(status, 429 | 500 | 502..=504 | 520..=525 | 527 | 529 | 530 | 598 | 599)
}

/// The retry budget that all calls of a client share. A success adds a tenth of the cost of a retry.
#[derive(Debug)]
pub(crate) struct RetryBudget(AtomicU32);

impl RetryBudget {
    const CAPACITY: u32 = 500;
    const RETRY_COST: u32 = 10;

    pub(crate) fn new() -> Self {
        Self(AtomicU32::new(Self::CAPACITY))
    }

    /// Takes the cost of a retry from the budget. Returns false, without a change, if the budget is too low.
    pub(crate) fn withdraw(&self) -> bool {
        let subtract_cost = |left: u32| left.checked_sub(Self::RETRY_COST);
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, subtract_cost)
            .is_ok()
    }

    /// Adds a tenth of the cost of a retry to the budget, up to the capacity. It is called after a success.
    pub(crate) fn deposit(&self) {
        if self.0.load(Ordering::Relaxed) < Self::CAPACITY {
            let add_one = |left: u32| (left < Self::CAPACITY).then_some(left + 1);
            // If the budget is full now, another call has filled it in the meantime.
            let _ = self
                .0
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add_one);
        }
    }
}
