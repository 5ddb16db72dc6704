//! The clock of a sandbox's clients, which has the time of the sandbox and shortens waits.

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

/// A clock with the wall-clock time of the sandbox and the monotonic time of the machine.
///
/// Request timeouts use the machine's time and are not shortened, because requests use real connections, which can be slow. Waits
/// are shortened, because a wait by a stopped clock would never end. The client counts the full time of each wait
/// toward its deadlines.
#[derive(Debug)]
pub(crate) struct ClientClock {
    start: Instant,
    /// Weak, because a client that outlives its sandbox must not keep the state file locked.
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
