//! Money from outside, as nobody but a sandbox can make it.

use partna_auth::{Currency, types};
use rust_decimal::Decimal;

use super::fields::{positive, required};
use super::ramp_settlement;
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use crate::pricing::assets::{asset, fiat};
use crate::state::{Arrival, RampStatus, ReferenceKind, State, StateError};

/// Any currency. With `isRamp`, or for the amount that the account's open ramp waits for, it pays that ramp.
pub(super) fn mock(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::MockDepositRequest = call.body()?;
    let amount = positive("amount", body.amount)?;
    let currency = required("currency", body.currency.as_ref().map(Currency::as_str))?;
    let is_known = match &body.network {
        Some(network) => asset(&currency, network.as_str()).is_some(),
        None => fiat(&currency).is_some(),
    };
    if !is_known {
        return Err(Refusal::bad("Unsupported provider"));
    }
    let is_ramp = body.is_ramp == Some(true);
    let named = body
        .reference
        .filter(|reference| is_ramp && !reference.is_empty());
    let account = match &named {
        Some(reference) => ramp_account(state, reference)?,
        None => state.account_or_own(body.account_name.as_deref())?,
    };
    let open = named.or_else(|| waiting_for(state, &account, &currency, amount));
    if let Some(reference) = open {
        ramp_settlement::pay_amount(state, &reference, &currency, amount)?;
    } else if is_ramp {
        return Err(Refusal::bad("no ramp waits for that"));
    } else {
        let given = body.tx_hash.or(body.transaction_id);
        let reference = state.reference(given, ReferenceKind::MockDeposit)?;
        let arrival = Arrival {
            account: &account,
            currency: &currency,
            amount,
            from: body.from_address.as_deref().unwrap_or_default(),
        };
        state.receive_deposit(&reference, &arrival)?;
    }
    Success::message("deposit in progress!")
}

/// Naira alone, as documented. For the amount that the account's open ramp waits for, it pays that ramp.
pub(super) fn mock_fiat(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::MockFiatDepositRequest = call.body()?;
    let amount = positive("amount", Some(body.amount))?;
    let currency = body.currency.as_str();
    let account = state.account(&body.account_name)?.name.clone();
    match waiting_for(state, &account, currency, amount) {
        Some(reference) => ramp_settlement::pay_amount(state, &reference, currency, amount)?,
        None => {
            let reference = state.next_id(32);
            let arrival = Arrival {
                account: &account,
                currency,
                amount,
                from: "",
            };
            state.receive_deposit(&reference, &arrival)?;
        }
    }
    Success::message("success")
}

fn ramp_account(state: &State, reference: &str) -> Result<String, Refusal> {
    let ramp = state.ramps.get(reference);
    let account = ramp.map(|ramp| ramp.account.clone());
    Ok(account.ok_or(StateError::UnknownRamp)?)
}

/// The account's open ramp, if it is this money that it waits for.
fn waiting_for(state: &State, account: &str, currency: &str, amount: Decimal) -> Option<String> {
    let reference = state.open_ramps.get(account)?;
    let ramp = state.ramps.get(reference)?;
    let fits = ramp.status == RampStatus::Pending
        && ramp.from_currency == currency
        && ramp.from_amount == amount;
    fits.then(|| reference.clone())
}
