//! Balances, and what has happened to them.

use partna_auth::Amount;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

use super::fields::{date, money};
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use crate::pricing::ledger::Ledger;
use crate::state::{State, Transaction, TransactionKind};

/// The longest list that is given, and the one that is given unasked. Both are documented.
const MAX_LIMIT: usize = 1000;
const DEFAULT_LIMIT: usize = 100;

type PerCurrency = BTreeMap<&'static str, Balance>;

#[derive(Serialize)]
struct Balances {
    customer: PerCurrency,
    merchant: PerCurrency,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Balance {
    available_balance: Amount,
    pending_debit: Amount,
}

pub(super) fn balances(state: &State, _: &Call<'_>) -> Outcome {
    let own = state.merchant.username.as_str();
    let sum = |whose: &dyn Fn(&str) -> bool| -> Result<PerCurrency, Refusal> {
        let of_ledger = |ledger: Ledger| {
            let (mut available, mut held) = (Decimal::ZERO, Decimal::ZERO);
            for name in state.accounts.keys().filter(|name| whose(name)) {
                let balance = state.journal.balance(name, ledger);
                available += balance.available();
                held += balance.held;
            }
            let balance = Balance {
                available_balance: money(available)?,
                pending_debit: money(held)?,
            };
            Ok((ledger.as_str(), balance))
        };
        Ledger::ALL.into_iter().map(of_ledger).collect()
    };
    Success::data(Balances {
        customer: sum(&|name| name != own)?,
        merchant: sum(&|name| name == own)?,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    amount: Amount,
    currency: &'a str,
    date: String,
    from_account: &'a str,
    from_to: &'a str,
    from_user: &'a str,
    status: &'static str,
    timestamp: i64,
    to_account: &'a str,
    to_user: &'a str,
    transaction_reference: &'a str,
    transaction_type: &'static str,
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
    Success::data(rows.collect::<Result<Vec<_>, _>>()?)
}

fn row(found: &Transaction) -> Result<Row<'_>, Refusal> {
    Ok(Row {
        amount: money(found.amount)?,
        currency: ledger_word(&found.currency),
        date: date(found.at),
        from_account: &found.from.account,
        from_to: &found.from.account,
        from_user: &found.from.user,
        status: found.status.as_str(),
        timestamp: found.at,
        to_account: &found.to.account,
        to_user: &found.to.user,
        transaction_reference: &found.reference,
        transaction_type: match found.kind {
            TransactionKind::Transfer => "Internal Transfer",
            other => filter_word(other),
        },
    })
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

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Details<'a> {
    #[serde(rename = "UTCTimestamp")]
    utc_timestamp: String,
    amount: Amount,
    credit_account: &'a str,
    credit_user: &'a str,
    currency: &'a str,
    debit_account: &'a str,
    debit_user: &'a str,
    status: &'static str,
    timestamp: i64,
    transaction_reference: &'a str,
    transaction_type: &'static str,
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
    Success::data(Details {
        utc_timestamp: date(found.at),
        amount: money(found.amount)?,
        credit_account: &found.to.account,
        credit_user: &found.to.user,
        currency: ledger_word(&found.currency),
        debit_account: &found.from.account,
        debit_user: &found.from.user,
        status: found.status.as_str(),
        timestamp: found.at,
        transaction_reference: &found.reference,
        transaction_type: filter_word(found.kind),
    })
}
