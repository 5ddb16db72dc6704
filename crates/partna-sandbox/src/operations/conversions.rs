//! Conversions from one balance of an account to another.

use partna_auth::{Currency, types};
use rust_decimal::Decimal;

use super::fields::{known_amount, money, positive};
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use crate::pricing::ledger::Ledger;
use crate::pricing::quote::KnownAmount;
use crate::pricing::rounding::countable;
use crate::state::{
    Entry, Movement, RateKey, ReferenceKind, State, Status, Transaction, TransactionKind,
};

/// Converts at the rate of the key. That a reference is refused the second time is this sandbox's choice: nobody documents
/// it of conversions.
pub(super) fn convert(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::ConversionRequest = call.body()?;
    let reference = state.reference(body.transaction_reference, ReferenceKind::Payment)?;
    let account = state.account_or_own(body.account_name.as_deref())?;
    let given = state.usable_rate(&body.rate_key)?;
    given.can_be_converted()?;
    given.check_currency("fromCurrency", &given.from, body.from_currency.as_ref())?;
    given.check_currency("toCurrency", &given.to, body.to_currency.as_ref())?;
    let (from, to) = given.ledgers()?;
    let (from_amount, to_amount) = match known_amount(body.from_amount, body.to_amount)? {
        KnownAmount::To(wanted) => {
            let price = countable(wanted.checked_div(given.rate))?;
            (from.round_up(price), wanted)
        }
        KnownAmount::From(amount) => {
            let bought = countable(amount.checked_mul(given.rate))?;
            (amount, to.truncate(bought))
        }
    };
    if to_amount <= Decimal::ZERO {
        return Err(Refusal::bad("the amount buys nothing"));
    }
    let mut conversion = types::Conversion::default();
    conversion.account_name = Some(account.clone());
    conversion.from_amount = Some(money(from_amount)?);
    conversion.from_currency = Some(given.from.as_str().into());
    conversion.rate = Some(money(given.rate)?);
    conversion.to_amount = Some(money(to_amount)?);
    conversion.to_currency = Some(given.to.as_str().into());
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
        currency: given.from.clone(),
        from: state.own_side(&account),
        to: state.own_side(&account),
        ..state.new_transaction(&reference)
    };
    state.record(transaction);
    state.emit_convert(
        &reference,
        &account,
        (&given.from, from_amount),
        (&given.to, to_amount),
    );
    Success::data::<types::ConversionResponse>(conversion)
}

/// Checks what a conversion would check, takes the reference and moves nothing: what becomes of a preorder is documented
/// nowhere.
pub(super) fn preorder(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::PreorderRequest = call.body()?;
    let reference = state.reference(body.transaction_reference, ReferenceKind::Payment)?;
    state.account_or_own(body.account_name.as_deref())?;
    state.usable_rate(&body.rate_key)?.can_be_converted()?;
    if body.from_amount.is_some() {
        positive("fromAmount", body.from_amount)?;
    }
    state.references.insert(reference.clone());
    let mut receipt = types::PreorderReceipt::default();
    receipt.transaction_reference = Some(reference);
    Success::data::<types::PreorderResponse>(receipt)
}

impl RateKey {
    /// Cedis are in no list of what is converted.
    fn can_be_converted(&self) -> Result<(), Refusal> {
        if self.from == "GHS" || self.to == "GHS" {
            let expected = "a key of currencies that are converted";
            return Err(Refusal::invalid("rateKey", expected, None));
        }
        Ok(())
    }

    /// Refuses a currency of the request that is not the one of the key: the same money, if not by the same name.
    pub(super) fn check_currency(
        &self,
        field: &str,
        currency: &str,
        asked: Option<&Currency>,
    ) -> Result<(), Refusal> {
        match asked {
            Some(asked) if Ledger::of(asked.as_str()) != Ledger::of(currency) => {
                Err(Refusal::invalid(
                    field,
                    &format!("the rate key's {currency}"),
                    Some(asked.as_str()),
                ))
            }
            _ => Ok(()),
        }
    }
}
