//! What is known of an API besides its facts, for a report: what things are called in Rust, and what is at stake.

use super::compare::Difference;

/// The Rust item that a difference touches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RustItem {
    pub name: Option<String>,
    /// Whether the item exists already, or stays: nothing changes in Rust.
    pub is_unchanged: bool,
}

/// Knowledge of an API by its operations, `GET /rate`, and by places as facts write them.
pub trait KnownApi {
    /// The Rust item that each difference touches, in the order of the differences.
    fn rust_items(&self, differences: &[Difference]) -> Vec<RustItem>;

    /// Whether an operation may move money or change something; `None` if the operation is not known.
    fn may_change_state(&self, operation: &str) -> Option<bool>;

    /// The field that carries the caller's reference.
    fn reference_field(&self, operation: &str) -> Option<&str>;

    /// The format of the value at a place, such as `password` or `decimal`.
    fn format(&self, operation: &str, place: &str) -> Option<&str>;
}
