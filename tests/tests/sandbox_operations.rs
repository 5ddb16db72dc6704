//! All 66 operations of the sandbox in one merchant's day: each succeeds, as the document says it does.

#![allow(
    clippy::indexing_slicing,
    reason = "a missing value fails the test either way"
)]

use std::collections::BTreeSet;
use std::error::Error;

use partna_sandbox::{Sandbox, Seed};
use partna_tests::document;
use serde_json::{Value, json};
use xtask::generate::operations::operations;
use xtask::json::Json;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A merchant who goes through the document.
struct Day {
    doc: Json,
    sandbox: Sandbox,
    http: reqwest::Client,
    done: BTreeSet<String>,
}

impl Day {
    async fn begin() -> Result<Self> {
        let seed = Seed::read("[merchant]\nkyc_exempt = true\n")?;
        Ok(Self {
            doc: document()?,
            sandbox: Sandbox::builder().seed(seed).start().await?,
            http: reqwest::Client::builder().no_proxy().build()?,
            done: BTreeSet::new(),
        })
    }

    /// Asks, and has the documented success, of the documented shape.
    async fn ask(&mut self, id: &str, query: &[(&str, &str)], body: Value) -> Result<Value> {
        let found = operations(&self.doc)
            .find(|(_, _, operation)| operation.text("operationId") == Some(id));
        let (method, path, operation) = found.ok_or_else(|| format!("no operation {id}"))?;
        let url = format!("{}{path}", self.sandbox.base_url());
        let mut request = self
            .http
            .request(method.parse()?, url)
            .query(query)
            .header("x-api-key", Sandbox::API_KEY)
            .header("x-api-user", Sandbox::API_USER);
        if !body.is_null() {
            request = request.json(&body);
        }
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        let text = answer.text().await?;
        let value: Value = serde_json::from_str(&text)?;
        let responses = operation.get("responses").ok_or("no responses")?;
        let schema = responses
            .get(&status.to_string())
            .filter(|_| status < 300)
            .and_then(|response| response.at(&["content", "application/json", "schema"]))
            .ok_or_else(|| format!("{id} answers {status} {text}"))?;
        let components: Value = self
            .doc
            .get("components")
            .ok_or("no components")?
            .convert()?;
        let schema: Value = schema.convert()?;
        let validator =
            jsonschema::draft4::new(&json!({"allOf": [schema], "components": components}))?;
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{id}: {text}");
        self.done.insert(id.to_owned());
        Ok(value)
    }

    /// The same, of an operation without a body.
    async fn get(&mut self, id: &str, query: &[(&str, &str)]) -> Result<Value> {
        self.ask(id, query, Value::Null).await
    }

    async fn rate_key(&mut self, from: &str, to: &str) -> Result<Value> {
        let pair = [("fromCurrency", from), ("toCurrency", to)];
        let rates = self.get("get_rate", &pair).await?;
        let key = &rates["data"]["rate"][format!("{from}_to_{to}")]["key"];
        Ok(key.clone())
    }
}

#[tokio::test]
async fn every_operation_succeeds_in_a_merchants_day() -> Result {
    let mut day = Day::begin().await?;
    customers(&mut day).await?;
    kenya(&mut day).await?;
    house(&mut day).await?;
    keys(&mut day).await?;
    money(&mut day).await?;
    ramps(&mut day).await?;
    let all: BTreeSet<String> = operations(&day.doc)
        .filter_map(|(_, _, operation)| operation.text("operationId").map(str::to_owned))
        .collect();
    let left: Vec<&String> = all.difference(&day.done).collect();
    assert_eq!((left, all.len()), (Vec::new(), 66));
    day.sandbox.books().check()?;
    Ok(())
}

