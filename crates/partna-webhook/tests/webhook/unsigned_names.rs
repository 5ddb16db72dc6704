//! A copy of a delivery under another event name does not affect the genuine delivery. The name in `event` is not signed, so it
//! can be changed in transit.

use std::time::Duration;

use crate::common::{Result, signer_and_verifier};
use partna_webhook::{Claim, Completion, Event, MemoryStore, Verifier};

const LEASE: Duration = Duration::from_secs(60);

/// Events by name, with their `data`: most kinds once with more fields and once with fewer. Each event has an identifier.
const EVENTS: [(&str, &str); 15] = [
    (
        "Deposit",
        r#"{"amount":100,"toUser":"shop","currency":"USDT","toAccount":"amina","status":"completed","sessionId":"0f3c","transactionMemo":"m"}"#,
    ),
    (
        "Deposit",
        r#"{"amount":100,"toUser":"shop","currency":"USDT","toAccount":"amina","status":"completed","sessionId":"0f3d"}"#,
    ),
    (
        "Convert",
        r#"{"transactionReference":"c1","fromUser":"shop","toAccount":"shop","timestamp":1775132847,"fromAmount":1,"toAmount":1000.5,"fromCurrency":"USD","toCurrency":"NGN"}"#,
    ),
    (
        "Convert",
        r#"{"transactionReference":"c2","fromUser":"shop","toAccount":"shop","fromAmount":1,"toAmount":1000.5,"fromCurrency":"USD","toCurrency":"NGN"}"#,
    ),
    (
        "Transfer",
        r#"{"transactionReference":"t1","amount":1,"fromUser":"shop","toUser":"shop","currency":"NGN","fromAccount":"amina","toAccount":"bello","status":"completed"}"#,
    ),
    (
        "Withdrawal",
        r#"{"transactionReference":"w1","amount":1,"fromUser":"shop","currency":"USDT","network":"tron","fromAccount":"amina","toAddress":"T1","status":"processing","transactionHash":"h"}"#,
    ),
    (
        "Withdrawal",
        r#"{"transactionReference":"w2","amount":1,"fromUser":"shop","currency":"USDT","fromAccount":"amina","status":"processing"}"#,
    ),
    (
        "Onramp",
        r#"{"transactionReference":"n1","toUser":"shop","toAccount":"amina","status":"completed","sessionId":"s","fromAmount":1500,"toAmount":1,"fromCurrency":"NGN","toCurrency":"USDT","transactionMemo":"m"}"#,
    ),
    (
        "Onramp",
        r#"{"transactionReference":"n2","status":"pending","fromAmount":1500,"toAmount":1,"fromCurrency":"NGN","toCurrency":"USDT"}"#,
    ),
    (
        "Offramp",
        r#"{"transactionReference":"f1","status":"pending","timestamp":1,"fromAmount":1,"toAmount":130,"fromCurrency":"USDC","toCurrency":"KES","fromNetwork":"celo","toNetwork":"kenyanshilling","paymentAddress":"0x1","toExternalAccount":"Safaricom::07::::MOBILE"}"#,
    ),
    (
        "Offramp",
        r#"{"transactionReference":"f2","status":"completed","fromAmount":1,"toAmount":130,"fromCurrency":"USDC","toCurrency":"KES"}"#,
    ),
    (
        "verification.success",
        r#"{"id":"v1","email":"a@b.example","firstName":"A","lastName":"B","merchant":"shop","verificationMethod":"bvn"}"#,
    ),
    (
        "verification.success",
        r#"{"id":"v2","email":"a@b.example"}"#,
    ),
    (
        "verification.failed",
        r#"{"id":"v3","email":"a@b.example","firstName":"A","lastName":"B","merchant":"shop","verificationMethod":"bvn","reason":"no match"}"#,
    ),
    (
        "verification.failed",
        r#"{"id":"v4","email":"a@b.example","reason":"no match"}"#,
    ),
];

/// Returns names that differ from the name of the event: the names of all other kinds, and unknown names.
fn other_names(own: &str) -> Vec<&'static str> {
    let mut names = vec![
        "Deposit",
        "Convert",
        "Transfer",
        "Withdrawal",
        "Onramp",
        "On Ramp",
        "Offramp",
        "Off Ramp",
        "verification.success",
        "verification.failed",
    ];
    names.retain(|name| !name.replace(' ', "").eq_ignore_ascii_case(own));
    names.extend([
        "Depozit",
        "",
        " Deposit",
        "deposit\\u0000",
        "On-Ramp",
        "Déposit",
    ]);
    names
}

