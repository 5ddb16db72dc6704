//! A rotation in one run and in two, and the files that it writes.

use partna_auth::{ApiKey, ErrorKind};
use partna_sandbox::Sandbox;

use super::{Result, is_silent, live, scene};

#[cfg(unix)]
#[tokio::test]
async fn files_are_private_and_keep_comments() -> Result {
    use std::os::unix::fs::PermissionsExt;
    let scene = scene().await?;
    let path = scene.folder.path().join("credentials.toml");
    let before = format!(
        "# whom to ask: payments\n[live]\nenvironment = \"production\"\napi_key = \"k\"\napi_user = \"u\"\n\n\
         [test] # ours\nenvironment = \"sandbox\"\n# rotated\napi_key = \"{}\" # by us\napi_user = \"{}\"\n",
        scene.old,
        Sandbox::API_USER
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
    assert!(
        !after.contains(&scene.old) && after.contains("# ours") && after.contains("# whom to ask"),
        "{after}"
    );
    assert!(after.contains("api_key = \"k\""));
    scene.another_process().await?.get_balances().send().await?;
    assert_eq!(
        std::fs::read_dir(scene.folder.path())?.count(),
        3,
        "nothing half-written is left"
    );
    Ok(())
}

#[tokio::test]
async fn prepare_and_finish_run_in_different_processes() -> Result {
    let scene = scene().await?;
    let nothing = scene.rotation().finish().await;
    assert_eq!(
        nothing.err().map(|error| error.kind()),
        Some(ErrorKind::Unsupported)
    );
    let prepared = scene.rotation().prepare().await?;
    assert_eq!(live(&scene).await?.len(), 4, "both work");
    // Twice is once.
    assert_eq!(scene.rotation().prepare().await?, prepared);
    let finished = scene
        .rotation_of(&scene.another_process().await?)
        .finish()
        .await?;
    assert_eq!(finished.name, prepared.name);
    assert!(!live(&scene).await?.contains(&"the-first".to_owned()));
    // This process still had a clone with the old key in another client: that one is told so by the API.
    scene.partna.get_balances().send().await?;
    Ok(())
}

#[tokio::test]
async fn rejects_invalidation_of_the_key_in_use() -> Result {
    let scene = scene().await?;
    let (keys, old) = (scene.partna.keys(), ApiKey::from(scene.old.as_str()));
    let (result, is_silent) = is_silent(&scene, keys.invalidate(&old)).await?;
    let kind = result.err().map(|error| error.kind());
    assert_eq!(kind, Some(ErrorKind::Unsupported));
    assert!(is_silent, "a request was sent");
    let made = scene
        .partna
        .keys()
        .generate("spare", "G")
        .expires_in_days(1)
        .send()
        .await?;
    assert_eq!(scene.partna.keys().list().await?.len(), 4);
    let successor = scene.partna.keys().invalidate(&made).await?;
    let successor = successor.ok_or("no key in its place")?;
    assert!(!scene.server.accepts_key(made.expose()));
    assert!(scene.server.accepts_key(successor.expose()));
    Ok(())
}
