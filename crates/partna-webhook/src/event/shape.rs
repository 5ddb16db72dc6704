//! What an event's fields have to be.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, Error as Unfit};
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::rules::Rules;
use super::unrecognized::Differences;
use crate::envelope::{Text, plain};

/// The fields of `data` as they lie there, in order, whatever they are.
#[derive(Clone)]
pub(crate) struct Fields<'a>(pub(crate) Vec<(Cow<'a, str>, &'a RawValue)>);

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
        let mut fields = Vec::with_capacity(16);
        while let Some(key) = map.next_key::<Text<'de>>()? {
            fields.push((key.0, map.next_value::<&'de RawValue>()?));
        }
        Ok(Fields(fields))
    }
}

impl Fields<'_> {
    /// Whether a field is there, even if it is empty or null.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Whether a field is there and not null.
    pub(crate) fn has_value(&self, name: &str) -> bool {
        self.0
            .iter()
            .any(|(key, raw)| key == name && raw.get() != "null")
    }
}

impl Differences {
    /// Checks which fields are there.
    pub(crate) fn of(fields: &Fields<'_>, rules: &Rules) -> Self {
        let lacks = |name: &&&str| !fields.has_value(name);
        let has = |name: &&&str| fields.has(name);
        Self {
            missing: rules.needs.iter().filter(lacks).copied().collect(),
            contradicting: rules.never.iter().filter(has).copied().collect(),
            ..Self::default()
        }
    }

    /// Reads a field that must have a value: null is none.
    pub(crate) fn value<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
        slot: &mut Option<Option<T>>,
        raw: &RawValue,
    ) {
        let value = match (plain(raw), raw.get()) {
            (Some(text), _) => T::deserialize(BorrowedStrDeserializer::<Unfit>::new(text)).ok(),
            (None, "null") => {
                if slot.replace(None).is_some() {
                    self.repeated.push(name);
                }
                return;
            }
            (None, text) => serde_json::from_str(text).ok(),
        };
        if value.is_none() {
            self.unreadable.push(name);
        }
        if slot.replace(value).is_some() {
            self.repeated.push(name);
        }
    }

    /// Reads a field that may have no value: null, or the empty string that the API's servers write for it.
    pub(crate) fn perhaps<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
        slot: &mut Option<Option<T>>,
        raw: &RawValue,
    ) {
        if raw.get() == "\"\"" {
            if slot.replace(None).is_some() {
                self.repeated.push(name);
            }
        } else {
            self.value(name, slot, raw);
        }
    }

    pub(crate) fn absent(&mut self, name: &'static str) {
        if !self.unreadable.contains(&name) {
            self.missing.push(name);
        }
    }
}

/// What `Debug` shows for a value.
pub(crate) struct NotShown;

impl fmt::Debug for NotShown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[not shown]")
    }
}

/// Declares the fields of an event: those that are `always` there with a value, those that may be `empty` or missing, and those
/// that are there only `sometimes`. All others are kept in `extra`.
macro_rules! shape {
    (
        $(#[$meta:meta])*
        $name:ident {
            always { $($(#[$a_meta:meta])* $a:ident: $a_type:ty = $a_wire:literal,)* }
            empty { $($(#[$e_meta:meta])* $e:ident: $e_type:ty = $e_wire:literal,)* }
            sometimes { $($(#[$s_meta:meta])* $s:ident: $s_type:ty = $s_wire:literal,)* }
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, ::serde::Serialize, ::schemars::JsonSchema)]
        #[serde(rename_all = "camelCase")]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$a_meta])* pub $a: $a_type,)*
            $($(#[$e_meta])* pub $e: Option<$e_type>,)*
            $(
                $(#[$s_meta])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $s: Option<$s_type>,
            )*
            /// The fields that this crate does not know, whole.
            #[serde(flatten)]
            pub extra: ::std::collections::BTreeMap<String, $crate::Unread>,
        }

        impl $name {
            #[cfg(test)]
            pub(crate) const NEEDS: &'static [&'static str] = &[$($a_wire,)*];

            #[cfg(test)]
            pub(crate) const WIRE: &'static [&'static str] = &[$($a_wire,)* $($e_wire,)* $($s_wire,)*];

            pub(crate) fn read(
                fields: $crate::event::shape::Fields<'_>,
            ) -> Result<Self, $crate::event::unrecognized::Differences> {
                let mut differences = $crate::event::unrecognized::Differences::default();
                $(let mut $a: Option<Option<$a_type>> = None;)*
                $(let mut $e: Option<Option<$e_type>> = None;)*
                $(let mut $s: Option<Option<$s_type>> = None;)*
                let mut extra = ::std::collections::BTreeMap::new();
                for (key, raw) in fields.0 {
                    match &*key {
                        $($a_wire => differences.value($a_wire, &mut $a, raw),)*
                        $($e_wire => differences.perhaps($e_wire, &mut $e, raw),)*
                        $($s_wire => differences.perhaps($s_wire, &mut $s, raw),)*
                        _ => {
                            if extra.insert(key.into_owned(), $crate::Unread::from(raw)).is_some() {
                                differences.is_unknown_repeated = true;
                            }
                        }
                    }
                }
                $(if !matches!($a, Some(Some(_))) {
                    differences.absent($a_wire);
                })*
                let ($(Some(Some($a)),)*) = ($($a,)*) else {
                    return Err(differences);
                };
                if !differences.is_empty() {
                    return Err(differences);
                }
                Ok(Self {
                    $($a,)*
                    $($e: $e.flatten(),)*
                    $($s: $s.flatten(),)*
                    extra,
                })
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                use $crate::event::shape::NotShown;
                let mut shown = f.debug_struct(stringify!($name));
                $(shown.field(stringify!($a), &NotShown);)*
                $(if self.$e.is_some() {
                    shown.field(stringify!($e), &NotShown);
                })*
                $(if self.$s.is_some() {
                    shown.field(stringify!($s), &NotShown);
                })*
                shown.field("extra", &format_args!("{} fields", self.extra.len())).finish()
            }
        }
    };
}

pub(crate) use shape;
