//! The state of a sandbox: the merchant, accounts, balances and pending payments.
//!
//! The state file contains the state as JSON. `serde(rename)` keeps the field names of files that earlier versions have written.

mod addresses;
mod country;
mod customers;
mod deposits;
pub(crate) mod error;
mod events;
mod keys;
mod kyc;
mod merchant;
mod money_movements;
mod outbox;
mod ramp_quote;
mod ramps;
mod rate_keys;
pub(crate) mod seed;
pub(crate) mod state_file;
mod timers;
mod transactions;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub(crate) use addresses::derive_address;
pub(crate) use country::Country;
pub(crate) use customers::{Account, Bank, Phone};
pub(crate) use deposits::IncomingDeposit;
pub(crate) use error::{ReferenceKind, StateError};
pub(crate) use keys::{Key, Scope};
pub(crate) use kyc::{KycRecord, KycSession, TEST_PHONE};
pub(crate) use merchant::{Admin, FeeType, Merchant};
pub(crate) use money_movements::{Entry, MoneyMovements, Movement};
pub(crate) use outbox::{Delivery, Outbox};
pub(crate) use ramps::{PayIn, PayOut, Ramp, RampKind, RampStatus};
pub(crate) use rate_keys::RateKey;
pub(crate) use timers::{Timer, TimerKind, Timers};
pub(crate) use transactions::{Party, Status, Transaction, TransactionKind};

use crate::pricing::assets::normalize_address;
use crate::pricing::ledger::Ledger;
use crate::pricing::rates::Rates;

/// The whole state. One lock guards it, so operations run one at a time.
#[derive(Deserialize, Serialize)]
pub(crate) struct State {
    /// The sandbox's time, in milliseconds since the Unix epoch.
    pub(crate) now_ms: i64,
    /// The random text from which all ids and fictional data are derived. It is not related to [`seed::Seed`], the initial state.
    seed: String,
    /// The number of generated ids.
    #[serde(rename = "drawn")]
    id_count: u64,
    pub(crate) merchant: Merchant,
    pub(crate) keys: Vec<Key>,
    /// The accounts by name. The merchant's own account is included, under the merchant's user name.
    pub(crate) accounts: IndexMap<String, Account>,
    /// The account names by deposit address.
    pub(crate) addresses: BTreeMap<String, String>,
    #[serde(rename = "journal")]
    pub(crate) movements: MoneyMovements,
    /// All references that transactions, ramps and preorders have used.
    pub(crate) references: BTreeSet<String>,
    /// By reference, oldest first.
    pub(crate) transactions: IndexMap<String, Transaction>,
    /// By reference, oldest first.
    pub(crate) ramps: IndexMap<String, Ramp>,
    /// By id.
    pub(crate) phones: IndexMap<String, Phone>,
    pub(crate) rates: Rates,
    /// The references of open ramps by account name. An open ramp waits for its payment; an account has at most one.
    pub(crate) open_ramps: BTreeMap<String, String>,
    /// The references of ramps by the address to which the customer pays.
    pub(crate) ramp_addresses: BTreeMap<String, String>,
    #[serde(rename = "scheduled")]
    pub(crate) timers: Timers,
    /// How long withdrawals and paid ramps take to settle.
    pub(crate) settle_after_ms: i64,
    pub(crate) outbox: Outbox,
    /// Whether deposit events have an empty session id. It is set at each start and not persisted.
    #[serde(skip)]
    pub(crate) deposits_without_session: bool,
}

impl fmt::Debug for State {
    /// Formats only the time and the sizes, because the content includes personal data and keys.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("now_ms", &self.now_ms)
            .field("accounts", &self.accounts.len())
            .field("transactions", &self.transactions.len())
            .finish_non_exhaustive()
    }
}

impl State {
    /// Returns a state with a merchant that has one key and no money.
    pub(crate) fn new(seed: &str, now_ms: i64, merchant: &str, api_key: &str) -> Self {
        let mut state = Self {
            now_ms,
            seed: seed.to_owned(),
            id_count: 0,
            merchant: Merchant::new(merchant, now_ms / 1000),
            keys: vec![Key::initial(api_key)],
            accounts: IndexMap::new(),
            addresses: BTreeMap::new(),
            movements: MoneyMovements::default(),
            references: BTreeSet::new(),
            transactions: IndexMap::new(),
            ramps: IndexMap::new(),
            phones: IndexMap::new(),
            rates: Rates::default(),
            open_ramps: BTreeMap::new(),
            ramp_addresses: BTreeMap::new(),
            timers: Timers::default(),
            settle_after_ms: 0,
            outbox: Outbox::default(),
            deposits_without_session: false,
        };
        state.open_account(merchant, None);
        state
    }

