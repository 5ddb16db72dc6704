//! The currencies of balances, and their precision.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::rounding::truncate;

/// A currency in which accounts have a balance. Stablecoins are in the US dollar ledger.
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
    /// All ledgers, in the order of the API.
    pub(crate) const ALL: [Self; 7] = [
        Self::Bnb,
        Self::Btc,
        Self::Eth,
        Self::Ghs,
        Self::Kes,
        Self::Ngn,
        Self::Usd,
    ];

    /// Returns the ledger of a currency.
    pub(crate) fn from_currency(currency: &str) -> Option<Self> {
        match currency {
            "USDT" | "USDC" | "CUSD" => Some(Self::Usd),
            _ => Self::ALL
                .into_iter()
                .find(|ledger| ledger.as_str() == currency),
        }
    }

    /// Returns the currency code of the API.
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

    /// Returns the number of decimals. The documented examples show two for naira and four for stablecoins. Eight for other
    /// crypto currencies is a choice of the sandbox: with four, small payments would be lost to rounding.
    pub(crate) fn places(self) -> u32 {
        match self {
            Self::Ghs | Self::Kes | Self::Ngn => 2,
            Self::Usd => 4,
            Self::Bnb | Self::Btc | Self::Eth => 8,
        }
    }

    /// Truncates an amount to the ledger's precision. It never rounds up.
    pub(crate) fn truncate(self, amount: Decimal) -> Decimal {
        truncate(amount, self.places())
    }

    /// Rounds an amount up to the ledger's precision.
    pub(crate) fn round_up(self, amount: Decimal) -> Decimal {
        amount
            .round_dp_with_strategy(self.places(), rust_decimal::RoundingStrategy::AwayFromZero)
            .normalize()
    }
}
