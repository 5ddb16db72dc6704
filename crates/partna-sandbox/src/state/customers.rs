//! Customers: accounts, deposit addresses, bank accounts and phones.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::addresses::{NETWORKS, derive_address};
use super::country::Country;
use super::kyc::{KycRecord, KycSession};
use crate::pricing::ledger::Ledger;

/// The account of a customer or of the merchant.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) email: Option<String>,
    /// In seconds since the Unix epoch.
    pub(crate) created_at: i64,
    /// By country; only verified records.
    pub(crate) kyc: BTreeMap<Country, KycRecord>,
    pub(crate) banks: BTreeMap<Country, Bank>,
    pub(crate) session: Option<KycSession>,
    /// The number of KYC sessions that were started. The API limits this number.
    #[serde(rename = "lookups")]
    pub(crate) kyc_session_count: u32,
    /// 64 hexadecimal digits that are unique to the account. Its fictional data and addresses are derived from them.
    #[serde(rename = "mark")]
    pub(crate) fake_data_seed: String,
}

impl Account {
    pub(crate) fn new(
        name: &str,
        email: Option<String>,
        created_at: i64,
        fake_data_seed: &str,
    ) -> Self {
        Self {
            name: name.to_owned(),
            email,
            created_at,
            kyc: BTreeMap::new(),
            banks: BTreeMap::new(),
            session: None,
            kyc_session_count: 0,
            fake_data_seed: fake_data_seed.to_owned(),
        }
    }

    /// Returns all deposit addresses of this account.
    pub(crate) fn addresses(&self) -> Vec<String> {
        NETWORKS
            .map(|network| derive_address(network, &self.fake_data_seed))
            .into()
    }

    /// Returns the deposit addresses of a ledger, in the order of `assetIndex`.
    pub(crate) fn deposit_addresses(&self, ledger: Ledger) -> Vec<DepositAddress> {
        let fiat = |kind| vec![DepositAddress::new(String::new(), kind)];
        let crypto = |networks: &[&str]| -> Vec<DepositAddress> {
            let addresses = networks
                .iter()
                .map(|network| derive_address(network, &self.fake_data_seed));
            addresses
                .map(|id| DepositAddress::new(id, "crypto"))
                .collect()
        };
        match ledger {
            Ledger::Usd => crypto(&["ethereum", "tron", "solana"]),
            Ledger::Bnb | Ledger::Eth => crypto(&["ethereum"]),
            Ledger::Btc => crypto(&["bitcoin"]),
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

    /// Stores a verified record and closes the session of the same country.
    pub(crate) fn verify(&mut self, country: Country, record: KycRecord) {
        self.kyc.insert(country, record);
        self.session = self
            .session
            .take()
            .filter(|session| session.country != country);
    }
}

/// A deposit address of a ledger, in the form of the API.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DepositAddress {
    /// An address; empty for fiat.
    pub(crate) id: String,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
}

impl DepositAddress {
    fn new(id: String, kind: &'static str) -> Self {
        Self { id, kind }
    }
}

/// A customer's bank or mobile-money account. Fields that a country does not have are empty, and omitted from the state file.
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

/// A phone number of an account. It can be used once it is confirmed.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Phone {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) country: Country,
    pub(crate) number: String,
    pub(crate) carrier: String,
    pub(crate) confirmed: bool,
    /// The method of the confirmation in progress, if any.
    pub(crate) method: Option<String>,
    /// The number of wrong codes received.
    #[serde(rename = "attempts")]
    pub(crate) wrong_codes: u32,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::pricing::assets::{ASSETS, is_address};
    use crate::state::addresses::sha256;

    fn new_account(name: &str) -> Account {
        let fake_data_seed: String = sha256(name)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Account::new(name, None, 0, &fake_data_seed)
    }

    #[test]
    fn addresses_are_unique_per_account_and_stable() {
        let mut seen = BTreeSet::new();
        for number in 0..200 {
            let account = new_account(&format!("account{number}"));
            assert_eq!(account.addresses(), new_account(&account.name).addresses());
            for address in account.addresses() {
                assert!(seen.insert(address));
            }
        }
    }

    #[test]
    fn deposit_address_matches_asset_index() {
        let account = new_account("amina01");
        for asset in ASSETS.iter().filter(|asset| !asset.is_fiat()) {
            let address = derive_address(asset.network, &account.fake_data_seed);
            assert!(is_address(asset.network, &address), "{address}");
            let assets = account.deposit_addresses(Ledger::from_currency(asset.currency).unwrap());
            assert_eq!(assets[usize::try_from(asset.index).unwrap()].id, address);
        }
    }

    #[test]
    fn fictional_person_is_deterministic() {
        let person = KycRecord::fictional("a");
        assert_eq!(
            person.account_holder(),
            KycRecord::fictional("a").account_holder()
        );
        assert_eq!(person.dob.len(), 10);
    }
}
