//! Rates, their keys, and what can be sent by which network.

use std::collections::BTreeMap;

use partna_auth::{Amount, types};
use rust_decimal::Decimal;

use super::fields::{money, positive};
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use crate::pricing::assets::{ASSETS, Asset};
use crate::pricing::ledger::Ledger;
use crate::pricing::quote::KnownAmount;
use crate::state::State;

const CURRENCIES: [&str; 10] = [
    "BNB", "BTC", "CUSD", "ETH", "GHS", "KES", "NGN", "USD", "USDC", "USDT",
];

/// Both directions of the pair that is asked for; of all pairs with a currency, or with US dollars, if less is said.
pub(super) fn get(state: &State, call: &Call<'_>) -> Outcome {
    let currency = |name: &str| match call.parameter(name) {
        None => Ok(None),
        Some(text) if CURRENCIES.contains(&text) => Ok(Some(text.to_owned())),
        Some(text) => Err(Refusal::invalid(name, "a currency", Some(text))),
    };
    let (from, to) = (currency("fromCurrency")?, currency("toCurrency")?);
    let asked = asked_amount(call)?;
    let one_pair = from.is_some() && to.is_some();
    let pairs: Vec<(String, String)> = match (from, to) {
        (Some(from), Some(to)) => vec![(from, to)],
        (Some(one), None) | (None, Some(one)) => with(&one),
        (None, None) => with("USD"),
    };
    let mut rate = BTreeMap::new();
    for (from, to) in pairs {
        let Some(forth) = row(state, &from, &to, asked)? else {
            continue;
        };
        // The way back begins with what the way there ends with.
        let back = KnownAmount::From(forth.to_amount.unwrap_or_default().decimal());
        if let Some(back) = row(state, &to, &from, back)? {
            rate.insert(format!("{to}_to_{from}"), back);
        }
        rate.insert(format!("{from}_to_{to}"), forth);
    }
    if one_pair && rate.is_empty() {
        let message = "Rates not available, please try again later";
        return Err(Refusal::new(503, message));
    }
    let mut table = types::RateTable::default();
    table.rate = rate;
    Success::data_with_lists::<types::RatesResponse>(&table, "success")
}

fn with(one: &str) -> Vec<(String, String)> {
    let others = CURRENCIES.iter().filter(|other| **other != one);
    others
        .map(|other| (one.to_owned(), (*other).to_owned()))
        .collect()
}

/// The amount that is asked about: one of what is sold, if none is named.
fn asked_amount(call: &Call<'_>) -> Result<KnownAmount, Refusal> {
    let amount = |name: &str| match call.parameter(name).map(str::parse::<Amount>) {
        None => Ok(None),
        Some(Ok(amount)) => positive(name, Some(amount)).map(Some),
        Some(Err(_)) => Err(Refusal::invalid(name, "an amount", call.parameter(name))),
    };
    Ok(match (amount("fromAmount")?, amount("toAmount")?) {
        (None, Some(to)) => KnownAmount::To(to),
        (from, _) => KnownAmount::From(from.unwrap_or(Decimal::ONE)),
    })
}

/// None if one buys too little of the other to be told.
fn row(
    state: &State,
    from: &str,
    to: &str,
    asked: KnownAmount,
) -> Result<Option<types::Rate>, Refusal> {
    let (Some(give), Some(get)) = (Ledger::of(from), Ledger::of(to)) else {
        return Ok(None);
    };
    let Some(rate) = state.rates.rate(give, get) else {
        return Ok(None);
    };
    let (from_amount, to_amount) = match asked {
        KnownAmount::From(amount) => {
            let bought = amount.checked_mul(rate).ok_or_else(Refusal::too_large)?;
            (amount, get.truncate(bought))
        }
        KnownAmount::To(amount) => {
            let price = amount.checked_div(rate).ok_or_else(Refusal::too_large)?;
            (give.round_up(price), amount)
        }
    };
    let mut row = types::Rate::default();
    row.from_amount = Some(money(from_amount)?);
    row.from_currency = Some(from.into());
    row.key = Some(state.rate_key(from, to, rate));
    row.rate = Some(money(rate)?);
    row.to_amount = Some(money(to_amount)?);
    row.to_currency = Some(to.into());
    Ok(Some(row))
}

pub(super) fn verify(state: &State, call: &Call<'_>) -> Outcome {
    let given = call
        .parameter("key")
        .and_then(|key| state.read_rate_key(key))
        .ok_or_else(|| Refusal::bad("invalid key"))?;
    let is_exp = state.now() > given.until;
    let mut status = types::RateKeyStatus::default();
    status.is_exp = Some(is_exp);
    status.is_valid = Some(given.genuine && !is_exp);
    Success::data::<types::RateKeyResponse>(status)
}

fn supported(asset: &Asset) -> Result<types::SupportedAsset, Refusal> {
    let on_chain = !asset.is_fiat();
    let ledger = Ledger::of(asset.currency).ok_or_else(Refusal::too_large)?;
    let mut supported = types::SupportedAsset::default();
    supported.asset_index = Some(asset.index.into());
    supported.contract_address = Some(String::new());
    supported.decimals = Some(asset.decimals.into());
    supported.destination_currency = Some(ledger.as_str().into());
    supported.minimum_withdrawal = Some(money(asset.minimum())?);
    supported.name = Some(asset.currency.to_owned());
    supported.symbol = Some(asset.currency.to_owned());
    supported.transaction_explorer_link =
        on_chain.then(|| "https://explorer.example.com/tx/%s".to_owned());
    supported.withdrawal_fee = Some(money(asset.fee())?);
    Ok(supported)
}

pub(super) fn assets(_: &State, call: &Call<'_>) -> Outcome {
    let wanted = call.parameter("currency");
    let mut found = types::SupportedAssets::default();
    let matching = ASSETS
        .iter()
        .filter(|asset| wanted.is_none_or(|wanted| wanted == asset.currency));
    for asset in matching {
        let (currency, network) = (asset.currency.to_owned(), asset.network.to_owned());
        let supported = supported(asset)?;
        let networks = found.by_currency.entry(currency.clone()).or_default();
        networks.0.insert(network.clone(), supported.clone());
        let currencies = found.by_network.entry(network).or_default();
        currencies.0.insert(currency, supported);
    }
    Success::data_with_lists::<types::SupportedAssetsResponse>(&found, "success")
}
