//! A rotation in one run and in two processes, and its files.

use partna_auth::{ApiKey, ErrorKind};
use partna_sandbox::Sandbox;

use super::{Result, fixture, is_silent, live};

#[cfg(unix)]
#[tokio::test]
async fn files_are_private_and_keep_comments() -> Result {
    use std::os::unix::fs::PermissionsExt;
    let fixture = fixture().await?;
    let path = fixture.directory.path().join("credentials.toml");
    let before = format!(
        "# contact: payments\n[live]\nenvironment = \"production\"\napi_key = \"k\"\napi_user = \"u\"\n\n\
         [test] # billing\nenvironment = \"sandbox\"\n# rotated\napi_key = \"{}\" # by us\napi_user = \"{}\"\n",
        fixture.old,
        Sandbox::API_USER
    );
    std::fs::write(&path, &before)?;
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600))?;
    fixture.rotation().run().await?;
    for name in [
        "credentials.toml",
        "credentials.toml.rotation",
        "credentials.toml.lock",
    ] {
        let mode = std::fs::metadata(fixture.directory.path().join(name))?
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let after = std::fs::read_to_string(&path)?;
    assert!(
        !after.contains(&fixture.old) && after.contains("# billing") && after.contains("# contact"),
        "{after}"
    );
    assert!(after.contains("api_key = \"k\""));
    fixture
        .client_from_store()
        .await?
        .get_balances()
        .send()
        .await?;
    assert_eq!(
        std::fs::read_dir(fixture.directory.path())?.count(),
        3,
        "a temporary file remains"
    );
    Ok(())
}

#[tokio::test]
async fn prepare_and_finish_run_in_different_processes() -> Result {
    let fixture = fixture().await?;
    let finished = fixture.rotation().finish().await;
    assert_eq!(
        finished.err().map(|error| error.kind()),
        Some(ErrorKind::Unsupported)
    );
    let prepared = fixture.rotation().prepare().await?;
    assert_eq!(
        live(&fixture).await?.len(),
        4,
        "one of the keys is not live"
    );
    // A second `prepare` changes nothing.
    assert_eq!(fixture.rotation().prepare().await?, prepared);
    let finished = fixture
        .rotation_of(&fixture.client_from_store().await?)
        .finish()
        .await?;
    assert_eq!(finished.name, prepared.name);
    assert!(!live(&fixture).await?.contains(&"the-first".to_owned()));
    // The client of this process still has the old key: it reloads after a 401.
    fixture.partna.get_balances().send().await?;
    Ok(())
}

#[tokio::test]
async fn rejects_invalidation_of_the_key_in_use() -> Result {
    let fixture = fixture().await?;
    let (keys, old) = (fixture.partna.keys(), ApiKey::from(fixture.old.as_str()));
    let (result, is_silent) = is_silent(&fixture, keys.invalidate(&old)).await?;
    let kind = result.err().map(|error| error.kind());
    assert_eq!(kind, Some(ErrorKind::Unsupported));
    assert!(is_silent, "a request was sent");
    let spare = fixture
        .partna
        .keys()
        .generate("spare", "G")
        .expires_in_days(1)
        .send()
        .await?;
    assert_eq!(fixture.partna.keys().list().await?.len(), 4);
    let successor = fixture.partna.keys().invalidate(&spare).await?;
    let successor = successor.ok_or("no replacement key")?;
    assert!(!fixture.server.accepts_key(spare.expose()));
    assert!(fixture.server.accepts_key(successor.expose()));
    Ok(())
}
