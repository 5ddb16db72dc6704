//! Verifies and decodes webhook events of [Partna](https://getpartna.com), without an HTTP client among the dependencies.
//!
//! ```
//! use partna_webhook::{Environment, Event, Verifier};
//!
//! # let raw_body = std::fs::read("tests/genuine.json")?;
//! # let production = Environment::Staging;
//! # #[cfg(any())]
//! let production = Environment::Production;
//! let verifier = Verifier::for_environment(production);
//! let event = verifier.verify(&raw_body)?; // bytes in, typed event out
//!
//! println!("{:?} {}", event.idempotency_key(), event.event.reference_text().unwrap_or("-"));
//! if let Event::Convert(convert) = &event.event {
//!     println!("{} {}", convert.to_amount, convert.to_currency); // exact: never a float
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Verifier`] verifies the raw body. The keys of staging and production are built in; you can add others.
//! - [`Event`] is the typed event. The name of the event in the body is not signed, so the type also depends on the fields of
//!   `data`. A genuine delivery is never rejected because of its `data`: fields of another type are converted or `None`, and are
//!   listed in [`Event::mismatched_fields`]. An event that matches no type is [`Event::Unrecognized`].
//! - [`Error`] describes the problem with a delivery, without any of its content.
//! - [`QueuedEvent`] is the form of an event in your queue.
//! - [`IdempotencyKey`] and [`Deduplicate`] handle repeated deliveries; [`Status`] and [`LatestStatus`] handle events that arrive
//!   out of order.
//! - The guides are in the crate `partna`, which re-exports this one as `partna::webhook`. `partna::guide::receiving` shows how
//!   to receive events, with and without a framework, and how to book a ramp exactly once. `partna::guide::other_languages` has
//!   the format of a delivery, and examples in Python and Node.
//!
//! # Features
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `tower` | the module `service`, with endpoints as tower services: `service::handler` runs your work for each new event and responds when the work is complete, `service::receiver` sends the events to a channel |
//! | `axum` | `tower`, and `into_route` of both endpoints, for a router of axum 0.8 |
//! | `sign` | `Signer`, which signs like Partna, for tests |
//! | `schemars` (default) | `JsonSchema` of schemars 1 for events and their fields |
//!
//! Signatures are verified by aws-lc-rs, with any set of features.
//!
//! ```toml
//! [dependencies]
//! partna-webhook = { version = "0.1", features = ["axum"] }
//! axum = "0.8"
//! ```
//!
//! docs.rs shows all features. On your machine, the pages of `service` and `Signer` need
//! `cargo doc --package partna-webhook --all-features --open`.
//!
//! # Limits
//!
//! - Signatures in headers are not supported: older pages of the vendor mention them, but no delivery with one has been observed.
//! - The time at which a delivery was sent is unknown, because it is not signed. An old delivery can be replayed; the idempotency
//!   key protects against this.
//! - The URL for events is set with `Partna::set_webhook` of the crate `partna`.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod dedup;
mod envelope;
mod error;
mod event;
#[cfg(feature = "schemars")]
mod json_schema;
mod keys;
mod likely_cause;
mod memory_store;
mod queued_event;
#[cfg(feature = "tower")]
pub mod service;
#[cfg(feature = "sign")]
mod sign;
mod status;
mod verified;
mod verifier;

pub use dedup::{Claim, ClaimToken, Completion, Deduplicate, IdempotencyKey};
pub use error::{Error, ErrorKind, LikelyCause};
pub use event::{
    Convert, Deposit, Direction, Event, KycVerification, PayloadMismatch, Ramp, RawJson, Transfer,
    UnrecognizedReason, Withdrawal,
};
pub use keys::{KeyError, PRODUCTION_KEY, PublicKey, STAGING_KEY};
pub use memory_store::MemoryStore;
pub use queued_event::QueuedEvent;
#[cfg(feature = "sign")]
pub use sign::{Salt, SignError, Signer};
pub use status::{LatestStatus, Status, StatusChange, UnknownStatus};
pub use verified::{Signed, Verified};
pub use verifier::Verifier;

pub use partna_types::tolerant::{JsonKind, MismatchedField};
pub use partna_types::{
    Amount, Currency, Environment, Network, RampStatus, Reference, TransactionStatus, UnixSeconds,
    WithdrawalNetwork,
};

/// Compiles the examples of the README as doctests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
