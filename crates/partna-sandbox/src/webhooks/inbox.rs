//! The sandbox's own receiver of webhooks, which a test reads from.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use partna_webhook::{Event, Verifier};
use tokio::sync::Notify;

/// Where the sandbox delivers its webhooks to itself.
pub(crate) const INBOX_PATH: &str = "/sandbox/inbox";

/// How many events are kept that nobody asks for.
const MAX_EVENTS: usize = 1_000;

/// Events that arrived and were genuine. Of more than a thousand the oldest are let go of.
#[derive(Debug, Default)]
pub(crate) struct Inbox {
    events: Mutex<VecDeque<Event>>,
    arrived: Notify,
}

impl Inbox {
    /// The oldest, once there is one.
    pub(crate) async fn next(&self) -> Event {
        loop {
            let first = self.events().pop_front();
            match first {
                Some(event) => return event,
                // One that arrives just here has rung already, and is not missed.
                None => self.arrived.notified().await,
            }
        }
    }

    /// Takes a delivery, and says with which status it is answered.
    pub(crate) fn take(&self, verifier: &Verifier, body: &[u8]) -> u16 {
        match verifier.verify(body) {
            Ok(verified) => {
                self.put(verified.into_event());
                200
            }
            Err(error) => {
                tracing::warn!(target: "partna_sandbox", "the inbox refused a delivery: {error}");
                400
            }
        }
    }

    fn put(&self, event: Event) {
        let mut events = self.events();
        if events.len() >= MAX_EVENTS {
            events.pop_front();
        }
        events.push_back(event);
        drop(events);
        self.arrived.notify_one();
    }

    fn events(&self) -> MutexGuard<'_, VecDeque<Event>> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use partna_webhook::Environment;

    use super::*;

    fn event(number: usize) -> Event {
        Event::unverified("Unknown", &number.to_string()).unwrap()
    }

    fn number(event: &Event) -> &str {
        match event {
            Event::Unrecognized { data, .. } => data,
            _ => "",
        }
    }

    #[tokio::test]
    async fn the_last_thousand_are_kept_in_order() {
        let inbox = Inbox::default();
        for number in 0..MAX_EVENTS + 2 {
            inbox.put(event(number));
        }
        assert_eq!(number(&inbox.next().await), "2");
        assert_eq!(number(&inbox.next().await), "3");
        assert_eq!(inbox.events().len(), MAX_EVENTS - 2);
    }

    #[tokio::test]
    async fn everyone_who_waits_gets_one() {
        let inbox = Arc::new(Inbox::default());
        let waiting = [(); 3].map(|()| {
            let inbox = Arc::clone(&inbox);
            tokio::spawn(async move { inbox.next().await })
        });
        tokio::time::sleep(Duration::from_millis(20)).await;
        for number in 0..3 {
            inbox.put(event(number));
        }
        for waiter in waiting {
            waiter.await.unwrap();
        }
        assert!(inbox.events().is_empty());
    }

    #[test]
    fn what_is_not_genuine_is_refused() {
        let inbox = Inbox::default();
        let verifier = Verifier::for_environment(Environment::Staging);
        let genuine = include_bytes!("../../../partna-webhook/tests/genuine.json");
        assert_eq!(inbox.take(&verifier, b"{}"), 400);
        assert!(inbox.events().is_empty());
        assert_eq!(inbox.take(&verifier, genuine), 200);
        assert_eq!(inbox.events().len(), 1);
    }
}
