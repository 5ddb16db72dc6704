//! Credentials (key and user), their sources, and the cache of those in use.

mod api_credentials;
mod api_key;
mod chain;
pub(crate) mod credential_cache;
pub(crate) mod credential_snapshot;
mod credential_trial;
mod env_vars;
pub(crate) mod profile_file;
mod provider;
mod read_variable;
mod redact_setting;
mod reload_limit;
mod secret_dir;
pub(crate) mod source_file;
mod superseded_credentials;
mod text_file;

pub use api_credentials::Credentials;
pub use api_key::ApiKey;
pub use chain::Chain;
pub use env_vars::EnvVars;
pub use profile_file::ProfileFile;
pub use provider::{LoadFuture, LoadOutcome, LoadRequest, LoadedCredentials, Provider, Revision};
pub use secret_dir::SecretDir;

pub(crate) use env_vars::read_environment;
use read_variable::is_quoted;
pub(crate) use read_variable::read_variable;
pub(crate) use redact_setting::redact_setting;
