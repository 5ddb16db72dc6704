//! The schema of events: required and optional fields, and their types.

use std::fmt;

use partna_types::tolerant::MismatchedField;
use serde_json::value::RawValue;

use super::fields::Fields;
use super::rules::Rules;
use super::unrecognized::Differences;
use super::value::{FieldValue, Reading, has_value, tolerate};

impl Differences {
    /// Returns the required fields that are missing, and the forbidden fields that are present.
    pub(crate) fn of(fields: &Fields<'_>, rules: &Rules) -> Self {
        let lacks = |name: &&&str| !fields.has_value(name);
        let has = |name: &&&str| fields.has(name);
        let mut missing: Vec<_> = rules.required.iter().filter(lacks).copied().collect();
        missing.extend(rules.missing_groups(fields).flatten());
        Self {
            missing,
            contradicting: rules.forbidden.iter().filter(has).copied().collect(),
            ..Self::default()
        }
    }
}

/// Parses the fields of one event.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) differences: Differences,
    pub(crate) mismatched: Vec<MismatchedField>,
    has_replaced_bytes: bool,
}

impl Reader {
    pub(crate) fn new(fields: &Fields<'_>) -> Self {
        Self {
            has_replaced_bytes: fields.has_replaced_bytes,
            ..Self::default()
        }
    }

    /// Parses a field. Returns `None` if the field is empty, or if its value has another type and cannot be converted.
    fn read<T: FieldValue>(&mut self, name: &'static str, raw: &RawValue) -> Option<T> {
        let json = raw.get();
        let reading = if self.has_replaced_bytes && json.contains(char::REPLACEMENT_CHARACTER) {
            // The tolerant decoder lists texts with bytes that are not UTF-8. So the replaced characters become such bytes again.
            let parts = json.split(char::REPLACEMENT_CHARACTER);
            let parts: Vec<&[u8]> = parts.map(str::as_bytes).collect();
            tolerate(name, &parts.join(&0xff))
        } else {
            T::read(name, raw)
        };
        match reading {
            Reading::Fits(value) => Some(value),
            Reading::Absent => None,
            Reading::Converted(value, mismatched) => {
                self.mismatched.push(mismatched);
                Some(value)
            }
            Reading::Mismatched(mismatched) => {
                self.mismatched.push(mismatched);
                None
            }
        }
    }

    /// Parses a required field.
    pub(crate) fn required<T: FieldValue>(
        &mut self,
        name: &'static str,
        slot: &mut Option<Option<T>>,
        raw: &RawValue,
    ) {
        let value = self.read(name, raw);
        if value.is_none() && has_value(raw) {
            self.differences.unreadable.push(name);
        }
        self.fill(name, slot, value);
    }

    /// Parses a field that may be empty.
    pub(crate) fn optional<T: FieldValue>(
        &mut self,
        name: &'static str,
        slot: &mut Option<Option<T>>,
        raw: &RawValue,
    ) {
        let value = self.read(name, raw);
        self.fill(name, slot, value);
    }

    fn fill<T>(&mut self, name: &'static str, slot: &mut Option<Option<T>>, value: Option<T>) {
        // JSON parsers differ in which of two fields with the same name they use.
        if slot.replace(value).is_some() {
            self.differences.repeated.push(name);
        }
    }

    pub(crate) fn check_missing(&mut self, name: &'static str) {
        if !self.differences.unreadable.contains(&name) {
            self.differences.missing.push(name);
        }
    }
}

/// The fields whose values `Debug` prints: reference, status, amounts and currencies. Other fields may identify a person or an
/// account.
const SHOWN: &[&str] = &[
    "transaction_reference",
    "status",
    "amount",
    "currency",
    "from_amount",
    "from_currency",
    "to_amount",
    "to_currency",
];

/// The text that `Debug` prints for a value.
pub(crate) struct Shown(Option<String>);

impl Shown {
    pub(crate) fn of<T: FieldValue>(field: &str, value: &T) -> Self {
        Self(if SHOWN.contains(&field) {
            value.debug_text()
        } else {
            None
        })
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_deref().unwrap_or("[not shown]"))
    }
}

/// Declares the fields of an event: `required` fields always have a value, `nullable` fields may be empty or missing and are
/// serialized as null, and `optional` fields are omitted if they have no value. All other fields are kept in `extra`.
macro_rules! payload {
    (
        $(#[$meta:meta])*
        $name:ident {
            required { $($(#[$a_meta:meta])* $a:ident: $a_type:ty = $a_wire:literal,)* }
            nullable { $($(#[$e_meta:meta])* $e:ident: $e_type:ty = $e_wire:literal,)* }
            optional { $($(#[$s_meta:meta])* $s:ident: $s_type:ty = $s_wire:literal,)* }
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, ::serde::Serialize)]
        #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
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
            /// The unknown fields, with their raw values.
            #[serde(flatten)]
            pub extra: ::std::collections::BTreeMap<String, $crate::RawJson>,
            #[serde(skip)]
            #[cfg_attr(feature = "schemars", schemars(skip))]
            pub(crate) mismatched: Vec<$crate::MismatchedField>,
        }

        impl $name {
            #[cfg(test)]
            pub(crate) const REQUIRED: &'static [&'static str] = &[$($a_wire,)*];

            #[cfg(test)]
            pub(crate) const WIRE: &'static [&'static str] = &[$($a_wire,)* $($e_wire,)* $($s_wire,)*];

            pub(crate) fn read(
                fields: $crate::event::fields::Fields<'_>,
            ) -> Result<Self, $crate::event::unrecognized::Differences> {
                let mut reader = $crate::event::schema::Reader::new(&fields);
                $(let mut $a: Option<Option<$a_type>> = None;)*
                $(let mut $e: Option<Option<$e_type>> = None;)*
                $(let mut $s: Option<Option<$s_type>> = None;)*
                let mut extra = ::std::collections::BTreeMap::new();
                for (key, raw) in fields.list {
                    match &*key {
                        $($a_wire => reader.required($a_wire, &mut $a, raw),)*
                        $($e_wire => reader.optional($e_wire, &mut $e, raw),)*
                        $($s_wire => reader.optional($s_wire, &mut $s, raw),)*
                        _ => {
                            if extra.insert(key.into_owned(), $crate::RawJson::from(raw)).is_some() {
                                reader.differences.is_unknown_repeated = true;
                            }
                        }
                    }
                }
                $(if !matches!($a, Some(Some(_))) {
                    reader.check_missing($a_wire);
                })*
                if !reader.differences.is_empty() {
                    return Err(reader.differences);
                }
                Ok(Self {
                    $($a: match $a.flatten() {
                        Some(value) => value,
                        None => return Err(reader.differences),
                    },)*
                    $($e: $e.flatten(),)*
                    $($s: $s.flatten(),)*
                    extra,
                    mismatched: reader.mismatched,
                })
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                use $crate::event::schema::Shown;
                let mut shown = f.debug_struct(stringify!($name));
                $(shown.field(stringify!($a), &Shown::of(stringify!($a), &self.$a));)*
                $(if let Some(value) = &self.$e {
                    shown.field(stringify!($e), &Shown::of(stringify!($e), value));
                })*
                $(if let Some(value) = &self.$s {
                    shown.field(stringify!($s), &Shown::of(stringify!($s), value));
                })*
                if !self.mismatched.is_empty() {
                    shown.field("mismatched", &format_args!("{} fields", self.mismatched.len()));
                }
                shown.field("extra", &format_args!("{} fields", self.extra.len())).finish()
            }
        }
    };
}

pub(crate) use payload;
