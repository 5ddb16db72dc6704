//! Equal deposits: their events may be identical, and each deposit is recorded once.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::time::Duration;

use partna_auth::{Amount, Partna, types};
use partna_sandbox::Sandbox;
use partna_webhook::service::{self, Events};
use partna_webhook::{Deposit, Event, Verified};
use tokio::net::TcpListener;
use tokio::time::timeout;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Guards against a hang.
const HANG_GUARD: Duration = Duration::from_secs(120);

async fn receive(sandbox: &Sandbox) -> Result<Events> {
    let (endpoint, events) = service::receiver(sandbox.verifier(), 10);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/partna", listener.local_addr()?);
    let router = axum::Router::new().route("/partna", endpoint.into_route());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let body = types::WebhookRequest::builder().url(url);
    sandbox.client().set_webhook().body(body).send().await?;
    Ok(events)
}

async fn pay(partna: &Partna, account: &str, amount: &str) -> Result {
    let body = types::MockDepositRequest::builder()
        .account_name(account)
        .currency("NGN")
        .network("naira")
        .amount(amount);
    partna.create_mock_deposit().body(body).send().await?;
    Ok(())
}

async fn next(events: &mut Events) -> Result<Verified> {
    Ok(timeout(HANG_GUARD, events.next())
        .await?
        .ok_or("no event")?)
}

/// Records the transactions of an event once by their references, as the guide describes.
async fn record_transactions(
    partna: &Partna,
    deposit: &Deposit,
    recorded: &mut BTreeMap<String, Amount>,
) -> Result {
    let list = partna.list_transactions().send().await?.into_inner();
    for transaction in list.data {
        let matches = transaction.to_account.as_deref() == Some(&deposit.to_account)
            && transaction.amount == Some(deposit.amount);
        if let Some(reference) = transaction.transaction_reference.filter(|_| matches) {
            recorded.insert(reference, deposit.amount);
        }
    }
    Ok(())
}

#[tokio::test]
async fn equal_deposits_without_session_are_each_recorded_once() -> Result {
    let sandbox = Sandbox::builder()
        .deposits_without_session()
        .start()
        .await?;
    let partna = sandbox.client();
    let account = types::AccountRequest::builder().account_name("amina01");
    partna.create_account().body(account).send().await?;
    let mut events = receive(&sandbox).await?;
    let mut recorded = BTreeMap::new();
    sandbox.fail_next(partna_sandbox::Fault::DuplicateWebhooks)?;
    for _ in 0..3 {
        pay(&partna, "amina01", "2500.50").await?;
    }
    pay(&partna, "amina01", "2500.51").await?;
    let mut seen = Vec::new();
    for _ in 0..5 {
        let event = next(&mut events).await?;
        assert_eq!(event.idempotency_key(), None);
        let Event::Deposit(deposit) = &event.event else {
            return Err(format!("{event:?}").into());
        };
        record_transactions(&partna, deposit, &mut recorded).await?;
        seen.push(event.into_event());
    }
    assert!(
        seen.windows(2).take(3).all(|pair| pair[0] == pair[1]),
        "the events of equal deposits differ"
    );
    let mut amounts: Vec<String> = recorded.values().map(Amount::to_string).collect();
    amounts.sort();
    assert_eq!(amounts, ["2500.5", "2500.5", "2500.5", "2500.51"]);
    sandbox.books().check()?;
    Ok(())
}

/// By default, each event has a session, which distinguishes equal deposits.
#[tokio::test]
async fn equal_deposits_with_session_have_different_keys() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client();
    let mut events = receive(&sandbox).await?;
    let mut keys = BTreeSet::new();
    for _ in 0..3 {
        pay(&partna, Sandbox::API_USER, "2500.50").await?;
        let event = next(&mut events).await?;
        let key = event.idempotency_key().ok_or("no idempotency key")?;
        keys.insert(key.as_str().to_owned());
    }
    assert_eq!(keys.len(), 3);
    Ok(())
}
