//! Money from outside.

use rust_decimal::Decimal;

use super::State;
use super::error::StateError;
use super::journal::{Entry, Movement};
use super::transactions::{Side, Status, Transaction, TransactionKind};
use crate::pricing::ledger::Ledger;

/// Money that arrives in an account.
pub(crate) struct Arrival<'a> {
    pub(crate) account: &'a str,
    /// As it is called where it comes from.
    pub(crate) currency: &'a str,
    pub(crate) amount: Decimal,
    /// Where it comes from: a phone, an address, or nothing that is known.
    pub(crate) from: &'a str,
}

impl State {
    /// Books a deposit, and sends its event.
    pub(crate) fn receive_deposit(
        &mut self,
        reference: &str,
        arrival: &Arrival<'_>,
    ) -> Result<(), StateError> {
        self.book_deposit(reference, arrival)?;
        self.emit_deposit(
            arrival.account,
            arrival.currency,
            arrival.amount,
            reference,
            "",
        );
        Ok(())
    }

    /// Books a deposit without an event.
    pub(crate) fn book_deposit(
        &mut self,
        reference: &str,
        arrival: &Arrival<'_>,
    ) -> Result<(), StateError> {
        let ledger = Ledger::of(arrival.currency)
            .ok_or_else(|| StateError::UnknownCurrency(arrival.currency.to_owned()))?;
        let entry = Entry::new(arrival.account, ledger, Movement::Deposit, arrival.amount);
        self.book(reference, vec![entry])?;
        let transaction = Transaction {
            kind: TransactionKind::Deposit,
            status: Status::Completed,
            amount: arrival.amount,
            currency: arrival.currency.to_owned(),
            from: Side {
                user: String::new(),
                account: arrival.from.to_owned(),
            },
            to: self.own_side(arrival.account),
            ..self.new_transaction(reference)
        };
        self.record(transaction);
        Ok(())
    }
}
