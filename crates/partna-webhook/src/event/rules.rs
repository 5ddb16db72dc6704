//! Determines the kind of an event by the signed fields.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::fields::Fields;
use crate::envelope::Text;

/// The kinds of typed events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EventKind {
    Deposit,
    Convert,
    Transfer,
    Withdrawal,
    Onramp,
    Offramp,
    VerificationSuccess,
    VerificationFailed,
}

/// The names of the kinds, current names first. Source: the vendor's guide, before and after 2025-09.
pub(crate) const NAMES: [(&str, EventKind); 10] = [
    ("Deposit", EventKind::Deposit),
    ("Convert", EventKind::Convert),
    ("Transfer", EventKind::Transfer),
    ("Withdrawal", EventKind::Withdrawal),
    ("Onramp", EventKind::Onramp),
    ("On Ramp", EventKind::Onramp),
    ("Offramp", EventKind::Offramp),
    ("Off Ramp", EventKind::Offramp),
    ("verification.success", EventKind::VerificationSuccess),
    ("verification.failed", EventKind::VerificationFailed),
];

/// The rules for the fields of `data` of one kind of event, and the fields that identify the event.
///
/// A field is required only if the event has no meaning without its value:
///
/// - the reference, for kinds that have one: it identifies the payment;
/// - the status, for kinds that have one: the event reports it;
/// - amount and currency of a deposit, a conversion, a transfer and a withdrawal: they are fixed from the start, and are booked.
///   For a ramp they are not required, because its rate may not be fixed yet, and they can be looked up by its reference;
/// - the account of a deposit, which has no reference to look up.
///
/// A verification has no required value: an account may have no e-mail address, and the vendor has no sample for the current API.
///
/// All other fields may be missing, empty, or of another type. The groups in `any_of` distinguish the kinds, because the name of
/// an event is not signed. The names of fields are signed, so a field of a group is sufficient even if it has no value.
///
/// No `data` matches two kinds: for any two kinds, one kind forbids a field, or all fields of a group, that the other kind
/// requires. Onramps and offramps are the exception: their rules are equal, and currencies and networks determine the direction.
pub(crate) struct Rules {
    /// Fields that must have a value.
    pub(crate) required: &'static [&'static str],
    /// Groups of fields. At least one field of each group must be present, even if it is empty or null.
    pub(crate) any_of: &'static [&'static [&'static str]],
    /// Fields that must not be present, not even empty or null.
    pub(crate) forbidden: &'static [&'static str],
    /// Fields that identify the event. If none of these fields has a value, a repeated delivery cannot be distinguished from
    /// another event.
    pub(crate) identified_by: &'static [&'static str],
}

impl Rules {
    /// Returns the groups of which no field is present.
    pub(crate) fn missing_groups(
        &self,
        fields: &Fields<'_>,
    ) -> impl Iterator<Item = &'static [&'static str]> {
        let marks = self.any_of.iter().copied();
        marks.filter(|group| !group.iter().any(|name| fields.has(name)))
    }
}

/// The fields that may identify an event of unknown kind. Published clients use these fields.
const IDENTIFIERS: [&str; 5] = [
    "transactionReference",
    "rampReference",
    "reference",
    "sessionId",
    "id",
];

/// Placeholders for a missing value. Case is ignored.
const PLACEHOLDERS: [&str; 13] = [
    "null",
    "undefined",
    "none",
    "nil",
    "nan",
    "n/a",
    "unknown",
    "true",
    "false",
    "empty",
    "string",
    "[object",
    "object]",
];
/// Invisible letters.
const FILLERS: [char; 4] = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'];

impl EventKind {
    pub(crate) const ALL: [Self; 8] = [
        Self::Deposit,
        Self::Convert,
        Self::Transfer,
        Self::Withdrawal,
        Self::Onramp,
        Self::Offramp,
        Self::VerificationSuccess,
        Self::VerificationFailed,
    ];

