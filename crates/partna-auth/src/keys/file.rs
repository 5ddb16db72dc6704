//! A store in files.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use partna_client::{Error, ErrorKind};
use toml_edit::{DocumentMut, Item, Table, TableLike, value};
use zeroize::Zeroizing;

use super::store::{JournalRecord, KeyStore, StoreFuture, StoreLock};
use crate::credentials::profile;
use crate::{ApiKey, Credentials};

/// A store in a file of profiles, the one that a [`ProfileFile`](crate::ProfileFile) of the same path reads.
///
/// Beside `credentials.toml` lie `credentials.toml.rotation`, the journal, and `credentials.toml.lock`. On Unix, both the file
/// and the journal are for their owner alone (0600), who stays the same. They are replaced whole: written beside, brought to
/// the disk, and renamed. What else is in the file of profiles stays as it is, comments included.
///
/// ```
/// use partna_auth::FileStore;
///
/// let store = FileStore::at("/var/lib/billing/credentials.toml").profile("live");
/// ```
#[derive(Clone, Debug)]
pub struct FileStore {
    path: PathBuf,
    profile: Option<String>,
}

impl FileStore {
    /// Keeps the pair in a file of this path, which is made if it is not there; its folder has to be.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            profile: None,
        }
    }

    /// Keeps the pair in the profile of this name, and the journal in a file of its own, `credentials.toml.NAME.rotation`:
    /// for a file with several profiles that are rotated. Unless set, it is the only profile of the pair's environment, or
    /// else one that is called as the environment.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// The file itself, where the path leads through links: every way to it has one lock and one journal.
    fn resolved(&self) -> PathBuf {
        if let Ok(target) = fs::canonicalize(&self.path) {
            return target;
        }
        let folder = self
            .path
            .parent()
            .and_then(|folder| fs::canonicalize(folder).ok());
        match (folder, self.path.file_name()) {
            (Some(folder), Some(name)) => folder.join(name),
            _ => self.path.clone(),
        }
    }

    fn journal(&self) -> PathBuf {
        match &self.profile {
            Some(name) => beside(&self.resolved(), &format!(".{name}.rotation")),
            None => beside(&self.resolved(), ".rotation"),
        }
    }

    fn take_lock(&self) -> Result<Box<dyn StoreLock>, Error> {
        let path = beside(&self.resolved(), ".lock");
        let wrong = |error| problem(&path, "cannot be locked", error);
        let mut file = open_private(
            &path,
            OpenOptions::new().read(true).write(true).create(true),
        )
        .map_err(wrong)?;
        keep_owner(&self.resolved(), &file).map_err(wrong)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // Where it cannot be read while it is locked, the path has to do.
                let _ = file.take(200).read_to_string(&mut holder);
                let holder = if holder.is_empty() {
                    "somebody".to_owned()
                } else {
                    holder
                };
                let what = format!(
                    "another rotation is under way: {holder} holds {}",
                    path.display()
                );
                return Err(Error::new(ErrorKind::Refused, what));
            }
            Err(TryLockError::Error(error)) => return Err(wrong(error)),
        }
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs();
        let holder = format!(
            "process {} since {since} (Unix seconds)",
            std::process::id()
        );
        // Who holds it is a courtesy: on a full disk the lock holds all the same.
        let _ = file
            .set_len(0)
            .and_then(|()| file.write_all(holder.as_bytes()));
        Ok(Box::new(FileLock(file)))
    }

    fn read_journal(&self) -> Result<Option<JournalRecord>, Error> {
        let path = self.journal();
        match fs::read_to_string(&path) {
            Ok(text) => JournalRecord::from_text(text).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(problem(&path, "cannot be read", error)),
        }
    }

    /// The file with a pair in the profile where it belongs, if that has one of the two or is not there yet.
    fn edited(&self, old: &ApiKey, new: &Credentials) -> Result<Zeroizing<String>, Error> {
        let path = &self.path;
        let before = match fs::read_to_string(path) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Zeroizing::default(),
            Err(error) => return Err(problem(path, "cannot be read", error)),
        };
        let malformed =
            |what: &str| Error::new(ErrorKind::Store, format!("{} {what}", path.display()));
        let profiles = profile::parse(&before).map_err(|what| malformed(&what))?;
        // The text of such an error shows the line; and what has just been parsed is TOML.
        let mut document: DocumentMut = before.parse().map_err(|_| malformed("is not TOML"))?;
        let mut own = profiles
            .iter()
            .filter(|(_, it)| it.environment == new.environment());
        let name = match (&self.profile, own.next(), own.next()) {
            (Some(name), ..) => name.clone(),
            (None, Some((only, _)), None) => only.clone(),
            (None, None, _) => new.environment().to_string(),
            (None, Some(_), Some(_)) => {
                let what = "has several profiles for this environment: choose one with `FileStore::profile`";
                return Err(malformed(what));
            }
        };
        if let Some(there) = profiles.get(&name) {
            let key = ApiKey::from(there.api_key.clone());
            let is_ours = there.environment == new.environment()
                && there.api_user.expose() == new.user().expose()
                && (key == *old || key == *new.key());
            if !is_ours {
                return Err(malformed(&format!(
                    "has profile `{name}` for another key than the one to be replaced"
                )));
            }
        }
        let profile = document
            .entry(&name)
            .or_insert_with(|| Item::Table(Table::new()));
        let profile = profile.as_table_like_mut();
        let profile =
            profile.ok_or_else(|| malformed(&format!("has `{name}`, which is no profile")))?;
        set(profile, "environment", new.environment().as_str());
        set(profile, "api_key", new.key().expose());
        set(profile, "api_user", new.user().expose());
        let text = Zeroizing::new(document.to_string());
        // Nothing is published that could not be loaded.
        profile::parse(&text)
            .map_err(|what| malformed(&format!("would not be loaded: it {what}")))?;
        Ok(text)
    }
}

