//! An open directory, and files relative to it: a name in it means the same file for as long as it is open.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Permissions};
use std::io;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, fchown};
use std::path::{Component, Path, PathBuf};

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use super::store_error::printable_path;

/// As many links as Linux follows in a path.
const MAX_FOLLOWED_LINKS: usize = 40;
/// What an intermediate directory is opened for. Linux needs no right to list it then.
#[cfg(any(target_os = "linux", target_os = "android"))]
const SEARCH_FLAGS: OFlags = OFlags::PATH;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const SEARCH_FLAGS: OFlags = OFlags::RDONLY;

/// What the file system says of a file.
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

    /// Whether both are one file.
    pub(super) fn is_same_file(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }

    /// Whether no other path leads to it.
    pub(super) fn has_one_link(&self) -> bool {
        self.links == 1
    }

    /// Whether both are one file that has not changed in between.
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
    /// Opens the directory that the file of a path lies in, and returns the name of the file in it. Links are followed one by
    /// one; root follows no link that another user has made.
    pub(super) fn of_file(path: &Path) -> io::Result<(Self, OsString)> {
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
                    return Self::open_found(&directory, resolved, name);
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
                return Self::open_found(&directory, resolved, name);
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

    fn open_found(
        directory: &rustix::fd::OwnedFd,
        path: PathBuf,
        name: OsString,
    ) -> io::Result<(Self, OsString)> {
        let flags = OFlags::RDONLY | DIRECTORY_FLAGS;
        let handle = rustix::fs::openat(directory, ".", flags, Mode::empty())?.into();
        Ok((Self { handle, path }, name))
    }

    /// The path of a file in it, to show.
    pub(super) fn path_of(&self, name: &OsStr) -> PathBuf {
        self.path.join(name)
    }

    /// What there is to know of the directory itself.
    pub(super) fn dir_stat(&self) -> io::Result<FileStat> {
        FileStat::of(&self.handle)
    }

    /// What is at a name, itself and not what it leads to.
    pub(super) fn stat(&self, name: &OsStr) -> io::Result<Option<FileStat>> {
        match rustix::fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(FileStat::new(&stat))),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether the name still leads to this open file, and no other name does.
    pub(super) fn is_at(&self, name: &OsStr, file: &File) -> io::Result<bool> {
        let opened = FileStat::of(file)?;
        let named = self.stat(name)?;
        Ok(opened.has_one_link() && named.is_some_and(|named| named.is_same_file(&opened)))
    }

    /// Opens a file for reading. It follows no link and waits for nothing; check what it is before anything else.
    pub(super) fn open(&self, name: &OsStr) -> io::Result<File> {
        self.open_with(name, OFlags::RDONLY)
    }

    /// The same for reading and writing. Nothing in the file changes.
    pub(super) fn open_to_write(&self, name: &OsStr) -> io::Result<File> {
        self.open_with(name, OFlags::RDWR)
    }

    /// Creates a file that was not there, for its owner alone.
    pub(super) fn create(&self, name: &OsStr) -> io::Result<File> {
        self.open_with(name, OFlags::RDWR | OFlags::CREATE | OFlags::EXCL)
    }

    fn open_with(&self, name: &OsStr, flags: OFlags) -> io::Result<File> {
        let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
        let mode = Mode::RUSR | Mode::WUSR;
        Ok(rustix::fs::openat(&self.handle, name, flags, mode)?.into())
    }

    /// Removes what is at a name, and never what a link leads to. It may be gone already.
    pub(super) fn remove(&self, name: &OsStr) -> io::Result<()> {
        match rustix::fs::unlinkat(&self.handle, name, AtFlags::empty()) {
            Err(Errno::NOENT) | Ok(()) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.handle, from, &self.handle, to)?)
    }

    /// Brings new names to the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.handle.sync_all()
    }

    /// Whether something is mounted at a name: it cannot be replaced by renaming.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(super) fn is_mount(&self, name: &OsStr) -> bool {
        use rustix::fs::{StatxAttributes, StatxFlags, statx};
        let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT;
        // An old kernel does not know; renaming says so then.
        statx(&self.handle, name, flags, StatxFlags::empty())
            .is_ok_and(|it| it.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub(super) fn is_mount(&self, _: &OsStr) -> bool {
        false
    }
}

const DIRECTORY_FLAGS: OFlags = OFlags::DIRECTORY.union(OFlags::CLOEXEC);

/// Gives a file that this process has created to another owner and group.
pub(super) fn set_owner(file: &File, owner: u32, group: u32) -> io::Result<()> {
    fchown(file, Some(owner), Some(group))
}

/// Sets the mode of a file that this process has created.
pub(super) fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    file.set_permissions(Permissions::from_mode(mode))
}

/// The parts of a path, the first last.
fn reversed_components(path: &Path) -> Vec<OsString> {
    let owned_name = |component: Component<'_>| match component {
        Component::Normal(name) => Some(name.to_owned()),
        Component::ParentDir => Some("..".into()),
        _ => None,
    };
    path.components().rev().filter_map(owned_name).collect()
}

/// A user who can make a link could have root work in any directory.
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
