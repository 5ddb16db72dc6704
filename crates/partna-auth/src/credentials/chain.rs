//! Loads credentials from the first of several sources that has them.

use std::time::Duration;

use partna_client::Error;
use partna_types::Environment;

use super::env_vars::read_environment;
use super::read_variable::{read_path_variable, read_variable};
use super::{
    EnvVars, LoadFuture, LoadOutcome, LoadRequest, LoadedCredentials, ProfileFile, Provider,
    Revision, SecretDir,
};
use crate::errors::config;

/// A list of sources of credentials, in order. The first source that has credentials is used.
///
/// Sources after the first one with credentials are loaded only if they were [configured explicitly](Provider::is_explicit).
/// Loading fails if a loaded source has unusable credentials, or if two loaded sources have different credentials, so that it is
/// always clear which key a payment uses. [`Partna::credentials_source`](crate::Partna::credentials_source) and the log contain the
/// source in use. If no source has credentials, the error lists the sources.
///
/// A client keeps the user that it was built for, even if another source is used later. After the API has refused the key, the
/// sources are loaded again even if their revisions have not changed.
///
/// ```
/// use partna_auth::{Chain, EnvVars, SecretDir};
///
/// let chain = Chain::new().then(EnvVars).then(SecretDir::at("/var/run/secrets/partna"));
/// ```
#[derive(Debug, Default)]
pub struct Chain {
    sources: Vec<ChainSource>,
    /// Whether `PARTNA_ENVIRONMENT` sets the environment of all sources.
    is_standard: bool,
}

/// A source, or the reason why it could not be created.
type ChainSource = Result<Box<dyn Provider>, String>;

impl Chain {
    /// Returns a chain without sources.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a source at the end of the chain.
    #[must_use]
    pub fn then(mut self, source: impl Provider + 'static) -> Self {
        self.sources.push(Ok(Box::new(source)));
        self
    }

    /// Returns a chain of the standard sources of a program:
    ///
    /// 1. the environment variables of [`EnvVars`];
    /// 2. the [`SecretDir`] at `PARTNA_CREDENTIALS_DIR`;
    /// 3. the [`ProfileFile`] at `PARTNA_CREDENTIALS_FILE`, by default the file in the platform's configuration directory;
    ///    `PARTNA_PROFILE` selects the profile.
    ///
    /// `PARTNA_ENVIRONMENT` sets the environment of all sources.
    #[must_use]
    pub fn standard() -> Self {
        let mut chain = Self {
            sources: Vec::new(),
            is_standard: true,
        }
        .then(EnvVars);
        for source in [secret_dir_from_variables(), profile_file_from_variables()] {
            match source {
                Ok(Some(source)) => chain.sources.push(Ok(source)),
                Ok(None) => {}
                Err(error) => chain.sources.push(Err(error.to_string())),
            }
        }
        chain
    }

    /// Loads the first source that has credentials. The explicitly configured sources after it are loaded too, to compare their
    /// credentials.
    async fn load_first(&self, request: &LoadRequest) -> Result<LoadOutcome, Error> {
        let stated = if self.is_standard {
            read_environment(request.environment)?
        } else {
            request.environment
        };
        let mut reasons_not_found = Vec::new();
        let mut first: Option<(usize, LoadOutcome)> = None;
        for (index, source) in self.sources.iter().enumerate() {
            let source = source.as_ref().map_err(|problem| config(problem.clone()))?;
            if first.is_some() && !source.is_explicit() {
                continue;
            }
            let known = request
                .known
                .as_ref()
                .and_then(|known| revision_of_source(known, index));
            let found = source.load(&LoadRequest::new(stated, known)).await?;
            if let (Some(stated), LoadOutcome::Loaded(loaded)) = (stated, &found)
                && loaded.credentials.environment() != stated
            {
                return Err(config(format!(
                    "{}: is for {}, but the client is for {stated}; use credentials for {stated}, or build the client for the other environment",
                    loaded.source,
                    loaded.credentials.environment()
                )));
            }
            match (found, &first) {
                (LoadOutcome::NotFound(reason), _) => reasons_not_found.push(reason),
                (found, None) => first = Some((index, found)),
                (LoadOutcome::Loaded(later), Some((_, LoadOutcome::Loaded(earlier))))
                    if later.credentials != earlier.credentials =>
                {
                    return Err(config(format!(
                        "{} and {}: contain different credentials; remove one of the two",
                        earlier.source, later.source
                    )));
                }
                _ => {}
            }
        }
        Ok(match first {
            None => {
                let help = match stated {
                    Some(Environment::Sandbox) => SANDBOX_CREDENTIALS_HELP,
                    _ => CREDENTIALS_HELP,
                };
                LoadOutcome::NotFound(format!("{}. {help}", reasons_not_found.join("; ")))
            }
            Some((index, LoadOutcome::Loaded(loaded))) => LoadOutcome::Loaded(LoadedCredentials {
                revision: Revision::new(format!("{index} {}", loaded.revision.as_str())),
                ..loaded
            }),
            Some((_, found)) => found,
        })
    }
}

const CREDENTIALS_HELP: &str = "Request access at https://forms.getpartna.com/get-started, then create a key in the dashboard: \
     https://staging-dashboard.getpartna.com/settings?tab=api-webhooks for staging, \
     https://dashboard.getpartna.com/settings?tab=api-webhooks for production";

const SANDBOX_CREDENTIALS_HELP: &str =
    "Start a sandbox, which prints its variables: `cargo run --package partna-sandbox`";

/// Returns the source's own revision, if `known` is a revision of the source at this index.
fn revision_of_source(known: &Revision, index: usize) -> Option<Revision> {
    let (number, revision) = known.as_str().split_once(' ')?;
    (number == index.to_string()).then(|| Revision::new(revision))
}

fn secret_dir_from_variables() -> Result<Option<Box<dyn Provider>>, Error> {
    let path = read_path_variable("PARTNA_CREDENTIALS_DIR")?;
    Ok(path.map(|path| Box::new(SecretDir::at(path).with_variable_name()) as _))
}

fn profile_file_from_variables() -> Result<Option<Box<dyn Provider>>, Error> {
    let profile = read_variable("PARTNA_PROFILE")?;
    let file = match read_path_variable("PARTNA_CREDENTIALS_FILE")? {
        Some(path) => ProfileFile::at(path),
        None => match ProfileFile::standard() {
            Ok(file) => file,
            // Without a home directory the file does not exist, which is an error only if a profile is set.
            Err(error) if profile.is_some() => return Err(error),
            Err(_) => return Ok(None),
        },
    };
    let file = match profile {
        Some(name) => file.profile(name),
        None => file,
    };
    Ok(Some(Box::new(file.with_variable_names())))
}

impl Provider for Chain {
    fn load<'a>(&'a self, request: &'a LoadRequest) -> LoadFuture<'a> {
        Box::pin(self.load_first(request))
    }

    fn source(&self) -> String {
        let sources = self.sources.iter().flatten().map(|source| source.source());
        sources.collect::<Vec<_>>().join(", then ")
    }

    fn poll_every(&self) -> Option<Duration> {
        self.sources
            .iter()
            .flatten()
            .filter_map(|source| source.poll_every())
            .min()
    }
}
