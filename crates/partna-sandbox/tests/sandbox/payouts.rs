//! Payouts: pending until they settle, with an event per step, and returned if the bank fails.

#![allow(
    clippy::indexing_slicing,
    reason = "a missing value fails the test either way"
)]

use std::error::Error;
use std::time::Duration;

use partna_auth::{Amount, Partna, types};
use partna_sandbox::{Sandbox, Seed};
use partna_webhook::Event;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

async fn sandbox() -> Result<Sandbox> {
    let seed = Seed::read(
        "[[accounts]]\nname = \"amina01\"\nbalances = { NGN = \"1000\", USDT = \"30\" }\n",
    )?;
    let builder = Sandbox::builder().seed(seed);
    Ok(builder
        .settle_after(Duration::from_secs(30))
        .start()
        .await?)
}

fn to_bank(code: &str, reference: &str) -> types::builder::WithdrawalRequest {
    types::WithdrawalRequest::builder()
        .from_account("amina01")
        .currency("NGN")
        .amount(Amount::from(400))
        .account_number("0120000001".to_owned())
        .bank_code(code.to_owned())
        .transaction_reference(reference.to_owned())
}

/// Returns the available balance of the customer, the reserved amount, and the status of a payout.
async fn state(partna: &Partna, reference: &str) -> Result<(String, String, String)> {
    let balances = partna
        .get_balances()
        .send()
        .await?
        .into_inner()
        .data
        .unwrap_or_default();
    let naira = balances.customer.get("NGN").ok_or("no naira")?;
    let text = |amount: Option<Amount>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    let payout = partna
        .get_transaction()
        .transaction_reference(reference)
        .send()
        .await?
        .into_inner();
    let status = payout
        .data
        .and_then(|payout| payout.status)
        .ok_or("no status")?;
    Ok((
        text(naira.available_balance),
        text(naira.pending_debit),
        status.to_string(),
    ))
}

fn event_status(event: Event) -> Result<String> {
    match event {
        Event::Withdrawal(withdrawal) => Ok(withdrawal.status.as_str().to_owned()),
        other => Err(format!("event: not a withdrawal: {other:?}").into()),
    }
}

fn expected(available: &str, reserved: &str, status: &str) -> (String, String, String) {
    (available.to_owned(), reserved.to_owned(), status.to_owned())
}

#[tokio::test]
async fn payout_is_pending_until_it_settles() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    partna
        .create_withdrawal()
        .body(to_bank("057", "b1"))
        .send()
        .await?;
    assert_eq!(
        state(&partna, "b1").await?,
        expected("599.99", "400.01", "processing")
    );
    assert_eq!(event_status(sandbox.next_webhook().await)?, "processing");
    sandbox.books().check()?;
    sandbox.advance(Duration::from_secs(29));
    assert_eq!(
        state(&partna, "b1").await?,
        expected("599.99", "400.01", "processing")
    );
    sandbox.advance(Duration::from_secs(1));
    assert_eq!(
        state(&partna, "b1").await?,
        expected("599.99", "0", "completed")
    );
    assert_eq!(event_status(sandbox.next_webhook().await)?, "completed");
    let books = sandbox.books();
    books.check()?;
    assert_eq!(
        (
            books.lines["NGN"].withdrawals.to_string(),
            books.lines["NGN"].fees.to_string()
        ),
        ("400".into(), "0.01".into())
    );
    Ok(())
}

#[tokio::test]
async fn failed_payout_is_returned() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    partna
        .create_withdrawal()
        .body(to_bank("0000", "b1"))
        .send()
        .await?;
    sandbox.advance(Duration::from_secs(30));
    assert_eq!(state(&partna, "b1").await?, expected("1000", "0", "failed"));
    assert_eq!(event_status(sandbox.next_webhook().await)?, "processing");
    assert_eq!(event_status(sandbox.next_webhook().await)?, "failed");
    Ok(sandbox.books().check()?)
}

#[tokio::test]
async fn reserved_amount_cannot_be_spent() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    for reference in ["b1", "b2"] {
        partna
            .create_withdrawal()
            .body(to_bank("057", reference))
            .send()
            .await?;
    }
    let third = partna
        .create_withdrawal()
        .body(to_bank("057", "b3"))
        .send()
        .await
        .err();
    assert_eq!(
        third.ok_or("the request was accepted")?.message(),
        Some("insufficient funds")
    );
    let transfer = types::TransferRequest::builder()
        .from_account("amina01".to_owned())
        .to_account(Sandbox::API_USER)
        .currency("NGN")
        .amount("199.99".parse::<Amount>()?);
    let fourth = partna.create_transfer().body(transfer).send().await.err();
    assert_eq!(
        fourth.ok_or("the request was accepted")?.message(),
        Some("insufficient funds")
    );
    assert_eq!(
        state(&partna, "b2").await?,
        expected("199.98", "800.02", "processing")
    );
    // The rejected request did not use its reference.
    sandbox.advance(Duration::from_secs(30));
    let second_attempt = partna
        .create_withdrawal()
        .body(to_bank("057", "b3").amount(Amount::from(100)));
    second_attempt.send().await?;
    Ok(sandbox.books().check()?)
}

#[tokio::test]
async fn rejects_address_of_another_network() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let body = types::WithdrawalRequest::builder()
        .from_account("amina01")
        .currency("USDT")
        .network("tron")
        .amount(Amount::from(5))
        .address("0x2eea5A634DB062E0e47Ec9fD37F3cab7Ee8FfD92".to_owned());
    let error = partna.create_withdrawal().body(body).send().await.err();
    assert_eq!(
        error.ok_or("the request was accepted")?.message(),
        Some("wrong network address")
    );
    Ok(())
}
