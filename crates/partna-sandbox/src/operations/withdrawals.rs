//! Money to the outside.

use partna_auth::{MobileNetwork, WithdrawalNetwork, types};
use rust_decimal::Decimal;

use super::fields::{currency, payer, positive, required};
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use super::{banks, mfa, ramp_settlement};
use crate::pricing::assets::{Asset, asset, fiat, is_address};
use crate::pricing::error::PricingError;
use crate::pricing::ledger::Ledger;
use crate::state::{
    Arrival, Entry, Movement, ReferenceKind, Side, State, Status, TimerKind, Transaction,
    TransactionKind,
};

/// Holds the money back, and lets it go once it is settled.
pub(super) fn create(state: &mut State, call: &Call<'_>) -> Outcome {
    let mut body: types::WithdrawalRequest = call.body()?;
    let given = body.transaction_reference.take();
    let reference = state.reference(given, ReferenceKind::Payment)?;
    if state.merchant.mfa_enrolled {
        mfa::check(body.otp.as_ref())?;
    }
    let amount = positive("amount", body.amount)?;
    let (currency, ledger) = currency(body.currency.as_ref())?;
    let from = payer(state, Some(&body.from_account))?;
    let way = way(&body, &currency)?;
    if amount < way.asset.minimum() {
        let least = format!("at least {}", way.asset.minimum());
        return Err(Refusal::invalid(
            "amount",
            &least,
            Some(&amount.to_string()),
        ));
    }
    let held = amount
        .checked_add(way.asset.fee())
        .ok_or(PricingError::TooLarge)?;
    state.journal.hold(&from, ledger, held)?;
    let transaction = Transaction {
        kind: TransactionKind::Withdraw,
        status: Status::Processing,
        amount,
        currency,
        from: state.own_side(&from),
        to: Side {
            user: String::new(),
            account: way.to,
        },
        held,
        network: way.network,
        ..state.new_transaction(&reference)
    };
    state.emit_withdrawal(&transaction, &transaction.network, "");
    state.record(transaction);
    state.schedule_settlement(TimerKind::WithdrawalSettles, &reference);
    Success::acknowledgement("request completed")
}

/// By what it goes, and where to.
struct Way {
    asset: &'static Asset,
    network: String,
    to: String,
}

fn way(body: &types::WithdrawalRequest, currency: &str) -> Result<Way, Refusal> {
    let network = || {
        required(
            "network",
            body.network.as_ref().map(WithdrawalNetwork::as_str),
        )
    };
    let Some(rail) = fiat(currency) else {
        let network = network()?;
        let to = required("address", body.address.clone())?;
        return match asset(currency, &network) {
            Some(asset) if is_address(&network, &to) => Ok(Way { asset, network, to }),
            _ => Err(Refusal::bad("wrong network address")),
        };
    };
    let (network, to) = if currency == "KES" {
        let network = network()?;
        if !["MOBILE", "BUY_GOODS", "PAYBILL"].contains(&network.as_str()) {
            return Err(Refusal::bad("wrong network address"));
        }
        if network == "MOBILE" {
            let carrier = body.mobile_network.as_ref();
            required("mobileNetwork", carrier.map(MobileNetwork::as_str))?;
        }
        (network, required("shortcode", body.shortcode.clone())?)
    } else {
        let number = required("accountNumber", body.account_number.clone())?;
        let (code, _) = banks::named(currency, body.bank_code.as_deref())?;
        (rail.network.to_owned(), format!("{code}::{number}"))
    };
    Ok(Way {
        asset: rail,
        network,
        to,
    })
}

/// Ends a withdrawal: the money is gone, or back if the bank is the one that fails.
pub(super) fn settle(state: &mut State, reference: &str) {
    let Some(mut transaction) = state.transactions.get(reference).cloned() else {
        return;
    };
    let Some(ledger) = Ledger::of(&transaction.currency) else {
        return;
    };
    let from = transaction.from.account.clone();
    state.journal.release(&from, ledger, transaction.held);
    let fails = transaction
        .to
        .account
        .starts_with(&format!("{}::", banks::FAILURE));
    let fee = transaction.held - transaction.amount;
    let entries = vec![
        Entry::new(&from, ledger, Movement::Withdrawal, transaction.amount),
        Entry::new(&from, ledger, Movement::Fee, fee),
    ];
    let gone = !fails && state.book(reference, entries).is_ok();
    transaction.status = if gone {
        Status::Completed
    } else {
        Status::Failed
    };
    transaction.held = Decimal::ZERO;
    let hash = if gone && !ledger.is_fiat() {
        format!("0x{}", state.next_id(64))
    } else {
        String::new()
    };
    state.emit_withdrawal(&transaction, &transaction.network, &hash);
    state.record(transaction.clone());
    if gone {
        come_home(state, &transaction, &hash);
    }
}

/// What is sent to an address of this sandbox arrives there: at an account, or at a ramp that waits for it.
fn come_home(state: &mut State, sent: &Transaction, hash: &str) {
    let address = &sent.to.account;
    let account = match state.ramp_at(address).cloned() {
        None => state.account_at(address).cloned(),
        Some(reference) => {
            let paid = ramp_settlement::pay_amount(state, &reference, &sent.currency, sent.amount);
            if paid.is_ok() {
                return;
            }
            // Not what the ramp waits for. On a chain nobody can refuse it.
            let ramp = state.ramps.get(&reference);
            ramp.map(|ramp| ramp.account.clone())
        }
    };
    let Some(account) = account else {
        return;
    };
    let arrival = Arrival {
        account: &account,
        currency: &sent.currency,
        amount: sent.amount,
        from: address,
    };
    // There is nothing that it could be refused for.
    let _ = state.receive_deposit(hash, &arrival);
}
