//! Kinds of damage to the files of a store.

use std::fmt;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use strum::VariantArray;

use super::Result;
use super::store_directory::{StoreDirectory, is_privileged};

#[derive(Clone, Copy, Debug, PartialEq, strum::Display, strum::VariantArray)]
pub enum File {
    #[strum(to_string = "the lock")]
    Lock,
    #[strum(to_string = "the journal")]
    Journal,
    #[strum(to_string = "the temporary file")]
    Temporary,
    #[strum(to_string = "the credentials")]
    Credentials,
}

/// A change to a file by another user or by mistake.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Damage {
    SymbolicLink,
    DanglingLink,
    HardLink,
    Pipe,
    Directory,
    Mode(u32),
    OtherOwner,
    OtherGroup,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SymbolicLink => f.write_str("symbolic link"),
            Self::DanglingLink => f.write_str("dangling link"),
            Self::HardLink => f.write_str("hard link"),
            Self::Pipe => f.write_str("pipe"),
            Self::Directory => f.write_str("directory"),
            Self::Mode(mode) => write!(f, "mode {mode:o}"),
            Self::OtherOwner => f.write_str("foreign owner"),
            Self::OtherGroup => f.write_str("readable by a foreign group"),
        }
    }
}

impl Damage {
    /// The kinds that any user can cause.
    pub const COMMON: [Self; 9] = [
        Self::SymbolicLink,
        Self::DanglingLink,
        Self::HardLink,
        Self::Pipe,
        Self::Directory,
        Self::Mode(0o640),
        Self::Mode(0o644),
        Self::Mode(0o660),
        Self::Mode(0o666),
    ];
    /// The kinds that require root.
    pub const PRIVILEGED: [Self; 2] = [Self::OtherOwner, Self::OtherGroup];

    pub fn apply(self, directory: &StoreDirectory, file: File) -> Result {
        file.names()
            .iter()
            .try_for_each(|name| self.apply_to(directory, file, name))
    }

    fn apply_to(self, directory: &StoreDirectory, file: File, name: &str) -> Result {
        let path = directory.inside().join(name);
        let precious = directory.outside().join("precious");
        if file == File::Temporary {
            directory.write(name, "precious")?;
        }
        if self == Self::HardLink && file == File::Credentials {
            fs::hard_link(&path, directory.outside().join("second"))?;
            return Ok(());
        }
        if self == Self::SymbolicLink && file == File::Credentials {
            let real = directory.real().join("credentials.toml");
            for suffix in [".rotation", ".lock", ""] {
                let name = format!("{name}{suffix}");
                fs::rename(directory.inside().join(&name), directory.real().join(name))?;
            }
            symlink(real, &path)?;
            return directory.set_service_owner(&path);
        }
        match self {
            Self::Mode(mode) => return directory.set_mode(name, mode),
            Self::OtherOwner => return directory.set_other_owner(name, true),
            Self::OtherGroup => {
                directory.set_other_owner(name, false)?;
                return directory.set_mode(name, 0o640);
            }
            _ => fs::remove_file(&path)?,
        }
        match self {
            Self::SymbolicLink => symlink(precious, &path)?,
            Self::DanglingLink => symlink(directory.outside().join("nothing"), &path)?,
            // A hard link shares the owner of its target, so the owner is not set below.
            Self::HardLink => return Ok(fs::hard_link(precious, &path)?),
            Self::Directory => fs::create_dir(&path)?,
            _ => {
                let status = Command::new("mkfifo").arg(&path).status()?;
                if !status.success() {
                    return Err("mkfifo failed; install it".into());
                }
            }
        }
        directory.set_service_owner(&path)
    }
}

type Change = fn(&StoreDirectory) -> Result;

/// Changes to the files while the lock is held.
pub const WHILE_LOCKED: [(&str, Change); 5] = [
    ("no damage, while locked", |_| Ok(())),
    ("lock removed while locked", |directory| {
        Ok(fs::remove_file(
            directory.inside().join("credentials.toml.lock"),
        )?)
    }),
    ("lock replaced while locked", |directory| {
        directory.write("other", "")?;
        let lock = directory.inside().join("credentials.toml.lock");
        Ok(fs::rename(directory.inside().join("other"), lock)?)
    }),
    ("lock linked twice while locked", |directory| {
        let lock = directory.inside().join("credentials.toml.lock");
        Ok(fs::hard_link(lock, directory.inside().join("other"))?)
    }),
    ("directory replaced while locked", |directory| {
        let moved = directory.home().join("moved");
        fs::rename(directory.inside(), &moved)?;
        fs::create_dir(directory.inside())?;
        for name in [
            "credentials.toml",
            "credentials.toml.rotation",
            "credentials.toml.lock",
        ] {
            directory.write(name, &fs::read_to_string(moved.join(name))?)?;
        }
        directory.set_service_owner(&directory.inside())
    }),
];

/// A mount that prevents writing.
#[derive(Clone, Copy, Debug)]
pub enum Mount {
    ReadOnly,
    /// A file that is mounted separately, as in containers.
    Single(File),
    FullDisk,
}

impl fmt::Display for Mount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReadOnly => f.write_str("read-only mount"),
            Self::Single(file) => write!(f, "single-file mount of {file}"),
            Self::FullDisk => f.write_str("full disk"),
        }
    }
}

impl Mount {
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self::ReadOnly, Self::FullDisk];
        all.extend(File::VARIANTS.iter().copied().map(Self::Single));
        all
    }

    pub fn are_allowed() -> bool {
        let script = "mount -t tmpfs tmpfs /tmp && mount -o remount,bind,ro /tmp";
        let mut command = Command::new("unshare");
        command.args(["--mount", "--propagation", "private", "sh", "-c", script]);
        is_privileged() && command.output().is_ok_and(|output| output.status.success())
    }

    /// Returns whether the files disappear with the mount, and only a copy remains.
    pub fn is_copied(&self) -> bool {
        matches!(self, Self::FullDisk)
    }

    /// Creates the files under the mount.
    pub fn prepare(&self, directory: &StoreDirectory) -> Result {
        let Self::Single(file) = self else {
            return Ok(());
        };
        for name in file.names() {
            if *file == File::Temporary {
                directory.write(name, "precious")?;
            }
        }
        Ok(())
    }

    /// Returns a script that mounts, runs its arguments and copies the files.
    pub fn script(&self, directory: &StoreDirectory) -> String {
        let inside = directory.inside().display().to_string();
        let after = directory.after().display().to_string();
        match self {
            Self::ReadOnly => format!(
                "set -e; mount --bind {inside} {inside}; mount -o remount,bind,ro {inside}; exec \"$@\""
            ),
            Self::Single(file) => {
                let names = file.names().join(" ");
                // The script creates a missing file before it mounts it.
                format!(
                    "set -e; for name in {names}; do file={inside}/$name; \
                     test -e $file || install -m 600 /dev/null $file; mount --bind $file $file; done; exec \"$@\""
                )
            }
            Self::FullDisk => format!(
                "set -e; cp -a {inside}/. {after}; mount -t tmpfs -o size=32k,mode=755 tmpfs {inside}; \
                 cp -a {after}/. {inside}; chown --reference={after}/credentials.toml {inside}; \
                 cat /dev/zero > {inside}/filler 2> /dev/null || true; \"$@\"; cp -a {inside}/credentials* {after}"
            ),
        }
    }
}
