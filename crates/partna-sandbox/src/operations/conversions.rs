//! Conversions from one balance of an account to another.

use partna_auth::Amount;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::answer::{Known, countable, money, positive};
use super::{Answer, Call, Outcome, Refusal};
use crate::rates::Given;
use crate::world::{Entry, Ledger, Movement, Status, Transaction, TransactionKind, World};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    account_name: Option<String>,
    from_amount: Option<Amount>,
    from_currency: Option<String>,
    rate_key: String,
    to_amount: Option<Amount>,
    to_currency: Option<String>,
    transaction_reference: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Converted {
    account_name: String,
    from_amount: Amount,
    from_currency: String,
    rate: Amount,
    to_amount: Amount,
    to_currency: String,
    transaction_reference: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Receipt {
    transaction_reference: String,
}

/// Converts at the rate of the key. That a reference is refused the second time is this sandbox's choice: nobody documents
/// it of conversions.
pub(super) fn convert(world: &mut World, call: &Call<'_>) -> Outcome {
    let body: Body = call.body()?;
    let reference = world.reference(body.transaction_reference, Refusal::reference_exists)?;
    let account = world.account_or_own(body.account_name.as_deref())?;
    let given = world.usable_rate(&body.rate_key)?;
    given.can_be_converted()?;
    given.is_of("fromCurrency", &given.from, body.from_currency.as_deref())?;
    given.is_of("toCurrency", &given.to, body.to_currency.as_deref())?;
    let (from, to) = given.ledgers()?;
    let (from_amount, to_amount) = match Known::given(body.from_amount, body.to_amount)? {
        Known::To(wanted) => {
            let price = countable(wanted.checked_div(given.rate))?;
            (from.cut_up(price), wanted)
        }
        Known::From(amount) => {
            let bought = countable(amount.checked_mul(given.rate))?;
            (amount, to.cut(bought))
        }
    };
    if to_amount <= Decimal::ZERO {
        return Err(Refusal::bad("the amount buys nothing"));
    }
    let answer = Converted {
        account_name: account.clone(),
        from_amount: money(from_amount)?,
        from_currency: given.from.clone(),
        rate: money(given.rate)?,
        to_amount: money(to_amount)?,
        to_currency: given.to.clone(),
        transaction_reference: reference.clone(),
    };
    let entries = vec![
        Entry::new(&account, from, Movement::ConvertedOut, from_amount),
        Entry::new(&account, to, Movement::ConvertedIn, to_amount),
    ];
    world.book(&reference, entries)?;
    let transaction = Transaction {
        kind: TransactionKind::Convert,
        status: Status::Completed,
        amount: from_amount,
        currency: given.from.clone(),
        from: world.own_side(&account),
        to: world.own_side(&account),
        ..world.transaction(&reference)
    };
    world.record(transaction);
    world.tell_convert(
        &reference,
        &account,
        (&given.from, from_amount),
        (&given.to, to_amount),
    );
    Answer::data(answer)
}

/// Checks what a conversion would check, takes the reference and moves nothing: what becomes of a preorder is documented
/// nowhere.
pub(super) fn preorder(world: &mut World, call: &Call<'_>) -> Outcome {
    let body: Body = call.body()?;
    let reference = world.reference(body.transaction_reference, Refusal::reference_exists)?;
    world.account_or_own(body.account_name.as_deref())?;
    world.usable_rate(&body.rate_key)?.can_be_converted()?;
    if body.from_amount.is_some() {
        positive("fromAmount", body.from_amount)?;
    }
    world.references.insert(reference.clone());
    Answer::data(Receipt {
        transaction_reference: reference,
    })
}

impl World {
    /// The rate of a key that still holds.
    pub(super) fn usable_rate(&self, key: &str) -> Result<Given, Refusal> {
        let given = self.read_rate_key(key).filter(|given| given.genuine);
        let given = given.ok_or_else(|| Refusal::bad("invalid key"))?;
        if self.now() > given.until {
            return Err(Refusal::bad("rate key has expired"));
        }
        Ok(given)
    }
}

impl Given {
    pub(super) fn ledgers(&self) -> Result<(Ledger, Ledger), Refusal> {
        Ledger::of(&self.from)
            .zip(Ledger::of(&self.to))
            .ok_or_else(|| Refusal::bad("invalid key"))
    }

    /// Cedis are in no list of what is converted.
    fn can_be_converted(&self) -> Result<(), Refusal> {
        if self.from == "GHS" || self.to == "GHS" {
            let expected = "a key of currencies that are converted";
            return Err(Refusal::invalid("rateKey", expected, None));
        }
        Ok(())
    }

    /// Whether a currency of the request is the one of the key: the same money, if not by the same name.
    pub(super) fn is_of(
        &self,
        field: &str,
        currency: &str,
        asked: Option<&str>,
    ) -> Result<(), Refusal> {
        match asked {
            Some(asked) if Ledger::of(asked) != Ledger::of(currency) => Err(Refusal::invalid(
                field,
                &format!("the rate key's {currency}"),
                Some(asked),
            )),
            _ => Ok(()),
        }
    }
}
