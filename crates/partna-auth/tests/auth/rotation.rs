//! Rotation of keys: while requests go on, in halves, and when something is in its way.

use std::error::Error;

use partna_auth::{ApiKey, ErrorKind, Secret};
use partna_tests::key_server::{KeyServer, Scene, client};
use partna_tests::server::Reply;
use serde_json::Value;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

#[tokio::test]
async fn a_rotation_replaces_one_key_and_touches_no_other() -> Result {
    let scene = Scene::new().await?;
    let rotated = scene.rotation().run().await?;
    assert!(rotated.name.starts_with("partna-rust-"), "{rotated:?}");
    assert_eq!(rotated.unexpected, None);
    let mut live = scene.server.state().live();
    live.sort();
    assert_eq!(live, [rotated.name.as_str(), "reports", "somebody-elses"]);
    {
        let state = scene.server.state();
        let made = state
            .keys
            .values()
            .find(|key| key.name == rotated.name)
            .ok_or("no such key")?;
        assert_eq!(
            (made.scope.as_str(), made.asked.as_str()),
            ("N", "expirationInMonths 10")
        );
    }
    // The same client goes on, and so does one that knows the store alone.
    scene.partna.get_balances().send().await?;
    scene.another_process().await?.get_balances().send().await?;
    assert_eq!(scene.server.state().refused, 0);
    let journal = scene.journal()?;
    assert_eq!(journal["names"], serde_json::json!([rotated.name]));
    assert_eq!(journal["open"], Value::Null);
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_for_their_owner_alone_and_comments_stay() -> Result {
    use std::os::unix::fs::PermissionsExt;
    let scene = Scene::new().await?;
    let path = scene.folder.path().join("credentials.toml");
    let before = format!(
        "# whom to ask: payments\n[live]\nenvironment = \"production\"\napi_key = \"k\"\napi_user = \"u\"\n\n\
         [test] # ours\nenvironment = \"staging\"\n# rotated\napi_key = \"{}\" # by us\napi_user = \"{}\"\n",
        scene.old,
        partna_tests::USER
    );
    std::fs::write(&path, &before)?;
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600))?;
    scene.rotation().run().await?;
    for name in [
        "credentials.toml",
        "credentials.toml.rotation",
        "credentials.toml.lock",
    ] {
        let mode = std::fs::metadata(scene.folder.path().join(name))?
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let after = std::fs::read_to_string(&path)?;
    let new = scene
        .server
        .state()
        .keys
        .keys()
        .last()
        .cloned()
        .ok_or("no key")?;
    assert!(
        !after.contains(&scene.old) && after.contains("# ours") && after.contains("# whom to ask"),
        "{after}"
    );
    assert!(after.contains("api_key = \"k\"") && new != scene.old);
    assert_eq!(
        std::fs::read_dir(scene.folder.path())?.count(),
        3,
        "nothing half-written is left"
    );
    Ok(())
}

#[tokio::test]
async fn a_key_that_does_not_expire_is_replaced_by_another() -> Result {
    let scene = Scene::new().await?;
    let forever = scene.server.state().make("forever", "M", false);
    let partna = client(&scene.server, &forever)?.build().await?;
    let rotated = scene.rotation_of(&partna).run().await?;
    let asked = |name: &str| {
        let state = scene.server.state();
        state
            .keys
            .values()
            .find(|key| key.name == name)
            .map(|key| key.asked.clone())
    };
    assert_eq!(asked(&rotated.name).as_deref(), Some(""));
    // And a life that was said once holds for the next of the lineage.
    let rotated = scene.rotation_of(&partna).expires_in_days(90).run().await?;
    assert_eq!(asked(&rotated.name).as_deref(), Some("expirationInDays 90"));
    let rotated = scene.rotation_of(&partna).run().await?;
    assert_eq!(asked(&rotated.name).as_deref(), Some("expirationInDays 90"));
    assert_eq!(scene.journal()?["names"].as_array().map(Vec::len), Some(3));
    Ok(())
}

