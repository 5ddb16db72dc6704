//! All movements of money, and the resulting balances.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::error::StateError;
use crate::pricing::error::PricingError;
use crate::pricing::ledger::Ledger;

/// The type of a movement.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub(crate) enum Movement {
    /// Money received from outside the sandbox.
    Deposit,
    ConvertedIn,
    ConvertedOut,
    /// Money received from another account of the sandbox.
    TransferIn,
    TransferOut,
    /// Money sent outside the sandbox.
    Withdrawal,
    /// Network fees and rounding losses.
    Fee,
}

impl Movement {
    /// Returns whether the movement increases the balance.
    fn is_credit(self) -> bool {
        matches!(self, Self::Deposit | Self::ConvertedIn | Self::TransferIn)
    }
}

/// One movement of one account. The amount is never negative; the movement's type determines the direction.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Entry {
    pub(crate) account: String,
    pub(crate) ledger: Ledger,
    pub(crate) movement: Movement,
    pub(crate) amount: Decimal,
}

impl Entry {
    pub(crate) fn new(account: &str, ledger: Ledger, movement: Movement, amount: Decimal) -> Self {
        Self {
            account: account.to_owned(),
            ledger,
            movement,
            amount,
        }
    }

    /// Returns the two entries of a transfer between accounts.
    pub(crate) fn transfer(from: &str, to: &str, ledger: Ledger, amount: Decimal) -> [Self; 2] {
        [
            Self::new(from, ledger, Movement::TransferOut, amount),
            Self::new(to, ledger, Movement::TransferIn, amount),
        ]
    }
}

/// The entries of one payment, under its reference.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Booking {
    pub(crate) reference: String,
    pub(crate) at_ms: i64,
    pub(crate) entries: Vec<Entry>,
}

/// The balance of an account in one ledger.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Balance {
    /// The whole balance, including the part on hold.
    pub(crate) total: Decimal,
    /// The part on hold for pending payments.
    pub(crate) held: Decimal,
}

impl Balance {
    /// Returns the part that is not on hold.
    pub(crate) fn available(self) -> Decimal {
        self.total - self.held
    }
}

/// All bookings and the resulting balances.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct MoneyMovements {
    bookings: Vec<Booking>,
    /// By account and ledger.
    balances: BTreeMap<String, BTreeMap<Ledger, Balance>>,
}

impl MoneyMovements {
    pub(crate) fn balance(&self, account: &str, ledger: Ledger) -> Balance {
        self.balances
            .get(account)
            .and_then(|ledgers| ledgers.get(&ledger))
            .copied()
            .unwrap_or_default()
    }

    fn balance_mut(&mut self, account: &str, ledger: Ledger) -> &mut Balance {
        self.balances
            .entry(account.to_owned())
            .or_default()
            .entry(ledger)
            .or_default()
    }

    /// Books all entries or none. The entries are applied in the given order. Fails if an entry makes an available balance
    /// negative.
    pub(crate) fn book(
        &mut self,
        reference: &str,
        at_ms: i64,
        entries: Vec<Entry>,
    ) -> Result<(), StateError> {
        let mut new_balances: BTreeMap<(String, Ledger), Balance> = BTreeMap::new();
        for entry in &entries {
            let balance = new_balances
                .entry((entry.account.clone(), entry.ledger))
                .or_insert_with(|| self.balance(&entry.account, entry.ledger));
            let total = if entry.movement.is_credit() {
                balance.total.checked_add(entry.amount)
            } else {
                balance.total.checked_sub(entry.amount)
            };
            balance.total = total.ok_or(PricingError::TooLarge)?;
            if balance.available() < Decimal::ZERO {
                return Err(StateError::InsufficientFunds);
            }
        }
        for ((account, ledger), balance) in new_balances {
            *self.balance_mut(&account, ledger) = balance;
        }
        self.bookings.push(Booking {
            reference: reference.to_owned(),
            at_ms,
            entries,
        });
        Ok(())
    }

    /// Places a hold on an amount for a pending payment.
    pub(crate) fn hold(
        &mut self,
        account: &str,
        ledger: Ledger,
        amount: Decimal,
    ) -> Result<(), StateError> {
        let balance = self.balance_mut(account, ledger);
        if balance.available() < amount {
            return Err(StateError::InsufficientFunds);
        }
        balance.held += amount;
        Ok(())
    }

    /// Releases a hold.
    pub(crate) fn release(&mut self, account: &str, ledger: Ledger, amount: Decimal) {
        let balance = self.balance_mut(account, ledger);
        balance.held = (balance.held - amount).max(Decimal::ZERO);
    }

    /// Returns the total amount of each movement type in a ledger, over all accounts.
    pub(crate) fn totals_by_movement(&self, ledger: Ledger) -> BTreeMap<Movement, Decimal> {
        let mut total = BTreeMap::new();
        let entries = self.bookings.iter().flat_map(|booking| &booking.entries);
        for entry in entries.filter(|entry| entry.ledger == ledger) {
            *total.entry(entry.movement).or_insert(Decimal::ZERO) += entry.amount;
        }
        total
    }
}
