//! The interface of `store_dir.rs`, implemented with paths. It is for platforms other than Unix, without handles of directories.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The metadata of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct FileStat {
    modified: Option<std::time::SystemTime>,
    pub(super) size: u64,
    pub(super) is_file: bool,
    pub(super) is_directory: bool,
    pub(super) is_link: bool,
}

impl FileStat {
    fn new(metadata: &fs::Metadata) -> Self {
        Self {
            modified: metadata.modified().ok(),
            size: metadata.len(),
            is_file: metadata.is_file(),
            is_directory: metadata.is_dir(),
            is_link: metadata.is_symlink(),
        }
    }
}

impl FileStat {
    pub(super) fn of(file: &File) -> io::Result<Self> {
        Ok(Self::new(&file.metadata()?))
    }

    /// Returns `true`, because this platform does not report whether both are the same file.
    pub(super) fn is_same_file(&self, _: &Self) -> bool {
        true
    }

    /// Returns `true`, because this platform does not report the number of hard links.
    pub(super) fn has_one_link(&self) -> bool {
        true
    }

    /// Returns whether both have the same modification time and the same size.
    pub(super) fn is_unchanged(&self, other: &Self) -> bool {
        (self.modified, self.size) == (other.modified, other.size)
    }
}

/// A directory.
#[derive(Debug)]
pub(super) struct StoreDir {
    path: PathBuf,
}

impl StoreDir {
    /// Returns the parent directory of a file with all links resolved, and the name of the file in it.
    pub(super) fn open_parent(path: &Path) -> io::Result<(Self, OsString)> {
        let path = std::path::absolute(path)?;
        let resolved = match fs::canonicalize(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => path,
            resolved => resolved?,
        };
        match (resolved.parent(), resolved.file_name()) {
            (Some(directory), Some(name)) => {
                let path = fs::canonicalize(directory)?;
                Ok((Self { path }, name.to_owned()))
            }
            _ => Err(io::Error::other(
                "the path does not end in a file name; use the path of a file",
            )),
        }
    }

    /// Returns the path of a file in this directory, for messages.
    pub(super) fn path_of(&self, name: &OsStr) -> PathBuf {
        self.path.join(name)
    }

    /// Returns the metadata of a name without following a link, or `None` if it does not exist.
    pub(super) fn stat(&self, name: &OsStr) -> io::Result<Option<FileStat>> {
        match fs::symlink_metadata(self.path.join(name)) {
            Ok(metadata) => Ok(Some(FileStat::new(&metadata))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Returns whether a file with this name exists. Does not compare it with the open file.
    pub(super) fn is_at(&self, name: &OsStr, _: &File) -> io::Result<bool> {
        Ok(self.stat(name)?.is_some())
    }

    /// Opens a file for reading.
    pub(super) fn open(&self, name: &OsStr) -> io::Result<File> {
        File::open(self.path.join(name))
    }

    /// Opens a file for reading and writing, without truncating it.
    pub(super) fn open_to_write(&self, name: &OsStr) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).open(self.path.join(name))
    }

    /// Creates a file. Returns an error if the name exists.
    pub(super) fn create(&self, name: &OsStr) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options
            .read(true)
            .write(true)
            .create_new(true)
            .open(self.path.join(name))
    }

    /// Removes a file by its name. A missing file is not an error.
    pub(super) fn remove(&self, name: &OsStr) -> io::Result<()> {
        match fs::remove_file(self.path.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    pub(super) fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        fs::rename(self.path.join(from), self.path.join(to))
    }

    /// Does nothing: on this platform, the system syncs directory entries.
    pub(super) fn sync(&self) -> io::Result<()> {
        Ok(())
    }

    /// Returns `false`. On this platform, the rename fails if the name is a mount point.
    pub(super) fn is_mount(&self, _: &OsStr) -> bool {
        false
    }
}
