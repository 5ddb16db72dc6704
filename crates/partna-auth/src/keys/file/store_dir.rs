//! An open directory and the files in it. While it is open, names refer to files in this directory, even if the directory is moved
//! or its path then leads to another directory.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Permissions};
use std::io;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, fchown};
use std::path::{Component, Path, PathBuf};

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use super::store_error::printable_path;

/// The maximum number of links in a path. Linux has the same limit.
const MAX_FOLLOWED_LINKS: usize = 40;
/// The flags to open an intermediate directory of a path. On Linux, they do not require the permission to list the directory.
#[cfg(any(target_os = "linux", target_os = "android"))]
const SEARCH_FLAGS: OFlags = OFlags::PATH;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const SEARCH_FLAGS: OFlags = OFlags::RDONLY;

/// The metadata of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct FileStat {
    device: u64,
    inode: u64,
    changed: (i64, i64),
    pub(super) links: u64,
    pub(super) owner: u32,
    pub(super) group: u32,
    pub(super) mode: u32,
    pub(super) size: u64,
    pub(super) is_file: bool,
    pub(super) is_directory: bool,
    pub(super) is_link: bool,
}

#[allow(
    clippy::unnecessary_cast,
    reason = "the types differ between platforms"
)]
impl FileStat {
    fn new(stat: &Stat) -> Self {
        let kind = FileType::from_raw_mode(stat.st_mode);
        Self {
            device: stat.st_dev as u64,
            inode: stat.st_ino as u64,
            changed: (stat.st_ctime as i64, stat.st_ctime_nsec as i64),
            links: stat.st_nlink as u64,
            owner: stat.st_uid,
            group: stat.st_gid,
            mode: (stat.st_mode as u32) & 0o7777,
            size: stat.st_size as u64,
            is_file: kind == FileType::RegularFile,
            is_directory: kind == FileType::Directory,
            is_link: kind == FileType::Symlink,
        }
    }
}

impl FileStat {
    pub(super) fn of(file: &File) -> io::Result<Self> {
        Ok(Self::new(&rustix::fs::fstat(file)?))
    }

    /// Returns whether both are the same file.
    pub(super) fn is_same_file(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }

    /// Returns whether the file has exactly one hard link.
    pub(super) fn has_one_link(&self) -> bool {
        self.links == 1
    }

    /// Returns whether both are the same file, and the file did not change between the two calls that read the metadata.
    pub(super) fn is_unchanged(&self, other: &Self) -> bool {
        self.is_same_file(other) && (self.changed, self.size) == (other.changed, other.size)
    }
}

/// An open directory.
#[derive(Debug)]
pub(super) struct StoreDir {
    handle: File,
    path: PathBuf,
}

impl StoreDir {
    /// Opens the parent directory of a file, and returns the name of the file in it. Follows links one by one. If this process runs
    /// as root, returns an error for a link that belongs to another user.
    pub(super) fn open_parent(path: &Path) -> io::Result<(Self, OsString)> {
        let path = std::path::absolute(path)?;
        let mut pending = reversed_components(&path);
        let root = || rustix::fs::openat(CWD, "/", SEARCH_FLAGS | DIRECTORY_FLAGS, Mode::empty());
        let (mut directory, mut resolved) = (root()?, PathBuf::from("/"));
        let mut followed = 0;
        while let Some(name) = pending.pop() {
            if name == ".." {
                directory = rustix::fs::openat(
                    &directory,
                    "..",
                    SEARCH_FLAGS | DIRECTORY_FLAGS,
                    Mode::empty(),
                )?;
                resolved.pop();
                continue;
            }
            let is_last = pending.is_empty();
            let stat = match rustix::fs::statat(&directory, &name, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(stat) => FileStat::new(&stat),
                Err(Errno::NOENT) if is_last && followed == 0 => {
                    return Self::open_dir(&directory, resolved, name);
                }
                Err(Errno::NOENT) if is_last => {
                    let message = format!(
                        "it is a link to `{}`, which does not exist; create that file or delete the link",
                        printable_path(&resolved.join(&name))
                    );
                    return Err(io::Error::new(io::ErrorKind::NotFound, message));
                }
                Err(error) => return Err(error.into()),
            };
            if stat.is_link {
                followed += 1;
                if followed > MAX_FOLLOWED_LINKS {
                    return Err(Errno::LOOP.into());
                }
                reject_foreign_link(&resolved.join(&name), &stat)?;
                let target = rustix::fs::readlinkat(&directory, &name, Vec::new())?;
                let now = rustix::fs::statat(&directory, &name, AtFlags::SYMLINK_NOFOLLOW)?;
                if !stat.is_unchanged(&FileStat::new(&now)) {
                    return Err(io::Error::other(
                        "a link in the path changed while it was followed; run again",
                    ));
                }
                let target = PathBuf::from(OsString::from_vec(target.into_bytes()));
                if target.is_absolute() {
                    (directory, resolved) = (root()?, PathBuf::from("/"));
                }
                pending.extend(reversed_components(&target));
            } else if is_last {
                return Self::open_dir(&directory, resolved, name);
            } else {
                let flags = SEARCH_FLAGS | DIRECTORY_FLAGS | OFlags::NOFOLLOW;
                directory = rustix::fs::openat(&directory, &name, flags, Mode::empty())?;
                resolved.push(name);
            }
        }
        Err(io::Error::other(
            "the path does not end in a file name; use the path of a file",
        ))
    }

