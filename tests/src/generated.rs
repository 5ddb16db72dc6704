//! Code that `cargo xtask generate` makes.

#[rustfmt::skip]
pub mod calls;
#[rustfmt::skip]
pub mod public_types;
