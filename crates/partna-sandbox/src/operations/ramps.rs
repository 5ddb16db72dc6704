//! Creation of ramps.

use partna_auth::{Currency, ExpireAction, types};
use rust_decimal::Decimal;

use super::fields::{api_amount, convert_to_from_currency, required};
use super::operation_call::OperationCall;
use super::ramp_plan::{PricedFields, plan_ramp};
use super::response::{ErrorResponse, OperationResult, Success};
use super::{banks, ramp_settlement};
use crate::pricing::assets::is_address;
use crate::state::{
    Country, PayIn, PayOut, Ramp, RampKind, RampStatus, ReferenceKind, State, TimerKind,
    derive_address,
};

/// How long a ramp waits for its payment by default, in seconds. Documented by the vendor.
const DEFAULT_LIFETIME_S: i64 = 3600;
/// The maximum waiting time, in seconds: a year. It is a choice of the sandbox.
const MAX_LIFETIME_S: i64 = 365 * 24 * 3600;

pub(super) fn create(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let mut body: types::RampRequest = call.body()?;
    let requested = body.ramp_reference.take();
    let reference = state.new_reference(requested, ReferenceKind::Ramp)?;
    let plan = plan_ramp(state, &PricedFields::from(&body))?;
    let account = account_of(state, &body, plan.kind)?;
    let pay_out = pay_out(&body, plan.kind)?;
    let lifetime = match body.ramp_exp_time {
        None => DEFAULT_LIFETIME_S,
        Some(seconds) if (1..=MAX_LIFETIME_S).contains(&seconds) => seconds,
        Some(_) => {
            return Err(ErrorResponse::invalid_field(
                "rampExpTime",
                "seconds, a year at most",
                None,
            ));
        }
    };
    let pay_in = pay_in(state, &body, &account, &reference)?;
    let open_ramp = state.open_ramps.get(&account).cloned();
    if open_ramp.is_some() && body.cancel_pending_ramp_request != Some(true) {
        return Err(ErrorResponse::bad_request(
            "User already has a pending ramp request",
        ));
    }
    let mut ramp = Ramp {
        account,
        kind: plan.kind,
        from_ledger: plan.from,
        to_ledger: plan.to,
        from_currency: body.from_currency.to_string(),
        from_network: body.from_network.to_string(),
        from_amount: plan.quote.from_amount,
        rate_expires_at: plan.rate_expires_at,
        is_replaced: false,
        to_currency: body.to_currency.to_string(),
        to_network: body.to_network.to_string(),
        to_amount: Decimal::ZERO,
        merchant_fee: Decimal::ZERO,
        network_fee: Decimal::ZERO,
        rounding_loss: Decimal::ZERO,
        initial_rate: plan.quote.rate,
        rate: plan.quote.rate,
        processed_rate: None,
        status: RampStatus::Pending,
        created_at: state.now(),
        expires_at: state.now() + lifetime,
        deposit_when_late: body.expire_action == Some(ExpireAction::Deposit),
        pay_in,
        pay_out,
        reference,
    };
    ramp.apply_quote(&plan.quote);
    let order = ramp_order(&ramp)?;
    let success =
        Success::data_and_message::<types::RampOrderResponse>(order, "request completed")?;
    if let Some(open_ramp) = open_ramp {
        ramp_settlement::replace(state, &open_ramp);
    }
    insert_ramp(state, ramp);
    Ok(success)
}

