//! Loads credentials from a file of profiles.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::fs::File;
use std::io::{ErrorKind, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use etcetera::BaseStrategy;
use partna_client::Error;
use partna_types::{Environment, Secret};
use serde::{Deserialize, Serialize};

use super::source_file::{self, MAX_READ_ATTEMPTS};
use super::text_file;
use super::{
    ApiKey, Credentials, LoadFuture, LoadOutcome, LoadRequest, LoadedCredentials, Provider,
    redact_setting,
};
use crate::errors::config;

/// The setting name that replaces a redacted profile name.
const PROFILE_NAME_SETTING: &str = "the name of a profile";
/// The maximum size of a file of credentials.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// A source of credentials in a file of profiles, each bound to an environment.
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
/// If no profile name is set, the only profile for the client's environment is used, or for staging if the client has no
/// environment set. By default, the file is checked every second, and after the API has refused the key. To change the file, rename
/// a complete new file over it, as [`FileStore`](crate::FileStore) does.
///
/// On Unix the file must belong to the user of the process or to root. No other user may have access, except that the file's
/// group may read it if the process is in that group. A world-writable directory without the sticky bit is logged as a warning,
/// once.
#[derive(Clone)]
pub struct ProfileFile {
    path: PathBuf,
    profile: Option<String>,
    /// The names of the settings for path and profile, for messages.
    setting_names: SettingNames,
    /// Whether a missing file is an error.
    is_required: bool,
    poll_every: Duration,
    /// Whether the warning about the directory has been logged. Shared by clones.
    has_warned: Arc<AtomicBool>,
}

#[derive(Clone, Copy)]
struct SettingNames {
    path: &'static str,
    profile: &'static str,
}

impl ProfileFile {
    /// Returns a source that reads the file at this path.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            profile: None,
            setting_names: SettingNames {
                path: "the path of the profile file",
                profile: "the name of the profile",
            },
            is_required: true,
            poll_every: Duration::from_secs(1),
            has_warned: Arc::default(),
        }
    }

    /// Returns a source that reads `partna/credentials.toml` in the platform's configuration directory: `~/.config` on Linux,
    /// `~/Library/Preferences` on macOS, `%APPDATA%` on Windows. A missing file is not an error.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if there is no home directory.
    pub fn standard() -> Result<Self, Error> {
        let directories = etcetera::base_strategy::choose_native_strategy().map_err(|error| {
            config("credentials.toml: cannot be located without a home directory; set PARTNA_CREDENTIALS_FILE to its path").with_source(error)
        })?;
        let path = directories
            .config_dir()
            .join("partna")
            .join("credentials.toml");
        Ok(Self {
            is_required: false,
            ..Self::at(path)
        })
    }

    /// Sets the name of the profile to use.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Sets how often a client checks the file for changes. Every second by default.
    #[must_use]
    pub fn poll_every(mut self, time: Duration) -> Self {
        self.poll_every = time;
        self
    }

    /// Uses the variable names of [`Chain::standard`](super::Chain::standard) as setting names in messages.
    pub(super) fn with_variable_names(mut self) -> Self {
        self.setting_names = SettingNames {
            path: "PARTNA_CREDENTIALS_FILE",
            profile: "PARTNA_PROFILE",
        };
        self
    }

    fn display_path(&self) -> Cow<'_, str> {
        redact_setting(self.setting_names.path, self.path.to_string_lossy())
    }

    fn load_profile(&self, request: &LoadRequest) -> Result<LoadOutcome, Error> {
        let path = self.display_path();
        let file = match source_file::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound && !self.is_required => {
                return Ok(LoadOutcome::NotFound(format!("{path} does not exist")));
            }
            Err(error) => return Err(self.read_error(error)),
        };
        for _ in 0..MAX_READ_ATTEMPTS {
            if let Some(found) = self.read_file(&file, request)? {
                return Ok(found);
            }
        }
        Err(config(format!(
            "{path}: changed while it was read; replace it by renaming another file over it"
        )))
    }

    /// Checks and reads the file through the same handle. Returns `None` if the file changed in the meantime.
    fn read_file(
        &self,
        mut file: &File,
        request: &LoadRequest,
    ) -> Result<Option<LoadOutcome>, Error> {
        let problem = |problem: String| config(format!("{}: {problem}", self.display_path()));
        let read_error = |error| self.read_error(error);
        let metadata = file.metadata().map_err(read_error)?;
        if !metadata.is_file() {
            return Err(problem(
                "is not a file; restore it, or change the path".to_owned(),
            ));
        }
        source_file::check_owner(&metadata).map_err(problem)?;
        source_file::check_mode(&metadata).map_err(problem)?;
        let stamp = source_file::file_stamp(&metadata);
        let known = request.known.as_ref();
        if known.is_some_and(|known| known.as_str() == stamp) {
            return Ok(Some(LoadOutcome::Unchanged));
        }
        if metadata.len() > MAX_FILE_BYTES {
            return Err(problem(format!(
                "is longer than {MAX_FILE_BYTES} bytes; use a file of profiles"
            )));
        }
        let has_just_changed = source_file::has_just_changed(&metadata);
        let mut bytes = zeroize::Zeroizing::new(Vec::new());
        file.rewind().map_err(read_error)?;
        file.take(MAX_FILE_BYTES)
            .read_to_end(&mut bytes)
            .map_err(read_error)?;
        let after = file.metadata().map_err(read_error)?;
        if source_file::file_stamp(&after) != stamp {
            return Ok(None);
        }
        let revision = source_file::revision(&stamp, has_just_changed, known, &[&bytes]);
        if known == Some(&revision) {
            return Ok(Some(LoadOutcome::Unchanged));
        }
        let text = text_file::decode(&bytes)
            .map_err(|problem| config(format!("{}: {problem}", self.display_path())))?;
        let profiles = parse_profiles(text).map_err(problem)?;
        let name = self.profile.as_deref();
        let (name, profile) = select_profile(
            &profiles,
            name,
            self.setting_names.profile,
            request.environment,
        )
        .map_err(problem)?;
        let name = redact_setting(self.setting_names.profile, name);
        let source = format!("profile `{name}` of {}", self.display_path());
        let credentials = Credentials::new(
            profile.environment,
            profile.api_key.clone(),
            profile.api_user.clone(),
        )
        .map_err(|error| config(format!("{source}: {error}")))?;
        self.warn_if_all_users_can_write_directory();
        Ok(Some(LoadOutcome::Loaded(LoadedCredentials::new(
            credentials,
            revision,
            source,
        ))))
    }

    fn read_error(&self, error: std::io::Error) -> Error {
        config(format!(
            "{}: cannot be read; check the path and its permissions",
            self.display_path()
        ))
        .with_source(error)
    }

    /// Logs a warning, once, if any user could replace this file.
    fn warn_if_all_users_can_write_directory(&self) {
        if self.has_warned.load(Ordering::Relaxed) {
            return;
        }
        let target = std::fs::canonicalize(&self.path).ok();
        let directories = [Some(self.path.as_path()), target.as_deref()].map(|path| {
            let parent = path?.parent()?;
            Some(if parent.as_os_str().is_empty() {
                Path::new(".")
            } else {
                parent
            })
        });
        let unsafe_directory = directories
            .into_iter()
            .flatten()
            .find(|directory| source_file::is_writable_by_all_users(directory));
        if let Some(directory) = unsafe_directory
            && !self.has_warned.swap(true, Ordering::Relaxed)
        {
            tracing::warn!(
                source = %self.display_path(),
                directory = %redact_setting(self.setting_names.path, directory.to_string_lossy()),
                "the directory of the credentials is writable by all users and not sticky; `chmod o-w` it"
            );
        }
    }
}

