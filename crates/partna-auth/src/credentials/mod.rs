//! Credentials: the pair, where it comes from, and the one in use.

mod chain;
pub(crate) mod credential_cache;
pub(crate) mod credential_snapshot;
mod credential_trial;
mod env;
mod key;
mod pair;
mod printable;
pub(crate) mod profile;
mod provider;
mod reload_limit;
mod secret_dir;
pub(crate) mod source_file;
mod superseded;
mod text_file;
mod variable;

pub use chain::Chain;
pub use env::EnvVars;
pub use key::ApiKey;
pub use pair::Credentials;
pub use profile::ProfileFile;
pub use provider::{LoadFuture, LoadOutcome, LoadRequest, LoadedCredentials, Provider, Revision};
pub use secret_dir::SecretDir;

pub(crate) use env::environment as environment_variable;
pub(crate) use printable::printable;
use variable::is_quoted;
pub(crate) use variable::optional;
