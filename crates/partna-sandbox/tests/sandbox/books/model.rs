//! What the tasks know to have happened: sums that do not depend on its order.

use std::collections::{BTreeMap, BTreeSet};

use partna_auth::Amount;
use rust_decimal::Decimal;

use super::Result;

/// How often what happened.
pub type Tally = BTreeMap<String, u32>;

/// The movements of a currency over the bounds of the merchant's accounts, and between its currencies.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    pub deposits: Decimal,
    pub converted_in: Decimal,
    pub converted_out: Decimal,
    pub withdrawals: Decimal,
    pub fees: Decimal,
}

/// A transaction that took effect.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// As lists call its kind.
    pub kind: String,
    pub ledger: String,
    pub amount: Decimal,
}

/// A payment that has been taken and has not ended.
#[derive(Clone, Debug)]
pub struct UnderWay {
    pub reference: String,
    pub account: String,
    pub currency: String,
    pub amount: Decimal,
    /// What a withdrawal costs beyond that.
    pub fee: Decimal,
    /// The account of the same merchant that it goes to, if it goes to one.
    pub to: Option<String>,
    pub is_ramp: bool,
    /// Whether its bank is the one that never takes it.
    pub fails: bool,
}

#[derive(Debug, Default)]
pub struct Model {
    pub accounts: BTreeSet<String>,
    /// By account and ledger.
    balances: BTreeMap<(String, String), Decimal>,
    sums: BTreeMap<String, Sums>,
    /// By reference.
    pub transactions: BTreeMap<String, Known>,
    /// Accounts by the references of their ramps, paid or not.
    pub ramps: BTreeMap<String, String>,
    /// Deposits whose reference nobody was told.
    pub unnamed_deposits: usize,
    pub under_way: Vec<UnderWay>,
    pub tally: Tally,
}

/// The ledger that a currency is in.
pub fn ledger(currency: &str) -> &str {
    match currency {
        "USDT" | "USDC" | "CUSD" => "USD",
        other => other,
    }
}

impl Model {
    /// Adds what another has seen.
    pub fn absorb(&mut self, other: Self) -> Result {
        for (reference, known) in other.transactions {
            self.take(&reference, known)?;
        }
        for (reference, account) in other.ramps {
            if self.ramps.insert(reference.clone(), account).is_some() {
                return Err(format!("two ramps are called {reference}").into());
            }
        }
        for (place, amount) in other.balances {
            *self.balances.entry(place).or_default() += amount;
        }
        for (currency, more) in other.sums {
            let sums = self.sums.entry(currency).or_default();
            sums.deposits += more.deposits;
            sums.converted_in += more.converted_in;
            sums.converted_out += more.converted_out;
            sums.withdrawals += more.withdrawals;
            sums.fees += more.fees;
        }
        for (what, times) in other.tally {
            *self.tally.entry(what).or_default() += times;
        }
        self.accounts.extend(other.accounts);
        self.under_way.extend(other.under_way);
        self.unnamed_deposits += other.unnamed_deposits;
        Ok(())
    }

    pub fn note(&mut self, what: impl Into<String>) {
        *self.tally.entry(what.into()).or_default() += 1;
    }

    /// Writes a transaction down under a reference that no other has.
    pub fn record(
        &mut self,
        reference: &str,
        kind: &str,
        currency: &str,
        amount: Amount,
    ) -> Result {
        let known = Known {
            kind: kind.to_owned(),
            ledger: ledger(currency).to_owned(),
            amount: amount.decimal(),
        };
        self.take(reference, known)
    }

    fn take(&mut self, reference: &str, known: Known) -> Result {
        match self.transactions.insert(reference.to_owned(), known) {
            None => Ok(()),
            Some(first) => Err(format!("{reference} took effect twice, first as {first:?}").into()),
        }
    }

    fn add(&mut self, account: &str, currency: &str, amount: Decimal) -> &mut Sums {
        let ledger = ledger(currency).to_owned();
        let place = (account.to_owned(), ledger.clone());
        *self.balances.entry(place).or_default() += amount;
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
        let place = (account.to_owned(), ledger.to_owned());
        self.balances.get(&place).copied().unwrap_or_default()
    }

    pub fn sums(&self, ledger: &str) -> Sums {
        self.sums.get(ledger).copied().unwrap_or_default()
    }

    /// What all accounts have.
    pub fn total(&self, ledger: &str) -> Decimal {
        let of_ledger = self
            .balances
            .iter()
            .filter(|((_, known), _)| known == ledger);
        of_ledger.map(|(_, amount)| *amount).sum()
    }

    /// What an account cannot spend for payments that have not ended.
    pub fn held(&self, account: &str, currency: &str) -> Decimal {
        let held = self.under_way.iter().filter(|payment| {
            payment.account == account && ledger(&payment.currency) == ledger(currency)
        });
        held.map(|payment| payment.amount + payment.fee).sum()
    }
}
