//! The networks of each currency, with their network fees and minimum withdrawals.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::ledger::Ledger;

/// A currency on a network.
#[derive(Debug)]
pub(crate) struct Asset {
    pub(crate) currency: &'static str,
    pub(crate) network: &'static str,
    /// The index into an account's deposit addresses.
    pub(crate) index: u32,
    pub(crate) decimals: u32,
    minimum: (i64, u32),
    fee: (i64, u32),
}

impl Asset {
    const fn new(
        currency: &'static str,
        network: &'static str,
        index: u32,
        decimals: u32,
        minimum: (i64, u32),
        fee: (i64, u32),
    ) -> Self {
        Self {
            currency,
            network,
            index,
            decimals,
            minimum,
            fee,
        }
    }

    /// Returns the minimum withdrawal.
    pub(crate) fn minimum(&self) -> Decimal {
        Decimal::new(self.minimum.0, self.minimum.1)
    }

    /// Returns the network fee of a payout, in the same currency.
    pub(crate) fn fee(&self) -> Decimal {
        Decimal::new(self.fee.0, self.fee.1)
    }

    pub(crate) fn is_fiat(&self) -> bool {
        Ledger::from_currency(self.currency).is_some_and(Ledger::is_fiat)
    }
}

const ONE: (i64, u32) = (1, 0);
const CENT: (i64, u32) = (1, 2);

/// All assets. Networks and indices are from the documented examples and lists. The network fees are invented, except the 0.01 that
/// the examples show.
pub(crate) const ASSETS: [Asset; 22] = [
    Asset::new("BNB", "binance", 0, 18, (1, 3), (5, 4)),
    Asset::new("BTC", "bitcoin", 0, 8, (1, 4), (5, 5)),
    Asset::new("CUSD", "celo", 0, 18, ONE, CENT),
    Asset::new("ETH", "base", 0, 18, (1, 3), (1, 5)),
    Asset::new("ETH", "ethereum", 0, 18, (1, 3), (5, 4)),
    Asset::new("GHS", "ghanaiancedis", 0, 2, ONE, CENT),
    Asset::new("KES", "kenyanshilling", 0, 2, ONE, CENT),
    Asset::new("NGN", "naira", 0, 2, ONE, CENT),
    Asset::new("USDC", "avalanche", 0, 6, ONE, CENT),
    Asset::new("USDC", "base", 0, 6, ONE, CENT),
    Asset::new("USDC", "binance", 0, 18, ONE, CENT),
    Asset::new("USDC", "celo", 0, 6, ONE, CENT),
    Asset::new("USDC", "ethereum", 0, 6, ONE, CENT),
    Asset::new("USDC", "polygon", 0, 6, ONE, CENT),
    Asset::new("USDC", "solana", 2, 6, ONE, CENT),
    Asset::new("USDT", "avalanche", 0, 6, ONE, CENT),
    Asset::new("USDT", "binance", 0, 18, ONE, CENT),
    Asset::new("USDT", "celo", 0, 6, ONE, CENT),
    Asset::new("USDT", "ethereum", 0, 6, ONE, CENT),
    Asset::new("USDT", "polygon", 0, 6, ONE, CENT),
    Asset::new("USDT", "solana", 2, 6, ONE, CENT),
    Asset::new("USDT", "tron", 1, 6, ONE, CENT),
];

/// Returns a currency on a network. Accepts the other names that the API has for a network, too.
pub(crate) fn find_asset(currency: &str, network: &str) -> Option<&'static Asset> {
    let network = match network {
        "mobileMoney" | "mpesa" => "kenyanshilling",
        other => other,
    };
    ASSETS
        .iter()
        .find(|asset| asset.currency == currency && asset.network == network)
}

/// Returns a fiat currency on its only network.
pub(crate) fn find_fiat_asset(currency: &str) -> Option<&'static Asset> {
    ASSETS
        .iter()
        .find(|asset| asset.currency == currency && asset.is_fiat())
}

/// Returns the canonical form of an address for comparison. Hexadecimal addresses become lowercase, because their capitals are only
/// a checksum.
pub(crate) fn normalize_address(address: &str) -> Cow<'_, str> {
    if address.starts_with("0x") {
        Cow::Owned(address.to_ascii_lowercase())
    } else {
        Cow::Borrowed(address)
    }
}

/// Returns whether a text has the format of an address on a network. The checksum is not verified.
pub(crate) fn is_address(network: &str, address: &str) -> bool {
    let is_base58 = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() && !b"0OIl".contains(&byte))
    };
    match network {
        "bitcoin" => {
            (26..=62).contains(&address.len())
                && address.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }
        "tron" => address.starts_with('T') && address.len() == 34 && is_base58(address),
        "solana" => (32..=44).contains(&address.len()) && is_base58(address),
        _ => address.strip_prefix("0x").is_some_and(|digits| {
            digits.len() == 40 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        }),
    }
}
