//! Rust bindings to the [Partna](https://getpartna.com) payments API: African currencies to stablecoins and back, collections,
//! payouts and webhooks.
//!
//! [`Partna`] is the client. Each operation of the API is a method of it. It puts `x-api-key` and `x-api-user` on each request,
//! sends requests only to the host of its environment, and does not use credentials of staging for production or vice versa.
//!
//! ```no_run
//! use partna::Partna;
//!
//! # async fn example() -> Result<(), partna::Error> {
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
//! | pay in, and show where the customer pays | [`guide::requests`], [`ramps`] |
//! | pay out once, even if the response is lost or the program restarts | [`guide::writes`], [`writes`] |
//! | receive webhooks | `guide::receiving`, `webhook` |
//! | compare your ledger with the API's records | [`guide::reconcile`], [`guide::lists`], [`lists`] |
//! | replace the API key while the program runs | [`guide::rotation`], [`keys`] |
//! | load credentials, set timeouts, retries and logs | [`guide::configuration`], [`credentials`] |
//! | handle errors | [`guide::errors`], [`ErrorKind`], [`Reason`] |
//! | find accounts, addresses and rates, or wait for a ramp | [`guide::helpers`] |
//! | test without credentials | `guide::sandbox`, `sandbox` |
//!
//! # Features
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `webhook` (default) | the module `webhook`, which verifies and reads webhooks |
//! | `tower` | `webhook::service`: endpoints as tower services |
//! | `axum` | `tower`, and `into_route` of the endpoints, for a router of axum 0.8 |
//! | `http2` (default) | HTTP/2, if the server offers it |
//! | `schemars` (default) | `JsonSchema` of schemars 1 for every type |
//! | `rustls` (default) | TLS by rustls, with aws-lc-rs or with the crypto provider that the program installed |
//! | `rustls-no-provider` | TLS by rustls, with the crypto provider that the program installs by `rustls::crypto::CryptoProvider::install_default` before it builds a client |
//! | `native-tls` | TLS of the platform: OpenSSL on Linux, which must be installed for the build |
//! | `sandbox` | the module `sandbox`: the API in your process, for tests; and `webhook::Signer`, which signs webhooks |
//!
//! If several features for TLS are enabled, the first of them in this table is used. Without any, [`Builder::build`] returns an
//! error for https.
//!
//! ```toml
//! [dependencies]
//! partna = { version = "0.1", features = ["axum"] }
//! tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
//! futures-util = "0.3" # `TryStreamExt`, for lists
//! axum = "0.8"
//!
//! [dev-dependencies]
//! partna = { version = "0.1", features = ["sandbox"] }
//! ```
//!
//! docs.rs shows all features. On your machine, the pages of `sandbox` and `webhook::service` need
//! `cargo doc --package partna --all-features --open`.
//!
//! # Crates behind this one
//!
//! This crate only re-exports items of `partna-auth`, `partna-client`, `partna-types`, `partna-webhook` and `partna-sandbox`. The
//! examples of an item import it from its crate. In your code, import it from `partna`.
//!
//! # What it does not do
//!
//! - It does not authenticate with a JWT. The API also accepts a dashboard session instead of key and user. Sessions are for
//!   people with a browser, and some operations then require a one-time code.
//! - It does not compile for WebAssembly, since a key in a browser is public.
//! - It follows no redirects, and sends nothing over plain HTTP except to loopback and sandboxes.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod guide;

#[doc(inline)]
pub use partna_auth::{
    Amount, Builder, CallOptions, Currency, Environment, Error, ErrorKind, Network, Partna, Reason,
    Reference, Retries, Secret, UnixMillis, UnixSeconds,
};

#[doc(inline)]
pub use partna_auth::{enums, requests, types};

/// The generated client, requests and responses.
///
/// - [`Client`](client::Client): the generated client. Your own transport adds the credentials.
/// - [`Request`](client::Request): a request to a path that has no method yet.
/// - [`ResponseValue`](client::ResponseValue): a decoded response. [`RequiredField`](client::RequiredField) reads an optional field and
///   returns an error if it is absent.
/// - [`ErrorTextSource`](client::ErrorTextSource): the source of an API text that the client recognizes.
/// - [`Clock`](client::Clock): the clock of the client, for tests.
pub mod client {
    #[doc(inline)]
    pub use partna_auth::{
        Client, Clock, ErrorTextSource, HasData, InvalidField, Request, RequiredField,
        ResponseValue, SystemClock, builder, tolerant,
    };
}

/// Credentials and their sources: variables, a mounted directory, a profile file, or your own [`Provider`].
///
/// [`Provider`]: credentials::Provider
///
/// The guide is [`guide::configuration`].
pub mod credentials {
    #[doc(inline)]
    pub use partna_auth::{
        ApiKey, Chain, Credentials, EnvVars, LoadFuture, LoadOutcome, LoadRequest,
        LoadedCredentials, ProfileFile, Provider, Revision, SecretDir,
    };
}

/// API keys: listing, generating, invalidating and rotating them.
///
/// The guide is [`guide::rotation`].
pub mod keys {
    #[doc(inline)]
    pub use partna_auth::{
        FileStore, Generate, JournalRecord, KeyStore, Keys, Prepared, Rotated, Rotation,
        StoreFuture, StoreLock,
    };
}

