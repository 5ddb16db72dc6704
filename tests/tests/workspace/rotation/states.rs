//! Rotations that cannot start or continue: each state can be resolved, and no key is lost.

use partna_auth::{Credentials, Environment, ErrorKind, FileStore, KeyStore, Partna};
use partna_sandbox::Sandbox;
use serde_json::{Value, json};

use super::{Result, delete, fixture, is_silent, live, with_new_key};

#[tokio::test]
async fn second_rotation_is_rejected_with_the_process_that_holds_the_lock() -> Result {
    let fixture = fixture().await?;
    let lock = fixture.store().lock().await?;
    let (result, is_silent) = is_silent(&fixture, fixture.rotation().run()).await?;
    let error = result.err().ok_or("the rotation succeeded")?;
    assert_eq!(error.kind(), ErrorKind::Busy);
    assert!(is_silent, "a request was sent");
    let holder = format!("process {} since ", std::process::id());
    assert!(error.to_string().contains(&holder), "{error}");
    drop(lock);
    fixture.rotation().run().await?;
    Ok(())
}

#[tokio::test]
async fn rejects_rotation_without_a_store_or_with_the_store_of_another_key_or_user() -> Result {
    let fixture = fixture().await?;
    let error = fixture
        .partna
        .keys()
        .rotate()
        .run()
        .await
        .err()
        .ok_or("the rotation succeeded")?;
    assert!(error.to_string().contains("Rotation::store"), "{error}");
    fixture.rotation().prepare().await?;
    // A client with a third key, and one of another merchant.
    let (_, third) = with_new_key(&fixture, "third").await?;
    let error = fixture
        .rotation_of(&third)
        .run()
        .await
        .err()
        .ok_or("the rotation succeeded")?;
    assert!(
        error
            .to_string()
            .contains("neither its old nor its new key"),
        "{error}"
    );
    let other = Credentials::new(Environment::Sandbox, fixture.old.as_str(), "other")?;
    let builder = fixture.server.client_builder();
    let other = builder.credentials(other).build().await?;
    let error = fixture
        .rotation_of(&other)
        .run()
        .await
        .err()
        .ok_or("the rotation succeeded")?;
    assert_eq!(error.kind(), ErrorKind::Store);
    assert!(error.to_string().contains("another merchant"), "{error}");
    Ok(())
}

/// Runs a rotation that must be rejected, and returns the kind and text of its error.
async fn rejection(partna: &Partna, store: FileStore) -> Result<(ErrorKind, String)> {
    let error = partna.keys().rotate().store(store).run().await;
    let error = error.err().ok_or("the rotation succeeded")?;
    Ok((error.kind(), error.to_string()))
}

#[tokio::test]
async fn idle_client_rotates_the_key_in_the_store() -> Result {
    let fixture = fixture().await?;
    fixture.rotation().run().await?;
    // Both clients read the file; the second sends no request between the rotation of the first and its own.
    let (first, second) = (
        fixture.client_from_store().await?,
        fixture.client_from_store().await?,
    );
    fixture.rotation_of(&first).run().await?;
    fixture.rotation_of(&second).run().await?;
    assert_eq!(live(&fixture).await?.len(), 3, "a key is orphaned");
    Ok(())
}

#[tokio::test]
async fn rejects_client_with_another_key_than_the_last_published() -> Result {
    let fixture = fixture().await?;
    let (_, other) = with_new_key(&fixture, "other").await?;
    fixture.rotation().run().await?;
    // The old key, which is invalidated, and a key that no rotation created.
    let stale = fixture.server.client_with_key(&fixture.old).await?;
    assert_eq!(
        rejection(&stale, fixture.store()).await?.0,
        ErrorKind::Config
    );
    let (kind, text) = rejection(&other, fixture.store()).await?;
    assert_eq!(kind, ErrorKind::Config);
    assert!(text.contains("published last"), "{text}");
    // Neither attempt left an open rotation.
    assert_eq!(fixture.journal()?["open"], Value::Null);
    fixture
        .rotation_of(&fixture.client_from_store().await?)
        .run()
        .await?;
    Ok(())
}

