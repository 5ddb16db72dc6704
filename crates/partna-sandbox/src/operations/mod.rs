//! What operations do: a file a subject.

mod accounts;
mod banks;
mod collections;
mod conversions;
mod deposits;
mod fields;
mod handlers;
mod keys;
mod kyc;
mod lists;
mod mfa;
mod phones;
mod pricing;
mod profile;
mod ramp_plan;
mod ramp_queries;
mod ramp_settlement;
mod ramps;
mod rates;
mod request;
mod response;
mod settings;
mod timers;
mod transactions;
mod transfers;
mod verification;
mod withdrawals;

pub(crate) use handlers::{Handler, handler};
pub(crate) use keys::{admit, scope};
pub(crate) use request::Call;
pub(crate) use response::{Outcome, Refusal, Success};
pub(crate) use timers::advance_to;

use crate::state::State;

/// Carries out a request that fits the document. None for an operation that keeps nothing: its example will do.
pub(crate) fn run(handler: Handler, state: &mut State, call: &Call<'_>) -> Option<Outcome> {
    match handler {
        Handler::Read(read) => Some(read(state, call)),
        Handler::Write(write) => {
            let outcome = write(state, call);
            timers::run_immediate(state);
            Some(outcome)
        }
        Handler::Example => None,
    }
}

/// Pays a ramp what it waits for.
pub(crate) fn pay(state: &mut State, reference: &str) -> Result<(), Refusal> {
    let paid = ramp_settlement::pay(state, reference);
    timers::run_immediate(state);
    paid
}
