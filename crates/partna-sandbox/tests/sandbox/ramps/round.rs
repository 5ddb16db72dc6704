//! Money that goes to addresses of the sandbox itself: it is there.

use partna_auth::{Amount, Partna, types};
use rust_decimal::Decimal;

use super::{Result, balance, offramp, onramp, sandbox, send, status};

/// An offramp that is made, and where it is paid.
async fn made(partna: &Partna, reference: &str) -> Result<(types::RampOrder, String)> {
    let body = offramp(partna, reference).await?;
    let order = send(partna, body).await?.data.ok_or("no order")?;
    let address = order.extra.get("cryptoAddress");
    let address = address
        .and_then(|value| value.as_str())
        .ok_or("no address")?;
    let address = address.to_owned();
    Ok((order, address))
}

/// The whole way round: onramp to the account's own address, and back by sending it to the address of an offramp.
#[tokio::test]
async fn what_is_bought_can_be_sold_again() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let own = address(&partna, "USD", 1).await?;
    let body = onramp(&partna, "a1")
        .await?
        .crypto_address(own)
        .from_amount(Amount::from(100_000));
    sandbox.pay(&send(&partna, body).await?).await?;
    assert_eq!(balance(&partna, "USD").await?.to_string(), "59.7121");

    let (order, address) = made(&partna, "a2").await?;
    withdraw(&partna, "tron", address, 50).await?;
    assert_eq!(status(&partna, "a2").await?, "completed");
    assert_eq!(balance(&partna, "USD").await?.to_string(), "9.7021");
    let books = sandbox.books();
    books.check()?;
    assert_eq!(
        books.lines["NGN"].withdrawals,
        order.to_amount.ok_or("no amount")?.decimal()
    );
    Ok(())
}

/// An address of amina's, by the currency and which of its addresses.
async fn address(partna: &Partna, currency: &str, index: usize) -> Result<String> {
    let accounts = partna
        .list_accounts()
        .account_name("amina01")
        .send()
        .await?;
    let accounts = accounts.into_inner().data.unwrap_or_default().accounts;
    let own = accounts.first().and_then(|account| account.get(currency));
    let own = own.and_then(|ledger| ledger.asset.get(index)?.id.clone());
    Ok(own.ok_or("no address")?)
}

async fn withdraw(partna: &Partna, network: &str, to: String, amount: i64) -> Result {
    let body = types::WithdrawalRequest::builder()
        .from_account("amina01")
        .currency("USDT")
        .network(network)
        .address(to)
        .amount(Amount::from(amount));
    partna.create_withdrawal().body(body).send().await?;
    Ok(())
}

/// What comes to a ramp's address and is not what the ramp waits for is the account's, as on a chain nobody can refuse it.
#[tokio::test]
async fn another_amount_at_the_address_of_a_ramp_is_a_deposit() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let deposit = types::MockDepositRequest::builder()
        .account_name("amina01")
        .currency("USDT")
        .network("tron")
        .amount(Amount::from(200));
    partna.create_mock_deposit().body(deposit).send().await?;
    let (_, at) = made(&partna, "a1").await?;
    // In turn: too little, what is waited for, and that once more.
    for (amount, told, left) in [
        (49, "pending", "199.99"),
        (50, "completed", "149.98"),
        (50, "completed", "149.97"),
    ] {
        withdraw(&partna, "tron", at.clone(), amount).await?;
        assert_eq!(status(&partna, "a1").await?, told);
        assert_eq!(balance(&partna, "USD").await?.to_string(), left);
        sandbox.books().check()?;
    }
    Ok(())
}

/// Wallets write addresses with a checksum of capitals.
#[tokio::test]
async fn an_address_is_the_same_in_capitals() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let own = address(&partna, "USD", 0).await?;
    let digits = own.strip_prefix("0x").ok_or("no hexadecimal address")?;
    let shouted = format!("0x{}", digits.to_uppercase());
    assert_ne!(own, shouted);
    let body = onramp(&partna, "a1").await?;
    let body = body
        .to_network("polygon")
        .crypto_address(shouted.clone())
        .from_amount(Amount::from(100_000));
    sandbox.pay(&send(&partna, body).await?).await?;
    assert_eq!(balance(&partna, "USD").await?.to_string(), "59.7121");
    withdraw(&partna, "polygon", shouted, 20).await?;
    // A hundredth is what sending costs.
    assert_eq!(balance(&partna, "USD").await?.to_string(), "59.7021");
    assert_eq!(sandbox.books().lines["USD"].withdrawals, Decimal::from(20));
    Ok(())
}
