//! Payment and settlement of ramps.

use rust_decimal::Decimal;

use super::response::ErrorResponse;
use crate::pricing::assets::find_asset;
use crate::pricing::error::PricingError;
use crate::pricing::quote::{KnownAmount, Quote};
use crate::state::{
    Entry, IncomingDeposit, Movement, Party, PayIn, PayOut, Ramp, RampKind, RampStatus, State,
    StateError, Status, TimerKind, Transaction, TransactionKind,
};

/// Pays the expected amount of a ramp.
pub(crate) fn pay(state: &mut State, reference: &str) -> Result<(), ErrorResponse> {
    let ramp = find_ramp(state, reference)?;
    receive_payment(state, ramp)
}

/// Pays a ramp with an amount, which must be the expected amount.
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

/// Receives the payment of a ramp. A payment after the rate or the ramp has expired is handled by the ramp's expire action. A
/// payment of a replaced ramp is deposited to the account.
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
        .movements
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

/// Deposits the payment of a ramp to its account.
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

/// Returns a quote of the ramp at the current rate.
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

/// Removes the ramp from the open ramps of its account.
fn clear_open_ramp(state: &mut State, ramp: &Ramp) {
    if state.open_ramps.get(&ramp.account) == Some(&ramp.reference) {
        state.open_ramps.remove(&ramp.account);
    }
}

/// Cancels an unpaid ramp.
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

/// Cancels a ramp and marks it as replaced by another ramp.
pub(super) fn replace(state: &mut State, reference: &str) {
    cancel(state, reference);
    if let Some(ramp) = state.ramps.get_mut(reference) {
        ramp.is_replaced = true;
    }
}

/// Converts the payment and pays it out. If the payout address belongs to an account of the sandbox, the money is transferred to
/// that account.
pub(super) fn settle(state: &mut State, reference: &str) {
    let Ok(mut ramp) = find_ramp(state, reference) else {
        return;
    };
    state
        .movements
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
    // The amount was on hold, so the balance covers it.
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
