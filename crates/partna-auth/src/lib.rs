//! Rust bindings to the [Partna](https://getpartna.com) payments API, with the keys in safe hands.
//!
//! [`Partna`] is the client: it puts `x-api-key` and `x-api-user` on every request, knows staging from production, and
//! lets nothing leave for another host. Every operation is a method of it.
//!
//! ```no_run
//! use partna_auth::Partna;
//!
//! # async fn example() -> Result<(), partna_auth::Error> {
//! let partna = Partna::from_env().await?; // staging by default
//! let accounts = partna.list_accounts().per_page(20).send().await?;
//! println!("{} accounts", accounts.into_data()?.accounts.len());
//! # Ok(())
//! # }
//! ```
//!
//! # Where to find what
//!
//! | to | read |
//! | --- | --- |
//! | pay in, and see where the customer pays | [`guide::requests`] |
//! | pay out once, also if the response is lost or the program restarts | [`guide::writes`] |
//! | receive webhooks | the crate `partna-webhook`, `partna_webhook::guide::receiving` |
//! | compare your books with the API's records | [`guide::reconcile`], [`guide::lists`] |
//! | replace the API key while the program runs | [`guide::rotation`] |
//! | load credentials, set timeouts, retries and logs | [`guide::configuration`] |
//! | handle errors | [`guide::errors`], [`ErrorKind`] |
//! | find accounts, addresses and rates, or wait for a ramp | [`guide::helpers`] |
//! | try all of it without credentials | the crate `partna-sandbox`: the API in your process |
//!
//! # Dependencies
//!
//! This crate re-exports the client and all types, so `partna-client` and `partna-types` are no dependencies of yours. Examples of
//! re-exported items name those crates: read `partna_client::` and `partna_types::` as `partna_auth::`.
//!
//! ```toml
//! [dependencies]
//! partna-auth = "0.1"
//! tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
//! futures-util = "0.3" # `TryStreamExt`, for lists
//! partna-webhook = { version = "0.1", features = ["axum"] } # to receive webhooks, with axum 0.8
//!
//! [dev-dependencies]
//! partna-sandbox = "0.1"
//! ```
//!
//! `serde_json`, `http` and `reqwest` are re-exported, as [`serde_json`] and so on.
//!
//! # What it does not do
//!
//! - It does not authenticate with a JWT. The API takes a session of the dashboard instead of the pair; that is for people
//!   in front of a browser, and some operations then ask for a one-time code.
//! - It does not compile for WebAssembly, since a key in a browser is a key for everyone.
//! - It follows no redirect and sends nothing in clear, loopback and sandboxes aside.

/// Longer reading, with examples: a page for each task.
pub mod guide {
    /// Where credentials come from, which environment they are for, and timeouts, retries, proxies and logs.
    ///
    #[doc = include_str!("../docs/configuration.md")]
    pub mod configuration {}
    /// What each kind of error means, and what to do about it.
    ///
    #[doc = include_str!("../docs/errors.md")]
    pub mod errors {}
    /// How to pay once: references, outcomes, and a program that ends in the middle.
    ///
    #[doc = include_str!("../docs/writes.md")]
    pub mod writes {}
    /// How to build request bodies: a constructor for each use, such as to pay in and to pay out.
    ///
    #[doc = include_str!("../docs/requests.md")]
    pub mod requests {}
    /// How to read accounts, ramps and transactions as streams.
    ///
    #[doc = include_str!("../docs/lists.md")]
    pub mod lists {}
    /// How to compare your records with those of the API.
    ///
    #[doc = include_str!("../docs/reconcile.md")]
    pub mod reconcile {}
    /// Methods around the calls: accounts, addresses, rates, waiting for a ramp, links to the widget.
    ///
    #[doc = include_str!("../docs/helpers.md")]
    pub mod helpers {}
    /// How to replace an API key while the program runs.
    ///
    #[doc = include_str!("../docs/rotation.md")]
    pub mod rotation {}
}

mod client;
mod clock;
mod credentials;
mod errors;
#[rustfmt::skip]
mod generated;
mod helpers;
mod keys;
mod pagination;
mod secret_scan;
mod transport;
mod wait_for_ramp;
mod widget_links;
mod writes;

pub use client::{Builder, Partna, Request};
pub use clock::{Clock, SystemClock};
pub use credentials::{
    ApiKey, Chain, Credentials, EnvVars, Found, LoadFuture, Loaded, ProfileFile, Provider,
    SecretFolder, Version, Wanted,
};
pub use keys::{
    FileStore, Generate, JournalRecord, KeyStore, Keys, Prepared, Rotated, Rotation, StoreFuture,
    StoreLock,
};
pub use pagination::{AccountDetails, Accounts, Ramps, RampsOfAllAccounts, Transactions};
pub use transport::{CallOptions, Retries};
pub use wait_for_ramp::WaitForRamp;
pub use widget_links::{OfframpLink, OnrampLink};
pub use writes::{Once, Outcome, Pending, Record, Repeated, Resolution, Write};
/// What the public interface is made of, in the versions it takes: for proxies, certificates, status codes.
pub use {http, reqwest, serde_json};

pub use partna_client::{
    Answer, AnswerFuture, Call, Client, DOCUMENT, Document, DocumentedValues, Duplicates, Effect,
    Error, ErrorKind, HasData, InvalidField, Lookup, OPERATIONS, Operation, PayIn,
    PayInDestination, Reason, Recovery, ReferenceField, Referenced, Rejected, Required,
    ResponseValue, SharedTransport, TextSource, Transport, Unproven, builder, decode, decode_write,
    error_kind, exchange, is_error_response, pin_classification, requests, retry_after, types,
};
pub use partna_types::enums::{
    AdminRole, ApiKeyScope, AssetType, BankAccountStatus, Country, CryptoPaymentSource, Currency,
    ExpireAction, FeeType, FiatEvent, Gender, KycDocument, KycStatus, MobileNetwork, Network,
    PaymentNetwork, PricingAction, RampStatus, RampType, RegistrationType, TransactionKind,
    TransactionStatus, TransactionType, VerificationMethod, WithdrawalNetwork,
};
pub use partna_types::{
    Amount, AmountError, AmountParam, Environment, NotAReference, OtherValue, Reference, Secret,
    TimeOutOfRange, UnixMillis, UnixSeconds, UnknownEnvironment, amount_number, amount_text, enums,
    is_loopback, rust_decimal, tolerant,
};

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
