//! The Partna API as code: one method an operation, generated from `openapi/partna.json`.
//!
//! [`Client`] knows paths, parameters and types. It knows neither credentials nor addresses, and sends nothing by itself:
//! every request goes through the [`Transport`] it was given. `partna-auth` brings one that keeps keys safe, and
//! re-exports all of this crate; depend on that.
//!
//! ```no_run
//! # async fn example(client: partna_client::Client) -> Result<(), partna_client::Error> {
//! let accounts = client.list_accounts().per_page(20).send().await?;
//! for account in accounts.into_data()?.accounts {
//!     for (currency, ledger) in account.iter() {
//!         println!("{currency}: {:?}", ledger.balance);
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! What is generated is private in one module, and named here. It does not compile for WebAssembly: see `platform.rs`.

mod api_key_info;
mod body_error;
mod error;
mod evidence;
mod fiat;
#[rustfmt::skip]
#[allow(
    missing_docs,
    unused_imports,
    unused_mut,
    clippy::all,
    clippy::unwrap_used,
    rustdoc::broken_intra_doc_links,
    reason = "generated: the code is progenitor's, and its only unwraps are on patterns of our own document"
)]
mod generated;
mod has_data;
mod invalid_field;
mod kind;
mod ledger_balance;
mod lenient;
mod members;
mod operation;
#[rustfmt::skip]
#[allow(unused_imports, reason = "generated: what a document without references leaves unused")]
mod operations;
mod pay_in;
mod phrases;
mod platform;
mod ramp_order;
mod rate_key;
mod reason;
mod referenced;
mod references;
pub mod requests;
mod required;
mod response;
mod retry_after;
mod supported_assets;
mod texts;
mod transport;
mod wording;
mod words;

pub use error::Error;
pub use generated::{Client, builder, types};
pub use has_data::HasData;
pub use invalid_field::InvalidField;
pub use kind::{ErrorKind, error_kind, is_error_response, pin_classification};
pub use operation::{
    Document, DocumentedValues, Duplicates, Effect, Lookup, Operation, Recovery, ReferenceField,
};
pub use operations::{DOCUMENT, OPERATIONS};
pub use pay_in::{PayIn, PayInDestination};
pub use reason::Reason;
pub use referenced::{Referenced, Rejected, Unproven};
pub use required::Required;
pub use response::ResponseValue;
pub use retry_after::retry_after;
pub use transport::{
    Answer, AnswerFuture, Call, SharedTransport, Transport, decode, decode_write, exchange,
};
pub use wording::TextSource;
