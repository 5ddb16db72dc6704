//! Rotations that may not begin, or cannot go on: every state has a way out, and none loses a key.

use partna_auth::{Credentials, Environment, ErrorKind, FileStore, KeyStore, Partna};
use partna_sandbox::Sandbox;
use serde_json::{Value, json};

use super::{Result, delete, fixture, is_silent, live, with_new_key};

#[tokio::test]
async fn second_rotation_is_rejected_and_names_who_holds_the_lock() -> Result {
    let fixture = fixture().await?;
    let lock = fixture.store().lock().await?;
    let (result, is_silent) = is_silent(&fixture, fixture.rotation().run()).await?;
    let error = result.err().ok_or("it ran")?;
    assert_eq!(error.kind(), ErrorKind::Busy);
    assert!(is_silent, "a request was sent");
    let holder = format!("process {} since ", std::process::id());
    assert!(error.to_string().contains(&holder), "{error}");
    drop(lock);
    fixture.rotation().run().await?;
    Ok(())
}

#[tokio::test]
async fn rejects_rotation_without_a_store_or_with_the_store_of_another() -> Result {
    let fixture = fixture().await?;
    let error = fixture
        .partna
        .keys()
        .rotate()
        .run()
        .await
        .err()
        .ok_or("it ran")?;
    assert!(error.to_string().contains("Rotation::store"), "{error}");
    fixture.rotation().prepare().await?;
    // A client with a third key, and one of another merchant.
    let (_, third) = with_new_key(&fixture, "third").await?;
    let error = fixture
        .rotation_of(&third)
        .run()
        .await
        .err()
        .ok_or("it ran")?;
    assert!(
        error
            .to_string()
            .contains("another key than the old and the new one"),
        "{error}"
    );
    let other = Credentials::new(Environment::Sandbox, fixture.old.as_str(), "somebody")?;
    let builder = fixture.server.client_builder();
    let other = builder.credentials(other).build().await?;
    let error = fixture
        .rotation_of(&other)
        .run()
        .await
        .err()
        .ok_or("it ran")?;
    assert_eq!(error.kind(), ErrorKind::Store);
    assert!(error.to_string().contains("another merchant"), "{error}");
    Ok(())
}

/// Runs a rotation that has to be refused, and answers why.
async fn refusal(partna: &Partna, store: FileStore) -> Result<(ErrorKind, String)> {
    let error = partna.keys().rotate().store(store).run().await;
    let error = error.err().ok_or("it ran")?;
    Ok((error.kind(), error.to_string()))
}

#[tokio::test]
async fn idle_client_begins_with_the_key_in_the_store() -> Result {
    let fixture = fixture().await?;
    fixture.rotation().run().await?;
    // Two that read the file; the second has not sent anything since the first rotated.
    let (first, second) = (
        fixture.client_from_store().await?,
        fixture.client_from_store().await?,
    );
    fixture.rotation_of(&first).run().await?;
    fixture.rotation_of(&second).run().await?;
    assert_eq!(live(&fixture).await?.len(), 3, "no key is left behind");
    Ok(())
}

