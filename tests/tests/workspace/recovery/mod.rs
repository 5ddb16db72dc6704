//! After a lost response: for each write, what its recovery says leads to the right end on the sandbox.

#![allow(
    clippy::indexing_slicing,
    reason = "a missing value fails the test either way"
)]

mod guide;
mod life;
mod outcomes;
mod ramps;
mod references;
mod waits;
mod writes;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
