//! The sandbox can reject requests for every reason that the SDK recognizes.

use std::collections::BTreeMap;
use std::time::Duration;

use partna_auth::rust_decimal::Decimal;
use partna_auth::{HttpResponse, Operation, Reason, decode};
use partna_sandbox::{Fault, Sandbox};
use partna_tests::snapshots;
use serde_json::{Value, json};

use super::{Merchant, Result};

const NO_QUERY: &[(&str, &str)] = &[];

/// The reasons so far, each with the text of the API.
#[derive(Default)]
struct Seen(BTreeMap<Reason, String>);

impl Seen {
    /// Sends a request that must be rejected, and records its reason.
    async fn record(
        &mut self,
        merchant: &Merchant,
        id: &str,
        query: &[(&str, &str)],
        body: Value,
    ) -> Result {
        self.record_with_key(merchant, id, query, body, Sandbox::API_KEY)
            .await
    }

    async fn record_with_key(
        &mut self,
        merchant: &Merchant,
        id: &str,
        query: &[(&str, &str)],
        body: Value,
        key: &str,
    ) -> Result {
        let (status, body) = merchant.send(id, query, body, key).await?;
        let mut response = HttpResponse::new(body.to_string().into());
        *response.status_mut() = status.try_into()?;
        let error = decode::<Value>(Operation::by_id(id), response).err();
        let error = error.ok_or_else(|| format!("{id}: accepted: {body}"))?;
        let reason = error.reason();
        let reason = reason.ok_or_else(|| format!("{id}: no reason: {status} {body}"))?;
        let text = error.message().unwrap_or_default().to_owned();
        self.0.entry(reason).or_insert(format!("{status} {text}"));
        Ok(())
    }
}

#[tokio::test]
pub async fn sandbox_rejects_for_every_reason() -> Result {
    let mut merchant = Merchant::start().await?;
    let mut seen = Seen::default();
    accounts(&mut merchant, &mut seen).await?;
    kyc(&mut merchant, &mut seen).await?;
    money(&mut merchant, &mut seen).await?;
    keys(&mut merchant, &mut seen).await?;
    faults(&merchant, &mut seen).await?;
    let missing: Vec<&Reason> = Reason::ALL
        .iter()
        .filter(|it| !seen.0.contains_key(*it))
        .collect();
    assert_eq!(missing, Vec::<&Reason>::new());
    snapshots().bind(|| insta::assert_debug_snapshot!("sandbox_reasons", seen.0));
    Ok(())
}

async fn accounts(merchant: &mut Merchant, seen: &mut Seen) -> Result {
    let amina = json!({"accountName": "amina01", "email": "amina@example.com"});
    merchant
        .send_ok("create_account", NO_QUERY, amina.clone())
        .await?;
    seen.record(merchant, "create_account", NO_QUERY, amina)
        .await?;
    seen.record(
        merchant,
        "list_accounts",
        &[("accountName", "unknown")],
        Value::Null,
    )
    .await?;
    let naira = json!({"accountName": "amina01", "currency": "NGN"});
    seen.record(merchant, "create_bank_account", NO_QUERY, naira)
        .await?;
    let unknown = json!({"accountNumber": "0120000001", "bankCode": "999", "currency": "NGN"});
    seen.record(merchant, "resolve_bank_account", NO_QUERY, unknown)
        .await?;
    let other = Merchant::start_unexempted().await?;
    seen.record(&other, "get_kyc_exemption", NO_QUERY, Value::Null)
        .await
}

async fn kyc(merchant: &mut Merchant, seen: &mut Seen) -> Result {
    let amina = json!({"accountName": "amina01", "bvn": "22222222222"});
    let code = |code: &str| json!({"accountName": "amina01", "otp": code});
    merchant
        .send_ok("start_kyc", NO_QUERY, amina.clone())
        .await?;
    let other = json!({"accountName": "amina01", "phone": "08030000000"});
    seen.record(merchant, "confirm_kyc_phone", NO_QUERY, other)
        .await?;
    let by_phone = json!({"accountName": "amina01", "verificationMethod": "phone_1"});
    merchant
        .send_ok("set_kyc_verification_method", NO_QUERY, by_phone)
        .await?;
    seen.record(merchant, "confirm_kyc_otp", NO_QUERY, code("654321"))
        .await?;
    merchant
        .send_ok("confirm_kyc_otp", NO_QUERY, code("123456"))
        .await?;
    seen.record(merchant, "start_kyc", NO_QUERY, amina).await?;
    merchant
        .send_ok(
            "create_account",
            NO_QUERY,
            json!({"accountName": "bello02"}),
        )
        .await?;
    let bello = json!({"accountName": "bello02", "bvn": "22222222222"});
    for _ in 0..5 {
        merchant
            .send_ok("start_kyc", NO_QUERY, bello.clone())
            .await?;
    }
    seen.record(merchant, "start_kyc", NO_QUERY, bello).await
}