impl FileStore {
    /// Returns whether the profile in use has these credentials.
    fn has(&self, credentials: &Credentials) -> Result<bool, Error> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(problem(&self.path, "cannot be read", error)),
        };
        let profiles = profile::parse(&text).map_err(|what| {
            Error::new(ErrorKind::Store, format!("{} {what}", self.path.display()))
        })?;
        let is_it = |profile: &profile::Profile| {
            profile.environment == credentials.environment()
                && profile.api_user.expose() == credentials.user().expose()
                && ApiKey::from(profile.api_key.clone()) == *credentials.key()
        };
        Ok(match &self.profile {
            Some(name) => profiles.get(name).is_some_and(is_it),
            None => profiles.values().any(is_it),
        })
    }
}

/// Sets a value and leaves what is written around it.
fn set(profile: &mut dyn TableLike, name: &str, text: &str) {
    if let Some(Item::Value(there)) = profile.get_mut(name) {
        let decor = there.decor().clone();
        *there = text.into();
        *there.decor_mut() = decor;
    } else {
        profile.insert(name, value(text));
    }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// A locked file.
#[derive(Debug)]
struct FileLock(#[expect(dead_code, reason = "dropping it releases the lock")] File);

impl StoreLock for FileLock {
    fn still_held(&self) -> StoreFuture<'_, bool> {
        Box::pin(std::future::ready(Ok(true)))
    }
}

impl KeyStore for FileStore {
    fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>> {
        Box::pin(std::future::ready(self.take_lock()))
    }

    fn load_journal(&self) -> StoreFuture<'_, Option<JournalRecord>> {
        Box::pin(std::future::ready(self.read_journal()))
    }

    fn save_journal<'a>(&'a self, journal: &'a JournalRecord) -> StoreFuture<'a, ()> {
        let saved = self
            .read_journal()
            .and_then(|stored| journal.check_replaces(stored.as_ref()))
            .and_then(|()| {
                replace(
                    &self.journal(),
                    &self.resolved(),
                    journal.text().expose().as_bytes(),
                )
            });
        Box::pin(std::future::ready(saved))
    }

    fn check<'a>(&'a self, old: &'a Credentials) -> StoreFuture<'a, ()> {
        Box::pin(std::future::ready(self.edited(old.key(), old).map(drop)))
    }

    fn holds<'a>(&'a self, credentials: &'a Credentials) -> StoreFuture<'a, bool> {
        Box::pin(std::future::ready(self.has(credentials)))
    }

    fn publish<'a>(&'a self, old: &'a ApiKey, new: &'a Credentials) -> StoreFuture<'a, ()> {
        let text = self.edited(old, new);
        let published =
            text.and_then(|text| replace(&self.resolved(), &self.resolved(), text.as_bytes()));
        Box::pin(std::future::ready(published))
    }
}

/// Puts bytes in the place of a file: those before are there until these are there whole, on the disk. They belong to whom the
/// file of profiles belongs.
fn replace(path: &Path, profiles: &Path, bytes: &[u8]) -> Result<(), Error> {
    let new = beside(path, ".new");
    let written = || -> io::Result<()> {
        // What an earlier process left half-written is of no use, and its mode may be another.
        match fs::remove_file(&new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = open_private(&new, OpenOptions::new().write(true).create_new(true))?;
        keep_owner(profiles, &file)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, path)?;
        sync_folder(path)
    };
    written().map_err(|error| {
        // Leaves no key lying about; if this fails too, the next attempt does it.
        let _ = fs::remove_file(&new);
        problem(path, "cannot be replaced", error)
    })
}

/// Rotated by root, all of it stays with the service that reads the file.
#[cfg(unix)]
fn keep_owner(profiles: &Path, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Ok(before) = fs::metadata(profiles) else {
        return Ok(());
    };
    let after = new.metadata()?;
    if (before.uid(), before.gid()) == (after.uid(), after.gid()) {
        return Ok(());
    }
    fchown(new, Some(before.uid()), Some(before.gid()))
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn open_private(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600).open(path)
}

#[cfg(not(unix))]
fn open_private(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    options.open(path)
}

/// The new name has to be on the disk as well.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn problem(path: &Path, what: &str, error: io::Error) -> Error {
    Error::new(ErrorKind::Store, format!("{} {what}", path.display())).with_source(error)
}
