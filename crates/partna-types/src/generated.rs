//! Code that `cargo xtask generate` makes.

/// Every enum of the API. Each is open: it knows the documented values, and keeps any other.
#[rustfmt::skip]
pub mod enums;
