//! Tests of the sandbox: operations, books, ramps, faults, webhooks, and the program.

mod books;
mod clients;
mod controls;
mod deposits;
mod document;
mod faults;
mod limits;
mod many;
mod operations;
mod other_languages;
mod payouts;
mod program;
mod ramps;
mod rotation;
mod running;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
