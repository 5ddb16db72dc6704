//! What happens to the files of a store.

use std::fmt;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use strum::VariantArray;

use super::Result;
use super::place::{Place, is_privileged};

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

/// Something that another user, or a mistake, has made of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Damage {
    SymbolicLink,
    DanglingLink,
    HardLink,
    Pipe,
    Directory,
    Mode(u32),
    OwnerIsStranger,
    GroupIsStranger,
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
            Self::OwnerIsStranger => f.write_str("foreign owner"),
            Self::GroupIsStranger => f.write_str("readable by a foreign group"),
        }
    }
}

impl Damage {
    /// What any user can do.
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
    /// What takes root.
    pub const PRIVILEGED: [Self; 2] = [Self::OwnerIsStranger, Self::GroupIsStranger];

    pub fn apply(self, place: &Place, file: File) -> Result {
        file.names()
            .iter()
            .try_for_each(|name| self.apply_to(place, file, name))
    }

    fn apply_to(self, place: &Place, file: File, name: &str) -> Result {
        let path = place.inside().join(name);
        let precious = place.outside().join("precious");
        if file == File::Temporary {
            place.write(name, "precious")?;
        }
        if self == Self::HardLink && file == File::Credentials {
            fs::hard_link(&path, place.outside().join("second"))?;
            return Ok(());
        }
        if self == Self::SymbolicLink && file == File::Credentials {
            let real = place.real().join("credentials.toml");
            for suffix in [".rotation", ".lock", ""] {
                let name = format!("{name}{suffix}");
                fs::rename(place.inside().join(&name), place.real().join(name))?;
            }
            symlink(real, &path)?;
            return place.give(&path);
        }
        match self {
            Self::Mode(mode) => return place.set_mode(name, mode),
            Self::OwnerIsStranger => return place.give_away(name, true),
            Self::GroupIsStranger => {
                place.give_away(name, false)?;
                return place.set_mode(name, 0o640);
            }
            _ => fs::remove_file(&path)?,
        }
        match self {
            Self::SymbolicLink => symlink(precious, &path)?,
            Self::DanglingLink => symlink(place.outside().join("nothing"), &path)?,
            // Belongs to whom it belongs.
            Self::HardLink => return Ok(fs::hard_link(precious, &path)?),
            Self::Directory => fs::create_dir(&path)?,
            _ => {
                let status = Command::new("mkfifo").arg(&path).status()?;
                if !status.success() {
                    return Err("no pipe can be made".into());
                }
            }
        }
        place.give(&path)
    }
}

type Change = fn(&Place) -> Result;

/// What happens to a lock that is held.
pub const WHILE_LOCKED: [(&str, Change); 5] = [
    ("nothing, while locked", |_| Ok(())),
    ("lock removed while locked", |place| {
        Ok(fs::remove_file(
            place.inside().join("credentials.toml.lock"),
        )?)
    }),
    ("lock replaced while locked", |place| {
        place.write("other", "")?;
        let lock = place.inside().join("credentials.toml.lock");
        Ok(fs::rename(place.inside().join("other"), lock)?)
    }),
    ("lock linked twice while locked", |place| {
        let lock = place.inside().join("credentials.toml.lock");
        Ok(fs::hard_link(lock, place.inside().join("other"))?)
    }),
    ("directory replaced while locked", |place| {
        let moved = place.home().join("moved");
        fs::rename(place.inside(), &moved)?;
        fs::create_dir(place.inside())?;
        for name in [
            "credentials.toml",
            "credentials.toml.rotation",
            "credentials.toml.lock",
        ] {
            place.write(name, &fs::read_to_string(moved.join(name))?)?;
        }
        place.give(&place.inside())
    }),
];

/// A file system that does not take part.
#[derive(Clone, Copy, Debug)]
pub enum Mount {
    ReadOnly,
    /// A file that is mounted by itself, as containers do.
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

    /// Whether the files are gone with the mount, and a copy is left.
    pub fn is_copied(&self) -> bool {
        matches!(self, Self::FullDisk)
    }

    /// Makes what is mounted over.
    pub fn prepare(&self, place: &Place) -> Result {
        let Self::Single(file) = self else {
            return Ok(());
        };
        for name in file.names() {
            if *file == File::Temporary {
                place.write(name, "precious")?;
            }
        }
        Ok(())
    }

    /// A script that mounts, runs its arguments and keeps what there is then.
    pub fn script(&self, place: &Place) -> String {
        let inside = place.inside().display().to_string();
        let after = place.after().display().to_string();
        match self {
            Self::ReadOnly => format!(
                "set -e; mount --bind {inside} {inside}; mount -o remount,bind,ro {inside}; exec \"$@\""
            ),
            Self::Single(file) => {
                let names = file.names().join(" ");
                // A file that is not there yet is made by the cell that waits.
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
