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
/// The environments that support an operation. If the key is missing, all environments support it.
pub const ENVIRONMENTS: &str = "x-partna-environments";
/// The path of an operation in the vendor's guide.
pub const GUIDE: &str = "x-partna-guide";
/// The names of enum variants, for values that cannot be converted to a name.
pub const NAMES: &str = "x-partna-names";
/// How to recover from a write whose response was lost.
pub const RECOVERY: &str = "x-partna-recovery";
/// The field that carries the caller's reference, and how to look it up.
pub const REFERENCE: &str = "x-partna-reference";
/// The letters of key scopes that the API rejects for an operation. The list omits the scopes that all operations of
/// the method reject: operations other than GET reject read-only keys.
pub const REFUSED_SCOPES: &str = "x-partna-refused-scopes";
/// The operations and parameters of the vendor's document that our document omits, each with the reason.
pub const OMITTED: &str = "x-partna-omitted";
/// The name of a parameter's setter, if the name of the parameter cannot be converted to a unique setter name.
pub const SETTER: &str = "x-partna-setter";
/// The Rust type of an enum.
pub const RUST: &str = "x-partna-rust";
/// The values of an enum in responses that are known. The list may be incomplete.
pub const VALUES: &str = "x-partna-values";
/// The open questions about generated parts of our document. A person decides them.
pub const TODO: &str = "x-partna-todo";
/// The questions that were resolved with the safe default.
pub const ASSUMED: &str = "x-partna-assumed";
/// Marks a value that is known to have no type, so that lint accepts it.
pub const UNTYPED: &str = "x-partna-untyped";
