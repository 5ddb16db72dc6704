//! The webhook examples in other languages: the bodies that they accept and reject, and deliveries of the program.
//!
//! An example is skipped with a message if its language is not installed. With `PARTNA_REQUIRE_LANGUAGES` set, it fails instead.

mod bodies;
mod deliveries;
mod receiver;
mod vectors;