fn insert_ramp(state: &mut State, ramp: Ramp) {
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

/// Returns the account of a ramp. The vendor's guide sets an offramp's `accountName` to the receiver's name at the bank, so an
/// unknown name in an offramp means the merchant's own account.
fn account_of(
    state: &State,
    body: &types::RampRequest,
    kind: RampKind,
) -> Result<String, ErrorResponse> {
    let account = match state.resolve_account(body.account_name.as_deref()) {
        Err(_) if kind == RampKind::CryptoToFiat => state.resolve_account(None)?,
        other => other?,
    };
    let fiat = match kind {
        RampKind::FiatToCrypto => &body.from_currency,
        RampKind::CryptoToFiat => &body.to_currency,
    };
    let is_verified = Country::from_currency(fiat.as_str()).is_none_or(|country| {
        state
            .account(&account)
            .is_ok_and(|known| known.is_verified(country))
    });
    if is_verified || account == state.merchant.username {
        Ok(account)
    } else {
        Err(ErrorResponse::bad_request("user has not completed kyc"))
    }
}

/// Returns the destination that the customer pays to, by the payment currency.
fn pay_in(
    state: &State,
    body: &types::RampRequest,
    account: &str,
    reference: &str,
) -> Result<PayIn, ErrorResponse> {
    let hex = state.derive_hex(&format!("ramp/{reference}"));
    match body.from_currency.as_str() {
        "NGN" => {
            let digits: String = hex
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
                ErrorResponse::invalid_field(
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
            address: derive_address(body.from_network.as_str(), &hex),
        }),
    }
}

/// Returns the destination that the ramp pays out to, from the fields of the request for its payout currency.
fn pay_out(body: &types::RampRequest, kind: RampKind) -> Result<PayOut, ErrorResponse> {
    match kind {
        RampKind::FiatToCrypto => {
            let address = required("cryptoAddress", body.crypto_address.clone())?;
            if !is_address(body.to_network.as_str(), &address) {
                return Err(ErrorResponse::invalid_field(
                    "cryptoAddress",
                    &format!("an address of {}", body.to_network),
                    Some(&address),
                ));
            }
            Ok(PayOut::Chain { address })
        }
        RampKind::CryptoToFiat if body.to_currency == Currency::Kes => Ok(PayOut::Mobile {
            carrier: required("mobileNetwork", as_text(&body.mobile_network))?,
            rail: required("paymentNetwork", as_text(&body.payment_network))?,
            shortcode: required("shortcode", body.shortcode.clone())?,
        }),
        RampKind::CryptoToFiat => {
            let number = required("accountNumber", body.account_number.clone())?;
            let (code, bank) =
                banks::find_bank(body.to_currency.as_str(), body.bank_code.as_deref())?;
            if code == banks::FAILING_BANK_CODE {
                return Err(banks::invalid_bank_details());
            }
            Ok(PayOut::Bank {
                holder: banks::account_holder(&number),
                number,
                bank: bank.to_owned(),
            })
        }
    }
}

/// Returns the text of an optional value.
fn as_text<T: AsRef<str>>(value: &Option<T>) -> Option<&str> {
    value.as_ref().map(AsRef::as_ref)
}

fn ramp_order(ramp: &Ramp) -> Result<types::RampOrder, ErrorResponse> {
    let fees = ramp.fees();
    let in_from_currency = |amount| {
        api_amount(convert_to_from_currency(
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
    order.current_rate = Some(api_amount(ramp.rate)?);
    order.discount_applied = Some("0".to_owned());
    order.expiry_date = Some(ramp.expires_at.into());
    order.fee_in_from_currency = Some(in_from_currency(ramp.network_fee)?);
    order.fee_in_to_currency = Some(api_amount(ramp.network_fee)?);
    order.from_amount = Some(api_amount(ramp.from_amount)?);
    order.from_currency = Some(ramp.from_currency.as_str().into());
    order.from_network = Some(ramp.from_network.as_str().into());
    order.ramp_reference = Some(ramp.reference.clone());
    order.to_amount = Some(api_amount(ramp.to_amount)?);
    order.to_currency = Some(ramp.to_currency.as_str().into());
    order.to_network = Some(ramp.to_network.as_str().into());
    order.total_fees_in_from_currency = Some(in_from_currency(fees)?);
    order.total_fees_in_to_currency = Some(api_amount(fees)?);
    // The address to which crypto is sent. The field is undocumented, but the payer of an offramp needs it.
    let address = address.map(|address| ("cryptoAddress".to_owned(), address.into()));
    order.extra.extend(address);
    Ok(order)
}
