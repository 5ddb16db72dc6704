//! What was not delivered yet, and how far that is.

use std::collections::VecDeque;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// An event on its way.
#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Delivery {
    pub(crate) id: u64,
    pub(crate) event: String,
    /// JSON, as it is signed.
    pub(crate) data: String,
    /// All that is sent, once it is signed. After a restart it is signed again, with the key of the state file.
    #[serde(skip)]
    pub(crate) signed: Option<Bytes>,
    /// When it is to be tried next, in milliseconds of the sandbox's clock.
    due_ms: i64,
    /// How often it was tried.
    pub(crate) attempts: u32,
    stage: Stage,
}

/// How far an event is. It goes to the sandbox's own inbox first, and to the merchant then.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
enum Stage {
    /// Nobody has looked at it.
    New,
    /// Its place is settled: faults that change order or number have had their turn.
    Placed,
    /// The inbox has it.
    Shown,
}

/// Events that were not delivered yet, in the order in which they are sent.
#[derive(Default, Deserialize, Serialize)]
pub(crate) struct Outbox {
    made: u64,
    waiting: VecDeque<Delivery>,
}

impl Outbox {
    pub(super) fn push(&mut self, event: &str, data: String, due_ms: i64) {
        self.made += 1;
        self.waiting.push_back(Delivery {
            id: self.made,
            event: event.to_owned(),
            data,
            signed: None,
            due_ms,
            attempts: 0,
            stage: Stage::New,
        });
    }

    /// The first that the inbox does not have.
    pub(crate) fn unseen(&self) -> Option<&Delivery> {
        let mut waiting = self.waiting.iter();
        waiting.find(|delivery| delivery.stage != Stage::Shown)
    }

    /// Whether that is one whose place is not settled.
    pub(crate) fn is_unplaced(&self) -> bool {
        self.unseen()
            .is_some_and(|delivery| delivery.stage == Stage::New)
    }

    /// The first that the inbox has, and whose time has come.
    pub(crate) fn due(&self, now_ms: i64) -> Option<&Delivery> {
        let mut waiting = self.waiting.iter();
        waiting.find(|delivery| delivery.stage == Stage::Shown && delivery.due_ms <= now_ms)
    }

    /// Leaves the first new one where it is.
    pub(crate) fn place(&mut self) {
        if let Some(first) = self.first_new() {
            self.mark(first, Stage::Placed);
        }
    }

    /// Has the first new one sent twice.
    pub(crate) fn double(&mut self) {
        let Some(first) = self.first_new() else {
            return;
        };
        self.mark(first, Stage::Placed);
        if let Some(copy) = self.waiting.get(first).cloned() {
            self.made += 1;
            let id = self.made;
            self.waiting.insert(first + 1, Delivery { id, ..copy });
        }
    }

    /// Has the first two new ones sent in the other order. Without a second it does nothing, and says so.
    pub(crate) fn swap(&mut self) -> bool {
        let Some(first) = self.first_new() else {
            return false;
        };
        // All that come after a new one are new.
        let second = first + 1;
        if second >= self.waiting.len() {
            return false;
        }
        self.waiting.swap(first, second);
        self.mark(first, Stage::Placed);
        self.mark(second, Stage::Placed);
        true
    }

    /// The inbox has it, as it was signed.
    pub(crate) fn shown(&mut self, id: u64, signed: Option<Bytes>) {
        let index = self.index(id);
        if let Some(delivery) = index.and_then(|index| self.waiting.get_mut(index)) {
            delivery.signed = signed;
            delivery.stage = Stage::Shown;
        }
    }

    /// It was tried, and is to be tried again.
    pub(crate) fn postpone(&mut self, id: u64, due_ms: i64) {
        let index = self.index(id);
        if let Some(delivery) = index.and_then(|index| self.waiting.get_mut(index)) {
            delivery.attempts += 1;
            delivery.due_ms = due_ms;
        }
    }

    /// It was delivered, or given up.
    pub(crate) fn remove(&mut self, id: u64) {
        if let Some(index) = self.index(id) {
            self.waiting.remove(index);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    fn first_new(&self) -> Option<usize> {
        let mut waiting = self.waiting.iter();
        waiting.position(|delivery| delivery.stage == Stage::New)
    }

    // A search from the front, for a fault can change the order of ids; who is asked about is mostly there.
    fn index(&self, id: u64) -> Option<usize> {
        self.waiting.iter().position(|delivery| delivery.id == id)
    }

    fn mark(&mut self, index: usize, stage: Stage) {
        if let Some(delivery) = self.waiting.get_mut(index) {
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

    /// Places and shows all that can be, and says in which order.
    fn show(outbox: &mut Outbox) -> String {
        let mut order = String::new();
        while let Some(delivery) = outbox.unseen().cloned() {
            outbox.place();
            order.push_str(&delivery.event);
            outbox.shown(delivery.id, None);
        }
        order
    }

    #[test]
    fn faults_change_order_and_number_once() {
        let mut doubled = outbox(&["a", "b"]);
        doubled.double();
        assert!(!doubled.is_unplaced(), "the copy is not doubled again");
        assert_eq!(show(&mut doubled), "aab");
        let ids: Vec<u64> = doubled.waiting.iter().map(|delivery| delivery.id).collect();
        assert_eq!(ids, [1, 3, 2]);

        let mut swapped = outbox(&["a"]);
        assert!(!swapped.swap());
        assert!(swapped.is_unplaced());
        swapped.push("b", "{}".to_owned(), 0);
        swapped.push("c", "{}".to_owned(), 0);
        assert!(swapped.swap());
        assert_eq!(show(&mut swapped), "bac");
    }

    #[test]
    fn only_what_was_shown_is_due_and_a_late_one_holds_up_nothing() {
        let mut outbox = outbox(&["a", "b"]);
        assert!(outbox.due(0).is_none());
        show(&mut outbox);
        let id = |outbox: &Outbox, now| outbox.due(now).map(|delivery| delivery.id);
        assert_eq!(id(&outbox, 0), Some(1));
        outbox.postpone(1, 10);
        assert_eq!(id(&outbox, 9), Some(2));
        outbox.remove(2);
        assert_eq!(id(&outbox, 9), None);
        assert_eq!(id(&outbox, 10), Some(1));
        assert_eq!(outbox.waiting.front().map(|first| first.attempts), Some(1));
    }

    #[test]
    fn what_waits_survives_a_restart() {
        let mut before = outbox(&["a", "b"]);
        before.place();
        before.shown(1, None);
        let text = serde_json::to_string(&before).unwrap();
        let after: Outbox = serde_json::from_str(&text).unwrap();
        assert_eq!(after.due(0).map(|delivery| delivery.id), Some(1));
        assert_eq!(after.unseen().map(|delivery| delivery.id), Some(2));
        assert!(after.is_unplaced());
    }
}
