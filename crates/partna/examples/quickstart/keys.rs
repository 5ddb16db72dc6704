//! The merchant, and the keys.

use std::time::SystemTime;

use partna::credentials::{Credentials, ProfileFile, Provider};
use partna::enums::ApiKeyScope;
use partna::keys::{FileStore, KeyStore};
use partna::sandbox::Sandbox;
use partna::{Partna, Reference, types};

use crate::Result;
use crate::tell::{heading, line};

pub(crate) async fn who_am_i(partna: &Partna) -> Result {
    heading("Who am I?", "get_my_profile()");
    let answer = partna.get_my_profile().send().await?.into_inner();
    let me = answer.data.unwrap_or_default();
    let names = [me.first_name, me.middle_name, me.last_name];
    let names = names.into_iter().flatten();
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    line("name", names.join(" "));
    Ok(())
}

pub(crate) async fn list(partna: &Partna) -> Result {
    heading("Which keys are there?", "keys().list()");
    for key in partna.keys().list().await? {
        if is_live(&key) {
            line(key.keyname.as_deref().unwrap_or("?"), life(&key));
        }
    }
    Ok(())
}

fn life(key: &types::ApiKeyInfo) -> String {
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

/// A deleted key may stay in the list; one that was not was "deleted" in the year 1.
fn is_live(key: &types::ApiKeyInfo) -> bool {
    let deleted = key.deleted_at.as_deref().unwrap_or_default();
    deleted.is_empty() || deleted.starts_with("0001-")
}

/// Rotates a key that is made for it: the one that this program was started with goes on to work.
pub(crate) async fn rotate(partna: &Partna) -> Result {
    heading("A new key for an old one", "keys().generate(), .rotate()");
    let random: String = Reference::random().as_str().chars().take(8).collect();
    let name = format!("quickstart-{random}");
    let rotated = rotate_one(partna, &name).await;
    // However that went, nothing that it made is left behind.
    let ended = end(partna, &name).await;
    rotated.and(ended)
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
    let user = user.ok_or("the list of keys does not tell the merchant's user name")?;
    let old = Credentials::new(partna.environment(), key.clone(), user)?;
    line("made", name);

    // A file that programs load their key from, as in earnest; this one goes away at the end.
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("credentials.toml");
    let store = FileStore::at(&path);
    store.publish(&key, &old).await?;
    let program = client(partna, ProfileFile::at(&path)).await?;

    let rotation = program.keys().rotate().store(store).name_prefix(name);
    let rotated = rotation.expires_in_days(1).run().await?;
    line("rotated to", &rotated.name);
    program.get_balances().send().await?;
    line("the program", "goes on, with the new key");
    let stranger = client(partna, old).await?;
    match stranger.get_balances().send().await {
        Ok(_) => Err("the old key still works".into()),
        Err(error) => {
            line("the old key", error);
            Ok(())
        }
    }
}

/// A client like another, with other credentials.
async fn client(partna: &Partna, credentials: impl Provider + 'static) -> Result<Partna> {
    let builder = Partna::builder()
        .environment(partna.environment())
        .credentials(credentials);
    Ok(builder.base_url(partna.base_url()).build().await?)
}

/// Ends all keys whose names begin like this.
async fn end(partna: &Partna, name: &str) -> Result {
    for key in partna.keys().list().await? {
        let is_ours = key
            .keyname
            .as_deref()
            .is_some_and(|it| it.starts_with(name));
        if let Some(short) = key.apikey.as_ref().filter(|_| is_ours && is_live(&key)) {
            partna.keys().delete(short).await?;
        }
    }
    line("ended", "every key that was made here");
    Ok(())
}

pub(crate) async fn mistyped(sandbox: &Sandbox) -> Result {
    heading("And with a wrong key?", "get_balances()");
    let mistyped = Sandbox::API_KEY.replacen("--M--", "--W--", 1);
    let stranger = sandbox.client_with_key(&mistyped).await?;
    match stranger.get_balances().send().await {
        Ok(_) => Err("the sandbox took a wrong key".into()),
        Err(error) => {
            line("refused", error);
            Ok(())
        }
    }
}
