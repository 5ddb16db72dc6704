//! Every write of the operation table is recovered after a lost response, as its row documents.

use std::collections::BTreeSet;

use partna_auth::{Effect, ErrorKind, OPERATIONS, Operation, Partna};
use partna_sandbox::{Fault, Sandbox, Seed};
use serde_json::{Value, json};

use super::Result;

/// A merchant that loses the response of every write.
struct Merchant {
    sandbox: Sandbox,
    partna: Partna,
    tested: BTreeSet<&'static str>,
}

type Query<'a> = &'a [(&'a str, &'a str)];

impl Merchant {
    async fn call(&self, id: &str, query: Query<'_>, body: &Value) -> Result<Value> {
        let operation = Operation::by_id(id).ok_or("no operation")?;
        let mut request = self.partna.request(operation.method, operation.path);
        for (name, value) in query {
            request = request.query(name, value);
        }
        if !body.is_null() {
            request = request.json(body);
        }
        Ok(request.send::<Value>().await?.into_inner())
    }

    /// Applies a write and drops its response.
    async fn lose_response(&mut self, id: &str, query: Query<'_>, body: &Value) -> Result {
        let operation = Operation::by_id(id).ok_or("no operation")?;
        self.sandbox.fail(id, Fault::CommitThenDrop)?;
        let error = self.call(id, query, body).await.err();
        let error = error.ok_or_else(|| format!("{id}: the response arrived"))?;
        let error = error.downcast::<partna_auth::Error>()?;
        assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{id}: {error}");
        let recovery = operation.recovery.ok_or("no recovery")?;
        assert_eq!(error.help(), recovery.advice);
        self.tested.insert(operation.id);
        Ok(())
    }

    /// Loses the response, and returns the response of the read in the table.
    async fn lose_and_read(&mut self, id: &str, body: Value, query: Query<'_>) -> Result<Value> {
        self.lose_response(id, &[], &body).await?;
        self.read(id, query).await
    }

    async fn read(&self, id: &str, query: Query<'_>) -> Result<Value> {
        let recovery = Operation::by_id(id).and_then(|operation| operation.recovery);
        let check = recovery
            .and_then(|recovery| recovery.check)
            .ok_or("no read in the table")?;
        self.call(check, query, &Value::Null).await
    }

    /// Loses the response, and sends the same request again, which must be accepted.
    async fn lose_and_resend(&mut self, id: &str, body: Value) -> Result<Value> {
        self.lose_response(id, &[], &body).await?;
        self.call(id, &[], &body).await
    }

    async fn rate_key(&self, from: &str, to: &str) -> Result<String> {
        Ok(self.partna.rate(from, to).await?.key.ok_or("no rate key")?)
    }
}

const AMINA: Query<'static> = &[("accountName", "amina01")];
const CHIDI: Query<'static> = &[("accountName", "chidi03")];
const KENYAN: Query<'static> = &[("accountName", "amina01"), ("country", "KE")];

#[tokio::test]
async fn every_write_is_recovered_as_documented() -> Result {
    let seed = Seed::read("[merchant]\nkyc_exempt = true\n")?;
    let sandbox = Sandbox::builder().seed(seed).start().await?;
    let partna = sandbox.client();
    let mut merchant = Merchant {
        sandbox,
        partna,
        tested: BTreeSet::new(),
    };
    accounts(&mut merchant).await?;
    kyc(&mut merchant).await?;
    phones(&mut merchant).await?;
    money(&mut merchant).await?;
    settings(&mut merchant).await?;
    keys(&mut merchant).await?;
    let untested: Vec<&str> = OPERATIONS
        .iter()
        .filter(|it| it.effect != Effect::Read && !merchant.tested.contains(it.id))
        .map(|it| it.id)
        .collect();
    assert_eq!(untested, Vec::<&str>::new(), "add a test of these writes");
    merchant.sandbox.books().check()?;
    Ok(())
}

