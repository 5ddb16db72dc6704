//! What the parts of a sandbox share.

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

#[derive(Debug)]
pub(crate) struct App {
    state: Mutex<State>,
    pub(crate) setup: Setup,
    pub(crate) faults: Faults,
    /// Rung whenever there may be something to deliver.
    pub(crate) deliveries: Notify,
    pub(crate) inbox: Inbox,
    /// Notified after each attempt to deliver an event to the merchant's URL.
    pub(crate) attempted: Notify,
    /// How far a running clock is ahead of the machine's, in milliseconds.
    ahead_ms: AtomicI64,
}

/// What stays as it was at the start.
#[derive(Debug)]
pub(crate) struct Setup {
    pub(crate) state_file: Option<StateFile>,
    pub(crate) deliver_anywhere: bool,
    pub(crate) clock_runs: bool,
    /// How long a request may take to arrive.
    pub(crate) request_timeout: Duration,
    /// Where the sandbox listens, as a URL without a path.
    pub(crate) origin: String,
    pub(crate) verifier: Verifier,
    /// The public key that goes with what is signed, as PEM.
    pub(crate) webhook_key: String,
}

impl App {
    pub(crate) fn new(state: State, setup: Setup) -> Self {
        Self {
            // A clock that was put forward before a restart stays there.
            ahead_ms: AtomicI64::new((state.now_ms - machine_ms()).max(0)),
            state: Mutex::new(state),
            setup,
            faults: Faults::default(),
            deliveries: Notify::new(),
            inbox: Inbox::default(),
            attempted: Notify::new(),
        }
    }

    /// Locks the state, once the timers that are due by a running clock have run.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // An operation that panicked has changed nothing that is not whole: bookings are all or nothing.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if self.setup.clock_runs {
            let ahead_ms = self.ahead_ms.load(Ordering::SeqCst);
            operations::advance_to(&mut state, machine_ms().saturating_add(ahead_ms));
        }
        state
    }

    /// Puts the clock forward.
    pub(crate) fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        if self.setup.clock_runs {
            let further = |ahead_ms: i64| Some(ahead_ms.saturating_add(by));
            // It never says no.
            let _ = self
                .ahead_ms
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, further);
            drop(self.state());
        } else {
            let mut state = self.state();
            let target = state.now_ms.saturating_add(by);
            operations::advance_to(&mut state, target);
        }
        self.deliveries.notify_one();
    }

    /// Pays a ramp what it waits for.
    pub(crate) fn pay(&self, reference: &str) -> Result<(), ErrorResponse> {
        let paid = operations::pay(&mut self.state(), reference);
        self.deliveries.notify_one();
        paid
    }

    /// Waits until no event can be delivered before time passes.
    pub(crate) async fn webhooks_settled(&self) {
        loop {
            let mut attempted = pin!(self.attempted.notified());
            // Before the check, so that an attempt which ends in between is not missed.
            attempted.as_mut().enable();
            if !self.is_delivering() {
                return;
            }
            attempted.await;
        }
    }

    /// Whether an event is on its way to the inbox, or to the merchant's URL.
    pub(crate) fn is_delivering(&self) -> bool {
        let state = self.state();
        state.outbox.next_for_inbox().is_some() || state.outbox.next_due(state.now_ms).is_some()
    }

    /// Persists the state, if there is a file for it.
    pub(crate) fn persist(&self) -> Result<(), Error> {
        let file = self.setup.state_file.as_ref();
        file.map_or(Ok(()), |file| file.persist(&self.state()))
    }

    pub(crate) fn books(&self) -> Books {
        Books::of(&self.state())
    }
}

pub(crate) fn machine_ms() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
