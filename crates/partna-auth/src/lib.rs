//! The client of the [Partna](https://getpartna.com) payments API. It adds credentials, environments, transport, retries, write
//! outcomes and key rotation to the generated client.
//!
//! **Use the crate `partna` instead.** It re-exports this crate in modules, and adds webhooks, a sandbox for tests, and the guides.
//!
//! [`Partna`] is the client. It adds `x-api-key` and `x-api-user` to every request, separates staging from production, and sends
//! nothing to another host. Every operation is a method.
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
//! This crate re-exports `partna-client` and `partna-types`. Examples of re-exported items import them from those crates.
//!
//! # Features
//!
//! | feature | what it does |
//! | --- | --- |
//! | `rustls` (default) | TLS by rustls, with aws-lc-rs or with the crypto provider that the program installed |
//! | `rustls-no-provider` | TLS by rustls, with the crypto provider that the program installs by `rustls::crypto::CryptoProvider::install_default` before it builds a client |
//! | `native-tls` | TLS of the platform: OpenSSL on Linux, where it must be installed for the build |
//! | `http2` (default) | HTTP/2, if the server supports it |
//! | `schemars` (default) | `JsonSchema` of schemars 1 for every type |
//!
//! If several of the three TLS features are enabled, the first in this order is used. Without a TLS feature, [`Builder::build`]
//! fails for https. Plain http to loopback and to a sandbox is still possible.
//!
//! ```toml
//! [dependencies]
//! partna-auth = { version = "0.1", default-features = false, features = ["http2", "native-tls"] }
//! ```

#![cfg_attr(docsrs, feature(doc_cfg))]

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

#[doc(hidden)]
pub use client::configure_tls;
pub use client::{Builder, Partna, Request};
pub use clock::{Clock, SystemClock};
pub use credentials::{
    ApiKey, Chain, Credentials, EnvVars, LoadFuture, LoadOutcome, LoadRequest, LoadedCredentials,
    ProfileFile, Provider, Revision, SecretDir,
};
pub use keys::{
    FileStore, Generate, JournalRecord, KeyStore, Keys, Prepared, Rotated, Rotation, StoreFuture,
    StoreLock,
};
pub use pagination::{AccountDetails, Accounts, Ramps, RampsOfAllAccounts, Transactions};
pub use transport::{CallOptions, Retries};
pub use wait_for_ramp::WaitForRamp;
pub use widget_links::{OfframpLink, OnrampLink};
pub use writes::{Outcome, Pending, Record, Resent, Resolution, WithReference, Write};
/// The crates whose types are in the public interface, such as proxies, certificates and status codes. Import them from here to get
/// the same versions.
pub use {http, reqwest, serde_json};

pub use partna_client::{
    Call, Client, DocumentedEnumValues, Duplicates, DuplicatesUndocumented, Effect, Error,
    ErrorKind, ErrorTextOrigin, HasData, HasReference, HttpResponse, InvalidField, Lookup,
    OPERATIONS, Operation, PayIn, PayInDestination, Reason, Recovery, ReferenceField,
    RejectsDuplicates, RequireField, ResponseFuture, ResponseValue, SharedTransport, Transport,
    VENDOR_DOCUMENT, VendorDocument, builder, decode, decode_write, error_kind, is_error_response,
    requests, retry_after, send_and_decode, store_classification, types,
};
pub use partna_types::enums::{
    AdminRole, ApiKeyScope, AssetType, BankAccountStatus, BillingAction, Country,
    CryptoPaymentSource, Currency, ExpireAction, FeeType, FiatEvent, Gender, KycDocument,
    KycStatus, MobileNetwork, Network, PaymentNetwork, RampStatus, RampType, RegistrationType,
    TransactionKind, TransactionStatus, TransactionType, VerificationMethod, WithdrawalNetwork,
};
pub use partna_types::{
    Amount, AmountError, AmountParam, Environment, InvalidReference, Reference, Secret,
    TimeOutOfRange, UnixMillis, UnixSeconds, UnknownEnvironment, UnknownValue, amount_number,
    amount_text, enums, is_loopback, rust_decimal, tolerant,
};

/// Compiles the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
