//! Deliveries of the program, before and after a restart.

use std::fs;
use std::path::Path;

use partna_auth::{Partna, types};
use partna_sandbox::Sandbox;
use serde_json::Value;

use super::receiver::{Receiver, languages};
use crate::Result;
use crate::running::Running;

async fn start(state: &Path) -> Result<(Running, Partna)> {
    let state = state.to_str().ok_or("no text")?;
    let running = Running::start(&["--state", state]).await?;
    let partna = running.client(Sandbox::API_KEY, Sandbox::API_USER).await?;
    Ok((running, partna))
}

async fn deposit(partna: &Partna, amount: &str) -> Result {
    let deposit = types::MockDepositRequest::builder()
        .currency("NGN")
        .network("naira")
        .amount(amount);
    partna.create_mock_deposit().body(deposit).send().await?;
    Ok(())
}

fn text<'a>(line: &'a Value, name: &str) -> Option<&'a str> {
    line.get(name).and_then(Value::as_str)
}

#[tokio::test]
async fn examples_verify_deliveries_before_and_after_a_restart() -> Result {
    let http = reqwest::Client::builder().no_proxy().build()?;
    for language in languages().await? {
        let directory = tempfile::tempdir()?;
        let state = directory.path().join("state.json");
        let (running, partna) = start(&state).await?;

        // The key is downloaded into a file, as in the guide.
        let origin = running.base_url.trim_end_matches("/v4");
        let key = http
            .get(format!("{origin}/sandbox/webhook-key"))
            .send()
            .await?;
        let file = directory.path().join("key.pem");
        fs::write(&file, key.text().await?)?;
        let mut receiver = Receiver::start(language, &file).await?;
        let webhook = types::WebhookRequest::builder().url(receiver.url.as_str());
        partna.set_webhook().body(webhook).send().await?;

        deposit(&partna, "100.01").await?;
        let before = receiver.next_line().await?;
        assert_eq!(
            text(&before, "event"),
            Some("Deposit"),
            "{language:?}: {before}"
        );
        running.kill().await?;

        let (running, partna) = start(&state).await?;
        deposit(&partna, "100.02").await?;
        let after = receiver.next_line().await?;
        assert_eq!(
            text(&after, "event"),
            Some("Deposit"),
            "{language:?}: {after}"
        );
        assert_ne!(text(&before, "key"), text(&after, "key"));
        running.kill().await?;
    }
    Ok(())
}

/// A sandbox without a state file generates a new key.
#[tokio::test]
async fn examples_reject_deliveries_of_another_sandbox() -> Result {
    let http = reqwest::Client::builder().no_proxy().build()?;
    for language in languages().await? {
        let first = Running::start(&[]).await?;
        let origin = first.base_url.trim_end_matches("/v4");
        let key = http
            .get(format!("{origin}/sandbox/webhook-key"))
            .send()
            .await?;
        let directory = tempfile::tempdir()?;
        let file = directory.path().join("key.pem");
        fs::write(&file, key.text().await?)?;
        let receiver = Receiver::start(language, &file).await?;

        let second = Running::start(&[]).await?;
        let partna = second.client(Sandbox::API_KEY, Sandbox::API_USER).await?;
        let webhook = types::WebhookRequest::builder().url(receiver.url.as_str());
        partna.set_webhook().body(webhook).send().await?;
        deposit(&partna, "100.03").await?;
        second.wait_until(|output| output.contains("401")).await?;
    }
    Ok(())
}
