//! Rotations on a store that somebody else writes to meanwhile: what programs load is a key that works.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use partna_auth::{Clock, FileStore, Partna, ProfileFile};
use partna_sandbox::Sandbox;
use serde_json::Value;

use super::{Result, Scene, live, scene, with_new_key};

const GRACE: Duration = Duration::from_secs(3600);

/// A clock in whose grace a file is put back.
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

    fn sleep(&self, time: Duration) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            if time == GRACE {
                // A failure shows in what the store holds afterwards.
                let _ = std::fs::write(&self.path, &self.text);
            }
            tokio::task::yield_now().await;
        })
    }
}

fn profile(name: &str, key: &str) -> String {
    let user = Sandbox::API_USER;
    format!("[{name}]\nenvironment = \"sandbox\"\napi_key = \"{key}\"\napi_user = \"{user}\"\n")
}

fn write(path: &PathBuf, text: &str) -> Result {
    std::fs::write(path, text)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    Ok(())
}

fn path(scene: &Scene) -> PathBuf {
    scene.folder.path().join("credentials.toml")
}

async fn restoring(scene: &Scene, text: String) -> Result<Partna> {
    let path = path(scene);
    let clock = RestoringClock {
        path: path.clone(),
        text,
    };
    let builder = scene.server.client_builder().clock(clock);
    Ok(builder.credentials(ProfileFile::at(path)).build().await?)
}

/// A backup is restored while the rotation waits for the grace.
#[tokio::test]
async fn new_key_is_stored_again_before_the_old_one_is_invalidated() -> Result {
    let scene = scene().await?;
    let before = profile("it", &scene.old);
    write(&path(&scene), &before)?;
    let partna = restoring(&scene, before).await?;
    scene.rotation_of(&partna).grace(GRACE).run().await?;
    scene.another_process().await?.get_balances().send().await?;
    assert_eq!(live(&scene).await?.len(), 3);
    Ok(())
}

/// The same while `abandon` waits: the new key is in the file again.
#[tokio::test]
async fn old_key_is_stored_again_before_the_new_one_is_invalidated() -> Result {
    let scene = scene().await?;
    write(&path(&scene), &profile("it", &scene.old))?;
    scene.rotation().prepare().await?;
    let prepared = std::fs::read_to_string(path(&scene))?;
    let partna = restoring(&scene, prepared).await?;
    scene.rotation_of(&partna).grace(GRACE).abandon().await?;
    scene.another_process().await?.get_balances().send().await?;
    assert_eq!(live(&scene).await?.len(), 3);
    Ok(())
}

/// A second profile with the old key is not the one that programs load.
#[tokio::test]
async fn profile_beside_the_rotated_one_is_not_taken_for_it() -> Result {
    let scene = scene().await?;
    write(&path(&scene), &profile("it", &scene.old))?;
    scene.rotation().prepare().await?;
    let prepared = std::fs::read_to_string(path(&scene))?;
    write(
        &path(&scene),
        &format!("{prepared}\n{}", profile("backup", &scene.old)),
    )?;
    let error = scene.rotation().abandon().await.err().ok_or("abandoned")?;
    assert!(error.to_string().contains("several profiles"), "{error}");
    assert_eq!(live(&scene).await?.len(), 4, "both keys still work");
    write(&path(&scene), &prepared)?;
    scene.rotation().abandon().await?;
    scene.another_process().await?.get_balances().send().await?;
    Ok(())
}

/// A person has put a third key into the store while a rotation was prepared.
#[tokio::test]
async fn rotation_is_abandoned_for_a_third_key_in_the_store() -> Result {
    let scene = scene().await?;
    write(&path(&scene), &profile("it", &scene.old))?;
    scene.rotation().prepare().await?;
    let (third, _) = with_new_key(&scene, "from-the-dashboard").await?;
    write(&path(&scene), &profile("it", third.expose()))?;
    let partna = scene.another_process().await?;
    assert!(scene.rotation_of(&partna).run().await.is_err());
    scene.rotation_of(&partna).abandon().await?;
    assert_eq!(scene.journal()?["open"], Value::Null);
    let live = live(&scene).await?;
    assert!(live.contains(&"from-the-dashboard".to_owned()), "{live:?}");
    assert!(
        !live.iter().any(|name| name.starts_with("partna-rust")),
        "{live:?}"
    );
    scene.rotation_of(&partna).run().await?;
    scene.another_process().await?.get_balances().send().await?;
    Ok(())
}

/// A key has got in the place of the path, or of the name of the profile.
#[tokio::test]
async fn error_of_a_store_shows_no_key() -> Result {
    let key = "1--M--00112233445566778899aabbccddeeff--1781793658613--0a1b2c3d";
    let scene = scene().await?;
    write(&path(&scene), &profile("it", "another"))?;
    for store in [
        FileStore::at(format!("/nowhere/{key}/credentials.toml")),
        FileStore::at(scene.folder.path().join(key).join("credentials.toml")),
        FileStore::at(scene.folder.path()).profile(key),
    ] {
        let rotation = scene.partna.keys().rotate().store(store);
        let error = rotation.prepare().await.err().ok_or("it ran")?;
        let text = format!("{error} {error:?}");
        assert!(!text.contains("00112233445566778899aabbccddeeff"), "{text}");
    }
    Ok(())
}
