//! Customers: registered, verified, and known at banks and to carriers.

use partna_sandbox::Sandbox;
use serde_json::json;

use super::{Day, Result};

pub async fn registered(day: &mut Day) -> Result {
    let chidi = json!({"accountName": "chidi03", "email": "chidi@example.com", "merchantName": Sandbox::API_USER});
    day.ask("register_account", &[], chidi).await?;
    let code =
        json!({"email": "chidi@example.com", "merchantName": Sandbox::API_USER, "otp": "123456"});
    day.ask("complete_registration", &[], code).await?;
    let amina = json!({"accountName": "amina01", "email": "amina@example.com"});
    day.ask("create_account", &[], amina).await?;
    let email = json!({"accountName": "amina01", "email": "amina.okoro@example.com"});
    day.ask("update_account_email", &[], email).await?;
    let like_it = [("accountName", "amin"), ("limit", "5")];
    let found = day.get("search_accounts", &like_it).await?;
    assert_eq!(found["data"], json!(["amina01"]));
    let details = day.get("list_account_details", &[]).await?;
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

pub async fn verified(day: &mut Day) -> Result {
    let amina = [("accountName", "amina01")];
    let methods = day.get("list_kyc_methods", &[("currency", "NGN")]).await?;
    let known = json!(["email", "phone", "phone_1", "bankdetails"]);
    assert_eq!(methods["data"]["methods"], known);
    let person = json!({"accountName": "amina01", "bvn": "22222222222"});
    day.ask("start_kyc", &[], person).await?;
    let method =
        json!({"accountName": "amina01", "verificationMethod": "phone", "currency": "NGN"});
    day.ask("set_kyc_verification_method", &[], method.clone())
        .await?;
    let phone = json!({"accountName": "amina01", "phone": "08030013843"});
    day.ask("confirm_kyc_phone", &[], phone).await?;
    day.ask("send_kyc_otp", &[], method).await?;
    let otp = json!({"accountName": "amina01", "otp": "123456", "currency": "NGN"});
    day.ask("confirm_kyc_otp", &[], otp).await?;
    let profile = day.get("get_user_profile", &amina).await?;
    assert_eq!(profile["data"]["kycs"], json!(["NG"]));

    day.get("get_kyc_exemption", &[]).await?;
    let told = json!({
        "accountName": "chidi03", "dob": "1990-05-17", "documentId": "22222222222", "email": "chidi@example.com",
        "firstName": "Chidi", "gender": "Male", "kycDocument": "BVN", "lastName": "Eze", "middleName": "Ife",
        "phoneNumber": "08030013843",
    });
    day.ask("complete_kyc", &[], told).await?;
    let chidi = [("accountName", "chidi03")];
    let profile = day.get("get_user_profile", &chidi).await?;
    let person = &profile["data"];
    assert_eq!(
        (&person["firstName"], &person["dob"], &person["kycs"]),
        (&json!("Chidi"), &json!("1990-05-17"), &json!(["NG"]))
    );
    Ok(())
}

pub async fn known_at_banks(day: &mut Day) -> Result {
    let asked = [("currency", "GHS"), ("onlyValidators", "true")];
    let banks = day.get("list_banks", &asked).await?;
    let banks = banks["data"].as_array().ok_or("no list")?;
    let name = |code: &str| banks.iter().find(|bank| bank["code"] == json!(code));
    assert_eq!(name("040100").ok_or("no bank")?["name"], "GCB Bank");
    assert!(name("057").is_none(), "a bank of another country");
    let body = json!({"accountName": "amina01", "currency": "NGN"});
    let made = day.ask("create_bank_account", &[], body).await?;
    let made = &made["data"][0];
    // Whose account that is, its bank says.
    let bank =
        json!({"accountNumber": made["account_number"], "bankCode": "100039", "currency": "NGN"});
    let told = day.ask("resolve_bank_account", &[], bank).await?;
    assert_eq!(told["data"]["accountName"], made["account_name"]);
    let named = [("accountName", "amina01")];
    let accounts = day.get("list_accounts", &named).await?;
    let naira = &accounts["data"]["accounts"][0]["NGN"];
    assert_eq!(naira["balance"], json!(0));
    Ok(())
}

pub async fn in_kenya(day: &mut Day) -> Result {
    let phone = json!({"accountName": "amina01", "country": "KE", "mobileNetwork": "Safaricom", "phoneNumber": "0712345678"});
    let made = day.ask("register_phone", &[], phone).await?;
    let id = &made["data"]["phoneID"];
    let kenyan = [("accountName", "amina01"), ("country", "KE")];
    let phones = day.get("list_phones", &kenyan).await?;
    assert_eq!(phones["data"]["validPhoneRecords"], json!([]));
    let method = json!({"phoneID": id, "verificationMethod": "sendotp"});
    day.ask("verify_phone", &[], method).await?;
    let code = json!({"phoneID": id, "otp": "123456"});
    day.ask("confirm_phone", &[], code).await?;
    let phones = day.get("list_phones", &kenyan).await?;
    assert_eq!(&phones["data"]["validPhoneRecords"][0]["phoneID"], id);
    Ok(())
}
