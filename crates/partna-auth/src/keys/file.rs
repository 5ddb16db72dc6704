//! A key store in files.

mod lock;
// `store_dir.rs` represents a directory by an open handle, and `store_dir_portable.rs` by its path.
#[cfg_attr(not(unix), path = "file/store_dir_portable.rs")]
mod store_dir;
mod store_error;

mod atomic_write;
mod file_checks;

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use partna_client::{Error, ErrorKind};
use partna_types::Environment;
use toml_edit::{DocumentMut, Item, Table, TableLike, value};
use zeroize::Zeroizing;

use self::atomic_write::AtomicWrite;
use self::lock::{FileLock, LockedStore};
use self::store_dir::{FileStat, StoreDir};
use self::store_error::store_error;
use super::store::{JournalRecord, KeyStore, StoreFuture, StoreLock};
use crate::credentials::profile_file;
use crate::{ApiKey, Credentials};

/// A [`KeyStore`] that writes new credentials to a profile file. A [`ProfileFile`](crate::ProfileFile) with the same path reads it.
///
/// If the profile file is `credentials.toml`, the journal is `credentials.toml.rotation` and the lock file is
/// `credentials.toml.lock` in the same directory. The store replaces the profile file and the journal atomically: it writes and
/// syncs a temporary file, then renames it. The rest of the profile file is unchanged, including comments. On Unix, the new files
/// have mode 0600 and the owner of the profile file. If the group could read the profile file, it can also read the new one.
///
/// On Unix, the store uses one handle of the directory for all operations while the lock is held. It does not follow links in this
/// directory, and rejects files with more than one hard link and files of other users. Root may rotate for a service in a
/// directory that belongs to root or to the service.
///
/// ```
/// use partna_auth::FileStore;
///
/// let store = FileStore::at("/var/lib/billing/credentials.toml").profile("live");
/// ```
#[derive(Clone)]
pub struct FileStore {
    path: PathBuf,
    profile: Option<String>,
    /// The locked store while a rotation holds the lock. Clones share it.
    locked: Arc<Mutex<Weak<LockedStore>>>,
}

impl fmt::Debug for FileStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let profile = self.profile.as_deref();
        f.debug_struct("FileStore")
            .field("path", &store_error::printable_path(&self.path))
            .field("profile", &profile.map(store_error::printable_profile))
            .finish_non_exhaustive()
    }
}

/// The directory of the files: the directory of a locked store, or a directory that was opened for one operation.
enum WorkDir {
    Locked(Arc<LockedStore>),
    Opened(StoreDir, OsString),
}

impl WorkDir {
    fn dir(&self) -> &StoreDir {
        match self {
            Self::Locked(locked) => &locked.dir,
            Self::Opened(dir, _) => dir,
        }
    }

    /// Returns the name of the credentials file.
    fn name(&self) -> &OsStr {
        match self {
            Self::Locked(locked) => &locked.name,
            Self::Opened(_, name) => name,
        }
    }

    fn path(&self) -> PathBuf {
        self.dir().path_of(self.name())
    }

    /// Returns an error if the lock was acquired and was then lost.
    fn ensure_locked(&self) -> Result<(), Error> {
        match self {
            Self::Locked(locked) => locked.ensure_held(),
            Self::Opened(..) => Ok(()),
        }
    }
}

