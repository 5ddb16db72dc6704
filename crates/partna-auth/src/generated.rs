//! Code that `cargo xtask generate` makes.

mod operations;
