//! The precision and the maximum of amounts.

use rust_decimal::{Decimal, RoundingStrategy};

use super::error::PricingError;

/// The maximum amount: 1,000,000,000,000,000. Sums of a large number of such amounts are still exact.
pub(crate) const MAX_AMOUNT: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);
/// The maximum number of decimals of booked amounts and of amounts in requests.
pub(crate) const AMOUNT_PLACES: u32 = 8;
/// The number of decimals of a rate, as in the documented examples.
const RATE_PLACES: u32 = 12;

/// Truncates an amount to a number of decimals.
pub(crate) fn truncate(amount: Decimal, places: u32) -> Decimal {
    amount
        .round_dp_with_strategy(places, RoundingStrategy::ToZero)
        .normalize()
}

/// Truncates an amount to the precision of booked amounts.
pub(crate) fn truncate_amount(amount: Decimal) -> Decimal {
    truncate(amount, AMOUNT_PLACES)
}

/// Truncates a rate, or an amount for display, to the precision of rates. Booked amounts have fewer decimals.
pub(crate) fn truncate_rate(amount: Decimal) -> Decimal {
    truncate(amount, RATE_PLACES)
}

/// Returns the result of a calculation, or an error if it overflowed or exceeds the maximum amount.
pub(crate) fn checked_amount(amount: Option<Decimal>) -> Result<Decimal, PricingError> {
    amount
        .filter(|amount| *amount <= MAX_AMOUNT)
        .ok_or(PricingError::TooLarge)
}
