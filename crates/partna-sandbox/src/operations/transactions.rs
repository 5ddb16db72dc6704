//! Balances, and what has happened to them.

use partna_auth::{TransactionType, types};
use rust_decimal::Decimal;

use super::fields::{date, money};
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use crate::pricing::ledger::Ledger;
use crate::state::{State, Transaction, TransactionKind};

/// The longest list that is given, and the one that is given unasked. Both are documented.
const MAX_LIMIT: usize = 1000;
const DEFAULT_LIMIT: usize = 100;

pub(super) fn balances(state: &State, _: &Call<'_>) -> Outcome {
    let own = state.merchant.username.as_str();
    let sum = |whose: &dyn Fn(&str) -> bool| -> Result<_, Refusal> {
        let of_ledger = |ledger: Ledger| {
            let (mut available, mut held) = (Decimal::ZERO, Decimal::ZERO);
            for name in state.accounts.keys().filter(|name| whose(name)) {
                let balance = state.journal.balance(name, ledger);
                available += balance.available();
                held += balance.held;
            }
            let mut balance = types::Balance::default();
            balance.available_balance = Some(money(available)?);
            balance.pending_debit = Some(money(held)?);
            Ok((ledger.as_str().to_owned(), balance))
        };
        Ledger::ALL.into_iter().map(of_ledger).collect()
    };
    let mut balances = types::Balances::default();
    balances.customer = sum(&|name| name != own)?;
    balances.merchant = sum(&|name| name == own)?;
    Success::data::<types::BalancesResponse>(balances)
}

/// Newest first.
pub(super) fn list(state: &State, call: &Call<'_>) -> Outcome {
    let limit = call.count("limit", DEFAULT_LIMIT)?.min(MAX_LIMIT);
    let time = |name: &str| match call.parameter(name) {
        None => Ok(None),
        Some(text) => match text.parse::<i64>() {
            Ok(seconds) => Ok(Some(seconds)),
            Err(_) => Err(Refusal::invalid(name, "seconds", Some(text))),
        },
    };
    let (start, end) = (time("unixStartDate")?, time("unixEndDate")?);
    let ledger = call.parameter("currency").map(Ledger::of);
    let is = |name: &str, value: &str| call.parameter(name).is_none_or(|wanted| wanted == value);
    let either = |name: &str, one: &str, other: &str| is(name, one) || is(name, other);
    let rows = state
        .transactions
        .values()
        .rev()
        .filter(|found| {
            is("transactionReference", &found.reference)
                && is("status", found.status.as_str())
                && is("type", filter_word(found.kind))
                && either("accountName", &found.from.account, &found.to.account)
                && either("username", &found.from.user, &found.to.user)
                && ledger.is_none_or(|ledger| ledger == Ledger::of(&found.currency))
                && start.is_none_or(|start| found.at >= start)
                && end.is_none_or(|end| found.at <= end)
        })
        .take(limit)
        .map(row);
    Success::data::<types::TransactionsResponse>(rows.collect::<Result<_, _>>()?)
}

fn row(found: &Transaction) -> Result<types::Transaction, Refusal> {
    let mut row = types::Transaction::default();
    row.amount = Some(money(found.amount)?);
    row.currency = Some(ledger_word(&found.currency).into());
    row.date = Some(date(found.at));
    row.from_account = Some(found.from.account.clone());
    row.from_to = Some(found.from.account.clone());
    row.from_user = Some(found.from.user.clone());
    row.status = Some(found.status.as_str().into());
    row.timestamp = Some(found.at.into());
    row.to_account = Some(found.to.account.clone());
    row.to_user = Some(found.to.user.clone());
    row.transaction_reference = Some(found.reference.clone());
    row.transaction_type = Some(match found.kind {
        TransactionKind::Transfer => TransactionType::InternalTransfer,
        other => filter_word(other).into(),
    });
    Ok(row)
}

/// What the ledger is called that a currency is in, which is what the filter of `GET /transfer` knows.
fn ledger_word(currency: &str) -> &str {
    match Ledger::of(currency) {
        Some(ledger) => ledger.as_str(),
        None => currency,
    }
}

fn filter_word(kind: TransactionKind) -> &'static str {
    match kind {
        TransactionKind::OnRamp => "OnRamp",
        TransactionKind::OffRamp => "OffRamp",
        TransactionKind::Deposit => "Deposit",
        TransactionKind::Withdraw => "Withdraw",
        TransactionKind::Transfer => "Transfer",
        TransactionKind::Convert => "Convert",
    }
}

pub(super) fn details(state: &State, call: &Call<'_>) -> Outcome {
    let found = call
        .parameter("transactionReference")
        .and_then(|reference| state.transactions.get(reference))
        .filter(|found| {
            call.parameter("accountName")
                .is_none_or(|name| name == found.from.account || name == found.to.account)
        })
        .ok_or_else(|| Refusal::not_found("transaction not found"))?;
    let mut details = types::TransactionDetails::default();
    details.utc_timestamp = Some(date(found.at));
    details.amount = Some(money(found.amount)?);
    details.credit_account = Some(found.to.account.clone());
    details.credit_user = Some(found.to.user.clone());
    details.currency = Some(ledger_word(&found.currency).into());
    details.debit_account = Some(found.from.account.clone());
    details.debit_user = Some(found.from.user.clone());
    details.status = Some(found.status.as_str().into());
    details.timestamp = Some(found.at.into());
    details.transaction_reference = Some(found.reference.clone());
    details.transaction_type = Some(filter_word(found.kind).into());
    Success::data::<types::TransactionDetailsResponse>(details)
}
