//! The expected state, as sums that do not depend on the order of operations.

use std::collections::{BTreeMap, BTreeSet};

use partna_auth::Amount;
use rust_decimal::Decimal;

use super::Result;

/// The number of times that each outcome occurred.
pub type Tally = BTreeMap<String, u32>;

/// The money in and out of the merchant's accounts in a currency, and the conversions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    pub deposits: Decimal,
    pub converted_in: Decimal,
    pub converted_out: Decimal,
    pub withdrawals: Decimal,
    pub fees: Decimal,
}

/// A transaction that was applied.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedTransaction {
    /// Its type in lists.
    pub kind: String,
    pub ledger: String,
    pub amount: Decimal,
}

/// A payment that was accepted and has not ended.
#[derive(Clone, Debug)]
pub struct PendingPayment {
    pub reference: String,
    pub account: String,
    pub currency: String,
    pub amount: Decimal,
    /// The fee of a withdrawal, in addition to the amount.
    pub fee: Decimal,
    /// The account of the same merchant that receives it, if any.
    pub to: Option<String>,
    pub is_ramp: bool,
    /// Whether its bank is the failing bank.
    pub fails: bool,
}

#[derive(Debug, Default)]
pub struct Model {
    pub accounts: BTreeSet<String>,
    /// By account and ledger.
    balances: BTreeMap<(String, String), Decimal>,
    sums: BTreeMap<String, Sums>,
    /// By reference.
    pub transactions: BTreeMap<String, RecordedTransaction>,
    /// Accounts by the references of their ramps.
    pub ramps: BTreeMap<String, String>,
    /// The number of deposits with an unknown reference.
    pub unnamed_deposits: usize,
    pub pending: Vec<PendingPayment>,
    pub tally: Tally,
}

/// Returns the ledger of a currency.
pub fn ledger(currency: &str) -> &str {
    match currency {
        "USDT" | "USDC" | "CUSD" => "USD",
        other => other,
    }
}

impl Model {
    /// Adds the outcomes of another model.
    pub fn merge(&mut self, other: Self) -> Result {
        for (reference, known) in other.transactions {
            self.insert(&reference, known)?;
        }
        for (reference, account) in other.ramps {
            if self.ramps.insert(reference.clone(), account).is_some() {
                return Err(format!("{reference}: two ramps with this reference").into());
            }
        }
        for (key, amount) in other.balances {
            *self.balances.entry(key).or_default() += amount;
        }
        for (currency, more) in other.sums {
            let sums = self.sums.entry(currency).or_default();
            sums.deposits += more.deposits;
            sums.converted_in += more.converted_in;
            sums.converted_out += more.converted_out;
            sums.withdrawals += more.withdrawals;
            sums.fees += more.fees;
        }
        for (entry, times) in other.tally {
            *self.tally.entry(entry).or_default() += times;
        }
        self.accounts.extend(other.accounts);
        self.pending.extend(other.pending);
        self.unnamed_deposits += other.unnamed_deposits;
        Ok(())
    }

    pub fn count(&mut self, entry: impl Into<String>) {
        *self.tally.entry(entry.into()).or_default() += 1;
    }

    /// Records a transaction, whose reference must be unique.
    pub fn record(
        &mut self,
        reference: &str,
        kind: &str,
        currency: &str,
        amount: Amount,
    ) -> Result {
        let known = RecordedTransaction {
            kind: kind.to_owned(),
            ledger: ledger(currency).to_owned(),
            amount: amount.decimal(),
        };
        self.insert(reference, known)
    }

    fn insert(&mut self, reference: &str, known: RecordedTransaction) -> Result {
        match self.transactions.insert(reference.to_owned(), known) {
            None => Ok(()),
            Some(first) => Err(format!("{reference}: applied twice, first as {first:?}").into()),
        }
    }

    fn add(&mut self, account: &str, currency: &str, amount: Decimal) -> &mut Sums {
        let ledger = ledger(currency).to_owned();
        let key = (account.to_owned(), ledger.clone());
        *self.balances.entry(key).or_default() += amount;
        self.sums.entry(ledger).or_default()
    }

    pub fn deposit(&mut self, account: &str, currency: &str, amount: Decimal) {
        self.add(account, currency, amount).deposits += amount;
    }

    pub fn withdraw(&mut self, account: &str, currency: &str, amount: Decimal) {
        self.add(account, currency, -amount).withdrawals += amount;
    }

    pub fn fee(&mut self, account: &str, currency: &str, amount: Decimal) {
        self.add(account, currency, -amount).fees += amount;
    }

    pub fn transfer(&mut self, from: &str, to: &str, currency: &str, amount: Decimal) {
        self.add(from, currency, -amount);
        self.add(to, currency, amount);
    }

    pub fn convert(&mut self, account: &str, from: (&str, Decimal), to: (&str, Decimal)) {
        self.add(account, from.0, -from.1).converted_out += from.1;
        self.add(account, to.0, to.1).converted_in += to.1;
    }

    pub fn balance(&self, account: &str, ledger: &str) -> Decimal {
        let key = (account.to_owned(), ledger.to_owned());
        self.balances.get(&key).copied().unwrap_or_default()
    }

    pub fn sums(&self, ledger: &str) -> Sums {
        self.sums.get(ledger).copied().unwrap_or_default()
    }

    /// Returns the total balance of all accounts.
    pub fn total(&self, ledger: &str) -> Decimal {
        let of_ledger = self
            .balances
            .iter()
            .filter(|((_, known), _)| known == ledger);
        of_ledger.map(|(_, amount)| *amount).sum()
    }

    /// Returns the amount that is reserved for pending payments of an account.
    pub fn reserved(&self, account: &str, currency: &str) -> Decimal {
        let payments = self.pending.iter().filter(|payment| {
            payment.account == account && ledger(&payment.currency) == ledger(currency)
        });
        payments.map(|payment| payment.amount + payment.fee).sum()
    }
}
