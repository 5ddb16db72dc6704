//! Deliveries as observed from real servers: missing and null fields, other types, other cases, and undocumented values.

use crate::common::{Result, key, signer_and_verifier};
use partna_webhook::{Currency, Event, Network, Status, UnixSeconds};

#[test]
fn accepts_deposit_without_memo() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let data = r#"{"amount":1000,"toUser":"shop","currency":"NGN","toAccount":"amina01","status":"completed","sessionId":"100004240101120000000000000001"}"#;
    let event = verifier.verify(&signer.sign("Deposit", data)?)?;
    let Event::Deposit(deposit) = &event.event else {
        return Err(format!("{event:?}").into());
    };
    assert_eq!(deposit.transaction_memo, None);
    let renamed = verifier.verify(&signer.sign("Withdrawal", data)?)?;
    assert_eq!(renamed.event.name(), None);
    Ok(())
}

#[test]
fn accepts_withdrawal_in_processing_without_network_address_and_hash() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let data = r#"{"transactionReference":"a1632e","amount":10,"fromUser":"shop","currency":"NGN","fromAccount":"amina01","status":"processing"}"#;
    let event = verifier.verify(&signer.sign("Withdrawal", data)?)?;
    let Event::Withdrawal(withdrawal) = &event.event else {
        return Err(format!("{event:?}").into());
    };
    assert_eq!(withdrawal.status, Status::Processing);
    assert!(withdrawal.network.is_none() && withdrawal.to_address.is_none());
    let renamed = verifier.verify(&signer.sign("Transfer", data)?)?;
    assert_eq!(renamed.event.name(), None);
    Ok(())
}

#[test]
fn accepts_transfer_whose_recipient_is_null() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let data = r#"{"transactionReference":"a1632e","amount":10,"fromUser":"shop","toUser":null,"currency":"USD","fromAccount":"amina01","toAccount":"bello02","status":"completed"}"#;
    let event = verifier.verify(&signer.sign("Transfer", data)?)?;
    assert_eq!(event.event.name(), Some("Transfer"), "{event:?}");
    for name in [
        "Withdrawal",
        "Deposit",
        "Convert",
        "Onramp",
        "verification.success",
    ] {
        let renamed = verifier.verify(&signer.sign(name, data)?)?;
        assert_eq!(renamed.event.name(), None, "{name}");
    }
    Ok(())
}

#[test]
fn accepts_ramp_with_texts_in_other_case_and_keeps_them() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let data = r#"{"transactionReference":"a1632e","status":"Completed","fromAmount":1000,"toAmount":0.6,"fromCurrency":"ngn","toCurrency":"usdt","fromNetwork":"Naira","toNetwork":"TRON"}"#;
    let event = verifier.verify(&signer.sign("onramp", data)?)?;
    let Event::Onramp(ramp) = &event.event else {
        return Err(format!("{event:?}").into());
    };
    assert_eq!(ramp.status, Status::Completed);
    assert_eq!(ramp.from_currency, Some(Currency::from("ngn")));
    assert_eq!(ramp.to_network, Some(Network::from("TRON")));
    assert!(event.event.mismatched_fields().is_empty());
    let renamed = verifier.verify(&signer.sign("Offramp", data)?)?;
    assert!(matches!(renamed.event, Event::Unrecognized { .. }));
    Ok(())
}

#[test]
fn accepts_ramp_of_unknown_currencies_and_networks() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let data = r#"{"transactionReference":"a1632e","status":"Completed","fromAmount":1000,"toAmount":0.6,"fromCurrency":"ZAR","toCurrency":"PYUSD","fromNetwork":"eft","toNetwork":"base-sepolia"}"#;
    let mut keys = Vec::new();
    for name in ["Onramp", "Offramp", "on ramp"] {
        let event = verifier.verify(&signer.sign(name, data)?)?;
        let Event::Ramp(ramp) = &event.event else {
            return Err(format!("{name}: {event:?}").into());
        };
        assert_eq!(ramp.direction(), None);
        assert_eq!(ramp.from_currency, Some(Currency::from("ZAR")));
        assert_eq!(ramp.from_network, Some(Network::from("eft")));
        assert!(event.event.mismatched_fields().is_empty());
        keys.push(key(&event)?.to_owned());
    }
    keys.dedup();
    assert_eq!(keys.len(), 1, "the name does not matter");
    for name in [
        "Deposit",
        "Transfer",
        "Convert",
        "Withdrawal",
        "verification.success",
    ] {
        let event = verifier.verify(&signer.sign(name, data)?)?;
        let Event::Unrecognized { reason, .. } = &event.event else {
            return Err(format!("{name}: {event:?}").into());
        };
        assert_eq!(reason.matching_event(), Some("Ramp"), "{name}");
        assert_ne!(keys, [key(&event)?]);
    }
    Ok(())
}

#[test]
fn accepts_ramp_whose_rate_is_not_fixed() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let data = r#"{"transactionReference":"a1632e","status":"pending","timestamp":1775132847123,"fromAmount":"1500.10","toAmount":"","fromCurrency":"NGN","toCurrency":null,"expireAt":"2026-04-02T13:27:27.5Z"}"#;
    let event = verifier.verify(&signer.sign("Onramp", data)?)?;
    let Event::Onramp(ramp) = &event.event else {
        return Err(format!("{event:?}").into());
    };
    assert_eq!(ramp.from_amount, Some("1500.10".parse()?));
    assert_eq!((ramp.to_amount, &ramp.to_currency), (None, &None));
    assert_eq!(ramp.timestamp, Some(UnixSeconds::from(1_775_132_847)));
    assert_eq!(ramp.expire_at, Some(UnixSeconds::from(1_775_136_447)));
    let listed: Vec<_> = event
        .event
        .mismatched_fields()
        .iter()
        .map(|field| (field.path(), field.text(), field.is_converted()))
        .collect();
    assert_eq!(
        listed,
        [
            ("timestamp", Some("1775132847123"), true),
            ("fromAmount", Some("1500.10"), true),
            ("toAmount", Some(""), false),
            ("expireAt", Some("2026-04-02T13:27:27.5Z"), true),
        ]
    );
    Ok(())
}

#[test]
fn event_without_required_field_is_unrecognized_with_reason() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    for (data, text) in [
        (
            r#"{"amount":"ten","currency":"NGN","toAccount":"a","status":"completed","sessionId":"s"}"#,
            "`amount` has another type",
        ),
        (
            r#"{"amount":1,"currency":"","toAccount":"a","status":"completed","sessionId":"s"}"#,
            "`currency` is missing",
        ),
        (
            r#"{"amount":1,"currency":"NGN","toAccount":"a","sessionId":"s"}"#,
            "`status` is missing",
        ),
        (r#"["amount"]"#, "not an object"),
    ] {
        let event = verifier.verify(&signer.sign("Deposit", data)?)?;
        let Event::Unrecognized {
            reason, data: kept, ..
        } = &event.event
        else {
            return Err(format!("{event:?}").into());
        };
        assert!(reason.to_string().contains(text), "{reason}");
        assert_eq!(&**kept, data);
        assert!(event.event.mismatched_fields().is_empty());
    }
    Ok(())
}
