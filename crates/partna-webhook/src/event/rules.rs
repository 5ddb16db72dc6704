//! Which event `data` is, by the fields that are signed.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::fields::Fields;
use crate::envelope::Text;

/// The kinds of event that have a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
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
pub(crate) const NAMES: [(&str, Kind); 10] = [
    ("Deposit", Kind::Deposit),
    ("Convert", Kind::Convert),
    ("Transfer", Kind::Transfer),
    ("Withdrawal", Kind::Withdrawal),
    ("Onramp", Kind::Onramp),
    ("On Ramp", Kind::Onramp),
    ("Offramp", Kind::Offramp),
    ("Off Ramp", Kind::Offramp),
    ("verification.success", Kind::VerificationSuccess),
    ("verification.failed", Kind::VerificationFailed),
];

/// What the fields of `data` must be for an event to be of a kind, and which of them identify the event.
///
/// A field is needed only if the event means nothing without its value:
///
/// - the reference of a payment that has one: without it, nothing says which payment the event is about;
/// - the status, where a kind has one: how far the payment is, is what the event reports;
/// - amount and currency of a deposit, a conversion, a transfer and a withdrawal: they are fixed from the start, and they are
///   what is booked. Those of a ramp are not needed: its rate may not be fixed yet, and its reference leads to the rest;
/// - the account of a deposit, which has no reference to look up.
///
/// A verification needs no value: an account may have no e-mail address, and the vendor shows no sample of the current API.
///
/// All other fields may be missing, empty, or of a type that cannot be read. The marks keep the kinds apart, because a name
/// proves nothing: names of fields are signed, so a mark counts even without a value.
///
/// No `data` fits two kinds: of any two, one needs a field that the other never has, or has a group of marks that the other never
/// has. The direction of a ramp is the exception; its currencies and networks show it.
pub(crate) struct Rules {
    /// Fields that have a value.
    pub(crate) needs: &'static [&'static str],
    /// Groups of fields. Of each group at least one is there, even if it is empty or null.
    pub(crate) marks: &'static [&'static [&'static str]],
    /// Fields that are not there, not even empty or null.
    pub(crate) never: &'static [&'static str],
    /// Fields of which at least one must have a value, or nothing distinguishes the event from another one.
    pub(crate) identified_by: &'static [&'static str],
}

impl Rules {
    /// The groups of marks of which none is there.
    pub(crate) fn missing_marks(
        &self,
        fields: &Fields<'_>,
    ) -> impl Iterator<Item = &'static [&'static str]> {
        let marks = self.marks.iter().copied();
        marks.filter(|group| !group.iter().any(|name| fields.has(name)))
    }
}

/// What the event of an unknown shape may be identified by: the fields that clients have been seen to use.
const IDENTIFIERS: [&str; 5] = [
    "transactionReference",
    "rampReference",
    "reference",
    "sessionId",
    "id",
];

/// Texts that stand for no value. Compared without regard to case.
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
/// Letters that show nothing.
const FILLERS: [char; 4] = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'];

impl Kind {
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

