//! Requests that cause the rejections of the table that no other test causes.

use std::time::Duration;

use partna_auth::rust_decimal::Decimal;
use partna_sandbox::{Fault, Sandbox};
use reqwest::Method;
use serde_json::{Value, json};

use super::refusal_table::record;
use super::{Merchant, Result};

const NO_QUERY: &[(&str, &str)] = &[];

/// Runs all scenarios.
pub async fn run_all() -> Result {
    accounts(&mut Merchant::start().await?).await?;
    let mut merchant = Merchant::start().await?;
    merchant
        .send_ok(
            "create_account",
            NO_QUERY,
            json!({"accountName": "bello02"}),
        )
        .await?;
    money(&mut merchant).await?;
    requests(&merchant).await?;
    let unexempted = Merchant::start_unexempted().await?;
    let bello = json!({"accountName": "bello02"});
    unexempted
        .attempt("create_account", NO_QUERY, bello)
        .await?;
    unexempted_merchant(&unexempted).await?;
    unwritable_state_file().await
}

impl Merchant {
    /// Sends a request that may be rejected, and records the rejection.
    async fn attempt(&self, id: &str, query: &[(&str, &str)], body: Value) -> Result<Value> {
        let (_, body) = self.send(id, query, body, Sandbox::API_KEY).await?;
        Ok(body)
    }

    /// Sends a request that does not belong to an operation.
    async fn send_raw(&self, label: &str, method: Method, path: &str, body: &str) -> Result {
        let url = self.sandbox.base_url().replace("/v4", path);
        let request = self.http.request(method, url).body(body.to_owned());
        self.send_rejected(label, request).await
    }

    /// Sends a request that must be rejected, and records the rejection.
    async fn send_rejected(&self, label: &str, request: reqwest::RequestBuilder) -> Result {
        let response = request.send().await?;
        let status = response.status().as_u16();
        let body: Value = serde_json::from_str(&response.text().await?)?;
        let message = body["message"].as_str().ok_or("no message")?;
        assert!(status >= 400, "{label}: {status} {message}");
        record(label, status, message);
        Ok(())
    }
}

async fn accounts(merchant: &mut Merchant) -> Result {
    let own_user = Sandbox::API_USER;
    for (name, email) in [
        ("amina01", "amina@example.com"),
        ("bello02", "bello@example.com"),
    ] {
        merchant
            .send_ok(
                "create_account",
                NO_QUERY,
                json!({"accountName": name, "email": email}),
            )
            .await?;
    }
    let used_email = json!({"accountName": "bello02", "email": "amina@example.com"});
    merchant
        .attempt("update_account_email", NO_QUERY, used_email)
        .await?;
    let used =
        json!({"accountName": "amina01", "email": "new@example.com", "merchantName": own_user});
    merchant.attempt("register_account", NO_QUERY, used).await?;
    let used =
        json!({"accountName": "chidi03", "email": "amina@example.com", "merchantName": own_user});
    merchant.attempt("register_account", NO_QUERY, used).await?;
    let code = |email: &str, code: &str, merchant: &str| json!({"email": email, "otp": code, "merchantName": merchant});
    let unknown = code("new@example.com", "123456", own_user);
    merchant
        .attempt("complete_registration", NO_QUERY, unknown)
        .await?;
    let other_merchant = code("new@example.com", "123456", "acme");
    merchant
        .attempt("complete_registration", NO_QUERY, other_merchant)
        .await?;
    // Another customer takes the name or the e-mail address first.
    for (name, email, other) in [
        ("chidi03", "chidi@example.com", "other@example.com"),
        ("dayo04", "dayo@example.com", "dayo@example.com"),
    ] {
        let registration = json!({"accountName": name, "email": email, "merchantName": own_user});
        merchant
            .send_ok("register_account", NO_QUERY, registration)
            .await?;
        let first = if email == other { "first05" } else { name };
        let first = json!({"accountName": first, "email": other});
        merchant.send_ok("create_account", NO_QUERY, first).await?;
        merchant
            .attempt(
                "complete_registration",
                NO_QUERY,
                code(email, "123456", own_user),
            )
            .await?;
    }
    merchant
        .send_ok(
            "update_settings",
            NO_QUERY,
            json!({"registrationType": "closed"}),
        )
        .await?;
    merchant
        .attempt(
            "complete_registration",
            NO_QUERY,
            code("new@example.com", "123456", own_user),
        )
        .await?;
    merchant
        .attempt(
            "delete_whitelisted_ip",
            &[("ipAddress", "10.0.0.1")],
            Value::Null,
        )
        .await?;
    unknown_account(merchant).await?;
    phones(merchant).await
}

