mod debug;

use serde_json::{Map, Value, json};

use partna_types::Currency;

use super::rules::NAMES;
use super::*;

fn samples() -> Vec<(&'static str, Value)> {
    vec![
        (
            "Deposit",
            json!({"amount": 10, "toUser": "shop", "currency": "NGN", "toAccount": "amina", "status": "completed",
                "sessionId": "s", "transactionMemo": "m"}),
        ),
        (
            "Convert",
            json!({"transactionReference": "r", "fromUser": "shop", "toAccount": "amina", "timestamp": 1_775_132_847,
                "fromAmount": 1, "toAmount": 1000.5, "fromCurrency": "USD", "toCurrency": "NGN"}),
        ),
        (
            "Transfer",
            json!({"transactionReference": "r", "amount": 1, "fromUser": "shop", "toUser": "shop", "currency": "NGN",
                "fromAccount": "amina", "toAccount": "bello", "status": "completed"}),
        ),
        (
            "Withdrawal",
            json!({"transactionReference": "r", "amount": 1, "fromUser": "shop", "currency": "USDT", "network": "tron",
                "fromAccount": "amina", "toAddress": "T", "status": "processing", "transactionHash": "h"}),
        ),
        (
            "Onramp",
            json!({"transactionReference": "r", "toUser": "shop", "toAccount": "amina", "status": "completed",
                "sessionId": "s", "fromAmount": 1, "toAmount": 1, "fromCurrency": "NGN", "toCurrency": "USDT",
                "transactionMemo": "m"}),
        ),
        (
            "Onramp",
            json!({"transactionReference": "r", "status": "pending", "timestamp": 1, "fromAmount": 1, "toAmount": 1,
                "fromCurrency": "KES", "toCurrency": "USDC", "fromNetwork": "kenyanshilling", "toNetwork": "celo",
                "expireAt": 2}),
        ),
        (
            "Offramp",
            json!({"transactionReference": "r", "toUser": "shop", "toAccount": "amina", "status": "completed",
                "transactionHash": "h", "fromAmount": 1, "toAmount": 1, "fromCurrency": "USDT", "toCurrency": "NGN"}),
        ),
        (
            "Offramp",
            json!({"transactionReference": "r", "status": "pending", "timestamp": 1, "fromAmount": 1, "toAmount": 1,
                "fromCurrency": "USDC", "toCurrency": "KES", "paymentAddress": "0x"}),
        ),
        (
            "verification.success",
            json!({"id": "i", "email": "e", "firstName": "f", "lastName": "l", "merchant": "m",
                "verificationMethod": "v"}),
        ),
        (
            "verification.failed",
            json!({"id": "i", "email": "e", "firstName": "f", "lastName": "l", "merchant": "m",
                "verificationMethod": "v", "reason": "r"}),
        ),
    ]
}

fn reason(name: &str, data: &Value) -> Option<UnrecognizedReason> {
    match Event::unverified(name, &data.to_string()).unwrap() {
        Event::Unrecognized { reason, .. } => Some(reason),
        _ => None,
    }
}

fn mismatch(name: &str, data: &Value) -> PayloadMismatch {
    match reason(name, data) {
        Some(UnrecognizedReason::PayloadMismatch(mismatch)) => mismatch,
        other => panic!("{name} {data}: {other:?}"),
    }
}

/// Returns the sample with only its required fields, once with each field of the last group.
fn minimal(name: &str, data: &Value) -> Vec<Value> {
    let rules = EventKind::of_name(name).unwrap().rules();
    let with = |marks: &[&str]| {
        let mut fields = data.as_object().unwrap().clone();
        fields.retain(|field, _| {
            rules.required.contains(&field.as_str()) || marks.contains(&field.as_str())
        });
        Value::Object(fields)
    };
    let Some((last, others)) = rules.any_of.split_last() else {
        return vec![with(&[])];
    };
    let others = others.concat();
    last.iter()
        .map(|mark| with(&[&others[..], &[mark]].concat()))
        .collect()
}

