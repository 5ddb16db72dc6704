//! The expiry of keys, and the available balance of a ledger.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use partna_auth::types::{ApiKeyInfo, LedgerBalance};
use partna_auth::{Credentials, Environment, Partna, UnixMillis};
use serde_json::{Value, json};

use super::{Result, sandbox};

const EXPIRY: u64 = 1_893_456_000;

#[tokio::test]
async fn key_expiry_is_read_from_the_key_text() -> Result {
    for (key, expected) in [
        (
            "1--G--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d",
            Some(1_781_793_658_613),
        ),
        (
            "1--G--00112233445566778899aabbccddeeff--178179365861--0a1b2c3d",
            None,
        ),
        (
            "1--G--00112233445566778899aabbccddeeff--tomorrow--0a1b2c3d",
            None,
        ),
        ("an-opaque-key", None),
    ] {
        let credentials = Credentials::new(Environment::Staging, key, "amina")?;
        let partna = Partna::builder().credentials(credentials).build().await?;
        assert_eq!(
            partna.key_expires_at(),
            expected.map(UnixMillis::from),
            "{expected:?}"
        );
    }
    Ok(())
}

fn info(fields: &Value) -> Result<ApiKeyInfo> {
    Ok(serde_json::from_value(fields.clone())?)
}

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

#[test]
fn a_key_is_active_until_the_second_of_its_expiry() -> Result {
    let live = "0001-01-01T00:00:00Z";
    for fields in [
        json!({"Expirable": true, "Expiration": EXPIRY, "DeletedAt": live}),
        json!({"Expirable": true, "Expiration": EXPIRY, "DeletedAt": ""}),
        json!({"Expirable": true, "Expiration": EXPIRY}),
        json!({"Expiration": EXPIRY}),
    ] {
        let key = info(&fields)?;
        assert!(key.is_active(at(EXPIRY - 1)), "{fields}");
        assert!(!key.is_active(at(EXPIRY)), "{fields}");
        assert!(!key.is_active(at(EXPIRY + 1)), "{fields}");
    }
    Ok(())
}

#[test]
fn a_key_without_an_expiry_stays_active() -> Result {
    for fields in [
        json!({}),
        json!({"Expirable": false, "Expiration": 0}),
        json!({"Expirable": false, "Expiration": EXPIRY}),
        json!({"Expirable": true, "Expiration": 0}),
        json!({"Expirable": true}),
        json!({"Expiration": -62_135_596_800_i64}),
    ] {
        assert!(info(&fields)?.is_active(at(EXPIRY * 2)), "{fields}");
    }
    Ok(())
}

#[test]
fn a_deleted_key_is_not_active() -> Result {
    for deleted in [
        "2025-08-22T14:40:00Z",
        "2999-01-01T00:00:00Z",
        "tomorrow",
        "1755873600",
    ] {
        let fields = json!({"Expirable": false, "DeletedAt": deleted});
        assert!(!info(&fields)?.is_active(at(1)), "{deleted}");
    }
    Ok(())
}

#[tokio::test]
async fn keys_of_the_sandbox_are_active_until_they_are_invalidated() -> Result {
    let sandbox = sandbox().await?;
    let keys = sandbox.client().keys();
    let second = keys
        .generate("second", "G")
        .expires_in_days(10)
        .send()
        .await?;
    let is_active = |listed: Vec<ApiKeyInfo>, now: SystemTime| {
        let second = listed
            .into_iter()
            .find(|key| key.keyname.as_deref() == Some("second"));
        second.map(|key| key.is_active(now))
    };
    let now = sandbox.now();
    let days = |count: u64| Duration::from_secs(count * 24 * 60 * 60);
    assert_eq!(is_active(keys.list().await?, now), Some(true));
    assert_eq!(is_active(keys.list().await?, now + days(9)), Some(true));
    assert_eq!(is_active(keys.list().await?, now + days(11)), Some(false));
    let partna = sandbox.client_with_key(second.expose()).await?;
    assert_eq!(partna.key_expires_at(), second.expires());
    keys.invalidate(&second).await?;
    assert_eq!(is_active(keys.list().await?, now), Some(false));
    Ok(())
}

fn available(text: &str) -> Result<Option<String>> {
    let ledger: LedgerBalance = serde_json::from_str(text)?;
    Ok(ledger.available().map(|amount| amount.to_string()))
}

#[test]
fn available_balance_is_exact_or_absent() -> Result {
    for (text, expected) in [
        (
            r#"{"balance": 250000.75, "pendingDebit": 1500}"#,
            Some("248500.75"),
        ),
        (r#"{"balance": 0.3, "pendingDebit": 0.1}"#, Some("0.2")),
        (r#"{"balance": 5, "pendingDebit": 0}"#, Some("5")),
        (r#"{"balance": 1, "pendingDebit": 1.5}"#, Some("-0.5")),
        (r#"{"balance": 5}"#, None),
        (r#"{"pendingDebit": 5}"#, None),
        ("{}", None),
        (
            r#"{"balance": 9999999999999999999999999999, "pendingDebit": 0.1}"#,
            None,
        ),
        (
            r#"{"balance": 9999999999999999999999999999, "pendingDebit": 9}"#,
            Some("9999999999999999999999999990"),
        ),
    ] {
        assert_eq!(available(text)?.as_deref(), expected, "{text}");
    }
    Ok(())
}
