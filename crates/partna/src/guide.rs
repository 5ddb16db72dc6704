//! Guides with examples: a page for each task.

/// How to configure credentials, the environment, timeouts, retries, proxies and logs.
///
#[doc = include_str!("../docs/configuration.md")]
pub mod configuration {}
/// Each kind of error, its meaning and the next step.
///
#[doc = include_str!("../docs/errors.md")]
pub mod errors {}
/// Methods for common steps: accounts, addresses and rates.
///
#[doc = include_str!("../docs/helpers.md")]
pub mod helpers {}
/// How to read accounts, ramps and transactions as streams.
///
#[doc = include_str!("../docs/lists.md")]
pub mod lists {}
/// The format of webhooks, for services that are not written in Rust.
///
#[cfg(feature = "webhook")]
#[doc = include_str!("../docs/other-languages.md")]
pub mod other_languages {}
/// How to receive webhooks, with and without a framework.
///
#[cfg(feature = "webhook")]
#[doc = include_str!("../docs/receiving.md")]
pub mod receiving {}
/// How to compare your ledger with the records of the API.
///
#[doc = include_str!("../docs/reconcile.md")]
pub mod reconcile {}
/// How to build request bodies: a constructor for each use, such as a payout to a bank.
///
#[doc = include_str!("../docs/requests.md")]
pub mod requests {}
/// How to replace an API key while the program runs.
///
#[doc = include_str!("../docs/rotation.md")]
pub mod rotation {}
/// The sandbox: values for tests, faults, and its rules.
///
#[cfg(feature = "sandbox")]
#[doc = include_str!("../docs/sandbox.md")]
pub mod sandbox {}
/// How to pay once: references, outcomes, and recovery after a crash.
///
#[doc = include_str!("../docs/writes.md")]
pub mod writes {}
