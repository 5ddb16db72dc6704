//! A client of the Partna API: one method per operation, generated from `openapi/partna.json`.
//!
//! [`Client`] has the paths, parameters and types. It has no credentials and no default addresses, and sends all requests through
//! a [`Transport`]. `partna-auth` provides a transport that protects keys, and re-exports this crate; depend on `partna-auth`.
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
//! The generated code is in one private module and is re-exported here. The crate does not compile for WebAssembly: see
//! `platform.rs`.
//!
//! # Features
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `methods` (default) | hand-written methods of generated types, such as the constructors of request bodies |
//! | `schemars` (default) | `JsonSchema` of schemars 1 for every type |
//! | `document` | `DOCUMENT_JSON`, the OpenAPI document of the API |
//!
//! The [`Transport`] opens connections, so TLS and HTTP/2 are features of `partna-auth`.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod acceptance;
mod body_error;
mod classification;
mod classify;
mod error;
mod error_kind;
mod generated;
mod has_data;
mod has_reference;
mod header_parameters;
mod invalid_field;
mod json_text;
mod members;
#[cfg(feature = "methods")]
mod methods;
mod operation;
mod operation_index;
mod parameter_value;
mod path_segment;
mod platform;
mod query;
mod reason;
mod request_body;
mod request_error;
mod require_field;
mod response;
mod response_texts;
mod retry_after;
mod serde_helpers;
mod transport;
mod wording;

pub use classify::{error_kind, is_error_response, store_classification};
pub use error::Error;
pub use error_kind::ErrorKind;
pub use generated::client::{Client, builder, types};
/// The OpenAPI document that this crate is generated from, as JSON: for your own server or a validator.
///
/// ```
/// let document: serde_json::Value = serde_json::from_str(partna_client::DOCUMENT_JSON)?;
/// assert_eq!(document["openapi"], "3.0.3");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "document")]
pub use generated::document::DOCUMENT_JSON;
pub use generated::operations::{OPERATIONS, VENDOR_DOCUMENT};
pub use has_data::HasData;
pub use has_reference::{DuplicatesUndocumented, HasReference, RejectsDuplicates};
pub use invalid_field::InvalidField;
#[cfg(feature = "methods")]
pub use methods::{PayIn, PayInDestination, requests};
pub use operation::{
    DocumentedEnumValues, Duplicates, Effect, Lookup, Operation, Recovery, ReferenceField,
    VendorDocument,
};
pub use reason::Reason;
pub use require_field::RequireField;
pub use response::ResponseValue;
pub use retry_after::retry_after;
pub use transport::{
    Call, HttpResponse, ResponseFuture, SharedTransport, Transport, decode, decode_write,
    send_and_decode,
};
pub use wording::ErrorTextOrigin;

/// Compiles the examples of the README as doctests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
