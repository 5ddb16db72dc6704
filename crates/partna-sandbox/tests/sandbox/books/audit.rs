//! Checks between the rounds and at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use futures_util::TryStreamExt;
use partna_auth::{Amount, Partna, UnixSeconds, types};
use rust_decimal::{Decimal, RoundingStrategy};

use super::model::{Model, PendingPayment, Sums};
use super::ramps::{listed, status};
use super::{FEE_PERCENT, FEES, Fixture, Result};

const DAY: i64 = 24 * 3600;

fn check_eq<T: Debug + PartialEq>(subject: &str, actual: T, expected: T) -> Result {
    if actual == expected {
        Ok(())
    } else {
        Err(format!("{subject}: {actual:?}, expected {expected:?}").into())
    }
}

/// Returns an amount, which must not be negative.
fn non_negative(amount: Option<Amount>) -> Result<Decimal> {
    let amount = amount.ok_or("no amount")?.decimal();
    if amount < Decimal::ZERO {
        return Err(format!("{amount}: negative amount").into());
    }
    Ok(amount)
}

/// Looks up the pending payments, and records those that have ended.
pub async fn settle(partna: &Partna, model: &mut Model) -> Result {
    for payment in std::mem::take(&mut model.pending) {
        let has_ended = if payment.is_ramp {
            record_ramp_if_completed(partna, model, &payment).await?
        } else {
            record_withdrawal_if_ended(partna, model, &payment).await?
        };
        if !has_ended {
            model.pending.push(payment);
        }
    }
    Ok(())
}

/// Records a withdrawal if it has ended, and returns whether it has.
async fn record_withdrawal_if_ended(
    partna: &Partna,
    model: &mut Model,
    payment: &PendingPayment,
) -> Result<bool> {
    let request = partna.get_transaction();
    let request = request.transaction_reference(payment.reference.as_str());
    let found = request.send().await?.into_inner().data.unwrap_or_default();
    let status = found.status.as_ref().map_or("none", AsRef::as_ref);
    let PendingPayment {
        account, currency, ..
    } = payment;
    match (status, payment.fails) {
        ("processing", _) => return Ok(false),
        ("failed", true) => {}
        ("completed", false) => {
            model.withdraw(account, currency, payment.amount);
            model.fee(account, currency, payment.fee);
            if let Some(to) = &payment.to {
                model.deposit(to, currency, payment.amount);
                model.unnamed_deposits += 1;
            }
        }
        _ => return Err(format!("payment: unexpected status {status}: {payment:?}").into()),
    }
    model.count(format!("withdrawal ended: {status}"));
    Ok(true)
}

/// Records a ramp if it is completed, and returns whether it is.
async fn record_ramp_if_completed(
    partna: &Partna,
    model: &mut Model,
    payment: &PendingPayment,
) -> Result<bool> {
    let ramp = listed(partna, &payment.account, &payment.reference).await?;
    match status(&ramp) {
        "processing" => return Ok(false),
        "completed" => {}
        other => return Err(format!("ramp: unexpected status {other}: {payment:?}").into()),
    }
    let currency = ramp.to_currency.as_ref().ok_or("no currency")?.as_str();
    let sent = non_negative(ramp.to_amount)?;
    let truncate = |amount: Decimal| amount.round_dp_with_strategy(8, RoundingStrategy::ToZero);
    let bought = truncate(payment.amount * non_negative(ramp.processed_rate)?);
    // The fees and the truncated part of the amount.
    let lost = bought - sent;
    let truncated = lost - non_negative(ramp.total_fees_in_to_currency)?;
    let unit = |currency: &str| match currency {
        "NGN" => Decimal::new(1, 2),
        "ETH" => Decimal::new(1, 8),
        _ => Decimal::new(1, 4),
    };
    // Less than one unit of the target amount is truncated. A computed source amount is rounded up, by less than one of its units.
    let max = unit(currency) + unit(&payment.currency) * non_negative(ramp.processed_rate)?;
    if truncated < Decimal::ZERO || truncated >= max {
        return Err(format!("ramp: {truncated} is missing: {ramp:?}").into());
    }
    // The merchant's fee is credited to the merchant's account `FEES`.
    let merchant_fee = truncate(bought * FEE_PERCENT / Decimal::ONE_HUNDRED);
    let account = payment.account.as_str();
    let sold = (payment.currency.as_str(), payment.amount);
    model.convert(account, sold, (currency, bought));
    model.fee(account, currency, lost - merchant_fee);
    model.transfer(account, FEES, currency, merchant_fee);
    match &payment.to {
        Some(to) => model.transfer(account, to, currency, sent),
        None => model.withdraw(account, currency, sent),
    }
    model.count("ramp ended");
    Ok(true)
}

