//! What is refused, with the documented status and words.

use partna_auth::types;
use partna_sandbox::Sandbox;
use serde_json::{Value, json};

use super::{Day, Result};

/// A request that is to be refused, and with what.
type Case = (
    &'static str,
    &'static [(&'static str, &'static str)],
    Value,
    &'static str,
);

impl Day {
    async fn told(&self, id: &str, query: &[(&str, &str)], body: Value) -> Result<String> {
        let (status, answer) = self.send(id, query, body, Sandbox::API_KEY).await?;
        let message = answer["message"].as_str().ok_or("no message")?;
        Ok(format!("{status} {message}"))
    }

    async fn refuse(&self, cases: impl IntoIterator<Item = Case>) -> Result {
        for (id, query, body, told) in cases {
            let request = format!("{id} {query:?} {body}");
            assert_eq!(self.told(id, query, body).await?, told, "{request}");
        }
        Ok(())
    }
}

const NO: &[(&str, &str)] = &[];

#[tokio::test]
pub async fn of_accounts_and_banks() -> Result {
    let mut day = Day::begin().await?;
    let amina = json!({"accountName": "amina01", "email": "amina@example.com"});
    day.ask("create_account", NO, amina).await?;
    let stranger = json!({"accountName": "bello02", "email": "amina@example.com"});
    let naira = json!({"accountName": "amina01", "currency": "NGN"});
    let nobody = json!({"accountName": "nobody", "currency": "NGN"});
    let unknown = json!({"accountNumber": "0120000001", "bankCode": "999", "currency": "NGN"});
    let short = json!({"accountNumber": "012", "bankCode": "057", "currency": "NGN"});
    day.refuse([
        (
            "create_account",
            NO,
            json!({"accountName": "amina01"}),
            "409 account already exists",
        ),
        (
            "create_account",
            NO,
            stranger,
            "400 Account name or email already exists",
        ),
        (
            "list_accounts",
            &[("accountName", "nobody")],
            Value::Null,
            "404 account not found",
        ),
        (
            "create_bank_account",
            NO,
            naira,
            "400 user has not completed kyc",
        ),
        ("create_bank_account", NO, nobody, "404 account not found"),
        (
            "resolve_bank_account",
            NO,
            unknown,
            "400 Invalid bank account details",
        ),
        (
            "resolve_bank_account",
            NO,
            short,
            "400 Invalid bank account details",
        ),
        ("list_ramps", NO, Value::Null, "400 accountName is required"),
    ])
    .await
}

#[tokio::test]
pub async fn of_registration() -> Result {
    let mut day = Day::begin().await?;
    let here = Sandbox::API_USER;
    let chidi =
        json!({"accountName": "chidi03", "email": "chidi@example.com", "merchantName": here});
    let elsewhere =
        json!({"accountName": "chidi03", "email": "chidi@example.com", "merchantName": "acme"});
    day.refuse([("register_account", NO, elsewhere, "404 merchant not found")])
        .await?;
    let closed = json!({"registrationType": "closed"});
    day.ask("update_settings", NO, closed).await?;
    let told = "401 unauthorised self registration";
    day.refuse([("register_account", NO, chidi, told)]).await
}

