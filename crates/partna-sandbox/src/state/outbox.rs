//! The queue of events that are not delivered yet.

use std::collections::VecDeque;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// An event in the queue.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Delivery {
    pub(crate) id: u64,
    pub(crate) event: String,
    /// The JSON text that is signed.
    pub(crate) data: String,
    /// The signed request body; `None` until the event is signed. It is not persisted: after a restart the event is signed again.
    #[serde(skip)]
    pub(crate) signed: Option<Bytes>,
    /// The time of the next attempt, in milliseconds of the sandbox's clock.
    due_ms: i64,
    /// The number of attempts.
    pub(crate) attempts: u32,
    stage: Stage,
}

/// The delivery stage of an event. It is sent to the sandbox's own inbox first, and then to the merchant.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
enum Stage {
    /// Queued. A fault may still duplicate or reorder it.
    New,
    /// Its order is fixed. No fault duplicates or reorders it any more.
    #[serde(rename = "Placed")]
    Ordered,
    /// The delivery to the inbox has ended; the merchant is next.
    #[serde(rename = "Shown")]
    InInbox,
}

/// Undelivered events, in the order of delivery.
#[derive(Default, Deserialize, Serialize)]
pub(crate) struct Outbox {
    #[serde(rename = "made")]
    last_id: u64,
    #[serde(rename = "waiting")]
    deliveries: VecDeque<Delivery>,
}

impl Outbox {
    pub(super) fn push(&mut self, event: &str, data: String, due_ms: i64) {
        self.last_id += 1;
        self.deliveries.push_back(Delivery {
            id: self.last_id,
            event: event.to_owned(),
            data,
            signed: None,
            due_ms,
            attempts: 0,
            stage: Stage::New,
        });
    }

    /// Returns the first event that the inbox has not received.
    pub(crate) fn next_for_inbox(&self) -> Option<&Delivery> {
        let mut deliveries = self.deliveries.iter();
        deliveries.find(|delivery| delivery.stage != Stage::InInbox)
    }

    /// Returns whether the order of the event that [`next_for_inbox`](Self::next_for_inbox) returns is not fixed yet.
    pub(crate) fn is_next_unordered(&self) -> bool {
        self.next_for_inbox()
            .is_some_and(|delivery| delivery.stage == Stage::New)
    }

    /// Returns the first event that the inbox has received and that is due for the merchant.
    pub(crate) fn next_due(&self, now_ms: i64) -> Option<&Delivery> {
        let mut deliveries = self.deliveries.iter();
        deliveries.find(|delivery| delivery.stage == Stage::InInbox && delivery.due_ms <= now_ms)
    }

    /// Fixes the order of the first new event.
    pub(crate) fn keep_order(&mut self) {
        if let Some(first) = self.index_of_first_new() {
            self.set_stage(first, Stage::Ordered);
        }
    }

    /// Duplicates the first new event.
    pub(crate) fn duplicate_next(&mut self) {
        let Some(first) = self.index_of_first_new() else {
            return;
        };
        self.set_stage(first, Stage::Ordered);
        if let Some(copy) = self.deliveries.get(first).cloned() {
            self.last_id += 1;
            let id = self.last_id;
            self.deliveries.insert(first + 1, Delivery { id, ..copy });
        }
    }

    /// Swaps the first two new events. Returns false, without a change, if there is no second new event.
    pub(crate) fn swap_next_two(&mut self) -> bool {
        let Some(first) = self.index_of_first_new() else {
            return false;
        };
        // All events after a new event are new.
        let second = first + 1;
        if second >= self.deliveries.len() {
            return false;
        }
        self.deliveries.swap(first, second);
        self.set_stage(first, Stage::Ordered);
        self.set_stage(second, Stage::Ordered);
        true
    }

    /// Records that the delivery of an event to the inbox has ended, and stores the signed body.
    pub(crate) fn mark_in_inbox(&mut self, id: u64, signed: Option<Bytes>) {
        let index = self.position_of(id);
        if let Some(delivery) = index.and_then(|index| self.deliveries.get_mut(index)) {
            delivery.signed = signed;
            delivery.stage = Stage::InInbox;
        }
    }

