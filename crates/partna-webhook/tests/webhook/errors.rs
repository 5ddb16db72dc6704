//! The message of each error. No message contains content of the delivery.

use crate::common::{GENUINE, ONRAMP, Result, pieces, signature, signer_and_verifier};
use partna_webhook::{Environment, Error, ErrorKind, Event, Verifier};

const CANARY: &str = "canary-7d1f";

fn rejection(verifier: &Verifier, body: &[u8]) -> Result<Error> {
    Ok(verifier.verify(body).err().ok_or("it was accepted")?)
}

#[test]
fn each_kind_has_its_message() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let production = Verifier::for_environment(Environment::Production);
    let body = String::from_utf8(signer.sign("Onramp", ONRAMP)?)?;
    let [before, data, _] = pieces(&body)?;
    let deep = format!("{}{}", "[".repeat(65), "]".repeat(65));
    for (verifier, body, kind, text) in [
        (
            &verifier,
            "hello".to_owned(),
            ErrorKind::Malformed,
            "malformed: the body is not a JSON object (line 1, column 1)",
        ),
        (
            &verifier,
            r#"{"event":"Deposit","signature":"QQ=="}"#.to_owned(),
            ErrorKind::Malformed,
            "malformed: `data` is missing",
        ),
        (
            &verifier,
            format!("{before}{data},\"signature\":\"a-b_\"}}"),
            ErrorKind::Malformed,
            "malformed: `signature`, of 4 characters, is not standard base64 with its padding",
        ),
        (
            &verifier,
            format!("{before}{data}}}"),
            ErrorKind::Unsigned,
            "not signed: `signature` is missing",
        ),
        (
            &verifier,
            format!("{before}{{}},\"signature\":\"{}\"}}", signature(&body)?),
            ErrorKind::InvalidSignature,
            "invalid signature: the signature of 256 bytes is not valid for this `data` with any key of staging",
        ),
        (
            &production,
            GENUINE.to_owned(),
            ErrorKind::OtherEnvironment(Environment::Staging),
            "other environment: the signature is valid for staging, but the verifier is for production",
        ),
        (
            &verifier.clone().with_max_body_bytes(100),
            body.clone(),
            ErrorKind::TooLarge,
            format!(
                "too large: the body has {} bytes; the maximum is 100",
                body.len()
            )
            .as_str(),
        ),
        (
            &verifier,
            deep,
            ErrorKind::TooDeep,
            "too deep: the body has more than 64 levels",
        ),
    ] {
        let error = rejection(verifier, body.as_bytes())?;
        assert_eq!(error.kind(), kind);
        assert_eq!(error.to_string(), text);
        assert!(!error.help().is_empty());
    }
    Ok(())
}

#[test]
fn errors_hide_the_delivery_and_events_show_only_reference_and_amount() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let data = ONRAMP
        .replace("note", CANARY)
        .replace("fees", &format!("{CANARY}-2"));
    let body = String::from_utf8(signer.sign("Onramp", &data)?)?;
    let mut shown = Vec::new();

    // Accepted deliveries.
    for name in [
        "Onramp",
        CANARY,
        "Deposit",
        "Convert",
        "Transfer",
        "Withdrawal",
        "Offramp",
    ] {
        let body = body.replacen("Onramp", name, 1);
        let signed = verifier.verify_signature(body.as_bytes())?;
        assert!(
            signed.data().contains(CANARY),
            "the data contains the canary"
        );
        shown.push(format!("{signed:?}"));
        let event = verifier.verify(body.as_bytes())?;
        let text = format!("{event:?} {} {:?}", event.event, event.event.status());
        if name == "Onramp" {
            assert!(text.contains("transaction_reference: 0f3c9f,"), "{text}");
            assert!(text.contains("from_amount: 1500.10,"), "{text}");
            assert!(!text.contains("canary"), "{text}");
        } else {
            shown.push(text);
        }
        if let Event::Unrecognized { reason, .. } = &event.event {
            shown.push(format!("{reason} {reason:?}"));
        }
    }
    let broken = data.replace("1500.10", &format!("\"{CANARY}\""));
    let event = verifier.verify(&signer.sign("Onramp", &broken)?)?;
    shown.push(format!("{event:?}"));
    assert!(shown.iter().any(|text| text.contains("[not shown]")));

    // Rejected deliveries.
    let rejected = vec![
        CANARY.to_owned(),
        format!("\"{CANARY}\""),
        format!("{{\"{CANARY}\":1,}}"),
        format!("{{\"event\":\"{CANARY}\",\"data\":{{\"a\":\"{CANARY}\"}}}}"),
        format!("{{\"event\":\"{CANARY}\",\"data\":\"{CANARY}\",\"signature\":\"{CANARY}\"}}"),
        format!("{{\"event\":\"{CANARY}\",\"data\":\"{CANARY}\",\"signature\":[\"{CANARY}\"]}}"),
        format!("{{\"event\":[\"{CANARY}\"],\"data\":\"{CANARY}\",\"signature\":\"QQ==\"}}"),
        body.replace("\"data\":", &format!("\"data\":\"{CANARY}\",\"data\":")),
        body.replacen(CANARY, "other", 1),
        GENUINE.replacen("Convert", CANARY, 1),
    ];
    for body in rejected {
        let error = rejection(&verifier, body.as_bytes())?;
        shown.push(format!("{error} {error:?}"));
    }
    for verifier in [
        verifier.clone().with_max_body_bytes(1),
        verifier.clone().with_max_depth(0),
    ] {
        let error = rejection(&verifier, body.as_bytes())?;
        shown.push(format!("{error} {error:?} {verifier:?}"));
    }

    for text in shown {
        assert!(!text.contains("canary"), "{text}");
        assert!(!text.contains("1500"), "{text}");
    }
    Ok(())
}
