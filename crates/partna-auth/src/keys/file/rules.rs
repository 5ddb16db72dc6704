//! Which files a store works with: what they have to be, whose, and with which mode.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use partna_client::Error;
use zeroize::Zeroizing;

use super::dir::{Facts, StoreDir};
use super::path_error::{failed, problem};

/// The largest file that a store reads, in bytes.
const MAX_FILE_SIZE: u64 = 1 << 20;

/// Checks that something is a regular file that no other path leads to.
fn check_kind(path: &Path, facts: &Facts) -> Result<(), Error> {
    if facts.is_link {
        return Err(problem(
            path,
            "is a symbolic link; delete the link, or use the path that it leads to",
        ));
    }
    if !facts.is_file {
        return Err(problem(path, "is not a regular file; move it away"));
    }
    check_links(path, facts)
}

#[cfg(unix)]
fn check_links(path: &Path, facts: &Facts) -> Result<(), Error> {
    if facts.has_one_link() {
        return Ok(());
    }
    Err(problem(
        path,
        format_args!(
            "has {} hard links, and every path to it needs the same lock; delete the other links, or copy the file",
            facts.links
        ),
    ))
}

#[cfg(not(unix))]
fn check_links(_: &Path, _: &Facts) -> Result<(), Error> {
    Ok(())
}

/// What there is of the file of credentials, checked: a regular file with one link, whose owner may have the new key.
pub(super) fn credentials(dir: &StoreDir, name: &OsStr) -> Result<Option<Facts>, Error> {
    let path = dir.path_of(name);
    let facts = dir
        .facts(name)
        .map_err(|error| failed(&path, "checked", error))?;
    if let Some(facts) = &facts {
        check_credentials(dir, &path, facts)?;
    }
    Ok(facts)
}

fn check_credentials(dir: &StoreDir, path: &Path, facts: &Facts) -> Result<(), Error> {
    check_kind(path, facts)?;
    check_credentials_owner(dir, path, facts)
}

/// The new key is written for the owner of the file, so that has to be us, root, or, if we are root, a user who cannot have
/// put the file into a place that others share.
#[cfg(unix)]
fn check_credentials_owner(dir: &StoreDir, path: &Path, facts: &Facts) -> Result<(), Error> {
    let (owner, user) = (
        facts.owner,
        crate::credentials::source_file::effective_user(),
    );
    if facts.mode & 0o022 != 0 {
        let mode = facts.mode & 0o777;
        let what = format_args!("other users can write to it (mode {mode:03o}); `chmod 600` it");
        return Err(problem(path, what));
    }
    if owner == user || owner == 0 {
        return Ok(());
    }
    if user != 0 {
        return Err(foreign(path, owner));
    }
    let directory = dir
        .own_facts()
        .map_err(|error| failed(path, "checked", error))?;
    // In a directory of that user, a file of that user is theirs to place. In one of root's, nobody else may place any.
    let writable_by_others = if directory.owner == owner {
        0o002
    } else {
        0o022
    };
    let is_own = directory.owner == 0 || directory.owner == owner;
    if is_own && directory.mode & writable_by_others == 0 {
        return Ok(());
    }
    let what = format_args!(
        "belongs to another user (uid {owner}) in a directory that others can write to; `chown` the file, or keep it in a \
         directory of that user"
    );
    Err(problem(path, what))
}

#[cfg(not(unix))]
fn check_credentials_owner(_: &StoreDir, _: &Path, _: &Facts) -> Result<(), Error> {
    Ok(())
}

/// Checks a file beside the credentials: a regular file with one link, of ours, of root, or of who owns the credentials.
pub(super) fn check_sibling(
    path: &Path,
    facts: &Facts,
    credentials: Option<&Facts>,
) -> Result<(), Error> {
    check_kind(path, facts)?;
    check_sibling_owner(path, facts, credentials)
}

#[cfg(unix)]
fn check_sibling_owner(
    path: &Path,
    facts: &Facts,
    credentials: Option<&Facts>,
) -> Result<(), Error> {
    let user = crate::credentials::source_file::effective_user();
    let is_expected = facts.owner == user
        || facts.owner == 0
        || credentials.is_some_and(|credentials| credentials.owner == facts.owner);
    if is_expected {
        return Ok(());
    }
    Err(foreign(path, facts.owner))
}

