//! Rust bindings to the [Partna](https://getpartna.com) payments API: African currencies to stablecoins and back,
//! collections and payouts.
//!
//! [`Partna`] is the client. Each operation of the API is a method of it. It signs every request, tells staging from
//! production, retries reads, and never sends a payment twice by itself.
//!
//! ```no_run
//! use partna::Partna;
//!
//! # async fn example() -> Result<(), partna::Error> {
//! let partna = Partna::from_env().await?; // staging by default
//! let accounts = partna.list_accounts().per_page(20).send().await?;
//! println!("{} accounts", accounts.into_inner().data.unwrap_or_default().accounts.len());
//! # Ok(())
//! # }
//! ```
//!
//! # Where to look
//!
//! | for | look at |
//! | --- | --- |
//! | bodies of requests and responses | [`types`] |
//! | payments with a known outcome | [`writes`] |
//! | lists, page by page | [`lists`] |
//! | credentials, and sources of them | [`credentials`] |
//! | API keys, and their rotation | [`keys`] |
//! | events that Partna sends | `webhook`, with the feature of that name |
//! | tests without a network | `sandbox`, with the feature of that name |
//!
//! # Features
//!
//! | feature | default | what it adds |
//! | --- | --- | --- |
//! | `webhook` | yes | the module `webhook`: verification and typed events |
//! | `axum`, `tower` | no | endpoints for webhooks |
//! | `sandbox` | no | the module `sandbox`: the API in your own process, for tests |

pub use partna_auth::{
    Amount, Builder, CallOptions, Currency, Environment, Error, ErrorKind, Network, Partna, Reason,
    Reference, Retries, Secret, UnixMillis, UnixSeconds,
};

/// Bodies of requests and responses, and their builders.
pub use partna_auth::types;

pub use partna_auth::guide;

/// Builders of requests, as the methods of [`Partna`] return them.
pub use partna_auth::builder as requests;

/// Credentials of a merchant, and the sources that they are loaded from.
pub mod credentials {
    pub use partna_auth::{
        ApiKey, Chain, Credentials, EnvVars, Found, LoadFuture, Loaded, ProfileFile, Provider,
        SecretFolder, Version, Wanted,
    };
}

/// API keys: list, make and invalidate them, and rotate the one in use.
pub mod keys {
    pub use partna_auth::{
        FileStore, Generate, JournalRecord, KeyStore, Keys, Prepared, Rotated, Rotation,
        StoreFuture, StoreLock,
    };
}

/// Writes with a reference of the caller's and a known outcome.
pub mod writes {
    pub use partna_auth::{
        Once, Outcome, Pending, Record, Referenced, Rejected, Repeated, Resolution, Unproven, Write,
    };
}

/// Lists as streams, and the wait for a ramp.
pub mod lists {
    pub use partna_auth::{
        AccountDetails, Accounts, Ramps, RampsOfAllAccounts, Transactions, WaitForRamp,
    };
}
