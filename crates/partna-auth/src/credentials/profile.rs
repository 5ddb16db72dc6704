//! A file of profiles.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{self, File, Metadata};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use etcetera::BaseStrategy;
use partna_client::Error;
use partna_types::{Environment, Secret};
use serde::{Deserialize, Serialize};

use super::{ApiKey, Credentials, Found, LoadFuture, Loaded, Provider, Version, Wanted};
use crate::setup::config;

/// No file of credentials is longer than this, in bytes.
const LONGEST: u64 = 1 << 20;

/// Credentials in a file of profiles, each bound to an environment.
///
/// ```toml
/// [test]
/// environment = "staging"
/// api_key = "1--N--not-a-real-key"
/// api_user = "yourmerchant"
///
/// [live]
/// environment = "production"
/// api_key = "1--N--not-a-real-key-either"
/// api_user = "yourmerchant"
/// ```
///
/// Without a name, the profile of the environment that is wanted is taken, which is staging if nothing is said. On Unix a
/// file that others can read is refused. It is looked at again every second, and after the API has refused the key; a file
/// that is replaced has to be replaced whole, by renaming another over it, as [`FileStore`](crate::FileStore) does.
#[derive(Clone, Debug)]
pub struct ProfileFile {
    path: PathBuf,
    profile: Option<String>,
    /// Whether it is an error that the file is not there.
    required: bool,
    poll_every: Duration,
}

impl ProfileFile {
    /// Reads a file of this path.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            profile: None,
            required: true,
            poll_every: Duration::from_secs(1),
        }
    }

    /// Reads `partna/credentials.toml` in the platform's folder for configuration: `~/.config` on Linux,
    /// `~/Library/Preferences` on macOS, `%APPDATA%` on Windows. That there is none is no error.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if there is no home to look in.
    pub fn standard() -> Result<Self, Error> {
        let places = etcetera::base_strategy::choose_native_strategy().map_err(|error| {
            config("there is no home folder to look for credentials.toml in").with_source(error)
        })?;
        let path = places.config_dir().join("partna").join("credentials.toml");
        Ok(Self {
            required: false,
            ..Self::at(path)
        })
    }

    /// Takes the profile of this name, and no other.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// How often a client looks whether the file has changed. Every second unless set.
    #[must_use]
    pub fn poll_every(mut self, time: Duration) -> Self {
        self.poll_every = time;
        self
    }

    fn find(&self, wanted: &Wanted) -> Result<Found, Error> {
        let shown = self.path.display();
        let unreadable = |error| config(format!("{shown} cannot be read")).with_source(error);
        // Before it is opened: a pipe would keep us waiting.
        let metadata = match fs::metadata(&self.path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound && !self.required => {
                return Ok(Found::Nothing(format!("{shown} does not exist")));
            }
            Err(error) => return Err(unreadable(error)),
        };
        if !metadata.is_file() {
            return Err(config(format!("{shown} is not a file")));
        }
        let file = File::open(&self.path).map_err(unreadable)?;
        let metadata = file.metadata().map_err(unreadable)?;
        refuse_if_open_to_others(&self.path, &metadata)?;
        let version = version(&metadata);
        if wanted.known.as_ref() == Some(&version) {
            return Ok(Found::Unchanged);
        }
        if metadata.len() > LONGEST {
            return Err(config(format!(
                "{shown} is longer than {LONGEST} bytes, and no file of credentials"
            )));
        }
        let mut text = zeroize::Zeroizing::new(String::new());
        file.take(LONGEST)
            .read_to_string(&mut text)
            .map_err(unreadable)?;
        let profiles = parse(&text).map_err(|problem| config(format!("{shown} {problem}")))?;
        let problem = |problem: String| config(format!("{shown} {problem}"));
        let (name, profile) =
            choose(&profiles, self.profile.as_deref(), wanted.environment).map_err(problem)?;
        let source = format!("profile `{name}` of {shown}");
        let credentials = Credentials::new(
            profile.environment,
            profile.api_key.clone(),
            profile.api_user.clone(),
        )
        .map_err(|error| config(format!("{source} cannot be used")).with_source(error))?;
        Ok(Found::Pair(Loaded::new(credentials, version, source)))
    }
}

