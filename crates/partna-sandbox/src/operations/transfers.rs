//! Transfers within the merchant's accounts.

use partna_auth::types;

use super::fields::{currency, payer, positive};
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use crate::state::{Entry, ReferenceKind, State, Status, Transaction, TransactionKind};

pub(super) fn create(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::TransferRequest = call.body()?;
    let reference = state.reference(body.transaction_reference, ReferenceKind::Payment)?;
    let amount = positive("amount", body.amount)?;
    let (currency, ledger) = currency(body.currency.as_ref())?;
    let from = payer(state, body.from_account.as_deref())?;
    let to = state
        .account(&body.to_account)
        .map_err(|_| Refusal::not_found("toAccount not found"))?;
    let to = to.name.clone();
    if from == to {
        return Err(Refusal::bad("fromAccount and toAccount are the same"));
    }
    state.book(
        &reference,
        Entry::transfer(&from, &to, ledger, amount).into(),
    )?;
    let transaction = Transaction {
        kind: TransactionKind::Transfer,
        status: Status::Completed,
        amount,
        currency,
        from: state.own_side(&from),
        to: state.own_side(&to),
        ..state.new_transaction(&reference)
    };
    state.emit_transfer(&transaction);
    state.record(transaction);
    Success::data::<types::TransferResponse>(types::TransferReceipt::default())
}