impl Provider for ProfileFile {
    fn load<'a>(&'a self, request: &'a LoadRequest) -> LoadFuture<'a> {
        // A small local file does not need a blocking thread.
        Box::pin(std::future::ready(self.load_profile(request)))
    }

    fn source(&self) -> String {
        match &self.profile {
            Some(name) => {
                let name = redact_setting(self.setting_names.profile, name);
                format!("profile `{name}` of {}", self.display_path())
            }
            None => self.display_path().into_owned(),
        }
    }

    fn poll_every(&self) -> Option<Duration> {
        Some(self.poll_every)
    }

    fn is_explicit(&self) -> bool {
        self.is_required || self.profile.is_some()
    }
}

impl fmt::Debug for ProfileFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let profile = self.profile.as_deref();
        let profile = profile.map(|name| redact_setting(self.setting_names.profile, name));
        f.debug_struct("ProfileFile")
            .field("path", &self.display_path())
            .field("profile", &profile)
            .finish_non_exhaustive()
    }
}

/// Profiles by name.
pub(crate) type Profiles = BTreeMap<String, Profile>;

/// A profile of the file.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    pub(crate) environment: Environment,
    pub(crate) api_key: Secret,
    pub(crate) api_user: Secret,
}

/// Parses profiles. The error is the part of a message after the path of the file. It quotes no text of the file, unlike the
/// message of toml.
pub(crate) fn parse_profiles(text: &str) -> Result<Profiles, String> {
    let profiles: Profiles = toml::from_str(text).map_err(|error| {
        let line = error.span().and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count() + 1);
        let location = line.map_or_else(String::new, |line| format!(", at line {line}"));
        format!(
            "is not a file of profiles{location}; write each profile as a [name] with only `environment` (`staging`, `production` or \
             `sandbox`), `api_key` and `api_user`"
        )
    })?;
    for (name, profile) in &profiles {
        let key = ApiKey::from(profile.api_key.clone());
        let duplicate = profiles.iter().find(|(_, other)| {
            other.environment != profile.environment && ApiKey::from(other.api_key.clone()) == key
        });
        if let Some((other, _)) = duplicate {
            let [name, other] =
                [name, other].map(|name| redact_setting(PROFILE_NAME_SETTING, name));
            return Err(format!(
                "has the same key in `{name}` and `{other}`, for different environments; use the key of each environment"
            ));
        }
    }
    Ok(profiles)
}

