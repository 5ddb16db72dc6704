//! Runs timers that are due.

use super::{ramp_settlement, withdrawals};
use crate::state::{State, Timer, TimerKind};

/// Advances the clock. Timers that become due run in order, each at its due time.
pub(crate) fn advance_to(state: &mut State, target_ms: i64) {
    run_immediate(state);
    while let Some((at_ms, timer)) = state.timers.take_due(target_ms) {
        state.now_ms = state.now_ms.max(at_ms);
        run_timer(state, &timer);
        run_immediate(state);
    }
    state.now_ms = state.now_ms.max(target_ms);
}

/// Runs the immediate timers, including new ones that a timer sets.
pub(super) fn run_immediate(state: &mut State) {
    while let Some(timer) = state.timers.take_immediate() {
        run_timer(state, &timer);
    }
}

fn run_timer(state: &mut State, timer: &Timer) {
    match timer.kind {
        // The API documents no event for an expired ramp, so no event is emitted.
        TimerKind::RampExpires => ramp_settlement::cancel(state, &timer.reference),
        TimerKind::RampSettles => ramp_settlement::settle(state, &timer.reference),
        TimerKind::WithdrawalSettles => withdrawals::settle(state, &timer.reference),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use rust_decimal::Decimal;
    use serde_json::json;

    use super::*;
    use crate::operations::{OperationCall, find_handler, run};
    use crate::state::{IncomingDeposit, Status};

    fn withdraw(settle_after_ms: i64) -> State {
        let mut state = State::new("timers", 1_000, "merchant", "key");
        state.settle_after_ms = settle_after_ms;
        let deposit = IncomingDeposit {
            account: "merchant",
            currency: "NGN",
            amount: Decimal::ONE_HUNDRED,
            from: "",
        };
        state.book_deposit("deposit", &deposit).unwrap();
        let body = json!({
            "accountNumber": "0123456789",
            "amount": 5,
            "bankCode": "044",
            "currency": "NGN",
            "fromAccount": "merchant",
            "transactionReference": "withdrawal",
        });
        let body = body.to_string();
        let call = OperationCall {
            id: "create_withdrawal",
            query: BTreeMap::new(),
            body: body.as_bytes(),
        };
        run(find_handler(call.id), &mut state, &call)
            .unwrap()
            .unwrap();
        state
    }

    fn status(state: &State) -> Status {
        state.transactions.get("withdrawal").unwrap().status
    }

    #[test]
    fn payment_settles_immediately_by_default() {
        assert_eq!(status(&withdraw(0)), Status::Completed);
    }

    #[test]
    fn payment_settles_when_due() {
        let mut state = withdraw(500);
        advance_to(&mut state, 1_499);
        assert_eq!(status(&state), Status::Processing);
        advance_to(&mut state, 1_500);
        assert_eq!(status(&state), Status::Completed);
    }
}