/// Sends operations for an account that does not exist.
async fn unknown_account(merchant: &Merchant) -> Result {
    let query = &[("accountName", "unknown")];
    for id in [
        "list_ramps",
        "list_transactions",
        "get_user_profile",
        "list_account_details",
        "list_kyc_methods",
    ] {
        merchant.attempt(id, query, Value::Null).await?;
    }
    let country = &[("accountName", "unknown"), ("country", "KE")];
    merchant
        .attempt("list_phones", country, Value::Null)
        .await?;
    let phone = json!({"accountName": "unknown", "country": "KE", "mobileNetwork": "Safaricom", "phoneNumber": "0712345678"});
    let person = json!({
        "accountName": "unknown", "dob": "1990-05-17", "documentId": "22222222222", "email": "no@example.com",
        "firstName": "No", "gender": "Male", "kycDocument": "BVN", "lastName": "Body", "middleName": "At",
        "phoneNumber": "08030013843",
    });
    for (id, body) in [
        ("register_phone", phone),
        ("complete_kyc", person),
        (
            "start_kyc",
            json!({"accountName": "unknown", "bvn": "22222222222"}),
        ),
        (
            "set_kyc_verification_method",
            json!({"accountName": "unknown", "verificationMethod": "phone_1"}),
        ),
        (
            "send_kyc_otp",
            json!({"accountName": "unknown", "verificationMethod": "phone_1"}),
        ),
        (
            "confirm_kyc_phone",
            json!({"accountName": "unknown", "phone": "08030013843"}),
        ),
        (
            "confirm_kyc_otp",
            json!({"accountName": "unknown", "otp": "123456"}),
        ),
        (
            "update_account_email",
            json!({"accountName": "unknown", "email": "no@example.com"}),
        ),
        (
            "create_mock_deposit",
            json!({"accountName": "unknown", "amount": 5, "currency": "NGN", "network": "naira"}),
        ),
        (
            "create_mock_fiat_deposit",
            json!({"accountName": "unknown", "amount": 5, "currency": "NGN"}),
        ),
        (
            "initiate_transfer",
            json!({"accountName": "unknown", "amount": 5, "currency": "KES", "mobileNumber": "0712345678"}),
        ),
        (
            "create_withdrawal",
            json!({"fromAccount": "unknown", "amount": 5, "currency": "NGN", "bankCode": "057", "accountNumber": "0120000001"}),
        ),
    ] {
        merchant.attempt(id, NO_QUERY, body).await?;
    }
    Ok(())
}

async fn phones(merchant: &Merchant) -> Result {
    let unknown = json!({"phoneID": "none", "verificationMethod": "sendotp"});
    merchant.attempt("verify_phone", NO_QUERY, unknown).await?;
    merchant
        .attempt(
            "confirm_phone",
            NO_QUERY,
            json!({"phoneID": "none", "otp": "123456"}),
        )
        .await?;
    let phone = json!({"accountName": "amina01", "country": "KE", "mobileNetwork": "Safaricom", "phoneNumber": "0712345678"});
    let registered = merchant.attempt("register_phone", NO_QUERY, phone).await?;
    let code = json!({"phoneID": registered["data"]["phoneID"], "otp": "123456"});
    merchant.attempt("confirm_phone", NO_QUERY, code).await?;
    let record = json!({"accountName": "amina01", "bvn": "22222222222"});
    merchant.attempt("start_kyc", NO_QUERY, record).await?;
    let other = json!({"accountName": "amina01", "verificationMethod": "sendotp"});
    merchant
        .attempt("send_kyc_otp", NO_QUERY, other.clone())
        .await?;
    let bank = json!({"accountName": "amina01", "verificationMethod": "bankdetails", "bankCode": "057", "accountNumber": "1"});
    merchant.attempt("send_kyc_otp", NO_QUERY, bank).await?;
    merchant
        .attempt(
            "confirm_kyc_otp",
            NO_QUERY,
            json!({"accountName": "amina01", "otp": "123456"}),
        )
        .await?;
    let bello = json!({"accountName": "bello02", "verificationMethod": "phone_1"});
    merchant.attempt("send_kyc_otp", NO_QUERY, bello).await?;
    merchant
        .attempt(
            "confirm_kyc_phone",
            NO_QUERY,
            json!({"accountName": "bello02", "phone": "08030013843"}),
        )
        .await?;
    Ok(())
}

