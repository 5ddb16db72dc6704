//! A clock on which waits take no time.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use partna_auth::Clock;

/// A clock that advances only by the time of each sleep. A sleep returns at once.
#[derive(Debug, Default)]
pub struct QuickClock(Mutex<Duration>);

impl Clock for QuickClock {
    fn now(&self) -> Duration {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += time;
        Box::pin(tokio::task::yield_now())
    }
}
