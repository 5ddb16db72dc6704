//! Rust bindings to the [Partna](https://getpartna.com) payments API: African currencies to stablecoins and back, collections,
//! payouts and webhooks.
//!
//! [`Partna`] is the client, with a method for each operation of the API. It adds the headers `x-api-key` and `x-api-user` to
//! each request, and sends requests only to the host of its environment. It never uses staging credentials for production, or
//! production credentials for staging.
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
//! # Documentation by task
//!
//! | task | guide and module |
//! | --- | --- |
//! | pay in, and show where the customer pays | [`guide::requests`], [`ramps`] |
//! | pay out exactly once, even if a response is lost or the program restarts | [`guide::writes`], [`writes`] |
//! | receive webhooks | `guide::receiving`, `webhook` |
//! | compare your ledger with the records of the API | [`guide::reconcile`], [`guide::lists`], [`lists`] |
//! | replace the API key while the program runs | [`guide::rotation`], [`keys`] |
//! | load credentials, and configure timeouts, retries and logs | [`guide::configuration`], [`credentials`] |
//! | handle errors | [`guide::errors`], [`ErrorKind`], [`Reason`] |
//! | find accounts, addresses and rates, or wait for a ramp | [`guide::helpers`] |
//! | test without credentials | `guide::sandbox`, `sandbox` |
//!
//! # Features
//!
//! | feature | effect |
//! | --- | --- |
//! | `webhook` (default) | adds the module `webhook`, which verifies and decodes webhooks |
//! | `tower` | adds `webhook::service`: webhook endpoints as tower services |
//! | `axum` | enables `tower`, and adds the method `into_route`, which turns an endpoint into a route of axum 0.8 |
//! | `http2` (default) | uses HTTP/2 if the server offers it |
//! | `schemars` (default) | implements `JsonSchema` of schemars 1 for every type |
//! | `rustls` (default) | uses rustls for TLS, with the crypto provider that the program has installed, or else with aws-lc-rs |
//! | `rustls-no-provider` | uses rustls for TLS; the program must install a crypto provider with `rustls::crypto::CryptoProvider::install_default` before it builds a client |
//! | `native-tls` | uses the TLS library of the platform; on Linux this is OpenSSL, which the build requires |
//! | `sandbox` | adds the module `sandbox`, an implementation of the API for tests, and `webhook::Signer`, which signs webhooks |
//!
//! If several TLS features are enabled, the client uses the first one in this table. Without a TLS feature, [`Builder::build`]
//! returns an error for an https URL.
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
//! docs.rs documents all features. Locally, use `cargo doc --package partna --all-features --open`: without `--all-features`,
//! the pages of `sandbox` and `webhook::service` are missing.
//!
//! # Crates behind this one
//!
//! This crate only re-exports items of `partna-auth`, `partna-client`, `partna-types`, `partna-webhook` and `partna-sandbox`.
//! Examples on the pages of items import from those crates. In your code, import from `partna`.
//!
//! # What this crate does not do
//!
//! - It does not authenticate with a JWT. The API also accepts the JWT of a dashboard login, but a login needs a person, and some
//!   operations then require a one-time code.
//! - It does not compile for WebAssembly, because a key in a browser is public.
//! - It does not follow redirects.
//! - It does not use plain HTTP, except to a loopback address or a sandbox.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod guide;

#[doc(inline)]
pub use partna_auth::{
    Amount, Builder, CallOptions, Currency, Environment, Error, ErrorKind, Network, Partna, Reason,
    Reference, Retries, Secret, UnixMillis, UnixSeconds,
};

#[doc(inline)]
pub use partna_auth::{enums, requests, types};

/// Requests and responses of [`Partna`], and the generated client that it uses.
///
/// | item | purpose |
/// | --- | --- |
/// | [`Client`](client::Client) | the generated client, to which your own transport adds the credentials |
/// | [`Request`](client::Request) | sends a request to a path that has no method yet |
/// | [`builder`](client::builder) | the request builders that the methods return |
/// | [`ResponseValue`](client::ResponseValue) | a decoded response with its status and headers |
/// | [`HasData`](client::HasData) | the trait of responses with a member `data` |
/// | [`RequireField`](client::RequireField) | reads an optional field, and returns an error if the field is absent |
/// | [`tolerant`](client::tolerant) | decodes responses with fields of an undocumented type |
/// | [`InvalidField`](client::InvalidField) | a field of the request that the API reported as invalid |
/// | [`ErrorTextSource`](client::ErrorTextSource) | the source of an error text that the client recognizes |
/// | [`Clock`](client::Clock), [`SystemClock`](client::SystemClock) | the clock of a client, which tests can replace |
pub mod client {
    #[doc(inline)]
    pub use partna_auth::{
        Client, Clock, ErrorTextSource, HasData, InvalidField, Request, RequireField,
        ResponseValue, SystemClock, builder, tolerant,
    };
}

