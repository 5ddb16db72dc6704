//! The sandbox refuses requests for every reason that the SDK knows.

use std::collections::BTreeMap;
use std::time::Duration;

use partna_auth::rust_decimal::Decimal;
use partna_auth::{HttpResponse, Operation, Reason, decode};
use partna_sandbox::{Fault, Sandbox};
use partna_tests::snapshots;
use serde_json::{Value, json};

use super::{Day, Result};

const NONE: &[(&str, &str)] = &[];

/// The reasons seen so far, each with the API's text.
#[derive(Default)]
struct Seen(BTreeMap<Reason, String>);

impl Seen {
    /// Sends a request that is refused, and notes its reason.
    async fn refusal(
        &mut self,
        day: &Day,
        id: &str,
        query: &[(&str, &str)],
        body: Value,
    ) -> Result {
        self.refusal_of_key(day, id, query, body, Sandbox::API_KEY)
            .await
    }

    async fn refusal_of_key(
        &mut self,
        day: &Day,
        id: &str,
        query: &[(&str, &str)],
        body: Value,
        key: &str,
    ) -> Result {
        let (status, body) = day.send(id, query, body, key).await?;
        let mut response = HttpResponse::new(body.to_string().into());
        *response.status_mut() = status.try_into()?;
        let error = decode::<Value>(Operation::by_id(id), response).err();
        let error = error.ok_or_else(|| format!("{id} succeeded with {body}"))?;
        let reason = error.reason();
        let reason = reason.ok_or_else(|| format!("no reason for {id}: {status} {body}"))?;
        let text = error.message().unwrap_or_default().to_owned();
        self.0.entry(reason).or_insert(format!("{status} {text}"));
        Ok(())
    }
}

#[tokio::test]
pub async fn sandbox_refuses_for_every_reason() -> Result {
    let mut day = Day::begin().await?;
    let mut seen = Seen::default();
    accounts(&mut day, &mut seen).await?;
    kyc(&mut day, &mut seen).await?;
    money(&mut day, &mut seen).await?;
    keys(&mut day, &mut seen).await?;
    faults(&day, &mut seen).await?;
    let missing: Vec<&Reason> = Reason::ALL
        .iter()
        .filter(|it| !seen.0.contains_key(*it))
        .collect();
    assert_eq!(missing, Vec::<&Reason>::new());
    snapshots().bind(|| insta::assert_debug_snapshot!("sandbox_reasons", seen.0));
    Ok(())
}

async fn accounts(day: &mut Day, seen: &mut Seen) -> Result {
    let amina = json!({"accountName": "amina01", "email": "amina@example.com"});
    day.ask("create_account", NONE, amina.clone()).await?;
    seen.refusal(day, "create_account", NONE, amina).await?;
    seen.refusal(
        day,
        "list_accounts",
        &[("accountName", "nobody")],
        Value::Null,
    )
    .await?;
    let naira = json!({"accountName": "amina01", "currency": "NGN"});
    seen.refusal(day, "create_bank_account", NONE, naira)
        .await?;
    let unknown = json!({"accountNumber": "0120000001", "bankCode": "999", "currency": "NGN"});
    seen.refusal(day, "resolve_bank_account", NONE, unknown)
        .await?;
    let other = Day::begin_unexempted().await?;
    seen.refusal(&other, "get_kyc_exemption", NONE, Value::Null)
        .await
}

async fn kyc(day: &mut Day, seen: &mut Seen) -> Result {
    let amina = json!({"accountName": "amina01", "bvn": "22222222222"});
    let code = |code: &str| json!({"accountName": "amina01", "otp": code});
    day.ask("start_kyc", NONE, amina.clone()).await?;
    let other = json!({"accountName": "amina01", "phone": "08030000000"});
    seen.refusal(day, "confirm_kyc_phone", NONE, other).await?;
    let by_phone = json!({"accountName": "amina01", "verificationMethod": "phone_1"});
    day.ask("set_kyc_verification_method", NONE, by_phone)
        .await?;
    seen.refusal(day, "confirm_kyc_otp", NONE, code("654321"))
        .await?;
    day.ask("confirm_kyc_otp", NONE, code("123456")).await?;
    seen.refusal(day, "start_kyc", NONE, amina).await?;
    day.ask("create_account", NONE, json!({"accountName": "bello02"}))
        .await?;
    let bello = json!({"accountName": "bello02", "bvn": "22222222222"});
    for _ in 0..5 {
        day.ask("start_kyc", NONE, bello.clone()).await?;
    }
    seen.refusal(day, "start_kyc", NONE, bello).await
}

