//! The owner and mode that a credentials file must have, and the changes of it that a client detects.
#![cfg(unix)] // owners and modes

use std::error::Error;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;
use std::time::Duration;

use partna_auth::{
    Environment, ErrorKind, LoadOutcome, LoadRequest, LoadedCredentials, ProfileFile, Provider,
    Revision, SecretDir,
};
use partna_tests::file_matrix::credentials;
use partna_tests::log::Log;
use rustix::process::{getegid, geteuid};
use tracing_subscriber::filter::LevelFilter;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const OLD: &str = "1--M--canary-old";
const NEW: &str = "1--M--canary-new";
/// The time after which a test counts as hung.
const HANG_GUARD: Duration = Duration::from_secs(60);

fn write(path: &Path, key: &str, mode: u32) -> Result {
    fs::write(path, credentials(key))?;
    fs::set_permissions(path, Permissions::from_mode(mode))?;
    Ok(())
}

/// Loads the credentials of a source, with or without a known revision.
async fn load(source: &dyn Provider, known: Option<Revision>) -> Result<LoadOutcome> {
    let request = LoadRequest::new(Some(Environment::Staging), known);
    Ok(tokio::time::timeout(HANG_GUARD, source.load(&request)).await??)
}

fn expect_loaded(outcome: LoadOutcome) -> Result<LoadedCredentials> {
    match outcome {
        LoadOutcome::Loaded(loaded) => Ok(loaded),
        other => Err(format!("{other:?}").into()),
    }
}

/// Changes a file in place to a text of the same length, and keeps the modification time.
fn change_in_place(path: &Path, text: &str) -> Result {
    let modified = fs::metadata(path)?.modified()?;
    fs::write(path, text)?;
    File::options()
        .write(true)
        .open(path)?
        .set_modified(modified)?;
    Ok(())
}

#[tokio::test]
async fn detects_profile_file_changed_in_place_with_old_mtime() -> Result {
    let home = tempfile::tempdir()?;
    let path = home.path().join("credentials.toml");
    write(&path, OLD, 0o600)?;
    let file = ProfileFile::at(&path);
    let before = expect_loaded(load(&file, None).await?)?;
    let same = load(&file, Some(before.revision.clone())).await?;
    assert!(matches!(same, LoadOutcome::Unchanged), "{same:?}");
    change_in_place(&path, &credentials(NEW))?;
    let after = expect_loaded(load(&file, Some(before.revision)).await?)?;
    assert_eq!(after.credentials.key().expose(), NEW);
    Ok(())
}

#[tokio::test]
async fn detects_many_changes_of_the_same_inode() -> Result {
    let home = tempfile::tempdir()?;
    let path = home.path().join("credentials.toml");
    write(&path, OLD, 0o600)?;
    let file = ProfileFile::at(&path);
    let mut known = expect_loaded(load(&file, None).await?)?.revision;
    // Many changes within one tick of the clock.
    for number in 0..200 {
        let key = format!("1--M--canary-{number:03}");
        change_in_place(&path, &credentials(&key))?;
        let found = expect_loaded(load(&file, Some(known)).await?)?;
        assert_eq!(found.credentials.key().expose(), key);
        known = found.revision;
    }
    Ok(())
}

#[tokio::test]
async fn detects_secret_file_changed_in_place_with_old_mtime() -> Result {
    let home = tempfile::tempdir()?;
    let plain = home.path().join("plain");
    let mounted = home.path().join("mounted");
    fs::create_dir(&plain)?;
    fs::create_dir_all(mounted.join("..2026_01"))?;
    std::os::unix::fs::symlink("..2026_01", mounted.join("..data"))?;
    for (directory, files) in [(&plain, plain.clone()), (&mounted, mounted.join("..data"))] {
        fs::write(files.join("api-key"), OLD)?;
        fs::write(files.join("api-user"), "canaryuser")?;
        let source = SecretDir::at(directory);
        let before = expect_loaded(load(&source, None).await?)?;
        let same = load(&source, Some(before.revision.clone())).await?;
        assert!(matches!(same, LoadOutcome::Unchanged), "{same:?}");
        change_in_place(&files.join("api-key"), NEW)?;
        let after = expect_loaded(load(&source, Some(before.revision)).await?)?;
        assert_eq!(after.credentials.key().expose(), NEW);
    }
    Ok(())
}

