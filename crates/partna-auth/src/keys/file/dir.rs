//! An open directory, and files relative to it: a name in it means the same file for as long as it is open.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Permissions};
use std::io;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, fchown};
use std::path::{Component, Path, PathBuf};

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use super::path_error::shown;

/// As many links as Linux follows in a path.
const MAX_LINKS: usize = 40;
/// What an intermediate directory is opened for. Linux needs no right to list it then.
#[cfg(any(target_os = "linux", target_os = "android"))]
const SEARCH: OFlags = OFlags::PATH;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const SEARCH: OFlags = OFlags::RDONLY;

/// What the file system says of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
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
impl Facts {
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

impl Facts {
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
        let mut pending = parts(&path);
        let root = || rustix::fs::openat(CWD, "/", SEARCH | DIRECTORY, Mode::empty());
        let (mut directory, mut walked) = (root()?, PathBuf::from("/"));
        let mut links = 0;
        while let Some(part) = pending.pop() {
            if part == ".." {
                directory =
                    rustix::fs::openat(&directory, "..", SEARCH | DIRECTORY, Mode::empty())?;
                walked.pop();
                continue;
            }
            let is_last = pending.is_empty();
            let facts = match rustix::fs::statat(&directory, &part, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(stat) => Facts::new(&stat),
                Err(Errno::NOENT) if is_last && links == 0 => {
                    return Self::finish(&directory, walked, part);
                }
                Err(Errno::NOENT) if is_last => {
                    let what = format!(
                        "it is a link to `{}`, which does not exist; create that file or delete the link",
                        shown(&walked.join(&part))
                    );
                    return Err(io::Error::new(io::ErrorKind::NotFound, what));
                }
                Err(error) => return Err(error.into()),
            };
            if facts.is_link {
                links += 1;
                if links > MAX_LINKS {
                    return Err(Errno::LOOP.into());
                }
                let shown = walked.join(&part);
                refuse_links_of_others(&shown, &facts)?;
                let target = rustix::fs::readlinkat(&directory, &part, Vec::new())?;
                let again = rustix::fs::statat(&directory, &part, AtFlags::SYMLINK_NOFOLLOW)?;
                if !facts.is_unchanged(&Facts::new(&again)) {
                    return Err(io::Error::other("a link changes while it is followed"));
                }
                let target = PathBuf::from(OsString::from_vec(target.into_bytes()));
                if target.is_absolute() {
                    (directory, walked) = (root()?, PathBuf::from("/"));
                }
                pending.extend(parts(&target));
            } else if is_last {
                return Self::finish(&directory, walked, part);
            } else {
                let flags = SEARCH | DIRECTORY | OFlags::NOFOLLOW;
                directory = rustix::fs::openat(&directory, &part, flags, Mode::empty())?;
                walked.push(part);
            }
        }
        Err(io::Error::other(
            "the path does not end in the name of a file",
        ))
    }

    fn finish(
        directory: &rustix::fd::OwnedFd,
        path: PathBuf,
        name: OsString,
    ) -> io::Result<(Self, OsString)> {
        let flags = OFlags::RDONLY | DIRECTORY;
        let handle = rustix::fs::openat(directory, ".", flags, Mode::empty())?.into();
        Ok((Self { handle, path }, name))
    }

    /// The path of a file in it, to show.
    pub(super) fn path_of(&self, name: &OsStr) -> PathBuf {
        self.path.join(name)
    }

    /// What there is to know of the directory itself.
    pub(super) fn own_facts(&self) -> io::Result<Facts> {
        Facts::of(&self.handle)
    }

    /// What is at a name, itself and not what it leads to.
    pub(super) fn facts(&self, name: &OsStr) -> io::Result<Option<Facts>> {
        match rustix::fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(Facts::new(&stat))),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether the name still leads to this open file, and no other name does.
    pub(super) fn is_at(&self, name: &OsStr, file: &File) -> io::Result<bool> {
        let own = Facts::of(file)?;
        let there = self.facts(name)?;
        Ok(own.has_one_link() && there.is_some_and(|there| there.is_same_file(&own)))
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

const DIRECTORY: OFlags = OFlags::DIRECTORY.union(OFlags::CLOEXEC);

/// Gives a file that this process has created to another owner and group.
pub(super) fn give_to(file: &File, owner: u32, group: u32) -> io::Result<()> {
    fchown(file, Some(owner), Some(group))
}

/// Sets the mode of a file that this process has created.
pub(super) fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    file.set_permissions(Permissions::from_mode(mode))
}

/// The parts of a path, the first last.
fn parts(path: &Path) -> Vec<OsString> {
    let part = |component: Component<'_>| match component {
        Component::Normal(part) => Some(part.to_owned()),
        Component::ParentDir => Some("..".into()),
        _ => None,
    };
    path.components().rev().filter_map(part).collect()
}

/// A user who can make a link could have root work in any directory.
fn refuse_links_of_others(path: &Path, link: &Facts) -> io::Result<()> {
    let is_root = crate::credentials::source_file::effective_user() == 0;
    if !is_root || link.owner == 0 {
        return Ok(());
    }
    let what = format!(
        "`{}` is a link of another user (uid {}), which root does not follow; use the path that it leads to",
        shown(path),
        link.owner
    );
    Err(io::Error::new(io::ErrorKind::PermissionDenied, what))
}
