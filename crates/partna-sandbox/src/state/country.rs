//! The countries of customers.

use serde::{Deserialize, Serialize};

/// A country in which customers can be verified.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Country {
    Ke,
    Ng,
}

impl Country {
    /// Returns the country with a two-letter code.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        match code {
            "KE" => Some(Self::Ke),
            "NG" => Some(Self::Ng),
            _ => None,
        }
    }

    /// Returns the country that uses a currency.
    pub(crate) fn from_currency(currency: &str) -> Option<Self> {
        match currency {
            "KES" => Some(Self::Ke),
            "NGN" => Some(Self::Ng),
            _ => None,
        }
    }

    /// Returns the two-letter code.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ke => "KE",
            Self::Ng => "NG",
        }
    }
}