/// Lists of accounts, ramps and transactions as streams.
///
/// The guide is [`guide::lists`].
pub mod lists {
    #[doc(inline)]
    pub use partna_auth::{AccountDetails, Accounts, Ramps, RampsOfAllAccounts, Transactions};
}

/// The table of operations: paths, effects, the field of the reference, and the next call after a lost response.
pub mod operations {
    #[doc(inline)]
    pub use partna_auth::{
        DOCUMENT, Document, DocumentedValues, Duplicates, Effect, Lookup, OPERATIONS, Operation,
        Recovery, ReferenceField,
    };
}

/// Ramps: where the customer pays, waiting for the end of a ramp, and links to the vendor's pages.
///
/// The guide is [`guide::helpers`].
pub mod ramps {
    #[doc(inline)]
    pub use partna_auth::{OfframpLink, OnrampLink, PayIn, PayInDestination, WaitForRamp};
}

/// The crates whose types are in this interface, in the versions that this crate uses.
pub mod reexports {
    #[doc(no_inline)]
    pub use partna_auth::{http, reqwest, rust_decimal, serde_json};
}

/// The API in your process, for tests.
///
/// The rules and the values for tests are in [`guide::sandbox`]. A [`CurrencyTotals`](sandbox::CurrencyTotals) has the totals of one currency in the
/// [`Books`](sandbox::Books).
///
/// ```
/// use partna::sandbox::Sandbox;
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::start().await?;
/// let partna = sandbox.client();
/// partna.get_balances().send().await?;
/// sandbox.stop().await;
/// # Ok(())
/// # }
/// # tokio::runtime::Runtime::new()?.block_on(example())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "sandbox")]
pub mod sandbox {
    #[doc(inline)]
    pub use partna_sandbox::{
        Books, Builder, CurrencyTotals, Error, ErrorKind, Fault, Sandbox, Seed, UnusedFault,
    };
}

/// The interface between the client and HTTP, for your own transport, and the classification of responses.
pub mod transport {
    #[doc(inline)]
    pub use partna_auth::{
        Call, HttpResponse, ResponseFuture, SharedTransport, Transport, decode, decode_write,
        error_kind, exchange, is_error_response, is_loopback, pin_classification, retry_after,
    };
}

/// Amounts in JSON and in queries, and the errors of amounts, references, times and environments.
pub mod values {
    #[doc(inline)]
    pub use partna_auth::{
        AmountError, AmountParam, InvalidReference, TimeOutOfRange, UnknownEnvironment,
        UnknownValue, amount_number, amount_text,
    };
}

/// Verifies and reads the events that Partna sends.
///
/// The guides are [`guide::receiving`], and [`guide::other_languages`] for services that are not written in Rust.
///
/// ```no_run
/// use partna::Environment;
/// use partna::webhook::{Event, Verifier};
///
/// # fn example(raw_body: &[u8]) -> Result<(), partna::webhook::Error> {
/// let verifier = Verifier::for_environment(Environment::Production);
/// let event = verifier.verify(raw_body)?; // bytes in, typed event out
/// if let Event::Convert(convert) = &event.event {
///     println!("{} {}", convert.to_amount, convert.to_currency);
/// }
/// # Ok(())
/// # }
/// ```
#[cfg(feature = "webhook")]
pub mod webhook {
    #[cfg(feature = "tower")]
    #[doc(inline)]
    pub use partna_webhook::service;
    #[doc(inline)]
    pub use partna_webhook::{
        Claim, ClaimToken, Completion, Convert, Deduplicate, Deposit, Direction, Error, ErrorKind,
        Event, IdempotencyKey, KeyError, LikelyCause, MemoryStore, PRODUCTION_KEY, PayloadMismatch,
        Progress, PublicKey, QueuedEvent, Ramp, RawJson, STAGING_KEY, Signed, Status, StatusChange,
        Transfer, UnknownStatus, UnrecognizedReason, Verification, Verified, Verifier, Withdrawal,
    };
    #[cfg(feature = "sandbox")]
    #[doc(inline)]
    pub use partna_webhook::{Salt, SignError, Signer};
}

/// Writes with an outcome: each is accepted, refused, or unknown until it is looked up by its reference.
///
/// A [`HasReference`](writes::HasReference) builder has a field for the reference. [`RejectsDuplicates`](writes::RejectsDuplicates) and
/// [`DuplicatesUndocumented`](writes::DuplicatesUndocumented) mark whether the API is documented to reject a duplicate reference.
///
/// The guide is [`guide::writes`].
pub mod writes {
    #[doc(inline)]
    pub use partna_auth::{
        DuplicatesUndocumented, HasReference, Outcome, Pending, Record, RejectsDuplicates, Resent,
        Resolution, WithReference, Write,
    };
}

/// The examples of the two READMEs, compiled.
#[cfg(doctest)]
mod readme {
    #[doc = include_str!("../../../README.md")]
    mod workspace {}
    #[doc = include_str!("../README.md")]
    mod crate_ {}
}
