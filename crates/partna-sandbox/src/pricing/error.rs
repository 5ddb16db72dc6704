//! Errors of price calculations.

use std::fmt;

/// A calculation that has no usable result.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum PricingError {
    /// The result exceeds the maximum amount, or there is no rate for it.
    TooLarge,
    /// Nothing remains of the amount after fees.
    FeesNotCovered,
}

impl fmt::Display for PricingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "amount exceeds the maximum",
            Self::FeesNotCovered => "amount does not cover the fees",
        })
    }
}
