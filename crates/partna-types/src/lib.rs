//! Value types of the Partna API, without any I/O.
//!
//! - [`Amount`]: an exact amount of money, rate or fee. [`AmountParam`] is its form in query strings; [`amount_text`] and
//!   [`amount_number`] are its forms in your own JSON.
//! - [`Currency`], [`Network`] and the other open enums: each has a variant for each documented value, and keeps any other value
//!   as text.
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
// Without this feature, the crate may be generated from another document, which has other enums.
#[cfg(feature = "methods")]
pub use generated::enums::{
    AdminRole, ApiKeyScope, AssetType, BankAccountStatus, BillingAction, Country,
    CryptoPaymentSource, Currency, ExpireAction, FeeType, FiatEvent, Gender, KycDocument,
    KycStatus, MobileNetwork, Network, PaymentNetwork, RampStatus, RampType, RegistrationType,
    TransactionKind, TransactionStatus, TransactionType, VerificationMethod, WithdrawalNetwork,
};
pub use loopback::is_loopback;
pub use open_enum::UnknownValue;
pub use reference::{InvalidReference, Reference};
/// The decimal arithmetic that [`Amount`] uses.
pub use rust_decimal;
pub use secret::Secret;
pub use time::{TimeOutOfRange, UnixMillis, UnixSeconds};

/// Compiles the examples of the README as doctests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
