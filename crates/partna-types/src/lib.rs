//! Value types of the Partna API, without any I/O.
//!
//! - [`Amount`]: exact money and rates; [`AmountParam`] for query strings, [`amount_text`] and [`amount_number`] for your own
//!   JSON.
//! - [`Currency`], [`Network`] and the other open enums: a variant for each documented value, and all other values kept as text.
//! - [`Secret`]: API keys, one-time codes and other texts that are redacted in logs and errors.
//! - [`UnixSeconds`] and [`UnixMillis`]: times, one type for each unit.
//! - [`tolerant`]: decodes JSON in which some fields do not have the expected type.
//! - [`Environment`]: staging, production or a sandbox.
//!
//! ```
//! use partna_types::{Amount, Currency};
//!
//! let amount: Amount = serde_json::from_str("0.10")?;
//! assert_eq!(serde_json::to_string(&amount)?, "0.10");
//!
//! assert_eq!(Currency::from("NGN"), Currency::Ngn);
//! assert_eq!(Currency::from("MWK").as_str(), "MWK");
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Features
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `methods` (default) | hand-written methods of enums, such as `RampStatus::is_final` |
//! | `schemars` (default) | `JsonSchema` of schemars 1 for every type |

#![cfg_attr(docsrs, feature(doc_cfg))]

mod amount;
pub mod amount_number;
pub mod amount_text;
mod environment;
mod generated;
mod json_number;
#[cfg(feature = "schemars")]
mod json_schema;
mod loopback;
mod open_enum;
mod reference;
mod secret;
#[cfg(feature = "methods")]
mod status;
mod time;
pub mod tolerant;

pub use amount::{Amount, AmountError, AmountParam};
pub use environment::{Environment, UnknownEnvironment};
pub use generated::enums;
#[cfg(feature = "methods")] // another document has other enums
pub use generated::enums::{
    AdminRole, ApiKeyScope, AssetType, BankAccountStatus, Country, CryptoPaymentSource, Currency,
    ExpireAction, FeeType, FiatEvent, Gender, KycDocument, KycStatus, MobileNetwork, Network,
    PaymentNetwork, PricingAction, RampStatus, RampType, RegistrationType, TransactionKind,
    TransactionStatus, TransactionType, VerificationMethod, WithdrawalNetwork,
};
pub use loopback::is_loopback;
pub use open_enum::UnknownValue;
pub use reference::{InvalidReference, Reference};
/// The decimal arithmetic that [`Amount`] uses.
pub use rust_decimal;
pub use secret::Secret;
pub use time::{TimeOutOfRange, UnixMillis, UnixSeconds};

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
