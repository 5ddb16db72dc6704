//! Events in a queue: an event round-trips unchanged, and a message from another source is not a verified event.

use crate::common::{GENUINE, ONRAMP, Result, signer_and_verifier};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use partna_webhook::{Environment, Event, QueuedEvent, Verified, Verifier};
use serde_json::{Value, json};

fn through_a_queue(verified: &Verified) -> Result<QueuedEvent> {
    Ok(serde_json::from_slice(&serde_json::to_vec(verified)?)?)
}

#[test]
fn event_round_trips_through_queue() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let deposit = r#"{"amount":"12.50","currency":"NGN","toAccount":"amina","status":"completed"}"#;
    let bodies = [
        signer.sign("Onramp", ONRAMP)?,
        signer.sign("on ramp", ONRAMP)?,
        signer.sign("Deposit", ONRAMP)?,
        signer.sign("Deposit", deposit)?,
        signer.sign("Refund \u{e9}", "[1]")?,
    ];
    for body in bodies {
        let verified = verifier.verify(&body)?;
        let queued = through_a_queue(&verified)?;
        assert_eq!(queued.event(), &verified.event);
        assert_eq!(
            queued.event().mismatched_fields(),
            verified.event.mismatched_fields()
        );
        assert_eq!(queued.idempotency_key(), verified.idempotency_key());
        assert_eq!(queued.environment(), Environment::Staging);
        assert_eq!(queued.delivered_name(), verified.delivered_name());
        assert_eq!(queued.signed_bytes(), verified.signed_bytes());
        assert_eq!(QueuedEvent::from(verified.clone()), queued);
        // A queued event can be queued again.
        assert_eq!(
            serde_json::to_string(&queued)?,
            serde_json::to_string(&verified)?
        );
        // Through libraries that convert numbers to floats and sort keys.
        let value: Value = serde_json::to_value(&verified)?;
        assert_eq!(serde_json::from_value::<QueuedEvent>(value)?, queued);
    }
    Ok(())
}

#[test]
fn serialized_form_is_stable() -> Result {
    let verified = Verifier::for_environment(Environment::Staging).verify(GENUINE.as_bytes())?;
    let data = str::from_utf8(verified.signed_bytes())?;
    let form = json!({"version": 1, "environment": "staging", "name": "Convert", "data": data});
    assert_eq!(serde_json::to_value(&verified)?, form);
    let mut later = form;
    later["added"] = json!([1]);
    let queued: QueuedEvent = serde_json::from_value(later)?;
    assert_eq!(queued.event(), &verified.event);
    Ok(())
}

#[test]
fn keeps_bytes_of_data_that_is_not_utf8() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let data = b"{\"amount\":1,\"currency\":\"NGN\",\"toAccount\":\"amina\",\"status\":\"completed\",\"sessionId\":\"s1\",\"transactionMemo\":\"caf\xe9\"}";
    let signature = BASE64_STANDARD.encode(signer.signature(data)?);
    let body = [
        br#"{"event":"Deposit","data":"#,
        &data[..],
        format!(",\"signature\":\"{signature}\"}}").as_bytes(),
    ]
    .concat();
    let verified = verifier.verify(&body)?;
    let Event::Deposit(deposit) = &verified.event else {
        return Err(format!("{verified:?}").into());
    };
    assert_eq!(deposit.transaction_memo.as_deref(), Some("caf\u{fffd}"));
    let paths: Vec<_> = verified
        .event
        .mismatched_fields()
        .iter()
        .map(|field| field.path())
        .collect();
    assert_eq!(paths, ["transactionMemo"]);
    assert_eq!(verified.signed_bytes(), data);
    let queued = through_a_queue(&verified)?;
    assert_eq!(queued.signed_bytes(), data);
    assert_eq!(queued.idempotency_key(), verified.idempotency_key());
    assert_eq!(queued.event(), &verified.event);
    let mut altered = body.clone();
    let at = altered
        .iter()
        .position(|byte| *byte == 0xe9)
        .ok_or("no such byte")?;
    *altered.get_mut(at).ok_or("no such byte")? = 0xe8;
    assert!(verifier.verify(&altered).is_err());
    Ok(())
}

#[test]
fn rejects_malformed_messages() -> Result {
    let verified = Verifier::for_environment(Environment::Staging).verify(GENUINE.as_bytes())?;
    let form = serde_json::to_value(&verified)?;
    let with = |field: &str, value: Value| {
        let mut form = form.clone();
        form[field] = value;
        form
    };
    let without = |field: &str| {
        let mut form = form.clone();
        form.as_object_mut().map(|form| form.remove(field));
        form
    };
    for (case, form) in [
        ("a delivery", serde_json::from_str(GENUINE)?),
        ("no version", without("version")),
        ("no environment", without("environment")),
        ("no name", without("name")),
        ("no data", without("data")),
        ("a later version", with("version", json!(2))),
        ("unknown environment", with("environment", json!("canary"))),
        ("data is an object", with("data", json!({"canary": 1}))),
        ("data is not JSON", with("data", json!("canary"))),
        ("two forms of data", with("data_base64", json!("e30="))),
    ] {
        let Err(error) = serde_json::from_value::<QueuedEvent>(form) else {
            return Err(format!("accepted: {case}").into());
        };
        if case.starts_with("data") {
            assert!(!error.to_string().contains("canary"), "{error}");
        }
    }
    Ok(())
}

#[test]
fn debug_shows_only_reference_status_and_amount() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let data = ONRAMP.replace("note", "canary-7d1f");
    let queued = through_a_queue(&verifier.verify(&signer.sign("Onramp", &data)?)?)?;
    let text = format!("{queued:?}");
    for shown in [
        "transaction_reference: 0f3c9f,",
        "status: ",
        "from_amount: 1500.10,",
    ] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    assert!(!text.contains("canary"), "{text}");
    Ok(())
}
