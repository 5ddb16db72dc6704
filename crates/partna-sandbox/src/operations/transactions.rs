//! Balances and transactions.

use partna_auth::{TransactionType, types};
use rust_decimal::Decimal;

use super::fields::{api_amount, rfc3339};
use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use crate::pricing::ledger::Ledger;
use crate::state::{State, Transaction, TransactionKind};

/// The maximum and the default length of a list. Both are documented.
const MAX_LIMIT: usize = 1000;
const DEFAULT_LIMIT: usize = 100;

pub(super) fn balances(state: &State, _: &OperationCall<'_>) -> OperationResult {
    let own = state.merchant.username.as_str();
    let sum = |includes: &dyn Fn(&str) -> bool| -> Result<_, ErrorResponse> {
        let of_ledger = |ledger: Ledger| {
            let (mut available, mut held) = (Decimal::ZERO, Decimal::ZERO);
            for name in state.accounts.keys().filter(|name| includes(name)) {
                let balance = state.movements.balance(name, ledger);
                available += balance.available();
                held += balance.held;
            }
            let mut balance = types::Balance::default();
            balance.available_balance = Some(api_amount(available)?);
            balance.pending_debit = Some(api_amount(held)?);
            Ok((ledger.as_str().to_owned(), balance))
        };
        Ledger::ALL.into_iter().map(of_ledger).collect()
    };
    let mut balances = types::Balances::default();
    balances.customer = sum(&|name| name != own)?;
    balances.merchant = sum(&|name| name == own)?;
    Success::data::<types::BalancesResponse>(balances)
}

/// Lists transactions, newest first.
pub(super) fn list(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let limit = call.count("limit", DEFAULT_LIMIT)?.min(MAX_LIMIT);
    let time = |name: &str| match call.parameter(name) {
        None => Ok(None),
        Some(text) => match text.parse::<i64>() {
            Ok(seconds) => Ok(Some(seconds)),
            Err(_) => Err(ErrorResponse::invalid_field(name, "seconds", Some(text))),
        },
    };
    let (start, end) = (time("unixStartDate")?, time("unixEndDate")?);
    let ledger = call.parameter("currency").map(Ledger::from_currency);
    let matches = |name: &str, value: &str| {
        call.parameter(name)
            .is_none_or(|expected| expected == value)
    };
    let either = |name: &str, one: &str, other: &str| matches(name, one) || matches(name, other);
    let rows = state
        .transactions
        .values()
        .rev()
        .filter(|transaction| {
            matches("transactionReference", &transaction.reference)
                && matches("status", transaction.status.as_str())
                && matches("type", filter_name(transaction.kind))
                && either(
                    "accountName",
                    &transaction.from.account,
                    &transaction.to.account,
                )
                && either("username", &transaction.from.user, &transaction.to.user)
                && ledger
                    .is_none_or(|ledger| ledger == Ledger::from_currency(&transaction.currency))
                && start.is_none_or(|start| transaction.at >= start)
                && end.is_none_or(|end| transaction.at <= end)
        })
        .take(limit)
        .map(transaction_row);
    Success::data::<types::TransactionsResponse>(rows.collect::<Result<_, _>>()?)
}

fn transaction_row(transaction: &Transaction) -> Result<types::Transaction, ErrorResponse> {
    let mut row = types::Transaction::default();
    row.amount = Some(api_amount(transaction.amount)?);
    row.currency = Some(ledger_name(&transaction.currency).into());
    row.date = Some(rfc3339(transaction.at));
    row.from_account = Some(transaction.from.account.clone());
    row.from_to = Some(transaction.from.account.clone());
    row.from_user = Some(transaction.from.user.clone());
    row.status = Some(transaction.status.as_str().into());
    row.timestamp = Some(transaction.at.into());
    row.to_account = Some(transaction.to.account.clone());
    row.to_user = Some(transaction.to.user.clone());
    row.transaction_reference = Some(transaction.reference.clone());
    row.transaction_type = Some(match transaction.kind {
        TransactionKind::Transfer => TransactionType::InternalTransfer,
        other => filter_name(other).into(),
    });
    Ok(row)
}

/// Returns the code of a currency's ledger, which the filter of `GET /transfer` uses.
fn ledger_name(currency: &str) -> &str {
    match Ledger::from_currency(currency) {
        Some(ledger) => ledger.as_str(),
        None => currency,
    }
}

fn filter_name(kind: TransactionKind) -> &'static str {
    match kind {
        TransactionKind::OnRamp => "OnRamp",
        TransactionKind::OffRamp => "OffRamp",
        TransactionKind::Deposit => "Deposit",
        TransactionKind::Withdraw => "Withdraw",
        TransactionKind::Transfer => "Transfer",
        TransactionKind::Convert => "Convert",
    }
}

pub(super) fn details(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let transaction = call
        .parameter("transactionReference")
        .and_then(|reference| state.transactions.get(reference))
        .filter(|transaction| {
            call.parameter("accountName").is_none_or(|name| {
                name == transaction.from.account || name == transaction.to.account
            })
        })
        .ok_or_else(|| ErrorResponse::not_found("transaction not found"))?;
    let mut details = types::TransactionDetails::default();
    details.utc_timestamp = Some(rfc3339(transaction.at));
    details.amount = Some(api_amount(transaction.amount)?);
    details.credit_account = Some(transaction.to.account.clone());
    details.credit_user = Some(transaction.to.user.clone());
    details.currency = Some(ledger_name(&transaction.currency).into());
    details.debit_account = Some(transaction.from.account.clone());
    details.debit_user = Some(transaction.from.user.clone());
    details.status = Some(transaction.status.as_str().into());
    details.timestamp = Some(transaction.at.into());
    details.transaction_reference = Some(transaction.reference.clone());
    details.transaction_type = Some(filter_name(transaction.kind).into());
    Success::data::<types::TransactionDetailsResponse>(details)
}
