//! Customers: their accounts, where they are paid, and who they have proved to be.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Ledger;

/// A country whose people can be verified.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Country {
    Ke,
    Ng,
}

impl Country {
    /// By its two letters.
    pub(crate) fn of(code: &str) -> Option<Self> {
        match code {
            "KE" => Some(Self::Ke),
            "NG" => Some(Self::Ng),
            _ => None,
        }
    }

    /// By its currency.
    pub(crate) fn of_currency(currency: &str) -> Option<Self> {
        match currency {
            "KES" => Some(Self::Ke),
            "NGN" => Some(Self::Ng),
            _ => None,
        }
    }

    /// Its two letters.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ke => "KE",
            Self::Ng => "NG",
        }
    }
}

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

/// A network of each kind of address.
const CHAINS: [&str; 4] = ["ethereum", "tron", "solana", "bitcoin"];

/// The address on a network that belongs to 64 hexadecimal digits. It is well-formed, checksum included, so that whoever checks
/// addresses finds nothing amiss, and nobody has its key. Bitcoin's is one of its test network: real wallets refuse to pay it.
pub(crate) fn address(network: &str, mark: &str) -> String {
    match network {
        "tron" => checked(0x41, &format!("tron/{mark}")),
        "solana" => base58(&digest(format!("solana/{mark}"))),
        "bitcoin" => checked(0x6f, &format!("bitcoin/{mark}")),
        _ => format!("0x{}", mark.chars().take(40).collect::<String>()),
    }
}

fn digest(bytes: impl AsRef<[u8]>) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// An address of 20 bytes behind a version, with the checksum that Bitcoin began and Tron took over.
fn checked(version: u8, text: &str) -> String {
    let mut bytes = vec![version];
    bytes.extend(digest(text).iter().take(20));
    let sum = digest(digest(&bytes));
    bytes.extend(sum.iter().take(4));
    base58(&bytes)
}

fn base58(bytes: &[u8]) -> String {
    const ALPHABET: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    // The least significant first.
    let mut digits: Vec<usize> = Vec::new();
    for byte in bytes {
        let mut carry = usize::from(*byte);
        for digit in &mut digits {
            carry += *digit * 256;
            *digit = carry % 58;
            carry /= 58;
        }
        while carry > 0 {
            digits.push(carry % 58);
            carry /= 58;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).map(|_| 0);
    zeros
        .chain(digits.into_iter().rev())
        .filter_map(|digit| ALPHABET.chars().nth(digit))
        .collect()
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

/// Who a customer is in a country. The number of the document that proved it is not kept.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct KycRecord {
    /// Carrier and number, in Kenya.
    pub(crate) mobile_network: String,
    pub(crate) shortcode: String,
    pub(crate) phone_number: String,
    pub(crate) first_name: String,
    pub(crate) middle_name: String,
    pub(crate) last_name: String,
    /// `YYYY-MM-DD`.
    pub(crate) dob: String,
    pub(crate) address_line_1: String,
    pub(crate) address_line_2: String,
    pub(crate) lga_of_residence: String,
    pub(crate) state_of_residence: String,
}

/// The phone number on every BVN record, as on staging.
pub(crate) const TEST_PHONE: &str = "08030013843";

const FIRST_NAMES: [&str; 8] = [
    "Amina", "Bello", "Chidi", "Faith", "Halima", "Kamau", "Ngozi", "Wanjiru",
];
const MIDDLE_NAMES: [&str; 5] = ["Ada", "Grace", "Ife", "Otieno", "Yusuf"];
const LAST_NAMES: [&str; 8] = [
    "Adeyemi", "Balogun", "Eze", "Kariuki", "Mwangi", "Okafor", "Okoro", "Sani",
];
/// Local government areas, with their states.
const PLACES: [(&str, &str); 4] = [
    ("Eti-Osa", "Lagos"),
    ("Ibadan North", "Oyo"),
    ("Nassarawa", "Kano"),
    ("Oredo", "Edo"),
];

impl KycRecord {
    /// Somebody who does not exist, and is the same for the same text.
    pub(crate) fn made_up(text: &str) -> Self {
        let bytes = digest(format!("person/{text}"));
        let byte = |place: usize| bytes.get(place).copied().map_or(0, usize::from);
        let pick = |names: &[&str], place: usize| -> String {
            let name = names.get(byte(place) % names.len().max(1));
            name.copied().unwrap_or_default().to_owned()
        };
        let (area, state) = PLACES
            .get(byte(3) % PLACES.len())
            .copied()
            .unwrap_or_default();
        Self {
            first_name: pick(&FIRST_NAMES, 0),
            middle_name: pick(&MIDDLE_NAMES, 1),
            last_name: pick(&LAST_NAMES, 2),
            dob: format!(
                "{}-{:02}-{:02}",
                1960 + byte(4) % 40,
                1 + byte(5) % 12,
                1 + byte(6) % 28
            ),
            address_line_1: format!("{} Sandbox Road", 1 + byte(7) % 90),
            lga_of_residence: area.to_owned(),
            state_of_residence: state.to_owned(),
            ..Self::default()
        }
    }

    /// A made-up Nigerian who was found by a BVN.
    pub(crate) fn nigerian(text: &str) -> Self {
        Self {
            phone_number: TEST_PHONE.to_owned(),
            ..Self::made_up(text)
        }
    }

    /// A made-up Kenyan who was found by a phone.
    pub(crate) fn kenyan(text: &str, carrier: &str, shortcode: &str) -> Self {
        Self {
            mobile_network: carrier.to_owned(),
            shortcode: shortcode.to_owned(),
            phone_number: shortcode.to_owned(),
            address_line_1: String::new(),
            lga_of_residence: String::new(),
            state_of_residence: String::new(),
            ..Self::made_up(text)
        }
    }

    /// How a bank would write the name.
    pub(crate) fn holder(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).to_uppercase()
    }
}

/// A KYC under way. It knows what it needs to end well, and not the BVN.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct KycSession {
    pub(crate) country: Country,
    /// In milliseconds of the sandbox's clock.
    pub(crate) ends_ms: i64,
    pub(crate) method: Option<String>,
    /// Whether the customer knew the number on the BVN record.
    pub(crate) phone_confirmed: bool,
    /// How many codes went out.
    pub(crate) attempts: u32,
    /// How many codes were wrong.
    pub(crate) wrong: u32,
    /// What a Kenyan was looked up by.
    pub(crate) mobile_network: String,
    pub(crate) shortcode: String,
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
    use crate::assets::{ASSETS, is_address};

    fn account(name: &str) -> Account {
        let mark: String = digest(name)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Account::new(name, None, 0, &mark)
    }

    #[test]
    fn base58_is_that_of_the_published_examples() {
        assert_eq!(base58(b"Hello World!"), "2NEpo7TZRRrLZSi2U");
        assert_eq!(base58(&[0, 0, 0x28, 0x7f, 0xb4, 0xcd]), "11233QC4");
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
