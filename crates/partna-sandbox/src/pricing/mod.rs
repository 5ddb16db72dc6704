//! Exchange rates, fees and rounding. This layer does not depend on accounts.

pub(crate) mod assets;
pub(crate) mod error;
pub(crate) mod ledger;
pub(crate) mod quote;
pub(crate) mod rates;
pub(crate) mod rounding;