/// A customer, from one step to the next; each goes wrong first.
#[tokio::test]
pub async fn of_a_persons_identity() -> Result {
    let mut day = Day::begin().await?;
    let session = "400 Invalid otp or expired session. Re-initiate bvn lookup.";
    let method = "400 Wrong verification method. Update method and try again.";
    let amina = json!({"accountName": "amina01"});
    day.ask("create_account", NO, amina.clone()).await?;
    let by = |method: &str| json!({"accountName": "amina01", "verificationMethod": method});
    let code = |code: &str| json!({"accountName": "amina01", "otp": code});
    let phone = |number: &str| json!({"accountName": "amina01", "phone": number});
    let person = json!({"accountName": "amina01", "bvn": "22222222222"});
    let short = json!({"accountName": "amina01", "bvn": "2222"});
    let mut bank = by("bankdetails");
    bank["bankCode"] = json!("0000");
    bank["accountNumber"] = json!("012");
    day.refuse([
        ("confirm_kyc_otp", NO, code("123456"), session),
        ("set_kyc_verification_method", NO, by("phone_1"), session),
        ("start_kyc", NO, short, "400 validation error"),
    ])
    .await?;
    day.ask("start_kyc", NO, person.clone()).await?;
    day.refuse([
        ("confirm_kyc_otp", NO, code("123456"), method),
        ("set_kyc_verification_method", NO, by("sendotp"), method),
        (
            "set_kyc_verification_method",
            NO,
            bank,
            "400 Invalid bank account details",
        ),
        (
            "confirm_kyc_phone",
            NO,
            phone("08030000000"),
            "400 Phone number does not match BVN record",
        ),
    ])
    .await?;
    // Not refused, and not done: the phone comes first.
    let told = day
        .told("set_kyc_verification_method", NO, by("phone"))
        .await?;
    assert!(told.starts_with("200 confirm phone"), "{told}");
    day.refuse([("confirm_kyc_otp", NO, code("123456"), method)])
        .await?;

    // Three wrong codes end it.
    day.ask("set_kyc_verification_method", NO, by("phone_1"))
        .await?;
    for _ in 0..3 {
        day.refuse([("confirm_kyc_otp", NO, code("654321"), session)])
            .await?;
    }
    day.refuse([("confirm_kyc_otp", NO, code("123456"), session)])
        .await?;
    let event = day.sandbox.next_webhook().await;
    assert_eq!(event.name(), Some("verification.failed"));
    // Time ends it as well.
    day.ask("start_kyc", NO, person.clone()).await?;
    day.ask("set_kyc_verification_method", NO, by("phone_1"))
        .await?;
    day.sandbox.advance(std::time::Duration::from_secs(600));
    day.refuse([("confirm_kyc_otp", NO, code("123456"), session)])
        .await?;

    day.ask("start_kyc", NO, person.clone()).await?;
    day.ask("set_kyc_verification_method", NO, by("phone_1"))
        .await?;
    day.ask("confirm_kyc_otp", NO, code("123456")).await?;
    let told = json!({
        "accountName": "amina01", "dob": "1990-05-17", "documentId": "22222222222", "email": "amina@example.com",
        "firstName": "Amina", "gender": "Female", "kycDocument": "BVN", "lastName": "Okoro", "middleName": "Ife",
        "phoneNumber": "08030013843",
    });
    day.refuse([
        (
            "start_kyc",
            NO,
            person.clone(),
            "400 kyc previously completed",
        ),
        ("complete_kyc", NO, told, "409 KYC record already exists"),
    ])
    .await?;

    // And somebody who is never sure.
    day.ask("create_account", NO, json!({"accountName": "bello02"}))
        .await?;
    let unsure = json!({"accountName": "bello02", "bvn": "22222222222"});
    for _ in 0..5 {
        day.ask("start_kyc", NO, unsure.clone()).await?;
    }
    let told = "400 maximum kyc lookup attempts reached";
    day.refuse([("start_kyc", NO, unsure, told)]).await
}

/// Who is not exempt is told so, and does not say itself who its customers are.
#[tokio::test]
pub async fn of_those_who_are_not_exempt() -> Result {
    let sandbox = Sandbox::start().await?;
    let partna = sandbox.client();
    let error = partna.get_kyc_exemption().send().await.err();
    let error = error.ok_or("it is exempt")?;
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
    let error = error.ok_or("it was taken")?;
    assert_eq!(error.message(), Some("user not exempted"));
    Ok(())
}

