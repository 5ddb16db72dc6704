//! The webhook examples in other languages: what they accept and refuse, and that they verify what the sandbox program sends.
//!
//! A machine without a language skips its example and says so. With `PARTNA_REQUIRE_LANGUAGES` set, that is a failure.

mod bodies;
mod deliveries;
mod receiver;
#[path = "../program/running.rs"]
#[allow(dead_code, reason = "the other suite uses all of it")]
mod running;
mod vectors;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
