//! Loads credentials from a directory of secrets, as Kubernetes mounts it.

use std::borrow::Cow;
use std::fmt;
use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use partna_client::Error;
use partna_types::{Environment, UnknownEnvironment};
use zeroize::Zeroizing;

use super::source_file::{self, MAX_READ_ATTEMPTS};
use super::text_file;
use super::{
    Credentials, LoadFuture, LoadOutcome, LoadRequest, LoadedCredentials, Provider, Revision,
    redact_setting,
};
use crate::errors::config;

/// The maximum size of a file in the directory.
const MAX_FILE_BYTES: u64 = 1 << 16;
/// The files of the directory.
const FILE_NAMES: [&str; 3] = ["api-key", "api-user", "environment"];

/// A source of credentials in a mounted directory: the files `api-key`, `api-user` and, optionally, `environment`.
///
/// Kubernetes updates a mounted secret by changing the link `..data` to a new directory. Key and user are read from the same target
/// of that link, so they always belong together. In a directory without the link, the files are read directly, and read again if
/// they change in the meantime. By default, the directory is checked every second, and after the API has refused the key. If the
/// check fails, the client keeps its current credentials.
///
/// The environment is set by [`environment`](Self::environment) or by the file `environment`. If both are set, they must agree. If
/// neither is set, it is the environment that the client is built for, by default staging.
#[derive(Clone)]
pub struct SecretDir {
    path: PathBuf,
    /// The name of the setting for the path, for messages.
    setting_name: &'static str,
    environment: Option<Environment>,
    poll_every: Duration,
}

impl SecretDir {
    /// Returns a source that reads the directory at this path.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            setting_name: "the path of the secret directory",
            environment: None,
            poll_every: Duration::from_secs(1),
        }
    }

    /// Sets the environment of the credentials.
    #[must_use]
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = Some(environment);
        self
    }

    /// Sets how often a client checks the directory for changes. Every second by default.
    #[must_use]
    pub fn poll_every(mut self, time: Duration) -> Self {
        self.poll_every = time;
        self
    }

    /// Uses the variable name of [`Chain::standard`](super::Chain::standard) as the setting name in messages.
    pub(super) fn with_variable_name(mut self) -> Self {
        self.setting_name = "PARTNA_CREDENTIALS_DIR";
        self
    }

    fn display_path(&self) -> Cow<'_, str> {
        redact_setting(self.setting_name, self.path.to_string_lossy())
    }

    fn load_dir(&self, request: &LoadRequest) -> Result<LoadOutcome, Error> {
        for _ in 0..MAX_READ_ATTEMPTS {
            let before = self.mounted_state()?;
            let known = request.known.as_ref();
            if known.is_some_and(|known| known.as_str() == before.stamp) {
                return Ok(LoadOutcome::Unchanged);
            }
            let files = FILE_NAMES.map(|name| read_file(&before.directory.join(name)));
            // The files belong together if their state has not changed since before they were read.
            if self.mounted_state()?.stamp != before.stamp {
                continue;
            }
            let texts = files
                .each_ref()
                .map(|file| file.as_ref().map_or(&[][..], |bytes| bytes.as_slice()));
            let revision =
                source_file::revision(&before.stamp, before.has_just_changed, known, &texts);
            if known == Some(&revision) {
                return Ok(LoadOutcome::Unchanged);
            }
            return self.parse_files(files, revision, request);
        }
        Err(config(format!(
            "{}: changed while it was read; replace the directory as a whole, as Kubernetes does",
            self.display_path()
        )))
    }

    /// Returns the current state of the files, and the directory that contains them.
    fn mounted_state(&self) -> Result<MountedState, Error> {
        match fs::read_link(self.path.join("..data")) {
            Ok(target) => {
                let name = target.to_string_lossy().into_owned();
                Ok(MountedState::new(self.path.join(target), &name))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Ok(MountedState::new(self.path.clone(), ""))
            }
            Err(error) => Err(config(format!(
                "{}: cannot be read; check the path and its permissions",
                self.display_path()
            ))
            .with_source(error)),
        }
    }

    fn parse_files(
        &self,
        files: [io::Result<Zeroizing<Vec<u8>>>; 3],
        revision: Revision,
        request: &LoadRequest,
    ) -> Result<LoadOutcome, Error> {
        let path = self.display_path();
        let value = |name: &'static str, file: io::Result<Zeroizing<Vec<u8>>>| {
            let bytes = file.map_err(|error| {
                config(format!("{path}, the file `{name}`: cannot be read; check that it exists, and its permissions")).with_source(error)
            })?;
            text_file::decode_value(&bytes)
                .map_err(|problem| config(format!("{path}, the file `{name}`: {problem}")))
        };
        let [key, user, environment] = files;
        let (key, user) = (value("api-key", key)?, value("api-user", user)?);
        let named: Option<Environment> = match environment {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            file => {
                let text = value("environment", file)?;
                let named = text.parse().map_err(|error: UnknownEnvironment| {
                    config(format!("{path}, the file `environment`: {error}"))
                })?;
                Some(named)
            }
        };
        if let (Some(stated), Some(named)) = (self.environment, named)
            && stated != named
        {
            return Err(config(format!(
                "{path}, the file `environment`: is {named}, but the program set {stated}; change one of the two"
            )));
        }
        let environment = self
            .environment
            .or(named)
            .or(request.environment)
            .unwrap_or_default();
        let source = format!("the directory {path}");
        let credentials = Credentials::new(environment, key.as_str(), user.as_str())
            .map_err(|error| config(format!("{source}: {error}")))?;
        Ok(LoadOutcome::Loaded(LoadedCredentials::new(
            credentials,
            revision,
            source,
        )))
    }
}

struct MountedState {
    stamp: String,
    /// Whether a file changed so recently that another change could have the same stamp.
    has_just_changed: bool,
    directory: PathBuf,
}

impl MountedState {
    fn new(directory: PathBuf, name: &str) -> Self {
        let files = FILE_NAMES.map(|file| fs::metadata(directory.join(file)).ok());
        let stamp = |file: &Option<Metadata>| {
            file.as_ref()
                .map_or_else(String::new, source_file::file_stamp)
        };
        Self {
            stamp: format!("{name}/{}", files.each_ref().map(stamp).join("/")),
            has_just_changed: files.iter().flatten().any(source_file::has_just_changed),
            directory,
        }
    }
}

fn read_file(path: &Path) -> io::Result<Zeroizing<Vec<u8>>> {
    let file = source_file::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() || metadata.len() > MAX_FILE_BYTES {
        return Err(io::Error::other(
            "not a regular file, or too long for a key",
        ));
    }
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(MAX_FILE_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl fmt::Debug for SecretDir {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretDir")
            .field("path", &self.display_path())
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}

impl Provider for SecretDir {
    fn load<'a>(&'a self, request: &'a LoadRequest) -> LoadFuture<'a> {
        // Three small files of a memory file system do not need a blocking thread.
        Box::pin(std::future::ready(self.load_dir(request)))
    }

    fn source(&self) -> String {
        format!("the directory {}", self.display_path())
    }

    fn poll_every(&self) -> Option<Duration> {
        Some(self.poll_every)
    }
}
