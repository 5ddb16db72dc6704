//! Rust bindings to the [Partna](https://getpartna.com) payments API: African currencies to stablecoins and back, collections,
//! payouts and webhooks.
//!
//! [`Partna`] is the client, with a method for each operation of the API. It adds the headers `x-api-key` and `x-api-user` to
//! each request, and sends requests only to the host of its environment. [`Partna`] never uses staging credentials for production,
//! or production credentials for staging.
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
//! | create a ramp, and show the customer where to pay | [`guide::requests`], [`ramps`] |
//! | pay out exactly once, even if a response is lost or the program restarts | [`guide::writes`], [`writes`] |
//! | receive webhooks | `guide::receiving`, `webhook` |
//! | compare your ledger with the records of the API | [`guide::reconcile`], [`guide::lists`], [`lists`] |
//! | replace the API key while the program runs | [`guide::rotation`], [`keys`] |
//! | load credentials, and configure timeouts, retries and logs | [`guide::configuration`], [`credentials`] |
//! | handle errors | [`guide::errors`], [`ErrorKind`] (how to react), [`Reason`] (why the API rejected the request) |
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
//! | `rustls` (default) | uses rustls for TLS, with the crypto provider that the program has installed; if none is installed, with aws-lc-rs |
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
//! The code examples in the documentation of these items import from these crates. In your code, import from `partna`.
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
/// | [`Client`](client::Client) | the generated client; its requests have no credentials until a [`Transport`](transport::Transport) adds them |
/// | [`Request`](client::Request) | sends a request for an operation that this crate does not know yet |
/// | [`builder`](client::builder) | the request builders that the methods return |
/// | [`ResponseValue`](client::ResponseValue) | a decoded response with its status and headers |
/// | [`HasData`](client::HasData) | the trait of responses with a member `data` |
/// | [`RequireField`](client::RequireField) | a trait for `Option`; its methods return the value of a field, or an error if the field is absent |
/// | [`tolerant`](client::tolerant) | a module that decodes responses even if fields do not have the documented type |
/// | [`InvalidField`](client::InvalidField) | a field of the request that the API reported as invalid |
/// | [`ErrorTextOrigin`](client::ErrorTextOrigin) | where a known error text comes from: the vendor's document, its guide, another client of the API, or an assumption |
/// | [`Clock`](client::Clock), [`SystemClock`](client::SystemClock) | the clock of a client, which tests can replace |
pub mod client {
    #[doc(inline)]
    pub use partna_auth::{
        Client, Clock, ErrorTextOrigin, HasData, InvalidField, Request, RequireField,
        ResponseValue, SystemClock, builder, tolerant,
    };
}

/// Credentials and their sources.
///
/// | item | purpose |
/// | --- | --- |
/// | [`Credentials`](credentials::Credentials) | an API key and its user name, for one environment |
/// | [`ApiKey`](credentials::ApiKey) | an API key |
/// | [`Provider`](credentials::Provider) | the trait of sources of credentials |
/// | [`EnvVars`](credentials::EnvVars) | a source in environment variables |
/// | [`SecretDir`](credentials::SecretDir) | a source in a directory with one file for each value, such as a mounted Kubernetes secret |
/// | [`ProfileFile`](credentials::ProfileFile) | a source in a file of profiles |
/// | [`Chain`](credentials::Chain) | a list of sources; the first source that has credentials is used |
/// | [`LoadRequest`](credentials::LoadRequest), [`LoadFuture`](credentials::LoadFuture), [`LoadOutcome`](credentials::LoadOutcome) | the parameters, the future and the result of `Provider::load` |
/// | [`LoadedCredentials`](credentials::LoadedCredentials) | credentials with their source and their revision |
/// | [`Revision`](credentials::Revision) | identifies a version of the credentials in a source |
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
/// | item | purpose |
/// | --- | --- |
/// | [`Keys`](keys::Keys) | the API keys of the merchant, from [`Partna::keys`] |
/// | [`Generate`](keys::Generate) | a request to generate a key |
/// | [`Rotation`](keys::Rotation) | a rotation: replaces the key that the client uses |
/// | [`Prepared`](keys::Prepared) | the result of `Rotation::prepare`: the new key is in use, and the old key still works |
/// | [`Rotated`](keys::Rotated) | the result of a completed rotation |
/// | [`KeyStore`](keys::KeyStore) | the trait of stores for new credentials and for the journal of a rotation |
/// | [`FileStore`](keys::FileStore) | a key store in files |
/// | [`JournalRecord`](keys::JournalRecord) | the journal of a rotation, as a key store saves it |
/// | [`StoreLock`](keys::StoreLock) | the trait of locks of a key store |
/// | [`StoreFuture`](keys::StoreFuture) | the future that a method of a key store or of a lock returns |
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
/// | list | items of its stream |
/// | --- | --- |
/// | [`Accounts`](lists::Accounts) | accounts with their balances |
/// | [`AccountDetails`](lists::AccountDetails) | customers with their bank accounts and KYC records |
/// | [`Ramps`](lists::Ramps) | the ramps of one account |
/// | [`RampsOfAllAccounts`](lists::RampsOfAllAccounts) | the ramps of every account |
/// | [`Transactions`](lists::Transactions) | deposits, transfers, conversions and withdrawals |
///
/// The guide is [`guide::lists`].
pub mod lists {
    #[doc(inline)]
    pub use partna_auth::{AccountDetails, Accounts, Ramps, RampsOfAllAccounts, Transactions};
}