#[tokio::test]
async fn another_key_in_the_file_is_not_overwritten() -> Result {
    let fixture = fixture().await?;
    let path = fixture.directory.path().join("credentials.toml");
    let (key, user) = (Sandbox::API_KEY, Sandbox::API_USER);
    let text_before =
        format!("[it]\nenvironment = \"sandbox\"\napi_key = \"{key}\"\napi_user = \"{user}\"\n");
    std::fs::write(&path, &text_before)?;
    let rejection = rejection(&fixture.partna, fixture.store());
    let (result, is_silent) = is_silent(&fixture, rejection).await?;
    let (kind, text) = result?;
    assert!(is_silent, "a request was sent");
    assert_eq!(kind, ErrorKind::Store);
    assert!(
        text.contains("credentials that do not belong to this rotation"),
        "{text}"
    );
    assert_eq!(std::fs::read_to_string(&path)?, text_before);
    // A separate profile in the same file, with a separate journal.
    fixture
        .partna
        .keys()
        .rotate()
        .store(fixture.store().profile("billing"))
        .run()
        .await?;
    assert!(std::fs::read_to_string(&path)?.starts_with(&text_before));
    assert!(
        fixture
            .directory
            .path()
            .join("credentials.toml.billing.rotation")
            .exists()
    );
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn link_to_a_store_uses_the_lock_of_the_store() -> Result {
    let fixture = fixture().await?;
    fixture.rotation().run().await?;
    let link = fixture.directory.path().join("link.toml");
    std::os::unix::fs::symlink("credentials.toml", &link)?;
    let _lock = fixture.store().lock().await?;
    let (kind, text) = rejection(&fixture.client_from_store().await?, FileStore::at(&link)).await?;
    assert_eq!(kind, ErrorKind::Busy);
    assert!(text.contains("another rotation is running"), "{text}");
    Ok(())
}

#[tokio::test]
async fn rerun_with_corrected_options_resumes() -> Result {
    let fixture = fixture().await?;
    let wrong = fixture.rotation().scope("X").run().await;
    let error = wrong.err().ok_or("the rotation succeeded")?;
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Invalid, Some("invalid API scope"))
    );
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert!(error.to_string().contains("run again"), "{error}");
    // The options of the first run stay in force until others are given. A default would create a key with more rights.
    assert!(fixture.rotation().run().await.is_err());
    let error = fixture
        .rotation()
        .scope("G")
        .run()
        .await
        .err()
        .ok_or("the rotation succeeded")?;
    assert!(error.to_string().contains("read-only key"), "{error}");
    fixture.rotation().scope("W").run().await?;
    let stored = std::fs::read_to_string(fixture.directory.path().join("credentials.toml"))?;
    assert!(stored.contains("\"1--W--"), "{stored}");
    Ok(())
}

/// Days after `prepare`, a person deleted the new key, and the old key is still live.
#[tokio::test]
async fn finish_rejects_a_deleted_new_key_and_the_old_key_stays_live() -> Result {
    let fixture = fixture().await?;
    let prepared = fixture.rotation().prepare().await?;
    delete(&fixture, |name| name == prepared.name).await?;
    let client = fixture.server.client_with_key(&fixture.old).await?;
    let error = fixture
        .rotation_of(&client)
        .finish()
        .await
        .err()
        .ok_or("the rotation succeeded")?;
    assert_eq!(error.kind(), ErrorKind::NotAuthenticated);
    client.get_balances().send().await?;
    fixture.rotation_of(&client).abandon().await?;
    fixture
        .client_from_store()
        .await?
        .get_balances()
        .send()
        .await?;
    fixture.rotation_of(&client).run().await?;
    assert_eq!(live(&fixture).await?.len(), 3);
    Ok(())
}

