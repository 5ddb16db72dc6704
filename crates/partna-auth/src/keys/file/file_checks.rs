//! Checks of the files of a store: their kind, owner and mode.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use partna_client::Error;
use zeroize::Zeroizing;

use super::store_dir::{FileStat, StoreDir};
use super::store_error::{io_error, store_error};

/// The maximum size of a file that a store reads, in bytes.
const MAX_FILE_SIZE: u64 = 1 << 20;

/// Checks that a file is a regular file with one hard link.
fn check_regular_file(path: &Path, stat: &FileStat) -> Result<(), Error> {
    if stat.is_link {
        return Err(store_error(
            path,
            "is a symbolic link; delete the link, or use the path that it leads to",
        ));
    }
    if !stat.is_file {
        return Err(store_error(path, "is not a regular file; move it away"));
    }
    check_links(path, stat)
}

#[cfg(unix)]
fn check_links(path: &Path, stat: &FileStat) -> Result<(), Error> {
    if stat.has_one_link() {
        return Ok(());
    }
    Err(store_error(
        path,
        format_args!(
            "has {} hard links, and every path to it needs the same lock; delete the other links, or copy the file",
            stat.links
        ),
    ))
}

#[cfg(not(unix))]
fn check_links(_: &Path, _: &FileStat) -> Result<(), Error> {
    Ok(())
}

/// Returns the metadata of the credentials file, or `None` if it does not exist. Checks that it is a regular file with one hard
/// link, and that its owner and mode are safe.
pub(super) fn stat_credentials(dir: &StoreDir, name: &OsStr) -> Result<Option<FileStat>, Error> {
    let path = dir.path_of(name);
    let stat = dir
        .stat(name)
        .map_err(|error| io_error(&path, "checked", error))?;
    if let Some(stat) = &stat {
        check_credentials(dir, &path, stat)?;
    }
    Ok(stat)
}

fn check_credentials(dir: &StoreDir, path: &Path, stat: &FileStat) -> Result<(), Error> {
    check_regular_file(path, stat)?;
    check_credentials_owner(dir, path, stat)
}

/// Checks the owner and the mode of the credentials file, because its owner will be able to read the new key. Only the owner may
/// have write permission. The owner must be the user of this process or root. If this process runs as root, the owner may be
/// another user. Then the directory must belong to root or to that user, and others must not be able to write to it.
#[cfg(unix)]
fn check_credentials_owner(dir: &StoreDir, path: &Path, stat: &FileStat) -> Result<(), Error> {
    let (owner, user) = (
        stat.owner,
        crate::credentials::source_file::effective_user(),
    );
    if stat.mode & 0o022 != 0 {
        let mode = stat.mode & 0o777;
        let message = format_args!("other users can write to it (mode {mode:03o}); `chmod 600` it");
        return Err(store_error(path, message));
    }
    if owner == user || owner == 0 {
        return Ok(());
    }
    if user != 0 {
        return Err(foreign_owner_error(path, owner));
    }
    let directory = dir
        .dir_stat()
        .map_err(|error| io_error(path, "checked", error))?;
    // If the directory belongs to that user, its group may also have write permission. If it belongs to root, only root may.
    let writable_by_others = if directory.owner == owner {
        0o002
    } else {
        0o022
    };
    let is_own = directory.owner == 0 || directory.owner == owner;
    if is_own && directory.mode & writable_by_others == 0 {
        return Ok(());
    }
    let message = format_args!(
        "belongs to another user (uid {owner}) in a directory that others can write to; `chown` the file, or keep it in a \
         directory of that user"
    );
    Err(store_error(path, message))
}

#[cfg(not(unix))]
fn check_credentials_owner(_: &StoreDir, _: &Path, _: &FileStat) -> Result<(), Error> {
    Ok(())
}

/// Checks a lock file or a journal. It must be a regular file with one hard link, and belong to the user of this process, to root
/// or to the owner of the credentials.
pub(super) fn check_sibling(
    path: &Path,
    stat: &FileStat,
    credentials: Option<&FileStat>,
) -> Result<(), Error> {
    check_regular_file(path, stat)?;
    check_sibling_owner(path, stat, credentials)
}

