//! A directory of a service with a store in it, and files elsewhere that have to stay as they are.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, lchown};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use partna_tests::file_matrix::{JOURNALS, KEYS, credentials};
use rustix::process::{getegid, geteuid};
use tempfile::TempDir;

use super::Result;
use super::damage::{File, Mount};

/// The user of the service where the suite runs as root, and another one.
const SERVICE: u32 = 7391;
const STRANGER: u32 = 7392;

/// Who works with the store. Its files belong to the service always.
#[derive(Clone, Copy, Debug, PartialEq, strum::Display)]
pub enum User {
    #[strum(to_string = "as the service")]
    Service,
    #[strum(to_string = "as root")]
    Root,
}

impl User {
    /// What has the helper become this user.
    pub fn arguments(self) -> Vec<String> {
        if self == Self::Service && is_privileged() {
            return vec!["as".into(), SERVICE.to_string(), SERVICE.to_string()];
        }
        Vec::new()
    }
}

pub fn is_privileged() -> bool {
    geteuid().is_root()
}

/// The helper at a path that every user can run it from.
pub fn helper() -> Result<&'static Path> {
    static HELPER: OnceLock<std::result::Result<(TempDir, PathBuf), String>> = OnceLock::new();
    let copy = || -> Result<(TempDir, PathBuf)> {
        let directory = tempfile::tempdir()?;
        fs::set_permissions(directory.path(), Permissions::from_mode(0o755))?;
        let path = directory.path().join("store_step");
        fs::copy(env!("CARGO_BIN_EXE_store_step"), &path)?;
        fs::set_permissions(&path, Permissions::from_mode(0o755))?;
        Ok((directory, path))
    };
    let helper = HELPER.get_or_init(|| copy().map_err(|error| error.to_string()));
    match helper {
        Ok((_, path)) => Ok(path),
        Err(error) => Err(error.clone().into()),
    }
}

/// What there is of a file: what it is, with its content, and its owner, group and mode.
type Listing = BTreeMap<PathBuf, (String, u32, u32, u32)>;

#[derive(Debug)]
pub struct Place {
    home: TempDir,
}

impl Place {
    /// A store after a rotation: credentials, a closed journal, the lock of an earlier process.
    pub fn new() -> Result<Self> {
        let place = Self {
            home: tempfile::tempdir()?,
        };
        fs::set_permissions(place.home.path(), Permissions::from_mode(0o755))?;
        for directory in [place.inside(), place.outside(), place.after(), place.real()] {
            fs::create_dir(&directory)?;
            fs::set_permissions(&directory, Permissions::from_mode(0o755))?;
        }
        let precious = place.outside().join("precious");
        fs::write(&precious, "precious")?;
        fs::set_permissions(&precious, Permissions::from_mode(0o600))?;
        let [old, _] = KEYS;
        let [journal, _] = JOURNALS;
        let lock = "process 1 since 1700000000 (Unix seconds)";
        place.write("credentials.toml", &credentials(old))?;
        place.write("credentials.toml.rotation", journal)?;
        place.write("credentials.toml.lock", lock)?;
        place.give(&place.inside())?;
        place.give(&place.real())?;
        Ok(place)
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The directory of the service.
    pub fn inside(&self) -> PathBuf {
        self.home.path().join("inside")
    }

    /// A directory of root, or of who runs the suite.
    pub fn outside(&self) -> PathBuf {
        self.home.path().join("outside")
    }

    /// Where the credentials lie if the path leads through a link.
    pub fn real(&self) -> PathBuf {
        self.home.path().join("real")
    }

    /// What a disk that is gone by now had on it.
    pub fn after(&self) -> PathBuf {
        self.home.path().join("after")
    }

    /// Writes a file of the service.
    pub fn write(&self, name: &str, text: &str) -> Result {
        let path = self.inside().join(name);
        fs::write(&path, text)?;
        fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        self.give(&path)
    }

    /// Gives a file to the service.
    pub fn give(&self, path: &Path) -> Result {
        if is_privileged() {
            lchown(path, Some(SERVICE), Some(SERVICE))?;
        }
        Ok(())
    }

    /// Gives a file to another user, or to the group of one.
    pub fn give_away(&self, name: &str, owner: bool) -> Result {
        let owner = owner.then_some(STRANGER);
        chown(self.inside().join(name), owner, Some(STRANGER))?;
        Ok(())
    }

    pub fn set_mode(&self, name: &str, mode: u32) -> Result {
        let path = self.inside().join(name);
        fs::set_permissions(path, Permissions::from_mode(mode))?;
        Ok(())
    }

    /// The text without what differs from run to run.
    pub fn shown(&self, text: &str) -> String {
        let (service, group) = if is_privileged() {
            (SERVICE, SERVICE)
        } else {
            (geteuid().as_raw(), getegid().as_raw())
        };
        let mut text = text.replace(&*self.home.path().to_string_lossy(), "[home]");
        for (id, name) in [(service, "service"), (STRANGER, "stranger"), (0, "root")] {
            text = text.replace(&format!("uid {id}"), &format!("uid of {name}"));
        }
        for (id, name) in [(group, "service"), (STRANGER, "stranger"), (0, "root")] {
            text = text.replace(&format!("gid {id}"), &format!("gid of {name}"));
        }
        text
    }

    /// All that is outside the directory of the service.
    pub fn elsewhere(&self) -> Result<Listing> {
        list(&self.outside())
    }

    /// What has to hold in every cell.
    pub fn judge(&self, before: &Listing, mount: Option<&Mount>) -> Result {
        let mut now = self.elsewhere()?;
        // A second link to the credentials, which the damage made.
        now.retain(|path, _| !path.ends_with("second"));
        if now != *before {
            return Err(format!("files elsewhere: {before:?}, then {now:?}").into());
        }
        let second = self.outside().join("second");
        let inside = match mount {
            Some(mount) if mount.is_copied() => self.after(),
            _ => self.inside(),
        };
        let whole = KEYS.map(credentials);
        for path in [&second, &inside.join("credentials.toml")] {
            is_one_of(path, &whole)?;
        }
        is_one_of(
            &inside.join("credentials.toml.rotation"),
            &JOURNALS.map(str::to_owned),
        )
    }
}

/// Checks that a regular file has one of these texts, or the one that the damage put there.
fn is_one_of(path: &Path, texts: &[String]) -> Result {
    let Ok(metadata) = fs::metadata(path) else {
        return Ok(());
    };
    if !metadata.is_file() {
        return Ok(());
    }
    let text = fs::read_to_string(path)?;
    if text == "precious" || texts.contains(&text) {
        return Ok(());
    }
    Err(format!("{} has {text:?}", path.display()).into())
}

fn list(directory: &Path) -> Result<Listing> {
    let mut listing = Listing::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let metadata = fs::symlink_metadata(&path)?;
        let content = if metadata.is_file() {
            fs::read_to_string(&path)?
        } else {
            format!("{:?}", metadata.file_type())
        };
        let facts = (content, metadata.uid(), metadata.gid(), metadata.mode());
        listing.insert(path, facts);
    }
    Ok(listing)
}

/// The names of a file of the store.
impl File {
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Lock => &["credentials.toml.lock"],
            Self::Journal => &["credentials.toml.rotation"],
            Self::Temporary => &["credentials.toml.new", "credentials.toml.rotation.new"],
            Self::Credentials => &["credentials.toml"],
        }
    }
}
