//! Money from outside, as nobody but a sandbox can make it.

use partna_auth::Amount;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::answer::{positive, required};
use super::transfers::ledger_of;
use super::{Answer, Call, Outcome, Refusal, ramp_money};
use crate::assets::{asset, fiat};
use crate::world::{
    Entry, Movement, RampStatus, Side, Status, Transaction, TransactionKind, World,
};

/// Money that arrives in an account.
pub(crate) struct Arrival<'a> {
    pub(crate) account: &'a str,
    /// As it is called where it comes from.
    pub(crate) currency: &'a str,
    pub(crate) amount: Decimal,
    /// Where it comes from: a phone, an address, or nothing that is known.
    pub(crate) from: &'a str,
}

/// Books a deposit, and tells of it.
pub(super) fn arrive(
    world: &mut World,
    reference: &str,
    arrival: &Arrival<'_>,
) -> Result<(), Refusal> {
    deposit(world, reference, arrival)?;
    world.tell_deposit(
        arrival.account,
        arrival.currency,
        arrival.amount,
        reference,
        "",
    );
    Ok(())
}

/// Books a deposit that nobody is told of.
pub(crate) fn deposit(
    world: &mut World,
    reference: &str,
    arrival: &Arrival<'_>,
) -> Result<(), Refusal> {
    let ledger = ledger_of(arrival.currency)?;
    let entry = Entry::new(arrival.account, ledger, Movement::Deposit, arrival.amount);
    world.book(reference, vec![entry])?;
    let transaction = Transaction {
        kind: TransactionKind::Deposit,
        status: Status::Completed,
        amount: arrival.amount,
        currency: arrival.currency.to_owned(),
        from: Side {
            user: String::new(),
            account: arrival.from.to_owned(),
        },
        to: world.own_side(arrival.account),
        ..world.transaction(reference)
    };
    world.record(transaction);
    Ok(())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    account_name: Option<String>,
    amount: Option<Amount>,
    currency: Option<String>,
    from_address: Option<String>,
    is_ramp: Option<bool>,
    network: Option<String>,
    reference: Option<String>,
    #[serde(rename = "transactionID")]
    transaction_id: Option<String>,
    tx_hash: Option<String>,
}

/// Any currency. With `isRamp`, or for the amount that the account's open ramp waits for, it pays that ramp.
pub(super) fn mock(world: &mut World, call: &Call<'_>) -> Outcome {
    let body: Body = call.body()?;
    let amount = positive("amount", body.amount)?;
    let currency = required("currency", body.currency)?;
    let is_known = match body.network.as_deref() {
        Some(network) => asset(&currency, network).is_some(),
        None => fiat(&currency).is_some(),
    };
    if !is_known {
        return Err(Refusal::bad("Unsupported provider"));
    }
    let is_ramp = body.is_ramp == Some(true);
    let named = body
        .reference
        .filter(|reference| is_ramp && !reference.is_empty());
    let account = match &named {
        Some(reference) => ramp_account(world, reference)?,
        None => world.account_or_own(body.account_name.as_deref())?,
    };
    let open = named.or_else(|| waiting_for(world, &account, &currency, amount));
    if let Some(reference) = open {
        ramp_money::pay_amount(world, &reference, &currency, amount)?;
    } else if is_ramp {
        return Err(Refusal::bad("no ramp waits for that"));
    } else {
        let given = body.tx_hash.or(body.transaction_id);
        let reference = world.reference(given, || Refusal::bad("this deposit was made before"))?;
        let arrival = Arrival {
            account: &account,
            currency: &currency,
            amount,
            from: body.from_address.as_deref().unwrap_or_default(),
        };
        arrive(world, &reference, &arrival)?;
    }
    Answer::message("deposit in progress!")
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FiatBody {
    account_name: String,
    amount: Option<Amount>,
    currency: String,
}

/// Naira alone, as documented. For the amount that the account's open ramp waits for, it pays that ramp.
pub(super) fn mock_fiat(world: &mut World, call: &Call<'_>) -> Outcome {
    let body: FiatBody = call.body()?;
    let amount = positive("amount", body.amount)?;
    let account = world.account(&body.account_name)?.name.clone();
    match waiting_for(world, &account, &body.currency, amount) {
        Some(reference) => ramp_money::pay_amount(world, &reference, &body.currency, amount)?,
        None => {
            let reference = world.draw(32);
            let arrival = Arrival {
                account: &account,
                currency: &body.currency,
                amount,
                from: "",
            };
            arrive(world, &reference, &arrival)?;
        }
    }
    Answer::message("success")
}

fn ramp_account(world: &World, reference: &str) -> Result<String, Refusal> {
    let ramp = world.ramps.get(reference);
    ramp.map(|ramp| ramp.account.clone())
        .ok_or_else(|| Refusal::not_found("ramp not found"))
}

/// The account's open ramp, if it is this money that it waits for.
fn waiting_for(world: &World, account: &str, currency: &str, amount: Decimal) -> Option<String> {
    let reference = world.open_ramps.get(account)?;
    let ramp = world.ramps.get(reference)?;
    let fits = ramp.status == RampStatus::Pending
        && ramp.from_currency == currency
        && ramp.from_amount == amount;
    fits.then(|| reference.clone())
}
