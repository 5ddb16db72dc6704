//! Decodes values of the tree, with conversions.

use std::borrow::Cow;

use serde::de::value::{MapDeserializer, StrDeserializer};
use serde::de::{Deserializer, Visitor};

use super::access::{Items, Members, Variant};
use super::error::{Mismatch, Reason};
use super::expectation::{
    ANY, BOOLEAN, DECIMAL, Expectation, LIST, NULL, NUMBER, OBJECT, TEXT, WHOLE, container, scalar,
};
use super::node_deserializer::NodeDeserializer;
use super::tree::{Member, Value};
use crate::json_number::{AMOUNT, RAW_VALUE, WHOLE_NUMBER, is_plain_decimal};
use crate::secret;

impl<'t, 'a> NodeDeserializer<'t, 'a> {
    fn kind_mismatch<T>(self, expectation: Expectation) -> Result<T, Mismatch> {
        Err(self.with_position(Mismatch::kind(), expectation))
    }

    fn record_converted(self, expectation: Expectation) {
        let reason = Reason {
            expected: expectation.expected.into(),
            keeps_text: expectation.keeps_text && !self.is_secret,
        };
        self.pass
            .record_mismatch(self.node, self.path, &reason, true);
    }

    /// Returns the text of a string. Records the field if a part of the text was replaced by U+FFFD.
    fn text(self) -> Cow<'a, str> {
        let (text, is_replaced) = self.node.text();
        if is_replaced || self.pass.has_replaced_bytes && text.contains(char::REPLACEMENT_CHARACTER)
        {
            let expectation = Expectation {
                expected: "text in UTF-8",
                ..TEXT
            };
            self.record_converted(expectation);
        }
        text
    }

    /// Returns the digits of a number, or of a string with a number in plain decimal form, and whether it was a string.
    fn digits(self, expectation: Expectation) -> Result<(Cow<'a, str>, bool), Mismatch> {
        match &self.node.value {
            Value::Number => Ok((Cow::Borrowed(self.node.raw), false)),
            Value::Text => {
                let (text, _) = self.node.text();
                if is_plain_decimal(&text) {
                    Ok((text, true))
                } else {
                    self.kind_mismatch(expectation)
                }
            }
            _ => self.kind_mismatch(expectation),
        }
    }

    pub(super) fn decode_list<'de, V: Visitor<'de>>(
        self,
        visitor: V,
        expectation: Expectation,
    ) -> Result<V::Value, Mismatch> {
        let Value::List(list) = &self.node.value else {
            return self.kind_mismatch(expectation);
        };
        let access = Items {
            items: &list.items,
            range: self.pass.visible_range(&list.visibility, list.items.len()),
            path: self.path,
            pass: self.pass,
        };
        visitor
            .visit_seq(access)
            .map_err(|mismatch| self.with_position(mismatch, expectation))
    }

    /// Decodes an object. `is_map` states whether the type accepts arbitrary keys. If it does, a decode of the skeleton may hide
    /// entries.
    pub(super) fn decode_object<'de, V: Visitor<'de>>(
        self,
        visitor: V,
        expectation: Expectation,
        is_map: bool,
    ) -> Result<V::Value, Mismatch> {
        let Value::Object(object) = &self.node.value else {
            return self.kind_mismatch(expectation);
        };
        let count = object.members.len();
        let range = if is_map {
            self.pass.visible_range(&object.visibility, count)
        } else {
            0..count
        };
        let access = Members {
            members: &object.members,
            range,
            current: None,
            path: self.path,
            pass: self.pass,
        };
        visitor
            .visit_map(access)
            .map_err(|mismatch| self.with_position(mismatch, expectation))
    }

    fn decode_raw<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let (raw, expectation) = match self.number {
            Some(expectation) => {
                let (digits, is_converted) = self.digits(expectation)?;
                if is_converted {
                    self.record_converted(expectation);
                }
                (digits, expectation)
            }
            None => (Cow::Borrowed(self.node.raw), ANY),
        };
        let member = std::iter::once((RAW_VALUE, raw));
        visitor
            .visit_map(MapDeserializer::new(member))
            .map_err(|mismatch| self.with_position(mismatch, expectation))
    }
}

macro_rules! whole_numbers {
    ($($method:ident $visit:ident $integer:ty),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            let (digits, is_converted) = self.digits(WHOLE)?;
            let Ok(value) = digits.parse::<$integer>() else {
                return self.kind_mismatch(WHOLE);
            };
            if is_converted {
                self.record_converted(WHOLE);
            }
            visitor.$visit(value).map_err(|mismatch| self.with_position(mismatch, WHOLE))
        }
    )*};
}

