//! The text of a JSON number, before anything has made a float of it.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, MapAccess, Visitor};

/// The name by which serde_json hands over a value's own text, when its feature `raw_value` is on.
const RAW_VALUE: &str = "$serde_json::private::RawValue";
/// The key under which serde_json hands over a number, when some crate has turned its feature `arbitrary_precision` on.
const NUMBER: &str = "$serde_json::private::Number";

/// How many decimal digits every float keeps.
const FLOAT_DIGITS: usize = 15;

/// Reads a number, or a string that holds one, and answers its text.
///
/// Straight from JSON text it is the very digits that were sent. A `serde_json::Value`, and serde's buffers for untagged,
/// tagged and flattened types, may have made a float of it before. A float of at most 15 digits is what was sent, its
/// scale aside; one of more may have been rounded on the way, and is an error where it can be told.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_newtype_struct(RAW_VALUE, TextVisitor)
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or a string that holds one")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
        match map.next_key::<String>()?.as_deref() {
            Some(NUMBER) => map.next_value(),
            Some(RAW_VALUE) => {
                let raw: String = map.next_value()?;
                if raw.starts_with('"') {
                    serde_json::from_str(&raw)
                        .map_err(|_| de::Error::custom("not a string of a number"))
                } else {
                    Ok(raw)
                }
            }
            _ => Err(de::Error::invalid_type(de::Unexpected::Map, &self)),
        }
    }

    fn visit_i64<E>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i128<E>(self, value: i128) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u128<E>(self, value: u128) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<String, E> {
        // Debug, unlike Display, keeps `2.0` apart from `2`.
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
        Ok(text)
    }

    fn visit_str<E>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }
}
