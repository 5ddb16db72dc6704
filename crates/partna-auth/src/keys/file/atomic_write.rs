//! Replaces a file of the store as a whole: written beside it, brought to the disk, and renamed.

use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::io::{self, Write};

use partna_client::{Error, ErrorKind};

use super::store_dir::{FileStat, StoreDir};
use super::store_error::{io_error, printable_path, store_error};

/// How often a temporary file that is in the way is removed.
const MAX_CREATE_ATTEMPTS: usize = 10;

/// A file that is about to be replaced. For as long as this lives, no other store replaces it: the temporary file is locked,
/// also where the lock of the rotation is lost.
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
                // Taken for left over by another store, between the two calls.
                Err(TryLockError::WouldBlock) => return Err(busy(dir, &temp_name)),
                Err(TryLockError::Error(error)) => return Err(to_error(error)),
            }
            if !dir.is_at(&temp_name, &file).map_err(to_error)? {
                return Err(busy(dir, &temp_name));
            }
            // From here on it is removed unless it is published.
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

    /// Writes the new content and brings it to the disk.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let path = self.dir.path_of(&self.temp_name);
        self.file
            .write_all(bytes)
            .and_then(|()| self.file.sync_all())
            .map_err(|error| io_error(&path, "written", error))
    }

    /// Checks that renaming could work.
    pub(super) fn check_replaceable(&self) -> Result<(), Error> {
        if self.dir.is_mount(self.target) {
            return Err(store_error(
                &self.dir.path_of(self.target),
                "is itself a mount and cannot be replaced; mount its directory instead",
            ));
        }
        Ok(())
    }

    /// Puts the new content in the place of the old.
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
        // Leaves no key behind; if this fails too, the next attempt removes it.
        if !self.is_committed && self.dir.is_at(&self.temp_name, &self.file).unwrap_or(false) {
            let _ = self.dir.remove(&self.temp_name);
        }
    }
}

/// Removes what an earlier process has left half-written, and anything else that is in the way. Links are not followed. What
/// another store is writing stays.
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
    // Kept open until it is removed, so that the lock lasts.
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

/// Whether the name still leads to this open file.
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

/// Gives a file that this process has created to who owns the credentials: rotated by root, all of it stays with the service.
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
        // A group that has no rights to the file may be another.
        Err(_) if new.owner == credentials.owner && is_private => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
pub(super) fn set_owner_like(_: Option<&FileStat>, _: &File) -> io::Result<()> {
    Ok(())
}

impl AtomicWrite<'_> {
    /// Lets the group read the new file if it could read the old one: a process that loads it must not lose that right.
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
