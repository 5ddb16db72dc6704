//! The environments of the API: staging, production and sandbox.

use serde::{Deserialize, Serialize};

/// An environment of the API. Each environment has its own credentials.
///
/// ```
/// use partna_types::Environment;
///
/// assert_eq!(Environment::default(), Environment::Staging);
/// assert_eq!(Environment::Production.base_url(), "https://api.getpartna.com/v4");
/// assert_eq!("sandbox".parse(), Ok(Environment::Sandbox));
/// assert!("prod".parse::<Environment>().is_err());
/// ```
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[strum(
    serialize_all = "lowercase",
    parse_err_ty = UnknownEnvironment,
    parse_err_fn = unknown_environment
)]
#[non_exhaustive]
pub enum Environment {
    /// Test money. This is the default.
    #[default]
    Staging,
    /// Real money.
    Production,
    /// No money: a server that simulates Partna, such as `partna-sandbox`, at any address except those of Partna. Its keys
    /// contain digits that mark them as keys of a sandbox. It supports all operations.
    Sandbox,
}

impl Environment {
    /// All environments.
    pub const ALL: &[Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Returns the default base URL of the environment, without a trailing slash. Source: `servers` of the vendor's document; for
    /// [`Sandbox`](Self::Sandbox), the address on which the program `partna-sandbox` listens by default.
    #[must_use]
    pub fn base_url(self) -> &'static str {
        match self {
            Self::Staging => "https://staging-api.getpartna.com/v4",
            Self::Production => "https://api.getpartna.com/v4",
            Self::Sandbox => "http://127.0.0.1:8080/v4",
        }
    }

    /// Returns the name of the environment: `staging`, `production` or `sandbox`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The error for an unknown name of an environment. It does not contain the name, which may be a secret set in the wrong
/// variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown environment; use `staging`, `production` or `sandbox`")]
pub struct UnknownEnvironment;

fn unknown_environment(_: &str) -> UnknownEnvironment {
    UnknownEnvironment
}
