//! The clock of a client, which tests can replace.

use std::fmt;
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

/// A source of time for a client. Implement it to test waits and expiry without waiting.
pub trait Clock: fmt::Debug + Send + Sync {
    /// Returns the time since a fixed moment. It never decreases.
    fn now(&self) -> Duration;

    /// Returns the wall-clock time, for expiry dates.
    fn wall(&self) -> SystemTime;

    /// Waits for `time`. The clock of a test may return immediately. The client then treats the requested time as passed, so a wait
    /// with a deadline still ends.
    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// The system clock, with tokio's sleep.
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

/// Measures the time of a task. A wait adds the requested time, even if the clock returned earlier.
pub(crate) struct Stopwatch<'a> {
    clock: &'a dyn Clock,
    start: Duration,
    /// The total of requested wait time that the clock did not wait.
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

    /// Returns the remaining time of a limit.
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
