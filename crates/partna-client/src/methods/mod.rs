//! Hand-written methods of generated types.
//!
//! They depend on types and fields of our document. A client for another document is built without them.

mod api_key_info;
mod fiat;
mod ledger_balance;
mod pay_in;
mod ramp_order;
mod rate_key;
mod references;
pub mod requests;
mod supported_assets;

pub use pay_in::{PayIn, PayInDestination};
