//! Ramps as they are listed, and what one would cost.

use partna_auth::Amount;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::answer::{countable, money};
use super::ramps::{Body, plan};
use super::{Answer, Call, Outcome, Refusal};
use crate::world::{Ledger, PayIn, PayOut, Ramp, RampKind, World};

/// Ramps a page, unasked and at most.
const USUAL: usize = 10;
const MOST: usize = 100;
/// How many digits fees have in what came in, at least: as many as the documented breakdown.
const FEWEST: u32 = 4;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    page: usize,
    per_page: usize,
    ramp_requests: Vec<Row<'a>>,
    total: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bank_account_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bank_account_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bank_name: Option<&'a str>,
    confirmed: bool,
    created_at: i64,
    /// Where crypto is to be sent, as in the answer that the ramp was made with.
    #[serde(skip_serializing_if = "Option::is_none")]
    crypto_address: Option<&'a str>,
    expire_action: &'static str,
    expired_at: i64,
    from_amount: Amount,
    from_currency: &'a str,
    from_network: &'a str,
    initial_rate: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    processed_rate: Option<Amount>,
    ramp_reference: &'a str,
    status: &'static str,
    to_amount: Amount,
    to_currency: &'a str,
    to_network: &'a str,
    total_fees_in_from_currency: Amount,
    total_fees_in_to_currency: Amount,
    #[serde(rename = "type")]
    kind: RampKind,
}

/// Newest first. The account has to be named, as the document's 400 says, unless the reference is.
pub(super) fn list(world: &mut World, call: &Call<'_>) -> Outcome {
    let (page, per_page) = (
        call.count("page", 1)?,
        call.count("perPage", USUAL)?.min(MOST),
    );
    let account = call.parameter("accountName");
    let reference = call.parameter("rampReference");
    if account.is_none() && reference.is_none() {
        return Err(Refusal::bad("accountName is required"));
    }
    if let Some(name) = account {
        world.account(name)?;
    }
    let found: Vec<&Ramp> = match reference {
        Some(reference) => world.ramps.get(reference).into_iter().collect(),
        None => world.ramps.values().rev().collect(),
    };
    let found: Vec<&Ramp> = found
        .into_iter()
        .filter(|ramp| account.is_none_or(|name| ramp.account == name))
        .collect();
    let skipped = (page - 1).saturating_mul(per_page);
    let shown = found.iter().skip(skipped).take(per_page);
    Answer::data(Page {
        page,
        per_page,
        ramp_requests: shown.map(|ramp| row(ramp)).collect::<Result<_, _>>()?,
        total: found.len(),
    })
}

fn row(ramp: &Ramp) -> Result<Row<'_>, Refusal> {
    let fees = ramp.fees();
    let (address, bank) = match &ramp.pay_out {
        PayOut::Chain { address } => (Some(address.as_str()), None),
        PayOut::Bank {
            number,
            holder,
            bank,
        } => (
            None,
            Some((holder.as_str(), number.as_str(), bank.as_str())),
        ),
        PayOut::Mobile {
            carrier, shortcode, ..
        } => (None, Some(("", shortcode.as_str(), carrier.as_str()))),
    };
    Ok(Row {
        address,
        bank_account_name: bank.map(|(holder, _, _)| holder),
        bank_account_number: bank.map(|(_, number, _)| number),
        bank_name: bank.map(|(_, _, name)| name),
        confirmed: ramp.processed_rate.is_some(),
        created_at: ramp.created_at,
        crypto_address: match &ramp.pay_in {
            PayIn::Chain { address } => Some(address),
            PayIn::Bank { .. } | PayIn::Phone { .. } => None,
        },
        expire_action: if ramp.deposit_when_late {
            "deposit"
        } else {
            "useCurrentRate"
        },
        expired_at: ramp.expires_at,
        from_amount: money(ramp.from_amount)?,
        from_currency: &ramp.from_currency,
        from_network: &ramp.from_network,
        initial_rate: money(ramp.initial_rate)?,
        processed_rate: ramp.processed_rate.map(money).transpose()?,
        ramp_reference: &ramp.reference,
        status: ramp.status.as_str(),
        to_amount: money(ramp.to_amount)?,
        to_currency: &ramp.to_currency,
        to_network: &ramp.to_network,
        total_fees_in_from_currency: ramp.back(fees)?,
        total_fees_in_to_currency: money(fees)?,
        kind: ramp.kind,
    })
}

/// An amount of what goes out in what came in, to so many digits. It is for people to read: nothing is booked by it.
fn back(amount: Decimal, rate: Decimal, places: u32) -> Result<Decimal, Refusal> {
    let back = amount.checked_div(rate).ok_or_else(Refusal::too_large)?;
    Ok(back.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero))
}

impl Ramp {
    /// An amount of what goes out in what came in, as fine as that is kept.
    pub(super) fn back(&self, amount: Decimal) -> Result<Amount, Refusal> {
        money(back(amount, self.rate, self.from_ledger.places())?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Breakdown {
    deposit_fee_capped: bool,
    deposit_fee_in_from_currency: Amount,
    deposit_fee_in_to_currency: Amount,
    deposit_percentage_applied: Amount,
    merchant_fee_capped: bool,
    merchant_fee_in_from_currency: Amount,
    merchant_fee_in_to_currency: Amount,
    #[serde(rename = "MerchantFeeUSD")]
    merchant_fee_usd: Amount,
    merchant_percentage_applied: Amount,
    net_amount_in_to_currency: Amount,
    rate: Amount,
    total_amount_in_from_currency: Amount,
    total_amount_in_to_currency: Amount,
    total_fees_in_from_currency: Amount,
    total_fees_in_to_currency: Amount,
    withdrawal_fee_in_from_currency: Amount,
    withdrawal_fee_in_to_currency: Amount,
}

/// Nothing is charged for deposits here: fees are the merchant's own and the network's.
pub(super) fn breakdown(world: &mut World, call: &Call<'_>) -> Outcome {
    let body: Body = call.body()?;
    let plan = plan(world, &body)?;
    let quote = &plan.quote;
    let places = plan.from.places().max(FEWEST);
    let back = |amount| back(amount, quote.rate, places);
    let (merchant_back, network_back) = (back(quote.merchant_fee)?, back(quote.network_fee)?);
    let dollars = world
        .rates
        .exchange(quote.merchant_fee, plan.to, Ledger::Usd);
    Answer::data(Breakdown {
        deposit_fee_capped: false,
        deposit_fee_in_from_currency: Amount::default(),
        deposit_fee_in_to_currency: Amount::default(),
        deposit_percentage_applied: Amount::default(),
        merchant_fee_capped: quote.merchant_fee_capped,
        merchant_fee_in_from_currency: money(merchant_back)?,
        merchant_fee_in_to_currency: money(quote.merchant_fee)?,
        merchant_fee_usd: money(countable(dollars)?)?,
        merchant_percentage_applied: money(quote.merchant_share)?,
        net_amount_in_to_currency: money(quote.to_amount)?,
        rate: money(quote.rate)?,
        total_amount_in_from_currency: money(quote.from_amount)?,
        total_amount_in_to_currency: money(quote.gross)?,
        total_fees_in_from_currency: money(merchant_back + network_back)?,
        total_fees_in_to_currency: money(quote.fees())?,
        withdrawal_fee_in_from_currency: money(network_back)?,
        withdrawal_fee_in_to_currency: money(quote.network_fee)?,
    })
}
