//! Opens the files that credentials are read from, checks who can access them, and identifies their revisions.

use std::fs::{File, Metadata, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use super::Revision;

/// The maximum number of reads of a source that changes while it is read.
pub(crate) const MAX_READ_ATTEMPTS: usize = 10;
/// Two changes within this time may have the same change time, because file systems use the kernel's clock ticks.
const TIME_GRANULARITY: Duration = Duration::from_millis(20);
/// Like `TIME_GRANULARITY`, on file systems that store whole seconds.
const COARSE_GRANULARITY: Duration = Duration::from_secs(2);

/// Opens a file for reading without blocking, even if it is a pipe.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits();
        options.custom_flags(flags.cast_signed());
    }
    options.open(path)
}

/// Returns a text that identifies a file and its state: device, inode, size, modification time and change time.
///
/// The change time is updated even when the modification time is set back, as `cp -p` and `rsync --times` do.
#[cfg(unix)]
pub(crate) fn file_stamp(metadata: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    format!(
        "{}-{}-{}-{}.{}-{}.{}",
        metadata.dev(),
        metadata.ino(),
        metadata.size(),
        metadata.mtime(),
        metadata.mtime_nsec(),
        metadata.ctime(),
        metadata.ctime_nsec(),
    )
}

#[cfg(not(unix))]
pub(crate) fn file_stamp(metadata: &Metadata) -> String {
    let modified = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    let modified = modified.map_or(0, |time| time.as_nanos());
    format!("{}-{modified}", metadata.len())
}

/// Returns the revision of a source: its stamp, in some cases with a hash of its content. If the source changed shortly before it
/// was read, another change could have the same stamp, so the revision includes a hash of the content, keyed per process. It also
/// includes the hash if the known revision has the same stamp with a hash, so that the two can be compared.
pub(crate) fn revision(
    stamp: &str,
    has_just_changed: bool,
    known: Option<&Revision>,
    content: &[&[u8]],
) -> Revision {
    static HASHER: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    let is_known_by_content = known
        .and_then(|known| known.as_str().strip_prefix(stamp))
        .is_some_and(|rest| rest.starts_with('~'));
    if has_just_changed || is_known_by_content {
        let hash = HASHER.hash_one(content);
        return Revision::new(format!("{stamp}~{hash:016x}"));
    }
    Revision::new(stamp)
}

/// Returns whether another change could have the same change time as the last one.
pub(crate) fn has_just_changed(metadata: &Metadata) -> bool {
    let Some((changed, is_coarse)) = change_time(metadata) else {
        return true;
    };
    let granularity = if is_coarse {
        COARSE_GRANULARITY
    } else {
        TIME_GRANULARITY
    };
    // A time in the future is treated as recent.
    SystemTime::now()
        .duration_since(changed)
        .map_or(true, |age| age <= granularity)
}

#[cfg(unix)]
fn change_time(metadata: &Metadata) -> Option<(SystemTime, bool)> {
    use std::os::unix::fs::MetadataExt;
    let seconds = Duration::from_secs(metadata.ctime().try_into().ok()?);
    let nanos = Duration::from_nanos(metadata.ctime_nsec().try_into().ok()?);
    let time = SystemTime::UNIX_EPOCH.checked_add(seconds + nanos)?;
    Some((time, nanos.is_zero()))
}

#[cfg(not(unix))]
fn change_time(metadata: &Metadata) -> Option<(SystemTime, bool)> {
    Some((metadata.modified().ok()?, true))
}

/// Returns the effective user of this process.
#[cfg(unix)]
pub(crate) fn effective_user() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Checks that a file belongs to this user or to root. The error is the part of a message after the path of the file.
#[cfg(unix)]
pub(crate) fn check_owner(metadata: &Metadata) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt;
    let (owner, user) = (metadata.uid(), effective_user());
    if owner == user || owner == 0 {
        return Ok(());
    }
    Err(format!(
        "belongs to another user (uid {owner}), and this process runs as uid {user}; run it as the owner, or `chown` the file"
    ))
}

#[cfg(not(unix))]
pub(crate) fn check_owner(_: &Metadata) -> Result<(), String> {
    Ok(())
}

/// Checks that only the owner can access a file. The group of the file may read it if this process is in the group. The error is
/// the part of a message after the path of the file.
#[cfg(unix)]
pub(crate) fn check_mode(metadata: &Metadata) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt;
    let is_own_group = is_own_group(metadata.uid(), metadata.gid());
    check_private(metadata.mode(), metadata.gid(), is_own_group)
}

#[cfg(not(unix))]
pub(crate) fn check_mode(_: &Metadata) -> Result<(), String> {
    Ok(())
}

/// The rule of [`check_mode`].
#[cfg(unix)]
pub(crate) fn check_private(mode: u32, group: u32, is_own_group: bool) -> Result<(), String> {
    let mode = mode & 0o777;
    let is_group_readable = mode & 0o040 != 0;
    if mode & 0o037 != 0 {
        return Err(format!(
            "is open to others (mode {mode:03o}); `chmod 600` it"
        ));
    }
    if is_group_readable && !is_own_group {
        return Err(format!(
            "is open to others (mode {mode:03o}): this process is not in its group (gid {group}); `chmod 600` it"
        ));
    }
    Ok(())
}

/// Returns whether this process is in the group of a file, or both owner and group are root. The second case is for systemd, which
/// grants a service access to its credentials by an access-control list: the mask of the list appears as the permissions of the
/// group.
#[cfg(unix)]
pub(crate) fn is_own_group(owner: u32, group: u32) -> bool {
    use rustix::process::{getegid, getgroups};
    let is_roots = (owner, group) == (0, 0);
    is_roots
        || getegid().as_raw() == group
        || getgroups().is_ok_and(|groups| groups.iter().any(|it| it.as_raw() == group))
}

/// Returns whether any user can replace the files of a directory: it is world-writable and not sticky.
#[cfg(unix)]
pub(crate) fn is_writable_by_all_users(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).is_ok_and(|metadata| metadata.mode() & 0o1002 == 0o0002)
}

#[cfg(not(unix))]
pub(crate) fn is_writable_by_all_users(_: &Path) -> bool {
    false
}
