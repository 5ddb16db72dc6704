//! Why our document may differ from the vendor's, and which facts each reason may be used for.

use std::fmt;

use openapi_facts::facts::{self, Facts};
use serde::Deserialize;

mod index;
mod lifted;

pub use index::Compared;

/// Whose fact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The vendor states it and we do not.
    Vendor,
    /// We state it and the vendor does not.
    Ours,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Side::Vendor => "vendor",
            Side::Ours => "ours",
        })
    }
}

/// The kinds of difference there may be. Each is checked against the facts that it is used for.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// An object with a fixed key for every currency, country, network or pair becomes a map.
    MapKeys,
    /// The same, for fields that are whole numbers besides.
    MapKeysWholeNumber,
    /// A `number` that only ever holds whole numbers becomes an `integer`.
    WholeNumber,
    /// A query parameter declared `string` that takes a whole number.
    QueryInteger,
    /// A required mark that the API does not insist on.
    RequiredLifted,
    /// A property that exists in the vendor's document by mistake.
    LeakedProperty,
    /// A field that answers have and the vendor's document lacks.
    UndeclaredField,
    /// A field whose type is not what is declared: it is kept, untyped, among the unknown fields.
    KeptAsExtra,
    /// Unknown fields are kept.
    ExtensionMap,
    /// An operation without any documented success gets one.
    MissingSuccess,
    /// Every operation has one error type, for the documented statuses and for all others.
    UnifiedError,
    /// Null is read as absent, and absent is written.
    NullAsAbsent,
    /// Values of an answer are open, and only listed.
    OpenAnswer,
    /// A value without a name in Rust, such as an empty text; open enums take it.
    UnnamedValue,
    /// An address as our clients can use it: https, without a last slash, for all operations.
    ServerForm,
    /// A parameter of another type, which travels as text.
    QueryText,
    /// A header, a cookie or a parameter without a Rust name of its own: callers cannot set it.
    NoParameter,
    /// A body that a method without one would drop on the way.
    DroppedBody,
    /// Bodies are JSON.
    JsonOnly,
    /// One success stands for all.
    OneSuccess,
    /// A success without a documented body may answer any object.
    EmptySuccess,
    /// An object of which nothing is said may hold anything.
    OpenObject,
    /// What has no single type stays JSON.
    Untyped,
    /// A field without a Rust name of its own.
    Nameless,
    /// Errors of another shape, which are read for their message.
    ErrorShape,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::MapKeys => "map-keys",
            Reason::MapKeysWholeNumber => "map-keys-whole-number",
            Reason::WholeNumber => "whole-number",
            Reason::QueryInteger => "query-integer",
            Reason::RequiredLifted => "required-lifted",
            Reason::LeakedProperty => "leaked-property",
            Reason::UndeclaredField => "undeclared-field",
            Reason::KeptAsExtra => "kept-as-extra",
            Reason::ExtensionMap => "extension-map",
            Reason::MissingSuccess => "missing-success",
            Reason::UnifiedError => "unified-error",
            Reason::NullAsAbsent => "null-as-absent",
            Reason::OpenAnswer => "open-answer",
            Reason::UnnamedValue => "unnamed-value",
            Reason::ServerForm => "server-form",
            Reason::QueryText => "query-text",
            Reason::NoParameter => "no-parameter",
            Reason::DroppedBody => "dropped-body",
            Reason::JsonOnly => "json-only",
            Reason::OneSuccess => "one-success",
            Reason::EmptySuccess => "empty-success",
            Reason::OpenObject => "open-object",
            Reason::Untyped => "untyped",
            Reason::Nameless => "nameless",
            Reason::ErrorShape => "error-shape",
        })
    }
}