    /// The table. Sources: the samples of the vendor's guide, and its published delivery.
    pub(crate) fn rules(self) -> Rules {
        match self {
            Self::Deposit => Rules {
                needs: &["amount", "currency", "toAccount", "status"],
                marks: &[],
                never: &[
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
                needs: &[
                    "transactionReference",
                    "fromAmount",
                    "toAmount",
                    "fromCurrency",
                    "toCurrency",
                ],
                marks: &[],
                never: &[
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
                needs: &["transactionReference", "amount", "currency", "status"],
                marks: &[&["toAccount", "toUser"]],
                never: &[
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
                needs: &["transactionReference", "amount", "currency", "status"],
                marks: &[&["fromAccount", "fromUser"]],
                never: &[
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
                needs: &["transactionReference", "status"],
                marks: &[&["fromAmount", "toAmount", "fromCurrency", "toCurrency"]],
                never: &[
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
                needs: &[],
                marks: &[&["email"]],
                never: &[
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
                needs: &[],
                marks: &[&["email"], &["reason"]],
                never: &[
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

    /// Returns the kind whose rules the fields fit, without regard to the delivered name. The kind of a ramp does
    /// not include its direction.
    pub(crate) fn of_fields(fields: &Fields<'_>) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| {
            let rules = kind.rules();
            let mut needs = rules.needs.iter();
            let mut never = rules.never.iter();
            needs.all(|name| fields.has_value(name))
                && rules.missing_marks(fields).next().is_none()
                && !never.any(|name| fields.has(name))
        })
    }
}

/// Whether the fields tell an event of this kind, or of a kind that is not known, from any other event.
pub(crate) fn is_identified(kind: Option<Kind>, fields: &Fields<'_>) -> bool {
    let identified_by = kind.map_or(&IDENTIFIERS[..], |kind| kind.rules().identified_by);
    fields
        .list
        .iter()
        .any(|(name, raw)| identified_by.contains(&&**name) && is_identifier(raw))
}

/// Whether a value can identify something: a number or a text, and neither blank, nor zeros, nor a placeholder.
fn is_identifier(raw: &RawValue) -> bool {
    let text = match raw.get().as_bytes().first() {
        Some(b'"') => match serde_json::from_str::<Text<'_>>(raw.get()) {
            Ok(text) => text.0,
            Err(_) => return false,
        },
        Some(b'-' | b'0'..=b'9') => Cow::Borrowed(raw.get()),
        _ => return false,
    };
    let tells = |c: char| match c {
        '0' => false,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        // Digits of other scripts may be zeros.
        c => c.is_alphabetic() && !FILLERS.contains(&c),
    };
    let is_placeholder = |word: &str| {
        let mut all = PLACEHOLDERS.iter();
        all.any(|placeholder| placeholder.eq_ignore_ascii_case(word))
    };
    text.chars().any(tells) && !text.split_whitespace().all(is_placeholder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Convert, Deposit, Ramp, Transfer, Verification, Withdrawal};

    fn is_ramp(kind: Kind) -> bool {
        matches!(kind, Kind::Onramp | Kind::Offramp)
    }

    #[test]
    fn no_data_fits_two_kinds() {
        for one in Kind::ALL {
            for other in Kind::ALL {
                if one == other || (is_ramp(one) && is_ramp(other)) {
                    continue;
                }
                let contradicts = |one: Kind, other: Kind| {
                    let (one, never) = (one.rules(), other.rules().never);
                    let is_never = |name: &&str| never.contains(name);
                    let mut marks = one.marks.iter();
                    one.needs.iter().any(is_never) || marks.any(|group| group.iter().all(is_never))
                };
                assert!(
                    contradicts(one, other) || contradicts(other, one),
                    "{one:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn rules_need_what_the_types_need_and_forbid_nothing_they_have() {
        for kind in Kind::ALL {
            let (needs, wire) = match kind {
                Kind::Deposit => (Deposit::NEEDS, Deposit::WIRE),
                Kind::Convert => (Convert::NEEDS, Convert::WIRE),
                Kind::Transfer => (Transfer::NEEDS, Transfer::WIRE),
                Kind::Withdrawal => (Withdrawal::NEEDS, Withdrawal::WIRE),
                Kind::Onramp | Kind::Offramp => (Ramp::NEEDS, Ramp::WIRE),
                Kind::VerificationSuccess | Kind::VerificationFailed => {
                    (Verification::NEEDS, Verification::WIRE)
                }
            };
            let rules = kind.rules();
            let (mut types, mut rule) = (needs.to_vec(), rules.needs.to_vec());
            types.sort_unstable();
            rule.sort_unstable();
            assert_eq!(types, rule, "{kind:?}");
            let marks = rules.marks.concat();
            assert!(rules.marks.iter().all(|group| !group.is_empty()));
            let all = [rules.needs, &marks, rules.identified_by].concat();
            for name in &all {
                assert!(wire.contains(name), "{kind:?} {name}");
                assert!(!rules.never.contains(name), "{kind:?} {name}");
            }
            for name in rules.never {
                let is_reason = kind == Kind::VerificationSuccess && *name == "reason";
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
