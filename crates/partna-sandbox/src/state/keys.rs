//! The keys of the API.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a key may do.
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

/// A key of the API.
#[derive(Deserialize, Serialize)]
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) name: String,
    pub(crate) scope: Scope,
    /// When it ends, in milliseconds of the unix epoch; none for one that does not.
    pub(crate) expires_ms: Option<i64>,
    /// When it was ended, in seconds.
    #[serde(rename = "ended_at")]
    pub(crate) invalidated_at: Option<i64>,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.name)
    }
}

impl Key {
    /// The key that a sandbox begins with: it may do everything, and does not expire.
    pub(crate) fn initial(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            name: "sandbox".to_owned(),
            scope: Scope::Master,
            expires_ms: None,
            invalidated_at: None,
        }
    }

    /// What lists show of it, and what it is deleted by.
    pub(crate) fn short_hash(&self) -> &str {
        self.text.rsplit("--").next().unwrap_or_default()
    }

    pub(crate) fn is_valid_at(&self, now_ms: i64) -> bool {
        self.invalidated_at.is_none() && self.expires_ms.is_none_or(|expiry| now_ms < expiry)
    }
}
