//! Rejected requests, with the documented status and text.

use partna_auth::types;
use partna_sandbox::Sandbox;
use serde_json::{Value, json};

use super::{Merchant, Result};

/// An operation, a query, a body, and the expected status and text.
type Rejection = (
    &'static str,
    &'static [(&'static str, &'static str)],
    Value,
    &'static str,
);

impl Merchant {
    /// Sends a request, and returns the status and the text of its response.
    async fn status_and_message(
        &self,
        id: &str,
        query: &[(&str, &str)],
        body: Value,
    ) -> Result<String> {
        let (status, response) = self.send(id, query, body, Sandbox::API_KEY).await?;
        let message = response["message"].as_str().ok_or("no message")?;
        Ok(format!("{status} {message}"))
    }

    /// Checks that each request is rejected with its status and text.
    async fn check_rejections(&self, rejections: impl IntoIterator<Item = Rejection>) -> Result {
        for (id, query, body, expected) in rejections {
            let request = format!("{id} {query:?} {body}");
            let actual = self.status_and_message(id, query, body).await?;
            assert_eq!(actual, expected, "{request}");
        }
        Ok(())
    }
}

const NO_QUERY: &[(&str, &str)] = &[];

#[tokio::test]
pub async fn rejects_invalid_account_and_bank_requests() -> Result {
    let mut merchant = Merchant::start().await?;
    let amina = json!({"accountName": "amina01", "email": "amina@example.com"});
    merchant.send_ok("create_account", NO_QUERY, amina).await?;
    let used_email = json!({"accountName": "bello02", "email": "amina@example.com"});
    let naira = json!({"accountName": "amina01", "currency": "NGN"});
    let unknown_account = json!({"accountName": "unknown", "currency": "NGN"});
    let unknown = json!({"accountNumber": "0120000001", "bankCode": "999", "currency": "NGN"});
    let short = json!({"accountNumber": "012", "bankCode": "057", "currency": "NGN"});
    merchant
        .check_rejections([
            (
                "create_account",
                NO_QUERY,
                json!({"accountName": "amina01"}),
                "409 account already exists",
            ),
            (
                "create_account",
                NO_QUERY,
                used_email,
                "400 Account name or email already exists",
            ),
            (
                "list_accounts",
                &[("accountName", "unknown")],
                Value::Null,
                "404 account not found",
            ),
            (
                "create_bank_account",
                NO_QUERY,
                naira,
                "400 user has not completed kyc",
            ),
            (
                "create_bank_account",
                NO_QUERY,
                unknown_account,
                "404 account not found",
            ),
            (
                "resolve_bank_account",
                NO_QUERY,
                unknown,
                "400 Invalid bank account details",
            ),
            (
                "resolve_bank_account",
                NO_QUERY,
                short,
                "400 Invalid bank account details",
            ),
            (
                "list_ramps",
                NO_QUERY,
                Value::Null,
                "400 accountName is required",
            ),
        ])
        .await
}

#[tokio::test]
pub async fn rejects_registration_if_closed_or_for_other_merchant() -> Result {
    let mut merchant = Merchant::start().await?;
    let own_user = Sandbox::API_USER;
    let chidi =
        json!({"accountName": "chidi03", "email": "chidi@example.com", "merchantName": own_user});
    let other_merchant =
        json!({"accountName": "chidi03", "email": "chidi@example.com", "merchantName": "acme"});
    merchant
        .check_rejections([(
            "register_account",
            NO_QUERY,
            other_merchant,
            "404 merchant not found",
        )])
        .await?;
    let closed = json!({"registrationType": "closed"});
    merchant
        .send_ok("update_settings", NO_QUERY, closed)
        .await?;
    let expected = "401 unauthorised self registration";
    merchant
        .check_rejections([("register_account", NO_QUERY, chidi, expected)])
        .await
}

