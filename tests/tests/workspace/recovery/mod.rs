//! Retries, waits and outcomes after faults of the sandbox, and the recovery of each write.

#![allow(
    clippy::indexing_slicing,
    reason = "a missing value fails the test either way"
)]

mod call_options;
mod guide;
mod outcomes;
mod ramp_expiry;
mod ramps;
mod references;
mod waits;
mod writes;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
