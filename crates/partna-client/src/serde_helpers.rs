//! Functions for serde attributes of generated types.

#![allow(dead_code, reason = "a document may have no lists")]

use serde::{Deserialize, Deserializer};

/// Deserializes null as an empty array or map: Go servers serialize a nil slice or map as null.
pub(crate) fn null_as_empty<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