    pub(crate) fn of_name(text: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(text))
            .map(|(_, kind)| *kind)
    }

    pub(crate) fn as_str(self) -> &'static str {
        NAMES
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(text, _)| text)
    }

    /// Returns the rules of the kind. Sources: the samples of the vendor's guide, and its published delivery.
    pub(crate) fn rules(self) -> Rules {
        match self {
            Self::Deposit => Rules {
                required: &["amount", "currency", "toAccount", "status"],
                any_of: &[],
                forbidden: &[
                    "transactionReference",
                    "fromUser",
                    "fromAccount",
                    "fromAmount",
                    "toAmount",
                    "fromCurrency",
                    "toCurrency",
                    "toAddress",
                    "email",
                ],
                identified_by: &["sessionId"],
            },
            Self::Convert => Rules {
                required: &[
                    "transactionReference",
                    "fromAmount",
                    "toAmount",
                    "fromCurrency",
                    "toCurrency",
                ],
                any_of: &[],
                forbidden: &[
                    "status",
                    "amount",
                    "currency",
                    "fromAccount",
                    "toAddress",
                    "sessionId",
                    "fromNetwork",
                    "toNetwork",
                    "email",
                ],
                identified_by: &["transactionReference"],
            },
            Self::Transfer => Rules {
                required: &["transactionReference", "amount", "currency", "status"],
                any_of: &[&["toAccount", "toUser"]],
                forbidden: &[
                    "fromAmount",
                    "toAmount",
                    "fromCurrency",
                    "toCurrency",
                    "toAddress",
                    "network",
                    "email",
                ],
                identified_by: &["transactionReference"],
            },
            Self::Withdrawal => Rules {
                required: &["transactionReference", "amount", "currency", "status"],
                any_of: &[&["fromAccount", "fromUser"]],
                forbidden: &[
                    "toUser",
                    "toAccount",
                    "fromAmount",
                    "toAmount",
                    "fromCurrency",
                    "toCurrency",
                    "sessionId",
                    "email",
                ],
                identified_by: &["transactionReference"],
            },
            Self::Onramp | Self::Offramp => Rules {
                required: &["transactionReference", "status"],
                any_of: &[&["fromAmount", "toAmount", "fromCurrency", "toCurrency"]],
                forbidden: &[
                    "amount",
                    "currency",
                    "fromUser",
                    "fromAccount",
                    "toAddress",
                    "network",
                    "email",
                ],
                identified_by: &["transactionReference"],
            },
            Self::VerificationSuccess => Rules {
                required: &[],
                any_of: &[&["email"]],
                forbidden: &[
                    "reason",
                    "amount",
                    "currency",
                    "fromAmount",
                    "toAmount",
                    "fromCurrency",
                    "toCurrency",
                    "transactionReference",
                ],
                identified_by: &["id"],
            },
            Self::VerificationFailed => Rules {
                required: &[],
                any_of: &[&["email"], &["reason"]],
                forbidden: &[
                    "amount",
                    "currency",
                    "fromAmount",
                    "toAmount",
                    "fromCurrency",
                    "toCurrency",
                    "transactionReference",
                ],
                identified_by: &["id"],
            },
        }
    }

    /// Returns the kind whose rules the fields match, regardless of the delivered name. For ramps of both directions, this is
    /// `Onramp`.
    pub(crate) fn of_fields(fields: &Fields<'_>) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| {
            let rules = kind.rules();
            let mut required = rules.required.iter();
            let mut forbidden = rules.forbidden.iter();
            required.all(|name| fields.has_value(name))
                && rules.missing_groups(fields).next().is_none()
                && !forbidden.any(|name| fields.has(name))
        })
    }
}

/// Returns whether the fields identify an event of this kind, or of an unknown kind.
pub(crate) fn is_identified(kind: Option<EventKind>, fields: &Fields<'_>) -> bool {
    let identified_by = kind.map_or(&IDENTIFIERS[..], |kind| kind.rules().identified_by);
    fields
        .list
        .iter()
        .any(|(name, raw)| identified_by.contains(&&**name) && is_identifier(raw))
}

