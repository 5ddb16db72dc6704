//! Ramps as they are listed, and what one would cost.

use partna_auth::Amount;
use serde::Serialize;

use super::fields::{in_from_currency, money};
use super::ramp_plan::{Body, plan};
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use crate::pricing::ledger::Ledger;
use crate::pricing::rounding::countable;
use crate::state::{PayIn, PayOut, Ramp, RampKind, State};

/// Ramps a page, unasked and at most.
const DEFAULT_PAGE_SIZE: usize = 10;
const MAX_PAGE_SIZE: usize = 100;
/// How many digits fees have in what came in, at least: as many as the documented breakdown.
const MIN_FEE_PLACES: u32 = 4;

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
pub(super) fn list(state: &State, call: &Call<'_>) -> Outcome {
    let (page, per_page) = (
        call.count("page", 1)?,
        call.count("perPage", DEFAULT_PAGE_SIZE)?.min(MAX_PAGE_SIZE),
    );
    let account = call.parameter("accountName");
    let reference = call.parameter("rampReference");
    if account.is_none() && reference.is_none() {
        return Err(Refusal::bad("accountName is required"));
    }
    if let Some(name) = account {
        state.account(name)?;
    }
    let found: Vec<&Ramp> = match reference {
        Some(reference) => state.ramps.get(reference).into_iter().collect(),
        None => state.ramps.values().rev().collect(),
    };
    let found: Vec<&Ramp> = found
        .into_iter()
        .filter(|ramp| account.is_none_or(|name| ramp.account == name))
        .collect();
    let skipped = (page - 1).saturating_mul(per_page);
    let shown = found.iter().skip(skipped).take(per_page);
    Success::data(Page {
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
        total_fees_in_from_currency: money(in_from_currency(
            fees,
            ramp.rate,
            ramp.from_ledger.places(),
        )?)?,
        total_fees_in_to_currency: money(fees)?,
        kind: ramp.kind,
    })
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
pub(super) fn breakdown(state: &State, call: &Call<'_>) -> Outcome {
    let body: Body = call.body()?;
    let plan = plan(state, &body)?;
    let quote = &plan.quote;
    let places = plan.from.places().max(MIN_FEE_PLACES);
    let back = |amount| in_from_currency(amount, quote.rate, places);
    let (merchant_back, network_back) = (back(quote.merchant_fee)?, back(quote.network_fee)?);
    let dollars = state
        .rates
        .exchange(quote.merchant_fee, plan.to, Ledger::Usd);
    Success::data(Breakdown {
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
