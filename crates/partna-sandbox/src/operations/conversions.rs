//! Conversions between two balances of an account.

use partna_auth::{Currency, types};
use rust_decimal::Decimal;

use super::fields::{api_amount, known_amount, positive_amount};
use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use crate::pricing::ledger::Ledger;
use crate::pricing::quote::KnownAmount;
use crate::pricing::rounding::checked_amount;
use crate::state::{
    Entry, Movement, RateKey, ReferenceKind, State, Status, Transaction, TransactionKind,
};

/// Converts at the rate of the rate key. The sandbox rejects a reused reference; the API does not document this for conversions.
pub(super) fn convert(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::ConversionRequest = call.body()?;
    let reference = state.new_reference(body.transaction_reference, ReferenceKind::Payment)?;
    let account = state.resolve_account(body.account_name.as_deref())?;
    let rate_key = state.check_rate_key(&body.rate_key)?;
    rate_key.check_convertible()?;
    rate_key.check_currency("fromCurrency", &rate_key.from, body.from_currency.as_ref())?;
    rate_key.check_currency("toCurrency", &rate_key.to, body.to_currency.as_ref())?;
    let (from, to) = rate_key.ledgers()?;
    let (from_amount, to_amount) = match known_amount(body.from_amount, body.to_amount)? {
        KnownAmount::To(target) => {
            let price = checked_amount(target.checked_div(rate_key.rate))?;
            (from.round_up(price), target)
        }
        KnownAmount::From(amount) => {
            let bought = checked_amount(amount.checked_mul(rate_key.rate))?;
            (amount, to.truncate(bought))
        }
    };
    if to_amount <= Decimal::ZERO {
        return Err(ErrorResponse::bad_request("the amount buys nothing"));
    }
    let mut conversion = types::Conversion::default();
    conversion.account_name = Some(account.clone());
    conversion.from_amount = Some(api_amount(from_amount)?);
    conversion.from_currency = Some(rate_key.from.as_str().into());
    conversion.rate = Some(api_amount(rate_key.rate)?);
    conversion.to_amount = Some(api_amount(to_amount)?);
    conversion.to_currency = Some(rate_key.to.as_str().into());
    conversion.transaction_reference = Some(reference.clone());
    let entries = vec![
        Entry::new(&account, from, Movement::ConvertedOut, from_amount),
        Entry::new(&account, to, Movement::ConvertedIn, to_amount),
    ];
    state.book(&reference, entries)?;
    let transaction = Transaction {
        kind: TransactionKind::Convert,
        status: Status::Completed,
        amount: from_amount,
        currency: rate_key.from.clone(),
        from: state.merchant_party(&account),
        to: state.merchant_party(&account),
        ..state.new_transaction(&reference)
    };
    state.record_transaction(transaction);
    state.emit_convert(
        &reference,
        &account,
        (&rate_key.from, from_amount),
        (&rate_key.to, to_amount),
    );
    Success::data::<types::ConversionResponse>(conversion)
}

/// Validates a conversion and marks the reference as used. It moves no money: the further processing of a preorder is
/// undocumented.
pub(super) fn preorder(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::PreorderRequest = call.body()?;
    let reference = state.new_reference(body.transaction_reference, ReferenceKind::Payment)?;
    state.resolve_account(body.account_name.as_deref())?;
    state.check_rate_key(&body.rate_key)?.check_convertible()?;
    if body.from_amount.is_some() {
        positive_amount("fromAmount", body.from_amount)?;
    }
    state.references.insert(reference.clone());
    let mut receipt = types::PreorderReceipt::default();
    receipt.transaction_reference = Some(reference);
    Success::data::<types::PreorderResponse>(receipt)
}

impl RateKey {
    /// Rejects GHS, because no documented list of conversions includes it.
    fn check_convertible(&self) -> Result<(), ErrorResponse> {
        if self.from == "GHS" || self.to == "GHS" {
            let expected = "a key of currencies that are converted";
            return Err(ErrorResponse::invalid_field("rateKey", expected, None));
        }
        Ok(())
    }

    /// Rejects a currency of the request whose ledger differs from the rate key's. Currencies of one ledger, such as USDT and USDC,
    /// are interchangeable.
    pub(super) fn check_currency(
        &self,
        field: &str,
        currency: &str,
        requested: Option<&Currency>,
    ) -> Result<(), ErrorResponse> {
        match requested {
            Some(requested)
                if Ledger::from_currency(requested.as_str()) != Ledger::from_currency(currency) =>
            {
                Err(ErrorResponse::invalid_field(
                    field,
                    &format!("the rate key's {currency}"),
                    Some(requested.as_str()),
                ))
            }
            _ => Ok(()),
        }
    }
}
