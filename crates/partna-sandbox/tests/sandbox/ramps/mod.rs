//! The documented rules of ramps, and the books after each.

#![allow(
    clippy::indexing_slicing,
    reason = "a missing value fails the test either way"
)]

mod internal_address;
mod late_payment;
mod quotes;

use std::error::Error;
use std::time::Duration;

use partna_auth::{Amount, Country, Partna, types};
use partna_sandbox::{ErrorKind, Sandbox, Seed};
use rust_decimal::Decimal;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const EXTERNAL_ADDRESS: &str = "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF";

async fn sandbox() -> Result<Sandbox> {
    let seed = Seed::read(
        "[[accounts]]\nname = \"amina01\"\nkyc = [\"NG\"]\n[[accounts]]\nname = \"bello02\"\n",
    )?;
    Ok(Sandbox::builder().seed(seed).start().await?)
}

async fn key(partna: &Partna, from: &str, to: &str) -> Result<String> {
    let rates = partna
        .get_rate()
        .from_currency(from)
        .to_currency(to)
        .send()
        .await?;
    let mut rates = rates.into_inner().data.unwrap_or_default().rate;
    let rate = rates.remove(&format!("{from}_to_{to}")).ok_or("no rate")?;
    Ok(rate.key.ok_or("no key")?)
}

/// Returns the request of an onramp of 1,000 naira.
async fn onramp(partna: &Partna, reference: &str) -> Result<types::builder::RampRequest> {
    Ok(types::RampRequest::builder()
        .account_name("amina01".to_owned())
        .from_currency("NGN")
        .from_network("naira")
        .from_amount(Amount::from(1000))
        .to_currency("USDT")
        .to_network("tron")
        .crypto_address(EXTERNAL_ADDRESS.to_owned())
        .ramp_reference(reference.to_owned())
        .rate_key(key(partna, "NGN", "USDT").await?))
}

/// Returns the request of an offramp of 50 dollars.
async fn offramp(partna: &Partna, reference: &str) -> Result<types::builder::RampRequest> {
    Ok(types::RampRequest::builder()
        .account_name("amina01".to_owned())
        .from_currency("USDT")
        .from_network("tron")
        .from_amount(Amount::from(50))
        .to_currency("NGN")
        .to_network("naira")
        .account_number("0120000001".to_owned())
        .bank_code("057".to_owned())
        .ramp_reference(reference.to_owned())
        .rate_key(key(partna, "USDT", "NGN").await?))
}

type SendResult<T> = std::result::Result<T, partna_auth::Error>;

async fn send(
    partna: &Partna,
    body: types::builder::RampRequest,
) -> SendResult<types::RampOrderResponse> {
    let response = partna.create_ramp().body(body).send().await;
    response.map(|response| response.into_inner())
}

/// Returns the text of a request that must be rejected.
fn rejection<T: std::fmt::Debug>(result: SendResult<T>) -> Result<String> {
    Ok(result
        .err()
        .ok_or("the request was accepted")?
        .message()
        .unwrap_or_default()
        .to_owned())
}

async fn find_ramp(partna: &Partna, reference: &str) -> Result<types::Ramp> {
    let found = partna.list_ramps().ramp_reference(reference).send().await?;
    let mut found = found.into_inner().data.unwrap_or_default().ramp_requests;
    Ok(found.pop().ok_or("no such ramp")?)
}

async fn status(partna: &Partna, reference: &str) -> Result<String> {
    let status = find_ramp(partna, reference).await?.status;
    Ok(status.ok_or("no status")?.to_string())
}

async fn balance(partna: &Partna, currency: &str) -> Result<Decimal> {
    let found = partna
        .list_accounts()
        .account_name("amina01")
        .send()
        .await?;
    let accounts = found.into_inner().data.unwrap_or_default().accounts;
    let ledger = accounts.first().and_then(|account| account.get(currency));
    Ok(ledger
        .and_then(|ledger| ledger.balance)
        .ok_or("no balance")?
        .decimal())
}

fn text(amount: Option<Amount>) -> String {
    amount.map(|amount| amount.to_string()).unwrap_or_default()
}

#[tokio::test]
async fn paid_ramp_sends_amount_of_order() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let order = send(&partna, onramp(&partna, "a1").await?).await?;
    let quoted = order.data.clone().ok_or("no order")?;
    // The documented example: 1,000 naira at the rate, minus a fee of 0.01.
    assert_eq!(
        (text(quoted.to_amount), text(quoted.current_rate)),
        ("0.5872".into(), "0.000597221725".into())
    );
    sandbox.pay(&order).await?;
    let ramp = find_ramp(&partna, "a1").await?;
    assert_eq!(
        ramp.status.ok_or("no status")?,
        partna_auth::RampStatus::Completed
    );
    let books = sandbox.books();
    books.check()?;
    assert_eq!(books.lines["USD"].withdrawals.to_string(), "0.5872");
    assert_eq!(books.lines["NGN"].converted_out.to_string(), "1000");
    let twice = sandbox
        .pay(&order)
        .await
        .err()
        .ok_or("the second payment was accepted")?;
    assert_eq!(
        (twice.kind(), twice.to_string().as_str()),
        (ErrorKind::Unsupported, "the ramp was paid before")
    );
    Ok(())
}

