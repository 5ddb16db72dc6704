//! Amounts as JSON text, for `#[serde(with = "...")]` in your own types. By default, an [`Amount`] is deserialized only from a
//! number.
//!
//! Text is exact everywhere: in JSON text, in a [`serde_json::Value`], in flattened, tagged and untagged types, and if another
//! crate enables serde_json's feature `arbitrary_precision`. In lists and maps, use [`AmountParam`], which is always serialized
//! as text. For JSON numbers, use [`amount_number`](crate::amount_number).
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

/// Serializes an amount as text.
///
/// # Errors
///
/// Returns the errors of the serializer.
pub fn serialize<S: Serializer>(amount: &Amount, serializer: S) -> Result<S::Ok, S::Error> {
    AmountParam::from(*amount).serialize(serializer)
}

/// Deserializes an amount from text or a number.
///
/// # Errors
///
/// Fails if the value is not a number, or has more digits than an [`Amount`] holds.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
    AmountParam::deserialize(deserializer).map(AmountParam::amount)
}

/// Optional amounts as JSON text. Null is `None`.
pub mod option {
    use super::{Amount, AmountParam, Deserialize, Deserializer, Serialize, Serializer};

    /// Serializes an amount as text, and `None` as null.
    ///
    /// # Errors
    ///
    /// Returns the errors of the serializer.
    pub fn serialize<S: Serializer>(
        amount: &Option<Amount>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        amount.map(AmountParam::from).serialize(serializer)
    }

    /// Deserializes an amount from text or a number, and `None` from null.
    ///
    /// # Errors
    ///
    /// Fails if the value is neither null nor a number, or has more digits than an [`Amount`] holds.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Amount>, D::Error> {
        let amount = Option::<AmountParam>::deserialize(deserializer)?;
        Ok(amount.map(AmountParam::amount))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::{Amount, amount_number, amount_text};

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    struct Texts {
        #[serde(with = "amount_text")]
        total: Amount,
        #[serde(default, with = "amount_text::option")]
        fee: Option<Amount>,
    }

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    struct Numbers {
        #[serde(with = "amount_number")]
        total: Amount,
        #[serde(default, with = "amount_number::option")]
        fee: Option<Amount>,
    }

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    struct Flattened<T> {
        #[serde(flatten)]
        inner: T,
    }

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    #[serde(tag = "kind")]
    enum Tagged {
        Texts(Texts),
        Numbers(Numbers),
    }

    const EXACT: [&str; 7] = [
        "0.10",
        "-0.1234567890123456789012345678",
        "1234567890123456789012345678",
        "0.0000000000000000000000000001",
        "9007199254740993",
        "100.00",
        "0",
    ];

    #[test]
    fn text_is_exact_through_values_and_buffers() {
        for text in EXACT {
            let total: Amount = text.parse().unwrap();
            let fee = Some(total);
            let json = format!(r#"{{"total":"{text}","fee":"{text}"}}"#);
            let read: Texts = serde_json::from_str(&json).unwrap();
            assert_eq!(read, Texts { total, fee });
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
            let value = serde_json::to_value(&read).unwrap();
            assert_eq!(value, json!({"total": text, "fee": text}));
            let read: Texts = serde_json::from_value(value).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
            let flattened: Flattened<Texts> = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&flattened).unwrap(), json);
            let tagged = serde_json::to_string(&Tagged::Texts(read)).unwrap();
            let tagged: Tagged = serde_json::from_str(&tagged).unwrap();
            assert_eq!(tagged, Tagged::Texts(Texts { total, fee }));
        }
    }

    #[test]
    fn number_is_exact_or_an_error() {
        for text in EXACT {
            let json = format!(r#"{{"total":{text},"fee":{text}}}"#);
            let read: Numbers = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
            let texts: Texts = serde_json::from_str(&json).unwrap();
            assert_eq!((texts.total, texts.fee), (read.total, read.fee));
            // These buffer numbers as floats.
            if let Ok(flattened) = serde_json::from_str::<Flattened<Numbers>>(&json) {
                assert_eq!(flattened.inner, read, "{text}");
            }
            let tagged = json.replacen('{', r#"{"kind":"Numbers","#, 1);
            if let Ok(tagged) = serde_json::from_str::<Tagged>(&tagged) {
                assert_eq!(tagged, Tagged::Numbers(read), "{text}");
            }
        }
        let long = r#"{"total":0.1234567890123456789}"#;
        assert!(serde_json::from_str::<Flattened<Numbers>>(long).is_err());
    }

    #[test]
    fn absent_and_null_are_none_and_other_values_are_errors() {
        for json in [r#"{"total":1}"#, r#"{"total":1,"fee":null}"#] {
            assert_eq!(serde_json::from_str::<Texts>(json).unwrap().fee, None);
            assert_eq!(serde_json::from_str::<Numbers>(json).unwrap().fee, None);
        }
        let none: Texts = serde_json::from_str(r#"{"total":"1"}"#).unwrap();
        let written = serde_json::to_string(&none).unwrap();
        assert_eq!(written, r#"{"total":"1","fee":null}"#);
        for value in [
            r#""""#, r#""1,5""#, r#"" 1""#, r#""NaN""#, "true", "[1]", "{}", "1e400",
        ] {
            for json in [
                format!(r#"{{"total":{value}}}"#),
                format!(r#"{{"total":1,"fee":{value}}}"#),
            ] {
                assert!(serde_json::from_str::<Texts>(&json).is_err(), "{json}");
                assert!(serde_json::from_str::<Numbers>(&json).is_err(), "{json}");
            }
        }
        assert!(serde_json::from_str::<Numbers>(r#"{"total":"1"}"#).is_err());
    }
}
