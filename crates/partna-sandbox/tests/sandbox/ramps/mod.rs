//! Ramps on the sandbox: the documented rules, a test a rule, and the books after each.

#![allow(
    clippy::indexing_slicing,
    reason = "a missing value fails the test either way"
)]

mod late;
mod quotes;
mod round;

use std::error::Error;
use std::time::Duration;

use partna_auth::{Amount, Country, Partna, types};
use partna_sandbox::{ErrorKind, Sandbox, Seed};
use rust_decimal::Decimal;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const FAR: &str = "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF";

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

/// An onramp of a thousand naira, to be changed.
async fn onramp(partna: &Partna, reference: &str) -> Result<types::builder::RampRequest> {
    Ok(types::RampRequest::builder()
        .account_name("amina01".to_owned())
        .from_currency("NGN")
        .from_network("naira")
        .from_amount(Amount::from(1000))
        .to_currency("USDT")
        .to_network("tron")
        .crypto_address(FAR.to_owned())
        .ramp_reference(reference.to_owned())
        .rate_key(key(partna, "NGN", "USDT").await?))
}

/// An offramp of 50 dollars.
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

type Sent<T> = std::result::Result<T, partna_auth::Error>;

async fn send(
    partna: &Partna,
    body: types::builder::RampRequest,
) -> Sent<types::RampOrderResponse> {
    let answer = partna.create_ramp().body(body).send().await;
    answer.map(|answer| answer.into_inner())
}

fn refused<T: std::fmt::Debug>(sent: Sent<T>) -> Result<String> {
    Ok(sent
        .err()
        .ok_or("it was taken")?
        .message()
        .unwrap_or_default()
        .to_owned())
}

async fn only(partna: &Partna, reference: &str) -> Result<types::Ramp> {
    let found = partna.list_ramps().ramp_reference(reference).send().await?;
    let mut found = found.into_inner().data.unwrap_or_default().ramp_requests;
    Ok(found.pop().ok_or("no such ramp")?)
}

async fn status(partna: &Partna, reference: &str) -> Result<String> {
    let status = only(partna, reference).await?.status;
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
async fn a_paid_ramp_sends_what_it_said() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let order = send(&partna, onramp(&partna, "a1").await?).await?;
    let said = order.data.clone().ok_or("no order")?;
    // The documented example: a thousand naira at that rate, less a hundredth.
    assert_eq!(
        (text(said.to_amount), text(said.current_rate)),
        ("0.5872".into(), "0.000597221725".into())
    );
    sandbox.pay(&order).await?;
    let ramp = only(&partna, "a1").await?;
    assert_eq!(
        ramp.status.ok_or("no status")?,
        partna_auth::RampStatus::Completed
    );
    let books = sandbox.books();
    books.check()?;
    assert_eq!(books.lines["USD"].withdrawals.to_string(), "0.5872");
    assert_eq!(books.lines["NGN"].converted_out.to_string(), "1000");
    let twice = sandbox.pay(&order).await.err().ok_or("it was paid twice")?;
    assert_eq!(
        (twice.kind(), twice.to_string().as_str()),
        (ErrorKind::Refused, "the ramp was paid before")
    );
    Ok(())
}

#[tokio::test]
async fn a_reference_is_taken_once_whatever_became_of_it() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let order = send(&partna, onramp(&partna, "a1").await?).await?;
    for became in ["pending", "canceled", "completed"] {
        match became {
            "canceled" => sandbox.advance(Duration::from_secs(3600)),
            "completed" => sandbox.pay(&order).await?,
            _ => {}
        }
        assert_eq!(status(&partna, "a1").await?, became);
        let again = onramp(&partna, "a1").await?;
        assert_eq!(
            refused(send(&partna, again.cancel_pending_ramp_request(true)).await)?,
            "ramp reference already exists"
        );
        let transfer = types::TransferRequest::builder()
            .to_account("bello02")
            .amount(Amount::from(1))
            .currency("NGN")
            .transaction_reference("a1".to_owned());
        let told = refused(partna.create_transfer().body(transfer).send().await)?;
        assert_eq!(told, "transactionReference already exist");
    }
    Ok(())
}

#[tokio::test]
async fn one_ramp_waits_at_a_time_and_gives_way_if_told() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let first = send(&partna, onramp(&partna, "a1").await?).await?;
    let told = refused(send(&partna, onramp(&partna, "a2").await?).await)?;
    // Not in words that would say that this very ramp was made before.
    assert_eq!(told, "User already has a pending ramp request");
    send(
        &partna,
        onramp(&partna, "a3")
            .await?
            .cancel_pending_ramp_request(true),
    )
    .await?;
    assert_eq!(status(&partna, "a1").await?, "canceled");
    // What comes for it all the same stays in the account.
    sandbox.pay(&first).await?;
    assert_eq!(balance(&partna, "NGN").await?, Decimal::from(1000));
    assert_eq!(status(&partna, "a3").await?, "pending");
    Ok(sandbox.books().check()?)
}

#[tokio::test]
async fn a_rate_key_holds_for_two_minutes() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let body = onramp(&partna, "a1").await?;
    sandbox.advance(Duration::from_secs(120));
    send(&partna, body).await?;
    let body = onramp(&partna, "a2")
        .await?
        .cancel_pending_ramp_request(true);
    sandbox.advance(Duration::from_secs(121));
    assert_eq!(refused(send(&partna, body).await)?, "rate key has expired");
    let body = onramp(&partna, "a3")
        .await?
        .rate_key("0.1-NGN_to_USDT-00000000-1999999999");
    assert_eq!(refused(send(&partna, body).await)?, "invalid key");
    Ok(())
}

/// A confirmed phone of the merchant's.
async fn phone(partna: &Partna, country: Country, number: &str) -> Result<String> {
    let body = types::PhoneRequest::builder()
        .account_name(Sandbox::API_USER)
        .country(country)
        .mobile_network("Airtel")
        .phone_number(number);
    let made = partna
        .register_phone()
        .body(body)
        .send()
        .await?
        .into_inner();
    let id = made.data.and_then(|data| data.phone_id).ok_or("no phone")?;
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
async fn shillings_come_from_a_kenyan_phone() -> Result {
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
    let error = error.ok_or("it was taken")?;
    assert_eq!(error.fields()[0].name, "phoneID");
    let order = send(&partna, body.phone_id(kenyan)).await?;
    sandbox.pay(&order).await?;
    assert_eq!(status(&partna, "a1").await?, "completed");
    Ok(sandbox.books().check()?)
}

#[tokio::test]
async fn what_is_missing_or_not_verified_is_told() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let bello = onramp(&partna, "a1")
        .await?
        .account_name("bello02".to_owned());
    assert_eq!(
        refused(send(&partna, bello).await)?,
        "user has not completed kyc"
    );
    let nobody = onramp(&partna, "a1")
        .await?
        .account_name("nobody".to_owned());
    assert_eq!(refused(send(&partna, nobody).await)?, "account not found");
    let elsewhere = onramp(&partna, "a1")
        .await?
        .crypto_address("0x12".to_owned());
    assert_eq!(refused(send(&partna, elsewhere).await)?, "validation error");
    let little = onramp(&partna, "a1").await?.from_amount(Amount::from(1));
    assert_eq!(
        refused(send(&partna, little).await)?,
        "the amount does not cover the fees"
    );
    assert_eq!(sandbox.books().lines["NGN"].deposits, Decimal::ZERO);
    Ok(())
}
