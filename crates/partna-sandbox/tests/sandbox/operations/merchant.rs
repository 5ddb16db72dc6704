//! The merchant: users, second factor, settings, pricing and keys.

use std::time::UNIX_EPOCH;

use serde_json::{Value, json};

use super::{Merchant, Result};

pub async fn manage_users(merchant: &mut Merchant) -> Result {
    let profile = merchant.get("get_my_profile", &[]).await?;
    // The merchant is created at the start of the sandbox.
    let created_at = merchant.sandbox.now().duration_since(UNIX_EPOCH)?.as_secs();
    assert_eq!(profile["data"]["createdAt"], json!(created_at));
    let sets = merchant.get("list_permissions", &[]).await?;
    let sets = sets["data"].as_array().ok_or("no list")?;
    assert!(sets.iter().any(|set| set["name"] == "Operations"));

    let admin = json!({"email": "bello@example.com", "fullname": "Bello Sani", "roles": ["admin", "view"], "username": "bello02"});
    merchant.send_ok("create_admin", &[], admin).await?;
    let admins = merchant.get("list_admins", &[]).await?;
    assert_eq!(admins["AdminPermissions"][0]["username"], "bello02");
    let query = [("email", "bello@example.com")];
    merchant.get("delete_admin", &query).await?;
    let admins = merchant.get("list_admins", &[]).await?;
    assert_eq!(admins["AdminPermissions"], json!([]));

    let newcomer = json!({"email": "new@example.com", "username": "newcomer"});
    merchant.send_ok("activate_user", &[], newcomer).await?;
    let callback = json!({"callbackUrl": "https://example.com/callback"});
    merchant.send_ok("update_user", &[], callback).await?;
    Ok(())
}

pub async fn change_second_factor(merchant: &mut Merchant) -> Result {
    for (id, body, enrolled) in [
        ("enroll_mfa", Value::Null, false),
        ("confirm_mfa", json!({"token": "123456"}), true),
        ("disable_mfa", json!({"token": "123456"}), false),
    ] {
        merchant.send_ok(id, &[], body).await?;
        let mfa = merchant.get("get_mfa_status", &[]).await?;
        assert_eq!(mfa["data"]["enrolled"], json!(enrolled), "{id}");
    }
    Ok(())
}

pub async fn change_settings(merchant: &mut Merchant) -> Result {
    let fee = json!({"feeType": "percentage", "feeAmount": 0.5, "feeCurrency": "USD", "feeAccount": "chidi03"});
    merchant.send_ok("update_settings", &[], fee).await?;
    let settings = merchant.get("get_settings", &[]).await?;
    let fees = &settings["data"]["fees"];
    assert_eq!(
        (&fees["feeAmount"], &fees["feeAccount"], &fees["feeType"]),
        (&json!(0.5), &json!("chidi03"), &json!("percentage"))
    );

    let url = "http://127.0.0.1:9/partna";
    merchant
        .send_ok("set_webhook", &[], json!({"url": url}))
        .await?;
    let webhook = merchant.get("get_webhook", &[]).await?;
    assert_eq!(webhook["data"]["url"], url);
    merchant.get("delete_webhook", &[]).await?;
    let webhook = merchant.get("get_webhook", &[]).await?;
    assert_eq!(webhook["data"]["url"], "");

    let address = json!({"ipAddresses": ["192.0.2.10"]});
    merchant
        .send_ok("add_whitelisted_ips", &[], address)
        .await?;
    let ips = merchant.get("list_whitelisted_ips", &[]).await?;
    assert_eq!(ips["data"], json!(["192.0.2.10"]));
    let query = [("ipAddress", "192.0.2.10")];
    merchant.get("delete_whitelisted_ip", &query).await?;
    let ips = merchant.get("list_whitelisted_ips", &[]).await?;
    assert_eq!(ips["data"], json!([]));
    Ok(())
}

pub async fn request_pricing(merchant: &mut Merchant) -> Result {
    merchant.get("get_unpaid_fees", &[]).await?;
    let query = [("action", "reminder")];
    merchant.get("trigger_billing", &query).await?;
    let pair = [
        ("fromCurrency", "NGN"),
        ("toCurrency", "USD"),
        ("amount", "10"),
    ];
    merchant.get("list_discounts", &pair).await?;
    Ok(())
}

pub async fn manage_keys(merchant: &mut Merchant) -> Result {
    let scopes = merchant.get("list_api_key_scopes", &[]).await?;
    assert_eq!(scopes["data"]["GetOnly"], "G");
    let request = json!({"keyname": "reports", "scope": "G", "expirationInDays": 30});
    let generated = merchant.send_ok("generate_api_key", &[], request).await?;
    let key = &generated["data"]["apikey"];
    let body = json!({"apikey": key});
    let other = merchant.send_ok("invalidate_api_key", &[], body).await?;
    let other = other["data"]["apikey"].as_str().ok_or("no key")?.to_owned();
    let hash = other.rsplit("--").next().ok_or("no hash")?;
    assert_eq!(are_valid(merchant).await?, [false, true]);
    merchant
        .get("delete_api_key", &[("apikeyHash", hash)])
        .await?;
    assert_eq!(are_valid(merchant).await?, [false, false]);
    Ok(())
}

/// Returns whether each key of the name `reports` is valid.
async fn are_valid(merchant: &mut Merchant) -> Result<Vec<bool>> {
    let listed = merchant.get("list_api_keys", &[]).await?;
    let keys = listed["data"]["Apikeys"].as_array().ok_or("no list")?;
    let named = keys.iter().filter(|key| key["Keyname"] == "reports");
    Ok(named
        .map(|key| key["DeletedAt"] == "0001-01-01T00:00:00Z")
        .collect())
}