#[tokio::test]
async fn an_opaque_key_needs_scope_and_life_said() -> Result {
    let scene = Scene::new().await?;
    let known = scene
        .server
        .state()
        .keys
        .get(&scene.old)
        .cloned()
        .ok_or("no key")?;
    scene.server.state().keys.insert("opaque".to_owned(), known);
    let partna = client(&scene.server, "opaque")?.build().await?;
    let error = scene
        .rotation_of(&partna)
        .run()
        .await
        .err()
        .ok_or("it ran")?;
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("Rotation::scope"), "{error}");
    let error = scene
        .rotation_of(&partna)
        .scope("N")
        .run()
        .await
        .err()
        .ok_or("it ran")?;
    assert!(error.to_string().contains("never_expires"), "{error}");
    let rotation = scene.rotation_of(&partna);
    rotation.scope("N").never_expires().run().await?;
    Ok(())
}

#[tokio::test]
async fn the_halves_may_be_days_and_processes_apart() -> Result {
    let scene = Scene::new().await?;
    let nothing = scene.rotation().finish().await;
    assert_eq!(
        nothing.err().map(|error| error.kind()),
        Some(ErrorKind::Unsupported)
    );
    let prepared = scene.rotation().prepare().await?;
    assert_eq!(scene.server.state().live().len(), 4, "both work");
    // Twice is once.
    assert_eq!(scene.rotation().prepare().await?, prepared);
    let finished = scene
        .rotation_of(&scene.another_process().await?)
        .finish()
        .await?;
    assert_eq!(finished.name, prepared.name);
    assert!(
        !scene
            .server
            .state()
            .live()
            .contains(&"the-first".to_owned())
    );
    // This process still had a clone with the old key in another client: that one is told so by the API.
    scene.partna.get_balances().send().await?;
    Ok(())
}

#[tokio::test]
async fn a_key_that_nobody_asked_for_and_that_stays_is_reported_and_journalled() -> Result {
    let server = KeyServer::start_with(|state, request| match request.method.as_str() {
        "DELETE" => Reply::Json(400, serde_json::json!({"message": "invalid key"})),
        _ => state.answer(&request),
    });
    let scene = Scene::with(server.await?).await?;
    scene.server.state().surprise = true;
    let rotated = scene.rotation().run().await?;
    let unexpected = rotated.unexpected.ok_or("not reported")?;
    assert_eq!(
        scene.journal()?["unexpected"],
        serde_json::json!([unexpected.expose()])
    );
    assert!(
        scene
            .server
            .state()
            .live()
            .contains(&"nobody-asked".to_owned()),
        "it has ended"
    );
    Ok(())
}

#[tokio::test]
async fn a_second_factor_is_asked_for_when_the_key_is_made() -> Result {
    let scene = Scene::new().await?;
    let otp = || async { Ok(Secret::from("123456")) };
    let rotated = scene.rotation().otp(otp).run().await?;
    let state = scene.server.state();
    let made = state
        .keys
        .values()
        .find(|key| key.name == rotated.name)
        .ok_or("no key")?;
    assert!(made.asked.contains("otp \"123456\""), "{made:?}");
    Ok(())
}

#[tokio::test]
async fn the_key_that_signs_is_never_invalidated_by_hand() -> Result {
    let scene = Scene::new().await?;
    let error = scene
        .partna
        .keys()
        .invalidate(&ApiKey::from(scene.old.as_str()))
        .await
        .err();
    assert_eq!(
        error.map(|error| error.kind()),
        Some(ErrorKind::Unsupported)
    );
    assert_eq!(scene.server.state().log.len(), 0);
    let made = scene
        .partna
        .keys()
        .generate("spare", "G")
        .expires_in_days(1)
        .send()
        .await?;
    assert_eq!(scene.partna.keys().list().await?.len(), 4);
    scene.partna.keys().invalidate(&made).await?;
    assert!(!scene.server.state().live().contains(&"spare".to_owned()));
    Ok(())
}