#[tokio::test]
async fn accepts_file_that_its_own_group_can_read() -> Result {
    let home = tempfile::tempdir()?;
    let path = home.path().join("credentials.toml");
    for mode in [0o440, 0o640, 0o400, 0o600] {
        let _ = fs::remove_file(&path);
        write(&path, OLD, mode)?;
        chown(&path, None, Some(getegid().as_raw()))?;
        expect_loaded(load(&ProfileFile::at(&path), None).await?)?;
    }
    Ok(())
}

#[tokio::test]
async fn rejects_file_that_others_can_access() -> Result {
    let home = tempfile::tempdir()?;
    let path = home.path().join("credentials.toml");
    for mode in [0o644, 0o604, 0o602, 0o660, 0o620, 0o610, 0o444, 0o666] {
        let _ = fs::remove_file(&path);
        write(&path, OLD, mode)?;
        let error = load(&ProfileFile::at(&path), None)
            .await
            .err()
            .ok_or_else(|| format!("mode {mode:o} was accepted"))?;
        let text = error.to_string();
        assert!(text.contains(&format!("mode {mode:03o}")), "{text}");
        assert!(text.contains("chmod 600"), "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn rejects_file_of_another_user_or_group() -> Result {
    if !geteuid().is_root() {
        report_skip("files of other users");
        return Ok(());
    }
    let home = tempfile::tempdir()?;
    let path = home.path().join("credentials.toml");
    for (owner, group, mode) in [
        (Some(7392), None, 0o600),
        (Some(7392), Some(7392), 0o400),
        (None, Some(7392), 0o640),
        (None, Some(7392), 0o440),
    ] {
        let _ = fs::remove_file(&path);
        write(&path, OLD, mode)?;
        chown(&path, owner, group)?;
        let request = LoadRequest::new(None, None);
        let error = ProfileFile::at(&path).load(&request).await.err();
        let error = error.ok_or_else(|| format!("{owner:?} {group:?} {mode:o} was accepted"))?;
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains("7392"), "{error}");
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
    }
    Ok(())
}

#[tokio::test]
async fn rejects_pipe_without_blocking() -> Result {
    let home = tempfile::tempdir()?;
    let path = home.path().join("credentials.toml");
    let status = std::process::Command::new("mkfifo").arg(&path).status()?;
    assert!(status.success());
    let error = load(&ProfileFile::at(&path), None).await.err();
    let error = error.ok_or("the pipe was read")?;
    assert!(error.to_string().contains("is not a file"), "{error}");
    let secret = home.path().join("secret");
    fs::create_dir(&secret)?;
    fs::rename(&path, secret.join("api-key"))?;
    fs::write(secret.join("api-user"), "canaryuser")?;
    assert!(load(&SecretDir::at(&secret), None).await.is_err());
    Ok(())
}

#[tokio::test]
async fn warns_once_about_directory_that_any_user_can_write_to() -> Result {
    let home = tempfile::tempdir()?;
    let path = home.path().join("credentials.toml");
    write(&path, OLD, 0o600)?;
    for (mode, warnings) in [(0o777, 1), (0o1777, 0), (0o775, 0), (0o703, 1)] {
        fs::set_permissions(home.path(), Permissions::from_mode(mode))?;
        let (log, _guard) = Log::of_thread(LevelFilter::INFO);
        let file = ProfileFile::at(&path);
        let clone = file.clone();
        for source in [&file, &file, &clone] {
            expect_loaded(load(source, None).await?)?;
        }
        let text = log.text();
        let count = text.matches("writable by all users").count();
        assert_eq!(count, warnings, "mode {mode:o}: {text}");
        assert!(!text.contains("canary"), "{text}");
    }
    Ok(())
}

/// Reports skipped checks on stderr, because captured output would hide them.
fn report_skip(checks: &str) {
    let _ = std::io::Write::write_fmt(
        &mut std::io::stderr(),
        format_args!("skipped: {checks}: this user is not root\n"),
    );
}
