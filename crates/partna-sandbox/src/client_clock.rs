//! The clock of the clients of a sandbox: the time of the sandbox, and shortened waits.

use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant, SystemTime};

use partna_auth::Clock;

use crate::app::App;
use crate::unix_time::system_time;

/// The divisor that shortens a wait.
const WAIT_DIVISOR: u32 = 100;
/// The maximum time of a shortened wait.
const MAX_WAIT: Duration = Duration::from_millis(300);

/// The wall-clock time of the sandbox, and the monotonic time of the machine.
///
/// Request timeouts use the machine's time, because connections are real and a slow machine must not break them. Waits are
/// shortened, because they would never end with a stopped clock. The client counts them in full.
#[derive(Debug)]
pub(crate) struct ClientClock {
    start: Instant,
    /// Weak, because a client that outlives its sandbox must not keep the port and the state file.
    app: Weak<App>,
    /// The last time that was read from the sandbox, in milliseconds. It is used after the sandbox is dropped.
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
        Box::pin(tokio::time::sleep((time / WAIT_DIVISOR).min(MAX_WAIT)))
    }
}
