//! Amounts as JSON numbers, for `#[serde(with = "...")]` in types of your own: all digits are written and read, also where
//! another crate turns serde_json's `arbitrary_precision` on.
//!
//! It is how an [`Amount`] is written by itself; this says so where it is used, and [`option`] takes null as well. Numbers are for
//! JSON text: a [`serde_json::Value`] holds them as floats and rounds them without an error, as many other programs do. Flattened,
//! tagged and untagged types buffer them as floats too; there a number of more than 15 digits is an error. Use
//! [`amount_text`](crate::amount_text) unless a number is required.
//!
//! ```
//! use partna_types::{Amount, amount_number};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Deserialize, Serialize)]
//! struct Invoice {
//!     #[serde(with = "amount_number")]
//!     total: Amount,
//!     #[serde(default, with = "amount_number::option")]
//!     discount: Option<Amount>,
//! }
//!
//! let json = r#"{"total":1234567890.123456789012345678,"discount":0.10}"#;
//! let invoice: Invoice = serde_json::from_str(json)?;
//! assert_eq!(serde_json::to_string(&invoice)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Amount;

/// Writes an amount as a number.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<S: Serializer>(amount: &Amount, serializer: S) -> Result<S::Ok, S::Error> {
    amount.serialize(serializer)
}

/// Reads an amount from a number.
///
/// # Errors
///
/// Anything that is not a number, one with more digits than an [`Amount`] holds, and a buffered float of more than 15 digits.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
    Amount::deserialize(deserializer)
}

/// The same for an amount that may be absent or null.
pub mod option {
    use super::{Amount, Deserialize, Deserializer, Serialize, Serializer};

    /// Writes an amount as a number, and `None` as null.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(
        amount: &Option<Amount>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        amount.serialize(serializer)
    }

    /// Reads an amount from a number, and `None` from null.
    ///
    /// # Errors
    ///
    /// Those of [`deserialize`](super::deserialize), for anything but null.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Amount>, D::Error> {
        Option::deserialize(deserializer)
    }
}
