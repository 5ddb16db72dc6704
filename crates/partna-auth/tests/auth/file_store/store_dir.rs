//! A directory with a file store, and a file elsewhere that the store must not change.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::time::Duration;

use partna_auth::{ApiKey, Credentials, Environment, FileStore, KeyStore};
use partna_tests::file_matrix::{KEYS, USER, credentials};
use rustix::process::geteuid;
use tempfile::TempDir;

use super::Result;

/// The time after which a test counts as hung.
pub const HANG_GUARD: Duration = Duration::from_secs(60);
/// The id of a user that is neither root nor the user that runs the tests.
pub const SERVICE_UID: u32 = 7391;

/// A directory with a credentials file.
pub struct StoreDir {
    pub home: TempDir,
}

impl StoreDir {
    pub fn new() -> Result<Self> {
        let home = tempfile::tempdir()?;
        let dir = Self { home };
        let [old, _] = KEYS;
        dir.write("credentials.toml", &credentials(old))?;
        Ok(dir)
    }

    /// A directory of a service whose keys root rotates.
    pub fn of_service() -> Result<Self> {
        let dir = Self::new()?;
        for path in [dir.home.path().to_owned(), dir.path("credentials.toml")] {
            chown(path, Some(SERVICE_UID), Some(SERVICE_UID))?;
        }
        Ok(dir)
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
        Ok(self.store().check_publish(&old).await)
    }
}

/// A file outside the store whose content, owner and mode must not change.
pub struct ProtectedFile {
    pub home: TempDir,
}

impl ProtectedFile {
    pub fn new() -> Result<Self> {
        let home = tempfile::tempdir()?;
        let file = Self { home };
        fs::write(file.path(), "protected\n")?;
        fs::set_permissions(file.path(), Permissions::from_mode(0o600))?;
        Ok(file)
    }

    pub fn path(&self) -> PathBuf {
        self.home.path().join("shadow")
    }

    pub fn assert_untouched(&self) -> Result {
        let metadata = fs::metadata(self.path())?;
        assert_eq!(fs::read_to_string(self.path())?, "protected\n");
        assert_eq!(metadata.uid(), geteuid().as_raw());
        assert_eq!(metadata.mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(self.home.path())?.count(), 1);
        Ok(())
    }
}

pub fn is_root() -> bool {
    if !geteuid().is_root() {
        report_skip();
        return false;
    }
    true
}

/// Reports a skipped test on stderr, because captured output would hide it.
fn report_skip() {
    let _ = std::io::Write::write_all(&mut std::io::stderr(), b"skipped: this user is not root\n");
}

pub async fn lock_error(store: &FileStore) -> Result<partna_auth::Error> {
    let locked = tokio::time::timeout(HANG_GUARD, store.lock()).await?;
    Ok(locked.err().ok_or("the store was locked")?)
}

pub fn assert_names(error: &partna_auth::Error, path: &Path) {
    let text = error.to_string();
    assert!(text.contains(&*path.to_string_lossy()), "{text}");
    assert!(!format!("{error:?}").contains("canary"), "{error:?}");
}
