//! Replaces a file of the store as a whole: written beside it, brought to the disk, and renamed.

use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::io::{self, Write};

use partna_client::{Error, ErrorKind};

use super::dir::{Facts, StoreDir};
use super::path_error::{failed, problem, shown};

/// How often a temporary file that is in the way is removed.
const CREATE_ATTEMPTS: usize = 10;

/// A file that is about to be replaced. For as long as this lives, no other store replaces it: the temporary file is locked,
/// also where the lock of the rotation is lost.
#[derive(Debug)]
pub(super) struct Replacement<'a> {
    dir: &'a StoreDir,
    target: &'a OsStr,
    temporary: OsString,
    file: File,
    is_published: bool,
}

impl<'a> Replacement<'a> {
    /// Creates the temporary file, for the owner of the credentials.
    pub(super) fn begin(
        dir: &'a StoreDir,
        target: &'a OsStr,
        credentials: Option<&Facts>,
    ) -> Result<Self, Error> {
        let mut temporary = target.to_owned();
        temporary.push(".new");
        let shown = dir.path_of(&temporary);
        for _ in 0..CREATE_ATTEMPTS {
            let file = match dir.create(&temporary) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    clear(dir, &temporary)?;
                    continue;
                }
                Err(error) => return Err(failed(&shown, "created", error)),
            };
            let wrong = |error| failed(&shown, "locked", error);
            match file.try_lock() {
                Ok(()) => {}
                // Taken for left over by another store, between the two calls.
                Err(TryLockError::WouldBlock) => return Err(busy(dir, &temporary)),
                Err(TryLockError::Error(error)) => return Err(wrong(error)),
            }
            if !dir.is_at(&temporary, &file).map_err(wrong)? {
                return Err(busy(dir, &temporary));
            }
            // From here on it is removed unless it is published.
            let replacement = Self {
                dir,
                target,
                temporary,
                file,
                is_published: false,
            };
            return match give_to_owner_of(credentials, &replacement.file) {
                Ok(()) => Ok(replacement),
                Err(error) => Err(failed(
                    &shown,
                    "given to the owner of the credentials",
                    error,
                )),
            };
        }
        Err(busy(dir, &temporary))
    }

    /// Writes the new content and brings it to the disk.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let shown = self.dir.path_of(&self.temporary);
        self.file
            .write_all(bytes)
            .and_then(|()| self.file.sync_all())
            .map_err(|error| failed(&shown, "written", error))
    }

    /// Checks that renaming could work.
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.dir.is_mount(self.target) {
            return Err(problem(
                &self.dir.path_of(self.target),
                "is mounted by itself and cannot be replaced; mount its directory instead",
            ));
        }
        Ok(())
    }

    /// Puts the new content in the place of the old.
    pub(super) fn publish(mut self) -> Result<(), Error> {
        self.check()?;
        let shown = self.dir.path_of(self.target);
        let wrong = |error| failed(&shown, "replaced", error);
        self.dir
            .rename(&self.temporary, self.target)
            .map_err(wrong)?;
        self.is_published = true;
        self.dir.sync().map_err(wrong)
    }
}

impl Drop for Replacement<'_> {
    fn drop(&mut self) {
        // Leaves no key behind; if this fails too, the next attempt removes it.
        if !self.is_published && self.dir.is_at(&self.temporary, &self.file).unwrap_or(false) {
            let _ = self.dir.remove(&self.temporary);
        }
    }
}

/// Removes what an earlier process has left half-written, and anything else that is in the way. Links are not followed. What
/// another store is writing stays.
fn clear(dir: &StoreDir, temporary: &OsStr) -> Result<(), Error> {
    let shown = dir.path_of(temporary);
    let wrong = |error| failed(&shown, "removed", error);
    let Some(facts) = dir.facts(temporary).map_err(wrong)? else {
        return Ok(());
    };
    if facts.is_directory {
        return Err(problem(
            &shown,
            "is a directory, where the store writes a file; move it away",
        ));
    }
    // Kept open until it is removed, so that the lock lasts.
    let file = if facts.is_file && facts.has_one_link() {
        dir.open_to_write(temporary).ok()
    } else {
        None
    };
    if let Some(file) = &file {
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(busy(dir, temporary));
        }
        if !is_still(dir, temporary, file).map_err(wrong)? {
            return Ok(());
        }
    }
    dir.remove(temporary).map_err(wrong)
}

/// Whether the name still leads to this open file.
fn is_still(dir: &StoreDir, name: &OsStr, file: &File) -> io::Result<bool> {
    let own = Facts::of(file)?;
    Ok(dir
        .facts(name)?
        .is_some_and(|there| there.is_same_file(&own)))
}

fn busy(dir: &StoreDir, temporary: &OsStr) -> Error {
    let what = format!(
        "{}: another process is writing it; run again when it is done",
        shown(&dir.path_of(temporary))
    );
    Error::new(ErrorKind::Busy, what)
}

/// Gives a file that this process has created to who owns the credentials: rotated by root, all of it stays with the service.
#[cfg(unix)]
pub(super) fn give_to_owner_of(credentials: Option<&Facts>, file: &File) -> io::Result<()> {
    let Some(credentials) = credentials else {
        return Ok(());
    };
    let new = Facts::of(file)?;
    let is_private = credentials.mode & 0o077 == 0;
    if (new.owner, new.group) == (credentials.owner, credentials.group) {
        return Ok(());
    }
    match super::dir::give_to(file, credentials.owner, credentials.group) {
        // A group that has no rights to the file may be another.
        Err(_) if new.owner == credentials.owner && is_private => Ok(()),
        given => given,
    }
}

#[cfg(not(unix))]
pub(super) fn give_to_owner_of(_: Option<&Facts>, _: &File) -> io::Result<()> {
    Ok(())
}

impl Replacement<'_> {
    /// Lets the group read the new file if it could read the old one: a process that loads it must not lose that right.
    #[cfg(unix)]
    pub(super) fn keep_group(&self, before: &Facts) -> Result<(), Error> {
        if before.mode & 0o077 != 0o040 {
            return Ok(());
        }
        let shown = self.dir.path_of(&self.temporary);
        super::dir::set_mode(&self.file, 0o640)
            .map_err(|error| failed(&shown, "made readable for its group", error))
    }

    #[cfg(not(unix))]
    pub(super) fn keep_group(&self, _: &Facts) -> Result<(), Error> {
        Ok(())
    }
}
