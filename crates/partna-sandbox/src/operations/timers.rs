//! Runs what goes on by itself once its time has come.

use super::{ramp_settlement, withdrawals};
use crate::state::{State, Timer, TimerKind};

/// Lets time pass: timers that are due on the way run in their order, each at its own time.
pub(crate) fn advance_to(state: &mut State, target_ms: i64) {
    run_immediate(state);
    while let Some((at_ms, timer)) = state.timers.take_due(target_ms) {
        state.now_ms = state.now_ms.max(at_ms);
        run_timer(state, &timer);
        run_immediate(state);
    }
    state.now_ms = state.now_ms.max(target_ms);
}

/// Runs the timers that run at once, those that they set included.
pub(super) fn run_immediate(state: &mut State) {
    while let Some(timer) = state.timers.take_immediate() {
        run_timer(state, &timer);
    }
}

fn run_timer(state: &mut State, timer: &Timer) {
    match timer.what {
        // No event is documented for that, and none is sent.
        TimerKind::RampExpires => ramp_settlement::cancel(state, &timer.reference),
        TimerKind::RampSettles => ramp_settlement::settle(state, &timer.reference),
        TimerKind::WithdrawalSettles => withdrawals::settle(state, &timer.reference),
    }
}
