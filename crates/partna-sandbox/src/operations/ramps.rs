//! Ramps: what one needs, and how it is made.

use partna_auth::{Currency, ExpireAction, types};
use rust_decimal::Decimal;

use super::fields::{in_from_currency, money, required};
use super::ramp_plan::{PricedFields, plan};
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use super::{banks, ramp_settlement};
use crate::pricing::assets::is_address;
use crate::state::{
    Country, PayIn, PayOut, Ramp, RampKind, RampStatus, ReferenceKind, State, TimerKind, address,
};

/// How long a ramp waits for its money unless it is said, in seconds. It is documented.
const DEFAULT_WAIT_S: i64 = 3600;
/// The longest, which is this sandbox's choice: a year.
const MAX_WAIT_S: i64 = 365 * 24 * 3600;

pub(super) fn create(state: &mut State, call: &Call<'_>) -> Outcome {
    let mut body: types::RampRequest = call.body()?;
    let given = body.ramp_reference.take();
    let reference = state.reference(given, ReferenceKind::Ramp)?;
    let plan = plan(state, &PricedFields::from(&body))?;
    let account = account_of(state, &body, plan.kind)?;
    let pay_out = pay_out(&body, plan.kind)?;
    let wait = match body.ramp_exp_time {
        None => DEFAULT_WAIT_S,
        Some(seconds) if (1..=MAX_WAIT_S).contains(&seconds) => seconds,
        Some(_) => {
            return Err(Refusal::invalid(
                "rampExpTime",
                "seconds, a year at most",
                None,
            ));
        }
    };
    let pay_in = pay_in(state, &body, &account, &reference)?;
    let open = state.open_ramps.get(&account).cloned();
    if open.is_some() && body.cancel_pending_ramp_request != Some(true) {
        return Err(Refusal::bad("User already has a pending ramp request"));
    }
    let mut ramp = Ramp {
        account,
        kind: plan.kind,
        from_ledger: plan.from,
        to_ledger: plan.to,
        from_currency: body.from_currency.to_string(),
        from_network: body.from_network.to_string(),
        from_amount: plan.quote.from_amount,
        rate_until: plan.until,
        replaced: false,
        to_currency: body.to_currency.to_string(),
        to_network: body.to_network.to_string(),
        to_amount: Decimal::ZERO,
        merchant_fee: Decimal::ZERO,
        network_fee: Decimal::ZERO,
        cut_off: Decimal::ZERO,
        initial_rate: plan.quote.rate,
        rate: plan.quote.rate,
        processed_rate: None,
        status: RampStatus::Pending,
        created_at: state.now(),
        expires_at: state.now() + wait,
        deposit_when_late: body.expire_action == Some(ExpireAction::Deposit),
        pay_in,
        pay_out,
        reference,
    };
    ramp.apply_quote(&plan.quote);
    let order = order(&ramp)?;
    let success =
        Success::data_and_message::<types::RampOrderResponse>(order, "request completed")?;
    if let Some(open) = open {
        ramp_settlement::replace(state, &open);
    }
    keep(state, ramp);
    Ok(success)
}

fn keep(state: &mut State, ramp: Ramp) {
    let reference = ramp.reference.clone();
    state.references.insert(reference.clone());
    state
        .open_ramps
        .insert(ramp.account.clone(), reference.clone());
    if let PayIn::Chain { address } = &ramp.pay_in {
        state
            .ramp_addresses
            .insert(address.clone(), reference.clone());
    }
    state.schedule(
        ramp.expires_at.saturating_mul(1000),
        TimerKind::RampExpires,
        &reference,
    );
    state.emit_ramp(&ramp);
    state.ramps.insert(reference, ramp);
}

/// The account that a ramp is of. The guide puts the bank's name for the receiver into an offramp's `accountName`: what is no
/// account there is the merchant's own.
fn account_of(state: &State, body: &types::RampRequest, kind: RampKind) -> Result<String, Refusal> {
    let named = body.account_name.as_deref();
    let account = match state.account_or_own(named) {
        Err(_) if kind == RampKind::CryptoToFiat => state.account_or_own(None)?,
        other => other?,
    };
    let fiat = match kind {
        RampKind::FiatToCrypto => &body.from_currency,
        RampKind::CryptoToFiat => &body.to_currency,
    };
    let verified = Country::of_currency(fiat.as_str()).is_none_or(|country| {
        state
            .account(&account)
            .is_ok_and(|known| known.is_verified(country))
    });
    if verified || account == state.merchant.username {
        Ok(account)
    } else {
        Err(Refusal::bad("user has not completed kyc"))
    }
}