/// Credentials and their sources: environment variables, a mounted directory, a profile file, or your own [`Provider`].
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

/// Lists, generates, invalidates and rotates API keys.
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

/// The table of operations: the path, the effect and the reference field of each, and the next call after a lost response.
pub mod operations {
    #[doc(inline)]
    pub use partna_auth::{
        DOCUMENT, Document, DocumentedEnumValues, Duplicates, Effect, Lookup, OPERATIONS,
        Operation, Recovery, ReferenceField,
    };
}

/// Helpers for ramps: where the customer pays, how to wait for the end of a ramp, and links to the vendor's payment pages.
///
/// The guide is [`guide::helpers`].
pub mod ramps {
    #[doc(inline)]
    pub use partna_auth::{OfframpLink, OnrampLink, PayIn, PayInDestination, WaitForRamp};
}

/// Dependencies whose types appear in the public API, in the versions that this crate uses.
pub mod reexports {
    #[doc(no_inline)]
    pub use partna_auth::{http, reqwest, rust_decimal, serde_json};
}

/// An implementation of the API that runs in your process, for tests.
///
/// The guide is [`guide::sandbox`]. It has the rules of the sandbox and values for tests.
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

/// The interface between the client and HTTP, for your own transport, and functions that classify responses.
pub mod transport {
    #[doc(inline)]
    pub use partna_auth::{
        Call, HttpResponse, ResponseFuture, SharedTransport, Transport, decode, decode_write,
        error_kind, is_error_response, is_loopback, retry_after, send_and_decode,
        store_classification,
    };
}

/// Conversions of amounts, and the errors for texts that are not a valid amount, reference, time or environment.
pub mod values {
    #[doc(inline)]
    pub use partna_auth::{
        AmountError, AmountParam, InvalidReference, TimeOutOfRange, UnknownEnvironment,
        UnknownValue, amount_number, amount_text,
    };
}

/// Verifies and decodes the webhooks that Partna sends.
///
/// The guides are [`guide::receiving`], and [`guide::other_languages`] for services that are not written in Rust.
///
/// ```no_run
/// use partna::Environment;
/// use partna::webhook::{Event, Verifier};
///
/// # fn example(raw_body: &[u8]) -> Result<(), partna::webhook::Error> {
/// let verifier = Verifier::for_environment(Environment::Production);
/// let event = verifier.verify(raw_body)?;
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
        Event, IdempotencyKey, KeyError, KycVerification, LatestStatus, LikelyCause, MemoryStore,
        PRODUCTION_KEY, PayloadMismatch, PublicKey, QueuedEvent, Ramp, RawJson, STAGING_KEY,
        Signed, Status, StatusChange, Transfer, UnknownStatus, UnrecognizedReason, Verified,
        Verifier, Withdrawal,
    };
    #[cfg(feature = "sandbox")]
    #[doc(inline)]
    pub use partna_webhook::{Salt, SignError, Signer};
}

/// Writes with a reference, such as a payout. If the outcome of such a write is unknown, its reference finds the record.
///
/// [`HasReference`](writes::HasReference) is the trait of request builders with a field for the reference. Two markers describe
/// an operation: [`RejectsDuplicates`](writes::RejectsDuplicates) if the API is documented to reject a second request with the
/// same reference, and [`DuplicatesUndocumented`](writes::DuplicatesUndocumented) otherwise.
///
/// The guide is [`guide::writes`].
pub mod writes {
    #[doc(inline)]
    pub use partna_auth::{
        DuplicatesUndocumented, HasReference, Outcome, Pending, Record, RejectsDuplicates, Resent,
        Resolution, WithReference, Write,
    };
}

/// Compiles the examples of the two READMEs.
#[cfg(doctest)]
mod readme {
    #[doc = include_str!("../../../README.md")]
    mod workspace {}
    #[doc = include_str!("../README.md")]
    mod this_crate {}
}
