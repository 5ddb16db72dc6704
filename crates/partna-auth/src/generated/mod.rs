//! Made by `cargo xtask generate`.

mod operations;