#[tokio::test]
async fn rejects_used_reference_in_every_status() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let order = send(&partna, onramp(&partna, "a1").await?).await?;
    for current in ["pending", "canceled", "completed"] {
        match current {
            "canceled" => sandbox.advance(Duration::from_secs(3600)),
            "completed" => sandbox.pay(&order).await?,
            _ => {}
        }
        assert_eq!(status(&partna, "a1").await?, current);
        let repeated = onramp(&partna, "a1").await?;
        assert_eq!(
            rejection(send(&partna, repeated.cancel_pending_ramp_request(true)).await)?,
            "ramp reference already exists"
        );
        let transfer = types::TransferRequest::builder()
            .to_account("bello02")
            .amount(Amount::from(1))
            .currency("NGN")
            .transaction_reference("a1".to_owned());
        let message = rejection(partna.create_transfer().body(transfer).send().await)?;
        assert_eq!(message, "transactionReference already exist");
    }
    Ok(())
}

#[tokio::test]
async fn pending_ramp_blocks_another_until_replaced() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let first = send(&partna, onramp(&partna, "a1").await?).await?;
    let message = rejection(send(&partna, onramp(&partna, "a2").await?).await)?;
    // The text must not state that this reference was used.
    assert_eq!(message, "User already has a pending ramp request");
    send(
        &partna,
        onramp(&partna, "a3")
            .await?
            .cancel_pending_ramp_request(true),
    )
    .await?;
    assert_eq!(status(&partna, "a1").await?, "canceled");
    // A later payment stays in the account.
    sandbox.pay(&first).await?;
    assert_eq!(balance(&partna, "NGN").await?, Decimal::from(1000));
    assert_eq!(status(&partna, "a3").await?, "pending");
    Ok(sandbox.books().check()?)
}

#[tokio::test]
async fn rate_key_expires_after_two_minutes() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let body = onramp(&partna, "a1").await?;
    sandbox.advance(Duration::from_secs(120));
    send(&partna, body).await?;
    let body = onramp(&partna, "a2")
        .await?
        .cancel_pending_ramp_request(true);
    sandbox.advance(Duration::from_secs(121));
    assert_eq!(
        rejection(send(&partna, body).await)?,
        "rate key has expired"
    );
    let body = onramp(&partna, "a3")
        .await?
        .rate_key("0.1-NGN_to_USDT-00000000-1999999999");
    assert_eq!(rejection(send(&partna, body).await)?, "invalid key");
    Ok(())
}

/// Registers and confirms a phone of the merchant, and returns its id.
async fn phone(partna: &Partna, country: Country, number: &str) -> Result<String> {
    let body = types::PhoneRequest::builder()
        .account_name(Sandbox::API_USER)
        .country(country)
        .mobile_network("Airtel")
        .phone_number(number);
    let registered = partna
        .register_phone()
        .body(body)
        .send()
        .await?
        .into_inner();
    let id = registered
        .data
        .and_then(|data| data.phone_id)
        .ok_or("no phone")?;
    let body = types::PhoneVerificationRequest::builder()
        .phone_id(id.as_str())
        .verification_method("sendotp");
    partna.verify_phone().body(body).send().await?;
    let body = types::PhoneOtpRequest::builder()
        .phone_id(id.as_str())
        .otp("123456");
    partna.confirm_phone().body(body).send().await?;
    Ok(id)
}

#[tokio::test]
async fn shilling_onramp_requires_kenyan_phone() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let nigerian = phone(&partna, Country::Ng, "08030013843").await?;
    let kenyan = phone(&partna, Country::Ke, "0712345678").await?;
    let body = onramp(&partna, "a1")
        .await?
        .account_name(Sandbox::API_USER)
        .from_currency("KES")
        .from_network("kenyanshilling")
        .rate_key(key(&partna, "KES", "USDT").await?);
    let error = send(&partna, body.clone().phone_id(nigerian)).await.err();
    let error = error.ok_or("the request was accepted")?;
    assert_eq!(error.fields()[0].name, "phoneID");
    let order = send(&partna, body.phone_id(kenyan)).await?;
    sandbox.pay(&order).await?;
    assert_eq!(status(&partna, "a1").await?, "completed");
    Ok(sandbox.books().check()?)
}

#[tokio::test]
async fn rejects_unverified_and_unknown_accounts_and_invalid_ramps() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let bello = onramp(&partna, "a1")
        .await?
        .account_name("bello02".to_owned());
    assert_eq!(
        rejection(send(&partna, bello).await)?,
        "user has not completed kyc"
    );
    let unknown = onramp(&partna, "a1")
        .await?
        .account_name("unknown".to_owned());
    assert_eq!(
        rejection(send(&partna, unknown).await)?,
        "account not found"
    );
    let invalid_address = onramp(&partna, "a1")
        .await?
        .crypto_address("0x12".to_owned());
    assert_eq!(
        rejection(send(&partna, invalid_address).await)?,
        "validation error"
    );
    let small = onramp(&partna, "a1").await?.from_amount(Amount::from(1));
    assert_eq!(
        rejection(send(&partna, small).await)?,
        "the amount does not cover the fees"
    );
    assert_eq!(sandbox.books().lines["NGN"].deposits, Decimal::ZERO);
    Ok(())
}
