//! A store in a directory, and a file elsewhere that has to stay as it is.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::time::Duration;

use partna_auth::{ApiKey, Credentials, Environment, FileStore, KeyStore};
use partna_tests::file_matrix::{KEYS, USER, credentials};
use rustix::process::geteuid;
use tempfile::TempDir;

use super::Result;

/// A test that takes longer hangs.
pub const HANG: Duration = Duration::from_secs(60);
/// A user who is neither root nor the one that runs the suite.
pub const SERVICE: u32 = 7391;

/// A directory with credentials in it.
pub struct Place {
    pub home: TempDir,
}

impl Place {
    pub fn new() -> Result<Self> {
        let home = tempfile::tempdir()?;
        let place = Self { home };
        let [old, _] = KEYS;
        place.write("credentials.toml", &credentials(old))?;
        Ok(place)
    }

    /// A place of a service that root rotates for.
    pub fn of_service() -> Result<Self> {
        let place = Self::new()?;
        for path in [place.home.path().to_owned(), place.path("credentials.toml")] {
            chown(path, Some(SERVICE), Some(SERVICE))?;
        }
        Ok(place)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> Result {
        fs::write(self.path(name), text)?;
        fs::set_permissions(self.path(name), Permissions::from_mode(0o600))?;
        Ok(())
    }

    pub fn store(&self) -> FileStore {
        FileStore::at(self.path("credentials.toml"))
    }

    pub async fn publish(&self) -> Result {
        let [old, new] = KEYS.map(ApiKey::from);
        let new = Credentials::new(Environment::Staging, new, USER)?;
        Ok(self.store().publish(&old, &new).await?)
    }

    pub async fn check(&self) -> Result<std::result::Result<(), partna_auth::Error>> {
        let [old, _] = KEYS;
        let old = Credentials::new(Environment::Staging, old, USER)?;
        Ok(self.store().check(&old).await)
    }
}

/// A file of root's with everything that must not change.
pub struct Precious {
    pub home: TempDir,
}

impl Precious {
    pub fn new() -> Result<Self> {
        let home = tempfile::tempdir()?;
        let precious = Self { home };
        fs::write(precious.path(), "precious\n")?;
        fs::set_permissions(precious.path(), Permissions::from_mode(0o600))?;
        Ok(precious)
    }

    pub fn path(&self) -> PathBuf {
        self.home.path().join("shadow")
    }

    pub fn assert_untouched(&self) -> Result {
        let metadata = fs::metadata(self.path())?;
        assert_eq!(fs::read_to_string(self.path())?, "precious\n");
        assert_eq!(metadata.uid(), geteuid().as_raw());
        assert_eq!(metadata.mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(self.home.path())?.count(), 1);
        Ok(())
    }
}

pub fn is_root() -> bool {
    if !geteuid().is_root() {
        skip();
        return false;
    }
    true
}

/// Captured output would hide what did not run.
fn skip() {
    let _ = std::io::Write::write_all(&mut std::io::stderr(), b"skipped: this user is not root\n");
}

pub async fn lock_error(store: &FileStore) -> Result<partna_auth::Error> {
    let locked = tokio::time::timeout(HANG, store.lock()).await?;
    Ok(locked.err().ok_or("it was locked")?)
}

pub fn assert_names(error: &partna_auth::Error, path: &Path) {
    let text = error.to_string();
    assert!(text.contains(&*path.to_string_lossy()), "{text}");
    assert!(!format!("{error:?}").contains("canary"), "{error:?}");
}