async fn money(merchant: &mut Merchant, seen: &mut Seen) -> Result {
    let transfer = |amount: u32, reference: &str| json!({"toAccount": "amina01", "amount": amount, "currency": "NGN", "transactionReference": reference});
    seen.record(
        merchant,
        "create_transfer",
        NO_QUERY,
        transfer(500_000_000, "first"),
    )
    .await?;
    let deposit = json!({"amount": 5000, "currency": "NGN", "network": "naira"});
    merchant
        .send_ok("create_mock_deposit", NO_QUERY, deposit)
        .await?;
    merchant
        .send_ok("create_transfer", NO_QUERY, transfer(5, "second"))
        .await?;
    seen.record(merchant, "create_transfer", NO_QUERY, transfer(5, "second"))
        .await?;
    seen.record(
        merchant,
        "create_transfer",
        NO_QUERY,
        json!({"amount": 5, "currency": "NGN"}),
    )
    .await?;
    let unknown_transaction = &[("transactionReference", "unknown")];
    seen.record(
        merchant,
        "get_transaction",
        unknown_transaction,
        Value::Null,
    )
    .await?;
    let invalid = json!({
        "fromAccount": Sandbox::API_USER, "amount": 5, "currency": "USDT", "network": "tron",
        "address": "0x52908400098527886E0F7030069857D2E4169EE7",
    });
    seen.record(merchant, "create_withdrawal", NO_QUERY, invalid)
        .await?;
    seen.record(
        merchant,
        "verify_rate_key",
        &[("key", "nonsense")],
        Value::Null,
    )
    .await?;
    let rate = merchant.rate_key("NGN", "USDT").await?;
    let ramp = |reference: &str| {
        json!({
            "type": "fiatToCrypto", "accountName": "amina01", "fromCurrency": "NGN", "fromNetwork": "naira",
            "fromAmount": 1000, "toCurrency": "USDT", "toNetwork": "tron", "rateKey": rate, "rampReference": reference,
            "cryptoAddress": "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
        })
    };
    merchant
        .send_ok("create_ramp", NO_QUERY, ramp("ramp1"))
        .await?;
    seen.record(merchant, "create_ramp", NO_QUERY, ramp("ramp2"))
        .await?;
    merchant.sandbox.advance(Duration::from_secs(24 * 3600));
    seen.record(merchant, "create_ramp", NO_QUERY, ramp("ramp3"))
        .await?;
    // At this price the rate is too small to be quoted.
    merchant.sandbox.set_price("NGN", Decimal::new(1, 8))?;
    let pair = &[("fromCurrency", "NGN"), ("toCurrency", "BTC")];
    seen.record(merchant, "get_rate", pair, Value::Null).await
}

async fn keys(merchant: &mut Merchant, seen: &mut Seen) -> Result {
    let reports = json!({"keyname": "reports", "scope": "G"});
    let generated = merchant
        .send_ok("generate_api_key", NO_QUERY, reports)
        .await?;
    let key = generated["data"]["apikey"].as_str().ok_or("no key")?;
    let account = json!({"accountName": "chidi03"});
    seen.record_with_key(merchant, "create_account", NO_QUERY, account, key)
        .await?;
    seen.record_with_key(merchant, "get_balances", NO_QUERY, Value::Null, "1--M--no")
        .await?;
    let unknown = json!({"apikey": "1--M--never-made"});
    seen.record(merchant, "invalidate_api_key", NO_QUERY, unknown)
        .await?;
    let scope = json!({"keyname": "reports", "scope": "Z"});
    seen.record(merchant, "generate_api_key", NO_QUERY, scope)
        .await
}

async fn faults(merchant: &Merchant, seen: &mut Seen) -> Result {
    let faults = [
        Fault::TemporarilyDisabled,
        Fault::RateLimited { retry_after: None },
    ];
    for fault in faults {
        merchant.sandbox.fail("get_balances", fault)?;
        seen.record(merchant, "get_balances", NO_QUERY, Value::Null)
            .await?;
    }
    Ok(())
}
