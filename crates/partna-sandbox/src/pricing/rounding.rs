//! How fine and how large amounts are.

use rust_decimal::{Decimal, RoundingStrategy};

use super::error::PricingError;

/// The largest amount: 1,000,000,000,000,000. Sums of very many of those are still exact.
pub(crate) const MAX_AMOUNT: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);
/// Digits after the point of any amount that is booked, and of one that a request may have.
pub(crate) const AMOUNT_PLACES: u32 = 8;
/// Digits after the point of a rate, as many as the documented examples have.
const RATE_PLACES: u32 = 12;

/// Cuts an amount off after some decimals.
pub(crate) fn truncate(amount: Decimal, places: u32) -> Decimal {
    amount
        .round_dp_with_strategy(places, RoundingStrategy::ToZero)
        .normalize()
}

/// Cuts an amount off after as many decimals as any amount that is booked has.
pub(crate) fn truncate_amount(amount: Decimal) -> Decimal {
    truncate(amount, AMOUNT_PLACES)
}

/// Cuts an amount off after as many decimals as a rate has, which only amounts that are shown have.
pub(crate) fn truncate_rate(amount: Decimal) -> Decimal {
    truncate(amount, RATE_PLACES)
}

/// The result of a calculation, if it is no larger than an amount that a request may have.
pub(crate) fn checked_amount(amount: Option<Decimal>) -> Result<Decimal, PricingError> {
    amount
        .filter(|amount| *amount <= MAX_AMOUNT)
        .ok_or(PricingError::TooLarge)
}