#[tokio::test]
async fn rejects_client_with_another_key_than_the_last_published() -> Result {
    let fixture = fixture().await?;
    let (_, other) = with_new_key(&fixture, "other").await?;
    fixture.rotation().run().await?;
    // The old key, which is dead, and one that is not of this lineage.
    let stale = fixture.server.client_with_key(&fixture.old).await?;
    assert_eq!(refusal(&stale, fixture.store()).await?.0, ErrorKind::Config);
    let (kind, text) = refusal(&other, fixture.store()).await?;
    assert_eq!(kind, ErrorKind::Config);
    assert!(text.contains("published last"), "{text}");
    // Neither has put anything in the way of those who come after.
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
    let theirs =
        format!("[it]\nenvironment = \"sandbox\"\napi_key = \"{key}\"\napi_user = \"{user}\"\n");
    std::fs::write(&path, &theirs)?;
    let refusal = refusal(&fixture.partna, fixture.store());
    let (refusal, is_silent) = is_silent(&fixture, refusal).await?;
    let (kind, text) = refusal?;
    assert!(is_silent, "a request was sent");
    assert_eq!(kind, ErrorKind::Store);
    assert!(
        text.contains("another key than the one to be replaced"),
        "{text}"
    );
    assert_eq!(std::fs::read_to_string(&path)?, theirs);
    // A profile of its own, in the same file, with a journal of its own.
    fixture
        .partna
        .keys()
        .rotate()
        .store(fixture.store().profile("ours"))
        .run()
        .await?;
    assert!(std::fs::read_to_string(&path)?.starts_with(&theirs));
    assert!(
        fixture
            .directory
            .path()
            .join("credentials.toml.ours.rotation")
            .exists()
    );
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn link_to_a_file_has_the_lock_of_the_file() -> Result {
    let fixture = fixture().await?;
    fixture.rotation().run().await?;
    let link = fixture.directory.path().join("link.toml");
    std::os::unix::fs::symlink("credentials.toml", &link)?;
    let _lock = fixture.store().lock().await?;
    let (kind, text) = refusal(&fixture.client_from_store().await?, FileStore::at(&link)).await?;
    assert_eq!(kind, ErrorKind::Busy);
    assert!(text.contains("another rotation is running"), "{text}");
    Ok(())
}

#[tokio::test]
async fn rerun_with_corrected_options_resumes() -> Result {
    let fixture = fixture().await?;
    let wrong = fixture.rotation().scope("X").run().await;
    let error = wrong.err().ok_or("it ran")?;
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Invalid, Some("invalid API scope"))
    );
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert!(error.to_string().contains("run again"), "{error}");
    // What was said when it began holds until something else is said: a wider key than was asked for would be worse.
    assert!(fixture.rotation().run().await.is_err());
    let error = fixture
        .rotation()
        .scope("G")
        .run()
        .await
        .err()
        .ok_or("it ran")?;
    assert!(error.to_string().contains("read-only key"), "{error}");
    fixture.rotation().scope("W").run().await?;
    let stored = std::fs::read_to_string(fixture.directory.path().join("credentials.toml"))?;
    assert!(stored.contains("\"1--W--"), "{stored}");
    Ok(())
}

/// Days after `prepare`, the new key has been ended by hand, and the old one works still.
#[tokio::test]
async fn deleted_new_key_is_not_swapped_to() -> Result {
    let fixture = fixture().await?;
    let prepared = fixture.rotation().prepare().await?;
    delete(&fixture, |name| name == prepared.name).await?;
    let yesterday = fixture.server.client_with_key(&fixture.old).await?;
    let error = fixture
        .rotation_of(&yesterday)
        .finish()
        .await
        .err()
        .ok_or("it ran")?;
    assert_eq!(error.kind(), ErrorKind::NotAuthenticated);
    yesterday.get_balances().send().await?;
    fixture.rotation_of(&yesterday).abandon().await?;
    fixture
        .client_from_store()
        .await?
        .get_balances()
        .send()
        .await?;
    fixture.rotation_of(&yesterday).run().await?;
    assert_eq!(live(&fixture).await?.len(), 3);
    Ok(())
}

/// Two clients of one file: one prepares, the other thinks better of it, and the first goes back as well.
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
    assert_eq!(live(&fixture).await?, old, "the new one still works");
    for partna in [&first, &second, &fixture.client_from_store().await?] {
        partna.get_balances().send().await?;
    }
    fixture.rotation_of(&first).run().await?;
    Ok(())
}

/// The disk was full when the key was to be stored; until that was mended, somebody ended the key that nobody knew of.
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
        .ok_or("it ran")?;
    assert_eq!(error.kind(), ErrorKind::NotAuthenticated);
    assert_eq!(std::fs::read_to_string(&store)?, old);
    fixture.rotation_of(&client).abandon().await?;
    fixture.rotation_of(&client).run().await?;
    Ok(())
}

/// The API made a key after the answer had been given up, so nobody has its text: the next run ends it, however late.
#[tokio::test]
async fn key_that_appears_late_is_deleted() -> Result {
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

/// Both keys of an open rotation were ended by hand, and a third was made in the dashboard.
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
async fn abandon_changes_nothing_once_the_old_key_is_refused() -> Result {
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
