//! The file that a sandbox survives a restart in.

mod lock;

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use partna_auth::{ApiKey, Secret};
use serde::{Deserialize, Serialize};

use lock::StateLock;

use super::State;
use crate::Error;

/// What the file is written as. Another number is another shape.
const VERSION: u64 = 1;

/// A state file that no other sandbox has, as long as this lives.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    /// The private key that signs webhooks, as PEM. Each save writes it.
    webhook_key: Option<Secret>,
    _lock: StateLock,
}

#[derive(Deserialize)]
struct Header {
    version: Option<u64>,
}

#[derive(Deserialize)]
struct Kept {
    #[serde(rename = "world")]
    state: State,
    /// A file of an earlier version has none.
    webhook_key: Option<Secret>,
}

#[derive(Serialize)]
struct Keeping<'a> {
    version: u64,
    #[serde(rename = "world")]
    state: &'a State,
    webhook_key: Option<&'a Secret>,
}

impl StateFile {
    /// Opens a file, and reads what it has; none if it is not there yet. A file that cannot be understood stays as it is.
    pub(crate) fn open(path: &Path) -> Result<(Self, Option<State>), Error> {
        let path = resolve(path).map_err(|error| failed(path, "cannot be had", &error))?;
        let mut file = Self {
            _lock: StateLock::acquire(&path)?,
            path,
            webhook_key: None,
        };
        let state = match fs::read(&file.path) {
            Ok(bytes) => {
                let kept = read(&file.path, &bytes)?;
                file.webhook_key = kept.webhook_key;
                Some(kept.state)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(&file.path, "cannot be read", &error)),
        };
        Ok((file, state))
    }

    /// Returns the private key of the webhooks, as PEM, if the file has one.
    pub(crate) fn webhook_key(&self) -> Option<&Secret> {
        self.webhook_key.as_ref()
    }

    /// Sets the private key of the webhooks. The next save writes it.
    pub(crate) fn set_webhook_key(&mut self, pem: Secret) {
        self.webhook_key = Some(pem);
    }

    /// The error for a file whose private key cannot be used.
    pub(crate) fn invalid_webhook_key(&self, cause: impl fmt::Display) -> Error {
        Error::state_file(format!(
            "{}: its webhook key is {cause}; give a webhook key to replace it, or move the file away. It was left as it is.",
            self.path.display()
        ))
    }

    /// Writes the state. A caller that holds the lock of the state keeps the order of files that of changes.
    pub(crate) fn persist(&self, state: &State) -> Result<(), Error> {
        let keeping = Keeping {
            version: VERSION,
            state,
            webhook_key: self.webhook_key.as_ref(),
        };
        let bytes = serde_json::to_vec(&keeping)
            .map_err(|error| Error::broken(format!("the state cannot be written: {error}")))?;
        self.save(&bytes)
    }

    /// Replaces the file in one step: after a crash there is the old one or the new one.
    pub(crate) fn save(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut new = self.path.as_os_str().to_owned();
        new.push(".new");
        let new = PathBuf::from(new);
        let saved = write_aside(&new, bytes).and_then(|()| fs::rename(&new, &self.path));
        if let Err(error) = saved {
            // The half of a file is of no use to anybody.
            let _ = fs::remove_file(&new);
            return Err(failed(&self.path, "cannot be written", &error));
        }
        self.sync_folder();
        Ok(())
    }

    /// Has the new name survive a power cut, where folders can be told so. The file is whole in any case.
    fn sync_folder(&self) {
        #[cfg(unix)]
        if let Some(folder) = self.path.parent() {
            let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
        }
    }
}

/// The path with its links followed, so that one file has one lock under whatever name.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = match path.parent() {
                Some(folder) if !folder.as_os_str().is_empty() => folder,
                _ => Path::new("."),
            };
            let name = path.file_name().ok_or(error)?;
            Ok(fs::canonicalize(folder)?.join(name))
        }
        resolved => resolved,
    }
}

