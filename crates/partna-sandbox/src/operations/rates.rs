//! Rates, rate keys, and supported assets.

use std::collections::BTreeMap;

use partna_auth::{Amount, types};
use rust_decimal::Decimal;

use super::fields::{api_amount, positive_amount};
use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use crate::pricing::assets::{ASSETS, Asset};
use crate::pricing::ledger::Ledger;
use crate::pricing::quote::KnownAmount;
use crate::state::State;

const CURRENCIES: [&str; 10] = [
    "BNB", "BTC", "CUSD", "ETH", "GHS", "KES", "NGN", "USD", "USDC", "USDT",
];

/// Returns rates in both directions. A request with two currencies gets their rates, a request with one currency gets its rates
/// with all other currencies, and a request without a currency gets all rates with US dollars.
pub(super) fn get(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let currency = |name: &str| match call.parameter(name) {
        None => Ok(None),
        Some(text) if CURRENCIES.contains(&text) => Ok(Some(text.to_owned())),
        Some(text) => Err(ErrorResponse::invalid_field(name, "a currency", Some(text))),
    };
    let (from, to) = (currency("fromCurrency")?, currency("toCurrency")?);
    let requested = requested_amount(call)?;
    let is_single_pair = from.is_some() && to.is_some();
    let pairs: Vec<(String, String)> = match (from, to) {
        (Some(from), Some(to)) => vec![(from, to)],
        (Some(currency), None) | (None, Some(currency)) => pairs_with(&currency),
        (None, None) => pairs_with("USD"),
    };
    let mut rate = BTreeMap::new();
    for (from, to) in pairs {
        let Some(forward) = rate_row(state, &from, &to, requested)? else {
            continue;
        };
        // The amount of the reverse row is the result of the forward row.
        let reverse = KnownAmount::From(forward.to_amount.unwrap_or_default().decimal());
        if let Some(reverse) = rate_row(state, &to, &from, reverse)? {
            rate.insert(format!("{to}_to_{from}"), reverse);
        }
        rate.insert(format!("{from}_to_{to}"), forward);
    }
    if is_single_pair && rate.is_empty() {
        let message = "Rates not available, please try again later";
        return Err(ErrorResponse::new(503, message));
    }
    let mut table = types::RateTable::default();
    table.rate = rate;
    Success::data_with_lists::<types::RatesResponse>(&table, "success")
}

/// Returns the pairs of a currency with all others.
fn pairs_with(currency: &str) -> Vec<(String, String)> {
    let others = CURRENCIES.iter().filter(|other| **other != currency);
    others
        .map(|other| (currency.to_owned(), (*other).to_owned()))
        .collect()
}

/// Returns the requested amount. The default is 1 of the `from` currency.
fn requested_amount(call: &OperationCall<'_>) -> Result<KnownAmount, ErrorResponse> {
    let amount = |name: &str| match call.parameter(name).map(str::parse::<Amount>) {
        None => Ok(None),
        Some(Ok(amount)) => positive_amount(name, Some(amount)).map(Some),
        Some(Err(_)) => Err(ErrorResponse::invalid_field(
            name,
            "an amount",
            call.parameter(name),
        )),
    };
    Ok(match (amount("fromAmount")?, amount("toAmount")?) {
        (None, Some(to)) => KnownAmount::To(to),
        (from, _) => KnownAmount::From(from.unwrap_or(Decimal::ONE)),
    })
}

/// Returns a row of the table: a rate with its rate key. Returns `None` if a currency has no ledger, or if the rate is too small to
/// be expressed.
fn rate_row(
    state: &State,
    from: &str,
    to: &str,
    requested: KnownAmount,
) -> Result<Option<types::Rate>, ErrorResponse> {
    let (Some(from_ledger), Some(to_ledger)) =
        (Ledger::from_currency(from), Ledger::from_currency(to))
    else {
        return Ok(None);
    };
    let Some(rate) = state.rates.rate(from_ledger, to_ledger) else {
        return Ok(None);
    };
    let (from_amount, to_amount) = match requested {
        KnownAmount::From(amount) => {
            let bought = amount
                .checked_mul(rate)
                .ok_or_else(ErrorResponse::amount_too_large)?;
            (amount, to_ledger.truncate(bought))
        }
        KnownAmount::To(amount) => {
            let price = amount
                .checked_div(rate)
                .ok_or_else(ErrorResponse::amount_too_large)?;
            (from_ledger.round_up(price), amount)
        }
    };
    let mut row = types::Rate::default();
    row.from_amount = Some(api_amount(from_amount)?);
    row.from_currency = Some(from.into());
    row.key = Some(state.new_rate_key(from, to, rate));
    row.rate = Some(api_amount(rate)?);
    row.to_amount = Some(api_amount(to_amount)?);
    row.to_currency = Some(to.into());
    Ok(Some(row))
}

pub(super) fn verify(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let rate_key = call
        .parameter("key")
        .and_then(|key| state.parse_rate_key(key))
        .ok_or_else(|| ErrorResponse::bad_request("invalid key"))?;
    let is_expired = state.now() > rate_key.expires_at;
    let mut status = types::RateKeyStatus::default();
    status.is_exp = Some(is_expired);
    status.is_valid = Some(rate_key.is_genuine && !is_expired);
    Success::data::<types::RateKeyResponse>(status)
}

fn supported_asset(asset: &Asset) -> Result<types::SupportedAsset, ErrorResponse> {
    let is_on_chain = !asset.is_fiat();
    let ledger =
        Ledger::from_currency(asset.currency).ok_or_else(ErrorResponse::amount_too_large)?;
    let mut supported_asset = types::SupportedAsset::default();
    supported_asset.asset_index = Some(asset.index.into());
    supported_asset.contract_address = Some(String::new());
    supported_asset.decimals = Some(asset.decimals.into());
    supported_asset.destination_currency = Some(ledger.as_str().into());
    supported_asset.minimum_withdrawal = Some(api_amount(asset.minimum())?);
    supported_asset.name = Some(asset.currency.to_owned());
    supported_asset.symbol = Some(asset.currency.to_owned());
    supported_asset.transaction_explorer_link =
        is_on_chain.then(|| "https://explorer.example.com/tx/%s".to_owned());
    supported_asset.withdrawal_fee = Some(api_amount(asset.fee())?);
    Ok(supported_asset)
}

pub(super) fn list_assets(_: &State, call: &OperationCall<'_>) -> OperationResult {
    let currency = call.parameter("currency");
    let mut assets = types::SupportedAssets::default();
    let matching = ASSETS
        .iter()
        .filter(|asset| currency.is_none_or(|currency| currency == asset.currency));
    for asset in matching {
        let (currency, network) = (asset.currency.to_owned(), asset.network.to_owned());
        let asset = supported_asset(asset)?;
        let networks = assets.by_currency.entry(currency.clone()).or_default();
        networks.0.insert(network.clone(), asset.clone());
        let currencies = assets.by_network.entry(network).or_default();
        currencies.0.insert(currency, asset);
    }
    Success::data_with_lists::<types::SupportedAssetsResponse>(&assets, "success")
}