    /// Schedules a timer.
    pub(crate) fn schedule(&mut self, at_ms: i64, kind: TimerKind, reference: &str) {
        let reference = reference.to_owned();
        self.timers.schedule(at_ms, Timer { kind, reference });
    }

    /// Schedules the settlement of a payment. By default it runs at the end of the operation.
    pub(crate) fn schedule_settlement(&mut self, kind: TimerKind, reference: &str) {
        let reference = reference.to_owned();
        let timer = Timer { kind, reference };
        if self.settle_after_ms == 0 {
            self.timers.set_immediate(timer);
        } else {
            let due_ms = self.now_ms.saturating_add(self.settle_after_ms);
            self.timers.schedule(due_ms, timer);
        }
    }

    /// Returns the time, in seconds since the Unix epoch.
    pub(crate) fn now(&self) -> i64 {
        self.now_ms / 1000
    }

    /// Returns a new id of `digits` hexadecimal digits, at most 64.
    pub(crate) fn next_id(&mut self, digits: usize) -> String {
        self.id_count += 1;
        let text = sha256_hex(&format!("{}/{}", self.seed, self.id_count));
        text.chars().take(digits).collect()
    }

    /// Derives 64 hexadecimal digits from the sandbox's seed and a text.
    pub(crate) fn derive_hex(&self, text: &str) -> String {
        sha256_hex(&format!("{}:{text}", self.seed))
    }

    /// Opens an account with its deposit addresses. The name must be unused.
    pub(crate) fn open_account(&mut self, name: &str, email: Option<String>) {
        let account = Account::new(name, email, self.now(), &self.derive_hex(name));
        for address in account.addresses() {
            self.addresses.insert(address, name.to_owned());
        }
        self.accounts.insert(name.to_owned(), account);
    }

    /// Returns an error if `name` is not the merchant's user name.
    pub(crate) fn check_merchant(&self, name: &str) -> Result<(), StateError> {
        if name == self.merchant.username {
            Ok(())
        } else {
            Err(StateError::UnknownMerchant)
        }
    }

    /// Returns the name of the account to which a deposit address belongs.
    pub(crate) fn account_at_address(&self, address: &str) -> Option<&String> {
        self.addresses.get(normalize_address(address).as_ref())
    }

    /// Returns the reference of the ramp that is paid at an address.
    pub(crate) fn ramp_at_address(&self, address: &str) -> Option<&String> {
        self.ramp_addresses.get(normalize_address(address).as_ref())
    }

    /// Returns the keys that are valid now, oldest first.
    pub(crate) fn valid_keys(&self) -> impl Iterator<Item = &Key> {
        self.keys.iter().filter(|key| key.is_valid_at(self.now_ms))
    }

    pub(crate) fn account(&self, name: &str) -> Result<&Account, StateError> {
        self.accounts.get(name).ok_or(StateError::UnknownAccount)
    }

    pub(crate) fn account_mut(&mut self, name: &str) -> Result<&mut Account, StateError> {
        self.accounts
            .get_mut(name)
            .ok_or(StateError::UnknownAccount)
    }

    /// Returns the name of an existing account. If `name` is `None`, this is the account of the merchant.
    pub(crate) fn resolve_account(&self, name: Option<&str>) -> Result<String, StateError> {
        match name {
            None => Ok(self.merchant.username.clone()),
            Some(name) => self.account(name).map(|account| account.name.clone()),
        }
    }

    /// Returns whether a reference was used.
    pub(crate) fn is_reference_used(&self, reference: &str) -> bool {
        self.references.contains(reference)
    }

    /// Returns the requested reference, or a generated reference if the request has none. Fails if the requested reference was used
    /// before.
    pub(crate) fn new_reference(
        &mut self,
        requested: Option<String>,
        kind: ReferenceKind,
    ) -> Result<String, StateError> {
        match requested.filter(|requested| !requested.is_empty()) {
            None => Ok(self.next_id(32)),
            Some(used) if self.is_reference_used(&used) => Err(StateError::ReferenceInUse(kind)),
            Some(new) => Ok(new),
        }
    }

    /// Stores a transaction and marks its reference as used.
    pub(crate) fn record_transaction(&mut self, transaction: Transaction) {
        self.references.insert(transaction.reference.clone());
        self.transactions
            .insert(transaction.reference.clone(), transaction);
    }

    /// Books all entries or none.
    pub(crate) fn book(&mut self, reference: &str, entries: Vec<Entry>) -> Result<(), StateError> {
        self.movements.book(reference, self.now_ms, entries)
    }

    /// Returns the sum of all accounts' balances in a ledger.
    pub(crate) fn total_balance(&self, ledger: Ledger) -> Decimal {
        self.accounts
            .keys()
            .map(|name| self.movements.balance(name, ledger).total)
            .sum()
    }
}

fn sha256_hex(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
