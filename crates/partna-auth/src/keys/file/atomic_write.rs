//! Replaces a file of the store atomically: writes and syncs a temporary file, then renames it.

use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::io::{self, Write};

use partna_client::{Error, ErrorKind};

use super::store_dir::{FileStat, StoreDir};
use super::store_error::{io_error, printable_path, store_error};

/// The maximum number of attempts to create the temporary file. An attempt that finds a stale file removes it.
const MAX_CREATE_ATTEMPTS: usize = 10;

/// A pending replacement of a file. No other store replaces the file while this value exists, because the temporary file is
/// locked. This is true even if the rotation loses its lock.
#[derive(Debug)]
pub(super) struct AtomicWrite<'a> {
    dir: &'a StoreDir,
    target: &'a OsStr,
    temp_name: OsString,
    file: File,
    is_committed: bool,
}

impl<'a> AtomicWrite<'a> {
    /// Creates and locks the temporary file, and sets its owner to the owner of the credentials.
    pub(super) fn begin(
        dir: &'a StoreDir,
        target: &'a OsStr,
        credentials: Option<&FileStat>,
    ) -> Result<Self, Error> {
        let mut temp_name = target.to_owned();
        temp_name.push(".new");
        let path = dir.path_of(&temp_name);
        for _ in 0..MAX_CREATE_ATTEMPTS {
            let file = match dir.create(&temp_name) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    remove_stale_temp_name(dir, &temp_name)?;
                    continue;
                }
                Err(error) => return Err(io_error(&path, "created", error)),
            };
            let to_error = |error| io_error(&path, "locked", error);
            match file.try_lock() {
                Ok(()) => {}
                // Another store treated the file as stale, and locked it before this store did.
                Err(TryLockError::WouldBlock) => return Err(busy(dir, &temp_name)),
                Err(TryLockError::Error(error)) => return Err(to_error(error)),
            }
            if !dir.is_at(&temp_name, &file).map_err(to_error)? {
                return Err(busy(dir, &temp_name));
            }
            // From here on, dropping this value removes the file unless it was committed.
            let new_file = Self {
                dir,
                target,
                temp_name,
                file,
                is_committed: false,
            };
            return match set_owner_like(credentials, &new_file.file) {
                Ok(()) => Ok(new_file),
                Err(error) => Err(io_error(
                    &path,
                    "given to the owner of the credentials",
                    error,
                )),
            };
        }
        Err(busy(dir, &temp_name))
    }

    /// Writes the new content and syncs it to the disk.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let path = self.dir.path_of(&self.temp_name);
        self.file
            .write_all(bytes)
            .and_then(|()| self.file.sync_all())
            .map_err(|error| io_error(&path, "written", error))
    }

    /// Checks that the target can be replaced by a rename.
    pub(super) fn check_replaceable(&self) -> Result<(), Error> {
        if self.dir.is_mount(self.target) {
            return Err(store_error(
                &self.dir.path_of(self.target),
                "is itself a mount and cannot be replaced; mount its directory instead",
            ));
        }
        Ok(())
    }

    /// Replaces the target with the new content.
    pub(super) fn commit(mut self) -> Result<(), Error> {
        self.check_replaceable()?;
        let path = self.dir.path_of(self.target);
        let to_error = |error| io_error(&path, "replaced", error);
        self.dir
            .rename(&self.temp_name, self.target)
            .map_err(to_error)?;
        self.is_committed = true;
        self.dir.sync().map_err(to_error)
    }
}

impl Drop for AtomicWrite<'_> {
    fn drop(&mut self) {
        // The file may contain a key. If its removal fails, the next replacement removes it.
        if !self.is_committed && self.dir.is_at(&self.temp_name, &self.file).unwrap_or(false) {
            let _ = self.dir.remove(&self.temp_name);
        }
    }
}

/// Removes the file with this name, which may be the temporary file of an earlier process. If it is a link, removes the link and
/// not its target. Returns an error if it is a directory, or if another store is writing it.
fn remove_stale_temp_name(dir: &StoreDir, temp_name: &OsStr) -> Result<(), Error> {
    let path = dir.path_of(temp_name);
    let to_error = |error| io_error(&path, "removed", error);
    let Some(stat) = dir.stat(temp_name).map_err(to_error)? else {
        return Ok(());
    };
    if stat.is_directory {
        return Err(store_error(
            &path,
            "is a directory, and the store writes a file of this name; move it away",
        ));
    }
    // The file stays open until it is removed, because closing it would release its lock.
    let file = if stat.is_file && stat.has_one_link() {
        dir.open_to_write(temp_name).ok()
    } else {
        None
    };
    if let Some(file) = &file {
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(busy(dir, temp_name));
        }
        if !is_current(dir, temp_name, file).map_err(to_error)? {
            return Ok(());
        }
    }
    dir.remove(temp_name).map_err(to_error)
}

/// Returns whether the name still refers to this open file.
fn is_current(dir: &StoreDir, name: &OsStr, file: &File) -> io::Result<bool> {
    let opened = FileStat::of(file)?;
    Ok(dir
        .stat(name)?
        .is_some_and(|named| named.is_same_file(&opened)))
}

fn busy(dir: &StoreDir, temp_name: &OsStr) -> Error {
    let message = format!(
        "{}: another process is writing it; run again when that has finished",
        printable_path(&dir.path_of(temp_name))
    );
    Error::new(ErrorKind::Busy, message)
}

/// Sets the owner and the group of a new file to those of the credentials, so that a service can use its files after root has
/// rotated the key.
#[cfg(unix)]
pub(super) fn set_owner_like(credentials: Option<&FileStat>, file: &File) -> io::Result<()> {
    let Some(credentials) = credentials else {
        return Ok(());
    };
    let new = FileStat::of(file)?;
    let is_private = credentials.mode & 0o077 == 0;
    if (new.owner, new.group) == (credentials.owner, credentials.group) {
        return Ok(());
    }
    match super::store_dir::set_owner(file, credentials.owner, credentials.group) {
        // The group is unimportant if it has no rights to the credentials file.
        Err(_) if new.owner == credentials.owner && is_private => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
pub(super) fn set_owner_like(_: Option<&FileStat>, _: &File) -> io::Result<()> {
    Ok(())
}

impl AtomicWrite<'_> {
    /// Lets the group read the new file if the group could read the old file, because programs may load the file with this right.
    #[cfg(unix)]
    pub(super) fn preserve_group_read(&self, before: &FileStat) -> Result<(), Error> {
        if before.mode & 0o077 != 0o040 {
            return Ok(());
        }
        let path = self.dir.path_of(&self.temp_name);
        super::store_dir::set_mode(&self.file, 0o640)
            .map_err(|error| io_error(&path, "made readable for its group", error))
    }

    #[cfg(not(unix))]
    pub(super) fn preserve_group_read(&self, _: &FileStat) -> Result<(), Error> {
        Ok(())
    }
}