#[cfg(unix)]
fn check_sibling_owner(
    path: &Path,
    stat: &FileStat,
    credentials: Option<&FileStat>,
) -> Result<(), Error> {
    let user = crate::credentials::source_file::effective_user();
    let is_expected = stat.owner == user
        || stat.owner == 0
        || credentials.is_some_and(|credentials| credentials.owner == stat.owner);
    if is_expected {
        return Ok(());
    }
    Err(foreign_owner_error(path, stat.owner))
}

#[cfg(not(unix))]
fn check_sibling_owner(_: &Path, _: &FileStat, _: Option<&FileStat>) -> Result<(), Error> {
    Ok(())
}

#[cfg(unix)]
fn foreign_owner_error(path: &Path, owner: u32) -> Error {
    let user = crate::credentials::source_file::effective_user();
    let message = format_args!(
        "belongs to another user (uid {owner}), and this process runs as uid {user}; run as the owner, or move the file away"
    );
    store_error(path, message)
}

/// Checks the mode and the group of a journal, because a journal contains keys.
#[cfg(unix)]
fn check_journal_mode(
    path: &Path,
    stat: &FileStat,
    credentials: Option<&FileStat>,
) -> Result<(), Error> {
    use crate::credentials::source_file::{check_private, is_own_group};
    // The group of the credentials is also accepted, because a rotation by root sets the journal's group to it.
    let is_known_group = is_own_group(stat.owner, stat.group)
        || credentials.is_some_and(|it| it.group == stat.group);
    check_private(stat.mode, stat.group, is_known_group)
        .map_err(|message| store_error(path, message))
}

#[cfg(not(unix))]
fn check_journal_mode(_: &Path, _: &FileStat, _: Option<&FileStat>) -> Result<(), Error> {
    Ok(())
}

/// Reads the credentials file and returns its text and metadata, or `None` if it does not exist.
pub(super) fn read_credentials(
    dir: &StoreDir,
    name: &OsStr,
) -> Result<Option<(Zeroizing<String>, FileStat)>, Error> {
    read(dir, name, |path, stat| check_credentials(dir, path, stat))
}

/// Reads a journal. Returns `None` if the file does not exist.
pub(super) fn read_journal(
    dir: &StoreDir,
    name: &OsStr,
    credentials: Option<&FileStat>,
) -> Result<Option<Zeroizing<String>>, Error> {
    let text = read(dir, name, |path, stat| {
        check_sibling(path, stat, credentials)?;
        check_journal_mode(path, stat, credentials)
    })?;
    Ok(text.map(|(text, _)| text))
}

/// Returns an error for a text that is too long to be read again by a store.
pub(super) fn check_size(path: &Path, size: usize) -> Result<(), Error> {
    if u64::try_from(size).is_ok_and(|size| size <= MAX_FILE_SIZE) {
        return Ok(());
    }
    let message = format_args!("would be longer than {MAX_FILE_SIZE} bytes, and was not written");
    Err(store_error(path, message))
}

/// Opens a file, checks it by its handle, and reads it from the same handle.
fn read(
    dir: &StoreDir,
    name: &OsStr,
    check: impl Fn(&Path, &FileStat) -> Result<(), Error>,
) -> Result<Option<(Zeroizing<String>, FileStat)>, Error> {
    let path = dir.path_of(name);
    let to_error = |error| io_error(&path, "read", error);
    let file = match dir.open(name) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            // The error of the check, such as for a link, explains more than the error of `open`.
            if let Ok(Some(stat)) = dir.stat(name) {
                check(&path, &stat)?;
            }
            return Err(to_error(error));
        }
    };
    let stat = FileStat::of(&file).map_err(to_error)?;
    check(&path, &stat)?;
    let text = read_text(file, &stat).map_err(to_error)?;
    let Some(text) = text else {
        let message =
            format_args!("is longer than {MAX_FILE_SIZE} bytes; restore the file, or move it away");
        return Err(store_error(&path, message));
    };
    Ok(Some((text, stat)))
}

/// Reads the text of a file. Returns `None` if it is too long.
fn read_text(file: File, stat: &FileStat) -> io::Result<Option<Zeroizing<String>>> {
    if stat.size > MAX_FILE_SIZE {
        return Ok(None);
    }
    let mut text = Zeroizing::new(String::new());
    file.take(MAX_FILE_SIZE + 1).read_to_string(&mut text)?;
    let is_too_long = u64::try_from(text.len()).is_ok_and(|length| length > MAX_FILE_SIZE);
    Ok((!is_too_long).then_some(text))
}
