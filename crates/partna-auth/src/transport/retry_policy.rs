//! Whether a call is repeated, when, and how often.
//!
//! The rule: a read is repeated after transient errors - no connection, a connection that broke, no answer in time, and
//! the statuses of `is_transient`. A write, and a GET that acts, is repeated only if it provably never left. Everything
//! is bounded: by attempts, by the time of the call, and by a budget that all calls of a client share, so that an API in trouble
//! does not get twice the load.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use partna_client::{Effect, Error, HttpResponse, Operation, retry_after};

/// How calls are repeated.
///
/// ```
/// use std::time::Duration;
/// use partna_auth::Retries;
///
/// let patient = Retries::default().attempts(6).longest_wait(Duration::from_secs(30));
/// let never = Retries::none();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Retries {
    attempts: u32,
    first_wait: Duration,
    longest_wait: Duration,
    seed: Option<u64>,
}

impl Default for Retries {
    /// Three attempts; waits of 1 to 2 seconds, then 2 to 4, and never more than 20. Source: the vendor's guide says to
    /// begin with a second.
    fn default() -> Self {
        Self {
            attempts: 3,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(20),
            seed: None,
        }
    }
}

impl Retries {
    /// Every call once.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// How often a call is sent at most, the first time included.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The wait before the second attempt, at least; it may be up to twice that. Each further wait doubles.
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// The longest wait between two attempts, unless the API asks for a longer one.
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// Draws the random part of the waits from this seed, for tests.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// The waits between attempts, one after the other.
    pub(crate) fn delays(&self) -> impl Iterator<Item = Duration> + Send + use<> {
        let max_wait = self.longest_wait;
        let retries = usize::try_from(self.attempts.saturating_sub(1)).unwrap_or(usize::MAX);
        let delays = ExponentialBuilder::new()
            .with_min_delay(self.first_wait)
            .with_max_delay(max_wait)
            .with_max_times(retries)
            .with_jitter()
            .with_jitter_seed(self.seed.unwrap_or_else(rand::random));
        delays.build().map(move |wait| wait.min(max_wait))
    }
}

/// An attempt that brought no answer.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: Error,
    pub(crate) retryable: Retryable,
}

impl Failure {
    /// A failure that will be the same the next time.
    pub(crate) fn permanent(error: Error) -> Self {
        Self {
            error,
            retryable: Retryable::Never,
        }
    }
}

/// What may be retried after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Retryable {
    /// Nothing: it would fail the same.
    Never,
    /// What only reads: the request may have left.
    IfIdempotent,
    /// Everything: the request provably never left.
    Always,
}

/// Whether a result may be otherwise the next time, and how long the API asks to wait for that.
pub(crate) fn retry_delay(
    operation: Option<&'static Operation>,
    result: &Result<HttpResponse, Failure>,
) -> Option<Duration> {
    let is_read = operation.is_some_and(|operation| operation.effect == Effect::Read);
    match result {
        Err(failure) => match failure.retryable {
            Retryable::Never => None,
            Retryable::IfIdempotent => is_read.then_some(Duration::ZERO),
            Retryable::Always => Some(Duration::ZERO),
        },
        Ok(response) if is_read && is_transient(response.status().as_u16()) => {
            Some(retry_after(response).unwrap_or_default())
        }
        Ok(_) => None,
    }
}

/// Whether a status is transient.
///
/// Besides those that HTTP defines, these are statuses that CDNs and proxies send in place of the API: 520 to 525, 527 and 530
/// of Cloudflare, 529 of an overloaded site, 598 and 599 of proxies that gave up. 526 is left out: the certificate of the origin
/// is invalid until somebody replaces it. Source: Cloudflare's list of its 5xx errors.
fn is_transient(status: u16) -> bool {
    matches!(status, 429 | 500 | 502..=504 | 520..=525 | 527 | 529 | 530 | 598 | 599)
}

/// What all calls of a client may spend on repetition: a call that succeeds pays a tenth of what a repetition costs.
#[derive(Debug)]
pub(crate) struct RetryBudget(AtomicU32);

impl RetryBudget {
    const CAPACITY: u32 = 500;
    const RETRY_COST: u32 = 10;

    pub(crate) fn new() -> Self {
        Self(AtomicU32::new(Self::CAPACITY))
    }

    /// Takes what a repetition costs, if it is there.
    pub(crate) fn withdraw(&self) -> bool {
        let subtract_cost = |left: u32| left.checked_sub(Self::RETRY_COST);
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, subtract_cost)
            .is_ok()
    }

    /// Puts in what a success is worth.
    pub(crate) fn deposit(&self) {
        if self.0.load(Ordering::Relaxed) < Self::CAPACITY {
            let add_one = |left: u32| (left < Self::CAPACITY).then_some(left + 1);
            // The budget was filled in the meantime.
            let _ = self
                .0
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add_one);
        }
    }
}
