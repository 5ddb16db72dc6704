//! How long a connection may wait for a request, or for the rest of one.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// How long a request may take to arrive, from its first byte to its last, by default.
pub(crate) const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a connection may be open between requests. Longer than clients keep unused connections.
const IDLE_TIMEOUT: Duration = Duration::from_secs(300);

/// When a connection is closed if nothing more arrives on it.
#[derive(Debug)]
pub(crate) struct ConnectionDeadline {
    request_timeout: Duration,
    state: watch::Sender<State>,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// Nothing of the next request has arrived.
    Idle(Instant),
    /// A part of a request has arrived. More bytes do not put the deadline off.
    Arriving(Instant),
    /// A whole request has arrived and is worked on.
    Working,
}

impl ConnectionDeadline {
    pub(crate) fn new(request_timeout: Duration) -> Self {
        Self {
            request_timeout,
            state: watch::Sender::new(idle()),
        }
    }

    /// Bytes have arrived.
    pub(crate) fn bytes_arrived(&self) {
        self.state.send_if_modified(|state| {
            let is_first = matches!(state, State::Idle(_));
            if is_first {
                *state = State::Arriving(after(self.request_timeout));
            }
            is_first
        });
    }

    /// A whole request has arrived.
    pub(crate) fn request_arrived(&self) {
        self.state.send_replace(State::Working);
    }

    /// The response is on its way.
    pub(crate) fn responded(&self) {
        self.state.send_replace(idle());
    }

    /// Waits until the connection has to be closed.
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
                    // It fails only if the sender is gone, which is this.
                    let _ = changes.changed().await;
                }
            }
        }
    }
}

fn idle() -> State {
    State::Idle(after(IDLE_TIMEOUT))
}

/// A time that far from now; a hundred years if that is beyond what the clock has.
fn after(time: Duration) -> Instant {
    const FAR: Duration = Duration::from_secs(100 * 365 * 86_400);
    Instant::now() + time.min(FAR)
}

#[cfg(test)]
mod tests {
    use tokio::time::{advance, timeout};

    use super::*;

    async fn has_passed(deadline: &ConnectionDeadline) -> bool {
        timeout(Duration::ZERO, deadline.passed()).await.is_ok()
    }

    #[tokio::test(start_paused = true)]
    async fn more_bytes_do_not_put_a_request_off() {
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
    async fn half_sent_request_is_closed_within_a_minute_by_default() {
        let deadline = ConnectionDeadline::new(REQUEST_TIMEOUT);
        deadline.bytes_arrived();
        advance(Duration::from_secs(60)).await;
        assert!(has_passed(&deadline).await);
    }

    #[tokio::test(start_paused = true)]
    async fn work_has_no_deadline_and_idle_connections_a_long_one() {
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
