//! Rotations on a store that another program changes: the stored key is always live.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use partna_auth::{Clock, ErrorKind, FileStore, Partna, ProfileFile};
use partna_sandbox::Sandbox;
use serde_json::{Value, json};
use tokio::sync::Notify;

use super::{Result, RotationFixture, fixture, live, with_new_key};

const GRACE: Duration = Duration::from_secs(3600);

/// A clock that restores a file during the grace period.
#[derive(Debug)]
struct RestoringClock {
    path: PathBuf,
    text: String,
}

impl Clock for RestoringClock {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            if time == GRACE {
                // The test sees a failure in the store.
                let _ = fs::write(&self.path, &self.text);
            }
            tokio::task::yield_now().await;
        })
    }
}

/// A clock whose grace period lasts until the test ends it.
#[derive(Debug)]
struct PausingClock {
    reached: Arc<Notify>,
    resume: Arc<Notify>,
}

impl Clock for PausingClock {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            if time == GRACE {
                self.reached.notify_one();
                self.resume.notified().await;
            }
        })
    }
}

fn profile(name: &str, key: &str) -> String {
    let user = Sandbox::API_USER;
    format!("[{name}]\nenvironment = \"sandbox\"\napi_key = \"{key}\"\napi_user = \"{user}\"\n")
}

fn write(path: &PathBuf, text: &str) -> Result {
    fs::write(path, text)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    Ok(())
}

fn path(fixture: &RotationFixture) -> PathBuf {
    fixture.directory.path().join("credentials.toml")
}

async fn restoring(fixture: &RotationFixture, text: String) -> Result<Partna> {
    let path = path(fixture);
    let clock = RestoringClock {
        path: path.clone(),
        text,
    };
    let builder = fixture.server.client_builder().clock(clock);
    Ok(builder.credentials(ProfileFile::at(path)).build().await?)
}

/// A backup is restored during the grace period.
#[tokio::test]
async fn new_key_is_stored_again_before_the_old_one_is_invalidated() -> Result {
    let fixture = fixture().await?;
    let before = profile("it", &fixture.old);
    write(&path(&fixture), &before)?;
    let partna = restoring(&fixture, before).await?;
    fixture.rotation_of(&partna).grace(GRACE).run().await?;
    fixture
        .client_from_store()
        .await?
        .get_balances()
        .send()
        .await?;
    assert_eq!(live(&fixture).await?.len(), 3);
    Ok(())
}

/// The file with the new key is restored while `abandon` waits.
#[tokio::test]
async fn old_key_is_stored_again_before_the_new_one_is_invalidated() -> Result {
    let fixture = fixture().await?;
    write(&path(&fixture), &profile("it", &fixture.old))?;
    fixture.rotation().prepare().await?;
    let prepared = fs::read_to_string(path(&fixture))?;
    let partna = restoring(&fixture, prepared).await?;
    fixture.rotation_of(&partna).grace(GRACE).abandon().await?;
    fixture
        .client_from_store()
        .await?
        .get_balances()
        .send()
        .await?;
    assert_eq!(live(&fixture).await?.len(), 3);
    Ok(())
}

/// Programs do not load a second profile with the old key.
#[tokio::test]
async fn second_profile_with_the_old_key_is_not_used_as_the_rotated_one() -> Result {
    let fixture = fixture().await?;
    write(&path(&fixture), &profile("it", &fixture.old))?;
    fixture.rotation().prepare().await?;
    let prepared = fs::read_to_string(path(&fixture))?;
    write(
        &path(&fixture),
        &format!("{prepared}\n{}", profile("backup", &fixture.old)),
    )?;
    let error = fixture
        .rotation()
        .abandon()
        .await
        .err()
        .ok_or("abandoned")?;
    assert!(error.to_string().contains("several profiles"), "{error}");
    assert_eq!(
        live(&fixture).await?.len(),
        4,
        "one of the keys is not live"
    );
    write(&path(&fixture), &prepared)?;
    fixture.rotation().abandon().await?;
    fixture
        .client_from_store()
        .await?
        .get_balances()
        .send()
        .await?;
    Ok(())
}

