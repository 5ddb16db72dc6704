//! Lists of ramps, and the price breakdown of a ramp.

use partna_auth::{Amount, ExpireAction, types};

use super::fields::{api_amount, convert_to_from_currency, count};
use super::operation_call::OperationCall;
use super::ramp_plan::{PricedFields, plan_ramp};
use super::response::{ErrorResponse, OperationResult, Success};
use crate::pricing::ledger::Ledger;
use crate::pricing::rounding::checked_amount;
use crate::state::{PayIn, PayOut, Ramp, State};

/// The default and the maximum number of ramps per page.
const DEFAULT_PAGE_SIZE: usize = 10;
const MAX_PAGE_SIZE: usize = 100;
/// The minimum number of decimals of fees in the payment currency, as in the documented breakdown.
const MIN_FEE_PLACES: u32 = 4;

/// Lists ramps, newest first. The account or the reference is required, because the document has a 400 for a missing account.
pub(super) fn list(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let (page, per_page) = (
        call.count("page", 1)?,
        call.count("perPage", DEFAULT_PAGE_SIZE)?.min(MAX_PAGE_SIZE),
    );
    let account = call.parameter("accountName");
    let reference = call.parameter("rampReference");
    if account.is_none() && reference.is_none() {
        return Err(ErrorResponse::bad_request("accountName is required"));
    }
    if let Some(name) = account {
        state.account(name)?;
    }
    let candidates: Vec<&Ramp> = match reference {
        Some(reference) => state.ramps.get(reference).into_iter().collect(),
        None => state.ramps.values().rev().collect(),
    };
    let ramps: Vec<&Ramp> = candidates
        .into_iter()
        .filter(|ramp| account.is_none_or(|name| ramp.account == name))
        .collect();
    let skipped = (page - 1).saturating_mul(per_page);
    let shown = ramps.iter().skip(skipped).take(per_page);
    let mut list = types::RampPage::default();
    list.page = count(page);
    list.per_page = count(per_page);
    list.ramp_requests = shown.map(|ramp| ramp_row(ramp)).collect::<Result<_, _>>()?;
    list.total = count(ramps.len());
    Success::data_with_lists::<types::RampsResponse>(&list, "success")
}

fn ramp_row(ramp: &Ramp) -> Result<types::Ramp, ErrorResponse> {
    let fees = ramp.fees();
    let fees_in_from_currency =
        convert_to_from_currency(fees, ramp.rate, ramp.from_ledger.places())?;
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
    row.from_amount = Some(api_amount(ramp.from_amount)?);
    row.from_currency = Some(ramp.from_currency.as_str().into());
    row.from_network = Some(ramp.from_network.as_str().into());
    row.initial_rate = Some(api_amount(ramp.initial_rate)?);
    row.processed_rate = ramp.processed_rate.map(api_amount).transpose()?;
    row.ramp_reference = Some(ramp.reference.clone());
    row.status = Some(ramp.status.as_str().into());
    row.to_amount = Some(api_amount(ramp.to_amount)?);
    row.to_currency = Some(ramp.to_currency.as_str().into());
    row.to_network = Some(ramp.to_network.as_str().into());
    row.total_fees_in_from_currency = Some(api_amount(fees_in_from_currency)?);
    row.total_fees_in_to_currency = Some(api_amount(fees)?);
    row.type_ = Some(ramp.kind.as_str().into());
    // The address to which crypto is sent, as in the response to the creation of the ramp.
    if let PayIn::Chain { address } = &ramp.pay_in {
        let address = address.as_str().into();
        row.extra.insert("cryptoAddress".to_owned(), address);
    }
    Ok(row)
}

/// Returns the price breakdown of a ramp. The sandbox has no deposit fee: fees are the merchant's fee and the network fee.
pub(super) fn breakdown(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::RampBreakdownRequest = call.body()?;
    let plan = plan_ramp(state, &PricedFields::from(&body))?;
    let quote = &plan.quote;
    let places = plan.from.places().max(MIN_FEE_PLACES);
    let in_from_currency = |amount| convert_to_from_currency(amount, quote.rate, places);
    let (merchant_fee_in_from_currency, network_fee_in_from_currency) = (
        in_from_currency(quote.merchant_fee)?,
        in_from_currency(quote.network_fee)?,
    );
    let merchant_fee_usd = state
        .rates
        .exchange(quote.merchant_fee, plan.to, Ledger::Usd);
    let zero = Amount::default();
    let mut breakdown = types::RampBreakdown::default();
    breakdown.deposit_fee_capped = Some(false);
    breakdown.deposit_fee_in_from_currency = Some(zero);
    breakdown.deposit_fee_in_to_currency = Some(zero);
    breakdown.deposit_percentage_applied = Some(zero);
    breakdown.merchant_fee_capped = Some(quote.is_merchant_fee_capped);
    breakdown.merchant_fee_in_from_currency = Some(api_amount(merchant_fee_in_from_currency)?);
    breakdown.merchant_fee_in_to_currency = Some(api_amount(quote.merchant_fee)?);
    breakdown.merchant_fee_usd = Some(api_amount(checked_amount(merchant_fee_usd)?)?);
    breakdown.merchant_percentage_applied = Some(api_amount(quote.merchant_share)?);
    breakdown.net_amount_in_to_currency = Some(api_amount(quote.to_amount)?);
    breakdown.rate = Some(api_amount(quote.rate)?);
    breakdown.total_amount_in_from_currency = Some(api_amount(quote.from_amount)?);
    breakdown.total_amount_in_to_currency = Some(api_amount(quote.gross)?);
    breakdown.total_fees_in_from_currency = Some(api_amount(
        merchant_fee_in_from_currency + network_fee_in_from_currency,
    )?);
    breakdown.total_fees_in_to_currency = Some(api_amount(quote.fees())?);
    breakdown.withdrawal_fee_in_from_currency = Some(api_amount(network_fee_in_from_currency)?);
    breakdown.withdrawal_fee_in_to_currency = Some(api_amount(quote.network_fee)?);
    Success::data::<types::RampBreakdownResponse>(breakdown)
}
