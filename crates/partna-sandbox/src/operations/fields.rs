//! Fields of requests that need more than the document says, and how values are written.

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

/// An amount that has to be there, and more than nothing.
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

/// Of two amounts that are exchanged for each other, the one that is given: what is bought if that alone is there, and what is
/// sold otherwise.
pub(crate) fn known_amount(
    from: Option<Amount>,
    to: Option<Amount>,
) -> Result<KnownAmount, ErrorResponse> {
    match (from, to) {
        (None, Some(_)) => positive_amount("toAmount", to).map(KnownAmount::To),
        _ => positive_amount("fromAmount", from).map(KnownAmount::From),
    }
}

/// Converts an amount of the currency that goes out to the one that came in, rounded to a number of decimals. It is for display:
/// nothing is booked by it.
pub(crate) fn convert_to_from_currency(
    amount: Decimal,
    rate: Decimal,
    places: u32,
) -> Result<Decimal, ErrorResponse> {
    let converted = amount.checked_div(rate).ok_or(PricingError::TooLarge)?;
    Ok(converted.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero))
}

/// An amount as it travels.
pub(crate) fn api_amount(amount: Decimal) -> Result<Amount, ErrorResponse> {
    Amount::try_from(amount.normalize()).map_err(|_| ErrorResponse::amount_too_large())
}

/// A time, as the API's texts have it: RFC 3339, in UTC.
pub(crate) fn rfc3339(seconds: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    time.format(&Rfc3339).unwrap_or_default()
}

/// A number of things, as responses have it.
pub(crate) fn count(number: usize) -> Option<i64> {
    i64::try_from(number).ok()
}

/// A field that has to be there.
pub(crate) fn required(
    field: &str,
    value: Option<impl Into<String>>,
) -> Result<String, ErrorResponse> {
    match value.map(Into::into) {
        Some(value) if !value.is_empty() => Ok(value),
        _ => Err(ErrorResponse::invalid_field(field, "required", None)),
    }
}

/// A currency that has to be there, and the ledger that it is kept in.
pub(crate) fn required_currency(
    currency: Option<&Currency>,
) -> Result<(String, Ledger), ErrorResponse> {
    let currency = required("currency", currency.map(Currency::as_str))?;
    match Ledger::from_currency(&currency) {
        Some(ledger) => Ok((currency, ledger)),
        None => Err(StateError::UnknownCurrency(currency).into()),
    }
}

/// The account that pays: the merchant's own if none is named.
pub(crate) fn paying_account(state: &State, name: Option<&str>) -> Result<String, ErrorResponse> {
    let not_found = |_| ErrorResponse::not_found("fromAccount not found");
    state.resolve_account(name).map_err(not_found)
}