/// Each sample, full and minimal, is typed only under its own name, in any case and spelling. A ramp without currencies is a ramp
/// of unknown direction under both names of ramps.
#[test]
fn each_kind_is_typed_only_under_its_own_names() {
    let (mut typed, mut undirected, mut untyped) = (0, 0, 0);
    for (own, data) in samples() {
        let is_ramp = matches!(own, "Onramp" | "Offramp");
        for data in minimal(own, &data).into_iter().chain([data]) {
            let has_direction =
                data.get("fromCurrency").is_some() || data.get("toCurrency").is_some();
            let expected = if is_ramp && !has_direction {
                "Ramp"
            } else {
                own
            };
            for (name, known) in NAMES {
                for name in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
                    let event = Event::unverified(&name, &data.to_string()).unwrap();
                    if expected == "Ramp" && matches!(known, EventKind::Onramp | EventKind::Offramp)
                    {
                        assert!(matches!(event, Event::Ramp(_)), "{name} {data}");
                        undirected += 1;
                    } else if known.as_str() == own {
                        assert_eq!(event.name(), Some(own), "{name} {data}");
                        typed += 1;
                    } else {
                        assert_eq!(event.name(), None, "{name} {data}");
                        let mismatch = mismatch(&name, &data);
                        assert_eq!(mismatch.event_name(), known.as_str());
                        assert_eq!(
                            reason(&name, &data).unwrap().matching_event(),
                            Some(expected)
                        );
                        untyped += 1;
                    }
                }
            }
            for name in [
                "Depozit",
                "",
                "Deposit ",
                "deposit\0",
                "On-Ramp",
                "convert.v2",
            ] {
                let reason = reason(name, &data).unwrap();
                assert_eq!(reason.matching_event(), Some(expected), "{name} {data}");
            }
        }
    }
    assert_eq!((typed, undirected, untyped), (114, 96, 810));
}

/// A forbidden field contradicts the name, even if it is empty or null.
#[test]
fn forbidden_field_contradicts_name() {
    for (name, data) in samples() {
        for field in EventKind::of_name(name).unwrap().rules().forbidden {
            for value in [json!("x"), json!(""), json!(null), json!({})] {
                let mut more = data.clone();
                more[field] = value;
                let mismatch = mismatch(name, &more);
                assert_eq!(mismatch.contradicting_fields(), [*field], "{name}");
                assert!(mismatch.missing_fields().is_empty());
            }
        }
    }
}

#[test]
fn missing_required_field_is_named() {
    for (name, data) in samples() {
        let rules = EventKind::of_name(name).unwrap().rules();
        for field in data.as_object().unwrap().keys() {
            let field = field.as_str();
            let is_mark = rules.any_of.contains(&&[field][..]);
            let mut less = data.clone();
            less.as_object_mut().unwrap().remove(field);
            let empty = [json!(null), json!([]), json!({})].map(|value| {
                let mut data = data.clone();
                data[field] = value;
                data
            });
            for (data, has_field) in [(less, false)]
                .into_iter()
                .chain(empty.map(|data| (data, true)))
            {
                if !rules.required.contains(&field) && (has_field || !is_mark) {
                    assert_eq!(reason(name, &data), None, "{name} {field}");
                    continue;
                }
                let mismatch = mismatch(name, &data);
                assert_eq!(mismatch.missing_fields(), [field], "{name}");
                assert!(
                    mismatch
                        .to_string()
                        .contains(&format!("`{field}` is missing"))
                );
            }
            let mut broken = data.clone();
            broken[field] = json!({"canary": 1});
            if rules.required.contains(&field) {
                let mismatch = mismatch(name, &broken);
                let text = format!("`{field}` has another type");
                assert!(mismatch.to_string().contains(&text), "{mismatch}");
                assert_eq!(mismatch.unreadable_fields(), [field]);
                assert!(mismatch.missing_fields().is_empty());
            } else {
                let event = Event::unverified(name, &broken.to_string()).unwrap();
                assert!(
                    !matches!(event, Event::Unrecognized { .. }),
                    "{name} {field}"
                );
                let paths: Vec<_> = event
                    .mismatched_fields()
                    .iter()
                    .map(MismatchedField::path)
                    .collect();
                assert_eq!(paths, [field], "{name}");
            }
        }
    }
}

/// Each kind requires any one field of each group.
#[test]
fn event_without_any_field_of_a_group_is_unrecognized() {
    for (name, data) in samples() {
        for group in EventKind::of_name(name).unwrap().rules().any_of {
            let mut less = data.clone();
            less.as_object_mut()
                .unwrap()
                .retain(|field, _| !group.contains(&field.as_str()));
            assert_eq!(mismatch(name, &less).missing_fields(), *group, "{name}");
        }
    }
}

/// The fields of a failure never make it a success, and the fields of a success never make it a failure.
#[test]
fn failure_with_empty_reason_is_not_a_success() {
    for reason_value in [json!(""), json!(" "), json!(null), json!([]), json!(5)] {
        let data = json!({"email": "e", "reason": reason_value});
        assert!(reason("verification.success", &data).is_some(), "{data}");
        assert_eq!(reason("verification.failed", &data), None, "{data}");
    }
    let data = json!({"email": "e"});
    assert_eq!(reason("verification.success", &data), None);
    assert!(reason("verification.failed", &data).is_some());
}

