//! Deserializes JSON numbers from their text, without a conversion to a float.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, MapAccess, Visitor};

/// The newtype name with which serde_json passes the raw text of a value, if its feature `raw_value` is enabled.
pub(crate) const RAW_VALUE: &str = "$serde_json::private::RawValue";
/// The map key with which serde_json passes a number, if a crate has enabled its feature `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// The newtype names by which `tolerant` recognizes types that serde's data model does not describe.
pub(crate) const AMOUNT: &str = "$partna_types::private::Amount";
pub(crate) const WHOLE_NUMBER: &str = "$partna_types::private::WholeNumber";

/// The number of significant decimal digits that a conversion to `f64` and back never changes.
const FLOAT_DIGITS: usize = 15;

/// Deserializes a number and passes its text to `parse`. `name` is the newtype name of the type.
///
/// From JSON text, `parse` receives the digits that were sent. A `serde_json::Value`, and serde's buffers for untagged, tagged
/// and flattened types, may have converted the number to a float. A float of at most 15 digits has the value that was sent, but
/// perhaps another number of decimals. A float of more digits may have been rounded, so it is an error.
pub(crate) fn number<'de, D: Deserializer<'de>, T, E: fmt::Display>(
    name: &'static str,
    deserializer: D,
    parse: fn(&str) -> Result<T, E>,
) -> Result<T, D::Error> {
    let visitor = NumberVisitor {
        is_outer: true,
        accepts_text: false,
        parse,
    };
    deserializer.deserialize_newtype_struct(name, visitor)
}

/// Deserializes a number, or a string with a number, and passes its text to `parse`.
pub(crate) fn number_or_text<'de, D: Deserializer<'de>, T, E: fmt::Display>(
    deserializer: D,
    parse: fn(&str) -> Result<T, E>,
) -> Result<T, D::Error> {
    let visitor = NumberVisitor {
        is_outer: false,
        accepts_text: true,
        parse,
    };
    deserializer.deserialize_newtype_struct(RAW_VALUE, visitor)
}

/// Returns whether a text is a number in plain decimal form: digits with an optional minus sign and decimals, no exponent.
pub(crate) fn is_plain_decimal(text: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let has_leading_zero = whole.len() > 1 && whole.starts_with('0');
    is_digits(whole) && is_digits(decimals) && !has_leading_zero
}

struct NumberVisitor<T, E> {
    /// Whether the deserializer has received the name of our type, but not yet [`RAW_VALUE`].
    is_outer: bool,
    accepts_text: bool,
    parse: fn(&str) -> Result<T, E>,
}

impl<T, P: fmt::Display> NumberVisitor<T, P> {
    fn parse<E: de::Error>(&self, text: &str) -> Result<T, E> {
        (self.parse)(text).map_err(E::custom)
    }

    fn text_not_accepted<E: de::Error>(&self) -> E {
        // `Unexpected::Str` would put the text into the error.
        E::invalid_type(de::Unexpected::Other("a string"), self)
    }
}

impl<'de, T, P: fmt::Display> Visitor<'de> for NumberVisitor<T, P> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.accepts_text {
            "a number, or a string that holds one"
        } else {
            "a number"
        })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        if self.is_outer {
            let visitor = Self {
                is_outer: false,
                ..self
            };
            return deserializer.deserialize_newtype_struct(RAW_VALUE, visitor);
        }
        deserializer.deserialize_any(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        match map.next_key::<String>()?.as_deref() {
            Some(NUMBER) => self.parse(&map.next_value::<String>()?),
            Some(RAW_VALUE) => {
                let raw: String = map.next_value()?;
                if !raw.starts_with('"') {
                    self.parse(&raw)
                } else if self.accepts_text {
                    let text: String = serde_json::from_str(&raw)
                        .map_err(|_| de::Error::custom("not a string of a number"))?;
                    self.parse(&text)
                } else {
                    Err(self.text_not_accepted())
                }
            }
            _ => Err(de::Error::invalid_type(de::Unexpected::Map, &self)),
        }
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        self.parse(&value.to_string())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        self.parse(&value.to_string())
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<T, E> {
        self.parse(&value.to_string())
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<T, E> {
        self.parse(&value.to_string())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        // Debug, unlike Display, distinguishes `2.0` from `2`.
        let text = format!("{value:?}");
        let mantissa = text.split('e').next().unwrap_or_default();
        let digits = mantissa
            .trim_start_matches(['-', '0', '.'])
            .bytes()
            .filter(u8::is_ascii_digit)
            .count();
        if digits > FLOAT_DIGITS {
            return Err(E::custom(
                "a float of more than 15 digits, which may have been rounded; read it from JSON text",
            ));
        }
        self.parse(&text)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        if self.accepts_text {
            self.parse(value)
        } else {
            Err(self.text_not_accepted())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_decimal_rejects_exponent_blank_plus_and_separator() {
        for text in [
            "0",
            "12",
            "-1",
            "12.50",
            "-0.00",
            "123456789012345678901234567890.1",
        ] {
            assert!(is_plain_decimal(text), "{text}");
        }
        for text in [
            "", "-", "+1", " 1", "1 ", "1.", ".5", "01", "1e3", "1E3", "1,000", "1_000", "--1",
            "1.2.3", "NaN", "Infinity", "0x1", "١", "1.-2",
        ] {
            assert!(!is_plain_decimal(text), "{text}");
        }
    }
}
