//! What has to be true whenever the tasks rest, and at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use futures_util::TryStreamExt;
use partna_auth::{Amount, Partna, UnixSeconds, types};
use rust_decimal::{Decimal, RoundingStrategy};

use super::model::{Model, Sums, UnderWay};
use super::ramps::{listed, status};
use super::{FEE_PERCENT, FEES, Result, Scene};

const DAY: i64 = 24 * 3600;

fn same<T: Debug + PartialEq>(what: &str, is: T, meant: T) -> Result {
    if is == meant {
        Ok(())
    } else {
        Err(format!("{what}: it is {is:?}, and should be {meant:?}").into())
    }
}

/// An amount that is not below zero.
fn positive(amount: Option<Amount>) -> Result<Decimal> {
    let amount = amount.ok_or("no amount")?.decimal();
    if amount < Decimal::ZERO {
        return Err(format!("{amount} is below zero").into());
    }
    Ok(amount)
}

/// Asks how the payments that were under way have ended, if they have.
pub async fn settle(partna: &Partna, model: &mut Model) -> Result {
    for payment in std::mem::take(&mut model.under_way) {
        let has_ended = if payment.is_ramp {
            ramp_ended(partna, model, &payment).await?
        } else {
            withdrawal_ended(partna, model, &payment).await?
        };
        if !has_ended {
            model.under_way.push(payment);
        }
    }
    Ok(())
}

async fn withdrawal_ended(partna: &Partna, model: &mut Model, payment: &UnderWay) -> Result<bool> {
    let question = partna.get_transaction();
    let question = question.transaction_reference(payment.reference.as_str());
    let found = question.send().await?.into_inner().data.unwrap_or_default();
    let status = found.status.as_ref().map_or("none", AsRef::as_ref);
    let UnderWay {
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
        _ => return Err(format!("it is {status}: {payment:?}").into()),
    }
    model.note(format!("withdrawal ended: {status}"));
    Ok(true)
}

async fn ramp_ended(partna: &Partna, model: &mut Model, payment: &UnderWay) -> Result<bool> {
    let ramp = listed(partna, &payment.account, &payment.reference).await?;
    match status(&ramp) {
        "processing" => return Ok(false),
        "completed" => {}
        other => return Err(format!("it is {other}: {payment:?}").into()),
    }
    let currency = ramp.to_currency.as_ref().ok_or("no currency")?.as_str();
    let sent = positive(ramp.to_amount)?;
    let cut = |amount: Decimal| amount.round_dp_with_strategy(8, RoundingStrategy::ToZero);
    let bought = cut(payment.amount * positive(ramp.processed_rate)?);
    // What is charged, and what is too fine to arrive.
    let lost = bought - sent;
    let too_fine = lost - positive(ramp.total_fees_in_to_currency)?;
    let unit = |currency: &str| match currency {
        "NGN" => Decimal::new(1, 2),
        "ETH" => Decimal::new(1, 8),
        _ => Decimal::new(1, 4),
    };
    // Of what goes out, less than a unit; of what came in too, if that was reckoned.
    let most = unit(currency) + unit(&payment.currency) * positive(ramp.processed_rate)?;
    if too_fine < Decimal::ZERO || too_fine >= most {
        return Err(format!("{too_fine} is lost of {ramp:?}").into());
    }
    // The merchant's part stays within its accounts.
    let kept = cut(bought * FEE_PERCENT / Decimal::ONE_HUNDRED);
    let account = payment.account.as_str();
    let given = (payment.currency.as_str(), payment.amount);
    model.convert(account, given, (currency, bought));
    model.fee(account, currency, lost - kept);
    model.transfer(account, FEES, currency, kept);
    match &payment.to {
        Some(to) => model.transfer(account, to, currency, sent),
        None => model.withdraw(account, currency, sent),
    }
    model.note("ramp ended");
    Ok(true)
}

