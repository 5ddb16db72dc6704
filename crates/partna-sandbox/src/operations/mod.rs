//! The operations of the API, grouped by subject.

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
mod operation_call;
mod phones;
mod pricing;
mod profile;
mod ramp_plan;
mod ramp_queries;
mod ramp_settlement;
mod ramps;
mod rates;
mod response;
mod settings;
mod timers;
mod transactions;
mod transfers;
mod verification;
mod withdrawals;

pub(crate) use handlers::{Handler, find_handler};
pub(crate) use keys::{authenticate, authorize};
pub(crate) use operation_call::OperationCall;
pub(crate) use response::{ErrorResponse, OperationResult, Success};
pub(crate) use timers::advance_to;

use crate::state::State;

/// Runs an operation on a valid request. Returns `None` if the response is the example of the document.
pub(crate) fn run(
    handler: Handler,
    state: &mut State,
    call: &OperationCall<'_>,
) -> Option<OperationResult> {
    match handler {
        Handler::Read(read) => Some(read(state, call)),
        Handler::Write(write) => {
            let result = write(state, call);
            timers::run_immediate(state);
            Some(result)
        }
        Handler::Example => None,
    }
}

/// Pays the expected amount of a ramp.
pub(crate) fn pay(state: &mut State, reference: &str) -> Result<(), ErrorResponse> {
    let result = ramp_settlement::pay(state, reference);
    timers::run_immediate(state);
    result
}