impl Reason {
    /// Whether a difference is of the kind that this reason names.
    pub fn fits(self, side: Side, fact: &str, compared: &Compared<'_>) -> bool {
        let (subject, statement) = facts::split(fact);
        let other = compared.other(side);
        let says = |facts: &Facts, subject: &str, statement: &str| {
            facts.contains(&format!("{subject} {statement}"))
        };
        // Whether the other side says `statement` of the same place, with the keys of maps as they are there.
        let across_maps = |statement: &str| match side {
            Side::Vendor => other.states_in_general(subject, statement),
            Side::Ours => other.states_in_particular(subject, statement),
        };
        let (index, other) = (other, other.facts);
        match (self, side) {
            (Reason::MapKeys, _) => across_maps(statement),
            (Reason::MapKeysWholeNumber, Side::Vendor) => {
                statement == "number" && across_maps("integer")
            }
            (Reason::MapKeysWholeNumber, Side::Ours) => {
                statement == "integer" && across_maps("number")
            }
            (Reason::WholeNumber, Side::Vendor) => {
                statement == "number" && says(other, subject, "integer")
            }
            (Reason::WholeNumber, Side::Ours) => {
                statement == "integer" && says(other, subject, "number")
            }
            (Reason::QueryInteger, _) if !subject.contains(" query:") => false,
            (Reason::QueryInteger, Side::Vendor) => {
                statement == "string" && says(other, subject, "integer")
            }
            (Reason::QueryInteger, Side::Ours) => {
                statement == "integer" && says(other, subject, "string")
            }
            (Reason::RequiredLifted, Side::Vendor) => subject
                .strip_suffix('!')
                .is_some_and(|bare| says(other, bare, statement)),
            (Reason::RequiredLifted, Side::Ours) => says(other, &format!("{subject}!"), statement),
            (Reason::LeakedProperty, Side::Vendor) => {
                let (parent, name) = subject.rsplit_once('.').unwrap_or_default();
                let name = name.trim_end_matches('!');
                !name.is_empty()
                    && !name.contains(char::is_alphanumeric)
                    && !index.states(&format!("{parent}.{name}"))
            }
            (Reason::UndeclaredField, Side::Ours) => {
                let is_answer = subject.contains(" -> 2");
                let is_plain = subject.contains('.') && !subject.contains('*');
                is_answer && is_plain && !index.states(subject)
            }
            (Reason::KeptAsExtra, Side::Vendor) => {
                // Numbers are money more often than not, and what is kept as extra is no longer exact.
                statement != "number"
                    && subject
                        .rsplit_once('.')
                        .is_some_and(|(parent, _)| compared.ours.holds_anything(parent))
            }
            (Reason::ExtensionMap, Side::Ours) => {
                subject.contains(" -> 2") && subject.ends_with(".*") && statement == "any"
            }
            (Reason::MissingSuccess, Side::Ours) => {
                let operation = facts::operation(fact).unwrap_or_default();
                let success = format!("{operation} -> 2");
                fact.starts_with(&success) && !compared.vendor.has(&success)
            }
            (Reason::UnifiedError, _) => {
                let answer = fact.split_once(" -> ").map_or("", |(_, answer)| answer);
                let (status, place) = answer.split_at_checked(3).unwrap_or_default();
                let range = side == Side::Ours && (status == "4XX" || status == "5XX");
                let data = place.strip_prefix(".data");
                let in_data = data.is_some_and(|rest| rest.starts_with([' ', '.', '[']));
                range || (status.starts_with(['4', '5']) && in_data)
            }
            _ => self.fits_lifted(side, fact, compared),
        }
    }
}

/// Whether `general` is `special` with one or more of its keys replaced by `*`, or the same.
pub(crate) fn image(special: &str, general: &str) -> bool {
    let (mut special, mut general) = (special.split('.'), general.split('.'));
    loop {
        match (special.next(), general.next()) {
            (None, None) => return true,
            (Some(key), Some(star)) => {
                let items = key
                    .find("[]")
                    .map_or("", |at| key.get(at..).unwrap_or_default());
                if key != star && star.strip_prefix('*') != Some(items) {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(lines: &[&str]) -> Facts {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn reasons_do_not_stretch() {
        let fits = |reason: Reason, side, fact: &str, vendor: &[&str], ours: &[&str]| {
            let (vendor, ours) = (facts(vendor), facts(ours));
            reason.fits(side, fact, &Compared::of(&vendor, &ours))
        };
        let holder = ["GET /a -> 200.x.* any"];
        assert!(fits(
            Reason::KeptAsExtra,
            Side::Vendor,
            "GET /a -> 200.x.meta string",
            &[],
            &holder
        ));
        assert!(!fits(
            Reason::KeptAsExtra,
            Side::Vendor,
            "GET /a -> 200.x.toAmount number",
            &[],
            &holder
        ));
        assert!(!fits(
            Reason::ExtensionMap,
            Side::Ours,
            "POST /a body.* any",
            &[],
            &[]
        ));
        assert!(fits(
            Reason::UnifiedError,
            Side::Ours,
            "GET /a -> 400.data any",
            &[],
            &[]
        ));
        assert!(!fits(
            Reason::UnifiedError,
            Side::Ours,
            "GET /a -> 400.database any",
            &[],
            &[]
        ));
        assert!(!fits(
            Reason::UnifiedError,
            Side::Vendor,
            "GET /a -> 4XX.message string",
            &[],
            &[]
        ));
        assert!(!fits(
            Reason::UndeclaredField,
            Side::Ours,
            "GET /a body.x string",
            &[],
            &[]
        ));
    }

    #[test]
    fn keys_of_a_map_stand_for_one_another() {
        assert!(image("x.NG.y", "x.*.y"));
        assert!(image("x.NG[].y", "x.*[].y"));
        assert!(!image("x.NG.y", "x.*.z"));
        assert!(!image("x.NG.y.z", "x.*.z"));
    }
}
