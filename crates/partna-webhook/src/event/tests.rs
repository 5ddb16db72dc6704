use serde_json::{Map, Value, json};

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

fn kind(name: &str, data: &Value) -> Option<ErrorKind> {
    Event::unverified(name, &data.to_string())
        .err()
        .map(|error| error.kind())
}

/// Each sample under each name: its own fits, whatever its case and spelling, and no other.
#[test]
fn a_name_makes_an_event_only_of_data_that_fits_it() {
    for (own, data) in samples() {
        for (name, known) in NAMES {
            for name in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
                let event = Event::unverified(&name, &data.to_string());
                if known.as_str() == own {
                    assert_eq!(event.unwrap().name(), Some(own), "{name} {data}");
                } else {
                    let error = event.err().unwrap();
                    assert_eq!(error.kind(), ErrorKind::Misfit, "{name} {data}");
                    assert_eq!(error.event_name(), Some(known.as_str()));
                }
            }
        }
    }
}

#[test]
fn a_field_that_is_always_there_is_missed_by_name() {
    for (name, data) in samples() {
        let fields: Map<String, Value> = data.as_object().unwrap().clone();
        for field in fields.keys() {
            let mut less = fields.clone();
            less.remove(field);
            if let Err(error) = Event::unverified(name, &Value::Object(less).to_string()) {
                assert_eq!(error.missing_fields(), [field.as_str()], "{name} {error}");
                assert!(error.to_string().contains(&format!("`{field}` is missing")));
            }
        }
    }
    let (name, data) = &samples()[2];
    for field in data.as_object().unwrap().keys() {
        let mut broken = data.clone();
        broken[field] = json!({"canary": 1});
        let error = Event::unverified(name, &broken.to_string()).unwrap_err();
        assert!(
            error
                .to_string()
                .contains(&format!("`{field}` is not what it should be"))
        );
        assert!(error.missing_fields().is_empty());
    }
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
fn a_field_that_is_there_twice_is_a_misfit() {
    let data = r#"{"amount":1,"amount":2,"toUser":"s","currency":"NGN","toAccount":"a","status":"x","sessionId":"",
        "transactionMemo":""}"#;
    let error = Event::unverified("Deposit", data).unwrap_err();
    assert!(error.to_string().ends_with("`amount` is there twice"));
    let data = data.replacen("\"amount\":1", "\"x\":1,\"x\":2", 1);
    let error = Event::unverified("Deposit", &data).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Misfit);
}

#[test]
fn a_ramp_of_no_known_direction_is_a_misfit() {
    let (_, data) = &samples()[4];
    let mut data = data.clone();
    data["fromCurrency"] = json!("ZMW");
    assert_eq!(kind("Onramp", &data), None, "the other side shows it");
    data["toCurrency"] = json!("USD");
    assert_eq!(kind("Onramp", &data), Some(ErrorKind::Misfit));
    data["toNetwork"] = json!("solana");
    assert_eq!(kind("Onramp", &data), None, "a network shows it");
}

#[test]
fn data_that_is_no_object_fits_no_known_name_and_is_kept_under_another() {
    for data in ["null", "[1]", "\"x\"", "1"] {
        assert_eq!(
            Event::unverified("Deposit", data).unwrap_err().kind(),
            ErrorKind::Misfit
        );
        let Event::Other(other) = Event::unverified("Refund", data).unwrap() else {
            panic!("known");
        };
        assert_eq!((other.name(), other.data()), ("Refund", data));
    }
    assert_eq!(
        Event::unverified("Refund", "{").unwrap_err().kind(),
        ErrorKind::Malformed
    );
}

/// The wire names are written twice: for reading in the declarations, for writing by serde.
#[test]
fn fields_are_written_as_they_are_read() {
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
        names(schemars::schema_for!(Verification)),
        sorted(Verification::WIRE)
    );
}

#[test]
fn no_value_is_shown() {
    for (name, data) in samples() {
        let mut data = data;
        for value in data.as_object_mut().unwrap().values_mut() {
            if value.is_string() && !matches!(value.as_str(), Some("NGN" | "KES" | "USDT" | "USDC"))
            {
                *value = json!("canary-7d1f");
            }
        }
        data["canary-7d1f"] = json!("canary-7d1f");
        for name in [name, "canary-7d1f"] {
            let event = Event::unverified(name, &data.to_string()).unwrap();
            let text = format!("{event} {event:?}");
            assert!(!text.contains("canary"), "{text}");
            assert!(
                text.contains("[not shown]") || text.contains("bytes"),
                "{text}"
            );
        }
    }
}
