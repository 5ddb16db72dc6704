//! Environment variables.

use partna_client::Error;
use partna_types::{Environment, Secret, UnknownEnvironment};

use super::{
    Credentials, LoadFuture, LoadOutcome, LoadRequest, LoadedCredentials, Provider, Revision,
    optional,
};
use crate::errors::config;

/// The environment that is meant: as stated, or as `PARTNA_ENVIRONMENT` says. Two words on it have to agree.
pub(crate) fn environment(stated: Option<Environment>) -> Result<Option<Environment>, Error> {
    let Some(name) = optional("PARTNA_ENVIRONMENT")? else {
        return Ok(stated);
    };
    let named = name
        .parse()
        .map_err(|error: UnknownEnvironment| config(format!("PARTNA_ENVIRONMENT: {error}")))?;
    match stated {
        Some(stated) if stated != named => Err(config(format!(
            "PARTNA_ENVIRONMENT says {named}, and the client is to be for {stated}"
        ))),
        _ => Ok(Some(named)),
    }
}

/// Credentials in environment variables.
///
/// | variable | what |
/// | --- | --- |
/// | `PARTNA_ENVIRONMENT` | `staging`, which is also what you get without it, `production` or `sandbox` |
/// | `PARTNA_API_KEY`, `PARTNA_API_USER` | the pair for that environment |
/// | `PARTNA_STAGING_API_KEY`, `PARTNA_STAGING_API_USER` | the pair for staging |
/// | `PARTNA_PRODUCTION_API_KEY`, `PARTNA_PRODUCTION_API_USER` | the pair for production |
/// | `PARTNA_SANDBOX_API_KEY`, `PARTNA_SANDBOX_API_USER` | the pair for a sandbox |
///
/// A pair of the first kind and one of the others that differ are an error, and so is one key for two environments. An empty
/// variable counts as unset. A value with quotes or blanks around it, or with a line break or carriage return, is an error.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnvVars;

impl EnvVars {
    fn find(&self, stated: Option<Environment>) -> Result<LoadOutcome, Error> {
        let environment = environment(stated)?.unwrap_or_default();
        let general = pair("PARTNA")?;
        let mut own = None;
        let mut others: Vec<Pair> = Vec::new();
        for each in Environment::ALL {
            let pair = pair(prefix(*each))?;
            if *each == environment {
                own = pair;
            } else {
                others.extend(pair);
            }
        }
        for pair in [&general, &own].into_iter().flatten() {
            if let Some(other) = others.iter().find(|other| other.key == pair.key) {
                return Err(config(format!(
                    "{} and {} hold the same key: each environment has its own",
                    pair.key_name, other.key_name
                )));
            }
        }
        if let (Some(general), Some(own)) = (&general, &own)
            && (&general.key, general.user.expose()) != (&own.key, own.user.expose())
        {
            return Err(config(format!(
                "{} and {} say different things for {environment}: leave one of them out",
                general.key_name, own.key_name
            )));
        }
        let Some(pair) = own.or(general) else {
            let names: Vec<&str> = others.iter().map(|other| other.key_name.as_str()).collect();
            return Ok(LoadOutcome::NotFound(match names.as_slice() {
                [] => "PARTNA_API_KEY is not set".to_owned(),
                names => format!(
                    "PARTNA_API_KEY is not set, and {} is not for {environment}: PARTNA_ENVIRONMENT says which is meant",
                    names.join(", ")
                ),
            }));
        };
        let names = format!("{} and {}", pair.key_name, pair.user_name);
        let credentials = Credentials::new(environment, pair.key, pair.user)
            .map_err(|error| config(format!("{names} cannot be used: {error}")))?;
        let source = format!("the environment variables {names}");
        Ok(LoadOutcome::Loaded(LoadedCredentials::new(
            credentials,
            Revision::new("fixed"),
            source,
        )))
    }
}

/// Both halves of a pair, or none.
fn pair(prefix: &str) -> Result<Option<Pair>, Error> {
    let (key_name, user_name) = (format!("{prefix}_API_KEY"), format!("{prefix}_API_USER"));
    match (optional(&key_name)?, optional(&user_name)?) {
        (Some(key), Some(user)) => Ok(Some(Pair {
            key: key.into(),
            user: user.into(),
            key_name,
            user_name,
        })),
        (None, None) => Ok(None),
        (Some(_), None) => Err(config(format!("{user_name} is not set, and {key_name} is"))),
        (None, Some(_)) => Err(config(format!("{key_name} is not set, and {user_name} is"))),
    }
}

struct Pair {
    key: super::ApiKey,
    user: Secret,
    key_name: String,
    user_name: String,
}

/// The variables that may hold a key.
pub(super) fn key_variables() -> impl Iterator<Item = String> {
    let own = Environment::ALL
        .iter()
        .map(|environment| prefix(*environment));
    let prefixes = std::iter::once("PARTNA").chain(own);
    prefixes.map(|prefix| format!("{prefix}_API_KEY"))
}

fn prefix(environment: Environment) -> &'static str {
    match environment {
        Environment::Production => "PARTNA_PRODUCTION",
        Environment::Sandbox => "PARTNA_SANDBOX",
        _ => "PARTNA_STAGING",
    }
}

impl Provider for EnvVars {
    fn load<'a>(&'a self, wanted: &'a LoadRequest) -> LoadFuture<'a> {
        // The variables of a process do not change under it.
        let found = match wanted.known {
            Some(_) => Ok(LoadOutcome::Unchanged),
            None => self.find(wanted.environment),
        };
        Box::pin(std::future::ready(found))
    }

    fn source(&self) -> String {
        "the environment variables".to_owned()
    }
}
