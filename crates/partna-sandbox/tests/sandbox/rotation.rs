//! README's rotation of a key, on the key that a sandbox begins with: in a process, and against the program.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use partna_auth::{Builder, Environment, FileStore, Partna, ProfileFile, types};
use partna_sandbox::{Fault, Sandbox};
use tokio::time::timeout;

use crate::running::Running;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Guards against a hang.
const TIMEOUT: Duration = Duration::from_secs(120);

/// Writes the file that programs load the sandbox's first key from.
fn write_profile(path: &Path) -> Result {
    let (key, user) = (Sandbox::API_KEY, Sandbox::API_USER);
    let text = format!(
        "[billing]\nenvironment = \"sandbox\"\napi_key = \"{key}\"\napi_user = \"{user}\"\n"
    );
    fs::write(path, text)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

async fn live_keys(partna: &Partna) -> Result<Vec<types::ApiKeyInfo>> {
    let listed = partna.keys().list().await?;
    // None of them expires soon, by any clock.
    let live = listed.into_iter();
    let live = live.filter(|key| key.is_active(SystemTime::now()));
    Ok(live.collect())
}

/// As in README, twice, and afterwards one key is live: the one that the file has.
async fn rotate(builder: impl Fn() -> Builder, path: &Path) -> Result {
    write_profile(path)?;
    for _ in 0..2 {
        let partna = builder().credentials(ProfileFile::at(path)).build().await?;
        let before = fs::read_to_string(path)?;
        let rotation = partna.keys().rotate().store(FileStore::at(path));
        let rotated = timeout(TIMEOUT, rotation.run()).await??;
        assert_eq!((rotated.unexpected, rotated.appeared), (None, Vec::new()));
        assert_ne!(fs::read_to_string(path)?, before);
        let stored = builder().credentials(ProfileFile::at(path)).build().await?;
        for client in [&partna, &stored] {
            let live = live_keys(client).await?;
            let names: Vec<_> = live.iter().map(|key| key.keyname.as_deref()).collect();
            assert_eq!(names, [Some(rotated.name.as_str())]);
        }
    }
    Ok(())
}

#[tokio::test]
async fn rotation_of_the_first_key_leaves_one_live_key() -> Result {
    let sandbox = Sandbox::start().await?;
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("credentials.toml");
    rotate(|| sandbox.client_builder(), &path).await?;
    assert!(!sandbox.accepts_key(Sandbox::API_KEY));
    Ok(())
}

#[tokio::test]
async fn credentials_source_names_the_rotation_until_the_next_load() -> Result {
    let sandbox = Sandbox::start().await?;
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("credentials.toml");
    write_profile(&path)?;
    let builder = sandbox.client_builder();
    let partna = builder.credentials(ProfileFile::at(&path)).build().await?;
    let source = partna.credentials_source();

    let rotation = partna.keys().rotate().store(FileStore::at(&path));
    timeout(TIMEOUT, rotation.run()).await??;
    // A slow machine may have loaded the file again by now.
    let after = partna.credentials_source();
    assert!(["a rotation", &source].contains(&after.as_str()), "{after}");

    // Each request may load the file.
    let loaded = async {
        while partna.credentials_source() != source {
            partna.get_balances().send().await?;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok::<(), partna_auth::Error>(())
    };
    timeout(TIMEOUT, loaded).await??;
    sandbox.stop().await;
    Ok(())
}

#[tokio::test]
async fn rotation_of_the_first_key_of_the_program_leaves_one_live_key() -> Result {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("credentials.toml");
    let running = Running::start(&[]).await?;
    let builder = || Partna::builder().environment(Environment::Sandbox);
    rotate(|| builder().base_url(&running.base_url), &path).await?;
    let old = running.client(Sandbox::API_KEY, Sandbox::API_USER).await?;
    assert!(old.get_balances().send().await.is_err(), "it still works");
    running.kill().await
}

/// Whatever happens to a request of a rotation, running it again leaves one live key, or names the other.
#[tokio::test]
async fn interrupted_rotation_of_the_first_key_leaves_no_key_unreported() -> Result {
    for operation in [
        "list_api_keys",
        "generate_api_key",
        "invalidate_api_key",
        "delete_api_key",
    ] {
        for fault in [
            Fault::Reset,
            Fault::CommitThenDrop,
            Fault::Garbage,
            Fault::BadGateway,
        ] {
            let place = format!("{operation}, {fault:?}");
            let sandbox = Sandbox::start().await?;
            let directory = tempfile::tempdir()?;
            let path = directory.path().join("credentials.toml");
            write_profile(&path)?;
            sandbox.fail(operation, fault)?;
            let rotation = async || {
                let builder = sandbox.client_builder();
                let partna = builder.credentials(ProfileFile::at(&path)).build().await?;
                let rotation = partna.keys().rotate().store(FileStore::at(&path));
                Result::Ok((rotation.run().await, partna))
            };
            let (first, _) = timeout(TIMEOUT, rotation()).await??;
            let (ended, partna) = match first {
                Ok(rotated) => (rotated, sandbox_client(&sandbox, &path).await?),
                Err(_) => {
                    let (again, partna) = timeout(TIMEOUT, rotation()).await??;
                    (again.map_err(|error| format!("{place}: {error}"))?, partna)
                }
            };
            sandbox
                .check_faults_used()
                .map_err(|error| format!("{place}: {error}"))?;
            let mut reported = ended.appeared.clone();
            reported.push(ended.name.clone());
            let unexpected = ended.unexpected.as_ref();
            let unexpected = unexpected.and_then(|key| key.expose().rsplit("--").next());
            for key in live_keys(&partna).await? {
                let short = key.apikey.as_ref().map(partna_auth::Secret::expose);
                let name = key.keyname.clone().unwrap_or_default();
                let is_known = reported.contains(&name) || (short.is_some() && short == unexpected);
                assert!(is_known, "{place}: `{name}` is live, and {ended:?}");
            }
        }
    }
    Ok(())
}

async fn sandbox_client(sandbox: &Sandbox, path: &Path) -> Result<Partna> {
    let builder = sandbox.client_builder();
    Ok(builder.credentials(ProfileFile::at(path)).build().await?)
}