/// The table of operations: the path, the effect and the reference field of each, and the next call after a lost response.
///
/// | item | content |
/// | --- | --- |
/// | [`OPERATIONS`](operations::OPERATIONS) | all operations of the API |
/// | [`Operation`](operations::Operation) | one operation |
/// | [`Effect`](operations::Effect) | whether the operation changes state |
/// | [`ReferenceField`](operations::ReferenceField) | the field for the caller's reference |
/// | [`Lookup`](operations::Lookup) | the operation that looks up the reference |
/// | [`Duplicates`](operations::Duplicates) | how the API treats a repeated reference |
/// | [`Recovery`](operations::Recovery) | the next call after a lost response |
/// | [`DocumentedEnumValues`](operations::DocumentedEnumValues) | the values that the API documentation lists for an enum of a request |
/// | [`VENDOR_DOCUMENT`](operations::VENDOR_DOCUMENT), [`VendorDocument`](operations::VendorDocument) | the source, date and SHA-256 of the version of Partna's OpenAPI document that this crate implements |
pub mod operations {
    #[doc(inline)]
    pub use partna_auth::{
        DocumentedEnumValues, Duplicates, Effect, Lookup, OPERATIONS, Operation, Recovery,
        ReferenceField, VENDOR_DOCUMENT, VendorDocument,
    };
}

/// Helpers for ramps.
///
/// | item | purpose |
/// | --- | --- |
/// | [`PayIn`](ramps::PayIn) | the details that a customer needs to pay for a ramp |
/// | [`PayInDestination`](ramps::PayInDestination) | the bank account, mobile-money number or blockchain address to which the customer pays |
/// | [`WaitForRamp`](ramps::WaitForRamp) | a wait until a ramp has a final status or is canceled, from [`Partna::wait_for_ramp`] |
/// | [`OnrampLink`](ramps::OnrampLink), [`OfframpLink`](ramps::OfframpLink) | links to the payment pages of Partna |
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
/// | item | purpose |
/// | --- | --- |
/// | [`Sandbox`](sandbox::Sandbox) | a running sandbox |
/// | [`Builder`](sandbox::Builder) | the configuration of a sandbox |
/// | [`Seed`](sandbox::Seed) | the initial state: accounts, balances and prices |
/// | [`Fault`](sandbox::Fault) | a fault that the sandbox injects into a request or a webhook |
/// | [`UnusedFault`](sandbox::UnusedFault) | a queued fault that was not used |
/// | [`Books`](sandbox::Books) | the money in, the money out and the balances, by currency |
/// | [`CurrencyTotals`](sandbox::CurrencyTotals) | the totals of one currency |
/// | [`Error`](sandbox::Error), [`ErrorKind`](sandbox::ErrorKind) | the error of a sandbox |
///
/// The guide [`guide::sandbox`] contains the rules of the sandbox and values for tests.
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

/// The interface between the client and HTTP, for your own transport.
///
/// | item | purpose |
/// | --- | --- |
/// | [`Transport`](transport::Transport) | the trait of transports, which add the credentials to a request and send it |
/// | [`SharedTransport`](transport::SharedTransport) | a transport that several clients share |
/// | [`Call`](transport::Call) | a request without credentials, and its operation |
/// | [`ResponseFuture`](transport::ResponseFuture) | the future that `Transport::send` returns |
/// | [`HttpResponse`](transport::HttpResponse) | a response with its complete body |
/// | [`decode`](transport::decode) | decodes a response, or returns the error that the response reports |
/// | [`decode_write`](transport::decode_write) | like `decode`, but also returns an error if the response to a write contains another reference |
/// | [`send_and_decode`](transport::send_and_decode) | sends a request and decodes the response |
/// | [`is_error_response`](transport::is_error_response) | returns whether a response is an error |
/// | [`error_kind`](transport::error_kind) | returns the kind of an error response |
/// | [`store_classification`](transport::store_classification) | stores the kind of the error in the response; call it before you redact the body, because redaction can remove the texts that show the kind |
/// | [`retry_after`](transport::retry_after) | returns the wait that a response requests before the next attempt |
/// | [`is_loopback`](transport::is_loopback) | returns whether a host is your own machine |
pub mod transport {
    #[doc(inline)]
    pub use partna_auth::{
        Call, HttpResponse, ResponseFuture, SharedTransport, Transport, decode, decode_write,
        error_kind, is_error_response, is_loopback, retry_after, send_and_decode,
        store_classification,
    };
}

