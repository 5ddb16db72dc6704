//! Validation and pricing of a ramp, for its creation and its breakdown.

use partna_auth::{Amount, Currency, Network, RampType, types};

use super::fields::known_amount;
use super::response::ErrorResponse;
use crate::pricing::assets::{Asset, find_asset};
use crate::pricing::ledger::Ledger;
use crate::pricing::quote::Quote;
use crate::state::{RampKind, State};

/// The fields of a request that determine the price of a ramp.
pub(super) struct PricedFields<'a> {
    pub(super) from_amount: Option<Amount>,
    pub(super) from_currency: &'a Currency,
    pub(super) from_network: &'a Network,
    pub(super) kind: Option<&'a RampType>,
    pub(super) rate_key: &'a str,
    pub(super) to_amount: Option<Amount>,
    pub(super) to_currency: &'a Currency,
    pub(super) to_network: &'a Network,
}

impl<'a> From<&'a types::RampRequest> for PricedFields<'a> {
    fn from(body: &'a types::RampRequest) -> Self {
        Self {
            from_amount: body.from_amount,
            from_currency: &body.from_currency,
            from_network: &body.from_network,
            kind: body.type_.as_ref(),
            rate_key: &body.rate_key,
            to_amount: body.to_amount,
            to_currency: &body.to_currency,
            to_network: &body.to_network,
        }
    }
}

impl<'a> From<&'a types::RampBreakdownRequest> for PricedFields<'a> {
    fn from(body: &'a types::RampBreakdownRequest) -> Self {
        Self {
            from_amount: body.from_amount,
            from_currency: &body.from_currency,
            from_network: &body.from_network,
            kind: body.type_.as_ref(),
            rate_key: &body.rate_key,
            to_amount: body.to_amount,
            to_currency: &body.to_currency,
            to_network: &body.to_network,
        }
    }
}

/// A validated ramp with its quote.
pub(super) struct RampPlan {
    pub(super) kind: RampKind,
    pub(super) from: Ledger,
    pub(super) to: Ledger,
    pub(super) quote: Quote,
    /// When the rate expires, in seconds.
    pub(super) rate_expires_at: i64,
}

pub(super) fn plan_ramp(state: &State, body: &PricedFields<'_>) -> Result<RampPlan, ErrorResponse> {
    let find_asset_on = |currency: &Currency,
                         network: &Network,
                         field: &str|
     -> Result<&'static Asset, ErrorResponse> {
        find_asset(currency.as_str(), network.as_str()).ok_or_else(|| {
            ErrorResponse::invalid_field(
                field,
                &format!("a network of {currency}"),
                Some(network.as_str()),
            )
        })
    };
    let pay_in = find_asset_on(body.from_currency, body.from_network, "fromNetwork")?;
    let pay_out = find_asset_on(body.to_currency, body.to_network, "toNetwork")?;
    let kind = match (pay_in.is_fiat(), pay_out.is_fiat()) {
        (true, false) => RampKind::FiatToCrypto,
        (false, true) => RampKind::CryptoToFiat,
        _ => {
            return Err(ErrorResponse::invalid_field(
                "toCurrency",
                "fiat for crypto, or crypto for fiat",
                Some(body.to_currency.as_str()),
            ));
        }
    };
    if body
        .kind
        .is_some_and(|kind_field| kind_field.as_str() != kind.as_str())
    {
        return Err(ErrorResponse::invalid_field(
            "type",
            "the one of these currencies",
            None,
        ));
    }
    let rate_key = state.check_rate_key(body.rate_key)?;
    rate_key.check_currency("fromCurrency", &rate_key.from, Some(body.from_currency))?;
    rate_key.check_currency("toCurrency", &rate_key.to, Some(body.to_currency))?;
    let (from, to) = rate_key.ledgers()?;
    let known = known_amount(body.from_amount, body.to_amount)?;
    let quote = state.quote(rate_key.rate, known, from, to, pay_out)?;
    Ok(RampPlan {
        kind,
        from,
        to,
        quote,
        rate_expires_at: rate_key.expires_at,
    })
}
