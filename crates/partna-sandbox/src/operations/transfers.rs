//! Transfers within the merchant's accounts.

use std::collections::BTreeMap;

use partna_auth::Amount;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::answer::{positive, required};
use super::{Answer, Call, Outcome, Refusal};
use crate::world::{Entry, Ledger, Movement, Side, Status, Transaction, TransactionKind, World};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    amount: Option<Amount>,
    currency: Option<String>,
    from_account: Option<String>,
    to_account: String,
    transaction_reference: Option<String>,
}

pub(super) fn create(world: &mut World, call: &Call<'_>) -> Outcome {
    let body: Body = call.body()?;
    let reference = world.reference(body.transaction_reference, Refusal::reference_exists)?;
    let amount = positive("amount", body.amount)?;
    let (currency, ledger) = currency(body.currency)?;
    let from = world.payer(body.from_account.as_deref())?;
    let to = world
        .account(&body.to_account)
        .map_err(|_| Refusal::not_found("toAccount not found"))?;
    let to = to.name.clone();
    if from == to {
        return Err(Refusal::bad("fromAccount and toAccount are the same"));
    }
    world.book(&reference, moved(&from, &to, ledger, amount).into())?;
    let transaction = Transaction {
        kind: TransactionKind::Transfer,
        status: Status::Completed,
        amount,
        currency,
        from: world.own_side(&from),
        to: world.own_side(&to),
        ..world.transaction(&reference)
    };
    world.tell_transfer(&transaction);
    world.record(transaction);
    Answer::data(BTreeMap::<&str, &str>::new())
}

/// A currency that has to be there, and where it is kept.
pub(super) fn currency(given: Option<String>) -> Result<(String, Ledger), Refusal> {
    let currency = required("currency", given)?;
    let ledger = ledger_of(&currency)?;
    Ok((currency, ledger))
}

/// Where a currency is kept.
pub(super) fn ledger_of(currency: &str) -> Result<Ledger, Refusal> {
    let refused = || Refusal::invalid("currency", "a currency", Some(currency));
    Ledger::of(currency).ok_or_else(refused)
}

/// The entries of money that goes from one account to another.
pub(super) fn moved(from: &str, to: &str, ledger: Ledger, amount: Decimal) -> [Entry; 2] {
    [
        Entry::new(from, ledger, Movement::TransferOut, amount),
        Entry::new(to, ledger, Movement::TransferIn, amount),
    ]
}

impl World {
    /// The account that pays: the merchant's own if none is named.
    pub(super) fn payer(&self, name: Option<&str>) -> Result<String, Refusal> {
        let refused = |_| Refusal::not_found("fromAccount not found");
        self.account_or_own(name).map_err(refused)
    }

    /// An account of the merchant's, as an end of a transaction.
    pub(super) fn own_side(&self, account: &str) -> Side {
        Side {
            user: self.merchant.username.clone(),
            account: account.to_owned(),
        }
    }

    /// A transaction of now, to be filled in.
    pub(super) fn transaction(&self, reference: &str) -> Transaction {
        Transaction {
            reference: reference.to_owned(),
            kind: TransactionKind::Transfer,
            status: Status::Pending,
            amount: Decimal::ZERO,
            currency: String::new(),
            from: Side::default(),
            to: Side::default(),
            at: self.now(),
            held: Decimal::ZERO,
            network: String::new(),
        }
    }
}
