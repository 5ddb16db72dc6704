//! Replaces a file of the store atomically: writes and syncs a temporary file, then renames it.

use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::io::{self, Write};

use partna_client::{Error, ErrorKind};

use super::store_dir::{FileStat, StoreDir};
use super::store_error::{io_error, printable_path, store_error};

/// The number of attempts to create the temporary file after removing a stale one.
const MAX_CREATE_ATTEMPTS: usize = 10;

/// A pending replacement of a file. No other store replaces the file while this value exists, because the temporary file is
/// locked. This also holds if the lock of the rotation is lost.
#[derive(Debug)]
pub(super) struct AtomicWrite<'a> {
    dir: &'a StoreDir,
    target: &'a OsStr,
    temp_name: OsString,
    file: File,
    is_committed: bool,
}

impl<'a> AtomicWrite<'a> {
    /// Creates the temporary file, for the owner of the credentials.
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
                // Another store treated the file as stale and locked it between the two calls.
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
        // The file may have a key. If its removal fails too, the next attempt removes it.
        if !self.is_committed && self.dir.is_at(&self.temp_name, &self.file).unwrap_or(false) {
            let _ = self.dir.remove(&self.temp_name);
        }
    }
}

/// Removes a temporary file of an earlier process, or any other file with this name. Links are not followed. A file that another
/// store is writing is not removed.
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
    // Stays open until the file is removed, so that the lock is kept.
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

/// Sets the owner of a new file to the owner of the credentials: after a rotation by root, all files still belong to the service.
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
        // A group without rights to the file may differ.
        Err(_) if new.owner == credentials.owner && is_private => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
pub(super) fn set_owner_like(_: Option<&FileStat>, _: &File) -> io::Result<()> {
    Ok(())
}

impl AtomicWrite<'_> {
    /// Lets the group read the new file if it could read the old one, so that a process that loads the file keeps this right.
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
