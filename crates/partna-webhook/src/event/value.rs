//! Parses the values of fields.

use std::collections::BTreeMap;

use partna_types::rust_decimal::prelude::ToPrimitive as _;
use partna_types::tolerant::{self, MismatchedField};
use partna_types::{Amount, Currency, Network, Reference, UnixSeconds, WithdrawalNetwork};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use time::OffsetDateTime;
use time::format_description::well_known::{Iso8601, Rfc3339};

use crate::Status;
use crate::envelope::{Text, plain};

/// A time is treated as milliseconds from this number on. In seconds, the number is a time in the year 5138; in milliseconds, it
/// is a time in March 1973.
const FIRST_MILLIS: u64 = 100_000_000_000;

/// The result of parsing a value.
#[derive(Debug, PartialEq)]
pub(crate) enum Reading<T> {
    /// The value has the type of the field.
    Fits(T),
    /// The value has another type, and was converted.
    Converted(T, MismatchedField),
    /// The value is null, or an empty text in a text field. The API's servers write both for an absent value.
    Absent,
    /// The value has another type, and cannot be converted. This includes an empty text, list or object in a field of another
    /// type.
    Mismatched(MismatchedField),
}

/// A type of a field.
pub(crate) trait FieldValue: DeserializeOwned {
    /// Whether an empty text is an absent value.
    const IS_TEXT: bool = false;

    /// Returns the text that `Debug` of an event prints for the value, if the field is one of the printed ones. `None` for a
    /// value that may contain other data.
    fn debug_text(&self) -> Option<String> {
        None
    }

    /// Parses the content of a JSON string.
    fn of_text(text: &str) -> Option<Self>;

    /// Parses the text of a JSON number.
    fn of_number(text: &str) -> Option<Self>;

    /// Parses a JSON value: first strictly, then with conversions.
    fn read(name: &str, raw: &RawValue) -> Reading<Self> {
        let value = match (plain(raw), raw.get().as_bytes().first()) {
            (Some(""), _) if Self::IS_TEXT => return Reading::Absent,
            (Some(text), _) => Self::of_text(text),
            (None, Some(b'"')) => serde_json::from_str::<Text<'_>>(raw.get())
                .ok()
                .and_then(|text| Self::of_text(&text.0)),
            (None, Some(b'n')) => return Reading::Absent,
            (None, Some(b'-' | b'0'..=b'9')) => Self::of_number(raw.get()),
            _ => None,
        };
        match value {
            Some(value) => Reading::Fits(value),
            None => Self::convert(name, raw),
        }
    }

    /// Converts a value that does not have the type of the field, or returns it as mismatched.
    fn convert(name: &str, raw: &RawValue) -> Reading<Self> {
        tolerate(name, raw.get().as_bytes())
    }
}

/// Parses a value by the rules of [`tolerant`], which apply to all JSON of the API.
pub(crate) fn tolerate<T: DeserializeOwned>(name: &str, json: &[u8]) -> Reading<T> {
    let object = [b"{\"", name.as_bytes(), b"\":", json, b"}"].concat();
    let read = tolerant::from_slice::<BTreeMap<String, T>>(&object).ok();
    let (value, mismatched) = match read.map(tolerant::Tolerant::into_parts) {
        Some((mut values, mut mismatched)) => (values.remove(name), mismatched.pop()),
        None => (None, None),
    };
    match (value, mismatched) {
        (Some(value), Some(mismatched)) => Reading::Converted(value, mismatched),
        (Some(value), None) => Reading::Fits(value),
        (None, Some(mismatched)) => Reading::Mismatched(mismatched),
        (None, None) => {
            let json = String::from_utf8_lossy(json);
            Reading::Mismatched(MismatchedField::new(name, "another value", &json, false))
        }
    }
}

/// Returns whether a value is not empty. Null, and empty texts, lists and objects are empty.
pub(crate) fn has_value(raw: &RawValue) -> bool {
    match raw.get() {
        "null" | "\"\"" => false,
        json if json.starts_with(['[', '{']) => !is_empty_container(json),
        _ => true,
    }
}

