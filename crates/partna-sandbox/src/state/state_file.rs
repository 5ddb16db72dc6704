//! The file that persists a sandbox's state across restarts. The file contains API keys and a private key.

#[cfg(test)]
mod field_name_tests;
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

/// The version of the file format.
const FORMAT_VERSION: u64 = 1;

/// An open state file. No other sandbox can open it until this value is dropped.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    /// The private key that signs webhooks, as PEM. Each save writes it.
    webhook_key: Option<Secret>,
    _lock: StateLock,
}

/// The version of a state file. It is parsed before the other fields, because these may differ in another version.
#[derive(Deserialize)]
struct VersionField {
    version: Option<u64>,
}

/// The fields that are read from a state file of [`FORMAT_VERSION`].
#[derive(Deserialize)]
struct FileContents {
    /// The name of this field in the file must not change, because existing files contain it.
    #[serde(rename = "world")]
    state: State,
    /// `None` if the file was written before state files contained the key.
    webhook_key: Option<Secret>,
}

/// The fields that are written to a state file. [`FileContents`] describes them.
#[derive(Serialize)]
struct FileContentsRef<'a> {
    version: u64,
    #[serde(rename = "world")]
    state: &'a State,
    webhook_key: Option<&'a Secret>,
}

impl StateFile {
    /// Locks a state file and reads its state. The state is `None` if the file does not exist. If the file is invalid, returns an
    /// error and does not change the file.
    pub(crate) fn open(path: &Path) -> Result<(Self, Option<State>), Error> {
        let path =
            resolve(path).map_err(|error| io_error(path, "cannot resolve the path", &error))?;
        let lock = StateLock::acquire(&path)?;
        let (state, webhook_key) = match fs::read(&path) {
            Ok(bytes) => {
                let contents = parse(&path, &bytes)?;
                (Some(contents.state), contents.webhook_key)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => (None, None),
            Err(error) => return Err(io_error(&path, "cannot read the file", &error)),
        };
        let file = Self {
            path,
            webhook_key,
            _lock: lock,
        };
        Ok((file, state))
    }

    /// Returns the private key that signs webhooks, as PEM, if the file has one.
    pub(crate) fn webhook_key(&self) -> Option<&Secret> {
        self.webhook_key.as_ref()
    }

    /// Sets the private key that signs webhooks. The next save writes it.
    pub(crate) fn set_webhook_key(&mut self, pem: Secret) {
        self.webhook_key = Some(pem);
    }

    /// Returns the error for a state file whose webhook key is not a valid private key.
    pub(crate) fn invalid_webhook_key_error(&self, cause: impl fmt::Display) -> Error {
        Error::state_file(format!(
            "{}: invalid webhook key: {cause}. Set another key with `Builder::webhook_key` or `--webhook-key`, or move \
             the file away. The file is unchanged.",
            self.path.display()
        ))
    }

    /// Writes the state and the webhook key.
    ///
    /// The caller must hold the mutex of the state. Otherwise, an older state can overwrite a newer one.
    pub(crate) fn save(&self, state: &State) -> Result<(), Error> {
        let contents = FileContentsRef {
            version: FORMAT_VERSION,
            state,
            webhook_key: self.webhook_key.as_ref(),
        };
        let bytes = serde_json::to_vec(&contents)
            .map_err(|error| Error::internal(format!("state: cannot be serialized: {error}")))?;
        self.replace_contents(&bytes)
    }

    /// Replaces the file atomically. After a crash, the file has either the old or the new content.
    fn replace_contents(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut temporary_path = self.path.as_os_str().to_owned();
        temporary_path.push(".new");
        let temporary_path = PathBuf::from(temporary_path);
        let result = write_private_file(&temporary_path, bytes)
            .and_then(|()| fs::rename(&temporary_path, &self.path));
        if let Err(error) = result {
            let _ = fs::remove_file(&temporary_path);
            return Err(io_error(&self.path, "cannot write the file", &error));
        }
        self.sync_directory();
        Ok(())
    }

    /// Syncs the directory, so that the rename survives a power failure.
    ///
    /// Errors are ignored: if the rename is lost, the file still has its old, complete content.
    fn sync_directory(&self) {
        #[cfg(unix)]
        if let Some(directory) = self.path.parent() {
            let _ = fs::File::open(directory).and_then(|directory| directory.sync_all());
        }
    }
}

/// Resolves symbolic links, so that each path of a file leads to the same lock.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let directory = match path.parent() {
                Some(directory) if !directory.as_os_str().is_empty() => directory,
                _ => Path::new("."),
            };
            let name = path.file_name().ok_or(error)?;
            Ok(fs::canonicalize(directory)?.join(name))
        }
        result => result,
    }
}

