//! The merchant's own house: who may act for it, its settings, its keys.

use std::time::UNIX_EPOCH;

use serde_json::{Value, json};

use super::{Day, Result};

pub async fn people(day: &mut Day) -> Result {
    let me = day.get("get_my_profile", &[]).await?;
    // The merchant is as old as its sandbox.
    let age = day.sandbox.now().duration_since(UNIX_EPOCH)?.as_secs();
    assert_eq!(me["data"]["createdAt"], json!(age));
    let sets = day.get("list_permissions", &[]).await?;
    let sets = sets["data"].as_array().ok_or("no list")?;
    assert!(sets.iter().any(|set| set["name"] == "Operations"));

    let admin = json!({"email": "bello@example.com", "fullname": "Bello Sani", "roles": ["admin", "view"], "username": "bello02"});
    day.ask("create_admin", &[], admin).await?;
    let admins = day.get("list_admins", &[]).await?;
    assert_eq!(admins["AdminPermissions"][0]["username"], "bello02");
    let who = [("email", "bello@example.com")];
    day.get("delete_admin", &who).await?;
    let admins = day.get("list_admins", &[]).await?;
    assert_eq!(admins["AdminPermissions"], json!([]));

    let newcomer = json!({"email": "new@example.com", "username": "newcomer"});
    day.ask("activate_user", &[], newcomer).await?;
    let back = json!({"callbackUrl": "https://example.com/back"});
    day.ask("update_user", &[], back).await?;
    Ok(())
}

pub async fn second_factor(day: &mut Day) -> Result {
    for (id, body, enrolled) in [
        ("enroll_mfa", Value::Null, false),
        ("confirm_mfa", json!({"token": "123456"}), true),
        ("disable_mfa", json!({"token": "123456"}), false),
    ] {
        day.ask(id, &[], body).await?;
        let mfa = day.get("get_mfa_status", &[]).await?;
        assert_eq!(mfa["data"]["enrolled"], json!(enrolled), "{id}");
    }
    Ok(())
}

pub async fn settings(day: &mut Day) -> Result {
    let fee = json!({"feeType": "percentage", "feeAmount": 0.5, "feeCurrency": "USD", "feeAccount": "chidi03"});
    day.ask("update_settings", &[], fee).await?;
    let settings = day.get("get_settings", &[]).await?;
    let fees = &settings["data"]["fees"];
    assert_eq!(
        (&fees["feeAmount"], &fees["feeAccount"], &fees["feeType"]),
        (&json!(0.5), &json!("chidi03"), &json!("percentage"))
    );

    let url = "http://127.0.0.1:9/partna";
    day.ask("set_webhook", &[], json!({"url": url})).await?;
    let webhook = day.get("get_webhook", &[]).await?;
    assert_eq!(webhook["data"]["url"], url);
    day.get("delete_webhook", &[]).await?;
    let webhook = day.get("get_webhook", &[]).await?;
    assert_eq!(webhook["data"]["url"], "");

    let address = json!({"ipAddresses": ["192.0.2.10"]});
    day.ask("add_whitelisted_ips", &[], address).await?;
    let ips = day.get("list_whitelisted_ips", &[]).await?;
    assert_eq!(ips["data"], json!(["192.0.2.10"]));
    let which = [("ipAddress", "192.0.2.10")];
    day.get("delete_whitelisted_ip", &which).await?;
    let ips = day.get("list_whitelisted_ips", &[]).await?;
    assert_eq!(ips["data"], json!([]));
    Ok(())
}

pub async fn pricing(day: &mut Day) -> Result {
    day.get("get_pending_pricing", &[]).await?;
    let what = [("action", "reminder")];
    day.get("trigger_pricing", &what).await?;
    let pair = [
        ("fromCurrency", "NGN"),
        ("toCurrency", "USD"),
        ("amount", "10"),
    ];
    day.get("list_discounts", &pair).await?;
    Ok(())
}

pub async fn keys(day: &mut Day) -> Result {
    let scopes = day.get("list_api_key_scopes", &[]).await?;
    assert_eq!(scopes["data"]["GetOnly"], "G");
    let wanted = json!({"keyname": "reports", "scope": "G", "expirationInDays": 30});
    let made = day.ask("generate_api_key", &[], wanted).await?;
    let key = &made["data"]["apikey"];
    let body = json!({"apikey": key});
    let other = day.ask("invalidate_api_key", &[], body).await?;
    let other = other["data"]["apikey"].as_str().ok_or("no key")?.to_owned();
    let hash = other.rsplit("--").next().ok_or("no hash")?;
    assert_eq!(live(day).await?, [false, true]);
    day.get("delete_api_key", &[("apikeyHash", hash)]).await?;
    assert_eq!(live(day).await?, [false, false]);
    Ok(())
}

/// Which of the keys by that name are live.
async fn live(day: &mut Day) -> Result<Vec<bool>> {
    let listed = day.get("list_api_keys", &[]).await?;
    let keys = listed["data"]["Apikeys"].as_array().ok_or("no list")?;
    let ours = keys.iter().filter(|key| key["Keyname"] == "reports");
    Ok(ours
        .map(|key| key["DeletedAt"] == "0001-01-01T00:00:00Z")
        .collect())
}