impl FileStore {
    /// Creates a store for the profile file at this path. A rotation creates the file if it does not exist. The directory of the
    /// file must exist.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            profile: None,
            locked: Arc::default(),
        }
    }

    /// Sets the name of the profile that the store updates. The profile then has a separate journal,
    /// `credentials.toml.NAME.rotation`. Call this method if you rotate several profiles of one file.
    ///
    /// By default, the store updates the only profile of the credentials' environment. If the environment has no profile, the
    /// profile has the name of the environment. If the environment has several profiles, the rotation returns an error.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    fn work_dir(&self) -> Result<WorkDir, Error> {
        let locked = self.locked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(locked) = locked.upgrade() {
            return Ok(WorkDir::Locked(locked));
        }
        drop(locked);
        let (dir, name) = lock::open_parent_dir(&self.path)?;
        Ok(WorkDir::Opened(dir, name))
    }

    fn acquire_lock(&self) -> Result<Box<dyn StoreLock>, Error> {
        let acquired = Arc::new(LockedStore::acquire(&self.path)?);
        let mut locked = self.locked.lock().unwrap_or_else(PoisonError::into_inner);
        *locked = Arc::downgrade(&acquired);
        Ok(Box::new(FileLock(acquired)))
    }

    /// Returns the file name of the journal.
    fn journal_name(&self, work_dir: &WorkDir) -> Result<OsString, Error> {
        let mut name = work_dir.name().to_owned();
        if let Some(profile) = &self.profile {
            name.push(format!(".{profile}"));
        }
        name.push(".rotation");
        if Path::new(&name).file_name() == Some(&name) {
            return Ok(name);
        }
        Err(store_error(
            &work_dir.path(),
            "the name of the profile cannot be part of a file name; rename the profile",
        ))
    }

    fn read_journal(&self, work_dir: &WorkDir) -> Result<Option<JournalRecord>, Error> {
        let name = self.journal_name(work_dir)?;
        let credentials = file_checks::stat_credentials(work_dir.dir(), work_dir.name())?;
        let Some(text) = file_checks::read_journal(work_dir.dir(), &name, credentials.as_ref())?
        else {
            return Ok(None);
        };
        let path = work_dir.dir().path_of(&name);
        JournalRecord::from_text(text.as_str())
            .map(Some)
            .map_err(|error| error.context(store_error::printable_path(&path)))
    }

    /// Replaces the journal if the stored journal has the previous generation. No other store replaces the journal between the
    /// comparison and the save, because the temporary file is locked.
    fn replace_journal(&self, journal: &JournalRecord) -> Result<(), Error> {
        let work_dir = self.work_dir()?;
        work_dir.ensure_locked()?;
        let name = self.journal_name(&work_dir)?;
        let credentials = file_checks::stat_credentials(work_dir.dir(), work_dir.name())?;
        let mut new_file = AtomicWrite::begin(work_dir.dir(), &name, credentials.as_ref())?;
        let path = work_dir.dir().path_of(&name);
        file_checks::check_size(&path, journal.text().expose().len())?;
        journal
            .check_replaces(self.read_journal(&work_dir)?.as_ref())
            .map_err(|error| error.context(store_error::printable_path(&path)))?;
        new_file.write(journal.text().expose().as_bytes())?;
        new_file.commit()
    }

    /// Prepares a replacement of the credentials and checks that it would succeed, but does not replace them.
    fn check_replaceable(&self, old: &ApiKey, new: &Credentials) -> Result<(), Error> {
        let work_dir = self.work_dir()?;
        self.stage_credentials(&work_dir, old, new)?
            .0
            .check_replaceable()
    }

    fn replace_credentials(&self, old: &ApiKey, new: &Credentials) -> Result<(), Error> {
        let work_dir = self.work_dir()?;
        work_dir.ensure_locked()?;
        let (new_file, before) = self.stage_credentials(&work_dir, old, new)?;
        let after = file_checks::stat_credentials(work_dir.dir(), work_dir.name())?;
        let is_unchanged = match (&before, &after) {
            (Some(before), Some(after)) => before.is_unchanged(after),
            (before, after) => before.is_none() && after.is_none(),
        };
        if !is_unchanged {
            let message = "another program changed it during the rotation; run again";
            return Err(store_error(&work_dir.path(), message));
        }
        new_file.commit()
    }

    /// Writes the new content to a temporary file. Returns the pending replacement, and the metadata of the file whose content was
    /// changed.
    fn stage_credentials<'a>(
        &self,
        work_dir: &'a WorkDir,
        old: &ApiKey,
        new: &Credentials,
    ) -> Result<(AtomicWrite<'a>, Option<FileStat>), Error> {
        let (dir, name) = (work_dir.dir(), work_dir.name());
        let credentials = file_checks::stat_credentials(dir, name)?;
        let mut new_file = AtomicWrite::begin(dir, name, credentials.as_ref())?;
        let (text, stat) = match file_checks::read_credentials(dir, name)? {
            Some((text, stat)) => (text, Some(stat)),
            None => (Zeroizing::default(), None),
        };
        let text = self.updated_text(&text, old, new)?;
        new_file.write(text.as_bytes())?;
        if let Some(stat) = &stat {
            new_file.preserve_group_read(stat)?;
        }
        Ok((new_file, stat))
    }

    /// Returns the text of the file with the new credentials in the profile in use. If that profile exists, it must have the old or
    /// the new key.
    fn updated_text(
        &self,
        before: &str,
        old: &ApiKey,
        new: &Credentials,
    ) -> Result<Zeroizing<String>, Error> {
        let path = &self.path;
        let malformed = |message: &str| {
            Error::new(
                ErrorKind::Store,
                format!("{}: {message}", store_error::printable_path(path)),
            )
        };
        let profiles =
            profile_file::parse_profiles(before).map_err(|message| malformed(&message))?;
        // The parser's error is dropped, because it would quote a line with a key. It is also unlikely: `parse_profiles` has just
        // accepted the text as TOML.
        let mut document: DocumentMut = before
            .parse()
            .map_err(|_| malformed("is not valid TOML; fix the file"))?;
        let name = self
            .profile_name(&profiles, new.environment())
            .map_err(malformed)?;
        if let Some(existing) = profiles.get(&name) {
            let key = ApiKey::from(existing.api_key.clone());
            let is_expected = existing.environment == new.environment()
                && existing.api_user.expose() == new.user().expose()
                && (key == *old || key == *new.key());
            if !is_expected {
                let name = store_error::printable_profile(&name);
                return Err(malformed(&format!(
                    "has profile `{name}` with credentials that do not belong to this rotation; choose another profile with \
                     `FileStore::profile`"
                )));
            }
        }
        let profile = document
            .entry(&name)
            .or_insert_with(|| Item::Table(Table::new()));
        let profile = profile.as_table_like_mut();
        let profile = profile.ok_or_else(|| {
            malformed(&format!(
                "has `{name}`, which is not a profile; rename it, or fix the file"
            ))
        })?;
        set_value(profile, "environment", new.environment().as_str());
        set_value(profile, "api_key", new.key().expose());
        set_value(profile, "api_user", new.user().expose());
        let text = Zeroizing::new(document.to_string());
        // Programs must be able to load the new text.
        profile_file::parse_profiles(&text).map_err(|message| {
            malformed(&format!(
                "was not changed, because programs could not load the new text: it {message}"
            ))
        })?;
        Ok(text)
    }
}