async fn customers(day: &mut Day) -> Result {
    let named = [("accountName", "amina01")];
    day.get(
        "list_banks",
        &[("currency", "NGN"), ("onlyValidators", "true")],
    )
    .await?;
    day.get("list_supported_assets", &[]).await?;
    let chidi = json!({"accountName": "chidi03", "email": "chidi@example.com", "merchantName": Sandbox::API_USER});
    day.ask("register_account", &[], chidi).await?;
    let code =
        json!({"email": "chidi@example.com", "merchantName": Sandbox::API_USER, "otp": "123456"});
    day.ask("complete_registration", &[], code).await?;
    let amina = json!({"accountName": "amina01", "email": "amina@example.com"});
    day.ask("create_account", &[], amina).await?;
    let email = json!({"accountName": "amina01", "email": "amina.okoro@example.com"});
    day.ask("update_account_email", &[], email).await?;
    let found = day
        .get(
            "search_accounts",
            &[("accountName", "amin"), ("limit", "5")],
        )
        .await?;
    assert_eq!(found["data"], json!(["amina01"]));

    day.ask(
        "start_kyc",
        &[],
        json!({"accountName": "amina01", "bvn": "22222222222"}),
    )
    .await?;
    let method =
        json!({"accountName": "amina01", "verificationMethod": "phone", "currency": "NGN"});
    day.ask("set_kyc_verification_method", &[], method.clone())
        .await?;
    let phone = json!({"accountName": "amina01", "phone": "08030013843"});
    day.ask("confirm_kyc_phone", &[], phone).await?;
    day.ask("send_kyc_otp", &[], method).await?;
    let otp = json!({"accountName": "amina01", "otp": "123456", "currency": "NGN"});
    day.ask("confirm_kyc_otp", &[], otp).await?;
    day.get("list_kyc_methods", &[("currency", "NGN")]).await?;
    day.get("get_kyc_exemption", &[]).await?;
    let told = json!({
        "accountName": "chidi03", "dob": "1990-05-17", "documentId": "22222222222", "email": "chidi@example.com",
        "firstName": "Chidi", "gender": "Male", "kycDocument": "BVN", "lastName": "Eze", "middleName": "Ife",
        "phoneNumber": "08030013843",
    });
    day.ask("complete_kyc", &[], told).await?;
    day.ask(
        "create_bank_account",
        &[],
        json!({"accountName": "amina01", "currency": "NGN"}),
    )
    .await?;
    let bank = json!({"accountNumber": "0120000001", "bankCode": "057", "currency": "NGN"});
    day.ask("resolve_bank_account", &[], bank).await?;
    day.get("list_accounts", &named).await?;
    day.get("list_account_details", &named).await?;
    let profile = day.get("get_user_profile", &named).await?;
    assert_eq!(profile["data"]["kycs"], json!(["NG"]));
    Ok(())
}

async fn kenya(day: &mut Day) -> Result {
    let phone = json!({"accountName": "amina01", "country": "KE", "mobileNetwork": "Safaricom", "phoneNumber": "0712345678"});
    let made = day.ask("register_phone", &[], phone).await?;
    let id = &made["data"]["phoneID"];
    day.ask(
        "verify_phone",
        &[],
        json!({"phoneID": id, "verificationMethod": "sendotp"}),
    )
    .await?;
    day.ask(
        "confirm_phone",
        &[],
        json!({"phoneID": id, "otp": "123456"}),
    )
    .await?;
    let phones = day
        .get(
            "list_phones",
            &[("accountName", "amina01"), ("country", "KE")],
        )
        .await?;
    assert_eq!(&phones["data"]["validPhoneRecords"][0]["phoneID"], id);
    Ok(())
}

async fn house(day: &mut Day) -> Result {
    day.get("get_my_profile", &[]).await?;
    day.get("list_permissions", &[]).await?;
    let admin = json!({"email": "bello@example.com", "fullname": "Bello Sani", "roles": ["admin", "view"], "username": "bello02"});
    day.ask("create_admin", &[], admin).await?;
    day.get("list_admins", &[]).await?;
    day.get("delete_admin", &[("email", "bello@example.com")])
        .await?;
    day.ask(
        "activate_user",
        &[],
        json!({"email": "new@example.com", "username": "newcomer"}),
    )
    .await?;
    day.ask(
        "update_user",
        &[],
        json!({"callbackUrl": "https://example.com/back"}),
    )
    .await?;
    day.ask("enroll_mfa", &[], Value::Null).await?;
    day.ask("confirm_mfa", &[], json!({"token": "123456"}))
        .await?;
    let mfa = day.get("get_mfa_status", &[]).await?;
    assert_eq!(mfa["data"]["enrolled"], json!(true));
    day.ask("disable_mfa", &[], json!({"token": "123456"}))
        .await?;
    day.ask(
        "update_settings",
        &[],
        json!({"feeType": "percentage", "feeAmount": 0.5, "feeCurrency": "USD", "feeAccount": "chidi03"}),
    )
    .await?;
    day.get("get_settings", &[]).await?;
    day.ask(
        "set_webhook",
        &[],
        json!({"url": "http://127.0.0.1:9/partna"}),
    )
    .await?;
    day.get("get_webhook", &[]).await?;
    day.get("delete_webhook", &[]).await?;
    day.ask(
        "add_whitelisted_ips",
        &[],
        json!({"ipAddresses": ["192.0.2.10"]}),
    )
    .await?;
    let ips = day.get("list_whitelisted_ips", &[]).await?;
    assert_eq!(ips["data"], json!(["192.0.2.10"]));
    day.get("delete_whitelisted_ip", &[("ipAddress", "192.0.2.10")])
        .await?;
    day.get("get_pending_pricing", &[]).await?;
    day.get("trigger_pricing", &[("action", "reminder")])
        .await?;
    day.get(
        "list_discounts",
        &[
            ("fromCurrency", "NGN"),
            ("toCurrency", "USD"),
            ("amount", "10"),
        ],
    )
    .await?;
    Ok(())
}

