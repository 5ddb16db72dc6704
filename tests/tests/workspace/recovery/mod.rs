//! After faults on the sandbox: retries, waits and outcomes, and for each write, its recovery leads to the right result.

#![allow(
    clippy::indexing_slicing,
    reason = "a missing value fails the test either way"
)]

mod call_options;
mod guide;
mod life;
mod outcomes;
mod ramps;
mod references;
mod waits;
mod writes;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
