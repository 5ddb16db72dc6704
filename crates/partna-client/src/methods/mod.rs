//! Methods of generated types, written by hand.
//!
//! They name types and fields of our document. A client that is imported from another document leaves them out.

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
