//! What currencies are worth, what it costs to send them, and how amounts are rounded. Nothing here knows an account.

pub(crate) mod assets;
pub(crate) mod error;
pub(crate) mod ledger;
pub(crate) mod quote;
pub(crate) mod rates;
pub(crate) mod rounding;
