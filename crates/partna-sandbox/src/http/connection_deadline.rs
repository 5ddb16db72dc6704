//! The deadline of a connection that waits for a request, or for the rest of a request that has partly arrived.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// The default time in which a request must arrive, from its first byte to its last.
pub(crate) const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a connection may be idle between requests. Clients usually close unused connections earlier.
const IDLE_TIMEOUT: Duration = Duration::from_secs(300);

/// The deadline after which a connection is closed.
#[derive(Debug)]
pub(crate) struct ConnectionDeadline {
    request_timeout: Duration,
    state: watch::Sender<State>,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// The connection waits for the first byte of the next request.
    Idle(Instant),
    /// A part of a request has arrived. More bytes do not extend the deadline.
    Arriving(Instant),
    /// A complete request has arrived and is being handled.
    Working,
}

impl ConnectionDeadline {
    pub(crate) fn new(request_timeout: Duration) -> Self {
        Self {
            request_timeout,
            state: watch::Sender::new(idle()),
        }
    }

    /// Records that bytes have arrived.
    pub(crate) fn bytes_arrived(&self) {
        self.state.send_if_modified(|state| {
            let is_first = matches!(state, State::Idle(_));
            if is_first {
                *state = State::Arriving(after(self.request_timeout));
            }
            is_first
        });
    }

    /// Records that a complete request has arrived.
    pub(crate) fn request_arrived(&self) {
        self.state.send_replace(State::Working);
    }

    /// Records that the response is ready.
    pub(crate) fn responded(&self) {
        self.state.send_replace(idle());
    }

    /// Waits until the deadline passes.
    pub(crate) async fn passed(&self) {
        let mut changes = self.state.subscribe();
        loop {
            let state = *changes.borrow_and_update();
            match state {
                State::Idle(end) | State::Arriving(end) => tokio::select! {
                    () = sleep_until(end) => return,
                    _ = changes.changed() => {}
                },
                State::Working => {
                    // This cannot fail, because `self` has the sender.
                    let _ = changes.changed().await;
                }
            }
        }
    }
}

fn idle() -> State {
    State::Idle(after(IDLE_TIMEOUT))
}

/// Returns the time after a duration, which is limited to a hundred years, so that the sum cannot overflow.
fn after(time: Duration) -> Instant {
    const MAX_DURATION: Duration = Duration::from_secs(100 * 365 * 86_400);
    Instant::now() + time.min(MAX_DURATION)
}

#[cfg(test)]
mod tests {
    use tokio::time::{advance, timeout};

    use super::*;

    async fn has_passed(deadline: &ConnectionDeadline) -> bool {
        timeout(Duration::ZERO, deadline.passed()).await.is_ok()
    }

    #[tokio::test(start_paused = true)]
    async fn further_bytes_do_not_extend_deadline() {
        let second = Duration::from_secs(1);
        let deadline = ConnectionDeadline::new(10 * second);
        for _ in 0..9 {
            deadline.bytes_arrived();
            advance(second).await;
            assert!(!has_passed(&deadline).await);
        }
        deadline.bytes_arrived();
        advance(second).await;
        assert!(has_passed(&deadline).await);
    }

    #[tokio::test(start_paused = true)]
    async fn half_sent_request_expires_within_a_minute_by_default() {
        let deadline = ConnectionDeadline::new(REQUEST_TIMEOUT);
        deadline.bytes_arrived();
        advance(Duration::from_secs(60)).await;
        assert!(has_passed(&deadline).await);
    }

    #[tokio::test(start_paused = true)]
    async fn request_in_progress_has_no_deadline_and_idle_connection_a_long_one() {
        let deadline = ConnectionDeadline::new(Duration::MAX);
        deadline.bytes_arrived();
        deadline.request_arrived();
        advance(IDLE_TIMEOUT * 100).await;
        assert!(!has_passed(&deadline).await);
        deadline.responded();
        assert!(!has_passed(&deadline).await);
        advance(IDLE_TIMEOUT).await;
        assert!(has_passed(&deadline).await);
    }
}
