//! What the merchant owes, and discounts. A sandbox charges nothing.

use partna_auth::Amount;
use rust_decimal::Decimal;
use serde::Serialize;

use super::answer::money;
use super::{Answer, Call, Outcome, Refusal};
use crate::world::{Ledger, World};

/// A merchant may ask for itself alone.
fn is_own(world: &World, call: &Call<'_>) -> Result<(), Refusal> {
    let own = world.merchant.username.as_str();
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

pub(super) fn pending(world: &mut World, call: &Call<'_>) -> Outcome {
    is_own(world, call)?;
    Answer::data(Pending {
        amount: money(Decimal::ZERO)?,
        username: &world.merchant.username,
    })
}

/// Nothing is owed, so nothing is set off.
pub(super) fn trigger(world: &mut World, call: &Call<'_>) -> Outcome {
    is_own(world, call)?;
    Answer::message("success")
}

#[derive(Serialize)]
struct Tier {
    discount: &'static str,
    #[serde(rename = "minimumAssetValueInUSD")]
    from_dollars: &'static str,
}

/// The tiers, whatever the pair and the amount: it is for the caller to see which applies. No ramp applies them here.
pub(super) fn discounts(_: &mut World, call: &Call<'_>) -> Outcome {
    for name in ["fromCurrency", "toCurrency"] {
        if let Some(text) = call.parameter(name)
            && Ledger::of(text).is_none()
        {
            return Err(Refusal::invalid(name, "a currency", Some(text)));
        }
    }
    let tiers = [("10%", "1000"), ("5%", "500"), ("1%", "100")];
    Answer::data(tiers.map(|(discount, from_dollars)| Tier {
        discount,
        from_dollars,
    }))
}
