//! The directory of a service with a store, and files outside it that must not change.

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

/// The user of the service if the suite runs as root, and another user.
const SERVICE: u32 = 7391;
const OTHER_USER: u32 = 7392;

/// The user of the operations. The files always belong to the service.
#[derive(Clone, Copy, Debug, PartialEq, strum::Display)]
pub enum User {
    #[strum(to_string = "as the service")]
    Service,
    #[strum(to_string = "as root")]
    Root,
}

impl User {
    /// Returns the arguments with which the helper changes to this user.
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

/// Returns the path of a copy of the helper that every user can run.
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

/// Files by path: type or content, owner, group and mode.
type Listing = BTreeMap<PathBuf, (String, u32, u32, u32)>;

#[derive(Debug)]
pub struct StoreDirectory {
    home: TempDir,
}

impl StoreDirectory {
    /// Creates a store after a rotation: credentials, a closed journal, and the lock of an earlier process.
    pub fn new() -> Result<Self> {
        let directory = Self {
            home: tempfile::tempdir()?,
        };
        fs::set_permissions(directory.home.path(), Permissions::from_mode(0o755))?;
        for path in [
            directory.inside(),
            directory.outside(),
            directory.after(),
            directory.real(),
        ] {
            fs::create_dir(&path)?;
            fs::set_permissions(&path, Permissions::from_mode(0o755))?;
        }
        let precious = directory.outside().join("precious");
        fs::write(&precious, "precious")?;
        fs::set_permissions(&precious, Permissions::from_mode(0o600))?;
        let [old, _] = KEYS;
        let [journal, _] = JOURNALS;
        let lock = "process 1 since 1700000000 (Unix seconds)";
        directory.write("credentials.toml", &credentials(old))?;
        directory.write("credentials.toml.rotation", journal)?;
        directory.write("credentials.toml.lock", lock)?;
        directory.set_service_owner(&directory.inside())?;
        directory.set_service_owner(&directory.real())?;
        Ok(directory)
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The directory of the service.
    pub fn inside(&self) -> PathBuf {
        self.home.path().join("inside")
    }

    /// A directory of the user who runs the suite.
    pub fn outside(&self) -> PathBuf {
        self.home.path().join("outside")
    }

    /// The directory of the credentials if their path is a link.
    pub fn real(&self) -> PathBuf {
        self.home.path().join("real")
    }

    /// The copy of the files of an unmounted disk.
    pub fn after(&self) -> PathBuf {
        self.home.path().join("after")
    }

    /// Writes a file of the service.
    pub fn write(&self, name: &str, text: &str) -> Result {
        let path = self.inside().join(name);
        fs::write(&path, text)?;
        fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        self.set_service_owner(&path)
    }

    /// Sets the owner of a file to the service.
    pub fn set_service_owner(&self, path: &Path) -> Result {
        if is_privileged() {
            lchown(path, Some(SERVICE), Some(SERVICE))?;
        }
        Ok(())
    }

    /// Sets the group of a file to that of another user, and optionally its owner.
    pub fn set_other_owner(&self, name: &str, with_owner: bool) -> Result {
        let owner = with_owner.then_some(OTHER_USER);
        chown(self.inside().join(name), owner, Some(OTHER_USER))?;
        Ok(())
    }

    pub fn set_mode(&self, name: &str, mode: u32) -> Result {
        let path = self.inside().join(name);
        fs::set_permissions(path, Permissions::from_mode(mode))?;
        Ok(())
    }

    /// Replaces paths and IDs that differ between runs.
    pub fn redact(&self, text: &str) -> String {
        let (service, group) = if is_privileged() {
            (SERVICE, SERVICE)
        } else {
            (geteuid().as_raw(), getegid().as_raw())
        };
        let mut text = text.replace(&*self.home.path().to_string_lossy(), "[home]");
        for (id, name) in [(service, "service"), (OTHER_USER, "another"), (0, "root")] {
            text = text.replace(&format!("uid {id}"), &format!("uid of {name}"));
        }
        for (id, name) in [(group, "service"), (OTHER_USER, "another"), (0, "root")] {
            text = text.replace(&format!("gid {id}"), &format!("gid of {name}"));
        }
        text
    }

    /// Lists the files outside the directory of the service.
    pub fn list_outside(&self) -> Result<Listing> {
        list(&self.outside())
    }

    /// Checks that no file outside changed, and that no file of the store is partial.
    pub fn check_invariants(&self, before: &Listing, mount: Option<&Mount>) -> Result {
        let mut now = self.list_outside()?;
        // A second link to the credentials, which the damage creates.
        now.retain(|path, _| !path.ends_with("second"));
        if now != *before {
            return Err(
                format!("files outside the store changed: {before:?}, then {now:?}").into(),
            );
        }
        let second = self.outside().join("second");
        let inside = match mount {
            Some(mount) if mount.is_copied() => self.after(),
            _ => self.inside(),
        };
        let complete = KEYS.map(credentials);
        for path in [&second, &inside.join("credentials.toml")] {
            is_one_of(path, &complete)?;
        }
        is_one_of(
            &inside.join("credentials.toml.rotation"),
            &JOURNALS.map(str::to_owned),
        )
    }
}

/// Checks that a regular file contains one of these texts, or the text that the damage wrote.
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
    Err(format!("{}: unexpected content {text:?}", path.display()).into())
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

/// The names of each file.
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
