//! How answers are read.

use serde::{Deserialize, Deserializer};

/// Reads null as an empty array or map: that is how a Go server writes one that was never filled.
pub(crate) fn null_as_empty<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
