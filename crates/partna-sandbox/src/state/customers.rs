//! Customers: their accounts, where they are paid, and their phones.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::addresses::{CHAINS, address};
use super::country::Country;
use super::kyc::{KycRecord, KycSession};
use crate::pricing::ledger::Ledger;

/// A customer's account, or the merchant's own.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) email: Option<String>,
    /// In seconds.
    pub(crate) created_at: i64,
    /// One by country, there only once it is verified.
    pub(crate) kyc: BTreeMap<Country, KycRecord>,
    pub(crate) banks: BTreeMap<Country, Bank>,
    pub(crate) session: Option<KycSession>,
    /// How often a KYC was started: the API counts, and stops.
    pub(crate) lookups: u32,
    /// 64 hexadecimal digits that no other account has: what is made up for the account comes from them.
    pub(crate) mark: String,
}

impl Account {
    pub(crate) fn new(name: &str, email: Option<String>, created_at: i64, mark: &str) -> Self {
        Self {
            name: name.to_owned(),
            email,
            created_at,
            kyc: BTreeMap::new(),
            banks: BTreeMap::new(),
            session: None,
            lookups: 0,
            mark: mark.to_owned(),
        }
    }

    /// Every address at which coins reach this account.
    pub(crate) fn addresses(&self) -> Vec<String> {
        CHAINS.map(|chain| address(chain, &self.mark)).into()
    }

    /// Where a ledger is paid in, in the order that `assetIndex` counts by.
    pub(crate) fn assets(&self, ledger: Ledger) -> Vec<Asset> {
        let fiat = |kind| vec![Asset::new(String::new(), kind)];
        let coins = |chains: &[&str]| -> Vec<Asset> {
            let addresses = chains.iter().map(|chain| address(chain, &self.mark));
            addresses.map(|id| Asset::new(id, "crypto")).collect()
        };
        match ledger {
            Ledger::Usd => coins(&["ethereum", "tron", "solana"]),
            Ledger::Bnb | Ledger::Eth => coins(&["ethereum"]),
            Ledger::Btc => coins(&["bitcoin"]),
            Ledger::Ghs => fiat("ghanaiancedis"),
            Ledger::Kes => fiat("kenyanshilling"),
            Ledger::Ngn => fiat("naira"),
        }
    }

    pub(crate) fn is_verified(&self, country: Country) -> bool {
        self.kyc.contains_key(&country)
    }

    pub(crate) fn bank(&self, country: Country) -> Option<&Bank> {
        self.banks.get(&country)
    }

    /// Ends a KYC well. A session of the same country has nothing left to do.
    pub(crate) fn verify(&mut self, country: Country, record: KycRecord) {
        self.kyc.insert(country, record);
        self.session = self
            .session
            .take()
            .filter(|session| session.country != country);
    }
}

/// A place where a ledger is paid in, as the API writes it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Asset {
    /// An address, or nothing for fiat.
    pub(crate) id: String,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
}

impl Asset {
    fn new(id: String, kind: &'static str) -> Self {
        Self { id, kind }
    }
}

/// A customer's bank or mobile-money account, as the API writes it. What a country does not have stays empty, and unwritten.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Bank {
    pub(crate) account_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) account_number: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) bank_code: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) bank_name: String,
    pub(crate) currency: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) mobile_network: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) shortcode: String,
    pub(crate) status: String,
}

/// A phone number that belongs to an account, once it is confirmed.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Phone {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) country: Country,
    pub(crate) number: String,
    pub(crate) carrier: String,
    pub(crate) confirmed: bool,
    /// How it is being confirmed; none while it is not.
    pub(crate) method: Option<String>,
    /// How many codes were wrong.
    pub(crate) attempts: u32,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::pricing::assets::{ASSETS, is_address};
    use crate::state::addresses::digest;

    fn account(name: &str) -> Account {
        let mark: String = digest(name)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Account::new(name, None, 0, &mark)
    }

    #[test]
    fn addresses_are_an_accounts_own_and_stay() {
        let mut seen = BTreeSet::new();
        for number in 0..200 {
            let one = account(&format!("account{number}"));
            assert_eq!(one.addresses(), account(&one.name).addresses());
            for address in one.addresses() {
                assert!(seen.insert(address));
            }
        }
    }

    #[test]
    fn every_coin_is_paid_in_where_its_index_says() {
        let account = account("amina01");
        for asset in ASSETS.iter().filter(|asset| !asset.is_fiat()) {
            let address = address(asset.network, &account.mark);
            assert!(is_address(asset.network, &address), "{address}");
            let assets = account.assets(Ledger::of(asset.currency).unwrap());
            assert_eq!(assets[usize::try_from(asset.index).unwrap()].id, address);
        }
    }

    #[test]
    fn somebody_made_up_is_the_same_every_time() {
        let one = KycRecord::made_up("a");
        assert_eq!(one.holder(), KycRecord::made_up("a").holder());
        assert_eq!(one.dob.len(), 10);
    }
}