/// Parses a state file. Errors do not contain its content, because the content includes API keys.
fn parse(path: &Path, bytes: &[u8]) -> Result<FileContents, Error> {
    let invalid_json = |problem: &str, error: &serde_json::Error| {
        Error::state_file(format!(
            "{}: {problem} (line {}, column {}); move it away, or choose another file. The file is unchanged.",
            path.display(),
            error.line(),
            error.column()
        ))
    };
    let VersionField { version } = serde_json::from_slice(bytes)
        .map_err(|error| invalid_json("not a state file of a sandbox, or damaged", &error))?;
    if version != Some(FORMAT_VERSION) {
        return Err(Error::state_file(format!(
            "{}: not a state file of this version of the sandbox; move it away, or choose another file. The file is unchanged.",
            path.display()
        )));
    }
    let contents: FileContents = serde_json::from_slice(bytes)
        .map_err(|error| invalid_json("fields of the state file are missing or invalid", &error))?;
    let has_non_sandbox_key = contents
        .state
        .valid_keys()
        .any(|key| !ApiKey::from(key.text.as_str()).is_sandbox());
    if has_non_sandbox_key {
        return Err(Error::state_file(format!(
            "{}: contains an API key that is not a sandbox key; move it away, or choose another file. The file is unchanged.",
            path.display()
        )));
    }
    Ok(contents)
}

/// Writes a file that only its owner can read, and syncs the file to disk.
fn write_private_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // `path` is the temporary file of a save. If it exists, a sandbox was killed during a save. No running sandbox uses it,
    // because this process has the lock.
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

fn io_error(path: &Path, problem: &str, error: &io::Error) -> Error {
    Error::state_file(format!(
        "{}: {problem}: {error}; check the path and its permissions, or choose another state file",
        path.display()
    ))
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
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state.json");
        let (file, initial) = StateFile::open(&path).unwrap();
        assert!(initial.is_none());
        file.save(&state()).unwrap();
        file.save(&state()).unwrap();
        drop(file);

        let (file, restored) = StateFile::open(&path).unwrap();
        let to_json = |state: &State| serde_json::to_string(state).unwrap();
        assert_eq!(to_json(&restored.unwrap()), to_json(&state()));
        drop(file);
        let file_names: Vec<_> = fs::read_dir(directory.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        if cfg!(unix) {
            assert_eq!(file_names, ["state.json"]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn state_file_is_readable_by_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;

        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state.json");
        let (file, _) = StateFile::open(&path).unwrap();
        file.save(&state()).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn rejects_invalid_file_and_leaves_it_unchanged() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state.json");
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
            let message = error.to_string();
            assert_eq!(error.kind(), ErrorKind::StateFile, "{text}");
            assert!(
                message.contains("state.json") && message.contains("move it away"),
                "{message}"
            );
            assert!(!message.contains("canary"), "{message}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn rejects_file_with_key_that_is_not_a_sandbox_key() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state.json");
        let (file, _) = StateFile::open(&path).unwrap();
        file.save(&State::new("seed", 1_000, "merchant", "1--M--canary"))
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
    fn rejects_file_in_use_by_another_sandbox() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state.json");
        let (first, _) = StateFile::open(&path).unwrap();
        let error = StateFile::open(&path).unwrap_err();
        assert!(error.to_string().contains("in use"), "{error}");
        drop(first);
        assert!(StateFile::open(&path).is_ok());
    }

    #[test]
    fn rejects_missing_directory() {
        let directory = tempfile::tempdir().unwrap();
        let error = StateFile::open(&directory.path().join("missing/state.json")).unwrap_err();
        assert!(error.to_string().contains("missing"), "{error}");
    }
}
