//! The loop around attempts. Clock and attempt are handed in, so that its schedule can be tested to the millisecond.

use std::time::Duration;

use partna_client::{Answer, Error, Operation};

use crate::Clock;
use crate::options::Limits;
use crate::retry::{Budget, Failure, worth_another};

/// What an attempt is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// Counted from 1.
    pub(crate) number: u32,
    /// How long it may take.
    pub(crate) timeout: Duration,
}

/// Makes attempts until one is final, or there may be no more.
pub(crate) async fn repeat<F: Future<Output = Result<Answer, Failure>>>(
    operation: Option<&'static Operation>,
    limits: Limits,
    clock: &dyn Clock,
    budget: &Budget,
    mut attempt: impl FnMut(Attempt) -> F,
) -> Result<Answer, Error> {
    let start = clock.now();
    let left = || {
        limits
            .call_timeout
            .saturating_sub(clock.now().saturating_sub(start))
    };
    let mut waits = None;
    let mut number = 1;
    loop {
        let timeout = limits.attempt_timeout.min(left());
        let result = attempt(Attempt { number, timeout }).await;
        let Some(asked) = worth_another(operation, &result) else {
            budget.earn();
            return result.map_err(|failure| failure.error);
        };
        // Made only here, since most calls need none.
        let waits = waits.get_or_insert_with(|| limits.retries.waits());
        let wait = waits
            .next()
            .map(|wait| wait.max(asked))
            .filter(|wait| *wait < left());
        let Some(wait) = wait.filter(|_| budget.take()) else {
            return result.map_err(|failure| failure.error);
        };
        tracing::debug!(
            attempt = number,
            wait_ms = wait.as_millis(),
            "not final; waiting for the next attempt"
        );
        clock.sleep(wait).await;
        number += 1;
    }
}
