//! Documents from outside, and the facts that are made of them.

mod round_trip;
mod source;
mod strip;
