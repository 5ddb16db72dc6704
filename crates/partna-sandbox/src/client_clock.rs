//! The clock of the clients that a sandbox hands out: its own time of day, and waits that take a moment.

use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant, SystemTime};

use partna_auth::Clock;

use crate::app::App;
use crate::unix_time::system_time;

/// What part of its length a wait takes.
const SHORTER: u32 = 100;
/// The longest that a wait takes.
const MAX_WAIT: Duration = Duration::from_millis(300);

/// The sandbox's time of day, and the machine's time for everything that a request takes.
///
/// Timeouts of requests are real: connections are, and a slow machine must not break them. Waits of the client are short
/// instead of standing still with the sandbox's clock, so that each of them ends. The client counts them in full.
#[derive(Debug)]
pub(crate) struct ClientClock {
    start: Instant,
    /// Weak: a client that outlives its sandbox must not keep port and state file.
    app: Weak<App>,
    /// The sandbox's time as it was read last, in milliseconds. It stays once the sandbox is gone.
    last_ms: AtomicI64,
}

impl ClientClock {
    pub(crate) fn new(app: &Arc<App>) -> Self {
        Self {
            start: Instant::now(),
            app: Arc::downgrade(app),
            last_ms: AtomicI64::new(app.state().now_ms),
        }
    }
}

impl Clock for ClientClock {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn wall(&self) -> SystemTime {
        if let Some(app) = self.app.upgrade() {
            let now_ms = app.state().now_ms;
            self.last_ms.store(now_ms, Ordering::Relaxed);
        }
        system_time(self.last_ms.load(Ordering::Relaxed))
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep((time / SHORTER).min(MAX_WAIT)))
    }
}