impl<'de> Deserializer<'de> for NodeDeserializer<'_, '_> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let result = match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Boolean(value) => visitor.visit_bool(*value),
            Value::Number => {
                let raw = self.node.raw;
                if let Ok(value) = raw.parse::<u64>() {
                    visitor.visit_u64(value)
                } else if let Ok(value) = raw.parse::<i64>()
                    && value != 0
                {
                    visitor.visit_i64(value)
                } else {
                    match raw.parse::<f64>() {
                        Ok(value) if value.is_finite() => visitor.visit_f64(value),
                        _ => {
                            return self
                                .kind_mismatch(scalar("a number that a float can hold", ""));
                        }
                    }
                }
            }
            Value::Text => visitor.visit_str(&self.text()),
            Value::List(_) => return self.decode_list(visitor, ANY),
            Value::Object(_) => return self.decode_object(visitor, ANY, true),
            Value::TooDeep(_) => {
                return self.kind_mismatch(container("a value of at most 64 levels", ""));
            }
        };
        result.map_err(|mismatch| self.with_position(mismatch, ANY))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let value = match &self.node.value {
            Value::Boolean(value) => *value,
            Value::Text => {
                let value = match &*self.node.text().0 {
                    "true" => true,
                    "false" => false,
                    _ => return self.kind_mismatch(BOOLEAN),
                };
                self.record_converted(BOOLEAN);
                value
            }
            _ => return self.kind_mismatch(BOOLEAN),
        };
        visitor
            .visit_bool(value)
            .map_err(|mismatch| self.with_position(mismatch, BOOLEAN))
    }

    whole_numbers! {
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_i128 visit_i128 i128,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
        deserialize_u128 visit_u128 u128,
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let (digits, is_converted) = self.digits(NUMBER)?;
        let value = match digits.parse::<f64>() {
            Ok(value) if value.is_finite() => value,
            _ => return self.kind_mismatch(NUMBER),
        };
        if is_converted {
            self.record_converted(NUMBER);
        }
        visitor
            .visit_f64(value)
            .map_err(|mismatch| self.with_position(mismatch, NUMBER))
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let text = match &self.node.value {
            Value::Text => self.text(),
            Value::Number => {
                self.record_converted(TEXT);
                Cow::Borrowed(self.node.raw)
            }
            _ => return self.kind_mismatch(TEXT),
        };
        visitor
            .visit_str(&text)
            .map_err(|mismatch| self.with_position(mismatch, TEXT))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match &self.node.value {
            Value::List(_) => self.decode_list(visitor, LIST),
            _ => self.deserialize_str(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let result = match &self.node.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        };
        result.map_err(|mismatch| self.with_position(mismatch, ANY))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match &self.node.value {
            Value::Null => visitor.visit_unit(),
            _ => return self.kind_mismatch(NULL),
        }
        .map_err(|mismatch| self.with_position(mismatch, NULL))
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        let mut inner = self;
        match name {
            RAW_VALUE => return self.decode_raw(visitor),
            AMOUNT => inner.number = Some(DECIMAL),
            WHOLE_NUMBER => inner.number = Some(WHOLE),
            secret::NAME => inner.is_secret = true,
            _ => {}
        }
        // If the newtype rejects the number inside it, the mismatch contains the expectation for that number.
        let expectation = inner.number.unwrap_or(ANY);
        visitor
            .visit_newtype_struct(inner)
            .map_err(|mismatch| inner.with_position(mismatch, expectation))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.decode_list(visitor, LIST)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.decode_list(visitor, LIST)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.decode_list(visitor, LIST)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.decode_object(visitor, OBJECT, true)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.decode_object(visitor, OBJECT, false)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        let result = match &self.node.value {
            Value::Text => {
                let text = self.text();
                visitor.visit_enum(StrDeserializer::<Mismatch>::new(&text))
            }
            Value::Object(object) => {
                let present =
                    |member: &&Member<'_>| !member.is_superseded && member.node.excluded.is_none();
                let mut members = object.members.iter().enumerate();
                let mut members = members.by_ref().filter(|(_, member)| present(member));
                match (members.next(), members.next()) {
                    (Some((index, member)), None) => visitor.visit_enum(Variant {
                        index,
                        member,
                        path: self.path,
                        pass: self.pass,
                    }),
                    _ => return self.kind_mismatch(container("an object with one member", "")),
                }
            }
            _ => return self.kind_mismatch(container("text or an object with one member", "")),
        };
        result.map_err(|mismatch| self.with_position(mismatch, ANY))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if let Some(member) = self.member {
            member.is_unknown_to_type.set(true);
        }
        visitor.visit_unit()
    }
}
