//! The key rotation of the README with the first key of a sandbox: in process, and with the program.

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

/// Writes a profile with the first key of the sandbox.
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

async fn active_keys(partna: &Partna) -> Result<Vec<types::ApiKeyInfo>> {
    let listed = partna.keys().list().await?;
    // The keys do not expire within the test by the clock of the machine or of the sandbox.
    let active = listed.into_iter();
    let active = active.filter(|key| key.is_active(SystemTime::now()));
    Ok(active.collect())
}

/// Rotates twice as in the README, and checks that only the stored key is active.
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
            let active = active_keys(client).await?;
            let names: Vec<_> = active.iter().map(|key| key.keyname.as_deref()).collect();
            assert_eq!(names, [Some(rotated.name.as_str())]);
        }
    }
    Ok(())
}

#[tokio::test]
async fn rotation_of_first_key_leaves_one_active_key() -> Result {
    let sandbox = Sandbox::start().await?;
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("credentials.toml");
    rotate(|| sandbox.client_builder(), &path).await?;
    assert!(!sandbox.accepts_key(Sandbox::API_KEY));
    Ok(())
}

#[tokio::test]
async fn credentials_source_is_rotation_until_next_load() -> Result {
    let sandbox = Sandbox::start().await?;
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("credentials.toml");
    write_profile(&path)?;
    let builder = sandbox.client_builder();
    let partna = builder.credentials(ProfileFile::at(&path)).build().await?;
    let source = partna.credentials_source();

    let rotation = partna.keys().rotate().store(FileStore::at(&path));
    timeout(TIMEOUT, rotation.run()).await??;
    // On a slow machine the file may already be reloaded.
    let after = partna.credentials_source();
    assert!(["a rotation", &source].contains(&after.as_str()), "{after}");

    // Each request can reload the file.
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
async fn rotation_with_program_leaves_one_active_key() -> Result {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("credentials.toml");
    let running = Running::start(&[]).await?;
    let builder = || Partna::builder().environment(Environment::Sandbox);
    rotate(|| builder().base_url(&running.base_url), &path).await?;
    let old = running.client(Sandbox::API_KEY, Sandbox::API_USER).await?;
    assert!(
        old.get_balances().send().await.is_err(),
        "the old key still works"
    );
    running.kill().await
}

/// After each fault in a request of the rotation, a second run leaves one active key, or reports the other.
#[tokio::test]
async fn interrupted_rotation_leaves_no_unreported_key() -> Result {
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
            let case = format!("{operation}, {fault:?}");
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
            let (rotated, partna) = match first {
                Ok(rotated) => (rotated, sandbox_client(&sandbox, &path).await?),
                Err(_) => {
                    let (second, partna) = timeout(TIMEOUT, rotation()).await??;
                    (second.map_err(|error| format!("{case}: {error}"))?, partna)
                }
            };
            sandbox
                .check_faults_used()
                .map_err(|error| format!("{case}: {error}"))?;
            let mut reported = rotated.appeared.clone();
            reported.push(rotated.name.clone());
            let unexpected = rotated.unexpected.as_ref();
            let unexpected = unexpected.and_then(|key| key.expose().rsplit("--").next());
            for key in active_keys(&partna).await? {
                let short = key.apikey.as_ref().map(partna_auth::Secret::expose);
                let name = key.keyname.clone().unwrap_or_default();
                let is_known = reported.contains(&name) || (short.is_some() && short == unexpected);
                assert!(
                    is_known,
                    "{case}: `{name}` is active and unreported: {rotated:?}"
                );
            }
        }
    }
    Ok(())
}

async fn sandbox_client(sandbox: &Sandbox, path: &Path) -> Result<Partna> {
    let builder = sandbox.client_builder();
    Ok(builder.credentials(ProfileFile::at(path)).build().await?)
}
