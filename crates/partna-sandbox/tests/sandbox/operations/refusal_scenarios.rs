//! Requests that provoke what the table of refusals has and no other test provokes.

use std::time::Duration;

use partna_auth::rust_decimal::Decimal;
use partna_sandbox::{Fault, Sandbox};
use reqwest::Method;
use serde_json::{Value, json};

use super::refusal_table::note;
use super::{Day, Result};

const NO: &[(&str, &str)] = &[];

/// All of them.
pub async fn provoke() -> Result {
    accounts(&mut Day::begin().await?).await?;
    let mut day = Day::begin().await?;
    day.ask("create_account", NO, json!({"accountName": "bello02"}))
        .await?;
    money(&mut day).await?;
    requests(&day).await?;
    let unexempted = Day::begin_unexempted().await?;
    let bello = json!({"accountName": "bello02"});
    unexempted.attempt("create_account", NO, bello).await?;
    of_an_unexempted_merchant(&unexempted).await?;
    unwritten().await
}

impl Day {
    /// Sends a request that is refused, or not: what counts is noted.
    async fn attempt(&self, id: &str, query: &[(&str, &str)], body: Value) -> Result<Value> {
        let (_, body) = self.send(id, query, body, Sandbox::API_KEY).await?;
        Ok(body)
    }

    /// Sends a request that is of no operation.
    async fn raw(&self, label: &str, method: Method, path: &str, body: &str) -> Result {
        let url = self.sandbox.base_url().replace("/v4", path);
        let request = self.http.request(method, url).body(body.to_owned());
        self.noted(label, request).await
    }

    async fn noted(&self, label: &str, request: reqwest::RequestBuilder) -> Result {
        let response = request.send().await?;
        let status = response.status().as_u16();
        let body: Value = serde_json::from_str(&response.text().await?)?;
        let message = body["message"].as_str().ok_or("no message")?;
        assert!(status >= 400, "{label}: {status} {message}");
        note(label, status, message);
        Ok(())
    }
}

async fn accounts(day: &mut Day) -> Result {
    let here = Sandbox::API_USER;
    for (name, email) in [
        ("amina01", "amina@example.com"),
        ("bello02", "bello@example.com"),
    ] {
        day.ask(
            "create_account",
            NO,
            json!({"accountName": name, "email": email}),
        )
        .await?;
    }
    let theirs = json!({"accountName": "bello02", "email": "amina@example.com"});
    day.attempt("update_account_email", NO, theirs).await?;
    let taken = json!({"accountName": "amina01", "email": "new@example.com", "merchantName": here});
    day.attempt("register_account", NO, taken).await?;
    let taken =
        json!({"accountName": "chidi03", "email": "amina@example.com", "merchantName": here});
    day.attempt("register_account", NO, taken).await?;
    let code = |email: &str, code: &str, merchant: &str| json!({"email": email, "otp": code, "merchantName": merchant});
    let unknown = code("new@example.com", "123456", here);
    day.attempt("complete_registration", NO, unknown).await?;
    let elsewhere = code("new@example.com", "123456", "acme");
    day.attempt("complete_registration", NO, elsewhere).await?;
    // Somebody is faster, by name and by e-mail address.
    for (name, email, other) in [
        ("chidi03", "chidi@example.com", "other@example.com"),
        ("dayo04", "dayo@example.com", "dayo@example.com"),
    ] {
        let wanted = json!({"accountName": name, "email": email, "merchantName": here});
        day.ask("register_account", NO, wanted).await?;
        let faster = if email == other { "faster05" } else { name };
        let faster = json!({"accountName": faster, "email": other});
        day.ask("create_account", NO, faster).await?;
        day.attempt("complete_registration", NO, code(email, "123456", here))
            .await?;
    }
    day.ask("update_settings", NO, json!({"registrationType": "closed"}))
        .await?;
    day.attempt(
        "complete_registration",
        NO,
        code("new@example.com", "123456", here),
    )
    .await?;
    day.attempt(
        "delete_whitelisted_ip",
        &[("ipAddress", "10.0.0.1")],
        Value::Null,
    )
    .await?;
    nobody(day).await?;
    phones(day).await
}