/// Each step of the verification is first sent incorrectly.
#[tokio::test]
pub async fn rejects_invalid_kyc_steps() -> Result {
    let mut merchant = Merchant::start().await?;
    let session = "400 Invalid otp or expired session. Re-initiate bvn lookup.";
    let method = "400 Wrong verification method. Update method and try again.";
    let amina = json!({"accountName": "amina01"});
    merchant
        .send_ok("create_account", NO_QUERY, amina.clone())
        .await?;
    let by = |method: &str| json!({"accountName": "amina01", "verificationMethod": method});
    let code = |code: &str| json!({"accountName": "amina01", "otp": code});
    let phone = |number: &str| json!({"accountName": "amina01", "phone": number});
    let person = json!({"accountName": "amina01", "bvn": "22222222222"});
    let short = json!({"accountName": "amina01", "bvn": "2222"});
    let mut bank = by("bankdetails");
    bank["bankCode"] = json!("0000");
    bank["accountNumber"] = json!("012");
    merchant
        .check_rejections([
            ("confirm_kyc_otp", NO_QUERY, code("123456"), session),
            (
                "set_kyc_verification_method",
                NO_QUERY,
                by("phone_1"),
                session,
            ),
            ("start_kyc", NO_QUERY, short, "400 validation error"),
        ])
        .await?;
    merchant
        .send_ok("start_kyc", NO_QUERY, person.clone())
        .await?;
    merchant
        .check_rejections([
            ("confirm_kyc_otp", NO_QUERY, code("123456"), method),
            (
                "set_kyc_verification_method",
                NO_QUERY,
                by("sendotp"),
                method,
            ),
            (
                "set_kyc_verification_method",
                NO_QUERY,
                bank,
                "400 Invalid bank account details",
            ),
            (
                "confirm_kyc_phone",
                NO_QUERY,
                phone("08030000000"),
                "400 Phone number does not match BVN record",
            ),
        ])
        .await?;
    // Accepted, but the phone must be confirmed first.
    let response = merchant
        .status_and_message("set_kyc_verification_method", NO_QUERY, by("phone"))
        .await?;
    assert!(response.starts_with("200 confirm phone"), "{response}");
    merchant
        .check_rejections([("confirm_kyc_otp", NO_QUERY, code("123456"), method)])
        .await?;

    // Three wrong codes end the session.
    merchant
        .send_ok("set_kyc_verification_method", NO_QUERY, by("phone_1"))
        .await?;
    for _ in 0..3 {
        merchant
            .check_rejections([("confirm_kyc_otp", NO_QUERY, code("654321"), session)])
            .await?;
    }
    merchant
        .check_rejections([("confirm_kyc_otp", NO_QUERY, code("123456"), session)])
        .await?;
    let event = merchant.sandbox.next_webhook().await;
    assert_eq!(event.name(), Some("verification.failed"));
    // The session expires.
    merchant
        .send_ok("start_kyc", NO_QUERY, person.clone())
        .await?;
    merchant
        .send_ok("set_kyc_verification_method", NO_QUERY, by("phone_1"))
        .await?;
    merchant
        .sandbox
        .advance(std::time::Duration::from_secs(600));
    merchant
        .check_rejections([("confirm_kyc_otp", NO_QUERY, code("123456"), session)])
        .await?;

    merchant
        .send_ok("start_kyc", NO_QUERY, person.clone())
        .await?;
    merchant
        .send_ok("set_kyc_verification_method", NO_QUERY, by("phone_1"))
        .await?;
    merchant
        .send_ok("confirm_kyc_otp", NO_QUERY, code("123456"))
        .await?;
    let details = json!({
        "accountName": "amina01", "dob": "1990-05-17", "documentId": "22222222222", "email": "amina@example.com",
        "firstName": "Amina", "gender": "Female", "kycDocument": "BVN", "lastName": "Okoro", "middleName": "Ife",
        "phoneNumber": "08030013843",
    });
    merchant
        .check_rejections([
            (
                "start_kyc",
                NO_QUERY,
                person.clone(),
                "400 kyc previously completed",
            ),
            (
                "complete_kyc",
                NO_QUERY,
                details,
                "409 KYC record already exists",
            ),
        ])
        .await?;

    // The number of lookups is limited.
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
    let expected = "400 maximum kyc lookup attempts reached";
    merchant
        .check_rejections([("start_kyc", NO_QUERY, bello, expected)])
        .await
}

