//! Loads credentials from environment variables.

use partna_client::Error;
use partna_types::{Environment, Secret, UnknownEnvironment};

use super::{
    Credentials, LoadFuture, LoadOutcome, LoadRequest, LoadedCredentials, Provider, Revision,
    read_variable,
};
use crate::errors::config;

/// Returns the `stated` environment or the environment in `PARTNA_ENVIRONMENT`. If both are set, they must agree.
pub(crate) fn read_environment(stated: Option<Environment>) -> Result<Option<Environment>, Error> {
    let Some(name) = read_variable("PARTNA_ENVIRONMENT")? else {
        return Ok(stated);
    };
    let named = name
        .parse()
        .map_err(|error: UnknownEnvironment| config(format!("PARTNA_ENVIRONMENT: {error}")))?;
    match stated {
        Some(stated) if stated != named => Err(config(format!(
            "PARTNA_ENVIRONMENT: is {named}, but the client is for {stated}; change one of the two"
        ))),
        _ => Ok(Some(named)),
    }
}

/// A source of credentials in environment variables.
///
/// | variable | value |
/// | --- | --- |
/// | `PARTNA_ENVIRONMENT` | `staging` (default), `production` or `sandbox` |
/// | `PARTNA_API_KEY`, `PARTNA_API_USER` | the key and user for that environment |
/// | `PARTNA_STAGING_API_KEY`, `PARTNA_STAGING_API_USER` | the key and user for staging |
/// | `PARTNA_PRODUCTION_API_KEY`, `PARTNA_PRODUCTION_API_USER` | the key and user for production |
/// | `PARTNA_SANDBOX_API_KEY`, `PARTNA_SANDBOX_API_USER` | the key and user for a sandbox |
///
/// Loading fails if `PARTNA_API_KEY` and `PARTNA_API_USER` differ from the variables for the same environment, such as
/// `PARTNA_STAGING_API_KEY`, or if the key for another environment is the same. An empty variable is treated as unset. A value with
/// quotes or whitespace around it, or with a line break or carriage return, is an error.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvVars;

impl EnvVars {
    fn load_from_variables(&self, stated: Option<Environment>) -> Result<LoadOutcome, Error> {
        let environment = read_environment(stated)?.unwrap_or_default();
        let unprefixed = read_credentials("PARTNA")?;
        let mut specific = None;
        let mut others: Vec<EnvCredentials> = Vec::new();
        for each in Environment::ALL {
            let credentials = read_credentials(variable_prefix(*each))?;
            if *each == environment {
                specific = credentials;
            } else {
                others.extend(credentials);
            }
        }
        for credentials in [&unprefixed, &specific].into_iter().flatten() {
            if let Some(other) = others.iter().find(|other| other.key == credentials.key) {
                return Err(config(format!(
                    "{} and {}: contain the same key for different environments; use the key of each environment",
                    credentials.key_name, other.key_name
                )));
            }
        }
        if let (Some(unprefixed), Some(specific)) = (&unprefixed, &specific)
            && (&unprefixed.key, unprefixed.user.expose())
                != (&specific.key, specific.user.expose())
        {
            return Err(config(format!(
                "{} and {}: contain different credentials for {environment}; unset one of the two",
                unprefixed.key_name, specific.key_name
            )));
        }
        let Some(credentials) = specific.or(unprefixed) else {
            let names: Vec<&str> = others.iter().map(|other| other.key_name.as_str()).collect();
            return Ok(LoadOutcome::NotFound(match names.as_slice() {
                [] => "PARTNA_API_KEY is not set".to_owned(),
                names => format!(
                    "PARTNA_API_KEY is not set, and {} is not for {environment} (PARTNA_ENVIRONMENT sets the environment)",
                    names.join(", ")
                ),
            }));
        };
        let names = format!("{} and {}", credentials.key_name, credentials.user_name);
        let credentials = Credentials::new(environment, credentials.key, credentials.user)
            .map_err(|error| config(format!("{names}: {error}")))?;
        let source = format!("the environment variables {names}");
        Ok(LoadOutcome::Loaded(LoadedCredentials::new(
            credentials,
            Revision::new("fixed"),
            source,
        )))
    }
}

/// Reads the key and user of a prefix: both, or `None` if neither is set.
fn read_credentials(prefix: &str) -> Result<Option<EnvCredentials>, Error> {
    let (key_name, user_name) = (format!("{prefix}_API_KEY"), format!("{prefix}_API_USER"));
    match (read_variable(&key_name)?, read_variable(&user_name)?) {
        (Some(key), Some(user)) => Ok(Some(EnvCredentials {
            key: key.into(),
            user: user.into(),
            key_name,
            user_name,
        })),
        (None, None) => Ok(None),
        (Some(_), None) => Err(config(format!(
            "{user_name}: is not set, but {key_name} is; set both or neither"
        ))),
        (None, Some(_)) => Err(config(format!(
            "{key_name}: is not set, but {user_name} is; set both or neither"
        ))),
    }
}

struct EnvCredentials {
    key: super::ApiKey,
    user: Secret,
    key_name: String,
    user_name: String,
}

/// Returns the names of the variables that may contain a key.
pub(super) fn key_variables() -> impl Iterator<Item = String> {
    let specific = Environment::ALL
        .iter()
        .map(|environment| variable_prefix(*environment));
    let prefixes = std::iter::once("PARTNA").chain(specific);
    prefixes.map(|prefix| format!("{prefix}_API_KEY"))
}

fn variable_prefix(environment: Environment) -> &'static str {
    match environment {
        Environment::Production => "PARTNA_PRODUCTION",
        Environment::Sandbox => "PARTNA_SANDBOX",
        _ => "PARTNA_STAGING",
    }
}

impl Provider for EnvVars {
    fn load<'a>(&'a self, request: &'a LoadRequest) -> LoadFuture<'a> {
        // The variables of a process do not change.
        let found = match request.known {
            Some(_) => Ok(LoadOutcome::Unchanged),
            None => self.load_from_variables(request.environment),
        };
        Box::pin(std::future::ready(found))
    }

    fn source(&self) -> String {
        "the environment variables".to_owned()
    }
}