/// Operations on an account that does not exist.
async fn nobody(day: &Day) -> Result {
    let query = &[("accountName", "nobody")];
    for id in [
        "list_ramps",
        "list_transactions",
        "get_user_profile",
        "list_account_details",
        "list_kyc_methods",
    ] {
        day.attempt(id, query, Value::Null).await?;
    }
    let country = &[("accountName", "nobody"), ("country", "KE")];
    day.attempt("list_phones", country, Value::Null).await?;
    let phone = json!({"accountName": "nobody", "country": "KE", "mobileNetwork": "Safaricom", "phoneNumber": "0712345678"});
    let person = json!({
        "accountName": "nobody", "dob": "1990-05-17", "documentId": "22222222222", "email": "no@example.com",
        "firstName": "No", "gender": "Male", "kycDocument": "BVN", "lastName": "Body", "middleName": "At",
        "phoneNumber": "08030013843",
    });
    for (id, body) in [
        ("register_phone", phone),
        ("complete_kyc", person),
        (
            "start_kyc",
            json!({"accountName": "nobody", "bvn": "22222222222"}),
        ),
        (
            "set_kyc_verification_method",
            json!({"accountName": "nobody", "verificationMethod": "phone_1"}),
        ),
        (
            "send_kyc_otp",
            json!({"accountName": "nobody", "verificationMethod": "phone_1"}),
        ),
        (
            "confirm_kyc_phone",
            json!({"accountName": "nobody", "phone": "08030013843"}),
        ),
        (
            "confirm_kyc_otp",
            json!({"accountName": "nobody", "otp": "123456"}),
        ),
        (
            "update_account_email",
            json!({"accountName": "nobody", "email": "no@example.com"}),
        ),
        (
            "create_mock_deposit",
            json!({"accountName": "nobody", "amount": 5, "currency": "NGN", "network": "naira"}),
        ),
        (
            "create_mock_fiat_deposit",
            json!({"accountName": "nobody", "amount": 5, "currency": "NGN"}),
        ),
        (
            "initiate_transfer",
            json!({"accountName": "nobody", "amount": 5, "currency": "KES", "mobileNumber": "0712345678"}),
        ),
        (
            "create_withdrawal",
            json!({"fromAccount": "nobody", "amount": 5, "currency": "NGN", "bankCode": "057", "accountNumber": "0120000001"}),
        ),
    ] {
        day.attempt(id, NO, body).await?;
    }
    Ok(())
}

async fn phones(day: &Day) -> Result {
    let unknown = json!({"phoneID": "none", "verificationMethod": "sendotp"});
    day.attempt("verify_phone", NO, unknown).await?;
    day.attempt(
        "confirm_phone",
        NO,
        json!({"phoneID": "none", "otp": "123456"}),
    )
    .await?;
    let phone = json!({"accountName": "amina01", "country": "KE", "mobileNetwork": "Safaricom", "phoneNumber": "0712345678"});
    let made = day.attempt("register_phone", NO, phone).await?;
    let code = json!({"phoneID": made["data"]["phoneID"], "otp": "123456"});
    day.attempt("confirm_phone", NO, code).await?;
    let record = json!({"accountName": "amina01", "bvn": "22222222222"});
    day.attempt("start_kyc", NO, record).await?;
    let other = json!({"accountName": "amina01", "verificationMethod": "sendotp"});
    day.attempt("send_kyc_otp", NO, other.clone()).await?;
    let bank = json!({"accountName": "amina01", "verificationMethod": "bankdetails", "bankCode": "057", "accountNumber": "1"});
    day.attempt("send_kyc_otp", NO, bank).await?;
    day.attempt(
        "confirm_kyc_otp",
        NO,
        json!({"accountName": "amina01", "otp": "123456"}),
    )
    .await?;
    let bello = json!({"accountName": "bello02", "verificationMethod": "phone_1"});
    day.attempt("send_kyc_otp", NO, bello).await?;
    day.attempt(
        "confirm_kyc_phone",
        NO,
        json!({"accountName": "bello02", "phone": "08030013843"}),
    )
    .await?;
    Ok(())
}

async fn money(day: &mut Day) -> Result {
    let here = Sandbox::API_USER;
    let deposit = |amount: u32, hash: &str| json!({"amount": amount, "currency": "NGN", "network": "naira", "txHash": hash});
    day.ask("create_mock_deposit", NO, deposit(50_000, "h1"))
        .await?;
    day.attempt("create_mock_deposit", NO, deposit(50_000, "h1"))
        .await?;
    for (currency, amount) in [("NGN", 5), ("NGN", 500_000_000)] {
        let to_itself =
            json!({"fromAccount": here, "toAccount": here, "amount": amount, "currency": currency});
        day.attempt("create_transfer", NO, to_itself).await?;
        let reference = format!("p{amount}");
        let payout = json!({"fromAccount": here, "amount": amount, "currency": currency, "bankCode": "057", "accountNumber": "0120000001", "transactionReference": reference});
        day.attempt("create_withdrawal", NO, payout).await?;
    }
    let payout = json!({"fromAccount": here, "amount": 5, "currency": "NGN", "bankCode": "057", "accountNumber": "0120000001", "transactionReference": "p5"});
    day.attempt("create_withdrawal", NO, payout.clone()).await?;
    let mut no_bank = payout;
    no_bank["bankCode"] = json!("999");
    no_bank["transactionReference"] = json!("p2");
    day.attempt("create_withdrawal", NO, no_bank).await?;
    let collection = json!({"amount": 5, "currency": "KES", "mobileNumber": "0712345678", "transactionReference": "p5"});
    day.attempt("initiate_transfer", NO, collection).await?;
    conversions(day).await?;
    ramps(day).await
}

