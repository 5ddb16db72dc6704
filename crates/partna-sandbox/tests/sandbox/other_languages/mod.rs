//! The webhook examples in other languages: what they accept and refuse, and that they verify what the sandbox program sends.
//!
//! A machine without a language skips its example and says so. With `PARTNA_REQUIRE_LANGUAGES` set, that is a failure.

mod bodies;
mod deliveries;
mod receiver;
mod vectors;