impl FileStore {
    /// Returns whether the profile in use has these credentials.
    fn contains(&self, credentials: &Credentials) -> Result<bool, Error> {
        let work_dir = self.work_dir()?;
        let Some((text, _)) = file_checks::read_credentials(work_dir.dir(), work_dir.name())?
        else {
            return Ok(false);
        };
        let profiles = profile_file::parse_profiles(&text)
            .map_err(|message| store_error(&work_dir.path(), message))?;
        let is_match = |profile: &profile_file::Profile| {
            profile.environment == credentials.environment()
                && profile.api_user.expose() == credentials.user().expose()
                && ApiKey::from(profile.api_key.clone()) == *credentials.key()
        };
        let name = self
            .profile_name(&profiles, credentials.environment())
            .map_err(|message| store_error(&work_dir.path(), message))?;
        Ok(profiles.get(&name).is_some_and(is_match))
    }

    /// Returns the name of the profile in use: the configured name, the name of the environment's only profile, or the name of the
    /// environment if it has no profile.
    fn profile_name(
        &self,
        profiles: &profile_file::Profiles,
        environment: Environment,
    ) -> Result<String, &'static str> {
        let mut own = profiles
            .iter()
            .filter(|(_, it)| it.environment == environment);
        match (&self.profile, own.next(), own.next()) {
            (Some(name), ..) => Ok(name.clone()),
            (None, Some((only, _)), None) => Ok(only.clone()),
            (None, None, _) => Ok(environment.to_string()),
            (None, Some(_), Some(_)) => Err(
                "has several profiles for this environment; choose one with `FileStore::profile`",
            ),
        }
    }
}

/// Sets a value, and preserves the whitespace and the comments around it.
fn set_value(profile: &mut dyn TableLike, name: &str, text: &str) {
    if let Some(Item::Value(existing)) = profile.get_mut(name) {
        let decor = existing.decor().clone();
        *existing = text.into();
        *existing.decor_mut() = decor;
    } else {
        profile.insert(name, value(text));
    }
}

/// Runs file operations on a blocking thread of the tokio runtime, or on the current thread if there is no tokio runtime.
fn run_blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> StoreFuture<'static, T> {
    Box::pin(async move {
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => runtime.spawn_blocking(work).await.map_err(|error| {
                let message =
                    "the files of the store: the task that accesses them was canceled or panicked; run again";
                Error::new(ErrorKind::Store, message).with_source(error)
            })?,
            Err(_) => work(),
        }
    })
}

impl KeyStore for FileStore {
    fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>> {
        let store = self.clone();
        run_blocking(move || store.acquire_lock())
    }

    fn load_journal(&self) -> StoreFuture<'_, Option<JournalRecord>> {
        let store = self.clone();
        run_blocking(move || store.read_journal(&store.work_dir()?))
    }

    fn save_journal<'a>(&'a self, journal: &'a JournalRecord) -> StoreFuture<'a, ()> {
        let (store, journal) = (self.clone(), journal.clone());
        run_blocking(move || store.replace_journal(&journal))
    }

    fn check_publish<'a>(&'a self, old: &'a Credentials) -> StoreFuture<'a, ()> {
        let (store, old) = (self.clone(), old.clone());
        run_blocking(move || store.check_replaceable(old.key(), &old))
    }

    fn has_credentials<'a>(&'a self, credentials: &'a Credentials) -> StoreFuture<'a, bool> {
        let (store, credentials) = (self.clone(), credentials.clone());
        run_blocking(move || store.contains(&credentials))
    }

    fn publish<'a>(&'a self, old: &'a ApiKey, new: &'a Credentials) -> StoreFuture<'a, ()> {
        let (store, old, new) = (self.clone(), old.clone(), new.clone());
        run_blocking(move || store.replace_credentials(&old, &new))
    }
}
