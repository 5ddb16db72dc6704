//! Validation of request fields beyond the document, and conversion of response values.

use partna_auth::{Amount, Currency};
use rust_decimal::{Decimal, RoundingStrategy};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::response::ErrorResponse;
use crate::pricing::error::PricingError;
use crate::pricing::ledger::Ledger;
use crate::pricing::quote::KnownAmount;
use crate::pricing::rounding::{AMOUNT_PLACES, MAX_AMOUNT};
use crate::state::{State, StateError};

/// Returns a required amount, which must be above 0, with at most 8 decimals.
pub(crate) fn positive_amount(
    field: &str,
    amount: Option<Amount>,
) -> Result<Decimal, ErrorResponse> {
    let Some(amount) = amount.map(|amount| amount.decimal().normalize()) else {
        return Err(ErrorResponse::invalid_field(field, "required", None));
    };
    let invalid = |expected| {
        Err(ErrorResponse::invalid_field(
            field,
            expected,
            Some(&amount.to_string()),
        ))
    };
    if amount <= Decimal::ZERO {
        invalid("more than 0")
    } else if amount > MAX_AMOUNT {
        invalid("at most 1000000000000000")
    } else if amount.scale() > AMOUNT_PLACES {
        invalid("at most 8 decimals")
    } else {
        Ok(amount)
    }
}

/// Returns the known amount of an exchange: the `to` amount if there is no `from` amount, otherwise the `from` amount, which is
/// then required.
pub(crate) fn known_amount(
    from: Option<Amount>,
    to: Option<Amount>,
) -> Result<KnownAmount, ErrorResponse> {
    match (from, to) {
        (None, Some(_)) => positive_amount("toAmount", to).map(KnownAmount::To),
        _ => positive_amount("fromAmount", from).map(KnownAmount::From),
    }
}

/// Converts an amount in the payout currency to the payment currency, rounded to a number of decimals. The result is for display
/// only and is never booked.
pub(crate) fn convert_to_from_currency(
    amount: Decimal,
    rate: Decimal,
    places: u32,
) -> Result<Decimal, ErrorResponse> {
    let converted = amount.checked_div(rate).ok_or(PricingError::TooLarge)?;
    Ok(converted.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero))
}

/// Converts a decimal to an amount of the API.
pub(crate) fn api_amount(amount: Decimal) -> Result<Amount, ErrorResponse> {
    Amount::try_from(amount.normalize()).map_err(|_| ErrorResponse::amount_too_large())
}

/// Formats a time as RFC 3339 in UTC, as the API does.
pub(crate) fn rfc3339(seconds: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    time.format(&Rfc3339).unwrap_or_default()
}

/// Converts a count to an integer of the API.
pub(crate) fn count(number: usize) -> Option<i64> {
    i64::try_from(number).ok()
}

/// Returns a required field, which must not be empty.
pub(crate) fn required(
    field: &str,
    value: Option<impl Into<String>>,
) -> Result<String, ErrorResponse> {
    match value.map(Into::into) {
        Some(value) if !value.is_empty() => Ok(value),
        _ => Err(ErrorResponse::invalid_field(field, "required", None)),
    }
}

/// Returns a required currency and its ledger.
pub(crate) fn required_currency(
    currency: Option<&Currency>,
) -> Result<(String, Ledger), ErrorResponse> {
    let currency = required("currency", currency.map(Currency::as_str))?;
    match Ledger::from_currency(&currency) {
        Some(ledger) => Ok((currency, ledger)),
        None => Err(StateError::UnknownCurrency(currency).into()),
    }
}

/// Returns the name of the paying account, which is the merchant's own account by default.
pub(crate) fn paying_account(state: &State, name: Option<&str>) -> Result<String, ErrorResponse> {
    let not_found = |_| ErrorResponse::not_found("fromAccount not found");
    state.resolve_account(name).map_err(not_found)
}
