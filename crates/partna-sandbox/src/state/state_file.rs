//! The file that persists a sandbox's state across restarts.

#[cfg(test)]
mod field_names;
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
    /// The private key that signs webhooks, as PEM. It is written with each save.
    webhook_key: Option<Secret>,
    _lock: StateLock,
}

/// The part of a file that is read first, because other versions may have other contents.
#[derive(Deserialize)]
struct Header {
    version: Option<u64>,
}

#[derive(Deserialize)]
struct FileContents {
    // Earlier versions of the sandbox wrote this name.
    #[serde(rename = "world")]
    state: State,
    /// Absent in files that earlier versions of the sandbox wrote.
    webhook_key: Option<Secret>,
}

/// The contents of a file to write; see [`FileContents`].
#[derive(Serialize)]
struct FileContentsRef<'a> {
    version: u64,
    #[serde(rename = "world")]
    state: &'a State,
    webhook_key: Option<&'a Secret>,
}

impl StateFile {
    /// Opens a file and reads its state; the state is `None` if the file does not exist. An invalid file is not changed.
    pub(crate) fn open(path: &Path) -> Result<(Self, Option<State>), Error> {
        let path =
            resolve(path).map_err(|error| io_error(path, "cannot resolve the path", &error))?;
        let mut file = Self {
            _lock: StateLock::acquire(&path)?,
            path,
            webhook_key: None,
        };
        let state = match fs::read(&file.path) {
            Ok(bytes) => {
                let contents = parse(&file.path, &bytes)?;
                file.webhook_key = contents.webhook_key;
                Some(contents.state)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(io_error(&file.path, "cannot read the file", &error)),
        };
        Ok((file, state))
    }

    /// Returns the private key that signs webhooks, as PEM, if the file has one.
    pub(crate) fn webhook_key(&self) -> Option<&Secret> {
        self.webhook_key.as_ref()
    }

    /// Sets the private key that signs webhooks. It is written with the next save.
    pub(crate) fn set_webhook_key(&mut self, pem: Secret) {
        self.webhook_key = Some(pem);
    }

    /// Returns the error for a file with an invalid private key.
    pub(crate) fn invalid_webhook_key(&self, cause: impl fmt::Display) -> Error {
        Error::state_file(format!(
            "{}: invalid webhook key: {cause}; set a webhook key to replace it, or move the file away. The file is unchanged.",
            self.path.display()
        ))
    }

    /// Writes the state. The caller holds the lock of the state, so that writes keep the order of the changes.
    pub(crate) fn save(&self, state: &State) -> Result<(), Error> {
        let contents = FileContentsRef {
            version: FORMAT_VERSION,
            state,
            webhook_key: self.webhook_key.as_ref(),
        };
        let bytes = serde_json::to_vec(&contents)
            .map_err(|error| Error::broken(format!("state: cannot be serialized: {error}")))?;
        self.replace_contents(&bytes)
    }

    /// Replaces the file atomically: after a crash it has the old or the new content.
    fn replace_contents(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut temporary = self.path.as_os_str().to_owned();
        temporary.push(".new");
        let temporary = PathBuf::from(temporary);
        let result =
            write_temporary(&temporary, bytes).and_then(|()| fs::rename(&temporary, &self.path));
        if let Err(error) = result {
            // A partial file is useless.
            let _ = fs::remove_file(&temporary);
            return Err(io_error(&self.path, "cannot write the file", &error));
        }
        self.sync_directory();
        Ok(())
    }

    /// Syncs the directory, so that the rename survives a power failure. Without it, the file is still complete.
    fn sync_directory(&self) {
        #[cfg(unix)]
        if let Some(directory) = self.path.parent() {
            let _ = fs::File::open(directory).and_then(|directory| directory.sync_all());
        }
    }
}

/// Resolves symbolic links, so that one file has one lock for all its paths.
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
        resolved => resolved,
    }
}

/// Parses a state file. Errors do not repeat its content, which includes API keys.
fn parse(path: &Path, bytes: &[u8]) -> Result<FileContents, Error> {
    let damaged = |problem: &str, error: &serde_json::Error| {
        Error::state_file(format!(
            "{}: {problem} (line {}, column {}); move it away, or choose another file. The file is unchanged.",
            path.display(),
            error.line(),
            error.column()
        ))
    };
    let header: Header = serde_json::from_slice(bytes)
        .map_err(|error| damaged("not a state file of a sandbox, or damaged", &error))?;
    if header.version != Some(FORMAT_VERSION) {
        return Err(Error::state_file(format!(
            "{}: not a state file of this version of the sandbox; move it away, or choose another file. The file is unchanged.",
            path.display()
        )));
    }
    let contents: FileContents = serde_json::from_slice(bytes)
        .map_err(|error| damaged("fields of the state file are missing or invalid", &error))?;
    if contents
        .state
        .valid_keys()
        .any(|key| !ApiKey::from(key.text.as_str()).is_sandbox())
    {
        return Err(Error::state_file(format!(
            "{}: contains an API key that is not a sandbox key; move it away, or choose another file. The file is unchanged.",
            path.display()
        )));
    }
    Ok(contents)
}

/// Writes a new file that only its owner can read, and syncs it to disk.
fn write_temporary(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // An existing file is from a sandbox that was killed, because this process has the lock.
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

        let (file, contents) = StateFile::open(&path).unwrap();
        let text = |state: &State| serde_json::to_string(state).unwrap();
        assert_eq!(text(&contents.unwrap()), text(&state()));
        drop(file);
        let remaining: Vec<_> = fs::read_dir(directory.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        if cfg!(unix) {
            assert_eq!(remaining, ["state.json"]);
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
    fn rejects_state_with_key_without_marker() {
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
