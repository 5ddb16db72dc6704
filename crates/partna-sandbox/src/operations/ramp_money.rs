//! How the money of a ramp moves.

use rust_decimal::Decimal;

use super::Refusal;
use super::answer::Known;
use super::deposits::{Arrival, arrive};
use super::ramp_quote::Quote;
use super::transfers::moved;
use crate::assets::asset;
use crate::world::{
    Entry, Happening, Movement, PayIn, PayOut, Ramp, RampKind, RampStatus, Side, Status,
    Transaction, TransactionKind, World,
};

/// Pays a ramp what it waits for.
pub(crate) fn pay(world: &mut World, reference: &str) -> Result<(), Refusal> {
    let ramp = find(world, reference)?;
    receive(world, ramp)
}

/// Pays a ramp an amount, which has to be the one that it waits for.
pub(super) fn pay_amount(
    world: &mut World,
    reference: &str,
    currency: &str,
    amount: Decimal,
) -> Result<(), Refusal> {
    let ramp = find(world, reference)?;
    if ramp.from_currency != currency || ramp.from_amount != amount {
        let wanted = format!("{} {}", ramp.from_amount, ramp.from_currency);
        return Err(Refusal::invalid(
            "amount",
            &wanted,
            Some(&amount.to_string()),
        ));
    }
    receive(world, ramp)
}

fn find(world: &World, reference: &str) -> Result<Ramp, Refusal> {
    world
        .ramps
        .get(reference)
        .cloned()
        .ok_or_else(|| Refusal::not_found("ramp not found"))
}

/// Money has come for a ramp. What comes after its rate has ended, or the ramp itself, follows its expire action; what comes
/// for a ramp that was replaced stays in the account.
fn receive(world: &mut World, mut ramp: Ramp) -> Result<(), Refusal> {
    let late = match ramp.status {
        RampStatus::Pending => world.now() > ramp.rate_until,
        RampStatus::Canceled => true,
        RampStatus::Received | RampStatus::Processing | RampStatus::Completed => {
            return Err(Refusal::bad("the ramp was paid before"));
        }
    };
    if ramp.replaced || (late && ramp.deposit_when_late) {
        stays(world, &ramp)?;
        cancel(world, &ramp.reference);
        return Ok(());
    }
    if late {
        ramp.goes_by(&current(world, &ramp)?);
    }
    let deposit = Entry::new(
        &ramp.account,
        ramp.from_ledger,
        Movement::Deposit,
        ramp.from_amount,
    );
    world.book(&ramp.reference, vec![deposit])?;
    world
        .journal
        .hold(&ramp.account, ramp.from_ledger, ramp.from_amount)?;
    close(world, &ramp);
    ramp.processed_rate = Some(ramp.rate);
    for status in [RampStatus::Received, RampStatus::Processing] {
        ramp.status = status;
        world.tell_ramp(&ramp);
    }
    let reference = ramp.reference.clone();
    write_down(world, &ramp, Status::Processing);
    world.ramps.insert(reference.clone(), ramp);
    world.settle_in_time(Happening::RampSettles, &reference);
    Ok(())
}

/// Money that came for a ramp, and is put into its account.
fn stays(world: &mut World, ramp: &Ramp) -> Result<(), Refusal> {
    let reference = world.draw(32);
    let arrival = Arrival {
        account: &ramp.account,
        currency: &ramp.from_currency,
        amount: ramp.from_amount,
        from: "",
    };
    arrive(world, &reference, &arrival)
}

/// The same ramp at today's rate.
fn current(world: &World, ramp: &Ramp) -> Result<Quote, Refusal> {
    let rate = world
        .rates
        .rate(ramp.from_ledger, ramp.to_ledger)
        .ok_or_else(Refusal::too_large)?;
    let sent_as = asset(&ramp.to_currency, &ramp.to_network).ok_or_else(Refusal::too_large)?;
    let known = Known::From(ramp.from_amount);
    world.quote(rate, known, ramp.from_ledger, ramp.to_ledger, sent_as)
}