#[tokio::test]
pub async fn of_the_merchants_own_house() -> Result {
    let mut day = Day::begin().await?;
    let admin = json!({"email": "bello@example.com", "fullname": "Bello Sani", "roles": ["admin", "view"], "username": "bello02"});
    day.ask("create_admin", NO, admin.clone()).await?;
    let taken = json!({"email": "new@example.com", "username": "bello02"});
    let fee =
        json!({"feeType": "fixed", "feeAmount": 1, "feeCurrency": "USD", "feeAccount": "nobody"});
    let scope = json!({"keyname": "reports", "scope": "Z"});
    let unknown = json!({"apikey": "1--M--never-made"});
    let other = &[("username", "acme"), ("action", "reminder")];
    day.refuse([
        (
            "create_admin",
            NO,
            admin,
            "400 username or email already exists",
        ),
        (
            "activate_user",
            NO,
            taken,
            "400 username or email already exists",
        ),
        (
            "delete_admin",
            &[("email", "nobody@example.com")],
            Value::Null,
            "404 admin not found",
        ),
        (
            "update_user",
            NO,
            json!({"endpointId": "e1"}),
            "400 endpoint id not found",
        ),
        ("update_settings", NO, fee, "404 invalid feeAccount name"),
        ("delete_webhook", NO, Value::Null, "400 no url to delete"),
        (
            "confirm_mfa",
            NO,
            json!({"token": "123456"}),
            "400 no enrolment is under way",
        ),
        (
            "trigger_pricing",
            other,
            Value::Null,
            "401 unauthorised self trigger",
        ),
        (
            "get_pending_pricing",
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
        ("generate_api_key", NO, scope, "400 invalid API scope"),
        ("invalidate_api_key", NO, unknown, "400 invalid key"),
        (
            "delete_api_key",
            &[("apikeyHash", "00000000")],
            Value::Null,
            "400 invalid key",
        ),
    ])
    .await?;
    // With a second factor a code has to be right, where one comes along.
    day.ask("enroll_mfa", NO, Value::Null).await?;
    day.ask("confirm_mfa", NO, json!({"token": "123456"}))
        .await?;
    let key = json!({"keyname": "reports", "scope": "G", "otp": "654321"});
    let payout = json!({
        "fromAccount": Sandbox::API_USER, "amount": 5, "currency": "NGN", "bankCode": "057", "accountNumber": "0120000001",
        "otp": "654321",
    });
    day.refuse([
        ("generate_api_key", NO, key, "400 wrong code"),
        ("create_withdrawal", NO, payout, "400 wrong code"),
    ])
    .await
}

#[tokio::test]
pub async fn of_money() -> Result {
    let day = Day::begin().await?;
    let transfer = |to: &str| json!({"toAccount": to, "amount": 5, "currency": "NGN"});
    let mut from_nobody = transfer(Sandbox::API_USER);
    from_nobody["fromAccount"] = json!("nobody");
    let nowhere = json!({"amount": 5, "currency": "NGN", "network": "tron"});
    let negative = json!({"amount": -5, "currency": "NGN", "network": "naira"});
    let nothing = json!({"rateKey": "1-NGN_to_USD-00000000-1", "fromAmount": 5});
    day.refuse([
        (
            "create_transfer",
            NO,
            transfer("nobody"),
            "404 toAccount not found",
        ),
        (
            "create_transfer",
            NO,
            from_nobody,
            "404 fromAccount not found",
        ),
        (
            "create_mock_deposit",
            NO,
            nowhere,
            "400 Unsupported provider",
        ),
        ("create_mock_deposit", NO, negative, "400 validation error"),
        ("convert_currency", NO, nothing, "400 invalid key"),
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
pub async fn of_keys_that_may_not() -> Result {
    let mut day = Day::begin().await?;
    for (scope, id, body, told) in [
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
        let wanted = json!({"keyname": "some", "scope": scope});
        let made = day.ask("generate_api_key", NO, wanted).await?;
        let key = made["data"]["apikey"].as_str().ok_or("no key")?.to_owned();
        let (status, answer) = day.send(id, NO, body, &key).await?;
        assert_eq!((status, &answer["message"]), (401, &json!(told)));
        let (status, _) = day.send("get_balances", NO, Value::Null, &key).await?;
        assert_eq!(status, 200);
    }
    let (status, answer) = day
        .send("get_balances", NO, Value::Null, "1--M--no")
        .await?;
    assert_eq!(
        (status, &answer["message"]),
        (401, &json!("invalid apikey"))
    );
    Ok(())
}

/// Fields of responses are converted; those of requests never are.
#[tokio::test]
async fn values_of_another_form_in_a_request_are_refused() -> Result {
    let day = Day::begin().await?;
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
        let (status, answer) = day
            .send("create_transfer", NO, body, Sandbox::API_KEY)
            .await?;
        assert_eq!(status, 400, "{request} {answer}");
        let problems = answer["data"].to_string();
        assert!(problems.contains(field), "{request} {problems}");
    }
    Ok(())
}
