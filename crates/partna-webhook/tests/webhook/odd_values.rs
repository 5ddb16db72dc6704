//! One value inside `data` is replaced, for every field of every kind of event. The delivery is accepted. The value is parsed,
//! converted or omitted as `expected` defines, and all other fields are unchanged.

use std::collections::BTreeMap;

use crate::common::{Result, signer_and_verifier};
use partna_webhook::{Event, Verified};
use serde_json::value::RawValue;

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Type {
    Text,
    Amount,
    Time,
}

/// Whether a field is required.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Needed,
    Optional,
}

use Role::{Needed, Optional};
use Type::{Amount, Text, Time};

/// A field, its type, its role and its value.
type Field = (&'static str, Type, Role, &'static str);

const DEPOSIT: &[Field] = &[
    ("amount", Amount, Needed, "1000"),
    ("toUser", Text, Optional, r#""shop""#),
    ("currency", Text, Needed, r#""NGN""#),
    ("toAccount", Text, Needed, r#""amina01""#),
    ("status", Text, Needed, r#""completed""#),
    ("sessionId", Text, Optional, r#""100004""#),
    ("transactionMemo", Text, Optional, r#""rent""#),
];
const CONVERT: &[Field] = &[
    ("transactionReference", Text, Needed, r#""a1632e""#),
    ("fromUser", Text, Optional, r#""shop""#),
    ("toAccount", Text, Optional, r#""shop""#),
    ("timestamp", Time, Optional, "1775132847"),
    ("fromAmount", Amount, Needed, "1"),
    ("toAmount", Amount, Needed, "1000.5"),
    ("fromCurrency", Text, Needed, r#""USD""#),
    ("toCurrency", Text, Needed, r#""NGN""#),
];
const TRANSFER: &[Field] = &[
    ("transactionReference", Text, Needed, r#""a1632e""#),
    ("amount", Amount, Needed, "10"),
    ("fromUser", Text, Optional, r#""shop""#),
    ("toUser", Text, Optional, r#""shop""#),
    ("currency", Text, Needed, r#""USD""#),
    ("fromAccount", Text, Optional, r#""amina01""#),
    ("toAccount", Text, Optional, r#""bello02""#),
    ("status", Text, Needed, r#""completed""#),
];
const WITHDRAWAL: &[Field] = &[
    ("transactionReference", Text, Needed, r#""a1632e""#),
    ("amount", Amount, Needed, "10"),
    ("fromUser", Text, Optional, r#""shop""#),
    ("currency", Text, Needed, r#""USDT""#),
    ("network", Text, Optional, r#""tron""#),
    ("fromAccount", Text, Optional, r#""amina01""#),
    ("toAddress", Text, Optional, r#""T1""#),
    ("status", Text, Needed, r#""processing""#),
    ("transactionHash", Text, Optional, r#""0xfe""#),
];
const ONRAMP: &[Field] = &[
    ("transactionReference", Text, Needed, r#""a1632e""#),
    ("toUser", Text, Optional, r#""shop""#),
    ("toAccount", Text, Optional, r#""amina01""#),
    ("status", Text, Needed, r#""completed""#),
    ("sessionId", Text, Optional, r#""100004""#),
    ("timestamp", Time, Optional, "1775132847"),
    ("fromAmount", Amount, Optional, "1500.10"),
    ("toAmount", Amount, Optional, "0.97"),
    ("fromCurrency", Text, Optional, r#""NGN""#),
    ("toCurrency", Text, Optional, r#""USDT""#),
    ("fromNetwork", Text, Optional, r#""naira""#),
    ("toNetwork", Text, Optional, r#""tron""#),
    ("totalFeesInFromCurrency", Amount, Optional, "10"),
    ("totalFeesInToCurrency", Amount, Optional, "0.01"),
    ("expireAt", Time, Optional, "1775136447"),
    ("toExternalAccount", Text, Optional, r#""T1""#),
    ("transactionHash", Text, Optional, r#""0xfe""#),
    ("transactionMemo", Text, Optional, r#""rent""#),
];
const OFFRAMP: &[Field] = &[
    ("transactionReference", Text, Needed, r#""a1632e""#),
    ("status", Text, Needed, r#""pending""#),
    ("timestamp", Time, Optional, "1775132847"),
    ("fromAmount", Amount, Optional, "10"),
    ("toAmount", Amount, Optional, "1300"),
    ("fromCurrency", Text, Optional, r#""USDC""#),
    ("toCurrency", Text, Optional, r#""KES""#),
    ("fromNetwork", Text, Optional, r#""celo""#),
    ("toNetwork", Text, Optional, r#""kenyanshilling""#),
    ("sendingAddress", Text, Optional, r#""0x2""#),
    ("paymentAddress", Text, Optional, r#""0x1""#),
];
const SUCCESS: &[Field] = &[
    ("id", Text, Optional, r#""v1""#),
    ("email", Text, Optional, r#""a@b.example""#),
    ("firstName", Text, Optional, r#""A""#),
    ("lastName", Text, Optional, r#""B""#),
    ("merchant", Text, Optional, r#""shop""#),
    ("verificationMethod", Text, Optional, r#""bvn""#),
];
const FAILED: &[Field] = &[
    ("id", Text, Optional, r#""v1""#),
    ("email", Text, Optional, r#""a@b.example""#),
    ("firstName", Text, Optional, r#""A""#),
    ("lastName", Text, Optional, r#""B""#),
    ("merchant", Text, Optional, r#""shop""#),
    ("verificationMethod", Text, Optional, r#""bvn""#),
    ("reason", Text, Optional, r#""no match""#),
];

/// The expected result for a value. The text is the JSON of the parsed value.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    Fits(String),
    Converted(String),
    Absent,
    Omitted,
}

const VALUES: [&str; 25] = [
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1.5",
    "1e400",
    "123456789012345678901234567890",
    "1775132847123",
    r#""""#,
    r#"" ""#,
    r#""true""#,
    r#""12.50""#,
    r#""-3""#,
    r#""1e3""#,
    r#""abc""#,
    r#""1,000""#,
    r#""1775132847""#,
    r#""2026-04-02T12:27:27Z""#,
    "[]",
    "[null]",
    "[1]",
    "{}",
    r#"{"a":1}"#,
    r#"[["abc"]]"#,
];

/// Returns the result that the documented rules require, implemented without code of the crate.
fn expected(field: Type, value: &str) -> Outcome {
    let fits = |json: &str| Outcome::Fits(json.to_owned());
    let converted = |json: &str| Outcome::Converted(json.to_owned());
    if value == "null" {
        return Outcome::Absent;
    }
    let is_number = value.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    match field {
        Text if value == r#""""# => Outcome::Absent,
        Text if value.starts_with('"') => fits(value),
        Text if is_number => converted(&format!("\"{value}\"")),
        Text => Outcome::Omitted,
        Amount => match value {
            "0" | "-1" | "1.5" | "1775132847123" => fits(value),
            r#""12.50""# => converted("12.50"),
            r#""-3""# => converted("-3"),
            r#""1775132847""# => converted("1775132847"),
            _ => Outcome::Omitted,
        },
        Time => match value {
            "0" | "-1" => fits(value),
            "1775132847123" | r#""1775132847""# | r#""2026-04-02T12:27:27Z""# => {
                converted("1775132847")
            }
            r#""-3""# => converted("-3"),
            _ => Outcome::Omitted,
        },
    }
}

fn data(fields: &[Field], site: &str, value: &str) -> String {
    let members: Vec<String> = fields
        .iter()
        .map(|(name, _, _, own)| {
            let value = if *name == site { value } else { own };
            format!("\"{name}\":{value}")
        })
        .collect();
    format!("{{{}}}", members.join(","))
}

/// Returns the fields of an event that are present, as JSON.
fn members(event: &Event) -> Result<BTreeMap<String, String>> {
    let json = match event {
        Event::Deposit(deposit) => serde_json::to_string(deposit)?,
        Event::Convert(convert) => serde_json::to_string(convert)?,
        Event::Transfer(transfer) => serde_json::to_string(transfer)?,
        Event::Withdrawal(withdrawal) => serde_json::to_string(withdrawal)?,
        Event::Onramp(ramp) | Event::Offramp(ramp) => serde_json::to_string(ramp)?,
        Event::VerificationSuccess(verification) | Event::VerificationFailed(verification) => {
            serde_json::to_string(verification)?
        }
        other => return Err(format!("no type: {other:?}").into()),
    };
    let members: BTreeMap<String, Box<RawValue>> = serde_json::from_str(&json)?;
    let members = members
        .into_iter()
        .map(|(name, raw)| (name, raw.get().to_owned()));
    Ok(members.filter(|(_, json)| json != "null").collect())
}

/// Checks an event whose field `site` was replaced: this field against the expected result, all others against the genuine event.
fn check(
    event: &Verified,
    genuine: &BTreeMap<String, String>,
    site: &str,
    outcome: &Outcome,
) -> Result {
    let mut members = members(&event.event)?;
    let mut rest = genuine.clone();
    rest.remove(site);
    let value = members.remove(site);
    assert_eq!(members, rest, "{site}: the rest is equal");
    let listed: Vec<_> = event
        .event
        .mismatched_fields()
        .iter()
        .map(|mismatched| (mismatched.path(), mismatched.is_converted()))
        .collect();
    match outcome {
        Outcome::Fits(json) => assert_eq!((value.as_ref(), &listed[..]), (Some(json), &[][..])),
        Outcome::Converted(json) => {
            assert_eq!(
                (value.as_ref(), &listed[..]),
                (Some(json), &[(site, true)][..])
            );
        }
        Outcome::Absent => assert_eq!((value, &listed[..]), (None, &[][..])),
        Outcome::Omitted => assert_eq!((value, &listed[..]), (None, &[(site, false)][..])),
    }
    Ok(())
}

/// Replaces each field by each value. Returns the number of each result: fits, converted, absent, omitted, and unrecognized event.
fn replace_each(name: &'static str, fields: &[Field]) -> Result<[usize; 5]> {
    let (signer, verifier) = signer_and_verifier()?;
    let genuine = verifier.verify(&signer.sign(name, &data(fields, "", ""))?)?;
    assert_eq!(genuine.event.name(), Some(name));
    assert!(genuine.event.mismatched_fields().is_empty());
    let genuine = members(&genuine.event)?;
    assert_eq!(genuine.len(), fields.len());
    let mut counts = [0; 5];
    for (site, field, role, _) in fields {
        for value in VALUES {
            let event = verifier.verify(&signer.sign(name, &data(fields, site, value))?)?;
            let outcome = expected(*field, value);
            let is_lost = matches!(outcome, Outcome::Absent | Outcome::Omitted);
            if is_lost && *role == Needed {
                let Event::Unrecognized { reason, .. } = &event.event else {
                    return Err(format!("{name} without {site} is typed: {value}").into());
                };
                assert!(
                    reason.to_string().contains(&format!("`{site}`")),
                    "{reason}"
                );
                counts[4] += 1;
                continue;
            }
            assert_eq!(event.event.name(), Some(name), "{site} {value}: {event:?}");
            check(&event, &genuine, site, &outcome)?;
            let [fits, converted, absent, omitted, _] = &mut counts;
            *match outcome {
                Outcome::Fits(_) => fits,
                Outcome::Converted(_) => converted,
                Outcome::Absent => absent,
                Outcome::Omitted => omitted,
            } += 1;
        }
    }
    Ok(counts)
}

#[test]
fn replaced_values_of_deposits_are_read_or_listed() -> Result {
    assert_eq!(replace_each("Deposit", DEPOSIT)?, [58, 39, 6, 24, 48]);
    Ok(())
}

#[test]
fn replaced_values_of_conversions_are_read_or_listed() -> Result {
    assert_eq!(replace_each("Convert", CONVERT)?, [55, 40, 5, 34, 66]);
    Ok(())
}

#[test]
fn replaced_values_of_transfers_are_read_or_listed() -> Result {
    assert_eq!(replace_each("Transfer", TRANSFER)?, [67, 45, 8, 32, 48]);
    Ok(())
}

#[test]
fn replaced_values_of_withdrawals_are_read_or_listed() -> Result {
    assert_eq!(
        replace_each("Withdrawal", WITHDRAWAL)?,
        [76, 51, 10, 40, 48]
    );
    Ok(())
}

#[test]
fn replaced_values_of_onramps_are_read_or_listed() -> Result {
    assert_eq!(replace_each("Onramp", ONRAMP)?, [128, 92, 26, 184, 20]);
    Ok(())
}

#[test]
fn replaced_values_of_offramps_are_read_or_listed() -> Result {
    assert_eq!(replace_each("Offramp", OFFRAMP)?, [82, 58, 15, 100, 20]);
    Ok(())
}

#[test]
fn replaced_values_of_verifications_are_read_or_listed() -> Result {
    assert_eq!(
        replace_each("verification.success", SUCCESS)?,
        [54, 36, 12, 48, 0]
    );
    assert_eq!(
        replace_each("verification.failed", FAILED)?,
        [63, 42, 14, 56, 0]
    );
    Ok(())
}
