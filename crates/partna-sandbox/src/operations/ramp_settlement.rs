//! How the money of a ramp moves.

use rust_decimal::Decimal;

use super::response::Refusal;
use crate::pricing::assets::asset;
use crate::pricing::error::PricingError;
use crate::pricing::quote::{KnownAmount, Quote};
use crate::state::{
    Arrival, Entry, Movement, PayIn, PayOut, Ramp, RampKind, RampStatus, Side, State, StateError,
    Status, TimerKind, Transaction, TransactionKind,
};

/// Pays a ramp what it waits for.
pub(crate) fn pay(state: &mut State, reference: &str) -> Result<(), Refusal> {
    let ramp = find(state, reference)?;
    receive(state, ramp)
}

/// Pays a ramp an amount, which has to be the one that it waits for.
pub(super) fn pay_amount(
    state: &mut State,
    reference: &str,
    currency: &str,
    amount: Decimal,
) -> Result<(), Refusal> {
    let ramp = find(state, reference)?;
    if ramp.from_currency != currency || ramp.from_amount != amount {
        let wanted = format!("{} {}", ramp.from_amount, ramp.from_currency);
        return Err(Refusal::invalid(
            "amount",
            &wanted,
            Some(&amount.to_string()),
        ));
    }
    receive(state, ramp)
}

fn find(state: &State, reference: &str) -> Result<Ramp, StateError> {
    let ramp = state.ramps.get(reference);
    ramp.cloned().ok_or(StateError::UnknownRamp)
}

/// Money has come for a ramp. What comes after its rate has ended, or the ramp itself, follows its expire action; what comes
/// for a ramp that was replaced stays in the account.
fn receive(state: &mut State, mut ramp: Ramp) -> Result<(), Refusal> {
    let late = match ramp.status {
        RampStatus::Pending => state.now() > ramp.rate_until,
        RampStatus::Canceled => true,
        RampStatus::Received | RampStatus::Processing | RampStatus::Completed => {
            return Err(Refusal::bad("the ramp was paid before"));
        }
    };
    if ramp.replaced || (late && ramp.deposit_when_late) {
        stays(state, &ramp)?;
        cancel(state, &ramp.reference);
        return Ok(());
    }
    if late {
        ramp.apply_quote(&current(state, &ramp)?);
    }
    let deposit = Entry::new(
        &ramp.account,
        ramp.from_ledger,
        Movement::Deposit,
        ramp.from_amount,
    );
    state.book(&ramp.reference, vec![deposit])?;
    state
        .journal
        .hold(&ramp.account, ramp.from_ledger, ramp.from_amount)?;
    close(state, &ramp);
    ramp.processed_rate = Some(ramp.rate);
    for status in [RampStatus::Received, RampStatus::Processing] {
        ramp.status = status;
        state.emit_ramp(&ramp);
    }
    let reference = ramp.reference.clone();
    write_down(state, &ramp, Status::Processing);
    state.ramps.insert(reference.clone(), ramp);
    state.schedule_settlement(TimerKind::RampSettles, &reference);
    Ok(())
}

/// Money that came for a ramp, and is put into its account.
fn stays(state: &mut State, ramp: &Ramp) -> Result<(), StateError> {
    let reference = state.next_id(32);
    let arrival = Arrival {
        account: &ramp.account,
        currency: &ramp.from_currency,
        amount: ramp.from_amount,
        from: "",
    };
    state.receive_deposit(&reference, &arrival)
}

/// The same ramp at today's rate.
fn current(state: &State, ramp: &Ramp) -> Result<Quote, PricingError> {
    let rate = state
        .rates
        .rate(ramp.from_ledger, ramp.to_ledger)
        .ok_or(PricingError::TooLarge)?;
    let sent_as = asset(&ramp.to_currency, &ramp.to_network).ok_or(PricingError::TooLarge)?;
    let known = KnownAmount::From(ramp.from_amount);
    state.quote(rate, known, ramp.from_ledger, ramp.to_ledger, sent_as)
}

/// The account has no open ramp any more.
fn close(state: &mut State, ramp: &Ramp) {
    if state.open_ramps.get(&ramp.account) == Some(&ramp.reference) {
        state.open_ramps.remove(&ramp.account);
    }
}

/// Ends a ramp that nobody paid.
pub(super) fn cancel(state: &mut State, reference: &str) {
    let Some(ramp) = state.ramps.get_mut(reference) else {
        return;
    };
    if ramp.status == RampStatus::Pending {
        ramp.status = RampStatus::Canceled;
        let ramp = ramp.clone();
        close(state, &ramp);
    }
}

/// Ends a ramp because there is another.
pub(super) fn replace(state: &mut State, reference: &str) {
    cancel(state, reference);
    if let Some(ramp) = state.ramps.get_mut(reference) {
        ramp.replaced = true;
    }
}

/// Converts what came in and sends it on: to the outside, or into the account if the address is its own.
pub(super) fn settle(state: &mut State, reference: &str) {
    let Ok(mut ramp) = find(state, reference) else {
        return;
    };
    state
        .journal
        .release(&ramp.account, ramp.from_ledger, ramp.from_amount);
    let stays = match &ramp.pay_out {
        PayOut::Chain { address } => state.account_at(address).cloned(),
        PayOut::Bank { .. } | PayOut::Mobile { .. } => None,
    };
    let mut entries = converted(state, &ramp);
    match stays {
        Some(account) if account == ramp.account => {}
        Some(account) => {
            entries.extend(Entry::transfer(
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
    if state.book(reference, entries).is_err() {
        return;
    }
    ramp.status = RampStatus::Completed;
    state.emit_ramp(&ramp);
    write_down(state, &ramp, Status::Completed);
    state.ramps.insert(ramp.reference.clone(), ramp);
}

fn converted(state: &State, ramp: &Ramp) -> Vec<Entry> {
    let lost = ramp.network_fee + ramp.cut_off;
    let gross = ramp.to_amount + ramp.merchant_fee + lost;
    let entry = |ledger, movement, amount| Entry::new(&ramp.account, ledger, movement, amount);
    let mut entries = vec![
        entry(ramp.from_ledger, Movement::ConvertedOut, ramp.from_amount),
        entry(ramp.to_ledger, Movement::ConvertedIn, gross),
        entry(ramp.to_ledger, Movement::Fee, lost),
    ];
    let keeper = state.merchant.fee_account.as_ref();
    let keeper = keeper.unwrap_or(&state.merchant.username);
    if ramp.merchant_fee > Decimal::ZERO && *keeper != ramp.account {
        entries.extend(Entry::transfer(
            &ramp.account,
            keeper,
            ramp.to_ledger,
            ramp.merchant_fee,
        ));
    }
    entries
}

fn write_down(state: &mut State, ramp: &Ramp, status: Status) {
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
        to: state.own_side(&ramp.account),
        at: state
            .transactions
            .get(&ramp.reference)
            .map_or(state.now(), |known| known.at),
        ..state.new_transaction(&ramp.reference)
    };
    state.record(transaction);
}