/// Checks that the books balance, match the model and the sum of all balances, and that each balance matches the model and is not
/// negative.
pub async fn money(fixture: &Fixture, partna: &Partna, model: &Model) -> Result {
    let books = fixture.sandbox.books();
    books.check()?;
    check_eq("currencies", books.lines.len(), 7)?;
    let accounts: Vec<types::Account> = partna
        .accounts()
        .per_page(50)
        .stream()
        .try_collect()
        .await?;
    let balances = partna.get_balances().send().await?.into_inner();
    let balances = balances.data.ok_or("no balances")?;
    for (currency, line) in &books.lines {
        let actual = Sums {
            deposits: line.deposits,
            converted_in: line.converted_in,
            converted_out: line.converted_out,
            withdrawals: line.withdrawals,
            fees: line.fees,
        };
        check_eq(
            &format!("books of {currency}"),
            actual,
            model.sums(currency),
        )?;
        let total = model.total(currency);
        check_eq(
            &format!("balance of {currency} in the books"),
            line.balances,
            total,
        )?;
        let mut sum = Decimal::ZERO;
        for side in [&balances.customer, &balances.merchant] {
            let balance = side
                .get(currency)
                .ok_or("balances: a currency is missing")?;
            sum += non_negative(balance.available_balance)? + non_negative(balance.pending_debit)?;
        }
        check_eq(&format!("all balances of {currency}"), sum, total)?;
        let mut sum = Decimal::ZERO;
        for account in &accounts {
            sum += account_balance(model, account, currency)?;
        }
        check_eq(&format!("accounts' balances of {currency}"), sum, total)?;
    }
    let names = accounts.iter().filter_map(name);
    let names: BTreeSet<String> = names.map(str::to_owned).collect();
    check_eq("accounts", accounts.len(), names.len())?;
    check_eq("accounts", &names, &model.accounts)
}

fn name(account: &types::Account) -> Option<&str> {
    let mut ledgers = account.values();
    ledgers.next()?.account_name.as_deref()
}

/// Checks the balance of an account against the model, and returns it.
fn account_balance(model: &Model, account: &types::Account, currency: &str) -> Result<Decimal> {
    let name = name(account).ok_or("an account has no name")?;
    let ledger = account.get(currency).ok_or("a ledger is missing")?;
    let (balance, reserved) = (
        non_negative(ledger.balance)?,
        non_negative(ledger.pending_debit)?,
    );
    let subject = format!("{currency} of {name}");
    check_eq(&subject, balance, model.balance(name, currency))?;
    check_eq(&subject, reserved, model.reserved(name, currency))?;
    if reserved > balance {
        return Err(format!("{subject}: {reserved} is reserved of {balance}").into());
    }
    Ok(balance)
}

/// Checks that each account has at most one pending ramp, that references are unique, and that all ramps are in the model.
/// Returns the number of pending ramps.
pub async fn ramps(partna: &Partna, model: &Model, accounts: &[String]) -> Result<usize> {
    let mut found = BTreeMap::new();
    let mut all_pending = 0;
    for account in accounts {
        let list = partna.ramps(account.as_str()).per_page(100);
        let ramps: Vec<types::Ramp> = list.stream().try_collect().await?;
        let mut pending = 0;
        for ramp in ramps {
            let is_paid = match status(&ramp) {
                "pending" => {
                    pending += 1;
                    false
                }
                "canceled" => false,
                "processing" | "completed" => true,
                other => return Err(format!("ramp: unexpected status {other}").into()),
            };
            let reference = ramp.ramp_reference.ok_or("no reference")?;
            let known = model.transactions.get(&reference);
            let is_known = known.is_some_and(|known| known.kind.ends_with("Ramp"));
            check_eq(&format!("is {reference} paid"), is_paid, is_known)?;
            if known.is_some() != is_known {
                return Err(format!("{reference}: a ramp and {known:?}").into());
            }
            if found.insert(reference.clone(), account.clone()).is_some() {
                return Err(format!("{reference}: two ramps with this reference").into());
            }
        }
        if pending > 1 {
            return Err(format!("{account}: {pending} pending ramps").into());
        }
        all_pending += pending;
    }
    check_eq("ramps", &found, &model.ramps)?;
    Ok(all_pending)
}

/// Checks that every transaction has a unique reference and is in the model. Deposits with an unknown reference are counted.
pub async fn transactions(fixture: &Fixture, partna: &Partna, model: &Model) -> Result {
    let list = partna.transactions(UnixSeconds::from(fixture.started - DAY));
    let list = list.until(UnixSeconds::from(fixture.now() + DAY));
    let rows: Vec<types::Transaction> = list.stream().try_collect().await?;
    let mut seen = BTreeSet::new();
    let mut unnamed = 0;
    for row in rows {
        let reference = row.transaction_reference.ok_or("no reference")?;
        let amount = row.amount.ok_or("no amount")?.decimal();
        let kind = row.transaction_type.as_ref().map_or("none", AsRef::as_ref);
        let currency = row.currency.as_ref().map_or("none", AsRef::as_ref);
        let status = row.status.as_ref().map_or("none", AsRef::as_ref);
        if !matches!(status, "completed" | "failed") {
            return Err(format!("{reference}: {status} at the end").into());
        }
        match model.transactions.get(&reference) {
            Some(known) => {
                let actual = (kind, currency, amount);
                let expected = (known.kind.as_str(), known.ledger.as_str(), known.amount);
                check_eq(&reference, actual, expected)?;
            }
            None if kind == "Deposit" => unnamed += 1,
            None => {
                return Err(format!("{reference}: unexpected transaction of type {kind}").into());
            }
        }
        if !seen.insert(reference.clone()) {
            return Err(format!("{reference}: two transactions with this reference").into());
        }
    }
    let expected: BTreeSet<&String> = model.transactions.keys().collect();
    let missing = expected
        .iter()
        .find(|reference| !seen.contains(**reference));
    if let Some(missing) = missing {
        return Err(format!("{missing}: not listed").into());
    }
    check_eq(
        "deposits with an unknown reference",
        unnamed,
        model.unnamed_deposits,
    )
}
