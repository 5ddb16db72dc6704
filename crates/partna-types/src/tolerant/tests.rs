mod work;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::*;
use crate::{Amount, Currency, Secret, UnixSeconds};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Row {
    name: Option<String>,
    amount: Option<Amount>,
    count: Option<i64>,
    is_new: Option<bool>,
    at: Option<UnixSeconds>,
    code: Option<Secret>,
    currency: Option<Currency>,
    rows: Vec<Row>,
    ledgers: BTreeMap<String, Row>,
    inner: Option<Box<Row>>,
    needed: Option<Needed>,
    any: Option<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
struct Needed {
    key: String,
    #[serde(flatten)]
    extra: BTreeMap<String, serde_json::Value>,
}

fn read(json: &str) -> (Row, Vec<String>) {
    let read = from_slice::<Row>(json.as_bytes()).unwrap_or_else(|error| panic!("{error} {json}"));
    assert_eq!(read.mismatched_count(), read.mismatched_fields().len());
    let (row, mismatched) = read.into_parts();
    let lines = mismatched.iter().map(|field| {
        let text = field.text().map(|text| format!(" `{text}`"));
        format!("{field}{}", text.unwrap_or_default())
    });
    (row, lines.collect())
}

#[test]
fn mismatched_fields_are_converted_or_omitted_and_listed() {
    let absent = "the field is omitted";
    let converted = "the field is converted";
    for (json, lines) in [
        (
            r#"{"name": null, "amount": null, "rows": [], "other": {}}"#,
            vec![],
        ),
        (
            r#"{"name": 120000001}"#,
            vec![format!(
                "name: expected text, found a number; {converted} `120000001`"
            )],
        ),
        (
            r#"{"currency": 1e400}"#,
            vec![format!(
                "currency: expected text, found a number; {converted} `1e400`"
            )],
        ),
        (
            r#"{"name": true}"#,
            vec![format!(
                "name: expected text, found a boolean; {absent} `true`"
            )],
        ),
        (
            r#"{"amount": "12.50"}"#,
            vec![format!(
                "amount: expected a decimal number, found text; {converted} `12.50`"
            )],
        ),
        (
            r#"{"amount": "1e3"}"#,
            vec![format!(
                "amount: expected a decimal number, found text; {absent} `1e3`"
            )],
        ),
        (
            r#"{"amount": ""}"#,
            vec![format!(
                "amount: expected a decimal number, found text; {absent} ``"
            )],
        ),
        (
            r#"{"amount": []}"#,
            vec![format!(
                "amount: expected a decimal number, found a list; {absent}"
            )],
        ),
        (
            r#"{"amount": 123456789012345678901234567890.5}"#,
            vec![format!(
                "amount: expected a decimal number of at most 28 digits and 28 decimals, found a number; {absent} \
                 `123456789012345678901234567890.5`"
            )],
        ),
        (
            r#"{"amount": "123456789012345678901234567890"}"#,
            vec![format!(
                "amount: expected a decimal number of at most 28 digits and 28 decimals, found text; {absent} \
                 `123456789012345678901234567890`"
            )],
        ),
        (
            r#"{"count": "44"}"#,
            vec![format!(
                "count: expected a whole number, found text; {converted} `44`"
            )],
        ),
        (
            r#"{"count": 1.5}"#,
            vec![format!(
                "count: expected a whole number, found a number; {absent} `1.5`"
            )],
        ),
        (
            r#"{"count": "1.5"}"#,
            vec![format!(
                "count: expected a whole number, found text; {absent} `1.5`"
            )],
        ),
        (
            r#"{"at": "1755873600"}"#,
            vec![format!(
                "at: expected a whole number, found text; {converted} `1755873600`"
            )],
        ),
        (
            r#"{"at": "12.5"}"#,
            vec![format!(
                "at: expected a whole number, found text; {absent} `12.5`"
            )],
        ),
        (
            r#"{"is_new": "true"}"#,
            vec![format!(
                "is_new: expected a boolean, found text; {converted} `true`"
            )],
        ),
        (
            r#"{"is_new": "True"}"#,
            vec![format!(
                "is_new: expected a boolean, found text; {absent} `True`"
            )],
        ),
        (
            r#"{"is_new": 1}"#,
            vec![format!(
                "is_new: expected a boolean, found a number; {absent} `1`"
            )],
        ),
        (
            r#"{"rows": ""}"#,
            vec![format!("rows: expected a list, found text; {absent}")],
        ),
        (
            r#"{"rows": {}}"#,
            vec![format!("rows: expected a list, found an object; {absent}")],
        ),
        (
            r#"{"inner": []}"#,
            vec![format!("inner: expected an object, found a list; {absent}")],
        ),
        (
            r#"{"inner": "k"}"#,
            vec![format!("inner: expected an object, found text; {absent}")],
        ),
        (
            r#"{"ledgers": {"NGN": null, "USD": {"amount": false}}}"#,
            vec![
                format!("ledgers.NGN: expected an object, found null; {absent}"),
                format!(
                    "ledgers.USD.amount: expected a decimal number, found a boolean; {absent} `false`"
                ),
            ],
        ),
        (
            r#"{"rows": [null, {"rows": [3, {"amount": "x"}]}]}"#,
            vec![
                format!("rows[0]: expected an object, found null; {absent}"),
                format!("rows[1].rows[0]: expected an object, found a number; {absent}"),
                format!(
                    "rows[1].rows[1].amount: expected a decimal number, found text; {absent} `x`"
                ),
            ],
        ),
        (
            r#"{"needed": {"a": 1}}"#,
            vec![format!(
                "needed: expected an object with a member `key`, found an object; {absent}"
            )],
        ),
        (
            r#"{"needed": {"key": "k", "a": 1e400, "b": {"c": [1e400]}}}"#,
            vec![
                format!(
                    "needed.a: expected a number that a float can hold, found a number; {absent} `1e400`"
                ),
                format!(
                    "needed.b.c[0]: expected a number that a float can hold, found a number; {absent} `1e400`"
                ),
            ],
        ),
        (
            r#"{"ledgers": {"a b": 1, "it@example.com": {}}}"#,
            vec![format!(
                "ledgers.…: expected an object, found a number; {absent}"
            )],
        ),
        (
            r#"{"name": "a", "name": "b"}"#,
            vec![format!(
                "name: expected one member of this name, found text; {converted}"
            )],
        ),
        (
            "{\"name\": \"\\ud800x\"}",
            vec![format!(
                "name: expected text in UTF-8, found text; {converted} `\u{fffd}\u{fffd}\u{fffd}x`"
            )],
        ),
    ] {
        assert_eq!(read(json).1, lines, "{json}");
    }
}

#[test]
fn matching_fields_are_kept_beside_mismatches() {
    let (row, mismatched) = read(
        r#"{"name": 44, "amount": 0.10, "rows": [{"amount": ""}, 5, {"amount": 2, "count": "7"}], "name": "x",
            "inner": {"needed": {"key": 0, "a": 3}}}"#,
    );
    assert_eq!(mismatched.len(), 5, "{mismatched:#?}");
    assert_eq!(row.name.as_deref(), Some("x"));
    assert_eq!(
        row.amount.map(|amount| amount.to_string()).as_deref(),
        Some("0.10")
    );
    let amounts: Vec<_> = row.rows.iter().map(|row| (row.amount, row.count)).collect();
    assert_eq!(amounts, [(None, None), (Some(Amount::from(2)), Some(7))]);
    let needed = row.inner.and_then(|inner| inner.needed).unwrap();
    assert_eq!(
        (needed.key.as_str(), needed.extra["a"].as_i64()),
        ("0", Some(3))
    );
}

