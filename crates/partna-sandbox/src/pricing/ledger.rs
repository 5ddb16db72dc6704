//! The currencies that balances are kept in, and how finely.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::rounding::truncate;

/// A currency that an account has a balance in. Stablecoins live in US dollars.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Ledger {
    Bnb,
    Btc,
    Eth,
    Ghs,
    Kes,
    Ngn,
    Usd,
}

impl Ledger {
    /// All of them, in the order in which the API lists them.
    pub(crate) const ALL: [Self; 7] = [
        Self::Bnb,
        Self::Btc,
        Self::Eth,
        Self::Ghs,
        Self::Kes,
        Self::Ngn,
        Self::Usd,
    ];

    /// The ledger that money of a currency is in.
    pub(crate) fn from_currency(currency: &str) -> Option<Self> {
        match currency {
            "USDT" | "USDC" | "CUSD" => Some(Self::Usd),
            _ => Self::ALL
                .into_iter()
                .find(|ledger| ledger.as_str() == currency),
        }
    }

    /// Its name, as it travels.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Bnb => "BNB",
            Self::Btc => "BTC",
            Self::Eth => "ETH",
            Self::Ghs => "GHS",
            Self::Kes => "KES",
            Self::Ngn => "NGN",
            Self::Usd => "USD",
        }
    }

    pub(crate) fn is_fiat(self) -> bool {
        matches!(self, Self::Ghs | Self::Kes | Self::Ngn)
    }

    /// How many digits after the point are kept. The documented examples show two for naira and four for stablecoins;
    /// eight for coins is this sandbox's choice, since four would make dust of a coffee.
    pub(crate) fn places(self) -> u32 {
        match self {
            Self::Ghs | Self::Kes | Self::Ngn => 2,
            Self::Usd => 4,
            Self::Bnb | Self::Btc | Self::Eth => 8,
        }
    }

    /// An amount as this ledger can hold it: what is finer is cut off, never rounded up.
    pub(crate) fn truncate(self, amount: Decimal) -> Decimal {
        truncate(amount, self.places())
    }

    /// The same for a price: what is finer is charged.
    pub(crate) fn round_up(self, amount: Decimal) -> Decimal {
        amount
            .round_dp_with_strategy(self.places(), rust_decimal::RoundingStrategy::AwayFromZero)
            .normalize()
    }
}
