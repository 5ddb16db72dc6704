//! The direction of a ramp.

use super::Ramp;

/// The direction of a ramp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Direction {
    /// From fiat money to crypto.
    Onramp,
    /// From crypto to fiat money.
    Offramp,
}

/// The kind of money on one side of a ramp.
#[derive(Clone, Copy, PartialEq)]
enum MoneyKind {
    Fiat,
    Crypto,
}

/// Source: the vendor's document. `USD` is in no list, because it is the ledger of stablecoins.
const FIAT_CURRENCIES: [&str; 3] = ["GHS", "KES", "NGN"];
const CRYPTO_CURRENCIES: [&str; 7] = ["BNB", "BTC", "CUSD", "ETH", "USDC", "USDJ", "USDT"];
const FIAT_NETWORKS: [&str; 5] = [
    "ghanaiancedis",
    "kenyanshilling",
    "mobileMoney",
    "mpesa",
    "naira",
];
const CRYPTO_NETWORKS: [&str; 9] = [
    "avalanche",
    "base",
    "binance",
    "bitcoin",
    "celo",
    "ethereum",
    "polygon",
    "solana",
    "tron",
];

impl MoneyKind {
    /// Returns the kind of money of a currency or network. Case is ignored, because servers differ in it.
    fn of(text: Option<&str>, fiat: &[&str], crypto: &[&str]) -> Option<Self> {
        let text = text?;
        let is_in = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(text));
        if is_in(fiat) {
            Some(Self::Fiat)
        } else if is_in(crypto) {
            Some(Self::Crypto)
        } else {
            None
        }
    }
}

impl Ramp {
    /// Returns the direction, according to the currencies and networks. `None` if all of them are unknown, or if they contradict
    /// each other. Then look up the ramp by its reference.
    ///
    /// ```
    /// use partna_webhook::{Direction, Event};
    ///
    /// let data = r#"{"transactionReference":"0f3c","status":"completed","fromCurrency":"ngn","toCurrency":"PYUSD"}"#;
    /// let Event::Onramp(ramp) = Event::unverified("Onramp", data)? else { panic!("NGN is fiat money") };
    /// assert_eq!(ramp.direction(), Some(Direction::Onramp));
    ///
    /// let data = data.replace("ngn", "ZAR");
    /// let Event::Ramp(ramp) = Event::unverified("Onramp", &data)? else { panic!("both are unknown") };
    /// assert_eq!(ramp.direction(), None);
    /// # Ok::<(), partna_webhook::Error>(())
    /// ```
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        let currency = |text| MoneyKind::of(text, &FIAT_CURRENCIES, &CRYPTO_CURRENCIES);
        let network = |text| MoneyKind::of(text, &FIAT_NETWORKS, &CRYPTO_NETWORKS);
        let from = [
            currency(self.from_currency.as_ref().map(AsRef::as_ref)),
            network(self.from_network.as_ref().map(AsRef::as_ref)),
        ];
        let to = [
            currency(self.to_currency.as_ref().map(AsRef::as_ref)),
            network(self.to_network.as_ref().map(AsRef::as_ref)),
        ];
        let has = |side: MoneyKind, found: [Option<MoneyKind>; 2]| found.contains(&Some(side));
        let onramp = has(MoneyKind::Fiat, from) || has(MoneyKind::Crypto, to);
        let offramp = has(MoneyKind::Crypto, from) || has(MoneyKind::Fiat, to);
        match (onramp, offramp) {
            (true, false) => Some(Direction::Onramp),
            (false, true) => Some(Direction::Offramp),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use partna_types::{Currency, Network};

    use super::*;

    /// Each documented value except `USD` is in one of the lists.
    #[test]
    fn classifies_every_documented_currency_and_network() {
        for known in Currency::KNOWN {
            let side = MoneyKind::of(Some(known), &FIAT_CURRENCIES, &CRYPTO_CURRENCIES);
            assert_eq!(side.is_none(), *known == "USD", "{known}");
        }
        for known in Network::KNOWN {
            let side = MoneyKind::of(Some(known), &FIAT_NETWORKS, &CRYPTO_NETWORKS);
            assert!(side.is_some(), "{known}");
        }
    }
}
