//! The keys that our document adds to OpenAPI.

/// The prefix of each key.
pub const PREFIX: &str = "x-partna-";

/// Whether the API rejects a second write with the same reference: `rejected`, `undocumented` or `none`.
pub const DUPLICATES: &str = "x-partna-duplicates";
/// The effect of an operation: `read`, `write`, or `unsafe-get` for a GET that changes state.
pub const EFFECT: &str = "x-partna-effect";
/// The statuses of successes that the vendor's document lists without content. A write is accepted if the API responds with one of
/// them and an empty body. Only documents of imports have it.
pub const EMPTY_SUCCESSES: &str = "x-partna-empty-successes";
/// The environments that have an operation, if not all.
pub const ENVIRONMENTS: &str = "x-partna-environments";
/// The path of an operation in the vendor's guide.
pub const GUIDE: &str = "x-partna-guide";
/// The names of variants by value, if the value does not make a name.
pub const NAMES: &str = "x-partna-names";
/// How to recover from a write whose response was lost.
pub const RECOVERY: &str = "x-partna-recovery";
/// The field that carries the caller's reference, and how to look it up.
pub const REFERENCE: &str = "x-partna-reference";
/// Letters of the key scopes that the API rejects for an operation, beyond the rule for its method: every operation except a GET
/// rejects read-only keys.
pub const REFUSED_SCOPES: &str = "x-partna-refused-scopes";
/// The operations and parameters of the vendor's document that our document omits, each with the reason.
pub const OMITTED: &str = "x-partna-omitted";
/// The setter of a parameter whose name does not make a unique one.
pub const SETTER: &str = "x-partna-setter";
/// The Rust type of an enum.
pub const RUST: &str = "x-partna-rust";
/// The values of an enum that have been seen in responses.
pub const VALUES: &str = "x-partna-values";
/// Open questions about a generated part, for a person.
pub const TODO: &str = "x-partna-todo";
/// Open questions for which the safe default was used.
pub const ASSUMED: &str = "x-partna-assumed";
/// Marks a value that is known to have no type, so that lint accepts it.
pub const UNTYPED: &str = "x-partna-untyped";
