//! Helpers that combine calls, as methods of [`Partna`](crate::Partna).

mod deposit_address;
mod ensure_account;
mod find_account;
mod rate;