#[cfg(not(unix))]
fn check_sibling_owner(_: &Path, _: &Facts, _: Option<&Facts>) -> Result<(), Error> {
    Ok(())
}

#[cfg(unix)]
fn foreign(path: &Path, owner: u32) -> Error {
    let user = crate::credentials::source_file::effective_user();
    let what = format_args!(
        "belongs to another user (uid {owner}), and this process runs as uid {user}; run as the owner, or move the file away"
    );
    problem(path, what)
}

/// Checks a journal as well for who can read it: it holds keys.
#[cfg(unix)]
fn check_journal_mode(
    path: &Path,
    facts: &Facts,
    credentials: Option<&Facts>,
) -> Result<(), Error> {
    use crate::credentials::source_file::{check_private, is_own_group};
    // Root reads the journal of a service by the group of that service.
    let is_known_group = is_own_group(facts.owner, facts.group)
        || credentials.is_some_and(|it| it.group == facts.group);
    check_private(facts.mode, facts.group, is_known_group).map_err(|what| problem(path, what))
}

#[cfg(not(unix))]
fn check_journal_mode(_: &Path, _: &Facts, _: Option<&Facts>) -> Result<(), Error> {
    Ok(())
}

/// Reads the file of credentials and returns what was read of which file; none if there is no file.
pub(super) fn read_credentials(
    dir: &StoreDir,
    name: &OsStr,
) -> Result<Option<(Zeroizing<String>, Facts)>, Error> {
    read(dir, name, |path, facts| check_credentials(dir, path, facts))
}

/// Reads a journal; none if there is no file.
pub(super) fn read_journal(
    dir: &StoreDir,
    name: &OsStr,
    credentials: Option<&Facts>,
) -> Result<Option<Zeroizing<String>>, Error> {
    let text = read(dir, name, |path, facts| {
        check_sibling(path, facts, credentials)?;
        check_journal_mode(path, facts, credentials)
    })?;
    Ok(text.map(|(text, _)| text))
}

/// Refuses to write what could not be read again.
pub(super) fn check_size(path: &Path, size: usize) -> Result<(), Error> {
    if u64::try_from(size).is_ok_and(|size| size <= MAX_FILE_SIZE) {
        return Ok(());
    }
    let what = format_args!("would be longer than {MAX_FILE_SIZE} bytes, and was not written");
    Err(problem(path, what))
}

/// Opens a file, checks it by its handle, and reads it from the same handle.
fn read(
    dir: &StoreDir,
    name: &OsStr,
    check: impl Fn(&Path, &Facts) -> Result<(), Error>,
) -> Result<Option<(Zeroizing<String>, Facts)>, Error> {
    let path = dir.path_of(name);
    let unreadable = |error| failed(&path, "read", error);
    let file = match dir.open(name) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            // What is there says more than why it could not be opened.
            if let Ok(Some(facts)) = dir.facts(name) {
                check(&path, &facts)?;
            }
            return Err(unreadable(error));
        }
    };
    let facts = Facts::of(&file).map_err(unreadable)?;
    check(&path, &facts)?;
    let text = read_text(file, &facts).map_err(unreadable)?;
    let Some(text) = text else {
        let what =
            format_args!("is longer than {MAX_FILE_SIZE} bytes; restore the file, or move it away");
        return Err(problem(&path, what));
    };
    Ok(Some((text, facts)))
}

/// The text of a file, unless it is too long.
fn read_text(file: File, facts: &Facts) -> io::Result<Option<Zeroizing<String>>> {
    if facts.size > MAX_FILE_SIZE {
        return Ok(None);
    }
    let mut text = Zeroizing::new(String::new());
    file.take(MAX_FILE_SIZE + 1).read_to_string(&mut text)?;
    let is_too_long = u64::try_from(text.len()).is_ok_and(|length| length > MAX_FILE_SIZE);
    Ok((!is_too_long).then_some(text))
}
