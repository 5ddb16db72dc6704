//! Amounts as JSON numbers, for `#[serde(with = "...")]` in your own types. All digits are kept, even if another crate enables
//! serde_json's feature `arbitrary_precision`.
//!
//! This is the default form of an [`Amount`]; the module makes it explicit, and [`option`] also accepts null. Use numbers only in
//! JSON text: a [`serde_json::Value`] stores them as floats and rounds them without an error, as many other programs do.
//! Flattened, tagged and untagged types buffer numbers as floats too, so a number of more than 15 digits is an error in them. Use
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

/// Serializes an amount as a number.
///
/// # Errors
///
/// Returns the errors of the serializer.
pub fn serialize<S: Serializer>(amount: &Amount, serializer: S) -> Result<S::Ok, S::Error> {
    amount.serialize(serializer)
}

/// Deserializes an amount from a number.
///
/// # Errors
///
/// Fails if the value is not a number, has more digits than an [`Amount`] holds, or is a buffered float of more than 15 digits.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
    Amount::deserialize(deserializer)
}

/// Optional amounts as JSON numbers. Null is `None`.
pub mod option {
    use super::{Amount, Deserialize, Deserializer, Serialize, Serializer};

    /// Serializes an amount as a number, and `None` as null.
    ///
    /// # Errors
    ///
    /// Returns the errors of the serializer.
    pub fn serialize<S: Serializer>(
        amount: &Option<Amount>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        amount.serialize(serializer)
    }

    /// Deserializes an amount from a number, and `None` from null.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`deserialize`](super::deserialize), except for null.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Amount>, D::Error> {
        Option::deserialize(deserializer)
    }
}
