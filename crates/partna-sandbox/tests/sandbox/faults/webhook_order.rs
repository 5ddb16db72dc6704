//! Duplicate and reordered webhooks.

use std::time::Duration;

use partna_auth::{Partna, types};
use partna_sandbox::{Fault, Sandbox};
use partna_tests::server::{Reply, Request, Server};
use partna_webhook::{
    Claim, Completion, Deduplicate, Event, LatestStatus, MemoryStore, Status, StatusChange,
};
use serde_json::json;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::Result;
use super::case::onramp;

/// The timeout of a delivery.
const DELIVERY_TIMEOUT: Duration = Duration::from_secs(60);
/// The lease of a claimed event.
const LEASE: Duration = Duration::from_secs(60);

async fn deposit(partna: &Partna, amount: &str) -> Result {
    let body = types::MockDepositRequest::builder()
        .currency("NGN")
        .network("naira")
        .amount(amount);
    partna.create_mock_deposit().body(body).send().await?;
    Ok(())
}

#[tokio::test]
async fn duplicate_delivery_is_claimed_once() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client();
    let (sender, mut bodies) = mpsc::unbounded_channel();
    let receiver = Server::start(move |request: Request| {
        // This fails only after the test has ended.
        let _ = sender.send(request.body);
        std::future::ready(Reply::Json(200, json!({})))
    });
    let receiver = receiver.await?;
    let url = format!("{}/webhook", receiver.base_url());
    let body = types::WebhookRequest::builder().url(url);
    partna.set_webhook().body(body).send().await?;
    sandbox.fail_next(Fault::DuplicateWebhooks)?;
    for amount in ["100.01", "100.02"] {
        deposit(&partna, amount).await?;
    }
    let (verifier, store) = (sandbox.verifier(), MemoryStore::new(100));
    let mut claims = Vec::new();
    for _ in 0..3 {
        let body = timeout(DELIVERY_TIMEOUT, bodies.recv())
            .await?
            .ok_or("no delivery")?;
        let delivery = verifier.verify(&body)?;
        let key = delivery.idempotency_key().ok_or("no idempotency key")?;
        let claim = store.claim(key, LEASE).await?;
        let claim = match claim {
            Claim::New(token) => {
                assert_eq!(store.complete(&token).await?, Completion::Recorded);
                "new"
            }
            Claim::Busy => "busy",
            Claim::Completed => "done",
        };
        let Event::Deposit(deposit) = delivery.into_event() else {
            return Err("no deposit".into());
        };
        claims.push((deposit.amount.to_string(), claim));
    }
    let expected = [("100.01", "new"), ("100.01", "done"), ("100.02", "new")];
    assert_eq!(
        claims,
        expected.map(|(amount, claim)| (amount.to_owned(), claim))
    );
    // The inbox of the sandbox received the same deliveries.
    for _ in 0..3 {
        timeout(DELIVERY_TIMEOUT, sandbox.next_webhook()).await?;
    }
    Ok(())
}

/// Returns the status of the next event, and its relation to the recorded status.
async fn next_status(
    sandbox: &Sandbox,
    progress: &mut LatestStatus,
) -> Result<(String, StatusChange)> {
    let event = timeout(DELIVERY_TIMEOUT, sandbox.next_webhook()).await?;
    let status = event.status().ok_or("the event has no status")?;
    Ok((status.to_string(), progress.advance(status)))
}

#[tokio::test]
async fn reordered_events_leave_last_status_recorded() -> Result {
    let swapped_at_start = [
        ("received", StatusChange::Newer),
        ("pending", StatusChange::Stale),
        ("processing", StatusChange::Newer),
        ("completed", StatusChange::Newer),
    ];
    let swapped_after_first = [
        ("pending", StatusChange::Newer),
        ("processing", StatusChange::Newer),
        ("received", StatusChange::Stale),
        ("completed", StatusChange::Newer),
    ];
    for (is_first, expected) in [(true, swapped_at_start), (false, swapped_after_first)] {
        let sandbox = Sandbox::start().await?;
        let partna = sandbox.client();
        let mut progress = LatestStatus::default();
        let mut statuses = Vec::new();
        if is_first {
            sandbox.fail_next(Fault::ReorderWebhooks)?;
        }
        let ramp = partna.create_ramp().body(onramp(&partna).await?);
        let order = ramp.send().await?.into_inner();
        if !is_first {
            statuses.push(next_status(&sandbox, &mut progress).await?);
            sandbox.fail_next(Fault::ReorderWebhooks)?;
        }
        sandbox.pay(&order).await?;
        while statuses.len() < expected.len() {
            statuses.push(next_status(&sandbox, &mut progress).await?);
        }
        let expected = expected.map(|(status, change)| (status.to_owned(), change));
        assert_eq!(statuses, expected);
        assert_eq!(progress.status(), Some(&Status::Completed));
        sandbox.books().check()?;
    }
    Ok(())
}