    /// Records a failed attempt and schedules the next one.
    pub(crate) fn postpone(&mut self, id: u64, due_ms: i64) {
        let index = self.position_of(id);
        if let Some(delivery) = index.and_then(|index| self.deliveries.get_mut(index)) {
            delivery.attempts += 1;
            delivery.due_ms = due_ms;
        }
    }

    /// Removes an event that was delivered or abandoned.
    pub(crate) fn remove(&mut self, id: u64) {
        if let Some(index) = self.position_of(id) {
            self.deliveries.remove(index);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.deliveries.is_empty()
    }

    fn index_of_first_new(&self) -> Option<usize> {
        let mut deliveries = self.deliveries.iter();
        deliveries.position(|delivery| delivery.stage == Stage::New)
    }

    // A linear search: a fault can change the order of ids, and the event is usually near the front.
    fn position_of(&self, id: u64) -> Option<usize> {
        self.deliveries
            .iter()
            .position(|delivery| delivery.id == id)
    }

    fn set_stage(&mut self, index: usize, stage: Stage) {
        if let Some(delivery) = self.deliveries.get_mut(index) {
            delivery.stage = stage;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outbox(events: &[&str]) -> Outbox {
        let mut outbox = Outbox::default();
        for event in events {
            outbox.push(event, "{}".to_owned(), 0);
        }
        outbox
    }

    /// Delivers all events to the inbox and returns them in order.
    fn deliver_to_inbox(outbox: &mut Outbox) -> String {
        let mut order = String::new();
        while let Some(delivery) = outbox.next_for_inbox().cloned() {
            outbox.keep_order();
            order.push_str(&delivery.event);
            outbox.mark_in_inbox(delivery.id, None);
        }
        order
    }

    #[test]
    fn faults_duplicate_and_reorder_once() {
        let mut doubled = outbox(&["a", "b"]);
        doubled.duplicate_next();
        assert!(
            !doubled.is_next_unordered(),
            "the copy must not be duplicated again"
        );
        assert_eq!(deliver_to_inbox(&mut doubled), "aab");
        let ids: Vec<u64> = doubled
            .deliveries
            .iter()
            .map(|delivery| delivery.id)
            .collect();
        assert_eq!(ids, [1, 3, 2]);

        let mut swapped = outbox(&["a"]);
        assert!(!swapped.swap_next_two());
        assert!(swapped.is_next_unordered());
        swapped.push("b", "{}".to_owned(), 0);
        swapped.push("c", "{}".to_owned(), 0);
        assert!(swapped.swap_next_two());
        assert_eq!(deliver_to_inbox(&mut swapped), "bac");
    }

    #[test]
    fn only_deliveries_in_inbox_are_due_and_postponed_ones_do_not_block() {
        let mut outbox = outbox(&["a", "b"]);
        assert!(outbox.next_due(0).is_none());
        deliver_to_inbox(&mut outbox);
        let id = |outbox: &Outbox, now| outbox.next_due(now).map(|delivery| delivery.id);
        assert_eq!(id(&outbox, 0), Some(1));
        outbox.postpone(1, 10);
        assert_eq!(id(&outbox, 9), Some(2));
        outbox.remove(2);
        assert_eq!(id(&outbox, 9), None);
        assert_eq!(id(&outbox, 10), Some(1));
        assert_eq!(
            outbox.deliveries.front().map(|first| first.attempts),
            Some(1)
        );
    }

    #[test]
    fn queued_deliveries_survive_restart() {
        let mut before = outbox(&["a", "b"]);
        before.keep_order();
        before.mark_in_inbox(1, None);
        let text = serde_json::to_string(&before).unwrap();
        let after: Outbox = serde_json::from_str(&text).unwrap();
        assert_eq!(after.next_due(0).map(|delivery| delivery.id), Some(1));
        assert_eq!(after.next_for_inbox().map(|delivery| delivery.id), Some(2));
        assert!(after.is_next_unordered());
    }
}
