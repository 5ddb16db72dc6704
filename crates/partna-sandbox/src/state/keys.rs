//! API keys.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The permissions of a key.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) enum Scope {
    #[serde(rename = "M")]
    Master,
    #[serde(rename = "G")]
    GetOnly,
    #[serde(rename = "W")]
    Withdrawal,
    #[serde(rename = "N")]
    NoWithdrawal,
}

/// An API key.
#[derive(Deserialize, Serialize)]
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) name: String,
    pub(crate) scope: Scope,
    /// When it expires, in milliseconds since the Unix epoch; `None` if it does not expire.
    pub(crate) expires_ms: Option<i64>,
    /// When it was invalidated or deleted, in seconds since the Unix epoch.
    #[serde(rename = "ended_at")]
    pub(crate) invalidated_at: Option<i64>,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.name)
    }
}

impl Key {
    /// Returns the initial key of a sandbox: it has all permissions and does not expire.
    pub(crate) fn initial(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            name: "sandbox".to_owned(),
            scope: Scope::Master,
            expires_ms: None,
            invalidated_at: None,
        }
    }

    /// Returns the last part of the key, which lists contain and by which the key is deleted.
    pub(crate) fn short_hash(&self) -> &str {
        self.text.rsplit("--").next().unwrap_or_default()
    }

    pub(crate) fn is_valid_at(&self, now_ms: i64) -> bool {
        self.invalidated_at.is_none() && self.expires_ms.is_none_or(|expiry| now_ms < expiry)
    }
}