/// Two clients of one file: the first prepares, the second abandons, and the first reloads the old key.
#[tokio::test]
async fn rotation_is_abandoned_until_the_old_key_is_invalidated() -> Result {
    let fixture = fixture().await?;
    fixture.rotation().run().await?;
    let old = live(&fixture).await?;
    let (first, second) = (
        fixture.client_from_store().await?,
        fixture.client_from_store().await?,
    );
    assert_eq!(
        fixture
            .rotation_of(&first)
            .abandon()
            .await
            .err()
            .map(|error| error.kind()),
        Some(ErrorKind::Unsupported)
    );
    fixture.rotation_of(&first).prepare().await?;
    assert_eq!(live(&fixture).await?.len(), 4);
    fixture.rotation_of(&second).abandon().await?;
    assert_eq!(live(&fixture).await?, old, "the new key is still live");
    for partna in [&first, &second, &fixture.client_from_store().await?] {
        partna.get_balances().send().await?;
    }
    fixture.rotation_of(&first).run().await?;
    Ok(())
}

/// The disk was full when the new key was published, and a person deleted the key before the next run.
#[tokio::test]
async fn key_deleted_before_it_was_stored_is_not_stored() -> Result {
    let fixture = fixture().await?;
    fixture.rotation().prepare().await?;
    let path = fixture.directory.path().join("credentials.toml.rotation");
    let mut journal = fixture.journal()?;
    journal["open"]["step"] = json!("publish");
    std::fs::write(&path, journal.to_string())?;
    let store = fixture.directory.path().join("credentials.toml");
    let old = std::fs::read_to_string(&store)?
        .replace(journal["open"]["new"].as_str().unwrap_or("?"), &fixture.old);
    std::fs::write(&store, &old)?;
    delete(&fixture, |name| name.starts_with("partna-rust")).await?;
    let client = fixture.client_from_store().await?;
    let error = fixture
        .rotation_of(&client)
        .run()
        .await
        .err()
        .ok_or("the rotation succeeded")?;
    assert_eq!(error.kind(), ErrorKind::NotAuthenticated);
    assert_eq!(std::fs::read_to_string(&store)?, old);
    fixture.rotation_of(&client).abandon().await?;
    fixture.rotation_of(&client).run().await?;
    Ok(())
}

/// The API created a key after the request timed out, so its text is unknown: the next run deletes it.
#[tokio::test]
async fn key_created_after_a_timeout_is_deleted() -> Result {
    let fixture = fixture().await?;
    let lost = "partna-rust-00000000000000aa";
    fixture.rotation().run().await?;
    let path = fixture.directory.path().join("credentials.toml.rotation");
    let mut journal = fixture.journal()?;
    journal["asked"] = serde_json::json!([lost]);
    std::fs::write(&path, journal.to_string())?;
    with_new_key(&fixture, lost).await?;
    fixture
        .rotation_of(&fixture.client_from_store().await?)
        .run()
        .await?;
    assert!(!live(&fixture).await?.contains(&lost.to_owned()));
    Ok(())
}

/// A person deleted both keys of an open rotation, and created a third in the dashboard.
#[tokio::test]
async fn rotation_of_two_deleted_keys_is_abandoned_with_a_third() -> Result {
    let fixture = fixture().await?;
    fixture.rotation().prepare().await?;
    delete(&fixture, |name| name != "sandbox").await?;
    let (_, third) = with_new_key(&fixture, "from-the-dashboard").await?;
    assert!(fixture.rotation_of(&third).run().await.is_err());
    fixture.rotation_of(&third).abandon().await?;
    assert_eq!(fixture.journal()?["open"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn abandon_is_rejected_after_the_old_key_is_invalidated() -> Result {
    let fixture = fixture().await?;
    fixture.rotation().prepare().await?;
    delete(&fixture, |name| name == "the-first").await?;
    let before = fixture.journal()?;
    let error = fixture
        .rotation()
        .abandon()
        .await
        .err()
        .ok_or("abandoned")?;
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.to_string().contains("`finish`"), "{error}");
    assert_eq!(fixture.journal()?, before);
    fixture
        .client_from_store()
        .await?
        .get_balances()
        .send()
        .await?;
    fixture.rotation().finish().await?;
    Ok(())
}
