//! The state, settings and queues that the server and the dispatcher of a sandbox share.

use std::pin::pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use partna_webhook::Verifier;
use tokio::sync::Notify;

use crate::Error;
use crate::books::Books;
use crate::fault::Faults;
use crate::operations::{self, ErrorResponse};
use crate::state::State;
use crate::state::state_file::StateFile;
use crate::webhooks::inbox::Inbox;

/// The shared parts of a running sandbox.
#[derive(Debug)]
pub(crate) struct App {
    state: Mutex<State>,
    pub(crate) setup: Setup,
    pub(crate) faults: Faults,
    /// Notified when there may be an event to deliver.
    pub(crate) deliveries: Notify,
    pub(crate) inbox: Inbox,
    /// Notified after each attempt to deliver an event to the merchant's URL.
    pub(crate) attempted: Notify,
    /// The time by which a running clock is ahead of the machine's clock, in milliseconds.
    clock_offset_ms: AtomicI64,
}

/// Settings that do not change after the start.
#[derive(Debug)]
pub(crate) struct Setup {
    pub(crate) state_file: Option<StateFile>,
    pub(crate) deliver_anywhere: bool,
    pub(crate) clock_runs: bool,
    /// How long a request may take to arrive.
    pub(crate) request_timeout: Duration,
    /// The URL of the sandbox without a path.
    pub(crate) origin: String,
    pub(crate) verifier: Verifier,
    /// The public key that verifies webhooks, as PEM.
    pub(crate) webhook_key: String,
}

impl App {
    pub(crate) fn new(state: State, setup: Setup) -> Self {
        Self {
            // A clock that was advanced before a restart stays advanced.
            clock_offset_ms: AtomicI64::new((state.now_ms - machine_ms()).max(0)),
            state: Mutex::new(state),
            setup,
            faults: Faults::default(),
            deliveries: Notify::new(),
            inbox: Inbox::default(),
            attempted: Notify::new(),
        }
    }

    /// Locks the state. With a running clock, the timers that are due run first.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // The state is consistent even after an operation panicked, because a booking is applied completely or not at all.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if self.setup.clock_runs {
            let offset_ms = self.clock_offset_ms.load(Ordering::SeqCst);
            operations::advance_to(&mut state, machine_ms().saturating_add(offset_ms));
        }
        state
    }

    /// Advances the clock.
    pub(crate) fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        if self.setup.clock_runs {
            let add = |offset_ms: i64| Some(offset_ms.saturating_add(by));
            // `add` always returns a value, so this cannot fail.
            let _ = self
                .clock_offset_ms
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, add);
            drop(self.state());
        } else {
            let mut state = self.state();
            let target = state.now_ms.saturating_add(by);
            operations::advance_to(&mut state, target);
        }
        self.deliveries.notify_one();
    }

    /// Pays the expected amount of a ramp.
    pub(crate) fn pay(&self, reference: &str) -> Result<(), ErrorResponse> {
        let paid = operations::pay(&mut self.state(), reference);
        self.deliveries.notify_one();
        paid
    }

    /// Waits until no event is due at the current time.
    pub(crate) async fn webhooks_settled(&self) {
        loop {
            let mut attempted = pin!(self.attempted.notified());
            // Registered before the check, so that an attempt that ends in between is not missed.
            attempted.as_mut().enable();
            if !self.is_delivering() {
                return;
            }
            attempted.await;
        }
    }

    /// Returns whether an event is due for the inbox or for the merchant's URL.
    pub(crate) fn is_delivering(&self) -> bool {
        let state = self.state();
        state.outbox.next_for_inbox().is_some() || state.outbox.next_due(state.now_ms).is_some()
    }

    /// Persists the state if there is a state file.
    pub(crate) fn persist(&self) -> Result<(), Error> {
        let file = self.setup.state_file.as_ref();
        file.map_or(Ok(()), |file| file.save(&self.state()))
    }

    pub(crate) fn books(&self) -> Books {
        Books::of(&self.state())
    }
}

/// Returns the time of the machine, in milliseconds since the Unix epoch.
pub(crate) fn machine_ms() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
