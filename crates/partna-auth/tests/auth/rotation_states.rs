//! Rotations that may not begin, or cannot go on: every state has a way out, and none loses a key.

use std::error::Error;
use std::time::Duration;

use partna_auth::{Credentials, Environment, ErrorKind, FileStore, KeyStore, Partna, SecretDir};
use partna_tests::USER;
use partna_tests::key_server::{KeyServer, Scene, client};
use partna_tests::server::Reply;
use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

#[tokio::test]
async fn a_second_rotation_is_refused_and_says_who_holds_it() -> Result {
    let scene = Scene::new().await?;
    let lock = scene.store().lock().await?;
    let error = scene.rotation().run().await.err().ok_or("it ran")?;
    assert_eq!(error.kind(), ErrorKind::Busy);
    let holder = format!("process {} since ", std::process::id());
    assert!(error.to_string().contains(&holder), "{error}");
    assert_eq!(scene.server.state().log.len(), 0);
    drop(lock);
    scene.rotation().run().await?;
    Ok(())
}

#[tokio::test]
async fn without_a_store_or_with_anothers_nothing_is_done() -> Result {
    let scene = Scene::new().await?;
    let error = scene
        .partna
        .keys()
        .rotate()
        .run()
        .await
        .err()
        .ok_or("it ran")?;
    assert!(error.to_string().contains("Rotation::store"), "{error}");
    scene.rotation().prepare().await?;
    // A client with a third key, and one of another merchant.
    let third = scene.server.state().make("third", "M", false);
    let third = client(&scene.server, &third)?.build().await?;
    let error = scene
        .rotation_of(&third)
        .run()
        .await
        .err()
        .ok_or("it ran")?;
    assert!(error.to_string().contains("neither of its keys"), "{error}");
    let other = Credentials::new(Environment::Staging, scene.old.as_str(), "somebody")?;
    let other = Partna::builder()
        .credentials(other)
        .base_url(scene.server.base_url())
        .build()
        .await?;
    let error = scene
        .rotation_of(&other)
        .run()
        .await
        .err()
        .ok_or("it ran")?;
    assert_eq!(error.kind(), ErrorKind::Store);
    assert!(error.to_string().contains("another merchant"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_new_key_that_does_not_work_is_given_up() -> Result {
    // The API makes keys, and does not know them.
    let server = KeyServer::start_with(|state, request| {
        let reply = state.answer(&request);
        let made = state
            .keys
            .values_mut()
            .filter(|key| key.name.starts_with("partna-rust"));
        if request.method == "POST" {
            made.for_each(|key| key.live = false);
        }
        reply
    });
    let scene = Scene::with(server.await?).await?;
    let error = scene.rotation().run().await.err().ok_or("it ran")?;
    assert_eq!(error.kind(), ErrorKind::NotAuthenticated);
    assert!(error.to_string().contains("proving the new key"), "{error}");
    scene.partna.get_balances().send().await?;
    scene.rotation().abandon().await?;
    assert_eq!(scene.journal()?["open"], Value::Null);
    let mut live = scene.server.state().live();
    live.sort();
    assert_eq!(live, ["reports", "somebody-elses", "the-first"]);
    Ok(())
}

/// Runs a rotation that has to be refused, and answers why.
async fn refusal(partna: &Partna, store: FileStore) -> Result<(ErrorKind, String)> {
    let error = partna.keys().rotate().store(store).run().await;
    let error = error.err().ok_or("it ran")?;
    Ok((error.kind(), error.to_string()))
}

#[tokio::test]
async fn a_client_that_has_slept_begins_with_what_the_store_has() -> Result {
    let scene = Scene::new().await?;
    scene.rotation().run().await?;
    // Two that read the file; the second has not sent anything since the first rotated.
    let (first, second) = (
        scene.another_process().await?,
        scene.another_process().await?,
    );
    scene.rotation_of(&first).run().await?;
    scene.rotation_of(&second).run().await?;
    assert_eq!(
        scene.server.state().live().len(),
        3,
        "no key is left behind"
    );
    Ok(())
}

#[tokio::test]
async fn a_client_with_another_key_than_the_last_is_refused_while_that_works() -> Result {
    let scene = Scene::new().await?;
    let other = scene.server.state().make("other", "M", false);
    scene.rotation().run().await?;
    // The old key, which is dead, and one that is not of this lineage.
    let stale = client(&scene.server, &scene.old)?.build().await?;
    assert_eq!(refusal(&stale, scene.store()).await?.0, ErrorKind::Config);
    let other = client(&scene.server, &other)?.build().await?;
    let (kind, text) = refusal(&other, scene.store()).await?;
    assert_eq!(kind, ErrorKind::Config);
    assert!(text.contains("published last"), "{text}");
    // Neither has put anything in the way of those who come after.
    assert_eq!(scene.journal()?["open"], Value::Null);
    scene
        .rotation_of(&scene.another_process().await?)
        .run()
        .await?;
    Ok(())
}

#[tokio::test]
async fn another_key_in_the_file_is_not_written_over() -> Result {
    let scene = Scene::new().await?;
    let path = scene.folder.path().join("credentials.toml");
    let theirs = format!(
        "[it]\nenvironment = \"staging\"\napi_key = \"of-another-service\"\napi_user = \"{USER}\"\n"
    );
    std::fs::write(&path, &theirs)?;
    let (kind, text) = refusal(&scene.partna, scene.store()).await?;
    assert_eq!(kind, ErrorKind::Store);
    assert!(
        text.contains("another key than the one to be replaced"),
        "{text}"
    );
    assert_eq!(std::fs::read_to_string(&path)?, theirs);
    assert_eq!(
        scene.server.state().log.len(),
        0,
        "it was said before anything was asked"
    );
    // A profile of its own, in the same file, with a journal of its own.
    scene
        .partna
        .keys()
        .rotate()
        .store(scene.store().profile("ours"))
        .run()
        .await?;
    assert!(std::fs::read_to_string(&path)?.starts_with(&theirs));
    assert!(
        scene
            .folder
            .path()
            .join("credentials.toml.ours.rotation")
            .exists()
    );
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn every_way_to_a_file_has_one_lock() -> Result {
    let scene = Scene::new().await?;
    scene.rotation().run().await?;
    let link = scene.folder.path().join("link.toml");
    std::os::unix::fs::symlink("credentials.toml", &link)?;
    let _lock = scene.store().lock().await?;
    let (kind, text) = refusal(&scene.another_process().await?, FileStore::at(&link)).await?;
    assert_eq!(kind, ErrorKind::Busy);
    assert!(text.contains("another rotation is under way"), "{text}");
    Ok(())
}

#[tokio::test]
async fn what_was_asked_for_wrongly_is_mended_by_asking_otherwise() -> Result {
    let scene = Scene::new().await?;
    let wrong = scene.rotation().scope("X").run().await;
    let error = wrong.err().ok_or("it ran")?;
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Invalid, Some("invalid API scope"))
    );
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert!(error.to_string().contains("run again"), "{error}");
    // What was said when it began holds until something else is said: a wider key than was asked for would be worse.
    assert!(scene.rotation().run().await.is_err());
    let error = scene
        .rotation()
        .scope("G")
        .run()
        .await
        .err()
        .ok_or("it ran")?;
    assert!(error.to_string().contains("only reads"), "{error}");
    scene.rotation().scope("W").run().await?;
    let state = scene.server.state();
    assert!(
        state
            .keys
            .values()
            .any(|key| key.live && key.scope == "W" && key.name.starts_with("partna-rust"))
    );
    Ok(())
}

/// Days after `prepare`, the new key has been ended by hand, and the old one works still.
#[tokio::test]
async fn a_new_key_that_has_died_is_not_swapped_to() -> Result {
    let scene = Scene::new().await?;
    let prepared = scene.rotation().prepare().await?;
    for key in scene
        .server
        .state()
        .keys
        .values_mut()
        .filter(|key| key.name == prepared.name)
    {
        key.live = false;
    }
    let yesterday = client(&scene.server, &scene.old)?.build().await?;
    let error = scene
        .rotation_of(&yesterday)
        .finish()
        .await
        .err()
        .ok_or("it ran")?;
    assert_eq!(error.kind(), ErrorKind::NotAuthenticated);
    yesterday.get_balances().send().await?;
    scene.rotation_of(&yesterday).abandon().await?;
    scene.another_process().await?.get_balances().send().await?;
    scene.rotation_of(&yesterday).run().await?;
    assert_eq!(scene.server.state().live().len(), 3);
    Ok(())
}

/// Two clients of one file: one prepares, the other thinks better of it, and the first goes back as well.
#[tokio::test]
async fn a_rotation_can_be_given_up_until_the_old_key_ends() -> Result {
    let scene = Scene::new().await?;
    scene.rotation().run().await?;
    let old = scene.server.state().live();
    let (first, second) = (
        scene.another_process().await?,
        scene.another_process().await?,
    );
    assert_eq!(
        scene
            .rotation_of(&first)
            .abandon()
            .await
            .err()
            .map(|error| error.kind()),
        Some(ErrorKind::Unsupported)
    );
    scene.rotation_of(&first).prepare().await?;
    assert_eq!(scene.server.state().live().len(), 4);
    scene.rotation_of(&second).abandon().await?;
    assert_eq!(scene.server.state().live(), old, "the new one has ended");
    for partna in [&first, &second, &scene.another_process().await?] {
        partna.get_balances().send().await?;
    }
    scene.rotation_of(&first).run().await?;
    Ok(())
}

/// The disk was full when the key was to be stored; until that was mended, somebody ended the key that nobody knew of.
#[tokio::test]
async fn a_key_that_died_before_it_was_stored_is_not_stored() -> Result {
    let scene = Scene::new().await?;
    scene.rotation().prepare().await?;
    let path = scene.folder.path().join("credentials.toml.rotation");
    let mut journal = scene.journal()?;
    journal["open"]["step"] = json!("publish");
    std::fs::write(&path, journal.to_string())?;
    let store = scene.folder.path().join("credentials.toml");
    let old = std::fs::read_to_string(&store)?
        .replace(journal["open"]["new"].as_str().unwrap_or("?"), &scene.old);
    std::fs::write(&store, &old)?;
    for key in scene
        .server
        .state()
        .keys
        .values_mut()
        .filter(|key| key.name.starts_with("partna-rust"))
    {
        key.live = false;
    }
    let client = scene.another_process().await?;
    let error = scene
        .rotation_of(&client)
        .run()
        .await
        .err()
        .ok_or("it ran")?;
    assert_eq!(error.kind(), ErrorKind::NotAuthenticated);
    assert_eq!(std::fs::read_to_string(&store)?, old);
    scene.rotation_of(&client).abandon().await?;
    scene.rotation_of(&client).run().await?;
    Ok(())
}

/// The API made a key after the answer had been given up, so nobody has its text: the next run ends it, however late.
#[tokio::test]
async fn a_key_that_comes_to_light_late_is_ended() -> Result {
    let scene = Scene::new().await?;
    let lost = "partna-rust-00000000000000aa";
    scene.rotation().run().await?;
    let path = scene.folder.path().join("credentials.toml.rotation");
    let mut journal = scene.journal()?;
    journal["asked"] = serde_json::json!([lost]);
    std::fs::write(&path, journal.to_string())?;
    scene.server.state().make(lost, "M", true);
    scene
        .rotation_of(&scene.another_process().await?)
        .run()
        .await?;
    assert!(!scene.server.state().live().contains(&lost.to_owned()));
    Ok(())
}

/// A secret folder that lags behind, or that nobody changes, is not gone back to.
#[tokio::test]
async fn a_source_that_still_has_the_old_key_does_not_bring_it_back() -> Result {
    let scene = Scene::new().await?;
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("api-key"), &scene.old)?;
    std::fs::write(folder.path().join("api-user"), USER)?;
    let source = SecretDir::at(folder.path())
        .environment(Environment::Staging)
        .poll_every(Duration::ZERO);
    let builder = Partna::builder()
        .credentials(source)
        .base_url(scene.server.base_url());
    let partna = builder.build().await?;
    scene.rotation_of(&partna).run().await?;
    // It is written anew, with the same key.
    std::fs::write(folder.path().join("api-key"), format!("{}\n", scene.old))?;
    partna.get_balances().send().await?;
    assert_eq!(scene.server.state().refused, 0);
    Ok(())
}

/// A 401 that does not say that the key is unknown says nothing of the key: an address that is not on the whitelist, say.
/// What is listed as live is ended, and not taken for ended.
#[tokio::test]
async fn an_old_key_is_not_taken_for_ended_by_any_refusal() -> Result {
    let server = KeyServer::start_with(|state, request| {
        let old = state
            .keys
            .get(request.header("x-api-key"))
            .is_some_and(|key| key.name == "the-first");
        if old
            && state
                .keys
                .values()
                .any(|key| key.name.starts_with("partna-rust"))
        {
            return Reply::Json(401, json!({"message": "not from here"}));
        }
        state.answer(&request)
    });
    let scene = Scene::with(server.await?).await?;
    scene.rotation().prepare().await?;
    scene.rotation().finish().await?;
    let state = scene.server.state();
    assert!(
        state
            .log
            .contains(&"POST /user/invalidate-apikey".to_owned()),
        "{:?}",
        state.log
    );
    assert!(!state.live().contains(&"the-first".to_owned()));
    Ok(())
}

/// Both keys of an open rotation were ended by hand, and a third was made in the dashboard.
#[tokio::test]
async fn a_rotation_of_two_dead_keys_is_cleared_away_by_a_third() -> Result {
    let scene = Scene::new().await?;
    scene.rotation().prepare().await?;
    for key in scene
        .server
        .state()
        .keys
        .values_mut()
        .filter(|key| !key.name.contains("else"))
    {
        key.live = false;
    }
    let third = scene.server.state().make("from-the-dashboard", "M", false);
    let third = client(&scene.server, &third)?.build().await?;
    assert!(scene.rotation_of(&third).run().await.is_err());
    scene.rotation_of(&third).abandon().await?;
    assert_eq!(scene.journal()?["open"], Value::Null);
    Ok(())
}