#[test]
fn amounts_are_exact_and_unknown_fields_are_kept() {
    let data = r#"{"amount":0.10,"toUser":"shop","currency":"XYZ","toAccount":"a","status":"odd","sessionId":"",
        "transactionMemo":null,"fee":12345678901234.567890,"deep":{"b":[1]}}"#;
    let Event::Deposit(deposit) = Event::unverified("Deposit", data).unwrap() else {
        panic!("not a deposit");
    };
    assert_eq!(deposit.amount.to_string(), "0.10");
    assert_eq!(deposit.currency.as_str(), "XYZ");
    assert_eq!(deposit.status.as_str(), "odd");
    assert_eq!(deposit.session_id, None);
    assert_eq!(deposit.extra["fee"].get(), "12345678901234.567890");
    assert_eq!(deposit.extra["deep"].get(), r#"{"b":[1]}"#);
    let text = serde_json::to_string(&deposit).unwrap();
    assert!(text.contains(r#""amount":0.10"#) && text.contains(r#""fee":12345678901234.567890"#));
}

#[test]
fn repeated_field_is_a_mismatch() {
    let data = r#"{"amount":1,"amount":2,"toUser":"s","currency":"NGN","toAccount":"a","status":"x","sessionId":"",
        "transactionMemo":""}"#;
    for (data, text) in [
        (data.to_owned(), "`amount` is repeated"),
        (
            data.replacen("\"amount\":1", "\"x\":1,\"x\":2", 1),
            "an unknown field is repeated",
        ),
    ] {
        let Event::Unrecognized { reason, .. } = Event::unverified("Deposit", &data).unwrap()
        else {
            panic!("typed: {data}");
        };
        assert!(reason.to_string().contains(text), "{reason}");
    }
}

#[test]
fn ramp_of_unknown_direction_is_typed_under_both_names() {
    let (_, data) = &samples()[4];
    let event = |name: &str, data: &Value| Event::unverified(name, &data.to_string()).unwrap();
    let mut data = data.clone();
    data["fromCurrency"] = json!("ZMW");
    let shown = event("Onramp", &data);
    assert_eq!(shown.name(), Some("Onramp"), "the other side shows it");
    data["toCurrency"] = json!("USD");
    for name in ["Onramp", "Offramp"] {
        let unclear = event(name, &data);
        let Event::Ramp(ramp) = &unclear else {
            panic!("{unclear:?}");
        };
        assert_eq!((ramp.direction(), unclear.name()), (None, None));
        assert_eq!(ramp.from_currency, Some(Currency::from("ZMW")));
        assert_eq!(unclear.reference_text(), Some("r"));
        assert_eq!(unclear.status(), Some(&Status::Completed));
        assert_eq!(unclear.to_string(), "a ramp of unknown direction");
    }
    data["toNetwork"] = json!("Solana");
    assert_eq!(
        event("Onramp", &data).name(),
        Some("Onramp"),
        "a network shows it"
    );
    assert!(reason("Offramp", &data).is_some());
    data["fromNetwork"] = json!("tron");
    for name in ["Onramp", "Offramp"] {
        assert!(
            matches!(event(name, &data), Event::Ramp(_)),
            "they contradict each other"
        );
    }
}

#[test]
fn non_object_data_is_unrecognized() {
    for data in ["null", "[1]", "\"x\"", "1"] {
        for name in ["Deposit", "Refund"] {
            let event = Event::unverified(name, data).unwrap();
            let Event::Unrecognized {
                name: own,
                data: kept,
                reason,
            } = &event
            else {
                panic!("typed");
            };
            assert_eq!((&**own, &**kept), (name, data));
            assert_eq!(reason.matching_event(), None);
        }
    }
    assert_eq!(
        Event::unverified("Refund", "{").unwrap_err().kind(),
        ErrorKind::Malformed
    );
}

/// The wire names are declared twice: literally for parsing, and by serde for serialization.
#[test]
fn serialized_field_names_match_parsed_ones() {
    let names = |schema: schemars::Schema| -> Vec<String> {
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut names: Vec<String> = properties
            .into_iter()
            .flat_map(Map::keys)
            .cloned()
            .collect();
        names.sort();
        names
    };
    let sorted = |wire: &[&str]| {
        let mut wire: Vec<String> = wire.iter().map(|name| (*name).to_owned()).collect();
        wire.sort();
        wire
    };
    assert_eq!(names(schemars::schema_for!(Deposit)), sorted(Deposit::WIRE));
    assert_eq!(names(schemars::schema_for!(Convert)), sorted(Convert::WIRE));
    assert_eq!(
        names(schemars::schema_for!(Transfer)),
        sorted(Transfer::WIRE)
    );
    assert_eq!(
        names(schemars::schema_for!(Withdrawal)),
        sorted(Withdrawal::WIRE)
    );
    assert_eq!(names(schemars::schema_for!(Ramp)), sorted(Ramp::WIRE));
    assert_eq!(
        names(schemars::schema_for!(KycVerification)),
        sorted(KycVerification::WIRE)
    );
}
