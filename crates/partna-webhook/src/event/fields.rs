//! The raw fields of `data`.

use std::borrow::Cow;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::value::has_value;
use crate::envelope::Text;

/// The fields of `data` in order, with any names and values.
#[derive(Clone)]
pub(crate) struct Fields<'a> {
    pub(crate) list: Vec<(Cow<'a, str>, &'a RawValue)>,
    /// Whether bytes that are not UTF-8 were replaced.
    pub(crate) has_replaced_bytes: bool,
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
        let mut list = Vec::with_capacity(16);
        while let Some(key) = map.next_key::<Text<'de>>()? {
            list.push((key.0, map.next_value::<&'de RawValue>()?));
        }
        Ok(Fields {
            list,
            has_replaced_bytes: false,
        })
    }
}

impl Fields<'_> {
    /// Returns whether a field is present, even if it is empty or null.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.list.iter().any(|(key, _)| key == name)
    }

    /// Returns whether a field is present and not empty. Null, and empty texts, lists and objects are empty.
    pub(crate) fn has_value(&self, name: &str) -> bool {
        self.list
            .iter()
            .any(|(key, raw)| key == name && has_value(raw))
    }
}
