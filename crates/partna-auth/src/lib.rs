//! Rust bindings to the [Partna](https://getpartna.com) payments API, with the keys in safe hands.
//!
//! [`Partna`] is what you hold: it puts `x-api-key` and `x-api-user` on every request, knows staging from production, and
//! lets nothing leave for another host. It derefs to the generated [`Client`], so every operation is a method of it, and
//! this crate re-exports all types: one dependency is enough.
//!
//! ```no_run
//! use partna_auth::Partna;
//!
//! # async fn example() -> Result<(), partna_auth::Error> {
//! let partna = Partna::from_env().await?; // staging unless told otherwise
//! let accounts = partna.list_accounts().per_page(20).send().await?;
//! println!("{} accounts", accounts.into_data()?.accounts.len());
//! # Ok(())
//! # }
//! ```
//!
//! # What it does not do
//!
//! - It does not authenticate with a JWT. The API takes a session of the dashboard instead of the pair; that is for people
//!   in front of a browser, and some operations then ask for a one-time code.
//! - It does not compile for WebAssembly, since a key in a browser is a key for everyone.
//! - It follows no redirect and sends nothing in clear, loopback and sandboxes aside.

/// Longer reading, with examples: how to configure a client, what errors mean, how to pay once, how to build request bodies, how
/// to read lists, which helpers there are around the calls, how to rotate keys.
pub mod guide {
    #[doc = include_str!("../docs/configuration.md")]
    pub mod configuration {}
    #[doc = include_str!("../docs/errors.md")]
    pub mod errors {}
    #[doc = include_str!("../docs/writes.md")]
    pub mod writes {}
    #[doc = include_str!("../docs/requests.md")]
    pub mod requests {}
    #[doc = include_str!("../docs/lists.md")]
    pub mod lists {}
    #[doc = include_str!("../docs/helpers.md")]
    pub mod helpers {}
    #[doc = include_str!("../docs/rotation.md")]
    pub mod rotation {}
}

mod address;
mod ca_certificates;
mod clock;
mod credentials;
mod deposit_address;
mod ensure_account;
mod find_account;
mod keys;
mod lists;
mod options;
mod partna;
mod rate;
mod record;
mod request;
mod retry;
mod secret_scan;
mod setup;
mod transport;
mod wait;
mod widget;
mod write;

pub use clock::{Clock, SystemClock};
pub use credentials::{
    ApiKey, Chain, Credentials, EnvVars, Found, LoadFuture, Loaded, ProfileFile, Provider,
    SecretFolder, Version, Wanted,
};
pub use keys::{
    FileStore, Generate, JournalRecord, KeyStore, Keys, Prepared, Rotated, Rotation, StoreFuture,
    StoreLock,
};
pub use lists::{AccountDetails, Accounts, Ramps, RampsOfAllAccounts, Transactions};
pub use options::CallOptions;
pub use partna::Partna;
pub use record::Record;
pub use request::Request;
pub use retry::Retries;
pub use setup::Builder;
pub use wait::WaitForRamp;
pub use widget::{OfframpLink, OnrampLink};
pub use write::{Once, Outcome, Pending, Repeated, Resolution, Write};
/// What the public interface is made of, in the versions it takes: for proxies, certificates, status codes.
pub use {http, reqwest, serde_json};

pub use partna_client::*;
pub use partna_types::*;