fn is_empty_container(json: &str) -> bool {
    json.get(1..json.len().saturating_sub(1))
        .is_some_and(|inside| inside.trim().is_empty())
}

/// A type whose wire form is text, and which accepts any text.
trait WireText: DeserializeOwned + for<'a> From<&'a str> {
    /// See [`FieldValue::debug_text`].
    fn debug_text(&self) -> Option<String> {
        None
    }
}

impl WireText for Currency {
    fn debug_text(&self) -> Option<String> {
        is_currency_code(self.as_str()).then(|| self.as_str().to_owned())
    }
}

impl WireText for Network {}

impl WireText for Status {
    fn debug_text(&self) -> Option<String> {
        Some(format!("{self:?}"))
    }
}

/// The reference is the only printed field of this type.
impl WireText for String {
    fn debug_text(&self) -> Option<String> {
        self.parse::<Reference>().ok().map(|it| it.to_string())
    }
}

impl WireText for WithdrawalNetwork {}

/// Returns whether a text, which may be an unknown currency, has the form of a currency code.
fn is_currency_code(text: &str) -> bool {
    let is_code = |byte: u8| byte.is_ascii_alphanumeric();
    (2..=8).contains(&text.len())
        && text.bytes().all(is_code)
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
}

impl<T: WireText> FieldValue for T {
    const IS_TEXT: bool = true;

    fn debug_text(&self) -> Option<String> {
        WireText::debug_text(self)
    }

    fn of_text(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }

    fn of_number(_: &str) -> Option<Self> {
        None
    }
}

impl FieldValue for Amount {
    fn debug_text(&self) -> Option<String> {
        Some(self.to_string())
    }

    fn of_text(_: &str) -> Option<Self> {
        None
    }

