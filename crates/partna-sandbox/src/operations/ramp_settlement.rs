//! How the money of a ramp moves.

use rust_decimal::Decimal;

use super::response::ErrorResponse;
use crate::pricing::assets::find_asset;
use crate::pricing::error::PricingError;
use crate::pricing::quote::{KnownAmount, Quote};
use crate::state::{
    Entry, IncomingDeposit, Movement, Party, PayIn, PayOut, Ramp, RampKind, RampStatus, State,
    StateError, Status, TimerKind, Transaction, TransactionKind,
};

/// Pays a ramp what it waits for.
pub(crate) fn pay(state: &mut State, reference: &str) -> Result<(), ErrorResponse> {
    let ramp = find_ramp(state, reference)?;
    receive_payment(state, ramp)
}

/// Pays a ramp an amount, which has to be the one that it waits for.
pub(super) fn pay_amount(
    state: &mut State,
    reference: &str,
    currency: &str,
    amount: Decimal,
) -> Result<(), ErrorResponse> {
    let ramp = find_ramp(state, reference)?;
    if ramp.from_currency != currency || ramp.from_amount != amount {
        let expected = format!("{} {}", ramp.from_amount, ramp.from_currency);
        return Err(ErrorResponse::invalid_field(
            "amount",
            &expected,
            Some(&amount.to_string()),
        ));
    }
    receive_payment(state, ramp)
}

fn find_ramp(state: &State, reference: &str) -> Result<Ramp, StateError> {
    let ramp = state.ramps.get(reference);
    ramp.cloned().ok_or(StateError::UnknownRamp)
}

/// Money has come for a ramp. What comes after its rate has ended, or the ramp itself, follows its expire action; what comes
/// for a ramp that was replaced stays in the account.
fn receive_payment(state: &mut State, mut ramp: Ramp) -> Result<(), ErrorResponse> {
    let is_late = match ramp.status {
        RampStatus::Pending => state.now() > ramp.rate_expires_at,
        RampStatus::Canceled => true,
        RampStatus::Received | RampStatus::Processing | RampStatus::Completed => {
            return Err(ErrorResponse::bad_request("the ramp was paid before"));
        }
    };
    if ramp.is_replaced || (is_late && ramp.deposit_when_late) {
        deposit_to_account(state, &ramp)?;
        cancel(state, &ramp.reference);
        return Ok(());
    }
    if is_late {
        ramp.apply_quote(&current_quote(state, &ramp)?);
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
    clear_open_ramp(state, &ramp);
    ramp.processed_rate = Some(ramp.rate);
    for status in [RampStatus::Received, RampStatus::Processing] {
        ramp.status = status;
        state.emit_ramp(&ramp);
    }
    let reference = ramp.reference.clone();
    record_ramp(state, &ramp, Status::Processing);
    state.ramps.insert(reference.clone(), ramp);
    state.schedule_settlement(TimerKind::RampSettles, &reference);
    Ok(())
}

/// Money that came for a ramp, and is put into its account.
fn deposit_to_account(state: &mut State, ramp: &Ramp) -> Result<(), StateError> {
    let reference = state.next_id(32);
    let deposit = IncomingDeposit {
        account: &ramp.account,
        currency: &ramp.from_currency,
        amount: ramp.from_amount,
        from: "",
    };
    state.receive_deposit(&reference, &deposit)
}

/// The same ramp at today's rate.
fn current_quote(state: &State, ramp: &Ramp) -> Result<Quote, PricingError> {
    let rate = state
        .rates
        .rate(ramp.from_ledger, ramp.to_ledger)
        .ok_or(PricingError::TooLarge)?;
    let payout_asset =
        find_asset(&ramp.to_currency, &ramp.to_network).ok_or(PricingError::TooLarge)?;
    let known = KnownAmount::From(ramp.from_amount);
    state.quote(rate, known, ramp.from_ledger, ramp.to_ledger, payout_asset)
}

/// The account has no open ramp any more.
fn clear_open_ramp(state: &mut State, ramp: &Ramp) {
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
        clear_open_ramp(state, &ramp);
    }
}

/// Ends a ramp because there is another.
pub(super) fn replace(state: &mut State, reference: &str) {
    cancel(state, reference);
    if let Some(ramp) = state.ramps.get_mut(reference) {
        ramp.is_replaced = true;
    }
}

/// Converts what came in and sends it on: to the outside, or into the account if the address is its own.
pub(super) fn settle(state: &mut State, reference: &str) {
    let Ok(mut ramp) = find_ramp(state, reference) else {
        return;
    };
    state
        .journal
        .release(&ramp.account, ramp.from_ledger, ramp.from_amount);
    let own_account = match &ramp.pay_out {
        PayOut::Chain { address } => state.account_at_address(address).cloned(),
        PayOut::Bank { .. } | PayOut::Mobile { .. } => None,
    };
    let mut entries = conversion_entries(state, &ramp);
    match own_account {
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
    record_ramp(state, &ramp, Status::Completed);
    state.ramps.insert(ramp.reference.clone(), ramp);
}

fn conversion_entries(state: &State, ramp: &Ramp) -> Vec<Entry> {
    let network_costs = ramp.network_fee + ramp.rounding_loss;
    let gross = ramp.to_amount + ramp.merchant_fee + network_costs;
    let entry = |ledger, movement, amount| Entry::new(&ramp.account, ledger, movement, amount);
    let mut entries = vec![
        entry(ramp.from_ledger, Movement::ConvertedOut, ramp.from_amount),
        entry(ramp.to_ledger, Movement::ConvertedIn, gross),
        entry(ramp.to_ledger, Movement::Fee, network_costs),
    ];
    let fee_account = state.merchant.fee_account.as_ref();
    let fee_account = fee_account.unwrap_or(&state.merchant.username);
    if ramp.merchant_fee > Decimal::ZERO && *fee_account != ramp.account {
        entries.extend(Entry::transfer(
            &ramp.account,
            fee_account,
            ramp.to_ledger,
            ramp.merchant_fee,
        ));
    }
    entries
}

fn record_ramp(state: &mut State, ramp: &Ramp, status: Status) {
    let external_party = |account: String| Party {
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
        from: external_party(from),
        to: state.merchant_party(&ramp.account),
        at: state
            .transactions
            .get(&ramp.reference)
            .map_or(state.now(), |recorded| recorded.at),
        ..state.new_transaction(&ramp.reference)
    };
    state.record_transaction(transaction);
}
