//! Webhooks that come twice, and webhooks that overtake each other.

use std::time::Duration;

use partna_auth::{Partna, types};
use partna_sandbox::{Fault, Sandbox};
use partna_tests::server::{Reply, Request, Server};
use partna_webhook::{
    Claim, Completion, Deduplicate, Event, MemoryStore, Progress, Status, StatusChange,
};
use serde_json::json;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::Result;
use super::cell::onramp;

/// How long a webhook may take.
const SOON: Duration = Duration::from_secs(60);
/// How long an event may be worked on.
const LEASE: Duration = Duration::from_secs(60);

async fn deposit(partna: &Partna, amount: &str) -> Result {
    let body = types::MockDepositRequest::builder()
        .currency("NGN")
        .network("naira")
        .amount(amount);
    partna.create_mock_deposit().body(body).send().await?;
    Ok(())
}

/// A delivery that is made twice is worked on once.
#[tokio::test]
async fn of_two_deliveries_one_is_new() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client();
    let (sender, mut bodies) = mpsc::unbounded_channel();
    let receiver = Server::start(move |request: Request| {
        // The test is over if nobody listens.
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
        let body = timeout(SOON, bodies.recv()).await?.ok_or("no delivery")?;
        let delivery = verifier.verify(&body)?;
        let key = delivery.idempotency_key().ok_or("nothing identifies it")?;
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
    let meant = [("100.01", "new"), ("100.01", "done"), ("100.02", "new")];
    assert_eq!(
        claims,
        meant.map(|(amount, claim)| (amount.to_owned(), claim))
    );
    // The sandbox's own inbox has seen the same.
    for _ in 0..3 {
        timeout(SOON, sandbox.next_webhook()).await?;
    }
    Ok(())
}

/// What the next event says, and what it is to the status on record.
async fn step(sandbox: &Sandbox, progress: &mut Progress) -> Result<(String, StatusChange)> {
    let event = timeout(SOON, sandbox.next_webhook()).await?;
    let status = event.status().ok_or("it has no status")?;
    Ok((status.to_string(), progress.advance(status)))
}

/// News that overtake each other leave the last status on record.
#[tokio::test]
async fn whatever_order_news_come_in_the_last_is_on_record() -> Result {
    let before_the_first = [
        ("received", StatusChange::Newer),
        ("pending", StatusChange::Stale),
        ("processing", StatusChange::Newer),
        ("completed", StatusChange::Newer),
    ];
    let before_the_second = [
        ("pending", StatusChange::Newer),
        ("processing", StatusChange::Newer),
        ("received", StatusChange::Stale),
        ("completed", StatusChange::Newer),
    ];
    for (is_first, meant) in [(true, before_the_first), (false, before_the_second)] {
        let sandbox = Sandbox::start().await?;
        let partna = sandbox.client();
        let mut progress = Progress::default();
        let mut steps = Vec::new();
        if is_first {
            sandbox.fail_next(Fault::ReorderWebhooks)?;
        }
        let ramp = partna.create_ramp().body(onramp(&partna).await?);
        let order = ramp.send().await?.into_inner();
        if !is_first {
            steps.push(step(&sandbox, &mut progress).await?);
            sandbox.fail_next(Fault::ReorderWebhooks)?;
        }
        sandbox.pay(&order).await?;
        while steps.len() < meant.len() {
            steps.push(step(&sandbox, &mut progress).await?);
        }
        let meant = meant.map(|(status, step)| (status.to_owned(), step));
        assert_eq!(steps, meant);
        assert_eq!(progress.status(), Some(&Status::Completed));
        sandbox.books().check()?;
    }
    Ok(())
}