/// Returns whether a value can be an identifier: a number or a text that is not blank, not only zeros and not a placeholder.
fn is_identifier(raw: &RawValue) -> bool {
    let text = match raw.get().as_bytes().first() {
        Some(b'"') => match serde_json::from_str::<Text<'_>>(raw.get()) {
            Ok(text) => text.0,
            Err(_) => return false,
        },
        Some(b'-' | b'0'..=b'9') => Cow::Borrowed(raw.get()),
        _ => return false,
    };
    let is_significant = |c: char| match c {
        '0' => false,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        // Digits of other scripts may be zeros.
        c => c.is_alphabetic() && !FILLERS.contains(&c),
    };
    let is_placeholder = |word: &str| {
        let mut all = PLACEHOLDERS.iter();
        all.any(|placeholder| placeholder.eq_ignore_ascii_case(word))
    };
    text.chars().any(is_significant) && !text.split_whitespace().all(is_placeholder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Convert, Deposit, KycVerification, Ramp, Transfer, Withdrawal};

    fn is_ramp(kind: EventKind) -> bool {
        matches!(kind, EventKind::Onramp | EventKind::Offramp)
    }

    #[test]
    fn no_data_fits_two_kinds() {
        for one in EventKind::ALL {
            for other in EventKind::ALL {
                if one == other || (is_ramp(one) && is_ramp(other)) {
                    continue;
                }
                let contradicts = |one: EventKind, other: EventKind| {
                    let (one, never) = (one.rules(), other.rules().forbidden);
                    let is_never = |name: &&str| never.contains(name);
                    let mut marks = one.any_of.iter();
                    one.required.iter().any(is_never)
                        || marks.any(|group| group.iter().all(is_never))
                };
                assert!(
                    contradicts(one, other) || contradicts(other, one),
                    "{one:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn rules_match_fields_of_the_types() {
        for kind in EventKind::ALL {
            let (needs, wire) = match kind {
                EventKind::Deposit => (Deposit::REQUIRED, Deposit::WIRE),
                EventKind::Convert => (Convert::REQUIRED, Convert::WIRE),
                EventKind::Transfer => (Transfer::REQUIRED, Transfer::WIRE),
                EventKind::Withdrawal => (Withdrawal::REQUIRED, Withdrawal::WIRE),
                EventKind::Onramp | EventKind::Offramp => (Ramp::REQUIRED, Ramp::WIRE),
                EventKind::VerificationSuccess | EventKind::VerificationFailed => {
                    (KycVerification::REQUIRED, KycVerification::WIRE)
                }
            };
            let rules = kind.rules();
            let (mut types, mut rule) = (needs.to_vec(), rules.required.to_vec());
            types.sort_unstable();
            rule.sort_unstable();
            assert_eq!(types, rule, "{kind:?}");
            let marks = rules.any_of.concat();
            assert!(rules.any_of.iter().all(|group| !group.is_empty()));
            let all = [rules.required, &marks, rules.identified_by].concat();
            for name in &all {
                assert!(wire.contains(name), "{kind:?} {name}");
                assert!(!rules.forbidden.contains(name), "{kind:?} {name}");
            }
            for name in rules.forbidden {
                let is_reason = kind == EventKind::VerificationSuccess && *name == "reason";
                assert!(is_reason || !wire.contains(name), "{kind:?} {name}");
            }
        }
    }

    #[test]
    fn blank_zero_and_placeholder_values_identify_nothing() {
        for (json, expected) in [
            (r#""0f3c""#, true),
            (r#"" é ""#, true),
            (r#""\u0061""#, true),
            ("17", true),
            (r#""""#, false),
            (r#""  ""#, false),
            (r#""\t\n\u00a0""#, false),
            (r#""\u200b\ufeff""#, false),
            (r#""-""#, false),
            (r#""0000-00""#, false),
            (r#""Undefined""#, false),
            (r#"" NULL ""#, false),
            (r#""undefined Undefined""#, false),
            (r#""[object Object]""#, false),
            (r#""unknown""#, false),
            (r#""\u3164""#, false),
            (r#""\uff10\uff10""#, false),
            ("0", false),
            ("null", false),
            ("true", false),
            (r#"{"a":"b"}"#, false),
            (r#"["b"]"#, false),
        ] {
            let raw: &RawValue = serde_json::from_str(json).unwrap();
            assert_eq!(is_identifier(raw), expected, "{json}");
        }
    }
}