async fn accounts(merchant: &mut Merchant) -> Result {
    let amina = json!({"accountName": "amina01", "email": "amina@example.com"});
    let found = merchant
        .lose_and_read("create_account", amina.clone(), AMINA)
        .await?;
    assert!(found["data"]["accounts"][0]["NGN"].is_object(), "{found}");
    let second = merchant.call("create_account", &[], &amina).await;
    assert!(second.is_err(), "the second account was accepted");

    let email = json!({"accountName": "amina01", "email": "amina.okoro@example.com"});
    let found = merchant
        .lose_and_read("update_account_email", email.clone(), AMINA)
        .await?;
    assert_eq!(found["data"]["accounts"][0]["email"], email["email"]);
    merchant.call("update_account_email", &[], &email).await?;

    let name = Sandbox::API_USER;
    let chidi =
        json!({"accountName": "chidi03", "email": "chidi@example.com", "merchantName": name});
    merchant.lose_and_resend("register_account", chidi).await?;
    let code = json!({"email": "chidi@example.com", "merchantName": name, "otp": "123456"});
    let found = merchant
        .lose_and_read("complete_registration", code, CHIDI)
        .await?;
    assert!(found["data"]["accounts"][0]["NGN"].is_object(), "{found}");
    Ok(())
}

async fn kyc(merchant: &mut Merchant) -> Result {
    let person = json!({"accountName": "amina01", "bvn": "22222222222"});
    merchant.lose_response("start_kyc", &[], &person).await?;
    let methods = merchant
        .call("list_kyc_methods", &[("currency", "NGN")], &Value::Null)
        .await?;
    assert!(
        methods["data"]["methods"]
            .as_array()
            .is_some_and(|it| !it.is_empty())
    );
    let method =
        json!({"accountName": "amina01", "verificationMethod": "phone", "currency": "NGN"});
    merchant
        .lose_and_resend("set_kyc_verification_method", method.clone())
        .await?;
    let phone = json!({"accountName": "amina01", "phone": "08030013843"});
    merchant.lose_and_resend("confirm_kyc_phone", phone).await?;
    merchant.lose_and_resend("send_kyc_otp", method).await?;
    let otp = json!({"accountName": "amina01", "otp": "123456", "currency": "NGN"});
    let found = merchant
        .lose_and_read("confirm_kyc_otp", otp, AMINA)
        .await?;
    assert_eq!(found["data"]["kycs"], json!(["NG"]));

    let chidi = json!({
        "accountName": "chidi03", "dob": "1990-05-17", "documentId": "22222222222", "email": "chidi@example.com",
        "firstName": "Chidi", "gender": "Male", "kycDocument": "BVN", "lastName": "Eze", "middleName": "Ife",
        "phoneNumber": "08030013843",
    });
    let found = merchant
        .lose_and_read("complete_kyc", chidi.clone(), CHIDI)
        .await?;
    assert_eq!(found["data"]["kycs"], json!(["NG"]));
    let second = merchant.call("complete_kyc", &[], &chidi).await.err();
    let second = second.ok_or("the second KYC was accepted")?.to_string();
    assert!(second.contains("KYC record already exists"), "{second}");

    let account = json!({"accountName": "amina01", "currency": "NGN"});
    let found = merchant
        .lose_and_read("create_bank_account", account.clone(), AMINA)
        .await?;
    let number = &found["data"]["accounts"][0]["Banks"]["NG"]["account_number"];
    assert!(number.is_string(), "{found}");
    let second = merchant.call("create_bank_account", &[], &account).await?;
    assert_eq!(&second["data"][0]["account_number"], number);
    Ok(())
}

async fn phones(merchant: &mut Merchant) -> Result {
    let phone = json!({
        "accountName": "amina01", "country": "KE", "mobileNetwork": "Safaricom", "phoneNumber": "0712345678",
    });
    let found = merchant
        .lose_and_read("register_phone", phone.clone(), KENYAN)
        .await?;
    assert_eq!(found["data"]["validPhoneRecords"], json!([]));
    let second = merchant.call("register_phone", &[], &phone).await?;
    let id = &second["data"]["phoneID"];
    let method = json!({"phoneID": id, "verificationMethod": "sendotp"});
    merchant.lose_and_resend("verify_phone", method).await?;
    let code = json!({"phoneID": id, "otp": "123456"});
    let found = merchant
        .lose_and_read("confirm_phone", code, KENYAN)
        .await?;
    assert_eq!(&found["data"]["validPhoneRecords"][0]["phoneID"], id);
    Ok(())
}

