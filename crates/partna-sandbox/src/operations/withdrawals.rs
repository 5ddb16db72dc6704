//! Withdrawals.

use partna_auth::{MobileNetwork, WithdrawalNetwork, types};
use rust_decimal::Decimal;

use super::fields::{paying_account, positive_amount, required, required_currency};
use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use super::{banks, mfa, ramp_settlement};
use crate::pricing::assets::{Asset, find_asset, find_fiat_asset, is_address};
use crate::pricing::error::PricingError;
use crate::pricing::ledger::Ledger;
use crate::state::{
    Entry, IncomingDeposit, Movement, Party, ReferenceKind, State, Status, TimerKind, Transaction,
    TransactionKind,
};

/// Creates a withdrawal. The money is on hold until the withdrawal settles.
pub(super) fn create(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let mut body: types::WithdrawalRequest = call.body()?;
    let requested = body.transaction_reference.take();
    let reference = state.new_reference(requested, ReferenceKind::Payment)?;
    if state.merchant.mfa_enrolled {
        mfa::check(body.otp.as_ref())?;
    }
    let amount = positive_amount("amount", body.amount)?;
    let (currency, ledger) = required_currency(body.currency.as_ref())?;
    let from = paying_account(state, Some(&body.from_account))?;
    let route = find_route(&body, &currency)?;
    if amount < route.asset.minimum() {
        let minimum = format!("at least {}", route.asset.minimum());
        return Err(ErrorResponse::invalid_field(
            "amount",
            &minimum,
            Some(&amount.to_string()),
        ));
    }
    let held = amount
        .checked_add(route.asset.fee())
        .ok_or(PricingError::TooLarge)?;
    state.movements.hold(&from, ledger, held)?;
    let transaction = Transaction {
        kind: TransactionKind::Withdraw,
        status: Status::Processing,
        amount,
        currency,
        from: state.merchant_party(&from),
        to: Party {
            user: String::new(),
            account: route.to,
        },
        held,
        network: route.network,
        ..state.new_transaction(&reference)
    };
    state.emit_withdrawal(&transaction, &transaction.network, "");
    state.record_transaction(transaction);
    state.schedule_settlement(TimerKind::WithdrawalSettles, &reference);
    Success::acknowledgement("request completed")
}

/// The asset, network and destination of a withdrawal. The destination is an address, a shortcode, or a bank code and an account
/// number that are joined by `::`.
struct Route {
    asset: &'static Asset,
    network: String,
    to: String,
}

fn find_route(body: &types::WithdrawalRequest, currency: &str) -> Result<Route, ErrorResponse> {
    let network = || {
        required(
            "network",
            body.network.as_ref().map(WithdrawalNetwork::as_str),
        )
    };
    let Some(fiat_asset) = find_fiat_asset(currency) else {
        let network = network()?;
        let to = required("address", body.address.clone())?;
        return match find_asset(currency, &network) {
            Some(asset) if is_address(&network, &to) => Ok(Route { asset, network, to }),
            _ => Err(ErrorResponse::bad_request("wrong network address")),
        };
    };
    let (network, to) = if currency == "KES" {
        let network = network()?;
        if !["MOBILE", "BUY_GOODS", "PAYBILL"].contains(&network.as_str()) {
            return Err(ErrorResponse::bad_request("wrong network address"));
        }
        if network == "MOBILE" {
            let carrier = body.mobile_network.as_ref();
            required("mobileNetwork", carrier.map(MobileNetwork::as_str))?;
        }
        (network, required("shortcode", body.shortcode.clone())?)
    } else {
        let number = required("accountNumber", body.account_number.clone())?;
        let (code, _) = banks::find_bank(currency, body.bank_code.as_deref())?;
        (fiat_asset.network.to_owned(), format!("{code}::{number}"))
    };
    Ok(Route {
        asset: fiat_asset,
        network,
        to,
    })
}

/// Settles a withdrawal: books the money out, or only releases the hold if the bank is the failing bank.
pub(super) fn settle(state: &mut State, reference: &str) {
    let Some(mut transaction) = state.transactions.get(reference).cloned() else {
        return;
    };
    let Some(ledger) = Ledger::from_currency(&transaction.currency) else {
        return;
    };
    let from = transaction.from.account.clone();
    state.movements.release(&from, ledger, transaction.held);
    let is_failing_bank = transaction
        .to
        .account
        .starts_with(&format!("{}::", banks::FAILING_BANK_CODE));
    let fee = transaction.held - transaction.amount;
    let entries = vec![
        Entry::new(&from, ledger, Movement::Withdrawal, transaction.amount),
        Entry::new(&from, ledger, Movement::Fee, fee),
    ];
    let is_paid = !is_failing_bank && state.book(reference, entries).is_ok();
    transaction.status = if is_paid {
        Status::Completed
    } else {
        Status::Failed
    };
    transaction.held = Decimal::ZERO;
    let hash = if is_paid && !ledger.is_fiat() {
        format!("0x{}", state.next_id(64))
    } else {
        String::new()
    };
    state.emit_withdrawal(&transaction, &transaction.network, &hash);
    state.record_transaction(transaction.clone());
    if is_paid {
        deliver_to_own_address(state, &transaction, &hash);
    }
}

/// Receives a withdrawal whose destination is an address of this sandbox: pays the ramp of the address, or deposits the amount to
/// the account of the address.
fn deliver_to_own_address(state: &mut State, withdrawal: &Transaction, hash: &str) {
    let address = &withdrawal.to.account;
    let account = match state.ramp_at_address(address).cloned() {
        None => state.account_at_address(address).cloned(),
        Some(reference) => {
            let paid = ramp_settlement::pay_amount(
                state,
                &reference,
                &withdrawal.currency,
                withdrawal.amount,
            );
            if paid.is_ok() {
                return;
            }
            // The payment does not match the ramp. A payment on a blockchain cannot be rejected, so it is deposited to the ramp's
            // account.
            let ramp = state.ramps.get(&reference);
            ramp.map(|ramp| ramp.account.clone())
        }
    };
    let Some(account) = account else {
        return;
    };
    let deposit = IncomingDeposit {
        account: &account,
        currency: &withdrawal.currency,
        amount: withdrawal.amount,
        from: address,
    };
    // The deposit cannot fail: currency and amount were validated.
    let _ = state.receive_deposit(hash, &deposit);
}