/// Reads a file of ours. What is in it is not repeated: there are keys among it.
fn read(path: &Path, bytes: &[u8]) -> Result<Kept, Error> {
    let damaged = |what: &str, error: &serde_json::Error| {
        Error::state_file(format!(
            "{} {what} (line {}, column {}); move it away, or choose another file. It was left as it is.",
            path.display(),
            error.line(),
            error.column()
        ))
    };
    let header: Header = serde_json::from_slice(bytes)
        .map_err(|error| damaged("is no state file of a sandbox, or is damaged", &error))?;
    if header.version != Some(VERSION) {
        return Err(Error::state_file(format!(
            "{} is no state file of this version of the sandbox; move it away, or choose another file. It was left as it is.",
            path.display()
        )));
    }
    let kept: Kept = serde_json::from_slice(bytes)
        .map_err(|error| damaged("does not have what a state file has", &error))?;
    if kept
        .state
        .live_keys()
        .any(|key| !ApiKey::from(key.text.as_str()).is_sandbox())
    {
        return Err(Error::state_file(format!(
            "{}: it has a key that no sandbox of this version makes; move it away, or choose another file. It was left as it is.",
            path.display()
        )));
    }
    Ok(kept)
}

/// Writes a new file for its owner alone, and waits until the disk has it.
fn write_aside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What is there is from a sandbox that was killed, since this one has the lock.
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn failed(path: &Path, what: &str, error: &io::Error) -> Error {
    Error::state_file(format!("{} {what}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    const KEY: &str = "1--M--73616e64626f782dc0ffee00c0ffee00--9999999999999--c0ffee00";

    fn state() -> State {
        let mut state = State::new("seed", 1_000, "merchant", KEY);
        state.open_account("amina01", None);
        state
    }

    #[test]
    fn state_survives_restart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        let (file, none) = StateFile::open(&path).unwrap();
        assert!(none.is_none());
        file.persist(&state()).unwrap();
        file.persist(&state()).unwrap();
        drop(file);

        let (file, kept) = StateFile::open(&path).unwrap();
        let text = |state: &State| serde_json::to_string(state).unwrap();
        assert_eq!(text(&kept.unwrap()), text(&state()));
        drop(file);
        let left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        if cfg!(unix) {
            assert_eq!(left, ["state.json"]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn it_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        let (file, _) = StateFile::open(&path).unwrap();
        file.persist(&state()).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn what_is_not_understood_is_named_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        for text in [
            "",
            "{\"version\":1,\"world\":{\"merchant\":\"canary\"",
            "{\"version\":1,\"world\":{\"merchant\":\"canary\"}}",
            "{\"version\":2,\"world\":{}}",
            "{\"name\":\"canary\"}",
            "[]",
        ] {
            fs::write(&path, text).unwrap();
            let error = StateFile::open(&path).unwrap_err();
            let told = error.to_string();
            assert_eq!(error.kind(), ErrorKind::StateFile, "{text}");
            assert!(
                told.contains("state.json") && told.contains("move it away"),
                "{told}"
            );
            assert!(!told.contains("canary"), "{told}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn rejects_state_with_key_without_marker() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        let (file, _) = StateFile::open(&path).unwrap();
        file.persist(&State::new("seed", 1_000, "merchant", "1--M--canary"))
            .unwrap();
        drop(file);
        let error = StateFile::open(&path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::StateFile);
        let text = error.to_string();
        assert!(
            text.contains("move it away") && !text.contains("canary"),
            "{text}"
        );
    }

    #[test]
    fn two_sandboxes_do_not_share_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        let (first, _) = StateFile::open(&path).unwrap();
        let error = StateFile::open(&path).unwrap_err();
        assert!(error.to_string().contains("in use"), "{error}");
        drop(first);
        assert!(StateFile::open(&path).is_ok());
    }

    #[test]
    fn a_folder_that_is_not_there_is_told_of() {
        let folder = tempfile::tempdir().unwrap();
        let error = StateFile::open(&folder.path().join("nowhere/state.json")).unwrap_err();
        assert!(error.to_string().contains("nowhere"), "{error}");
    }
}
