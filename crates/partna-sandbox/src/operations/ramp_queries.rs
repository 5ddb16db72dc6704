//! Ramps as they are listed, and what one would cost.

use partna_auth::{Amount, ExpireAction, types};

use super::fields::{count, in_from_currency, money};
use super::ramp_plan::{PricedFields, plan};
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use crate::pricing::ledger::Ledger;
use crate::pricing::rounding::countable;
use crate::state::{PayIn, PayOut, Ramp, State};

/// Ramps a page, unasked and at most.
const DEFAULT_PAGE_SIZE: usize = 10;
const MAX_PAGE_SIZE: usize = 100;
/// How many digits fees have in what came in, at least: as many as the documented breakdown.
const MIN_FEE_PLACES: u32 = 4;

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
    let mut list = types::RampPage::default();
    list.page = count(page);
    list.per_page = count(per_page);
    list.ramp_requests = shown.map(|ramp| row(ramp)).collect::<Result<_, _>>()?;
    list.total = count(found.len());
    Success::data_with_lists::<types::RampsResponse>(&list, "success")
}

fn row(ramp: &Ramp) -> Result<types::Ramp, Refusal> {
    let fees = ramp.fees();
    let fees_back = in_from_currency(fees, ramp.rate, ramp.from_ledger.places())?;
    let mut row = types::Ramp::default();
    let (holder, number, bank) = match &ramp.pay_out {
        PayOut::Chain { address } => {
            row.address = Some(address.clone());
            (None, None, None)
        }
        PayOut::Bank {
            number,
            holder,
            bank,
        } => (Some(holder.as_str()), Some(number), Some(bank)),
        PayOut::Mobile {
            carrier, shortcode, ..
        } => (Some(""), Some(shortcode), Some(carrier)),
    };
    row.bank_account_name = holder.map(str::to_owned);
    row.bank_account_number = number.cloned();
    row.bank_name = bank.cloned();
    row.confirmed = Some(ramp.processed_rate.is_some());
    row.created_at = Some(ramp.created_at.into());
    row.expire_action = Some(if ramp.deposit_when_late {
        ExpireAction::Deposit
    } else {
        ExpireAction::UseCurrentRate
    });
    row.expired_at = Some(ramp.expires_at.into());
    row.from_amount = Some(money(ramp.from_amount)?);
    row.from_currency = Some(ramp.from_currency.as_str().into());
    row.from_network = Some(ramp.from_network.as_str().into());
    row.initial_rate = Some(money(ramp.initial_rate)?);
    row.processed_rate = ramp.processed_rate.map(money).transpose()?;
    row.ramp_reference = Some(ramp.reference.clone());
    row.status = Some(ramp.status.as_str().into());
    row.to_amount = Some(money(ramp.to_amount)?);
    row.to_currency = Some(ramp.to_currency.as_str().into());
    row.to_network = Some(ramp.to_network.as_str().into());
    row.total_fees_in_from_currency = Some(money(fees_back)?);
    row.total_fees_in_to_currency = Some(money(fees)?);
    row.type_ = Some(ramp.kind.as_str().into());
    // Where crypto is to be sent, as in the response that the ramp was made with.
    if let PayIn::Chain { address } = &ramp.pay_in {
        let address = address.as_str().into();
        row.extra.insert("cryptoAddress".to_owned(), address);
    }
    Ok(row)
}

/// Nothing is charged for deposits here: fees are the merchant's own and the network's.
pub(super) fn breakdown(state: &State, call: &Call<'_>) -> Outcome {
    let body: types::RampBreakdownRequest = call.body()?;
    let plan = plan(state, &PricedFields::from(&body))?;
    let quote = &plan.quote;
    let places = plan.from.places().max(MIN_FEE_PLACES);
    let back = |amount| in_from_currency(amount, quote.rate, places);
    let (merchant_back, network_back) = (back(quote.merchant_fee)?, back(quote.network_fee)?);
    let dollars = state
        .rates
        .exchange(quote.merchant_fee, plan.to, Ledger::Usd);
    let nothing = Amount::default();
    let mut breakdown = types::RampBreakdown::default();
    breakdown.deposit_fee_capped = Some(false);
    breakdown.deposit_fee_in_from_currency = Some(nothing);
    breakdown.deposit_fee_in_to_currency = Some(nothing);
    breakdown.deposit_percentage_applied = Some(nothing);
    breakdown.merchant_fee_capped = Some(quote.merchant_fee_capped);
    breakdown.merchant_fee_in_from_currency = Some(money(merchant_back)?);
    breakdown.merchant_fee_in_to_currency = Some(money(quote.merchant_fee)?);
    breakdown.merchant_fee_usd = Some(money(countable(dollars)?)?);
    breakdown.merchant_percentage_applied = Some(money(quote.merchant_share)?);
    breakdown.net_amount_in_to_currency = Some(money(quote.to_amount)?);
    breakdown.rate = Some(money(quote.rate)?);
    breakdown.total_amount_in_from_currency = Some(money(quote.from_amount)?);
    breakdown.total_amount_in_to_currency = Some(money(quote.gross)?);
    breakdown.total_fees_in_from_currency = Some(money(merchant_back + network_back)?);
    breakdown.total_fees_in_to_currency = Some(money(quote.fees())?);
    breakdown.withdrawal_fee_in_from_currency = Some(money(network_back)?);
    breakdown.withdrawal_fee_in_to_currency = Some(money(quote.network_fee)?);
    Success::data::<types::RampBreakdownResponse>(breakdown)
}