async fn money(merchant: &mut Merchant) -> Result {
    let own_user = Sandbox::API_USER;
    let deposit = |amount: u32, hash: &str| json!({"amount": amount, "currency": "NGN", "network": "naira", "txHash": hash});
    merchant
        .send_ok("create_mock_deposit", NO_QUERY, deposit(50_000, "h1"))
        .await?;
    merchant
        .attempt("create_mock_deposit", NO_QUERY, deposit(50_000, "h1"))
        .await?;
    for (currency, amount) in [("NGN", 5), ("NGN", 500_000_000)] {
        let own_account = json!({"fromAccount": own_user, "toAccount": own_user, "amount": amount, "currency": currency});
        merchant
            .attempt("create_transfer", NO_QUERY, own_account)
            .await?;
        let reference = format!("p{amount}");
        let payout = json!({"fromAccount": own_user, "amount": amount, "currency": currency, "bankCode": "057", "accountNumber": "0120000001", "transactionReference": reference});
        merchant
            .attempt("create_withdrawal", NO_QUERY, payout)
            .await?;
    }
    let payout = json!({"fromAccount": own_user, "amount": 5, "currency": "NGN", "bankCode": "057", "accountNumber": "0120000001", "transactionReference": "p5"});
    merchant
        .attempt("create_withdrawal", NO_QUERY, payout.clone())
        .await?;
    let mut no_bank = payout;
    no_bank["bankCode"] = json!("999");
    no_bank["transactionReference"] = json!("p2");
    merchant
        .attempt("create_withdrawal", NO_QUERY, no_bank)
        .await?;
    let collection = json!({"amount": 5, "currency": "KES", "mobileNumber": "0712345678", "transactionReference": "p5"});
    merchant
        .attempt("initiate_transfer", NO_QUERY, collection)
        .await?;
    conversions(merchant).await?;
    ramps(merchant).await
}

async fn conversions(merchant: &mut Merchant) -> Result {
    let rate = merchant.rate_key("NGN", "USDT").await?;
    let convert = |amount: Value, reference: &str| json!({"rateKey": rate, "fromAmount": amount, "transactionReference": reference});
    merchant
        .attempt("convert_currency", NO_QUERY, convert(json!(1), "c1"))
        .await?;
    merchant
        .attempt("convert_currency", NO_QUERY, convert(json!(0.01), "c2"))
        .await?;
    merchant
        .attempt(
            "convert_currency",
            NO_QUERY,
            convert(json!(9_000_000), "c3"),
        )
        .await?;
    let preorder = |rate: &Value, reference: &str| {
        json!({
            "accountName": Sandbox::API_USER, "fromAmount": 1000, "fromCurrency": "NGN", "toCurrency": "USDT", "rateKey": rate,
            "transactionReference": reference,
        })
    };
    for (key, reference) in [(&rate, "c1"), (&json!("1-NGN_to_USD-00000000-1"), "c4")] {
        merchant
            .attempt("preorder_conversion", NO_QUERY, preorder(key, reference))
            .await?;
        let body = json!({"rateKey": key, "fromAmount": 5, "transactionReference": reference, "accountName": Sandbox::API_USER});
        merchant.attempt("convert_currency", NO_QUERY, body).await?;
    }
    let mut of_unknown = preorder(&rate, "c5");
    of_unknown["accountName"] = json!("unknown");
    merchant
        .attempt("preorder_conversion", NO_QUERY, of_unknown)
        .await?;
    let mut of_unknown = convert(json!(5), "c6");
    of_unknown["accountName"] = json!("unknown");
    merchant
        .attempt("convert_currency", NO_QUERY, of_unknown)
        .await?;
    merchant.sandbox.advance(Duration::from_secs(600));
    merchant
        .attempt("convert_currency", NO_QUERY, convert(json!(5), "c7"))
        .await?;
    merchant
        .attempt("preorder_conversion", NO_QUERY, preorder(&rate, "c8"))
        .await?;
    let key = rate.as_str().ok_or("no rate key")?;
    merchant
        .attempt("verify_rate_key", &[("key", key)], Value::Null)
        .await?;
    Ok(())
}