/// The account has no open ramp any more.
fn close(world: &mut World, ramp: &Ramp) {
    if world.open_ramps.get(&ramp.account) == Some(&ramp.reference) {
        world.open_ramps.remove(&ramp.account);
    }
}

/// Ends a ramp that nobody paid.
pub(super) fn cancel(world: &mut World, reference: &str) {
    let Some(ramp) = world.ramps.get_mut(reference) else {
        return;
    };
    if ramp.status == RampStatus::Pending {
        ramp.status = RampStatus::Canceled;
        let ramp = ramp.clone();
        close(world, &ramp);
    }
}

/// Ends a ramp because there is another.
pub(super) fn replace(world: &mut World, reference: &str) {
    cancel(world, reference);
    if let Some(ramp) = world.ramps.get_mut(reference) {
        ramp.replaced = true;
    }
}

/// Converts what came in and sends it on: to the outside, or into the account if the address is its own.
pub(super) fn settle(world: &mut World, reference: &str) {
    let Ok(mut ramp) = find(world, reference) else {
        return;
    };
    world
        .journal
        .release(&ramp.account, ramp.from_ledger, ramp.from_amount);
    let stays = match &ramp.pay_out {
        PayOut::Chain { address } => world.account_at(address).cloned(),
        PayOut::Bank { .. } | PayOut::Mobile { .. } => None,
    };
    let mut entries = converted(world, &ramp);
    match stays {
        Some(account) if account == ramp.account => {}
        Some(account) => {
            entries.extend(moved(
                &ramp.account,
                &account,
                ramp.to_ledger,
                ramp.to_amount,
            ));
        }
        None => entries.push(Entry::new(
            &ramp.account,
            ramp.to_ledger,
            Movement::Withdrawal,
            ramp.to_amount,
        )),
    }
    // It was held back until here, so it is there.
    if world.book(reference, entries).is_err() {
        return;
    }
    ramp.status = RampStatus::Completed;
    world.tell_ramp(&ramp);
    write_down(world, &ramp, Status::Completed);
    world.ramps.insert(ramp.reference.clone(), ramp);
}

fn converted(world: &World, ramp: &Ramp) -> Vec<Entry> {
    let lost = ramp.network_fee + ramp.cut_off;
    let gross = ramp.to_amount + ramp.merchant_fee + lost;
    let entry = |ledger, movement, amount| Entry::new(&ramp.account, ledger, movement, amount);
    let mut entries = vec![
        entry(ramp.from_ledger, Movement::ConvertedOut, ramp.from_amount),
        entry(ramp.to_ledger, Movement::ConvertedIn, gross),
        entry(ramp.to_ledger, Movement::Fee, lost),
    ];
    let keeper = world.merchant.fee_account.as_ref();
    let keeper = keeper.unwrap_or(&world.merchant.username);
    if ramp.merchant_fee > Decimal::ZERO && *keeper != ramp.account {
        entries.extend(moved(
            &ramp.account,
            keeper,
            ramp.to_ledger,
            ramp.merchant_fee,
        ));
    }
    entries
}

fn write_down(world: &mut World, ramp: &Ramp, status: Status) {
    let outside = |account: String| Side {
        user: String::new(),
        account,
    };
    let from = match &ramp.pay_in {
        PayIn::Bank { number } => number.clone(),
        PayIn::Phone { shortcode } => shortcode.clone(),
        PayIn::Chain { address } => address.clone(),
    };
    let transaction = Transaction {
        kind: match ramp.kind {
            RampKind::FiatToCrypto => TransactionKind::OnRamp,
            RampKind::CryptoToFiat => TransactionKind::OffRamp,
        },
        status,
        amount: ramp.from_amount,
        currency: ramp.from_currency.clone(),
        from: outside(from),
        to: world.own_side(&ramp.account),
        at: world
            .transactions
            .get(&ramp.reference)
            .map_or(world.now(), |known| known.at),
        ..world.transaction(&ramp.reference)
    };
    world.record(transaction);
}
