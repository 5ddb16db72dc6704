//! Errors of the state. The operations map them to responses of the API.

use std::fmt;

use crate::pricing::error::PricingError;

/// An error of a change or lookup in the state.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum StateError {
    UnknownAccount,
    UnknownMerchant,
    UnknownRamp,
    /// A currency that has no ledger.
    UnknownCurrency(String),
    /// An API key that does not exist or is not valid any longer.
    UnknownKey,
    ReferenceInUse(ReferenceKind),
    InsufficientFunds,
    /// A rate key that this sandbox has not issued.
    InvalidRateKey,
    ExpiredRateKey,
    Pricing(PricingError),
}

/// The type of a reference. The API reports a used reference with a different message per type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ReferenceKind {
    /// A transfer, a withdrawal, a conversion or a collection.
    Payment,
    Ramp,
    /// A mock deposit.
    MockDeposit,
}

impl From<PricingError> for StateError {
    fn from(error: PricingError) -> Self {
        Self::Pricing(error)
    }
}

impl fmt::Display for StateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::UnknownAccount => "account not found",
            Self::UnknownMerchant => "merchant not found",
            Self::UnknownRamp => "ramp not found",
            Self::UnknownCurrency(currency) => {
                return write!(f, "no balance is kept in `{currency}`");
            }
            Self::UnknownKey => "API key not found",
            Self::ReferenceInUse(_) => "reference already used",
            Self::InsufficientFunds => "insufficient balance",
            Self::InvalidRateKey => "rate key was not issued by this sandbox",
            Self::ExpiredRateKey => "rate key expired",
            Self::Pricing(error) => return error.fmt(f),
        };
        f.write_str(text)
    }
}
