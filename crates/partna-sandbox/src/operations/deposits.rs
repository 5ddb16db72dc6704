//! Mock deposits, which exist only on staging and in the sandbox.

use partna_auth::{Currency, types};
use rust_decimal::Decimal;

use super::fields::{positive_amount, required};
use super::operation_call::OperationCall;
use super::ramp_settlement;
use super::response::{ErrorResponse, OperationResult, Success};
use crate::pricing::assets::{find_asset, find_fiat_asset};
use crate::state::{IncomingDeposit, RampStatus, ReferenceKind, State, StateError};

/// Makes a mock deposit in any currency. With `isRamp` and a `reference`, it pays that ramp. Otherwise it pays the account's open
/// ramp, if the ramp expects this currency and amount. If no ramp is paid, the deposit is booked to the account, or rejected with
/// `isRamp`.
pub(super) fn mock(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::MockDepositRequest = call.body()?;
    let amount = positive_amount("amount", body.amount)?;
    let currency = required("currency", body.currency.as_ref().map(Currency::as_str))?;
    let is_known = match &body.network {
        Some(network) => find_asset(&currency, network.as_str()).is_some(),
        None => find_fiat_asset(&currency).is_some(),
    };
    if !is_known {
        return Err(ErrorResponse::bad_request("Unsupported provider"));
    }
    let is_ramp = body.is_ramp == Some(true);
    let ramp_reference = body
        .reference
        .filter(|reference| is_ramp && !reference.is_empty());
    let account = match &ramp_reference {
        Some(reference) => ramp_account(state, reference)?,
        None => state.resolve_account(body.account_name.as_deref())?,
    };
    let ramp_reference =
        ramp_reference.or_else(|| matching_open_ramp(state, &account, &currency, amount));
    if let Some(reference) = ramp_reference {
        ramp_settlement::pay_amount(state, &reference, &currency, amount)?;
    } else if is_ramp {
        return Err(ErrorResponse::bad_request("no ramp waits for that"));
    } else {
        let requested = body.tx_hash.or(body.transaction_id);
        let reference = state.new_reference(requested, ReferenceKind::MockDeposit)?;
        let deposit = IncomingDeposit {
            account: &account,
            currency: &currency,
            amount,
            from: body.from_address.as_deref().unwrap_or_default(),
        };
        state.receive_deposit(&reference, &deposit)?;
    }
    Success::message("deposit in progress!")
}

/// Makes a mock deposit in naira, the only documented currency. If the account's open ramp expects this currency and amount, the
/// deposit pays the ramp.
pub(super) fn mock_fiat(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::MockFiatDepositRequest = call.body()?;
    let amount = positive_amount("amount", Some(body.amount))?;
    let currency = body.currency.as_str();
    let account = state.account(&body.account_name)?.name.clone();
    match matching_open_ramp(state, &account, currency, amount) {
        Some(reference) => ramp_settlement::pay_amount(state, &reference, currency, amount)?,
        None => {
            let reference = state.next_id(32);
            let deposit = IncomingDeposit {
                account: &account,
                currency,
                amount,
                from: "",
            };
            state.receive_deposit(&reference, &deposit)?;
        }
    }
    Success::message("success")
}

fn ramp_account(state: &State, reference: &str) -> Result<String, ErrorResponse> {
    let ramp = state.ramps.get(reference);
    let account = ramp.map(|ramp| ramp.account.clone());
    Ok(account.ok_or(StateError::UnknownRamp)?)
}

/// Returns the account's open ramp, if it expects this currency and amount.
fn matching_open_ramp(
    state: &State,
    account: &str,
    currency: &str,
    amount: Decimal,
) -> Option<String> {
    let reference = state.open_ramps.get(account)?;
    let ramp = state.ramps.get(reference)?;
    let is_match = ramp.status == RampStatus::Pending
        && ramp.from_currency == currency
        && ramp.from_amount == amount;
    is_match.then(|| reference.clone())
}
