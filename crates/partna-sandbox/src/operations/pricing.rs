//! What the merchant owes, and discounts. A sandbox charges nothing.

use partna_auth::Amount;
use rust_decimal::Decimal;
use serde::Serialize;

use super::fields::money;
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use crate::pricing::ledger::Ledger;
use crate::state::State;

/// A merchant may ask for itself alone.
fn is_own(state: &State, call: &Call<'_>) -> Result<(), Refusal> {
    let own = state.merchant.username.as_str();
    match call.parameter("username") {
        Some(other) if other != own => Err(Refusal::new(401, "unauthorised self trigger")),
        _ => Ok(()),
    }
}

#[derive(Serialize)]
struct Pending<'a> {
    amount: Amount,
    username: &'a str,
}

pub(super) fn pending(state: &State, call: &Call<'_>) -> Outcome {
    is_own(state, call)?;
    Success::data(Pending {
        amount: money(Decimal::ZERO)?,
        username: &state.merchant.username,
    })
}

/// Nothing is owed, so nothing is set off.
pub(super) fn trigger(state: &State, call: &Call<'_>) -> Outcome {
    is_own(state, call)?;
    Success::message("success")
}

#[derive(Serialize)]
struct Tier {
    discount: &'static str,
    #[serde(rename = "minimumAssetValueInUSD")]
    from_dollars: &'static str,
}

/// The tiers, whatever the pair and the amount: it is for the caller to see which applies. No ramp applies them here.
pub(super) fn discounts(_: &State, call: &Call<'_>) -> Outcome {
    for name in ["fromCurrency", "toCurrency"] {
        if let Some(text) = call.parameter(name)
            && Ledger::of(text).is_none()
        {
            return Err(Refusal::invalid(name, "a currency", Some(text)));
        }
    }
    let tiers = [("10%", "1000"), ("5%", "500"), ("1%", "100")];
    Success::data(tiers.map(|(discount, from_dollars)| Tier {
        discount,
        from_dollars,
    }))
}