    fn of_number(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// Times are Unix seconds in all observed deliveries.
impl FieldValue for UnixSeconds {
    fn of_text(_: &str) -> Option<Self> {
        None
    }

    fn of_number(text: &str) -> Option<Self> {
        parse_whole(text)
            .filter(|count| count.unsigned_abs() < FIRST_MILLIS)
            .map(Self::from)
    }

    fn convert(name: &str, raw: &RawValue) -> Reading<Self> {
        let json = raw.get();
        let time = match json.as_bytes().first() {
            Some(b'-' | b'0'..=b'9') => parse_whole(json).map(to_seconds),
            Some(b'"') => serde_json::from_str::<Text<'_>>(json)
                .ok()
                .and_then(|text| time_of_text(&text.0)),
            _ => None,
        };
        match time {
            Some(time) => {
                let expected = "a time in Unix seconds";
                let mismatched = MismatchedField::new(name, expected, json, true);
                Reading::Converted(Self::from(time), mismatched)
            }
            None => tolerate(name, json.as_bytes()),
        }
    }
}

fn time_of_text(text: &str) -> Option<i64> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits(text.strip_prefix('-').unwrap_or(text)) {
        return parse_whole(text).map(to_seconds);
    }
    // A text without a time zone is ambiguous, so it is not converted.
    let time = OffsetDateTime::parse(text, &Rfc3339)
        .or_else(|_| OffsetDateTime::parse(text, &Iso8601::PARSING));
    time.ok().map(OffsetDateTime::unix_timestamp)
}

fn to_seconds(count: i64) -> i64 {
    if count.unsigned_abs() < FIRST_MILLIS {
        count
    } else {
        count.div_euclid(1000)
    }
}

fn parse_whole(text: &str) -> Option<i64> {
    let value = text.parse::<Amount>().ok()?.decimal();
    value.fract().is_zero().then(|| value.to_i64()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The result of parsing, without the listed field.
    #[derive(Debug, PartialEq)]
    enum Outcome<T> {
        Fits(T),
        Converted(T),
        Absent,
        Skipped,
    }

    fn read<T: FieldValue>(json: &str) -> Outcome<T> {
        let raw: &RawValue = serde_json::from_str(json).unwrap();
        let listed = |mismatched: &MismatchedField, is_converted| {
            assert_eq!(
                (mismatched.path(), mismatched.is_converted()),
                ("field", is_converted)
            );
        };
        match T::read("field", raw) {
            Reading::Fits(value) => Outcome::Fits(value),
            Reading::Absent => Outcome::Absent,
            Reading::Converted(value, mismatched) => {
                listed(&mismatched, true);
                Outcome::Converted(value)
            }
            Reading::Mismatched(mismatched) => {
                listed(&mismatched, false);
                Outcome::Skipped
            }
        }
    }

    #[test]
    fn times_are_seconds_milliseconds_or_iso_8601() {
        let time = UnixSeconds::from(1_775_132_847);
        for (json, expected) in [
            ("1775132847", Outcome::Fits(time)),
            ("1775132847.0", Outcome::Fits(time)),
            ("1.775132847e9", Outcome::Fits(time)),
            (r#""1775132847""#, Outcome::Converted(time)),
            ("1775132847999", Outcome::Converted(time)),
            (r#""1775132847000""#, Outcome::Converted(time)),
            (r#""2026-04-02T12:27:27Z""#, Outcome::Converted(time)),
            (r#""2026-04-02T12:27:27.999Z""#, Outcome::Converted(time)),
            (r#""2026-04-02T13:27:27+01:00""#, Outcome::Converted(time)),
            (r#""20260402T132727+0100""#, Outcome::Converted(time)),
            (r#""2026-04-02 12:27:27Z""#, Outcome::Converted(time)),
            (r#""2026-04-02T12:27:27""#, Outcome::Skipped),
            (r#""2026-04-02""#, Outcome::Skipped),
            ("-1", Outcome::Fits(UnixSeconds::from(-1))),
            ("1.5", Outcome::Skipped),
            (r#""1.5""#, Outcome::Skipped),
            (r#""1e3""#, Outcome::Skipped),
            (r#""-""#, Outcome::Skipped),
            ("1e400", Outcome::Skipped),
            (r#""""#, Outcome::Skipped),
            ("null", Outcome::Absent),
        ] {
            assert_eq!(read::<UnixSeconds>(json), expected, "{json}");
        }
    }

    #[test]
    fn amounts_are_numbers_or_plain_texts_and_never_rounded() {
        let amount = |text: &str| text.parse::<Amount>().unwrap();
        for (json, expected) in [
            ("12.50", Outcome::Fits(amount("12.50"))),
            ("1e3", Outcome::Fits(amount("1000"))),
            (r#""12.50""#, Outcome::Converted(amount("12.50"))),
            (r#""-1""#, Outcome::Converted(amount("-1"))),
            (r#""1e3""#, Outcome::Skipped),
            (r#""1,000""#, Outcome::Skipped),
            (r#"" 1""#, Outcome::Skipped),
            (r#""NaN""#, Outcome::Skipped),
            (r#""""#, Outcome::Skipped),
            ("1e400", Outcome::Skipped),
            ("123456789012345678901234567890", Outcome::Skipped),
            ("true", Outcome::Skipped),
            ("[ ]", Outcome::Skipped),
            ("{}", Outcome::Skipped),
            ("[1]", Outcome::Skipped),
        ] {
            assert_eq!(read::<Amount>(json), expected, "{json}");
        }
    }

    #[test]
    fn texts_keep_digits_and_case() {
        let text = |text: &str| text.to_owned();
        for (json, expected) in [
            (r#""NGN""#, Outcome::Fits(text("NGN"))),
            (r#""ngn""#, Outcome::Fits(text("ngn"))),
            (r#""\u006egn""#, Outcome::Fits(text("ngn"))),
            ("120000001", Outcome::Converted(text("120000001"))),
            ("1.50e400", Outcome::Converted(text("1.50e400"))),
            (
                r#""a\ud800""#,
                Outcome::Converted(text("a\u{fffd}\u{fffd}\u{fffd}")),
            ),
            (r#""""#, Outcome::Absent),
            ("true", Outcome::Skipped),
            ("[]", Outcome::Skipped),
        ] {
            assert_eq!(read::<String>(json), expected, "{json}");
        }
        let currency = Outcome::Fits(Currency::from("ngn"));
        assert_eq!(read::<Currency>(r#""ngn""#), currency);
    }
}
