//! Money: in, around, converted, out.

use serde_json::{Value, json};

use super::{Day, Result};

/// What all customers have of a currency and can spend.
async fn available(day: &mut Day, currency: &str) -> Result<Value> {
    let balances = day.get("get_balances", &[]).await?;
    Ok(balances["data"]["customer"][currency]["availableBalance"].clone())
}

pub async fn moved(day: &mut Day) -> Result {
    let assets = day.get("list_supported_assets", &[]).await?;
    assert_eq!(
        assets["data"]["byCurrency"]["NGN"]["naira"]["withdrawalFee"],
        json!(0.01)
    );
    let deposit = json!({"accountName": "amina01", "amount": 100_000.5, "currency": "NGN", "network": "naira"});
    day.ask("create_mock_deposit", &[], deposit).await?;
    let fiat = json!({"accountName": "amina01", "amount": 250, "currency": "NGN"});
    day.ask("create_mock_fiat_deposit", &[], fiat).await?;
    assert_eq!(available(day, "NGN").await?, json!(100_250.5));
    let cedis = json!({
        "accountName": "amina01", "amount": 40, "currency": "GHS", "mobileNetwork": "MTN", "mobileNumber": "0240000000",
        "transactionReference": "c011ec7",
    });
    day.ask("initiate_transfer", &[], cedis).await?;
    assert_eq!(available(day, "GHS").await?, json!(40));

    let transfer = json!({
        "fromAccount": "amina01", "toAccount": "chidi03", "amount": 500, "currency": "NGN", "transactionReference": "7ea0",
    });
    day.ask("create_transfer", &[], transfer).await?;
    let which = [("transactionReference", "7ea0")];
    let told = day.get("get_transaction", &which).await?;
    let told = &told["data"];
    assert_eq!(
        (&told["amount"], &told["status"]),
        (&json!(500), &json!("completed"))
    );
    let withdrawal = json!({
        "fromAccount": "chidi03", "amount": 100, "currency": "NGN", "type": "naira", "bankCode": "057",
        "accountNumber": "0120000001", "transactionReference": "0a7",
    });
    day.ask("create_withdrawal", &[], withdrawal).await?;
    assert_eq!(available(day, "NGN").await?, json!(100_150.49));
    Ok(())
}

pub async fn converted(day: &mut Day) -> Result {
    let key = day.rate_key("NGN", "USD").await?;
    let asked = [("key", key.as_str().ok_or("no key")?)];
    let told = day.get("verify_rate_key", &asked).await?;
    assert_eq!(
        (&told["data"]["isValid"], &told["data"]["isExp"]),
        (&json!(true), &json!(false))
    );
    let conversion = json!({"accountName": "amina01", "rateKey": key, "fromAmount": 50_000, "transactionReference": "c0"});
    let answer = day.ask("convert_currency", &[], conversion).await?;
    assert_eq!(answer["data"]["toAmount"], json!(29.861));
    let preorder = json!({"accountName": "amina01", "rateKey": key, "fromAmount": 1, "transactionReference": "c1"});
    let receipt = day.ask("preorder_conversion", &[], preorder).await?;
    assert_eq!(receipt["data"]["transactionReference"], "c1");
    assert_eq!(available(day, "USD").await?, json!(29.861));
    let asked = [("accountName", "amina01"), ("limit", "2")];
    let listed = day.get("list_transactions", &asked).await?;
    let rows = listed["data"].as_array().ok_or("no list")?;
    let references: Vec<&Value> = rows
        .iter()
        .map(|row| &row["transactionReference"])
        .collect();
    assert_eq!(references, [&json!("c0"), &json!("7ea0")]);
    Ok(())
}

pub async fn ramps(day: &mut Day) -> Result {
    let key = day.rate_key("NGN", "USDT").await?;
    let mut ramp = json!({
        "type": "fiatToCrypto", "accountName": "amina01", "fromCurrency": "NGN", "fromNetwork": "naira", "fromAmount": 1000,
        "toCurrency": "USDT", "toNetwork": "tron", "cryptoAddress": "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF", "rateKey": key,
    });
    let reckoned = day.ask("get_ramp_breakdown", &[], ramp.clone()).await?;
    ramp["rampReference"] = json!("fa3e");
    let order = day.ask("create_ramp", &[], ramp).await?;
    assert_eq!(
        order["data"]["toAmount"],
        reckoned["data"]["NetAmountInToCurrency"]
    );
    let listed = day.get("list_ramps", &[("accountName", "amina01")]).await?;
    assert_eq!(listed["data"]["total"], json!(1));
    Ok(())
}