/// Serde modules for amounts, and the errors of converting values.
///
/// | item | purpose |
/// | --- | --- |
/// | [`amount_text`](values::amount_text), [`amount_number`](values::amount_number) | modules for `#[serde(with = "...")]`: serialize an [`Amount`] as JSON text or as a JSON number |
/// | [`AmountParam`](values::AmountParam) | an [`Amount`] as a query parameter |
/// | [`AmountError`](values::AmountError) | the error for a text or number that is not a valid [`Amount`] |
/// | [`InvalidReference`](values::InvalidReference) | the error for a text that is not a valid [`Reference`] |
/// | [`TimeOutOfRange`](values::TimeOutOfRange) | the error for a time that [`UnixSeconds`] or [`UnixMillis`] cannot represent |
/// | [`UnknownEnvironment`](values::UnknownEnvironment) | the error for a text that is not the name of an [`Environment`] |
/// | [`UnknownValue`](values::UnknownValue) | an enum value that this crate does not know, such as the content of [`Currency::Other`] |
pub mod values {
    #[doc(inline)]
    pub use partna_auth::{
        AmountError, AmountParam, InvalidReference, TimeOutOfRange, UnknownEnvironment,
        UnknownValue, amount_number, amount_text,
    };
}

/// Verifies and decodes the webhooks that Partna sends.
///
/// | item | purpose |
/// | --- | --- |
/// | [`Verifier`](webhook::Verifier) | verifies the signature of a delivery, and decodes the event |
/// | [`Verified`](webhook::Verified) | a verified event |
/// | [`Signed`](webhook::Signed) | a delivery with a valid signature, not decoded yet; from `Verifier::verify_signature` |
/// | [`Event`](webhook::Event) | an event, with one variant for each documented kind |
/// | [`Ramp`](webhook::Ramp), [`Deposit`](webhook::Deposit), [`Withdrawal`](webhook::Withdrawal), [`Transfer`](webhook::Transfer), [`Convert`](webhook::Convert), [`KycVerification`](webhook::KycVerification) | the data of an event, by its kind |
/// | [`Direction`](webhook::Direction) | onramp or offramp |
/// | [`RawJson`](webhook::RawJson) | the JSON of an unknown field |
/// | [`UnrecognizedReason`](webhook::UnrecognizedReason) | the reason why an event matches no documented kind |
/// | [`PayloadMismatch`](webhook::PayloadMismatch) | how the data of an event differs from the fields expected for the event's name |
/// | [`QueuedEvent`](webhook::QueuedEvent) | a verified event that was read from your queue |
/// | [`IdempotencyKey`](webhook::IdempotencyKey) | a key that is equal for repeated deliveries of an event |
/// | [`Deduplicate`](webhook::Deduplicate), [`MemoryStore`](webhook::MemoryStore) | the trait of stores that recognize repeated deliveries, and an implementation in memory |
/// | [`Claim`](webhook::Claim) | the result of `Deduplicate::claim`: whether a delivery is new |
/// | [`ClaimToken`](webhook::ClaimToken) | identifies the claim of a new delivery |
/// | [`Completion`](webhook::Completion) | the result of `Deduplicate::complete`: whether the claim was still valid |
/// | [`Status`](webhook::Status) | the status of a payment in an event |
/// | [`UnknownStatus`](webhook::UnknownStatus) | the text of an undocumented status |
/// | [`LatestStatus`](webhook::LatestStatus) | the latest status of a payment, even if events arrive in the wrong order |
/// | [`StatusChange`](webhook::StatusChange) | whether a status is newer than the latest status |
/// | [`PublicKey`](webhook::PublicKey), [`PRODUCTION_KEY`](webhook::PRODUCTION_KEY), [`STAGING_KEY`](webhook::STAGING_KEY) | the keys with which signatures are verified |
/// | [`Error`](webhook::Error), [`ErrorKind`](webhook::ErrorKind) | the error for a delivery that cannot be verified |
/// | [`LikelyCause`](webhook::LikelyCause) | the likely cause of an error, such as a proxy that changed the body |
/// | [`KeyError`](webhook::KeyError) | the error for a text that is not a valid public key |
/// | `Signer`, `Salt`, `SignError` (feature `sandbox`) | sign webhooks in tests |
/// | `service` (feature `tower`) | webhook endpoints as tower services |
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

/// Writes with a reference, such as a payout. If the outcome of such a write is unknown, look up the reference.
///
/// | item | purpose |
/// | --- | --- |
/// | [`HasReference`](writes::HasReference) | the trait of request builders with a field for the reference |
/// | [`WithReference`](writes::WithReference) | the trait with the method `with_reference`, which creates a `Write` |
/// | [`Write`](writes::Write) | a write that can be sent |
/// | [`Outcome`](writes::Outcome) | the outcome of a write that was sent |
/// | [`Pending`](writes::Pending) | the handle of a write with an unknown outcome |
/// | [`Resolution`](writes::Resolution) | the result of `Pending::resolve`, which looks up the reference |
/// | [`Record`](writes::Record) | the API's record of a write |
/// | [`Resent`](writes::Resent) | the result of `Pending::send_again` |
/// | [`RejectsDuplicates`](writes::RejectsDuplicates) | marks operations for which the API documentation states that a repeated reference is rejected |
/// | [`DuplicatesUndocumented`](writes::DuplicatesUndocumented) | marks the other operations |
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
