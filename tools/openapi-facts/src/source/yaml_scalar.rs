//! Resolves the tags and values of YAML scalars by the core schema of YAML 1.2. In this schema, `no`, `on`, dates and
//! `12:30` are text.

use granit_parser::Tag;

use crate::json::Json;

/// The tags of scalars in the core schema.
pub const SCALAR_TAGS: [&str; 5] = ["bool", "float", "int", "null", "str"];

const UNSUPPORTED_TAG: &str = "a tag that is not supported; remove the tag, or quote the text";

/// Whether a tag is `!`, which makes a scalar a text, and has no effect on a list or a mapping.
fn is_non_specific(tag: &Tag) -> bool {
    tag.original_handle().is_empty() && tag.suffix() == "!"
        || tag.original_handle() == "!" && tag.suffix().is_empty()
}

/// Checks that a tag is absent, is `!`, or is one of the permitted tags of the core schema.
pub fn check_tag(tag: Option<&Tag>, permitted: &[&str]) -> Result<(), &'static str> {
    let is_permitted = |tag: &Tag| {
        let suffix = tag.core_suffix();
        is_non_specific(tag) || suffix.is_some_and(|suffix| permitted.contains(&suffix))
    };
    if tag.is_none_or(is_permitted) {
        Ok(())
    } else {
        Err(UNSUPPORTED_TAG)
    }
}

/// Returns the value of a scalar, or the problem with its tag or text.
pub fn resolve(text: &str, is_plain: bool, tag: Option<&Tag>) -> Result<Json, &'static str> {
    let Some(tag) = tag else {
        return if is_plain {
            resolve_plain(text)
        } else {
            Ok(text.into())
        };
    };
    if is_non_specific(tag) {
        return Ok(text.into());
    }
    let is_valid: fn(&Json) -> bool = match tag.core_suffix() {
        Some("str") => return Ok(text.into()),
        Some("null") => |value| *value == Json::Null,
        Some("bool") => |value| matches!(value, Json::Bool(_)),
        Some("int") => |value| matches!(value, Json::Number(it) if !it.is_f64()),
        Some("float") => |value| matches!(value, Json::Number(_)),
        _ => return Err(UNSUPPORTED_TAG),
    };
    let value = resolve_plain(text)?;
    if is_valid(&value) {
        Ok(value)
    } else {
        Err("a value that does not match its tag")
    }
}

fn resolve_plain(text: &str) -> Result<Json, &'static str> {
    Ok(match text {
        "" | "~" | "null" | "Null" | "NULL" => Json::Null,
        "true" | "True" | "TRUE" => Json::Bool(true),
        "false" | "False" | "FALSE" => Json::Bool(false),
        text => match json_number(text) {
            Some(number) => {
                const OUT_OF_RANGE: &str = "a number out of range; quote it if it is text";
                let number = serde_json::from_str(&number).map_err(|_| OUT_OF_RANGE)?;
                Json::Number(number)
            }
            None => text.into(),
        },
    })
}

/// Converts a YAML number to a JSON number. Returns `None` for a text. A number that JSON cannot represent becomes
/// `inf`.
fn json_number(text: &str) -> Option<String> {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let is_number = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
            let number = u64::from_str_radix(digits, radix);
            return is_number.then(|| number.map_or("inf".to_owned(), |it| it.to_string()));
        }
    }
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some("inf".to_owned());
    }
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let has_digits = !whole.is_empty() || fraction.is_some_and(|fraction| !fraction.is_empty());
    if !has_digits || !are_digits(whole) || !fraction.is_none_or(are_digits) {
        return None;
    }
    let exponent = match exponent {
        None => String::new(),
        Some(exponent) => {
            let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
            if digits.is_empty() || !are_digits(digits) {
                return None;
            }
            format!("e{exponent}")
        }
    };
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let fraction = match fraction {
        None => String::new(),
        Some("") => ".0".to_owned(),
        Some(fraction) => format!(".{fraction}"),
    };
    Some(format!("{sign}{whole}{fraction}{exponent}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_have_the_types_of_the_core_schema() {
        for (text, json) in [
            ("~", "null"),
            ("NULL", "null"),
            ("True", "true"),
            ("10", "10"),
            ("+010", "10"),
            ("-0", "-0"),
            ("-12", "-12"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("18446744073709551615", "18446744073709551615"),
            ("18446744073709551616", "18446744073709551616"),
            ("1.0", "1.0"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("5.", "5.0"),
            ("1e3", "1e3"),
            ("1.5E-3", "1.5e-3"),
            ("12e03", "12000.0"),
        ] {
            assert_eq!(
                resolve_plain(text),
                Ok(Json::parse(json).unwrap()),
                "{text}"
            );
        }
        for text in [
            "no",
            "yes",
            "on",
            "off",
            "y",
            "N",
            "nuLL",
            "tRUE",
            "2026-01-02",
            "12:30",
            "1_000",
            "0x",
            "0xg",
            "0b1",
            "-0x1",
            "1.2.3",
            ".",
            "-",
            "+",
            "e5",
            ".e5",
            "1e",
            "1e+",
            "--1",
            "١",
            "inf",
            "nan",
            "=",
            "-.nan",
            "3.1.0",
            "1,5",
            "0o8",
        ] {
            assert_eq!(resolve_plain(text), Ok(text.into()), "{text}");
        }
        for text in [".inf", "-.INF", ".NaN", "1e999", "0xFFFFFFFFFFFFFFFFF"] {
            assert!(resolve_plain(text).is_err(), "{text}");
        }
    }
}