fn pay_in(
    state: &State,
    body: &types::RampRequest,
    account: &str,
    reference: &str,
) -> Result<PayIn, Refusal> {
    let mark = state.derive_hex(&format!("ramp/{reference}"));
    match body.from_currency.as_str() {
        "NGN" => {
            let digits: String = mark
                .bytes()
                .take(9)
                .map(|byte| char::from(b'0' + byte % 10))
                .collect();
            Ok(PayIn::Bank {
                number: format!("9{digits}"),
            })
        }
        "KES" => {
            let id = required("phoneID", body.phone_id.clone())?;
            let phone = state
                .phones
                .get(&id)
                .filter(|phone| phone.account == account && phone.country == Country::Ke)
                .filter(|phone| phone.confirmed);
            let phone = phone.ok_or_else(|| {
                Refusal::invalid(
                    "phoneID",
                    "a confirmed Kenyan phone of the account",
                    Some(&id),
                )
            })?;
            Ok(PayIn::Phone {
                shortcode: phone.number.clone(),
            })
        }
        _ => Ok(PayIn::Chain {
            address: address(body.from_network.as_str(), &mark),
        }),
    }
}

fn pay_out(body: &types::RampRequest, kind: RampKind) -> Result<PayOut, Refusal> {
    match kind {
        RampKind::FiatToCrypto => {
            let address = required("cryptoAddress", body.crypto_address.clone())?;
            if !is_address(body.to_network.as_str(), &address) {
                return Err(Refusal::invalid(
                    "cryptoAddress",
                    &format!("an address of {}", body.to_network),
                    Some(&address),
                ));
            }
            Ok(PayOut::Chain { address })
        }
        RampKind::CryptoToFiat if body.to_currency == Currency::Kes => Ok(PayOut::Mobile {
            carrier: required("mobileNetwork", text(&body.mobile_network))?,
            rail: required("paymentNetwork", text(&body.payment_network))?,
            shortcode: required("shortcode", body.shortcode.clone())?,
        }),
        RampKind::CryptoToFiat => {
            let number = required("accountNumber", body.account_number.clone())?;
            let (code, bank) = banks::named(body.to_currency.as_str(), body.bank_code.as_deref())?;
            if code == banks::FAILURE {
                return Err(banks::invalid());
            }
            Ok(PayOut::Bank {
                holder: banks::holder(&number),
                number,
                bank: bank.to_owned(),
            })
        }
    }
}

/// The text of a value that may be there.
fn text<T: AsRef<str>>(value: &Option<T>) -> Option<&str> {
    value.as_ref().map(AsRef::as_ref)
}

fn order(ramp: &Ramp) -> Result<types::RampOrder, Refusal> {
    let fees = ramp.fees();
    let back = |amount| {
        money(in_from_currency(
            amount,
            ramp.rate,
            ramp.from_ledger.places(),
        )?)
    };
    let (number, bank, address) = match &ramp.pay_in {
        PayIn::Bank { number } => (number.clone(), "Test Bank", None),
        PayIn::Phone { shortcode } => (shortcode.clone(), "", None),
        PayIn::Chain { address } => (String::new(), "", Some(address.clone())),
    };
    let mut order = types::RampOrder::default();
    order.account_name = Some("TEST-MANAGED-ACCOUNT".to_owned());
    order.account_number = Some(number);
    order.bank_name = Some(bank.to_owned());
    order.current_rate = Some(money(ramp.rate)?);
    order.discount_applied = Some("0".to_owned());
    order.expiry_date = Some(ramp.expires_at.into());
    order.fee_in_from_currency = Some(back(ramp.network_fee)?);
    order.fee_in_to_currency = Some(money(ramp.network_fee)?);
    order.from_amount = Some(money(ramp.from_amount)?);
    order.from_currency = Some(ramp.from_currency.as_str().into());
    order.from_network = Some(ramp.from_network.as_str().into());
    order.ramp_reference = Some(ramp.reference.clone());
    order.to_amount = Some(money(ramp.to_amount)?);
    order.to_currency = Some(ramp.to_currency.as_str().into());
    order.to_network = Some(ramp.to_network.as_str().into());
    order.total_fees_in_from_currency = Some(back(fees)?);
    order.total_fees_in_to_currency = Some(money(fees)?);
    // Where crypto is to be sent. No document has it, and an offramp needs it.
    let address = address.map(|address| ("cryptoAddress".to_owned(), address.into()));
    order.extra.extend(address);
    Ok(order)
}
