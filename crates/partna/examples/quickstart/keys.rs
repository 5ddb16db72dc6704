//! The merchant, and the keys.

use std::time::SystemTime;

use partna::credentials::{Credentials, ProfileFile, Provider};
use partna::enums::ApiKeyScope;
use partna::keys::{FileStore, KeyStore};
use partna::sandbox::Sandbox;
use partna::{Partna, Reference, types};

use crate::Result;
use crate::output::{heading, line};

pub(crate) async fn show_merchant(partna: &Partna) -> Result {
    heading("Which merchant is this?", "get_my_profile()");
    let response = partna.get_my_profile().send().await?.into_inner();
    let merchant = response.data.unwrap_or_default();
    let names = [
        merchant.first_name,
        merchant.middle_name,
        merchant.last_name,
    ];
    let names = names.into_iter().flatten();
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    line("name", names.join(" "));
    Ok(())
}

pub(crate) async fn list(partna: &Partna) -> Result {
    heading("Which keys exist?", "keys().list()");
    for key in partna.keys().list().await? {
        if is_live(&key) {
            line(key.keyname.as_deref().unwrap_or("?"), lifetime(&key));
        }
    }
    Ok(())
}

fn lifetime(key: &types::ApiKeyInfo) -> String {
    let end = key
        .expiration
        .filter(|_| key.expirable != Some(false))
        .and_then(|time| time.to_system_time());
    match end.map(|end| end.duration_since(SystemTime::now())) {
        None => "never expires".to_owned(),
        Some(Ok(left)) => format!("expires in {} days", left.as_secs() / 86_400),
        Some(Err(_)) => "has expired".to_owned(),
    }
}

/// A deleted key may stay in the list. A live one has a deletion time in the year 1.
fn is_live(key: &types::ApiKeyInfo) -> bool {
    let deleted = key.deleted_at.as_deref().unwrap_or_default();
    deleted.is_empty() || deleted.starts_with("0001-")
}

/// Rotates a key that it generates first: the key of this program stays valid.
pub(crate) async fn rotate(partna: &Partna) -> Result {
    heading("Rotate a key", "keys().generate(), .rotate()");
    let random: String = Reference::random().as_str().chars().take(8).collect();
    let name = format!("quickstart-{random}");
    let rotated = rotate_one(partna, &name).await;
    // Also after an error, so that no generated key stays live.
    let deleted = delete_generated(partna, &name).await;
    rotated.and(deleted)
}

async fn rotate_one(partna: &Partna, name: &str) -> Result {
    let keys = partna.keys();
    let key = keys
        .generate(name, ApiKeyScope::Master)
        .expires_in_days(1)
        .send()
        .await?;
    let listed = keys.list().await?;
    let user = listed.iter().find_map(|key| key.username.clone());
    let user = user.ok_or("the list of keys: has no user name")?;
    let old = Credentials::new(partna.environment(), key.clone(), user)?;
    line("generated", name);

    // A profile file, as a service loads it. This one is deleted at the end.
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("credentials.toml");
    let store = FileStore::at(&path);
    store.publish(&key, &old).await?;
    let program = client(partna, ProfileFile::at(&path)).await?;

    let rotation = program.keys().rotate().store(store).name_prefix(name);
    let rotated = rotation.expires_in_days(1).run().await?;
    line("rotated to", &rotated.name);
    program.get_balances().send().await?;
    line("the program", "works with the new key");
    let old_client = client(partna, old).await?;
    match old_client.get_balances().send().await {
        Ok(_) => Err("the old key: still works".into()),
        Err(error) => {
            line("the old key", error);
            Ok(())
        }
    }
}

/// A client for the same server, with other credentials.
async fn client(partna: &Partna, credentials: impl Provider + 'static) -> Result<Partna> {
    let builder = Partna::builder()
        .environment(partna.environment())
        .credentials(credentials);
    Ok(builder.base_url(partna.base_url()).build().await?)
}

/// Deletes all live keys whose names begin with `name`.
async fn delete_generated(partna: &Partna, name: &str) -> Result {
    for key in partna.keys().list().await? {
        let is_generated = key
            .keyname
            .as_deref()
            .is_some_and(|it| it.starts_with(name));
        if let Some(short) = key
            .apikey
            .as_ref()
            .filter(|_| is_generated && is_live(&key))
        {
            partna.keys().delete(short).await?;
        }
    }
    line("deleted", "every key that was generated here");
    Ok(())
}

pub(crate) async fn wrong_key(sandbox: &Sandbox) -> Result {
    heading("Use a wrong key", "get_balances()");
    let wrong = Sandbox::API_KEY.replacen("--M--", "--W--", 1);
    let client = sandbox.client_with_key(&wrong).await?;
    match client.get_balances().send().await {
        Ok(_) => Err("the sandbox: accepted a wrong key".into()),
        Err(error) => {
            line("rejected", error);
            Ok(())
        }
    }
}