    fn open_dir(
        directory: &rustix::fd::OwnedFd,
        path: PathBuf,
        name: OsString,
    ) -> io::Result<(Self, OsString)> {
        let flags = OFlags::RDONLY | DIRECTORY_FLAGS;
        let handle = rustix::fs::openat(directory, ".", flags, Mode::empty())?.into();
        Ok((Self { handle, path }, name))
    }

    /// Returns the path of a file in this directory, for messages.
    pub(super) fn path_of(&self, name: &OsStr) -> PathBuf {
        self.path.join(name)
    }

    /// Returns the metadata of the directory itself.
    pub(super) fn dir_stat(&self) -> io::Result<FileStat> {
        FileStat::of(&self.handle)
    }

    /// Returns the metadata of a name without following a link, or `None` if it does not exist.
    pub(super) fn stat(&self, name: &OsStr) -> io::Result<Option<FileStat>> {
        match rustix::fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(FileStat::new(&stat))),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Returns whether the name still refers to this open file, and the file has no other name.
    pub(super) fn is_at(&self, name: &OsStr, file: &File) -> io::Result<bool> {
        let opened = FileStat::of(file)?;
        let named = self.stat(name)?;
        Ok(opened.has_one_link() && named.is_some_and(|named| named.is_same_file(&opened)))
    }

    /// Opens a file for reading, without following a link and without blocking. Callers must check the kind of file before they
    /// read it.
    pub(super) fn open(&self, name: &OsStr) -> io::Result<File> {
        self.open_with(name, OFlags::RDONLY)
    }

    /// Opens a file for reading and writing, without truncating it.
    pub(super) fn open_to_write(&self, name: &OsStr) -> io::Result<File> {
        self.open_with(name, OFlags::RDWR)
    }

    /// Creates a file with mode 0600. Returns an error if the name exists.
    pub(super) fn create(&self, name: &OsStr) -> io::Result<File> {
        self.open_with(name, OFlags::RDWR | OFlags::CREATE | OFlags::EXCL)
    }

    fn open_with(&self, name: &OsStr, flags: OFlags) -> io::Result<File> {
        let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
        let mode = Mode::RUSR | Mode::WUSR;
        Ok(rustix::fs::openat(&self.handle, name, flags, mode)?.into())
    }

    /// Removes a file by its name. If it is a link, removes the link and not its target. A missing file is not an error.
    pub(super) fn remove(&self, name: &OsStr) -> io::Result<()> {
        match rustix::fs::unlinkat(&self.handle, name, AtFlags::empty()) {
            Err(Errno::NOENT) | Ok(()) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.handle, from, &self.handle, to)?)
    }

    /// Syncs the entries of the directory to the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.handle.sync_all()
    }

    /// Returns whether the name is a mount point, which a rename cannot replace.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(super) fn is_mount(&self, name: &OsStr) -> bool {
        use rustix::fs::{StatxAttributes, StatxFlags, statx};
        let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT;
        // An old kernel does not report mount points. Then the rename fails.
        statx(&self.handle, name, flags, StatxFlags::empty())
            .is_ok_and(|it| it.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub(super) fn is_mount(&self, _: &OsStr) -> bool {
        false
    }
}

const DIRECTORY_FLAGS: OFlags = OFlags::DIRECTORY.union(OFlags::CLOEXEC);

/// Sets the owner and group of a file that this process created.
pub(super) fn set_owner(file: &File, owner: u32, group: u32) -> io::Result<()> {
    fchown(file, Some(owner), Some(group))
}

/// Sets the mode of a file that this process created.
pub(super) fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    file.set_permissions(Permissions::from_mode(mode))
}

/// Returns the components of a path in reverse order.
fn reversed_components(path: &Path) -> Vec<OsString> {
    let owned_name = |component: Component<'_>| match component {
        Component::Normal(name) => Some(name.to_owned()),
        Component::ParentDir => Some("..".into()),
        _ => None,
    };
    path.components().rev().filter_map(owned_name).collect()
}

/// Returns an error if this process runs as root and the link belongs to another user, because that user could choose the directory
/// in which root creates files.
fn reject_foreign_link(path: &Path, link: &FileStat) -> io::Result<()> {
    let is_root = crate::credentials::source_file::effective_user() == 0;
    if !is_root || link.owner == 0 {
        return Ok(());
    }
    let message = format!(
        "`{}` is a link of another user (uid {}), and root does not follow it; use the path that it leads to",
        printable_path(path),
        link.owner
    );
    Err(io::Error::new(io::ErrorKind::PermissionDenied, message))
}