async fn money(day: &mut Day, seen: &mut Seen) -> Result {
    let transfer = |amount: u32, reference: &str| json!({"toAccount": "amina01", "amount": amount, "currency": "NGN", "transactionReference": reference});
    seen.refusal(day, "create_transfer", NONE, transfer(500_000_000, "first"))
        .await?;
    let deposit = json!({"amount": 5000, "currency": "NGN", "network": "naira"});
    day.ask("create_mock_deposit", NONE, deposit).await?;
    day.ask("create_transfer", NONE, transfer(5, "second"))
        .await?;
    seen.refusal(day, "create_transfer", NONE, transfer(5, "second"))
        .await?;
    seen.refusal(
        day,
        "create_transfer",
        NONE,
        json!({"amount": 5, "currency": "NGN"}),
    )
    .await?;
    let nowhere = &[("transactionReference", "nowhere")];
    seen.refusal(day, "get_transaction", nowhere, Value::Null)
        .await?;
    let wrong = json!({
        "fromAccount": Sandbox::API_USER, "amount": 5, "currency": "USDT", "network": "tron",
        "address": "0x52908400098527886E0F7030069857D2E4169EE7",
    });
    seen.refusal(day, "create_withdrawal", NONE, wrong).await?;
    seen.refusal(day, "verify_rate_key", &[("key", "nonsense")], Value::Null)
        .await?;
    let rate = day.rate_key("NGN", "USDT").await?;
    let ramp = |reference: &str| {
        json!({
            "type": "fiatToCrypto", "accountName": "amina01", "fromCurrency": "NGN", "fromNetwork": "naira",
            "fromAmount": 1000, "toCurrency": "USDT", "toNetwork": "tron", "rateKey": rate, "rampReference": reference,
            "cryptoAddress": "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
        })
    };
    day.ask("create_ramp", NONE, ramp("ramp1")).await?;
    seen.refusal(day, "create_ramp", NONE, ramp("ramp2"))
        .await?;
    day.sandbox.advance(Duration::from_secs(24 * 3600));
    seen.refusal(day, "create_ramp", NONE, ramp("ramp3"))
        .await?;
    // So little that no rate can be told for it.
    day.sandbox.set_price("NGN", Decimal::new(1, 8))?;
    let pair = &[("fromCurrency", "NGN"), ("toCurrency", "BTC")];
    seen.refusal(day, "get_rate", pair, Value::Null).await
}

async fn keys(day: &mut Day, seen: &mut Seen) -> Result {
    let reports = json!({"keyname": "reports", "scope": "G"});
    let made = day.ask("generate_api_key", NONE, reports).await?;
    let key = made["data"]["apikey"].as_str().ok_or("no key")?;
    let account = json!({"accountName": "chidi03"});
    seen.refusal_of_key(day, "create_account", NONE, account, key)
        .await?;
    seen.refusal_of_key(day, "get_balances", NONE, Value::Null, "1--M--no")
        .await?;
    let unknown = json!({"apikey": "1--M--never-made"});
    seen.refusal(day, "invalidate_api_key", NONE, unknown)
        .await?;
    let scope = json!({"keyname": "reports", "scope": "Z"});
    seen.refusal(day, "generate_api_key", NONE, scope).await
}

async fn faults(day: &Day, seen: &mut Seen) -> Result {
    let faults = [
        Fault::TemporarilyDisabled,
        Fault::RateLimited { retry_after: None },
    ];
    for fault in faults {
        day.sandbox.fail("get_balances", fault)?;
        seen.refusal(day, "get_balances", NONE, Value::Null).await?;
    }
    Ok(())
}