#[tokio::test]
pub async fn rejects_merchant_kyc_without_exemption() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client();
    let error = partna.get_kyc_exemption().send().await.err();
    let error = error.ok_or("the merchant is exempt")?;
    assert_eq!(error.message(), Some("user not exempted"));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    let person = types::MerchantKycRequest::builder()
        .account_name(Sandbox::API_USER)
        .dob("1990-05-17")
        .document_id("22222222222")
        .email("chidi@example.com")
        .first_name("Chidi")
        .gender("Male")
        .kyc_document("BVN")
        .last_name("Eze")
        .middle_name("Ife")
        .phone_number("08030013843");
    let error = partna.complete_kyc().body(person).send().await.err();
    let error = error.ok_or("the request was accepted")?;
    assert_eq!(error.message(), Some("user not exempted"));
    Ok(())
}

#[tokio::test]
pub async fn rejects_invalid_merchant_requests() -> Result {
    let mut merchant = Merchant::start().await?;
    let admin = json!({"email": "bello@example.com", "fullname": "Bello Sani", "roles": ["admin", "view"], "username": "bello02"});
    merchant
        .send_ok("create_admin", NO_QUERY, admin.clone())
        .await?;
    let used_name = json!({"email": "new@example.com", "username": "bello02"});
    let fee =
        json!({"feeType": "fixed", "feeAmount": 1, "feeCurrency": "USD", "feeAccount": "unknown"});
    let scope = json!({"keyname": "reports", "scope": "Z"});
    let unknown = json!({"apikey": "1--M--never-made"});
    let other = &[("username", "acme"), ("action", "reminder")];
    merchant
        .check_rejections([
            (
                "create_admin",
                NO_QUERY,
                admin,
                "400 username or email already exists",
            ),
            (
                "activate_user",
                NO_QUERY,
                used_name,
                "400 username or email already exists",
            ),
            (
                "delete_admin",
                &[("email", "unknown@example.com")],
                Value::Null,
                "404 admin not found",
            ),
            (
                "update_user",
                NO_QUERY,
                json!({"endpointId": "e1"}),
                "400 endpoint id not found",
            ),
            (
                "update_settings",
                NO_QUERY,
                fee,
                "404 invalid feeAccount name",
            ),
            (
                "delete_webhook",
                NO_QUERY,
                Value::Null,
                "400 no url to delete",
            ),
            (
                "confirm_mfa",
                NO_QUERY,
                json!({"token": "123456"}),
                "400 no enrolment is under way",
            ),
            (
                "trigger_billing",
                other,
                Value::Null,
                "401 unauthorised self trigger",
            ),
            (
                "get_unpaid_fees",
                &other[..1],
                Value::Null,
                "401 unauthorised self trigger",
            ),
            (
                "list_discounts",
                &[("fromCurrency", "XYZ")],
                Value::Null,
                "400 validation error",
            ),
            ("generate_api_key", NO_QUERY, scope, "400 invalid API scope"),
            ("invalidate_api_key", NO_QUERY, unknown, "400 invalid key"),
            (
                "delete_api_key",
                &[("apikeyHash", "00000000")],
                Value::Null,
                "400 invalid key",
            ),
        ])
        .await?;
    // With a second factor, a code in the request must be correct.
    merchant
        .send_ok("enroll_mfa", NO_QUERY, Value::Null)
        .await?;
    merchant
        .send_ok("confirm_mfa", NO_QUERY, json!({"token": "123456"}))
        .await?;
    let key = json!({"keyname": "reports", "scope": "G", "otp": "654321"});
    let payout = json!({
        "fromAccount": Sandbox::API_USER, "amount": 5, "currency": "NGN", "bankCode": "057", "accountNumber": "0120000001",
        "otp": "654321",
    });
    merchant
        .check_rejections([
            ("generate_api_key", NO_QUERY, key, "400 wrong code"),
            ("create_withdrawal", NO_QUERY, payout, "400 wrong code"),
        ])
        .await
}

