//! Tests of reading untrusted documents, and of their facts.

mod round_trip;
mod source;
mod strip;
