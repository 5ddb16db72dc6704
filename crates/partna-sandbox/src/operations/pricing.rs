//! The merchant's pending charges, and discounts. A sandbox has no charges.

use partna_auth::types;
use rust_decimal::Decimal;

use super::fields::api_amount;
use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use crate::pricing::ledger::Ledger;
use crate::state::State;

/// Rejects the user name of another merchant.
fn check_own_username(state: &State, call: &OperationCall<'_>) -> Result<(), ErrorResponse> {
    let username = state.merchant.username.as_str();
    match call.parameter("username") {
        Some(other) if other != username => {
            Err(ErrorResponse::new(401, "unauthorised self trigger"))
        }
        _ => Ok(()),
    }
}

pub(super) fn pending(state: &State, call: &OperationCall<'_>) -> OperationResult {
    check_own_username(state, call)?;
    let mut pending = types::UnpaidFees::default();
    pending.amount = Some(api_amount(Decimal::ZERO)?);
    pending.username = Some(state.merchant.username.clone());
    Success::data::<types::UnpaidFeesResponse>(pending)
}

/// Succeeds without an effect, because there are no charges.
pub(super) fn trigger(state: &State, call: &OperationCall<'_>) -> OperationResult {
    check_own_username(state, call)?;
    Success::acknowledgement("success")
}

/// Lists the discount tiers, which are the same for all currencies. The sandbox does not apply them to ramps.
pub(super) fn discounts(_: &State, call: &OperationCall<'_>) -> OperationResult {
    for name in ["fromCurrency", "toCurrency"] {
        if let Some(text) = call.parameter(name)
            && Ledger::from_currency(text).is_none()
        {
            return Err(ErrorResponse::invalid_field(name, "a currency", Some(text)));
        }
    }
    let tiers = [("10%", "1000"), ("5%", "500"), ("1%", "100")];
    let tiers = tiers.map(|(discount, from_dollars)| {
        let mut tier = types::Discount::default();
        tier.discount = Some(discount.to_owned());
        tier.minimum_asset_value_in_usd = Some(from_dollars.to_owned());
        tier
    });
    Success::data::<types::DiscountsResponse>(tiers.into())
}
