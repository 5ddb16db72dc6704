//! Rates, their keys, and what can be sent by which network.

use partna_auth::Amount;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::BTreeMap;

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

#[derive(Serialize)]
struct Table {
    rate: BTreeMap<String, Row>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    from_amount: Amount,
    from_currency: String,
    key: String,
    rate: Amount,
    to_amount: Amount,
    to_currency: String,
}

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
        let back = KnownAmount::From(forth.to_amount.decimal());
        if let Some(back) = row(state, &to, &from, back)? {
            rate.insert(format!("{to}_to_{from}"), back);
        }
        rate.insert(format!("{from}_to_{to}"), forth);
    }
    if one_pair && rate.is_empty() {
        let message = "Rates not available, please try again later";
        return Err(Refusal::new(503, message));
    }
    Success::data(Table { rate })
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
fn row(state: &State, from: &str, to: &str, asked: KnownAmount) -> Result<Option<Row>, Refusal> {
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
    Ok(Some(Row {
        from_amount: money(from_amount)?,
        from_currency: from.to_owned(),
        key: state.rate_key(from, to, rate),
        rate: money(rate)?,
        to_amount: money(to_amount)?,
        to_currency: to.to_owned(),
    }))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct KeyStatus {
    is_exp: bool,
    is_valid: bool,
}

pub(super) fn verify(state: &State, call: &Call<'_>) -> Outcome {
    let given = call
        .parameter("key")
        .and_then(|key| state.read_rate_key(key))
        .ok_or_else(|| Refusal::bad("invalid key"))?;
    let is_exp = state.now() > given.until;
    Success::data(KeyStatus {
        is_exp,
        is_valid: given.genuine && !is_exp,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Assets {
    by_currency: BTreeMap<&'static str, BTreeMap<&'static str, Supported>>,
    #[serde(rename = "byNetWork")]
    by_network: BTreeMap<&'static str, BTreeMap<&'static str, Supported>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Supported {
    asset_index: u32,
    contract_address: String,
    decimals: u32,
    destination_currency: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    faucets: Option<Vec<String>>,
    minimum_withdrawal: Amount,
    name: &'static str,
    symbol: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction_explorer_link: Option<String>,
    withdrawal_fee: Amount,
}

impl Supported {
    fn of(asset: &Asset) -> Result<Self, Refusal> {
        let on_chain = !asset.is_fiat();
        let ledger = Ledger::of(asset.currency).ok_or_else(Refusal::too_large)?;
        Ok(Self {
            asset_index: asset.index,
            contract_address: String::new(),
            decimals: asset.decimals,
            destination_currency: ledger.as_str(),
            faucets: on_chain.then(Vec::new),
            minimum_withdrawal: money(asset.minimum())?,
            name: asset.currency,
            symbol: asset.currency,
            transaction_explorer_link: on_chain
                .then(|| "https://explorer.example.com/tx/%s".to_owned()),
            withdrawal_fee: money(asset.fee())?,
        })
    }
}

pub(super) fn assets(_: &State, call: &Call<'_>) -> Outcome {
    let wanted = call.parameter("currency");
    let mut found = Assets {
        by_currency: BTreeMap::new(),
        by_network: BTreeMap::new(),
    };
    let matching = ASSETS
        .iter()
        .filter(|asset| wanted.is_none_or(|wanted| wanted == asset.currency));
    for asset in matching {
        let networks = found.by_currency.entry(asset.currency).or_default();
        networks.insert(asset.network, Supported::of(asset)?);
        let currencies = found.by_network.entry(asset.network).or_default();
        currencies.insert(asset.currency, Supported::of(asset)?);
    }
    Success::data(found)
}