#[test]
fn mismatched_fields_never_contain_secrets() {
    let canary = "canary";
    for json in [
        r#"{"code": ["canary"]}"#.to_owned(),
        r#"{"code": {"a": "canary"}}"#.to_owned(),
        r#"{"inner": "canary"}"#.to_owned(),
        r#"{"rows": "canary"}"#.to_owned(),
        r#"{"ledgers": "canary", "rows": ["canary"]}"#.to_owned(),
    ] {
        let read = from_slice::<Row>(json.as_bytes()).unwrap();
        assert!(!read.mismatched_fields().is_empty());
        for field in read.mismatched_fields() {
            assert_eq!(field.text(), None);
        }
        assert!(!format!("{:?} {:?}", read.mismatched_fields(), read.value()).contains(canary));
    }
    let read = from_slice::<Row>(br#"{"code": 70077, "amount": "canary"}"#).unwrap();
    assert_eq!(
        read.value().code.as_ref().map(Secret::expose),
        Some("70077")
    );
    let shown = format!("{read:?} {:?}", read.mismatched_fields()[1].to_string());
    assert!(
        !shown.contains("70077") && !shown.contains(canary),
        "{shown}"
    );
}

#[test]
fn accepts_byte_order_mark_and_invalid_utf8() {
    let read = from_slice::<Row>(b"\xef\xbb\xbf{\"name\": \"a\"}").unwrap();
    assert_eq!(
        (read.value().name.as_deref(), read.mismatched_count()),
        (Some("a"), 0)
    );
    let read = from_slice::<Row>(
        b"{\"name\": \"a\xff\", \"ignored\": \"\xff\", \"ledgers\": {\"\xfe\": {}}}",
    )
    .unwrap();
    assert_eq!(read.value().name.as_deref(), Some("a\u{fffd}"));
    let expected: Vec<_> = read
        .mismatched_fields()
        .iter()
        .map(MismatchedField::expected)
        .collect();
    assert_eq!(expected, ["text in UTF-8", "a name in UTF-8"]);
}

#[test]
fn omits_values_nested_too_deep() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let (row, mismatched) = read(&format!(
        "{{\"name\": \"a\", \"other\": {deep}, \"any\": {deep}, \"rows\": {deep}}}"
    ));
    assert_eq!(row.name.as_deref(), Some("a"));
    assert_eq!(mismatched.len(), 2, "{mismatched:#?}");
}

