//! The examples respond to each body as the verifier of the SDK does.

use std::fs;

use partna_webhook::{Environment, ErrorKind, Verifier};

use super::bodies::Bodies;
use super::receiver::{Receiver, examples, languages};
use crate::Result;

/// Returns the status with which the endpoints of the SDK respond.
fn expected_status(verifier: &Verifier, body: &[u8]) -> u16 {
    match verifier
        .verify_signature(body)
        .map_err(|error| error.kind())
    {
        Ok(_) => 200,
        Err(ErrorKind::Unsigned | ErrorKind::InvalidSignature | ErrorKind::OtherEnvironment(_)) => {
            401
        }
        Err(ErrorKind::TooLarge) => 413,
        Err(_) => 400,
    }
}

#[tokio::test]
async fn examples_respond_as_the_verifier() -> Result {
    let languages = languages().await?;
    let bodies = Bodies::signed()?;
    let key = bodies.signer.public_key()?;
    let directory = tempfile::tempdir()?;
    let file = directory.path().join("key.pem");
    fs::write(&file, key.to_pem())?;
    let verifier = Verifier::for_environment(Environment::Sandbox).with_key(key);

    let expected: Vec<u16> = bodies
        .all
        .iter()
        .map(|(_, body)| expected_status(&verifier, body))
        .collect();
    for status in [200, 400, 401, 413] {
        assert!(
            expected.contains(&status),
            "no body with the expected status {status}"
        );
    }
    let http = reqwest::Client::builder().no_proxy().build()?;
    for language in languages {
        let receiver = Receiver::start(language, &file).await?;
        let mut differences = Vec::new();
        for ((name, body), expected) in bodies.all.iter().zip(&expected) {
            let responded = receiver.post(&http, body.clone()).await?;
            // A body that is too large may not be read completely, and the response may be lost.
            let is_closed = *expected == 413 && responded.is_none();
            if responded != Some(*expected) && !is_closed {
                differences.push(format!("{name}: {responded:?}, expected {expected}"));
            }
        }
        assert_eq!(differences, Vec::<String>::new(), "{language:?}");
    }
    Ok(())
}

/// The sample and the key are published by the vendor.
#[tokio::test]
async fn examples_accept_the_published_sample_once() -> Result {
    let http = reqwest::Client::builder().no_proxy().build()?;
    let sample = examples().join("../../tests/genuine.json");
    let sample = fs::read(sample)?;
    let verified = Verifier::for_environment(Environment::Staging).verify(&sample)?;
    let key = verified.idempotency_key().ok_or("no key")?.as_str();
    for language in languages().await? {
        let mut receiver = Receiver::start(language, &examples().join("staging-key.pem")).await?;
        let changed = String::from_utf8(sample.clone())?.replace("1000", "1001");
        assert_eq!(receiver.post(&http, changed.into()).await?, Some(401));
        for _ in 0..2 {
            assert_eq!(receiver.post(&http, sample.clone()).await?, Some(200));
        }
        let line = receiver.next_line().await?;
        assert_eq!(
            line.get("key").and_then(|key| key.as_str()),
            Some(key),
            "{line}"
        );
        // A receiver with another key rejects the sample.
        let other = Receiver::start(language, &examples().join("production-key.pem")).await?;
        assert_eq!(other.post(&http, sample.clone()).await?, Some(401));
    }
    Ok(())
}

#[test]
fn key_files_match_built_in_keys() -> Result {
    let published = [
        ("staging-key.pem", partna_webhook::STAGING_KEY),
        ("production-key.pem", partna_webhook::PRODUCTION_KEY),
    ];
    for (file, key) in published {
        assert_eq!(
            fs::read_to_string(examples().join(file))?.trim(),
            key,
            "{file}"
        );
    }
    Ok(())
}