/// The books add up, say what the tasks saw, and are what all balances come to, each of which is the one that the tasks
/// know, and none below zero.
pub async fn money(scene: &Scene, partna: &Partna, model: &Model) -> Result {
    let books = scene.sandbox.books();
    books.check()?;
    same("currencies", books.lines.len(), 7)?;
    let accounts: Vec<types::Account> = partna
        .accounts()
        .per_page(50)
        .stream()
        .try_collect()
        .await?;
    let balances = partna.get_balances().send().await?.into_inner();
    let balances = balances.data.ok_or("no balances")?;
    for (currency, line) in &books.lines {
        let told = Sums {
            deposits: line.deposits,
            converted_in: line.converted_in,
            converted_out: line.converted_out,
            withdrawals: line.withdrawals,
            fees: line.fees,
        };
        same(
            &format!("the books of {currency}"),
            told,
            model.sums(currency),
        )?;
        let all = model.total(currency);
        same(
            &format!("the books' balance of {currency}"),
            line.balances,
            all,
        )?;
        let mut sum = Decimal::ZERO;
        for side in [&balances.customer, &balances.merchant] {
            let balance = side.get(currency).ok_or("a currency has no balance")?;
            sum += positive(balance.available_balance)? + positive(balance.pending_debit)?;
        }
        same(&format!("all balances of {currency}"), sum, all)?;
        let mut sum = Decimal::ZERO;
        for account in &accounts {
            sum += account_balance(model, account, currency)?;
        }
        same(&format!("accounts' balances of {currency}"), sum, all)?;
    }
    let names = accounts.iter().filter_map(name);
    let names: BTreeSet<String> = names.map(str::to_owned).collect();
    same("accounts", accounts.len(), names.len())?;
    same("accounts", &names, &model.accounts)
}

fn name(account: &types::Account) -> Option<&str> {
    let mut ledgers = account.values();
    ledgers.next()?.account_name.as_deref()
}

/// What an account has of a currency, once it is sure that the tasks know it as well.
fn account_balance(model: &Model, account: &types::Account, currency: &str) -> Result<Decimal> {
    let name = name(account).ok_or("an account has no name")?;
    let ledger = account.get(currency).ok_or("a ledger is missing")?;
    let (balance, held) = (positive(ledger.balance)?, positive(ledger.pending_debit)?);
    let what = format!("{currency} of {name}");
    same(&what, balance, model.balance(name, currency))?;
    same(&what, held, model.held(name, currency))?;
    if held > balance {
        return Err(format!("{what}: {held} of {balance} is held back").into());
    }
    Ok(balance)
}

/// One ramp waits an account at most, each reference is one ramp, and all ramps are those that the tasks made. Answers how many
/// wait.
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
                other => return Err(format!("a ramp is {other}").into()),
            };
            let reference = ramp.ramp_reference.ok_or("no reference")?;
            let known = model.transactions.get(&reference);
            let is_known = known.is_some_and(|known| known.kind.ends_with("Ramp"));
            same(&format!("whether {reference} was paid"), is_paid, is_known)?;
            if known.is_some() != is_known {
                return Err(format!("{reference} is a ramp and {known:?}").into());
            }
            if found.insert(reference.clone(), account.clone()).is_some() {
                return Err(format!("{reference} is two ramps").into());
            }
        }
        if pending > 1 {
            return Err(format!("{account} has {pending} ramps that wait").into());
        }
        all_pending += pending;
    }
    same("ramps", &found, &model.ramps)?;
    Ok(all_pending)
}

/// Every transaction has a reference of its own, and is one that the tasks know; deposits aside, which have no names, and are
/// counted.
pub async fn transactions(scene: &Scene, partna: &Partna, model: &Model) -> Result {
    let list = partna.transactions(UnixSeconds::from(scene.started - DAY));
    let list = list.until(UnixSeconds::from(scene.now() + DAY));
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
            return Err(format!("{reference} is {status} at the end").into());
        }
        match model.transactions.get(&reference) {
            Some(known) => {
                let told = (kind, currency, amount);
                let meant = (known.kind.as_str(), known.ledger.as_str(), known.amount);
                same(&reference, told, meant)?;
            }
            None if kind == "Deposit" => unnamed += 1,
            None => return Err(format!("nobody knows {reference}, which is {kind}").into()),
        }
        if !seen.insert(reference.clone()) {
            return Err(format!("{reference} is two transactions").into());
        }
    }
    let named: BTreeSet<&String> = model.transactions.keys().collect();
    let missing = named.iter().find(|reference| !seen.contains(**reference));
    if let Some(missing) = missing {
        return Err(format!("{missing} is not listed").into());
    }
    same("deposits without a name", unnamed, model.unnamed_deposits)
}