async fn conversions(day: &mut Day) -> Result {
    let rate = day.rate_key("NGN", "USDT").await?;
    let convert = |amount: Value, reference: &str| json!({"rateKey": rate, "fromAmount": amount, "transactionReference": reference});
    day.attempt("convert_currency", NO, convert(json!(1), "c1"))
        .await?;
    day.attempt("convert_currency", NO, convert(json!(0.01), "c2"))
        .await?;
    day.attempt("convert_currency", NO, convert(json!(9_000_000), "c3"))
        .await?;
    let preorder = |rate: &Value, reference: &str| {
        json!({
            "accountName": Sandbox::API_USER, "fromAmount": 1000, "fromCurrency": "NGN", "toCurrency": "USDT", "rateKey": rate,
            "transactionReference": reference,
        })
    };
    for (key, reference) in [(&rate, "c1"), (&json!("1-NGN_to_USD-00000000-1"), "c4")] {
        day.attempt("preorder_conversion", NO, preorder(key, reference))
            .await?;
        let body = json!({"rateKey": key, "fromAmount": 5, "transactionReference": reference, "accountName": Sandbox::API_USER});
        day.attempt("convert_currency", NO, body).await?;
    }
    let mut of_nobody = preorder(&rate, "c5");
    of_nobody["accountName"] = json!("nobody");
    day.attempt("preorder_conversion", NO, of_nobody).await?;
    let mut of_nobody = convert(json!(5), "c6");
    of_nobody["accountName"] = json!("nobody");
    day.attempt("convert_currency", NO, of_nobody).await?;
    day.sandbox.advance(Duration::from_secs(600));
    day.attempt("convert_currency", NO, convert(json!(5), "c7"))
        .await?;
    day.attempt("preorder_conversion", NO, preorder(&rate, "c8"))
        .await?;
    let key = rate.as_str().ok_or("no rate key")?;
    day.attempt("verify_rate_key", &[("key", key)], Value::Null)
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

async fn ramps(day: &mut Day) -> Result {
    let here = Sandbox::API_USER;
    let rate = day.rate_key("NGN", "USDT").await?;
    for (account, reference) in [
        (here, "r1"),
        (here, "r1"),
        ("nobody", "r2"),
        ("bello02", "r3"),
    ] {
        let body = ramp(&rate, account, reference);
        day.attempt("create_ramp", NO, body.clone()).await?;
        let mut asked = body;
        if let Some(fields) = asked.as_object_mut() {
            fields.remove("rampReference");
            fields.remove("cryptoAddress");
        }
        day.attempt("get_ramp_breakdown", NO, asked).await?;
    }
    for (field, value) in [
        ("fromAmount", json!(0.01)),
        ("cryptoAddress", json!("nowhere")),
        ("rateKey", json!("nonsense")),
    ] {
        let mut wrong = ramp(&rate, here, "r4");
        wrong[field] = value;
        day.attempt("create_ramp", NO, wrong.clone()).await?;
        if let Some(fields) = wrong.as_object_mut() {
            fields.remove("rampReference");
        }
        day.attempt("get_ramp_breakdown", NO, wrong).await?;
    }
    let offramp = day.rate_key("USDT", "NGN").await?;
    for code in ["0000", "999"] {
        let body = json!({
            "type": "cryptoToFiat", "accountName": here, "fromCurrency": "USDT", "fromNetwork": "tron", "fromAmount": 50,
            "toCurrency": "NGN", "toNetwork": "naira", "rateKey": offramp, "bankCode": code,
            "accountNumber": "0120000001", "cancelPendingRampRequest": true,
        });
        day.attempt("create_ramp", NO, body).await?;
    }
    let paid = |reference: &str, amount: u32| json!({"amount": amount, "currency": "NGN", "network": "naira", "isRamp": true, "reference": reference});
    day.attempt("create_mock_deposit", NO, paid("none", 1000))
        .await?;
    day.attempt("create_mock_deposit", NO, paid("", 7)).await?;
    day.ask("create_mock_deposit", NO, paid("r1", 1000)).await?;
    day.attempt("create_mock_deposit", NO, paid("r1", 1000))
        .await?;
    let route = "POST /sandbox/pay";
    for reference in ["r1", "none"] {
        let body = json!({"rampReference": reference}).to_string();
        day.raw(route, Method::POST, "/sandbox/pay", &body).await?;
    }
    late(day, here).await?;
    day.sandbox.advance(Duration::from_secs(600));
    let mut expired = ramp(&rate, here, "r5");
    day.attempt("create_ramp", NO, expired.clone()).await?;
    if let Some(fields) = expired.as_object_mut() {
        fields.remove("rampReference");
        fields.remove("cryptoAddress");
    }
    day.attempt("get_ramp_breakdown", NO, expired).await?;
    Ok(())
}

/// A ramp that is paid late, when what comes does not cover its fees any more.
async fn late(day: &mut Day, account: &str) -> Result {
    let rate = day.rate_key("NGN", "USDT").await?;
    day.ask("create_ramp", NO, ramp(&rate, account, "late"))
        .await?;
    day.sandbox.advance(Duration::from_secs(7200));
    day.sandbox.set_price("NGN", Decimal::new(1, 8))?;
    let body = json!({"rampReference": "late"}).to_string();
    day.raw("POST /sandbox/pay", Method::POST, "/sandbox/pay", &body)
        .await?;
    let paid = json!({"amount": 1000, "currency": "NGN", "network": "naira", "isRamp": true, "reference": "late"});
    day.attempt("create_mock_deposit", NO, paid).await?;
    day.sandbox.set_price("NGN", Decimal::new(6, 4))?;
    Ok(())
}

/// What is refused before anything is known of an operation, and what the routes of the sandbox refuse.
async fn requests(day: &Day) -> Result {
    let get = Method::GET;
    let post = Method::POST;
    day.raw("any", get.clone(), "/v4/nowhere", "").await?;
    day.raw("any", Method::PATCH, "/v4/account", "").await?;
    let url = format!("{}/account", day.sandbox.base_url());
    let rebound = day.http.get(&url).header("host", "evil.example");
    day.noted("any", rebound).await?;
    let large = day.http.post(&url).body(vec![b' '; (2 << 20) + 1]);
    day.noted("any", large).await?;
    for (kind, body) in [("text/plain", "{}"), ("application/json", "{")] {
        let request = day.http.post(&url).header("content-type", kind).body(body);
        let request = request.header("x-api-key", Sandbox::API_KEY);
        day.noted("any", request.header("x-api-user", Sandbox::API_USER))
            .await?;
    }
    for fault in [
        Fault::RateLimited { retry_after: None },
        Fault::Unavailable,
        Fault::TemporarilyDisabled,
    ] {
        day.sandbox.fail_next(fault)?;
        day.attempt("get_balances", NO, Value::Null).await?;
    }
    day.raw("any /sandbox", get.clone(), "/sandbox/nowhere", "")
        .await?;
    day.raw("any /sandbox", get, "/sandbox/pay", "").await?;
    let url = day.sandbox.base_url().replace("/v4", "/sandbox/books");
    let page = day.http.get(url).header("origin", "https://shop.example");
    day.noted("any /sandbox", page).await?;
    day.raw("POST /sandbox/inbox", post.clone(), "/sandbox/inbox", "{}")
        .await?;
    let route = "POST /sandbox/advance";
    for seconds in [-1.0, 4e9] {
        let body = json!({"seconds": seconds}).to_string();
        day.raw(route, post.clone(), "/sandbox/advance", &body)
            .await?;
    }
    Ok(())
}

/// What was done, and could not be written down.
async fn unwritten() -> Result {
    let directory = tempfile::tempdir()?;
    let state = directory.path().join("state.json");
    let mut day = Day::begin().await?;
    day.sandbox = Sandbox::builder().state_file(&state).start().await?;
    drop(directory);
    day.attempt("create_account", NO, json!({"accountName": "amina01"}))
        .await?;
    Ok(())
}

/// What a merchant needs an exemption for.
async fn of_an_unexempted_merchant(day: &Day) -> Result {
    let person = json!({
        "accountName": "bello02", "dob": "1990-05-17", "documentId": "22222222222", "email": "b@example.com",
        "firstName": "Bello", "gender": "Male", "kycDocument": "BVN", "lastName": "Sani", "middleName": "Abu",
        "phoneNumber": "08030013843",
    });
    day.attempt("complete_kyc", NO, person).await?;
    day.attempt("get_kyc_exemption", NO, Value::Null).await?;
    Ok(())
}
