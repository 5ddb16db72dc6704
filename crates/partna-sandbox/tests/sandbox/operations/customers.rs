//! Customers: registration, verification, bank accounts and phones.

use partna_sandbox::Sandbox;
use serde_json::json;

use super::{Merchant, Result};

pub async fn register(merchant: &mut Merchant) -> Result {
    let chidi = json!({"accountName": "chidi03", "email": "chidi@example.com", "merchantName": Sandbox::API_USER});
    merchant.send_ok("register_account", &[], chidi).await?;
    let code =
        json!({"email": "chidi@example.com", "merchantName": Sandbox::API_USER, "otp": "123456"});
    merchant.send_ok("complete_registration", &[], code).await?;
    let amina = json!({"accountName": "amina01", "email": "amina@example.com"});
    merchant.send_ok("create_account", &[], amina).await?;
    let email = json!({"accountName": "amina01", "email": "amina.okoro@example.com"});
    merchant.send_ok("update_account_email", &[], email).await?;
    let query = [("accountName", "amin"), ("limit", "5")];
    let found = merchant.get("search_accounts", &query).await?;
    assert_eq!(found["data"], json!(["amina01"]));
    let details = merchant.get("list_account_details", &[]).await?;
    let accounts = details["data"]["accounts"].as_array().ok_or("no list")?;
    let emails: Vec<_> = accounts
        .iter()
        .filter_map(|account| account["email"].as_str())
        .collect();
    assert!(
        emails.contains(&"chidi@example.com") && emails.contains(&"amina.okoro@example.com"),
        "{emails:?}"
    );
    Ok(())
}

pub async fn verify(merchant: &mut Merchant) -> Result {
    let amina = [("accountName", "amina01")];
    let methods = merchant
        .get("list_kyc_methods", &[("currency", "NGN")])
        .await?;
    let expected = json!(["email", "phone", "phone_1", "bankdetails"]);
    assert_eq!(methods["data"]["methods"], expected);
    let person = json!({"accountName": "amina01", "bvn": "22222222222"});
    merchant.send_ok("start_kyc", &[], person).await?;
    let method =
        json!({"accountName": "amina01", "verificationMethod": "phone", "currency": "NGN"});
    merchant
        .send_ok("set_kyc_verification_method", &[], method.clone())
        .await?;
    let phone = json!({"accountName": "amina01", "phone": "08030013843"});
    merchant.send_ok("confirm_kyc_phone", &[], phone).await?;
    merchant.send_ok("send_kyc_otp", &[], method).await?;
    let otp = json!({"accountName": "amina01", "otp": "123456", "currency": "NGN"});
    merchant.send_ok("confirm_kyc_otp", &[], otp).await?;
    let profile = merchant.get("get_user_profile", &amina).await?;
    assert_eq!(profile["data"]["kycs"], json!(["NG"]));

    merchant.get("get_kyc_exemption", &[]).await?;
    let details = json!({
        "accountName": "chidi03", "dob": "1990-05-17", "documentId": "22222222222", "email": "chidi@example.com",
        "firstName": "Chidi", "gender": "Male", "kycDocument": "BVN", "lastName": "Eze", "middleName": "Ife",
        "phoneNumber": "08030013843",
    });
    merchant.send_ok("complete_kyc", &[], details).await?;
    let chidi = [("accountName", "chidi03")];
    let profile = merchant.get("get_user_profile", &chidi).await?;
    let person = &profile["data"];
    assert_eq!(
        (&person["firstName"], &person["dob"], &person["kycs"]),
        (&json!("Chidi"), &json!("1990-05-17"), &json!(["NG"]))
    );
    Ok(())
}

pub async fn create_bank_accounts(merchant: &mut Merchant) -> Result {
    let query = [("currency", "GHS"), ("onlyValidators", "true")];
    let banks = merchant.get("list_banks", &query).await?;
    let banks = banks["data"].as_array().ok_or("no list")?;
    let name = |code: &str| banks.iter().find(|bank| bank["code"] == json!(code));
    assert_eq!(name("040100").ok_or("no bank")?["name"], "GCB Bank");
    assert!(name("057").is_none(), "a bank of another country");
    let body = json!({"accountName": "amina01", "currency": "NGN"});
    let created = merchant.send_ok("create_bank_account", &[], body).await?;
    let created = &created["data"][0];
    // The bank resolves the account.
    let bank = json!({"accountNumber": created["account_number"], "bankCode": "100039", "currency": "NGN"});
    let resolved = merchant.send_ok("resolve_bank_account", &[], bank).await?;
    assert_eq!(resolved["data"]["accountName"], created["account_name"]);
    let query = [("accountName", "amina01")];
    let accounts = merchant.get("list_accounts", &query).await?;
    let naira = &accounts["data"]["accounts"][0]["NGN"];
    assert_eq!(naira["balance"], json!(0));
    Ok(())
}

pub async fn verify_phone(merchant: &mut Merchant) -> Result {
    let phone = json!({"accountName": "amina01", "country": "KE", "mobileNetwork": "Safaricom", "phoneNumber": "0712345678"});
    let registered = merchant.send_ok("register_phone", &[], phone).await?;
    let id = &registered["data"]["phoneID"];
    let kenyan = [("accountName", "amina01"), ("country", "KE")];
    let phones = merchant.get("list_phones", &kenyan).await?;
    assert_eq!(phones["data"]["validPhoneRecords"], json!([]));
    let method = json!({"phoneID": id, "verificationMethod": "sendotp"});
    merchant.send_ok("verify_phone", &[], method).await?;
    let code = json!({"phoneID": id, "otp": "123456"});
    merchant.send_ok("confirm_phone", &[], code).await?;
    let phones = merchant.get("list_phones", &kenyan).await?;
    assert_eq!(&phones["data"]["validPhoneRecords"][0]["phoneID"], id);
    Ok(())
}
