//! Information about an API that facts do not contain, such as Rust names, and whether an operation can change state.

use super::compare::Difference;

/// The Rust item that a difference affects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RustItem {
    pub name: Option<String>,
    /// Whether the difference does not change the item, so that Rust code is not affected.
    pub is_unchanged: bool,
}

/// Provides information about an API that facts do not contain. Operations are written `GET /rate`, and places as in
/// facts.
pub trait KnownApi {
    /// Returns the Rust item that each difference affects, in the order of the differences.
    fn rust_items(&self, differences: &[Difference]) -> Vec<RustItem>;

    /// Whether an operation may move money or change state; `None` if the operation is unknown.
    fn may_change_state(&self, operation: &str) -> Option<bool>;

    /// Returns the field that carries the caller's reference.
    fn reference_field(&self, operation: &str) -> Option<&str>;

    /// Returns the format of the value at a place, such as `password` or `decimal`.
    fn format(&self, operation: &str, place: &str) -> Option<&str>;
}
