//! The lock file next to a state file.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::io_error;
use crate::Error;

/// An exclusive lock on a state file, released on drop.
#[derive(Debug)]
pub(super) struct StateLock {
    #[cfg_attr(not(unix), allow(dead_code, reason = "removed only on unix"))]
    path: PathBuf,
    /// The open file holds the lock.
    #[cfg_attr(not(unix), allow(dead_code, reason = "read only on unix"))]
    file: File,
}

impl StateLock {
    /// Locks a state file. The lock file is never written to and links are not followed, because other users may have write access
    /// to the directory.
    pub(super) fn acquire(state_path: &Path) -> Result<Self, Error> {
        let mut path = state_path.as_os_str().to_owned();
        path.push(".lock");
        let path = PathBuf::from(path);
        loop {
            let file = open(&path).map_err(|error| match fs::symlink_metadata(&path) {
                Ok(metadata) if !metadata.is_file() => not_a_regular_file(&path),
                _ => io_error(&path, "cannot open the lock file", &error),
            })?;
            let is_regular_file = is_regular_file(&file)
                .map_err(|error| io_error(&path, "cannot read the lock file", &error))?;
            if !is_regular_file {
                return Err(not_a_regular_file(&path));
            }
            match file.try_lock() {
                Ok(()) if is_same_file(&file, &path) => return Ok(Self { path, file }),
                // Another process has just removed the file; try again.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::state_file(format!(
                        "{}: in use by another sandbox; stop that sandbox, or choose another file",
                        state_path.display()
                    )));
                }
                Err(TryLockError::Error(error)) => {
                    return Err(io_error(&path, "cannot lock the file", &error));
                }
            }
        }
    }
}

#[cfg(unix)]
impl Drop for StateLock {
    /// Removes the file while the lock is still held. A process that has opened it in the meantime detects the removal and
    /// retries.
    fn drop(&mut self) {
        if is_same_file(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn not_a_regular_file(path: &Path) -> Error {
    Error::state_file(format!(
        "{}: not a regular file with a single hard link; remove it, or choose another state file",
        path.display()
    ))
}

/// Opens the file, or creates it with access for its owner only. Fails on a symbolic link and does not block on a FIFO.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};

    let flags = OFlags::RDWR
        | OFlags::CREATE
        | OFlags::NOFOLLOW
        | OFlags::CLOEXEC
        | OFlags::NONBLOCK
        | OFlags::NOCTTY;
    Ok(rustix::fs::open(path, flags, Mode::RUSR | Mode::WUSR)?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    if fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    fs::OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(false)
        .open(path)
}

/// Returns whether this is a regular file with at most one hard link. A file without a link has just been removed.
#[cfg(unix)]
fn is_regular_file(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;

    let metadata = file.metadata()?;
    Ok(metadata.is_file() && metadata.nlink() <= 1)
}

#[cfg(not(unix))]
fn is_regular_file(file: &File) -> io::Result<bool> {
    Ok(file.metadata()?.is_file())
}

/// Returns whether a path still refers to the open file itself. A symbolic link to the file does not.
#[cfg(unix)]
fn is_same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(named)) => (open.dev(), open.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// The file is never removed on this platform.
#[cfg(not(unix))]
fn is_same_file(_: &File, _: &Path) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use rustix::fs::{CWD, FileType, Mode, mknodat};

    use super::*;
    use crate::ErrorKind;

    #[test]
    fn rejects_irregular_lock_file_and_leaves_it_unchanged() {
        let directory = tempfile::tempdir().unwrap();
        let state = directory.path().join("state.json");
        let lock = directory.path().join("state.json.lock");
        let victim = directory.path().join("victim");
        let missing = directory.path().join("missing");
        fs::write(&victim, "kept").unwrap();
        let prepare: [(&str, &dyn Fn()); 6] = [
            ("symbolic link", &|| symlink(&victim, &lock).unwrap()),
            ("dangling symbolic link", &|| {
                symlink(&missing, &lock).unwrap()
            }),
            ("hard link", &|| fs::hard_link(&victim, &lock).unwrap()),
            ("directory", &|| fs::create_dir(&lock).unwrap()),
            ("socket", &|| drop(UnixListener::bind(&lock).unwrap())),
            ("FIFO", &|| {
                mknodat(CWD, &lock, FileType::Fifo, Mode::RWXU, 0).unwrap();
            }),
        ];
        for (case, prepare) in prepare {
            prepare();
            let before = fs::symlink_metadata(&lock).unwrap().file_type();
            let error = StateLock::acquire(&state).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::StateFile, "{case}");
            let text = error.to_string();
            assert!(
                text.contains("state.json.lock") && text.contains("remove it"),
                "{text}"
            );
            assert_eq!(fs::symlink_metadata(&lock).unwrap().file_type(), before);
            assert_eq!(fs::read_to_string(&victim).unwrap(), "kept", "{case}");
            assert!(!missing.exists(), "{case}");
            if case == "directory" {
                fs::remove_dir(&lock).unwrap();
            } else {
                fs::remove_file(&lock).unwrap();
            }
        }
        assert!(StateLock::acquire(&state).is_ok());
    }

    #[test]
    fn lock_file_is_never_truncated_and_removed_only_by_its_owner() {
        let directory = tempfile::tempdir().unwrap();
        let state = directory.path().join("state.json");
        let path = directory.path().join("state.json.lock");
        fs::write(&path, "notes").unwrap();
        let lock = StateLock::acquire(&state).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "notes");
        fs::rename(&path, directory.path().join("moved")).unwrap();
        fs::write(&path, "another").unwrap();
        drop(lock);
        assert_eq!(fs::read_to_string(&path).unwrap(), "another");
    }
}