fn ramp(rate: &Value, account: &str, reference: &str) -> Value {
    json!({
        "type": "fiatToCrypto", "accountName": account, "fromCurrency": "NGN", "fromNetwork": "naira",
        "fromAmount": 1000, "toCurrency": "USDT", "toNetwork": "tron", "rateKey": rate, "rampReference": reference,
        "cryptoAddress": "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
    })
}

async fn ramps(merchant: &mut Merchant) -> Result {
    let own_user = Sandbox::API_USER;
    let rate = merchant.rate_key("NGN", "USDT").await?;
    for (account, reference) in [
        (own_user, "r1"),
        (own_user, "r1"),
        ("unknown", "r2"),
        ("bello02", "r3"),
    ] {
        let body = ramp(&rate, account, reference);
        merchant
            .attempt("create_ramp", NO_QUERY, body.clone())
            .await?;
        let mut request = body;
        if let Some(fields) = request.as_object_mut() {
            fields.remove("rampReference");
            fields.remove("cryptoAddress");
        }
        merchant
            .attempt("get_ramp_breakdown", NO_QUERY, request)
            .await?;
    }
    for (field, value) in [
        ("fromAmount", json!(0.01)),
        ("cryptoAddress", json!("unknown")),
        ("rateKey", json!("nonsense")),
    ] {
        let mut invalid = ramp(&rate, own_user, "r4");
        invalid[field] = value;
        merchant
            .attempt("create_ramp", NO_QUERY, invalid.clone())
            .await?;
        if let Some(fields) = invalid.as_object_mut() {
            fields.remove("rampReference");
        }
        merchant
            .attempt("get_ramp_breakdown", NO_QUERY, invalid)
            .await?;
    }
    let offramp = merchant.rate_key("USDT", "NGN").await?;
    for code in ["0000", "999"] {
        let body = json!({
            "type": "cryptoToFiat", "accountName": own_user, "fromCurrency": "USDT", "fromNetwork": "tron", "fromAmount": 50,
            "toCurrency": "NGN", "toNetwork": "naira", "rateKey": offramp, "bankCode": code,
            "accountNumber": "0120000001", "cancelPendingRampRequest": true,
        });
        merchant.attempt("create_ramp", NO_QUERY, body).await?;
    }
    let paid = |reference: &str, amount: u32| json!({"amount": amount, "currency": "NGN", "network": "naira", "isRamp": true, "reference": reference});
    merchant
        .attempt("create_mock_deposit", NO_QUERY, paid("none", 1000))
        .await?;
    merchant
        .attempt("create_mock_deposit", NO_QUERY, paid("", 7))
        .await?;
    merchant
        .send_ok("create_mock_deposit", NO_QUERY, paid("r1", 1000))
        .await?;
    merchant
        .attempt("create_mock_deposit", NO_QUERY, paid("r1", 1000))
        .await?;
    let route = "POST /sandbox/pay";
    for reference in ["r1", "none"] {
        let body = json!({"rampReference": reference}).to_string();
        merchant
            .send_raw(route, Method::POST, "/sandbox/pay", &body)
            .await?;
    }
    pay_late(merchant, own_user).await?;
    merchant.sandbox.advance(Duration::from_secs(600));
    let mut expired = ramp(&rate, own_user, "r5");
    merchant
        .attempt("create_ramp", NO_QUERY, expired.clone())
        .await?;
    if let Some(fields) = expired.as_object_mut() {
        fields.remove("rampReference");
        fields.remove("cryptoAddress");
    }
    merchant
        .attempt("get_ramp_breakdown", NO_QUERY, expired)
        .await?;
    Ok(())
}

