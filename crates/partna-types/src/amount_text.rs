//! Amounts as JSON text, for `#[serde(with = "...")]` in types of your own. An [`Amount`] by itself is read from a number alone.
//!
//! ```
//! use partna_types::{Amount, amount_text};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Deserialize, Serialize)]
//! struct Invoice {
//!     #[serde(with = "amount_text")]
//!     total: Amount,
//!     #[serde(default, with = "amount_text::option")]
//!     discount: Option<Amount>,
//! }
//!
//! let invoice: Invoice = serde_json::from_str(r#"{"total": "12.50", "discount": 1}"#)?;
//! assert_eq!(serde_json::to_string(&invoice)?, r#"{"total":"12.50","discount":"1"}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Amount, AmountParam};

/// Writes an amount as text.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<S: Serializer>(amount: &Amount, serializer: S) -> Result<S::Ok, S::Error> {
    AmountParam::from(*amount).serialize(serializer)
}

/// Reads an amount from text or from a number.
///
/// # Errors
///
/// Anything that is not a number, and one with more digits than an [`Amount`] holds.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
    AmountParam::deserialize(deserializer).map(AmountParam::amount)
}

/// The same for an amount that may be absent or null.
pub mod option {
    use super::{Amount, AmountParam, Deserialize, Deserializer, Serialize, Serializer};

    /// Writes an amount as text, and none as null.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(
        amount: &Option<Amount>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        amount.map(AmountParam::from).serialize(serializer)
    }

    /// Reads an amount from text or from a number, and none from null.
    ///
    /// # Errors
    ///
    /// Anything else that is not a number, and a number with more digits than an [`Amount`] holds.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Amount>, D::Error> {
        let amount = Option::<AmountParam>::deserialize(deserializer)?;
        Ok(amount.map(AmountParam::amount))
    }
}
