//! Every key that our document adds to OpenAPI.

/// How each of them begins.
pub const PREFIX: &str = "x-partna-";

/// Whether the API rejects a second write with the same reference: `rejected`, `unproven` or `none`.
pub const DUPLICATES: &str = "x-partna-duplicates";
/// What an operation does: `read`, `write`, or `unsafe-get` for a GET that changes something.
pub const EFFECT: &str = "x-partna-effect";
/// The environments that have an operation, if not all have it.
pub const ENVIRONMENTS: &str = "x-partna-environments";
/// The path that the guide of the vendor gives an operation.
pub const GUIDE: &str = "x-partna-guide";
/// The names of variants by value, where the value makes none.
pub const NAMES: &str = "x-partna-names";
/// How to go on after a write whose response was lost.
pub const RECOVERY: &str = "x-partna-recovery";
/// The field that carries the reference of the caller, and how it is looked up.
pub const REFERENCE: &str = "x-partna-reference";
/// Letters of the key scopes that the API refuses for an operation, where the method does not say so: every operation but a
/// GET refuses keys that only read.
pub const REFUSED_SCOPES: &str = "x-partna-refused-scopes";
/// The Rust type of an enum.
pub const RUST: &str = "x-partna-rust";
/// The values of an enum that have been seen in responses.
pub const VALUES: &str = "x-partna-values";
/// What a lifted value needs a person for.
pub const TODO: &str = "x-partna-todo";
/// The same, where nobody was asked and the safe default was taken.
pub const ASSUMED: &str = "x-partna-assumed";
/// What holds a value that has no type: lint lets it pass where it is said to be known.
pub const UNTYPED: &str = "x-partna-untyped";
