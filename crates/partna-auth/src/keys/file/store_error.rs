//! Errors about a file of the store: its redacted path, the problem and the fix.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use partna_client::{Error, ErrorKind};

use crate::credentials::redact_setting;

/// Returns an error for a file of the store.
pub(super) fn store_error(path: &Path, problem: impl std::fmt::Display) -> Error {
    Error::new(
        ErrorKind::Store,
        format!("{}: {problem}", printable_path(path)),
    )
}

/// Returns the name of a profile for messages. Redacts API keys, because a caller may have passed a key as the name.
pub(super) fn printable_profile(name: &str) -> Cow<'_, str> {
    redact_setting("the profile of the store", name)
}

/// Returns a path for messages. Redacts API keys, because a caller may have passed a key as the path.
pub(super) fn printable_path(path: &Path) -> Cow<'_, str> {
    redact_setting("the path of the store", path.to_string_lossy())
}

/// Returns an error for a failed system call on a file of the store.
pub(super) fn io_error(path: &Path, action: &str, error: io::Error) -> Error {
    if error.get_ref().is_some() {
        // An error that this crate created already states the fix.
        return store_error(path, error);
    }
    let fix = fix_for(&error);
    store_error(path, format_args!("cannot be {action}: {error}; {fix}")).with_source(error)
}

/// Returns the fix for an error of the system.
fn fix_for(error: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => "create its directory, or change the path",
        Kind::PermissionDenied => {
            "run as the user who owns it, with the right to write to its directory"
        }
        Kind::ReadOnlyFilesystem => "mount its directory writable",
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => {
            "free space, then run again"
        }
        Kind::ResourceBusy => {
            "if the file itself is mounted, mount its directory instead: a mounted file cannot be replaced"
        }
        Kind::IsADirectory | Kind::NotADirectory => "move the directory away, or change the path",
        Kind::InvalidData => "restore the file, or move it away",
        _ if is_link_refused(error) => "delete the link or special file at this path",
        _ => "check the path and its permissions, then run again",
    }
}

#[cfg(unix)]
fn is_link_refused(error: &io::Error) -> bool {
    use rustix::io::Errno;
    matches!(
        Errno::from_io_error(error),
        Some(Errno::LOOP | Errno::MLINK | Errno::NXIO)
    )
}

#[cfg(not(unix))]
fn is_link_refused(_: &io::Error) -> bool {
    false
}
