//! Rotations on the sandbox, which creates an unrequested key at each invalidation.

mod runs;
mod states;
mod stores;

use std::error::Error;

use partna_auth::{ApiKey, Partna, types};
use partna_sandbox::{Fault, Sandbox};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A sandbox with three keys: the built-in key, `reports`, and `the-first`, which the client uses.
type RotationFixture = partna_tests::fake_keys::RotationFixture<Sandbox>;

async fn fixture() -> Result<RotationFixture> {
    let server = Sandbox::start().await?;
    let keys = server.client().keys();
    keys.generate("reports", "G").send().await?;
    let old = keys.generate("the-first", "N").send().await?;
    Ok(RotationFixture {
        partna: server.client_with_key(old.expose()).await?,
        old: old.expose().to_owned(),
        directory: tempfile::tempdir()?,
        server,
    })
}

/// Creates a key of this name, and a client with it.
async fn with_new_key(fixture: &RotationFixture, name: &str) -> Result<(ApiKey, Partna)> {
    let key = fixture.server.client().keys().generate(name, "M");
    let key = key.send().await?;
    let partna = fixture.server.client_with_key(key.expose()).await?;
    Ok((key, partna))
}

async fn live_keys(fixture: &RotationFixture) -> Result<Vec<types::ApiKeyInfo>> {
    let listed = fixture.server.client().keys().list().await?.into_iter();
    let now = fixture.server.now();
    Ok(listed.filter(|key| key.is_active(now)).collect())
}

/// Returns the sorted names of the live keys.
async fn live(fixture: &RotationFixture) -> Result<Vec<String>> {
    let keys = live_keys(fixture).await?.into_iter();
    let mut names: Vec<String> = keys.filter_map(|key| key.keyname).collect();
    names.sort();
    Ok(names)
}

/// Deletes the keys whose names match, as a person in the dashboard does.
async fn delete(fixture: &RotationFixture, matches: impl Fn(&str) -> bool) -> Result {
    let keys = fixture.server.client().keys();
    for key in live_keys(fixture).await? {
        if key.keyname.as_deref().is_some_and(&matches) {
            keys.delete(key.apikey.as_ref().ok_or("no key")?).await?;
        }
    }
    Ok(())
}

/// Returns the result of a call, and whether it sent no request, which leaves the queued fault unused. The read after it uses an
/// unused fault, and is retried.
async fn is_silent<T>(
    fixture: &RotationFixture,
    call: impl Future<Output = T>,
) -> Result<(T, bool)> {
    fixture.server.fail_next(Fault::Unavailable)?;
    let result = call.await;
    let is_silent = fixture.server.unused_faults().len() == 1;
    fixture.server.client().get_balances().send().await?;
    Ok((result, is_silent))
}