/// A person stored a third key during an open rotation.
#[tokio::test]
async fn rotation_is_abandoned_for_a_third_key_in_the_store() -> Result {
    let fixture = fixture().await?;
    write(&path(&fixture), &profile("it", &fixture.old))?;
    fixture.rotation().prepare().await?;
    let (third, _) = with_new_key(&fixture, "from-the-dashboard").await?;
    write(&path(&fixture), &profile("it", third.expose()))?;
    let partna = fixture.client_from_store().await?;
    assert!(fixture.rotation_of(&partna).run().await.is_err());
    fixture.rotation_of(&partna).abandon().await?;
    assert_eq!(fixture.journal()?["open"], Value::Null);
    let live = live(&fixture).await?;
    assert!(live.contains(&"from-the-dashboard".to_owned()), "{live:?}");
    assert!(
        !live.iter().any(|name| name.starts_with("partna-rust")),
        "{live:?}"
    );
    fixture.rotation_of(&partna).run().await?;
    fixture
        .client_from_store()
        .await?
        .get_balances()
        .send()
        .await?;
    Ok(())
}

/// A key was passed as the path, or as the name of the profile.
#[tokio::test]
async fn store_error_contains_no_key() -> Result {
    let key = "1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d";
    let fixture = fixture().await?;
    write(&path(&fixture), &profile("it", "another"))?;
    for store in [
        FileStore::at(format!("/absent/{key}/credentials.toml")),
        FileStore::at(fixture.directory.path().join(key).join("credentials.toml")),
        FileStore::at(fixture.directory.path()).profile(key),
    ] {
        let rotation = fixture.partna.keys().rotate().store(store);
        let error = rotation
            .prepare()
            .await
            .err()
            .ok_or("the rotation succeeded")?;
        let text = format!("{error} {error:?}");
        assert!(!text.contains("00112233445566778899aabbccddeeff"), "{text}");
    }
    Ok(())
}

/// The lock file of the first process is removed during its grace period, and another process runs a rotation.
#[tokio::test]
async fn rotation_without_its_lock_stops_before_the_next_step() -> Result {
    let fixture = fixture().await?;
    fixture.rotation().run().await?;
    let second = fixture.client_from_store().await?;
    // The grace period is a pause of the client's clock. The other process runs during it.
    let gate = Arc::new(Notify::new());
    let (reached, resume) = (gate.clone(), Arc::new(Notify::new()));
    let paused = PausingClock {
        reached,
        resume: resume.clone(),
    };
    let path = fixture.directory.path().join("credentials.toml");
    let builder = fixture.server.client_builder().clock(paused);
    let slow = builder.credentials(ProfileFile::at(path)).build().await?;
    let rotation = fixture.rotation_of(&slow).grace(GRACE);
    let running = tokio::spawn(rotation.run());
    gate.notified().await;
    fs::remove_file(fixture.directory.path().join("credentials.toml.lock"))?;
    fixture.rotation_of(&second).run().await?;
    let prepared = fixture.rotation_of(&second).prepare().await?;
    resume.notify_one();
    let stopped = running.await?.err().ok_or("the rotation continued")?;
    assert_eq!(stopped.kind(), ErrorKind::Busy, "{stopped}");
    assert_eq!(fixture.journal()?["open"]["name"], prepared.name.as_str());
    assert_eq!(
        live(&fixture).await?.len(),
        4,
        "a key of the open rotation is not live"
    );
    fixture
        .rotation_of(&fixture.client_from_store().await?)
        .run()
        .await?;
    assert_eq!(live(&fixture).await?.len(), 3);
    Ok(())
}

/// The store contains the old key: `abandon` does not write it.
#[tokio::test]
async fn abandon_does_not_write_a_store_with_the_old_key() -> Result {
    let fixture = fixture().await?;
    fixture.rotation().run().await?;
    let partna = fixture.client_from_store().await?;
    fixture.rotation_of(&partna).prepare().await?;
    let directory = fixture.directory.path();
    let (file, journal) = ("credentials.toml", "credentials.toml.rotation");
    let prepared: Value = fixture.journal()?;
    let old = prepared["open"]["old"].as_str().ok_or("no old key")?;
    let new = prepared["open"]["new"].as_str().ok_or("no new key")?;
    // The state before a successful publish.
    let text = fs::read_to_string(directory.join(file))?.replace(new, old);
    fs::write(directory.join(file), &text)?;
    let mut unpublished = prepared.clone();
    unpublished["open"]["step"] = json!("publish");
    fs::write(directory.join(journal), unpublished.to_string())?;
    let inode = || Ok::<_, std::io::Error>(fs::metadata(directory.join(file))?.ino());
    let before = inode()?;
    let partna = fixture.client_from_store().await?;
    fixture.rotation_of(&partna).abandon().await?;
    assert_eq!(inode()?, before, "the file was replaced");
    assert_eq!(fs::read_to_string(directory.join(file))?, text);
    assert_eq!(live(&fixture).await?.len(), 3);
    Ok(())
}
