//! Rotations on the sandbox, which makes a key that nobody requested whenever it invalidates one.

mod runs;
mod states;
mod stores;

use std::error::Error;

use partna_auth::{ApiKey, Partna, types};
use partna_sandbox::{Fault, Sandbox};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A sandbox with three keys: the first of a sandbox, which is not ours, `reports`, and `the-first`, which the client has.
type Scene = partna_tests::key_server::Scene<Sandbox>;

async fn scene() -> Result<Scene> {
    let server = Sandbox::start().await?;
    let keys = server.client().keys();
    keys.generate("reports", "G").send().await?;
    let old = keys.generate("the-first", "N").send().await?;
    Ok(Scene {
        partna: server.client_with_key(old.expose()).await?,
        old: old.expose().to_owned(),
        folder: tempfile::tempdir()?,
        server,
    })
}

/// A client with a new key of this name.
async fn with_new_key(scene: &Scene, name: &str) -> Result<(ApiKey, Partna)> {
    let key = scene.server.client().keys().generate(name, "M");
    let key = key.send().await?;
    let partna = scene.server.client_with_key(key.expose()).await?;
    Ok((key, partna))
}

async fn live_keys(scene: &Scene) -> Result<Vec<types::ApiKeyInfo>> {
    let listed = scene.server.client().keys().list().await?.into_iter();
    let now = scene.server.now();
    Ok(listed.filter(|key| key.is_active(now)).collect())
}

/// The names of the keys that work, in order.
async fn live(scene: &Scene) -> Result<Vec<String>> {
    let keys = live_keys(scene).await?.into_iter();
    let mut names: Vec<String> = keys.filter_map(|key| key.keyname).collect();
    names.sort();
    Ok(names)
}

/// Deletes the keys with such a name, as a person in the dashboard would.
async fn delete(scene: &Scene, is_meant: impl Fn(&str) -> bool) -> Result {
    let keys = scene.server.client().keys();
    for key in live_keys(scene).await? {
        if key.keyname.as_deref().is_some_and(&is_meant) {
            keys.delete(key.apikey.as_ref().ok_or("no key")?).await?;
        }
    }
    Ok(())
}

/// Whether a call sends a request: it would use up a fault. The fault hits a read after that, which is retried.
async fn is_silent<T>(scene: &Scene, call: impl Future<Output = T>) -> Result<(T, bool)> {
    scene.server.fail_next(Fault::Unavailable)?;
    let result = call.await;
    let is_silent = scene.server.unused_faults().len() == 1;
    scene.server.client().get_balances().send().await?;
    Ok((result, is_silent))
}
