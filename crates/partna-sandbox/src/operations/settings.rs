//! The merchant's settings: fee, webhook URL and IP whitelist.

use std::net::IpAddr;

use partna_auth::{Amount, CryptoPaymentSource, Currency, RegistrationType, types};
use rust_decimal::Decimal;
use url::Url;

use super::fields::{api_amount, positive_amount, required};
use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use crate::state::{FeeType, State};

pub(super) fn get(state: &State, _: &OperationCall<'_>) -> OperationResult {
    let merchant = &state.merchant;
    let mut fees = types::FeeSettings::default();
    fees.fee_account = Some(merchant.fee_account.clone().unwrap_or_default());
    fees.fee_amount = Some(api_amount(merchant.fee_amount)?);
    fees.fee_cap = Some(api_amount(merchant.fee_cap)?);
    fees.fee_currency = Some(Currency::Usd);
    fees.fee_type = Some(match merchant.fee_type {
        FeeType::Fixed => partna_auth::FeeType::Fixed,
        FeeType::Percentage => partna_auth::FeeType::Percentage,
    });
    let mut settings = types::Settings::default();
    settings.auto_move_deposit = Some(merchant.auto_move_deposit);
    settings.crypto_payment_source = Some(if merchant.payment_source_known {
        CryptoPaymentSource::Known
    } else {
        CryptoPaymentSource::Unknown
    });
    settings.fees = Some(fees);
    settings.registration_type = Some(if merchant.registration_open {
        RegistrationType::Open
    } else {
        RegistrationType::Closed
    });
    Success::data::<types::SettingsResponse>(settings)
}

/// Updates the settings. Omitted fields are unchanged. The currency of the fee is always US dollars.
pub(super) fn update(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::SettingsRequest = call.body()?;
    check_fee(&body)?;
    let fee_type = body.fee_type.as_ref().map(fee_type).transpose()?;
    let fee_amount = non_negative_amount("feeAmount", body.fee_amount)?;
    let fee_cap = non_negative_amount("feeCap", body.fee_cap)?;
    if let Some(account) = body.fee_account {
        if !state.accounts.contains_key(&account) {
            return Err(ErrorResponse::not_found("invalid feeAccount name"));
        }
        state.merchant.fee_account = Some(account);
    }
    let merchant = &mut state.merchant;
    merchant.fee_amount = fee_amount.unwrap_or(merchant.fee_amount);
    merchant.fee_cap = fee_cap.unwrap_or(merchant.fee_cap);
    merchant.fee_type = fee_type.unwrap_or(merchant.fee_type);
    if let Some(auto_move_deposit) = body.auto_move_deposit {
        merchant.auto_move_deposit = auto_move_deposit;
    }
    if let Some(source) = body.crypto_payment_source {
        merchant.payment_source_known = source == CryptoPaymentSource::Known;
    }
    if let Some(registration) = body.registration_type {
        merchant.registration_open = registration == RegistrationType::Open;
    }
    Success::message("success")
}

/// Checks that the amount, currency and type of the fee are either all set or all omitted, as documented.
fn check_fee(body: &types::SettingsRequest) -> Result<(), ErrorResponse> {
    let fields = [
        ("feeAmount", body.fee_amount.is_some()),
        ("feeCurrency", body.fee_currency.is_some()),
        ("feeType", body.fee_type.is_some()),
    ];
    let missing = fields.iter().find(|(_, is_present)| !is_present);
    match missing {
        Some((field, _)) if fields.iter().any(|(_, is_present)| *is_present) => Err(
            ErrorResponse::invalid_field(field, "required with the rest of the fee", None),
        ),
        _ => Ok(()),
    }
}

fn fee_type(fee_type: &partna_auth::FeeType) -> Result<FeeType, ErrorResponse> {
    match fee_type {
        partna_auth::FeeType::Fixed => Ok(FeeType::Fixed),
        partna_auth::FeeType::Percentage => Ok(FeeType::Percentage),
        other => {
            let expected = "oneof(fixed percentage)";
            Err(ErrorResponse::invalid_field(
                "feeType",
                expected,
                Some(other.as_str()),
            ))
        }
    }
}