#[test]
fn fails_only_on_mismatched_root_or_invalid_json() {
    for json in ["", "{", "{} x", "{\"a\": 01}"] {
        assert!(
            matches!(
                from_slice::<Row>(json.as_bytes()),
                Err(Error::Syntax { .. })
            ),
            "{json}"
        );
    }
    for json in ["null", "[]", "[{}]", "\"\"", "1"] {
        assert!(
            matches!(from_slice::<Row>(json.as_bytes()), Err(Error::Root { .. })),
            "{json}"
        );
    }
    assert_eq!(
        from_slice::<Vec<Row>>(b"[]").map(|read| read.value().len()),
        Ok(0)
    );
    assert!(from_slice::<Needed>(b"{}").is_err());
}

#[test]
fn rejects_list_in_place_of_struct() {
    #[derive(Debug, Deserialize)]
    struct One {
        #[serde(default)]
        rows: Vec<Row>,
    }
    assert!(from_slice::<One>(b"[]").is_err());
    assert!(from_slice::<One>(b"{}").unwrap().value().rows.is_empty());
    let read = from_slice::<BTreeMap<String, One>>(br#"{"a": [], "b": {"rows": []}}"#).unwrap();
    assert_eq!((read.mismatched_count(), read.value().len()), (1, 1));
}

#[test]
fn raw_values_keep_their_text() {
    let read = from_slice::<BTreeMap<String, Box<RawValue>>>(b"{\"a\": [1.50, \"\\u0041\xff\" ]}")
        .unwrap();
    assert_eq!(read.value()["a"].get(), "[1.50, \"\\u0041\u{fffd}\" ]");
    let read =
        from_slice::<(Amount, Box<RawValue>, Option<Amount>)>(br#"["1", "2", "3"]"#).unwrap();
    assert_eq!(
        (read.value().1.get(), read.mismatched_count()),
        ("\"2\"", 2)
    );
}

#[test]
fn reads_enums_as_text_and_as_object() {
    #[derive(Debug, PartialEq, Deserialize)]
    enum Kind {
        Plain,
        With(i64),
        Named { name: String },
    }
    let read = from_slice::<Vec<Kind>>(
        br#"["Plain", {"With": "3"}, {"Named": {"name": 4}}, "Odd", {"With": []}, 7]"#,
    )
    .unwrap();
    let name = "4".to_owned();
    assert_eq!(
        read.value(),
        &[Kind::Plain, Kind::With(3), Kind::Named { name }]
    );
    assert_eq!(read.mismatched_count(), 5);
}
