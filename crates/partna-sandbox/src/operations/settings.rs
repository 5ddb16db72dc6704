//! The merchant's settings: its fee, where its webhooks go, and from where it calls.

use partna_auth::Amount;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use url::Url;

use super::fields::{money, positive, required};
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use crate::state::{FeeType, State};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Settings<'a> {
    auto_move_deposit: bool,
    crypto_payment_source: &'static str,
    fees: Fees<'a>,
    registration_type: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fees<'a> {
    fee_account: &'a str,
    fee_amount: Amount,
    fee_cap: Amount,
    fee_currency: &'static str,
    fee_type: FeeType,
}

pub(super) fn get(state: &State, _: &Call<'_>) -> Outcome {
    let merchant = &state.merchant;
    let choose = |is_first, first, second| if is_first { first } else { second };
    Success::data(Settings {
        auto_move_deposit: merchant.auto_move_deposit,
        crypto_payment_source: choose(merchant.payment_source_known, "known", "unknown"),
        fees: Fees {
            fee_account: merchant.fee_account.as_deref().unwrap_or_default(),
            fee_amount: money(merchant.fee_amount)?,
            fee_cap: money(merchant.fee_cap)?,
            fee_currency: "USD",
            fee_type: merchant.fee_type,
        },
        registration_type: choose(merchant.registration_open, "open", "closed"),
    })
}

/// What is left out stays. The fee's currency is always US dollars.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    auto_move_deposit: Option<bool>,
    crypto_payment_source: Option<String>,
    fee_account: Option<String>,
    fee_amount: Option<Amount>,
    fee_cap: Option<Amount>,
    fee_currency: Option<String>,
    fee_type: Option<FeeType>,
    registration_type: Option<String>,
}

pub(super) fn update(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: Update = call.body()?;
    body.fee_is_whole()?;
    let fee_amount = not_negative("feeAmount", body.fee_amount)?;
    let fee_cap = not_negative("feeCap", body.fee_cap)?;
    if let Some(account) = body.fee_account {
        if !state.accounts.contains_key(&account) {
            return Err(Refusal::not_found("invalid feeAccount name"));
        }
        state.merchant.fee_account = Some(account);
    }
    let merchant = &mut state.merchant;
    merchant.fee_amount = fee_amount.unwrap_or(merchant.fee_amount);
    merchant.fee_cap = fee_cap.unwrap_or(merchant.fee_cap);
    merchant.fee_type = body.fee_type.unwrap_or(merchant.fee_type);
    if let Some(moves) = body.auto_move_deposit {
        merchant.auto_move_deposit = moves;
    }
    if let Some(source) = body.crypto_payment_source {
        merchant.payment_source_known = source == "known";
    }
    if let Some(registration) = body.registration_type {
        merchant.registration_open = registration == "open";
    }
    Success::message("success")
}

impl Update {
    /// Of amount, currency and type there are all or none: each is documented to need the others.
    fn fee_is_whole(&self) -> Result<(), Refusal> {
        let given = [
            ("feeAmount", self.fee_amount.is_some()),
            ("feeCurrency", self.fee_currency.is_some()),
            ("feeType", self.fee_type.is_some()),
        ];
        let missing = given.iter().find(|(_, is_there)| !is_there);
        match missing {
            Some((field, _)) if given.iter().any(|(_, is_there)| *is_there) => Err(
                Refusal::invalid(field, "required with the rest of the fee", None),
            ),
            _ => Ok(()),
        }
    }
}

fn not_negative(field: &str, amount: Option<Amount>) -> Result<Option<Decimal>, Refusal> {
    match amount.map(Amount::decimal) {
        None => Ok(None),
        Some(decimal) if decimal.is_zero() => Ok(Some(Decimal::ZERO)),
        Some(decimal) if decimal < Decimal::ZERO => {
            let given = decimal.to_string();
            Err(Refusal::invalid(field, "min(0)", Some(&given)))
        }
        Some(_) => positive(field, amount).map(Some),
    }
}

#[derive(Serialize)]
struct Webhook<'a> {
    url: &'a str,
}

pub(super) fn webhook(state: &State, _: &Call<'_>) -> Outcome {
    let url = state.merchant.webhook_url.as_deref();
    Success::data(Webhook {
        url: url.unwrap_or_default(),
    })
}

#[derive(Deserialize)]
struct SetWebhook {
    url: Option<String>,
}

pub(super) fn set_webhook(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: SetWebhook = call.body()?;
    let url = required("url", body.url)?;
    if !is_web_address(&url) {
        return Err(Refusal::invalid("url", "an http or https URL", Some(&url)));
    }
    state.merchant.webhook_url = Some(url);
    Success::message("success")
}

fn is_web_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

pub(super) fn delete_webhook(state: &mut State, _: &Call<'_>) -> Outcome {
    match state.merchant.webhook_url.take() {
        None => Err(Refusal::bad("no url to delete")),
        Some(_) => Success::message("success"),
    }
}

// The whitelist is kept and not enforced: callers come from loopback, and the first entry would lock them all out.

pub(super) fn whitelist(state: &State, call: &Call<'_>) -> Outcome {
    check_merchant(state, call.parameter("merchantName"))?;
    Success::data(&state.merchant.whitelist)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AddAddresses {
    ip_addresses: Vec<String>,
    merchant_name: Option<String>,
}

/// All of them, or none if one is no address.
pub(super) fn add_to_whitelist(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: AddAddresses = call.body()?;
    check_merchant(state, body.merchant_name.as_deref())?;
    let addresses = body.ip_addresses.iter();
    let addresses: Vec<String> = addresses
        .map(|text| address("ipAddresses", text))
        .collect::<Result<_, _>>()?;
    let whitelist = &mut state.merchant.whitelist;
    for address in addresses {
        if !whitelist.contains(&address) {
            whitelist.push(address);
        }
    }
    Success::message("success")
}

pub(super) fn delete_from_whitelist(state: &mut State, call: &Call<'_>) -> Outcome {
    check_merchant(state, call.parameter("merchantName"))?;
    let text = call.parameter("ipAddress").unwrap_or_default();
    let address = address("ipAddress", text)?;
    let whitelist = &mut state.merchant.whitelist;
    let place = whitelist.iter().position(|known| *known == address);
    let place = place.ok_or_else(|| Refusal::not_found("ipAddress is not on the whitelist"))?;
    whitelist.remove(place);
    Success::message("success")
}

/// Whitelists are a merchant's own.
fn check_merchant(state: &State, name: Option<&str>) -> Result<(), Refusal> {
    name.map_or(Ok(()), |name| Ok(state.check_merchant(name)?))
}

/// An address in its usual form, so that it is found however it is written.
fn address(field: &str, text: &str) -> Result<String, Refusal> {
    match text.parse::<IpAddr>() {
        Ok(address) => Ok(address.to_string()),
        Err(_) => Err(Refusal::invalid(field, "an IP address", Some(text))),
    }
}