/// Verifies a delivery, claims its event and completes the claim, also if the event is unrecognized. Returns whether the event
/// was new, and the event.
fn claim(verifier: &Verifier, store: &MemoryStore, body: &str) -> Result<(bool, Event)> {
    let event = verifier.verify(body.as_bytes())?;
    let key = event.idempotency_key().ok_or("nothing identifies it")?;
    let is_new = match store.claim_now(key, LEASE) {
        Claim::New(token) => store.complete_now(&token) == Completion::Recorded,
        Claim::Busy | Claim::Completed => false,
    };
    Ok((is_new, event.into_event()))
}

#[test]
fn copies_under_other_names_do_not_claim_genuine_event() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let store = MemoryStore::new(10_000);
    for (own, data) in EVENTS {
        let genuine = String::from_utf8(signer.sign(own, data)?)?;
        for name in other_names(own) {
            let renamed = genuine.replacen(&format!("\"{own}\""), &format!("\"{name}\""), 1);
            assert_ne!(renamed, genuine);
            let (is_new, event) = claim(&verifier, &store, &renamed)?;
            assert!(is_new, "{name} {data}: no separate key");
            let Event::Unrecognized {
                data: kept, reason, ..
            } = &event
            else {
                return Err(format!("{name} {data}: typed as {event}").into());
            };
            assert_eq!(&**kept, data);
            assert_eq!(reason.matching_event(), Some(own), "{name}");
            let (is_new, _) = claim(&verifier, &store, &renamed)?;
            assert!(!is_new, "{name} {data}: the same copy again");
        }
        let (is_new, event) = claim(&verifier, &store, &genuine)?;
        assert!(is_new, "{own} {data}");
        assert_eq!(event.name(), Some(own), "{data}");
        let lower = genuine.replacen(
            &format!("\"{own}\""),
            &format!("\"{}\"", own.to_lowercase()),
            1,
        );
        let (is_new, event) = claim(&verifier, &store, &lower)?;
        assert!(!is_new, "{own}: the case of the name does not matter");
        assert_eq!(event.name(), Some(own));
    }
    Ok(())
}

#[test]
fn events_without_identifier_have_no_key() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let key = |name: &str, data: &str| -> Result<Option<String>> {
        let event = verifier.verify(&signer.sign(name, data)?)?;
        let checked = signer.sign(name, data)?;
        let checked = verifier.verify_signature(&checked)?;
        assert_eq!(checked.idempotency_key(), event.idempotency_key());
        Ok(event.idempotency_key().map(|key| key.as_str().to_owned()))
    };
    let deposit = r#"{"amount":100,"toUser":"shop","currency":"USDT","toAccount":"amina","status":"completed","transactionMemo":"rent"SESSION}"#;
    for session in [
        "",
        r#","sessionId":null"#,
        r#","sessionId":"""#,
        r#","sessionId":"  ""#,
        r#","sessionId":"\t\u00a0""#,
        r#","sessionId":"undefined""#,
        r#","sessionId":"0000""#,
    ] {
        let data = deposit.replace("SESSION", session);
        assert_eq!(
            verifier
                .verify(&signer.sign("Deposit", &data)?)?
                .event
                .name(),
            Some("Deposit")
        );
        for name in ["Deposit", "Depozit", "Transfer"] {
            assert_eq!(key(name, &data)?, None, "{name} {session}");
        }
    }
    for (own, data) in EVENTS {
        assert!(key(own, data)?.is_some(), "{own}");
        let mut fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(data)?;
        for (name, value) in &mut fields {
            if ["transactionReference", "sessionId", "id"].contains(&name.as_str()) {
                *value = " ".into();
            }
        }
        let blank = serde_json::to_string(&fields)?;
        assert_eq!(
            verifier.verify(&signer.sign(own, &blank)?)?.event.name(),
            Some(own)
        );
        assert_eq!(key(own, &blank)?, None, "{own} {blank}");
        assert_eq!(key("Depozit", &blank)?, None, "{own} {blank}");
    }
    // An event of unknown kind has a key only if a field has one of the usual names of identifiers.
    assert_eq!(key("Refund", r#"{"amount":1}"#)?, None);
    assert_eq!(key("Refund", "[1]")?, None);
    assert!(key("Refund", r#"{"amount":1,"id":17}"#)?.is_some());
    Ok(())
}
