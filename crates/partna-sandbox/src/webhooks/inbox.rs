//! The sandbox's own receiver of webhooks, from which tests read events.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use partna_webhook::{Event, Verifier};
use tokio::sync::Notify;

/// The path to which the sandbox delivers its own webhooks.
pub(crate) const INBOX_PATH: &str = "/sandbox/inbox";

/// The maximum number of unread events. The oldest are dropped.
const MAX_EVENTS: usize = 1_000;

/// Verified events that are not read yet.
#[derive(Debug, Default)]
pub(crate) struct Inbox {
    events: Mutex<VecDeque<Event>>,
    arrived: Notify,
}

impl Inbox {
    /// Waits for the oldest event, and removes it.
    pub(crate) async fn next(&self) -> Event {
        loop {
            let first = self.events().pop_front();
            match first {
                Some(event) => return event,
                // An event that arrives before this wait is not missed, because its notification is stored.
                None => self.arrived.notified().await,
            }
        }
    }

    /// Verifies and stores a delivery, and returns the status of the response.
    pub(crate) fn receive(&self, verifier: &Verifier, body: &[u8]) -> u16 {
        match verifier.verify(body) {
            Ok(verified) => {
                self.put(verified.into_event());
                200
            }
            Err(error) => {
                tracing::warn!(target: "partna_sandbox", "{INBOX_PATH}: rejected a delivery: {error}");
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
    async fn keeps_last_thousand_events_in_order() {
        let inbox = Inbox::default();
        for number in 0..MAX_EVENTS + 2 {
            inbox.put(event(number));
        }
        assert_eq!(number(&inbox.next().await), "2");
        assert_eq!(number(&inbox.next().await), "3");
        assert_eq!(inbox.events().len(), MAX_EVENTS - 2);
    }

    #[tokio::test]
    async fn every_waiting_reader_receives_an_event() {
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
    fn rejects_delivery_without_valid_signature() {
        let inbox = Inbox::default();
        let verifier = Verifier::for_environment(Environment::Staging);
        let genuine = include_bytes!("../../../partna-webhook/tests/genuine.json");
        assert_eq!(inbox.receive(&verifier, b"{}"), 400);
        assert!(inbox.events().is_empty());
        assert_eq!(inbox.receive(&verifier, genuine), 200);
        assert_eq!(inbox.events().len(), 1);
    }
}
