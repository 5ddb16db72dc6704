//! Why a change of the state, or a look into it, is refused. What the API says to that is the operations' matter.

use std::fmt;

use crate::pricing::error::PricingError;

/// A refusal by the state.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum StateError {
    UnknownAccount,
    UnknownMerchant,
    UnknownRamp,
    /// A currency that has no ledger.
    UnknownCurrency(String),
    /// A key of the API that is not there, or has ended.
    UnknownKey,
    ReferenceInUse(ReferenceKind),
    InsufficientFunds,
    /// A rate key that was not given here.
    InvalidRateKey,
    ExpiredRateKey,
    Pricing(PricingError),
}

/// What a reference is of. The API refuses a used one in different words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ReferenceKind {
    /// A transfer, a withdrawal, a conversion or a collection.
    Payment,
    Ramp,
    /// A deposit that is only simulated.
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