async fn money(merchant: &mut Merchant) -> Result {
    let deposit =
        json!({"accountName": "amina01", "amount": 1000, "currency": "NGN", "network": "naira"});
    let found = merchant
        .lose_and_read("create_mock_deposit", deposit, AMINA)
        .await?;
    assert_eq!(found["data"]["accounts"][0]["NGN"]["balance"], json!(1000));
    let fiat = json!({"accountName": "amina01", "amount": 250, "currency": "NGN"});
    let found = merchant
        .lose_and_read("create_mock_fiat_deposit", fiat, AMINA)
        .await?;
    assert_eq!(found["data"]["accounts"][0]["NGN"]["balance"], json!(1250));

    let transfer = json!({
        "fromAccount": "amina01", "toAccount": "chidi03", "amount": 500, "currency": "NGN", "transactionReference": "7ea0",
    });
    let withdrawal = json!({
        "fromAccount": "chidi03", "amount": 100, "currency": "NGN", "type": "naira", "bankCode": "057",
        "accountNumber": "0120000001", "transactionReference": "0a7",
    });
    let cedis = json!({
        "accountName": "amina01", "amount": 40, "currency": "GHS", "mobileNetwork": "MTN", "mobileNumber": "0240000000",
        "transactionReference": "c011ec7",
    });
    let conversion = json!({
        "accountName": "amina01", "rateKey": merchant.rate_key("NGN", "USD").await?, "fromAmount": 100,
        "transactionReference": "c0",
    });
    for (id, body) in [
        ("create_transfer", transfer),
        ("create_withdrawal", withdrawal),
        ("initiate_transfer", cedis),
        ("convert_currency", conversion),
    ] {
        let reference = body["transactionReference"].clone();
        let query = [(
            "transactionReference",
            reference.as_str().unwrap_or_default(),
        )];
        let found = merchant.lose_and_read(id, body, &query).await?;
        assert_eq!(found["data"]["transactionReference"], reference, "{id}");
        assert_eq!(found["data"]["status"], "completed", "{id}");
    }
    let preorder = json!({
        "accountName": "amina01", "rateKey": merchant.rate_key("NGN", "USD").await?, "fromAmount": 1,
        "transactionReference": "c1",
    });
    merchant
        .lose_response("preorder_conversion", &[], &preorder)
        .await?;
    let ramp = json!({
        "accountName": "amina01", "fromCurrency": "NGN", "fromNetwork": "naira", "fromAmount": 1000, "toCurrency": "USDT",
        "toNetwork": "tron", "cryptoAddress": "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF", "rampReference": "fa3e",
        "rateKey": merchant.rate_key("NGN", "USDT").await?,
    });
    let query = [("accountName", "amina01"), ("rampReference", "fa3e")];
    let found = merchant.lose_and_read("create_ramp", ramp, &query).await?;
    assert_eq!(found["data"]["rampRequests"][0]["status"], "pending");
    Ok(())
}

