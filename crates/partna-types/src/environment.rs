//! Staging, production or a sandbox.

use serde::{Deserialize, Serialize};

/// Which Partna is meant. Each has its own credentials.
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
    /// Test money. What you get if you say nothing.
    #[default]
    Staging,
    /// Real money.
    Production,
    /// No money: a server that imitates Partna, such as `partna-sandbox`, at any address except Partna's own. Its keys have a
    /// marker, and it has every operation.
    Sandbox,
}

impl Environment {
    /// The environments there are.
    pub const ALL: &[Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Where its API is by default, without a slash at the end. Source: `servers` of the vendor's document; for
    /// [`Sandbox`](Self::Sandbox), the address on which the program `partna-sandbox` listens by default.
    #[must_use]
    pub fn base_url(self) -> &'static str {
        match self {
            Self::Staging => "https://staging-api.getpartna.com/v4",
            Self::Production => "https://api.getpartna.com/v4",
            Self::Sandbox => "http://127.0.0.1:8080/v4",
        }
    }

    /// Its name: `staging`, `production` or `sandbox`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A name that is no environment. It is not repeated, since something else may have got in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown environment; use `staging`, `production` or `sandbox`")]
pub struct UnknownEnvironment;

fn unknown_environment(_: &str) -> UnknownEnvironment {
    UnknownEnvironment
}
