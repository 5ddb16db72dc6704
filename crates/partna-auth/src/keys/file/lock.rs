//! The lock of a store: a file in the directory of the credentials. The holder keeps the file open, with a lock of the operating
//! system.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use partna_client::{Error, ErrorKind};

use super::atomic_write::set_owner_like;
use super::file_checks::{self, check_sibling};
use super::run_blocking;
use super::store_dir::{FileStat, StoreDir};
use super::store_error::{self, io_error, store_error};
use crate::keys::store::{StoreFuture, StoreLock};

/// The length of the line in a lock file that identifies the holder, in bytes. Each line has this length, so a new line replaces
/// the old one completely.
const HOLDER_LINE_LENGTH: usize = 64;
const HOLDER_PREFIX: &str = "process ";
const HOLDER_SUFFIX: &str = " (Unix seconds)";
/// The maximum number of attempts to lock the file. An attempt fails if another process replaces the file in the meantime.
const MAX_LOCK_ATTEMPTS: usize = 10;

/// A locked store: its open directory and its lock file.
pub(super) struct LockedStore {
    /// The configured path of the store.
    path: PathBuf,
    pub(super) dir: StoreDir,
    /// The name of the credentials file.
    pub(super) name: OsString,
    file: File,
}

impl LockedStore {
    /// Acquires the lock for a credentials file.
    pub(super) fn acquire(path: &Path) -> Result<Self, Error> {
        let (dir, name) = open_parent_dir(path)?;
        let credentials = file_checks::stat_credentials(&dir, &name)?;
        let lock = lock_name(&name);
        let lock_path = dir.path_of(&lock);
        for _ in 0..MAX_LOCK_ATTEMPTS {
            let Some(mut file) = open_or_create(&dir, &lock, credentials.as_ref())? else {
                continue;
            };
            let holder = read_holder(&mut file, &lock_path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let holder = holder.unwrap_or_else(|| "an unknown process".to_owned());
                    let message = format!(
                        "{}: another rotation is running ({holder} holds the lock); run again when it has finished",
                        store_error::printable_path(&lock_path)
                    );
                    return Err(Error::new(ErrorKind::Busy, message));
                }
                Err(TryLockError::Error(error)) => {
                    return Err(io_error(&lock_path, "locked", error));
                }
            }
            // Another process may have replaced the file before it was locked.
            if dir
                .is_at(&lock, &file)
                .map_err(|error| io_error(&lock_path, "locked", error))?
            {
                // The text only informs people: the lock is valid even if the write fails, such as on a full disk.
                let _ = write_holder(&mut file);
                let path = path.to_owned();
                return Ok(Self {
                    path,
                    dir,
                    name,
                    file,
                });
            }
        }
        Err(store_error(
            &lock_path,
            "was removed or replaced at each attempt to lock it; stop the program that removes it",
        ))
    }

    /// Returns whether other processes that use the configured path would still try to lock this file. They would not if the lock
    /// file was replaced, or if the path now leads to another directory.
    pub(super) fn is_held(&self) -> Result<bool, Error> {
        let lock = lock_name(&self.name);
        let to_error = |error| io_error(&self.dir.path_of(&lock), "checked", error);
        if !self.dir.is_at(&lock, &self.file).map_err(to_error)? {
            return Ok(false);
        }
        // A path that cannot be resolved is treated as a path to another directory.
        let Ok((dir, name)) = StoreDir::open_parent(&self.path) else {
            return Ok(false);
        };
        Ok(name == self.name && dir.is_at(&lock, &self.file).map_err(to_error)?)
    }

    /// Returns an error if the lock is lost.
    pub(super) fn ensure_held(&self) -> Result<(), Error> {
        if self.is_held()? {
            return Ok(());
        }
        let message = format!(
            "{}: the lock of this rotation was removed or replaced; run again",
            store_error::printable_path(&self.dir.path_of(&lock_name(&self.name)))
        );
        Err(Error::new(ErrorKind::Busy, message))
    }
}

/// The lock that a rotation holds.
pub(super) struct FileLock(pub(super) Arc<LockedStore>);

impl fmt::Debug for FileLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileLock").finish_non_exhaustive()
    }
}

impl StoreLock for FileLock {
    fn still_held(&self) -> StoreFuture<'_, bool> {
        let locked = self.0.clone();
        run_blocking(move || locked.is_held())
    }
}

/// Opens the parent directory of a file, and returns it with the name of the file.
pub(super) fn open_parent_dir(path: &Path) -> Result<(StoreDir, OsString), Error> {
    StoreDir::open_parent(path).map_err(|error| io_error(path, "used", error))
}

fn lock_name(name: &OsStr) -> OsString {
    let mut lock = name.to_owned();
    lock.push(".lock");
    lock
}

/// Opens the lock file, or creates it with the owner of the credentials, so that both root and the service can open it. Returns
/// `None` if another process created or removed it at the same time.
fn open_or_create(
    dir: &StoreDir,
    lock: &OsStr,
    credentials: Option<&FileStat>,
) -> Result<Option<File>, Error> {
    let lock_path = dir.path_of(lock);
    let to_error = |error| io_error(&lock_path, "locked", error);
    let existing = dir.stat(lock).map_err(to_error)?;
    if let Some(stat) = &existing {
        check_sibling(&lock_path, stat, credentials)?;
        let file = match dir.open_to_write(lock) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(to_error(error)),
        };
        check_sibling(
            &lock_path,
            &FileStat::of(&file).map_err(to_error)?,
            credentials,
        )?;
        return Ok(Some(file));
    }
    match dir.create(lock) {
        Ok(file) => {
            if let Err(error) = set_owner_like(credentials, &file) {
                let _ = dir.remove(lock);
                return Err(to_error(error));
            }
            Ok(Some(file))
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(None),
        Err(error) => Err(to_error(error)),
    }
}

/// Returns the description of the lock's holder, or `None` if the file has none or cannot be read. Returns an error if the content
/// is not that of a lock file, because the store must not overwrite another file.
fn read_holder(file: &mut File, lock_path: &Path) -> Result<Option<String>, Error> {
    let mut text = Vec::new();
    let limit = u64::try_from(HOLDER_LINE_LENGTH).unwrap_or(u64::MAX);
    // Some platforms do not allow reading a locked file.
    if file.take(limit + 1).read_to_end(&mut text).is_err() {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&text);
    let line = text.trim_end_matches(['\n', ' ', '\0']);
    let is_holder_line = line.len() <= HOLDER_LINE_LENGTH
        && (line.starts_with(HOLDER_PREFIX) || HOLDER_PREFIX.starts_with(line));
    if !is_holder_line {
        return Err(store_error(
            lock_path,
            "is not a lock file of a rotation; move it away",
        ));
    }
    let is_plain = line.chars().all(|it| it.is_ascii_graphic() || it == ' ');
    let is_whole = line.starts_with(HOLDER_PREFIX) && line.ends_with(HOLDER_SUFFIX);
    Ok((is_plain && is_whole).then(|| line.to_owned()))
}

fn write_holder(file: &mut File) -> io::Result<()> {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs();
    let process = std::process::id();
    let line = format!("{HOLDER_PREFIX}{process} since {since}{HOLDER_SUFFIX}");
    let width = HOLDER_LINE_LENGTH - 1;
    file.rewind()?;
    file.write_all(format!("{line:<width$}\n").as_bytes())
}
