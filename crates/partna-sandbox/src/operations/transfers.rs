//! Transfers between the merchant's accounts.

use partna_auth::types;

use super::fields::{paying_account, positive_amount, required_currency};
use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use crate::state::{Entry, ReferenceKind, State, Status, Transaction, TransactionKind};

pub(super) fn create(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::TransferRequest = call.body()?;
    let reference = state.new_reference(body.transaction_reference, ReferenceKind::Payment)?;
    let amount = positive_amount("amount", body.amount)?;
    let (currency, ledger) = required_currency(body.currency.as_ref())?;
    let from = paying_account(state, body.from_account.as_deref())?;
    let to = state
        .account(&body.to_account)
        .map_err(|_| ErrorResponse::not_found("toAccount not found"))?;
    let to = to.name.clone();
    if from == to {
        return Err(ErrorResponse::bad_request(
            "fromAccount and toAccount are the same",
        ));
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
        from: state.merchant_party(&from),
        to: state.merchant_party(&to),
        ..state.new_transaction(&reference)
    };
    state.emit_transfer(&transaction);
    state.record_transaction(transaction);
    Success::data::<types::TransferResponse>(types::TransferReceipt::default())
}
