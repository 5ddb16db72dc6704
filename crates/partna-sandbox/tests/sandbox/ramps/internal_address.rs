//! Payments to addresses of the sandbox are credited to its accounts.

use partna_auth::{Amount, Partna, types};
use rust_decimal::Decimal;

use super::{Result, balance, offramp, onramp, sandbox, send, status};

/// Creates an offramp, and returns its order and its payment address.
async fn create_offramp(partna: &Partna, reference: &str) -> Result<(types::RampOrder, String)> {
    let body = offramp(partna, reference).await?;
    let order = send(partna, body).await?.data.ok_or("no order")?;
    let address = order.extra.get("cryptoAddress");
    let address = address
        .and_then(|value| value.as_str())
        .ok_or("no address")?;
    let address = address.to_owned();
    Ok((order, address))
}

/// An onramp to the account's own address, then a withdrawal to the address of an offramp.
#[tokio::test]
async fn bought_coins_can_be_sold_with_offramp() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let own = address(&partna, "USD", 1).await?;
    let body = onramp(&partna, "a1")
        .await?
        .crypto_address(own)
        .from_amount(Amount::from(100_000));
    sandbox.pay(&send(&partna, body).await?).await?;
    assert_eq!(balance(&partna, "USD").await?.to_string(), "59.7121");

    let (order, address) = create_offramp(&partna, "a2").await?;
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

/// Returns an address of the customer, by its currency and index.
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

/// A payment on a chain cannot be rejected, so another amount is credited to the account.
#[tokio::test]
async fn other_amount_at_ramp_address_is_deposit() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let deposit = types::MockDepositRequest::builder()
        .account_name("amina01")
        .currency("USDT")
        .network("tron")
        .amount(Amount::from(200));
    partna.create_mock_deposit().body(deposit).send().await?;
    let (_, address) = create_offramp(&partna, "a1").await?;
    // An amount that is too small, the expected amount, and the expected amount again.
    for (amount, expected, balance_after) in [
        (49, "pending", "199.99"),
        (50, "completed", "149.98"),
        (50, "completed", "149.97"),
    ] {
        withdraw(&partna, "tron", address.clone(), amount).await?;
        assert_eq!(status(&partna, "a1").await?, expected);
        assert_eq!(balance(&partna, "USD").await?.to_string(), balance_after);
        sandbox.books().check()?;
    }
    Ok(())
}

/// Wallets encode a checksum in the case of an address.
#[tokio::test]
async fn address_is_case_insensitive() -> Result {
    let sandbox = sandbox().await?;
    let partna = sandbox.client();
    let own = address(&partna, "USD", 0).await?;
    let digits = own.strip_prefix("0x").ok_or("no hexadecimal address")?;
    let uppercase = format!("0x{}", digits.to_uppercase());
    assert_ne!(own, uppercase);
    let body = onramp(&partna, "a1").await?;
    let body = body
        .to_network("polygon")
        .crypto_address(uppercase.clone())
        .from_amount(Amount::from(100_000));
    sandbox.pay(&send(&partna, body).await?).await?;
    assert_eq!(balance(&partna, "USD").await?.to_string(), "59.7121");
    withdraw(&partna, "polygon", uppercase, 20).await?;
    // The withdrawal fee is 0.01.
    assert_eq!(balance(&partna, "USD").await?.to_string(), "59.7021");
    assert_eq!(sandbox.books().lines["USD"].withdrawals, Decimal::from(20));
    Ok(())
}