/// Returns the profile with the name, or the only profile of the environment.
fn select_profile<'a>(
    profiles: &'a Profiles,
    name: Option<&str>,
    setting: &str,
    environment: Option<Environment>,
) -> Result<(&'a str, &'a Profile), String> {
    if let Some(name) = name {
        let shown_name = redact_setting(setting, name);
        let Some((name, profile)) = profiles.get_key_value(name) else {
            return Err(format!(
                "has no profile `{shown_name}` (profiles: {}); choose one of them, or add it",
                format_names(profiles.keys())
            ));
        };
        return match environment {
            Some(environment) if environment != profile.environment => Err(format!(
                "has profile `{shown_name}` for {}, but the client is for {environment}; choose another profile or environment",
                profile.environment
            )),
            _ => Ok((name, profile)),
        };
    }
    let environment = environment.unwrap_or_default();
    let matching: Vec<_> = profiles
        .iter()
        .filter(|(_, profile)| profile.environment == environment)
        .collect();
    match matching.as_slice() {
        [(name, profile)] => Ok((name, profile)),
        [] => Err(format!(
            "has no profile for {environment} (profiles: {}); add one, or choose another environment",
            format_names(profiles.keys())
        )),
        several => {
            let names = format_names(several.iter().map(|(name, _)| *name));
            Err(format!(
                "has several profiles for {environment}: {names}; choose one with PARTNA_PROFILE"
            ))
        }
    }
}

fn format_names<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let mut text = String::new();
    for name in names {
        let name = redact_setting(PROFILE_NAME_SETTING, name.as_str());
        let separator = if text.is_empty() { "" } else { ", " };
        // Writing to a String cannot fail.
        let _ = write!(text, "{separator}`{name}`");
    }
    if text.is_empty() {
        "none".to_owned()
    } else {
        text
    }
}
