//! What a ramp would be: making one needs it, and so does its breakdown.

use partna_auth::Amount;
use serde::Deserialize;

use super::fields::known_amount;
use super::response::Refusal;
use crate::pricing::assets::{Asset, asset};
use crate::pricing::ledger::Ledger;
use crate::pricing::quote::Quote;
use crate::state::{RampKind, State};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body {
    pub(super) account_name: Option<String>,
    pub(super) account_number: Option<String>,
    pub(super) bank_code: Option<String>,
    pub(super) cancel_pending_ramp_request: Option<bool>,
    pub(super) crypto_address: Option<String>,
    pub(super) expire_action: Option<String>,
    pub(super) from_amount: Option<Amount>,
    pub(super) from_currency: String,
    pub(super) from_network: String,
    pub(super) mobile_network: Option<String>,
    pub(super) payment_network: Option<String>,
    #[serde(rename = "phoneID")]
    pub(super) phone_id: Option<String>,
    pub(super) ramp_exp_time: Option<i64>,
    pub(super) ramp_reference: Option<String>,
    pub(super) rate_key: String,
    pub(super) shortcode: Option<String>,
    pub(super) to_amount: Option<Amount>,
    pub(super) to_currency: String,
    pub(super) to_network: String,
    #[serde(rename = "type")]
    pub(super) kind: Option<RampKind>,
}

/// A ramp before it is made.
pub(super) struct Plan {
    pub(super) kind: RampKind,
    pub(super) from: Ledger,
    pub(super) to: Ledger,
    pub(super) quote: Quote,
    /// When the rate ends, in seconds.
    pub(super) until: i64,
}

pub(super) fn plan(state: &State, body: &Body) -> Result<Plan, Refusal> {
    let rail = |currency: &str, network: &str, field: &str| -> Result<&'static Asset, Refusal> {
        asset(currency, network).ok_or_else(|| {
            Refusal::invalid(field, &format!("a network of {currency}"), Some(network))
        })
    };
    let pay_in = rail(&body.from_currency, &body.from_network, "fromNetwork")?;
    let pay_out = rail(&body.to_currency, &body.to_network, "toNetwork")?;
    let kind = match (pay_in.is_fiat(), pay_out.is_fiat()) {
        (true, false) => RampKind::FiatToCrypto,
        (false, true) => RampKind::CryptoToFiat,
        _ => {
            return Err(Refusal::invalid(
                "toCurrency",
                "fiat for crypto, or crypto for fiat",
                Some(&body.to_currency),
            ));
        }
    };
    if body.kind.is_some_and(|said| said != kind) {
        return Err(Refusal::invalid(
            "type",
            "the one of these currencies",
            None,
        ));
    }
    let given = state.usable_rate(&body.rate_key)?;
    given.check_currency("fromCurrency", &given.from, Some(&body.from_currency))?;
    given.check_currency("toCurrency", &given.to, Some(&body.to_currency))?;
    let (from, to) = given.ledgers()?;
    let known = known_amount(body.from_amount, body.to_amount)?;
    let quote = state.quote(given.rate, known, from, to, pay_out)?;
    Ok(Plan {
        kind,
        from,
        to,
        quote,
        until: given.until,
    })
}
