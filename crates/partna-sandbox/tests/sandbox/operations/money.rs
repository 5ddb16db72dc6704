//! Money: deposits, transfers, withdrawals, conversions and ramps.

use serde_json::{Value, json};

use super::{Merchant, Result};

/// Returns the available balance of all customers in a currency.
async fn available(merchant: &mut Merchant, currency: &str) -> Result<Value> {
    let balances = merchant.get("get_balances", &[]).await?;
    Ok(balances["data"]["customer"][currency]["availableBalance"].clone())
}

pub async fn move_money(merchant: &mut Merchant) -> Result {
    let assets = merchant.get("list_supported_assets", &[]).await?;
    assert_eq!(
        assets["data"]["byCurrency"]["NGN"]["naira"]["withdrawalFee"],
        json!(0.01)
    );
    let deposit = json!({"accountName": "amina01", "amount": 100_000.5, "currency": "NGN", "network": "naira"});
    merchant
        .send_ok("create_mock_deposit", &[], deposit)
        .await?;
    let fiat = json!({"accountName": "amina01", "amount": 250, "currency": "NGN"});
    merchant
        .send_ok("create_mock_fiat_deposit", &[], fiat)
        .await?;
    assert_eq!(available(merchant, "NGN").await?, json!(100_250.5));
    let cedis = json!({
        "accountName": "amina01", "amount": 40, "currency": "GHS", "mobileNetwork": "MTN", "mobileNumber": "0240000000",
        "transactionReference": "c011ec7",
    });
    merchant.send_ok("initiate_transfer", &[], cedis).await?;
    assert_eq!(available(merchant, "GHS").await?, json!(40));

    let transfer = json!({
        "fromAccount": "amina01", "toAccount": "chidi03", "amount": 500, "currency": "NGN", "transactionReference": "7ea0",
    });
    merchant.send_ok("create_transfer", &[], transfer).await?;
    let query = [("transactionReference", "7ea0")];
    let found = merchant.get("get_transaction", &query).await?;
    let transaction = &found["data"];
    assert_eq!(
        (&transaction["amount"], &transaction["status"]),
        (&json!(500), &json!("completed"))
    );
    let withdrawal = json!({
        "fromAccount": "chidi03", "amount": 100, "currency": "NGN", "type": "naira", "bankCode": "057",
        "accountNumber": "0120000001", "transactionReference": "0a7",
    });
    merchant
        .send_ok("create_withdrawal", &[], withdrawal)
        .await?;
    assert_eq!(available(merchant, "NGN").await?, json!(100_150.49));
    Ok(())
}

pub async fn convert(merchant: &mut Merchant) -> Result {
    let key = merchant.rate_key("NGN", "USD").await?;
    let query = [("key", key.as_str().ok_or("no key")?)];
    let verified = merchant.get("verify_rate_key", &query).await?;
    assert_eq!(
        (&verified["data"]["isValid"], &verified["data"]["isExp"]),
        (&json!(true), &json!(false))
    );
    let conversion = json!({"accountName": "amina01", "rateKey": key, "fromAmount": 50_000, "transactionReference": "c0"});
    let response = merchant
        .send_ok("convert_currency", &[], conversion)
        .await?;
    assert_eq!(response["data"]["toAmount"], json!(29.861));
    let preorder = json!({"accountName": "amina01", "rateKey": key, "fromAmount": 1, "transactionReference": "c1"});
    let receipt = merchant
        .send_ok("preorder_conversion", &[], preorder)
        .await?;
    assert_eq!(receipt["data"]["transactionReference"], "c1");
    assert_eq!(available(merchant, "USD").await?, json!(29.861));
    let query = [("accountName", "amina01"), ("limit", "2")];
    let listed = merchant.get("list_transactions", &query).await?;
    let rows = listed["data"].as_array().ok_or("no list")?;
    let references: Vec<&Value> = rows
        .iter()
        .map(|row| &row["transactionReference"])
        .collect();
    assert_eq!(references, [&json!("c0"), &json!("7ea0")]);
    Ok(())
}

pub async fn create_ramps(merchant: &mut Merchant) -> Result {
    let key = merchant.rate_key("NGN", "USDT").await?;
    let mut ramp = json!({
        "type": "fiatToCrypto", "accountName": "amina01", "fromCurrency": "NGN", "fromNetwork": "naira", "fromAmount": 1000,
        "toCurrency": "USDT", "toNetwork": "tron", "cryptoAddress": "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF", "rateKey": key,
    });
    let breakdown = merchant
        .send_ok("get_ramp_breakdown", &[], ramp.clone())
        .await?;
    ramp["rampReference"] = json!("fa3e");
    let order = merchant.send_ok("create_ramp", &[], ramp).await?;
    assert_eq!(
        order["data"]["toAmount"],
        breakdown["data"]["NetAmountInToCurrency"]
    );
    let listed = merchant
        .get("list_ramps", &[("accountName", "amina01")])
        .await?;
    assert_eq!(listed["data"]["total"], json!(1));
    Ok(())
}
