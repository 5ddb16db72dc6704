//! The fields that `Debug` prints for an event.

use super::*;

/// The fields of `data` that `Debug` may print.
fn is_shown(field: &str) -> bool {
    let shown = [
        "transactionReference",
        "status",
        "amount",
        "currency",
        "fromAmount",
        "fromCurrency",
        "toAmount",
        "toCurrency",
    ];
    shown.contains(&field)
}

#[test]
fn debug_shows_only_reference_status_amount_and_currency() {
    for (name, mut data) in samples() {
        let mut expected = Vec::new();
        for (index, (field, value)) in data.as_object_mut().unwrap().iter_mut().enumerate() {
            let canary = format!("canary7d1f{index}");
            match field.as_str() {
                "transactionReference" => {
                    *value = json!(canary);
                    expected.push(format!("transaction_reference: {canary}"));
                }
                "status" => {
                    *value = json!("processing");
                    expected.push("status: Processing".to_owned());
                }
                field if is_shown(field) && value.is_string() => {
                    expected.push(format!("urrency: {}", value.as_str().unwrap()));
                }
                field if is_shown(field) => {
                    *value = serde_json::from_str(&format!("{index}.25")).unwrap();
                    expected.push(format!("mount: {index}.25,"));
                }
                "fromNetwork" | "toNetwork" | "network" => {}
                _ if value.is_string() => *value = json!(canary),
                _ => {}
            }
        }
        data["canary7d1f"] = json!("canary7d1f");
        let event = Event::unverified(name, &data.to_string()).unwrap();
        let text = format!("{event} {event:?}");
        for expected in &expected {
            assert!(text.contains(expected), "{expected}: {text}");
        }
        let is_payment = expected.iter().any(|it| it.contains("reference"));
        assert_eq!(
            text.matches("canary").count(),
            usize::from(is_payment),
            "{text}"
        );
    }
}

#[test]
fn debug_hides_unexpected_values() {
    for (name, mut data) in samples() {
        for value in data.as_object_mut().unwrap().values_mut() {
            if value.is_string() && !matches!(value.as_str(), Some("NGN" | "KES" | "USDT" | "USDC"))
            {
                *value = json!("canary 7d1f");
            }
        }
        data["canary 7d1f"] = json!("canary 7d1f");
        for name in [name, "canary 7d1f"] {
            let event = Event::unverified(name, &data.to_string()).unwrap();
            let text = format!("{event} {event:?}");
            assert!(!text.contains("canary"), "{text}");
            assert!(
                text.contains("[not shown]") || text.contains("bytes"),
                "{text}"
            );
        }
    }
    let data = json!({"amount": 1, "currency": "Amina Bello", "toAccount": "amina", "status": "Amina", "sessionId": "0f3c"});
    let event = Event::unverified("Deposit", &data.to_string()).unwrap();
    let text = format!("{event:?}").to_lowercase();
    assert!(!text.contains("amina") && !text.contains("0f3c"), "{text}");
}
