//! Time, as something that is handed in.

use std::fmt;
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

/// Where a client takes its time from. Hand in one of your own to test waits and expiry without waiting.
pub trait Clock: fmt::Debug + Send + Sync {
    /// Time that has passed since some moment, and never goes back.
    fn now(&self) -> Duration;

    /// The time of day, for what expires by a date.
    fn wall(&self) -> SystemTime;

    /// Waits. It may return sooner than requested: the caller counts the requested time, so that a wait with a deadline
    /// ends on such a clock too.
    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// The clock of the system, and tokio's sleep.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock(Instant);

impl Default for SystemClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(time))
    }
}

/// Measures a task with waits. A wait counts with the requested time, even if the clock made it shorter.
pub(crate) struct Stopwatch<'a> {
    clock: &'a dyn Clock,
    start: Duration,
    /// What waits were shorter than requested, all together.
    unslept: Duration,
}

impl<'a> Stopwatch<'a> {
    pub(crate) fn start(clock: &'a dyn Clock) -> Self {
        Self {
            clock,
            start: clock.now(),
            unslept: Duration::ZERO,
        }
    }

    /// Returns what is left of a time limit.
    pub(crate) fn remaining(&self, limit: Duration) -> Duration {
        let passed = self.clock.now().saturating_sub(self.start);
        limit.saturating_sub(passed.saturating_add(self.unslept))
    }

    pub(crate) async fn sleep(&mut self, time: Duration) {
        let before = self.clock.now();
        self.clock.sleep(time).await;
        let slept = self.clock.now().saturating_sub(before);
        self.unslept = self.unslept.saturating_add(time.saturating_sub(slept));
    }
}
