//! Guides with examples: a page for each task.

/// Where credentials are loaded from, which environment they are for, and timeouts, retries, proxies and logs.
///
#[doc = include_str!("../docs/configuration.md")]
pub mod configuration {}
/// What each kind of error means, and what to do about it.
///
#[doc = include_str!("../docs/errors.md")]
pub mod errors {}
/// Methods around the calls: accounts, addresses, rates, waiting for a ramp, links to the widget.
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
/// How to receive webhooks, with a framework and without.
///
#[cfg(feature = "webhook")]
#[doc = include_str!("../docs/receiving.md")]
pub mod receiving {}
/// How to compare your records with those of the API.
///
#[doc = include_str!("../docs/reconcile.md")]
pub mod reconcile {}
/// How to build request bodies: a constructor for each use, such as to pay in and to pay out.
///
#[doc = include_str!("../docs/requests.md")]
pub mod requests {}
/// How to replace an API key while the program runs.
///
#[doc = include_str!("../docs/rotation.md")]
pub mod rotation {}
/// The rules of the sandbox, and the values that tests need.
///
#[cfg(feature = "sandbox")]
#[doc = include_str!("../docs/sandbox.md")]
pub mod sandbox {}
/// How to pay once: references, outcomes, and a program that ends in the middle.
///
#[doc = include_str!("../docs/writes.md")]
pub mod writes {}
