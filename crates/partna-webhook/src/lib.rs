//! The events that [Partna](https://getpartna.com) sends: verified, typed, and without an HTTP client among the dependencies.
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
//! - [`Verifier`] takes the body as it arrived. The keys of staging and production are built in; yours can be added.
//! - [`Event`] is what has happened. `event` in the body is not signed, so the fields of `data` decide. No genuine delivery is
//!   refused for its `data`: odd fields are `None` and listed in [`Event::skipped_fields`], and what has no type is
//!   [`Event::Unrecognized`].
//! - [`Error`] says what is wrong with a delivery, and repeats nothing of it.
//! - [`QueuedEvent`] is the form of an event in a queue of yours.
//! - [`IdempotencyKey`] and [`Deduplicate`] are for deliveries that repeat, [`Status`] and [`Progress`] for news that
//!   overtake each other.
//! - The guides are in the crate `partna`, which re-exports this one as `partna::webhook`. `partna::guide::receiving` shows how to
//!   receive events, with a framework and without, and how to book a ramp once. `partna::guide::other_languages` has the format of
//!   a delivery, and examples in Python and Node.
//!
//! # Features
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `tower` | the module `service`, with endpoints as tower services: `service::handler` runs your work for each new event and responds when it is done, `service::receiver` puts the events into a channel |
//! | `axum` | `tower`, and `into_route` of both endpoints, for a router of axum 0.8 |
//! | `sign` | `Signer`, which signs as Partna does, for tests |
//! | `schemars` (default) | `JsonSchema` of schemars 1 for events and their fields |
//!
//! Signatures are verified by aws-lc-rs, with every set of features.
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
//! # What it does not do
//!
//! - Read signatures from headers: older pages of the vendor's speak of such, and no delivery has been seen with one.
//! - Say when a delivery was made. No time is signed with it, so an old one can be played back: that is what the idempotency
//!   key is for.
//! - Set the URL that events are sent to: that is `Partna::set_webhook` of the crate `partna`.

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
    Convert, Deposit, Direction, Event, PayloadMismatch, Ramp, RawJson, Transfer,
    UnrecognizedReason, Verification, Withdrawal,
};
pub use keys::{KeyError, PRODUCTION_KEY, PublicKey, STAGING_KEY};
pub use memory_store::MemoryStore;
pub use queued_event::QueuedEvent;
#[cfg(feature = "sign")]
pub use sign::{Salt, SignError, Signer};
pub use status::{Progress, Status, StatusChange, UnknownStatus};
pub use verified::{Signed, Verified};
pub use verifier::Verifier;

pub use partna_types::tolerant::{JsonKind, SkippedField};
pub use partna_types::{
    Amount, Currency, Environment, Network, RampStatus, Reference, TransactionStatus, UnixSeconds,
    WithdrawalNetwork,
};

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
