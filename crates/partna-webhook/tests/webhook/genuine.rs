//! The delivery published by the vendor, unchanged and with changes that a proxy may make.

use crate::common::{GENUINE, GENUINE_KEY, ONRAMP, Result, key, pieces, signer_and_verifier};
use partna_webhook::{
    Amount, Currency, Environment, ErrorKind, Event, PublicKey, STAGING_KEY, Signer, Verifier,
};

/// A proxy, or a program that reads the body as text, may add a byte order mark.
#[test]
fn byte_order_mark_before_body_is_ignored() -> Result {
    let verifier = Verifier::for_environment(Environment::Staging);
    let event = verifier.verify(GENUINE.as_bytes())?;
    let marked = verifier.verify(format!("\u{feff}{GENUINE}").as_bytes())?;
    assert_eq!(marked, event);
    Ok(())
}

#[test]
fn genuine_delivery_is_a_typed_event() -> Result {
    let verified = Verifier::for_environment(Environment::Staging).verify(GENUINE.as_bytes())?;
    assert_eq!(key(&verified)?, GENUINE_KEY);
    assert_eq!(verified.event.name(), Some("Convert"));
    assert_eq!(
        verified.event.reference_text(),
        Some("a1632e4ea53f2802846cf7797d29bfba")
    );
    let Event::Convert(convert) = verified.into_event() else {
        return Err("not a conversion".into());
    };
    assert_eq!(convert.from_user.as_deref(), Some("eltnegbiz2"));
    assert_eq!(convert.to_account.as_deref(), Some("eltnegbiz2"));
    assert_eq!(convert.from_amount, Amount::from(1));
    assert_eq!(convert.to_amount.to_string(), "1000.5");
    assert_eq!(convert.from_currency, Currency::Usd);
    assert_eq!(convert.to_currency, Currency::Ngn);
    assert_eq!(
        convert.timestamp.map(|time| time.get()),
        Some(1_775_132_847)
    );
    assert!(convert.extra.is_empty());
    Ok(())
}

#[test]
fn ignores_whitespace_and_extra_fields_outside_data() -> Result {
    let verifier = Verifier::for_environment(Environment::Staging);
    let [before, data, after] = pieces(GENUINE)?;
    let spaced = data
        .replace(':', " :\t")
        .replace(',', "\r\n, ")
        .replace('{', "{\n");
    for body in [
        format!("{before} {data} {after}\n"),
        format!("{before}{spaced}{after}"),
        GENUINE.replacen('{', r#"{"id":{"a":[1]},"#, 1),
        GENUINE.replace('/', "\\/"),
    ] {
        let verified = verifier.verify(body.as_bytes())?;
        assert_eq!(key(&verified)?, GENUINE_KEY, "{body}");
        assert_eq!(verified.event.name(), Some("Convert"));
    }
    // A space within a string is content.
    let body = GENUINE.replacen("eltnegbiz2", "eltneg biz2", 1);
    let kind = verifier
        .verify(body.as_bytes())
        .map_err(|error| error.kind());
    assert_eq!(kind.err(), Some(ErrorKind::InvalidSignature));
    Ok(())
}

#[test]
fn rejects_sorted_fields_and_reformatted_numbers() -> Result {
    let verifier = Verifier::for_environment(Environment::Staging);
    let [before, data, after] = pieces(GENUINE)?;
    let sorted: std::collections::BTreeMap<String, serde_json::Value> = serde_json::from_str(data)?;
    let sorted = serde_json::to_string(&sorted)?;
    for body in [
        format!("{before}{sorted}{after}"),
        GENUINE.replacen("1000.5", "1000.50", 1),
    ] {
        let kind = verifier
            .verify(body.as_bytes())
            .map_err(|error| error.kind());
        assert_eq!(kind.err(), Some(ErrorKind::InvalidSignature), "{body}");
    }
    Ok(())
}

#[test]
fn case_of_event_name_is_ignored() -> Result {
    let verifier = Verifier::for_environment(Environment::Staging);
    for name in ["convert", "CONVERT", "cOnVeRt"] {
        let body = GENUINE.replacen("Convert", name, 1);
        assert_eq!(
            verifier.verify(body.as_bytes())?.event.name(),
            Some("Convert")
        );
    }
    Ok(())
}

#[test]
fn accepts_old_and_new_key_during_key_change() -> Result {
    let (old, new) = (Signer::generate()?, Signer::generate()?);
    let verifier = Verifier::for_environment(Environment::Production);
    let both = verifier
        .clone()
        .with_key(old.public_key()?)
        .with_key(new.public_key()?);
    for signer in [&old, &new] {
        let body = signer.sign("On Ramp", ONRAMP)?;
        assert_eq!(both.verify(&body)?.event.name(), Some("Onramp"));
        let kind = verifier.verify(&body).map_err(|error| error.kind());
        assert_eq!(kind.err(), Some(ErrorKind::InvalidSignature));
    }
    // A production verifier accepts a delivery of staging only if the caller adds the key of staging.
    let kind = both
        .verify(GENUINE.as_bytes())
        .map_err(|error| error.kind());
    let other = ErrorKind::OtherEnvironment(Environment::Staging);
    assert_eq!(kind.err(), Some(other));
    let all = both.with_key(PublicKey::from_pem(STAGING_KEY)?);
    assert!(all.verify(GENUINE.as_bytes()).is_ok());
    Ok(())
}

#[test]
fn resigned_delivery_has_same_idempotency_key() -> Result {
    let (signer, verifier) = signer_and_verifier()?;
    let (first, second) = (
        signer.sign("Onramp", ONRAMP)?,
        signer.sign("Onramp", ONRAMP)?,
    );
    assert_ne!(first, second, "the salt is random");
    let (first, second) = (verifier.verify(&first)?, verifier.verify(&second)?);
    assert_eq!(key(&first)?, key(&second)?);
    assert_eq!(first, second);
    let Event::Onramp(ramp) = &first.event else {
        return Err("not an onramp".into());
    };
    let text = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    assert_eq!(text(ramp.from_amount).as_deref(), Some("1500.10"));
    assert_eq!(
        text(ramp.to_amount).as_deref(),
        Some("0.966183574879227053")
    );
    assert_eq!(
        ramp.extra.get("fees").map(|fees| fees.get()),
        Some(r#"{"all":[1,2.50]}"#)
    );
    Ok(())
}
