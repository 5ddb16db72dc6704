//! Deposits.

use rust_decimal::Decimal;

use super::State;
use super::error::StateError;
use super::money_movements::{Entry, Movement};
use super::transactions::{Party, Status, Transaction, TransactionKind};
use crate::pricing::ledger::Ledger;

/// A deposit to an account.
pub(crate) struct IncomingDeposit<'a> {
    pub(crate) account: &'a str,
    /// The currency code of the sender, such as `USDT`.
    pub(crate) currency: &'a str,
    pub(crate) amount: Decimal,
    /// The sender: a phone number or an address; empty if unknown.
    pub(crate) from: &'a str,
}

impl State {
    /// Books a deposit and emits its event.
    pub(crate) fn receive_deposit(
        &mut self,
        reference: &str,
        deposit: &IncomingDeposit<'_>,
    ) -> Result<(), StateError> {
        self.book_deposit(reference, deposit)?;
        self.emit_deposit(
            deposit.account,
            deposit.currency,
            deposit.amount,
            reference,
            "",
        );
        Ok(())
    }

    /// Books a deposit without an event.
    pub(crate) fn book_deposit(
        &mut self,
        reference: &str,
        deposit: &IncomingDeposit<'_>,
    ) -> Result<(), StateError> {
        let ledger = Ledger::from_currency(deposit.currency)
            .ok_or_else(|| StateError::UnknownCurrency(deposit.currency.to_owned()))?;
        let entry = Entry::new(deposit.account, ledger, Movement::Deposit, deposit.amount);
        self.book(reference, vec![entry])?;
        let transaction = Transaction {
            kind: TransactionKind::Deposit,
            status: Status::Completed,
            amount: deposit.amount,
            currency: deposit.currency.to_owned(),
            from: Party {
                user: String::new(),
                account: deposit.from.to_owned(),
            },
            to: self.merchant_party(deposit.account),
            ..self.new_transaction(reference)
        };
        self.record_transaction(transaction);
        Ok(())
    }
}