async fn keys(day: &mut Day) -> Result {
    day.get("list_api_key_scopes", &[]).await?;
    let made = day
        .ask(
            "generate_api_key",
            &[],
            json!({"keyname": "reports", "scope": "G", "expirationInDays": 30}),
        )
        .await?;
    let key = &made["data"]["apikey"];
    let other = day
        .ask("invalidate_api_key", &[], json!({"apikey": key}))
        .await?;
    let other = other["data"]["apikey"].as_str().ok_or("no key")?.to_owned();
    let hash = other.rsplit("--").next().ok_or("no hash")?;
    day.get("delete_api_key", &[("apikeyHash", hash)]).await?;
    day.get("list_api_keys", &[]).await?;
    Ok(())
}

async fn money(day: &mut Day) -> Result {
    let deposit = json!({"accountName": "amina01", "amount": 100_000.5, "currency": "NGN", "network": "naira"});
    day.ask("create_mock_deposit", &[], deposit).await?;
    let fiat = json!({"accountName": "amina01", "amount": 250, "currency": "NGN"});
    day.ask("create_mock_fiat_deposit", &[], fiat).await?;
    let cedis = json!({
        "accountName": "amina01", "amount": 40, "currency": "GHS", "mobileNetwork": "MTN", "mobileNumber": "0240000000",
        "transactionReference": "c011ec7",
    });
    day.ask("initiate_transfer", &[], cedis).await?;
    let transfer = json!({
        "fromAccount": "amina01", "toAccount": "chidi03", "amount": 500, "currency": "NGN", "transactionReference": "7ea0",
    });
    day.ask("create_transfer", &[], transfer).await?;
    day.get("get_transaction", &[("transactionReference", "7ea0")])
        .await?;
    let withdrawal = json!({
        "fromAccount": "chidi03", "amount": 100, "currency": "NGN", "type": "naira", "bankCode": "057",
        "accountNumber": "0120000001", "transactionReference": "0a7",
    });
    day.ask("create_withdrawal", &[], withdrawal).await?;
    let key = day.rate_key("NGN", "USD").await?;
    day.get("verify_rate_key", &[("key", key.as_str().ok_or("no key")?)])
        .await?;
    let conversion = json!({"accountName": "amina01", "rateKey": key, "fromAmount": 50_000, "transactionReference": "c0"});
    let answer = day.ask("convert_currency", &[], conversion).await?;
    assert_eq!(answer["data"]["toAmount"], json!(29.861));
    let preorder = json!({"accountName": "amina01", "rateKey": key, "fromAmount": 1, "transactionReference": "c1"});
    day.ask("preorder_conversion", &[], preorder).await?;
    day.get("get_balances", &[]).await?;
    let listed = day
        .get(
            "list_transactions",
            &[("accountName", "amina01"), ("limit", "2")],
        )
        .await?;
    let references: Vec<&Value> = listed["data"]
        .as_array()
        .ok_or("no list")?
        .iter()
        .map(|row| &row["transactionReference"])
        .collect();
    assert_eq!(references, [&json!("c0"), &json!("7ea0")]);
    Ok(())
}

async fn ramps(day: &mut Day) -> Result {
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