/// Pays a ramp late, when the amount no longer covers the fees.
async fn pay_late(merchant: &mut Merchant, account: &str) -> Result {
    let rate = merchant.rate_key("NGN", "USDT").await?;
    merchant
        .send_ok("create_ramp", NO_QUERY, ramp(&rate, account, "late"))
        .await?;
    merchant.sandbox.advance(Duration::from_secs(7200));
    merchant.sandbox.set_price("NGN", Decimal::new(1, 8))?;
    let body = json!({"rampReference": "late"}).to_string();
    merchant
        .send_raw("POST /sandbox/pay", Method::POST, "/sandbox/pay", &body)
        .await?;
    let paid = json!({"amount": 1000, "currency": "NGN", "network": "naira", "isRamp": true, "reference": "late"});
    merchant
        .attempt("create_mock_deposit", NO_QUERY, paid)
        .await?;
    merchant.sandbox.set_price("NGN", Decimal::new(6, 4))?;
    Ok(())
}

/// Sends requests that are rejected before their operation is known, and invalid requests to the admin interface.
async fn requests(merchant: &Merchant) -> Result {
    let get = Method::GET;
    let post = Method::POST;
    merchant
        .send_raw("any", get.clone(), "/v4/unknown", "")
        .await?;
    merchant
        .send_raw("any", Method::PATCH, "/v4/account", "")
        .await?;
    let url = format!("{}/account", merchant.sandbox.base_url());
    let rebound = merchant.http.get(&url).header("host", "evil.example");
    merchant.send_rejected("any", rebound).await?;
    let large = merchant.http.post(&url).body(vec![b' '; (2 << 20) + 1]);
    merchant.send_rejected("any", large).await?;
    for (content_type, body) in [("text/plain", "{}"), ("application/json", "{")] {
        let request = merchant
            .http
            .post(&url)
            .header("content-type", content_type)
            .body(body);
        let request = request.header("x-api-key", Sandbox::API_KEY);
        merchant
            .send_rejected("any", request.header("x-api-user", Sandbox::API_USER))
            .await?;
    }
    for fault in [
        Fault::RateLimited { retry_after: None },
        Fault::Unavailable,
        Fault::TemporarilyDisabled,
    ] {
        merchant.sandbox.fail_next(fault)?;
        merchant
            .attempt("get_balances", NO_QUERY, Value::Null)
            .await?;
    }
    merchant
        .send_raw("any /sandbox", get.clone(), "/sandbox/unknown", "")
        .await?;
    merchant
        .send_raw("any /sandbox", get, "/sandbox/pay", "")
        .await?;
    let url = merchant.sandbox.base_url().replace("/v4", "/sandbox/books");
    let page = merchant
        .http
        .get(url)
        .header("origin", "https://shop.example");
    merchant.send_rejected("any /sandbox", page).await?;
    merchant
        .send_raw("POST /sandbox/inbox", post.clone(), "/sandbox/inbox", "{}")
        .await?;
    let route = "POST /sandbox/advance";
    for seconds in [-1.0, 4e9] {
        let body = json!({"seconds": seconds}).to_string();
        merchant
            .send_raw(route, post.clone(), "/sandbox/advance", &body)
            .await?;
    }
    Ok(())
}

/// Sends a write whose change cannot be persisted.
async fn unwritable_state_file() -> Result {
    let directory = tempfile::tempdir()?;
    let state = directory.path().join("state.json");
    let mut merchant = Merchant::start().await?;
    merchant.sandbox = Sandbox::builder().state_file(&state).start().await?;
    drop(directory);
    merchant
        .attempt(
            "create_account",
            NO_QUERY,
            json!({"accountName": "amina01"}),
        )
        .await?;
    Ok(())
}

/// Sends requests that need an exemption from KYC.
async fn unexempted_merchant(merchant: &Merchant) -> Result {
    let person = json!({
        "accountName": "bello02", "dob": "1990-05-17", "documentId": "22222222222", "email": "b@example.com",
        "firstName": "Bello", "gender": "Male", "kycDocument": "BVN", "lastName": "Sani", "middleName": "Abu",
        "phoneNumber": "08030013843",
    });
    merchant.attempt("complete_kyc", NO_QUERY, person).await?;
    merchant
        .attempt("get_kyc_exemption", NO_QUERY, Value::Null)
        .await?;
    Ok(())
}