fn non_negative_amount(
    field: &str,
    amount: Option<Amount>,
) -> Result<Option<Decimal>, ErrorResponse> {
    match amount.map(Amount::decimal) {
        None => Ok(None),
        Some(decimal) if decimal.is_zero() => Ok(Some(Decimal::ZERO)),
        Some(decimal) if decimal < Decimal::ZERO => {
            let value = decimal.to_string();
            Err(ErrorResponse::invalid_field(field, "min(0)", Some(&value)))
        }
        Some(_) => positive_amount(field, amount).map(Some),
    }
}

pub(super) fn webhook(state: &State, _: &OperationCall<'_>) -> OperationResult {
    let mut webhook = types::Webhook::default();
    webhook.url = Some(state.merchant.webhook_url.clone().unwrap_or_default());
    Success::data::<types::WebhookResponse>(webhook)
}

pub(super) fn set_webhook(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::WebhookRequest = call.body()?;
    let url = required("url", body.url)?;
    if !is_http_url(&url) {
        return Err(ErrorResponse::invalid_field(
            "url",
            "an http or https URL",
            Some(&url),
        ));
    }
    state.merchant.webhook_url = Some(url);
    Success::message("success")
}

fn is_http_url(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

pub(super) fn delete_webhook(state: &mut State, _: &OperationCall<'_>) -> OperationResult {
    match state.merchant.webhook_url.take() {
        None => Err(ErrorResponse::bad_request("no url to delete")),
        Some(_) => Success::message("success"),
    }
}

// The whitelist is stored but not enforced: most callers have a loopback address, and the first entry would block them.

pub(super) fn whitelist(state: &State, call: &OperationCall<'_>) -> OperationResult {
    check_merchant(state, call.parameter("merchantName"))?;
    Success::data::<types::WhitelistResponse>(state.merchant.whitelist.clone())
}

/// Adds all addresses, or none if one is invalid.
pub(super) fn add_to_whitelist(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::WhitelistRequest = call.body()?;
    check_merchant(state, body.merchant_name.as_deref())?;
    let addresses = body.ip_addresses.iter();
    let addresses: Vec<String> = addresses
        .map(|text| normalize_ip("ipAddresses", text))
        .collect::<Result<_, _>>()?;
    let whitelist = &mut state.merchant.whitelist;
    for address in addresses {
        if !whitelist.contains(&address) {
            whitelist.push(address);
        }
    }
    Success::message("success")
}

pub(super) fn delete_from_whitelist(
    state: &mut State,
    call: &OperationCall<'_>,
) -> OperationResult {
    check_merchant(state, call.parameter("merchantName"))?;
    let text = call.parameter("ipAddress").unwrap_or_default();
    let address = normalize_ip("ipAddress", text)?;
    let whitelist = &mut state.merchant.whitelist;
    let index = whitelist.iter().position(|known| *known == address);
    let index =
        index.ok_or_else(|| ErrorResponse::not_found("ipAddress is not on the whitelist"))?;
    whitelist.remove(index);
    Success::message("success")
}

/// Rejects the name of another merchant.
fn check_merchant(state: &State, name: Option<&str>) -> Result<(), ErrorResponse> {
    name.map_or(Ok(()), |name| Ok(state.check_merchant(name)?))
}

/// Returns the canonical form of an IP address, so that lookups do not depend on its notation.
fn normalize_ip(field: &str, text: &str) -> Result<String, ErrorResponse> {
    match text.parse::<IpAddr>() {
        Ok(address) => Ok(address.to_string()),
        Err(_) => Err(ErrorResponse::invalid_field(
            field,
            "an IP address",
            Some(text),
        )),
    }
}
