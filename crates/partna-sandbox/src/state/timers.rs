//! Timers of the sandbox's clock. This module stores them; `operations::timers` runs them.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};

/// A scheduled step of a payment.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Timer {
    #[serde(rename = "what")]
    pub(crate) kind: TimerKind,
    /// The reference of the ramp or the withdrawal.
    pub(crate) reference: String,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) enum TimerKind {
    /// Expiry of an unpaid ramp.
    RampExpires,
    /// Settlement of a paid ramp.
    RampSettles,
    WithdrawalSettles,
}

/// Pending timers.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(transparent)]
pub(crate) struct Timers {
    /// By time, in milliseconds of the sandbox's clock.
    scheduled: BTreeMap<i64, VecDeque<Timer>>,
    /// Timers that run before the operation that set them returns. They are never persisted.
    #[serde(skip)]
    immediate: VecDeque<Timer>,
}

impl Timers {
    /// Schedules a timer.
    pub(crate) fn schedule(&mut self, at_ms: i64, timer: Timer) {
        self.scheduled.entry(at_ms).or_default().push_back(timer);
    }

    /// Schedules a timer that runs at the end of the current operation.
    pub(crate) fn set_immediate(&mut self, timer: Timer) {
        self.immediate.push_back(timer);
    }

    /// Removes and returns the next immediate timer.
    pub(crate) fn take_immediate(&mut self) -> Option<Timer> {
        self.immediate.pop_front()
    }

    /// Removes and returns the first timer that is due by `target_ms`, with its due time.
    pub(crate) fn take_due(&mut self, target_ms: i64) -> Option<(i64, Timer)> {
        while let Some(mut due) = self
            .scheduled
            .first_entry()
            .filter(|due| *due.key() <= target_ms)
        {
            let at_ms = *due.key();
            let timer = due.get_mut().pop_front();
            if due.get().is_empty() {
                due.remove();
            }
            if let Some(timer) = timer {
                return Some((at_ms, timer));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timer(reference: &str) -> Timer {
        Timer {
            kind: TimerKind::RampExpires,
            reference: reference.to_owned(),
        }
    }

    #[test]
    fn due_timers_are_taken_by_time_and_then_in_order() {
        let mut timers = Timers::default();
        for (at_ms, reference) in [(20, "c"), (10, "a"), (10, "b"), (30, "d")] {
            timers.schedule(at_ms, timer(reference));
        }
        assert_eq!(timers.take_due(9), None);
        for expected in [(10, "a"), (10, "b"), (20, "c")] {
            let due = timers.take_due(20).unwrap();
            assert_eq!((due.0, due.1.reference.as_str()), expected);
        }
        assert_eq!(timers.take_due(20), None);
        assert!(timers.take_due(30).is_some());
    }

    #[test]
    fn serializes_timers_by_time() {
        let mut timers = Timers::default();
        timers.schedule(10, timer("a"));
        let text = r#"{"10":[{"what":"RampExpires","reference":"a"}]}"#;
        assert_eq!(serde_json::to_string(&timers).unwrap(), text);
        let mut read: Timers = serde_json::from_str(text).unwrap();
        assert_eq!(read.take_due(10), Some((10, timer("a"))));
    }
}