async fn settings(merchant: &mut Merchant) -> Result {
    let fee = json!({"feeType": "percentage", "feeAmount": 0.5, "feeCurrency": "USD"});
    let found = merchant.lose_and_read("update_settings", fee, &[]).await?;
    assert_eq!(found["data"]["fees"]["feeAmount"], json!(0.5));
    let url = json!({"url": "http://127.0.0.1:9/partna"});
    let found = merchant
        .lose_and_read("set_webhook", url.clone(), &[])
        .await?;
    assert_eq!(found["data"]["url"], url["url"]);
    let found = merchant
        .lose_and_read("delete_webhook", Value::Null, &[])
        .await?;
    assert_eq!(found["data"]["url"], "");

    let address = json!({"ipAddresses": ["192.0.2.10"]});
    let found = merchant
        .lose_and_read("add_whitelisted_ips", address.clone(), &[])
        .await?;
    assert_eq!(found["data"], address["ipAddresses"]);
    let query = [("ipAddress", "192.0.2.10")];
    merchant
        .lose_response("delete_whitelisted_ip", &query, &Value::Null)
        .await?;
    let found = merchant.read("delete_whitelisted_ip", &[]).await?;
    assert_eq!(found["data"], json!([]));

    let admin = json!({
        "email": "bello@example.com", "fullname": "Bello Sani", "roles": ["admin", "view"], "username": "bello02",
    });
    let found = merchant.lose_and_read("create_admin", admin, &[]).await?;
    assert_eq!(found["AdminPermissions"][0]["username"], "bello02");
    let query = [("email", "bello@example.com")];
    merchant
        .lose_response("delete_admin", &query, &Value::Null)
        .await?;
    let found = merchant.read("delete_admin", &[]).await?;
    assert_eq!(found["AdminPermissions"], json!([]));

    let newcomer = json!({"email": "new@example.com", "username": "newcomer"});
    merchant.lose_and_resend("activate_user", newcomer).await?;
    let back = json!({"callbackUrl": "https://example.com/back"});
    merchant.lose_and_resend("update_user", back).await?;
    let query = [("action", "reminder")];
    merchant
        .lose_response("trigger_billing", &query, &Value::Null)
        .await?;
    merchant.read("trigger_billing", &[]).await?;

    let second = merchant.lose_and_resend("enroll_mfa", Value::Null).await?;
    assert!(second["data"]["secret"].is_string());
    let code = json!({"token": "123456"});
    let found = merchant
        .lose_and_read("confirm_mfa", code.clone(), &[])
        .await?;
    assert_eq!(found["data"]["enrolled"], json!(true));
    let found = merchant.lose_and_read("disable_mfa", code, &[]).await?;
    assert_eq!(found["data"]["enrolled"], json!(false));
    Ok(())
}

async fn keys(merchant: &mut Merchant) -> Result {
    let request = |name: &str| json!({"keyname": name, "scope": "G", "expirationInDays": 30});
    let listed = merchant
        .lose_and_read("generate_api_key", request("reports"), &[])
        .await?;
    let lost = live(&listed, "reports");
    assert_eq!(lost.len(), 1, "{listed}");
    let hash = [("apikeyHash", lost[0].as_str())];
    merchant
        .lose_response("delete_api_key", &hash, &Value::Null)
        .await?;
    let listed = merchant.read("delete_api_key", &[]).await?;
    assert_eq!(live(&listed, "reports"), Vec::<String>::new());

    let created = merchant
        .call("generate_api_key", &[], &request("reports-2"))
        .await?;
    let old = created["data"]["apikey"]
        .as_str()
        .ok_or("no key")?
        .to_owned();
    let listed = merchant
        .lose_and_read("invalidate_api_key", json!({"apikey": old}), &[])
        .await?;
    assert!(!merchant.sandbox.accepts_key(&old), "the old key is live");
    // The key in the lost response is unusable.
    for hash in live(&listed, "reports-2") {
        let hash = [("apikeyHash", hash.as_str())];
        merchant.call("delete_api_key", &hash, &Value::Null).await?;
    }
    let listed = merchant.read("delete_api_key", &[]).await?;
    assert_eq!(live(&listed, "reports-2"), Vec::<String>::new());
    Ok(())
}

/// Returns the short forms of the live keys of a name in a list.
fn live(listed: &Value, name: &str) -> Vec<String> {
    let keys = listed["data"]["Apikeys"].as_array();
    let keys = keys.into_iter().flatten();
    keys.filter(|key| key["Keyname"] == name && key["DeletedAt"] == "0001-01-01T00:00:00Z")
        .filter_map(|key| key["Apikey"].as_str().map(str::to_owned))
        .collect()
}