impl Provider for ProfileFile {
    fn load<'a>(&'a self, wanted: &'a Wanted) -> LoadFuture<'a> {
        // A small local file, read in one go: not worth a thread.
        Box::pin(std::future::ready(self.find(wanted)))
    }

    fn source(&self) -> String {
        match &self.profile {
            Some(name) => format!("profile `{name}` of {}", self.path.display()),
            None => self.path.display().to_string(),
        }
    }

    fn poll_every(&self) -> Option<Duration> {
        Some(self.poll_every)
    }

    fn is_deliberate(&self) -> bool {
        self.required || self.profile.is_some()
    }
}

/// Profiles by their names.
pub(crate) type Profiles = BTreeMap<String, Profile>;

/// A profile as it is written.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    pub(crate) environment: Environment,
    pub(crate) api_key: Secret,
    pub(crate) api_user: Secret,
}

/// Reads profiles. A problem completes "the file …", and quotes nothing of it: toml's own text shows the line.
pub(crate) fn parse(text: &str) -> Result<Profiles, String> {
    let profiles: Profiles = toml::from_str(text).map_err(|error| {
        let line = error.span().and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count() + 1);
        let place = line.map_or_else(String::new, |line| format!(", at line {line}"));
        format!(
            "is not a file of profiles{place}: each is a [name] with `environment` (`staging` or `production`), `api_key` and \
             `api_user`, and nothing else"
        )
    })?;
    for (name, profile) in &profiles {
        let key = ApiKey::from(profile.api_key.clone());
        let twin = profiles.iter().find(|(_, other)| {
            other.environment != profile.environment && ApiKey::from(other.api_key.clone()) == key
        });
        if let Some((other, _)) = twin {
            return Err(format!(
                "has the same key in `{name}` and `{other}`, for two environments: each environment has its own"
            ));
        }
    }
    Ok(profiles)
}

/// The profile that is meant.
fn choose<'a>(
    profiles: &'a Profiles,
    named: Option<&str>,
    wanted: Option<Environment>,
) -> Result<(&'a str, &'a Profile), String> {
    if let Some(name) = named {
        let Some((name, profile)) = profiles.get_key_value(name) else {
            return Err(format!(
                "has no profile `{name}`; it has {}",
                listed(profiles.keys())
            ));
        };
        return match wanted {
            Some(wanted) if wanted != profile.environment => Err(format!(
                "has profile `{name}` for {}, and the client is to be for {wanted}",
                profile.environment
            )),
            _ => Ok((name, profile)),
        };
    }
    let environment = wanted.unwrap_or_default();
    let fitting: Vec<_> = profiles
        .iter()
        .filter(|(_, profile)| profile.environment == environment)
        .collect();
    match fitting.as_slice() {
        [(name, profile)] => Ok((name, profile)),
        [] => Err(format!(
            "has no profile for {environment}; it has {}",
            listed(profiles.keys())
        )),
        several => {
            let names = listed(several.iter().map(|(name, _)| *name));
            Err(format!(
                "has several profiles for {environment}, {names}: choose one with PARTNA_PROFILE"
            ))
        }
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let mut text = String::new();
    for name in names {
        let separator = if text.is_empty() { "" } else { ", " };
        // Writing to a String does not fail.
        let _ = write!(text, "{separator}`{name}`");
    }
    if text.is_empty() {
        "none at all".to_owned()
    } else {
        text
    }
}

#[cfg(unix)]
fn refuse_if_open_to_others(path: &Path, metadata: &Metadata) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(config(format!(
        "{} is open to others (mode {mode:03o}); `chmod 600` it",
        path.display()
    )))
}

/// Elsewhere, who can read a file is not in its mode.
#[cfg(not(unix))]
fn refuse_if_open_to_others(_: &Path, _: &Metadata) -> Result<(), Error> {
    Ok(())
}

/// Tells one file from the one that is renamed over it, and from what is written into it.
pub(crate) fn version(metadata: &Metadata) -> Version {
    let modified = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let modified = modified.map_or(0, |time| time.as_nanos());
    Version::new(format!("{modified}-{}-{}", metadata.len(), inode(metadata)))
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ino()
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}