#[tokio::test]
pub async fn rejects_invalid_money_requests() -> Result {
    let merchant = Merchant::start().await?;
    let transfer = |to: &str| json!({"toAccount": to, "amount": 5, "currency": "NGN"});
    let mut from_unknown = transfer(Sandbox::API_USER);
    from_unknown["fromAccount"] = json!("unknown");
    let other_network = json!({"amount": 5, "currency": "NGN", "network": "tron"});
    let negative = json!({"amount": -5, "currency": "NGN", "network": "naira"});
    let invalid_key = json!({"rateKey": "1-NGN_to_USD-00000000-1", "fromAmount": 5});
    merchant
        .check_rejections([
            (
                "create_transfer",
                NO_QUERY,
                transfer("unknown"),
                "404 toAccount not found",
            ),
            (
                "create_transfer",
                NO_QUERY,
                from_unknown,
                "404 fromAccount not found",
            ),
            (
                "create_mock_deposit",
                NO_QUERY,
                other_network,
                "400 Unsupported provider",
            ),
            (
                "create_mock_deposit",
                NO_QUERY,
                negative,
                "400 validation error",
            ),
            ("convert_currency", NO_QUERY, invalid_key, "400 invalid key"),
            (
                "verify_rate_key",
                &[("key", "nonsense")],
                Value::Null,
                "400 invalid key",
            ),
        ])
        .await
}

#[tokio::test]
pub async fn rejects_keys_without_scope() -> Result {
    let mut merchant = Merchant::start().await?;
    for (scope, id, body, expected) in [
        (
            "G",
            "create_account",
            json!({"accountName": "amina01"}),
            "get only api key cannot access POST /account",
        ),
        (
            "N",
            "create_withdrawal",
            json!({"fromAccount": Sandbox::API_USER, "amount": 5, "currency": "NGN"}),
            "no withdrawal api key cannot access POST /transfer/withdraw",
        ),
    ] {
        let request = json!({"keyname": "some", "scope": scope});
        let generated = merchant
            .send_ok("generate_api_key", NO_QUERY, request)
            .await?;
        let key = generated["data"]["apikey"]
            .as_str()
            .ok_or("no key")?
            .to_owned();
        let (status, response) = merchant.send(id, NO_QUERY, body, &key).await?;
        assert_eq!((status, &response["message"]), (401, &json!(expected)));
        let (status, _) = merchant
            .send("get_balances", NO_QUERY, Value::Null, &key)
            .await?;
        assert_eq!(status, 200);
    }
    let (status, response) = merchant
        .send("get_balances", NO_QUERY, Value::Null, "1--M--no")
        .await?;
    assert_eq!(
        (status, &response["message"]),
        (401, &json!("invalid apikey"))
    );
    Ok(())
}

/// Lenient conversions apply only to fields of responses.
#[tokio::test]
async fn rejects_request_fields_of_another_type() -> Result {
    let merchant = Merchant::start().await?;
    let transfer =
        json!({"fromAccount": "amina01", "toAccount": "bello02", "currency": "USD", "amount": 1});
    for (field, value) in [
        ("amount", json!("25.75")),
        ("amount", json!("")),
        ("amount", Value::Null),
        ("amount", json!([])),
        ("toAccount", json!(7)),
        ("toAccount", json!(true)),
        ("currency", json!({})),
    ] {
        let mut body = transfer.clone();
        body[field] = value;
        let request = body.to_string();
        let (status, response) = merchant
            .send("create_transfer", NO_QUERY, body, Sandbox::API_KEY)
            .await?;
        assert_eq!(status, 400, "{request} {response}");
        let problems = response["data"].to_string();
        assert!(problems.contains(field), "{request} {problems}");
    }
    Ok(())
}
