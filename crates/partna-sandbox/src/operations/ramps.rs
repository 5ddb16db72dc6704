//! Ramps: what one needs, and how it is made.

use partna_auth::Amount;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::answer::{Known, money, required};
use super::ramp_quote::Quote;
use super::{Answer, Call, Outcome, Refusal, banks, ramp_money};
use crate::assets::{Asset, asset, is_address};
use crate::world::{Country, Happening, Ledger, PayIn, PayOut, Ramp, RampKind, RampStatus, World};

/// How long a ramp waits for its money unless it is said, in seconds. It is documented.
const USUAL_WAIT: i64 = 3600;
/// The longest, which is this sandbox's choice: a year.
const LONGEST_WAIT: i64 = 365 * 24 * 3600;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body {
    account_name: Option<String>,
    account_number: Option<String>,
    bank_code: Option<String>,
    cancel_pending_ramp_request: Option<bool>,
    crypto_address: Option<String>,
    expire_action: Option<String>,
    from_amount: Option<Amount>,
    from_currency: String,
    from_network: String,
    mobile_network: Option<String>,
    payment_network: Option<String>,
    #[serde(rename = "phoneID")]
    phone_id: Option<String>,
    ramp_exp_time: Option<i64>,
    ramp_reference: Option<String>,
    rate_key: String,
    shortcode: Option<String>,
    to_amount: Option<Amount>,
    to_currency: String,
    to_network: String,
    #[serde(rename = "type")]
    kind: Option<RampKind>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    account_name: String,
    account_number: String,
    bank_name: String,
    /// Where crypto is to be sent. No document has it; whoever makes an offramp needs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    crypto_address: Option<String>,
    current_rate: Amount,
    discount_applied: &'static str,
    expiry_date: i64,
    fee_in_from_currency: Amount,
    fee_in_to_currency: Amount,
    from_amount: Amount,
    from_currency: String,
    from_network: String,
    ramp_reference: String,
    to_amount: Amount,
    to_currency: String,
    to_network: String,
    total_fees_in_from_currency: Amount,
    total_fees_in_to_currency: Amount,
}

/// What both making and reckoning need to know.
pub(super) struct Plan {
    kind: RampKind,
    pub(super) from: Ledger,
    pub(super) to: Ledger,
    pub(super) quote: Quote,
    /// When the rate ends, in seconds.
    until: i64,
}

pub(super) fn plan(world: &World, body: &Body) -> Result<Plan, Refusal> {
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
    let given = world.usable_rate(&body.rate_key)?;
    given.is_of("fromCurrency", &given.from, Some(&body.from_currency))?;
    given.is_of("toCurrency", &given.to, Some(&body.to_currency))?;
    let (from, to) = given.ledgers()?;
    let known = Known::given(body.from_amount, body.to_amount)?;
    let quote = world.quote(given.rate, known, from, to, pay_out)?;
    Ok(Plan {
        kind,
        from,
        to,
        quote,
        until: given.until,
    })
}

pub(super) fn create(world: &mut World, call: &Call<'_>) -> Outcome {
    let mut body: Body = call.body()?;
    let given = body.ramp_reference.take();
    let reference = world.reference(given, Refusal::ramp_reference_exists)?;
    let plan = plan(world, &body)?;
    let account = account_of(world, &body, plan.kind)?;
    let pay_out = pay_out(&body, plan.kind)?;
    let wait = match body.ramp_exp_time {
        None => USUAL_WAIT,
        Some(seconds) if (1..=LONGEST_WAIT).contains(&seconds) => seconds,
        Some(_) => {
            return Err(Refusal::invalid(
                "rampExpTime",
                "seconds, a year at most",
                None,
            ));
        }
    };
    let pay_in = pay_in(world, &body, &account, &reference)?;
    let open = world.open_ramps.get(&account).cloned();
    if open.is_some() && body.cancel_pending_ramp_request != Some(true) {
        return Err(Refusal::bad("User already has a pending ramp request"));
    }
    let mut ramp = Ramp {
        account,
        kind: plan.kind,
        from_ledger: plan.from,
        to_ledger: plan.to,
        from_currency: body.from_currency,
        from_network: body.from_network,
        from_amount: plan.quote.from_amount,
        rate_until: plan.until,
        replaced: false,
        to_currency: body.to_currency,
        to_network: body.to_network,
        to_amount: Decimal::ZERO,
        merchant_fee: Decimal::ZERO,
        network_fee: Decimal::ZERO,
        cut_off: Decimal::ZERO,
        initial_rate: plan.quote.rate,
        rate: plan.quote.rate,
        processed_rate: None,
        status: RampStatus::Pending,
        created_at: world.now(),
        expires_at: world.now() + wait,
        deposit_when_late: body.expire_action.as_deref() == Some("deposit"),
        pay_in,
        pay_out,
        reference,
    };
    ramp.goes_by(&plan.quote);
    let answer = Answer::said(order(&ramp)?, "request completed")?;
    if let Some(open) = open {
        ramp_money::replace(world, &open);
    }
    keep(world, ramp);
    Ok(answer)
}

fn keep(world: &mut World, ramp: Ramp) {
    let reference = ramp.reference.clone();
    world.references.insert(reference.clone());
    world
        .open_ramps
        .insert(ramp.account.clone(), reference.clone());
    if let PayIn::Chain { address } = &ramp.pay_in {
        world
            .ramp_addresses
            .insert(address.clone(), reference.clone());
    }
    world.schedule(
        ramp.expires_at.saturating_mul(1000),
        Happening::RampExpires,
        &reference,
    );
    world.tell_ramp(&ramp);
    world.ramps.insert(reference, ramp);
}

/// The account that a ramp is of. The guide puts the bank's name for the receiver into an offramp's `accountName`: what is no
/// account there is the merchant's own.
fn account_of(world: &World, body: &Body, kind: RampKind) -> Result<String, Refusal> {
    let named = body.account_name.as_deref();
    let account = match world.account_or_own(named) {
        Err(_) if kind == RampKind::CryptoToFiat => world.account_or_own(None)?,
        other => other?,
    };
    let fiat = match kind {
        RampKind::FiatToCrypto => &body.from_currency,
        RampKind::CryptoToFiat => &body.to_currency,
    };
    let verified = Country::of_currency(fiat).is_none_or(|country| {
        world
            .account(&account)
            .is_ok_and(|known| known.is_verified(country))
    });
    if verified || account == world.merchant.username {
        Ok(account)
    } else {
        Err(Refusal::bad("user has not completed kyc"))
    }
}

fn pay_in(world: &World, body: &Body, account: &str, reference: &str) -> Result<PayIn, Refusal> {
    let mark = world.mark(&format!("ramp/{reference}"));
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
            let phone = world
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
            address: crate::world::address(&body.from_network, &mark),
        }),
    }
}

fn pay_out(body: &Body, kind: RampKind) -> Result<PayOut, Refusal> {
    let named = |field: &str, value: &Option<String>| required(field, value.clone());
    match kind {
        RampKind::FiatToCrypto => {
            let address = named("cryptoAddress", &body.crypto_address)?;
            if !is_address(&body.to_network, &address) {
                return Err(Refusal::invalid(
                    "cryptoAddress",
                    &format!("an address of {}", body.to_network),
                    Some(&address),
                ));
            }
            Ok(PayOut::Chain { address })
        }
        RampKind::CryptoToFiat if body.to_currency == "KES" => Ok(PayOut::Mobile {
            carrier: named("mobileNetwork", &body.mobile_network)?,
            rail: named("paymentNetwork", &body.payment_network)?,
            shortcode: named("shortcode", &body.shortcode)?,
        }),
        RampKind::CryptoToFiat => {
            let number = named("accountNumber", &body.account_number)?;
            let (code, bank) = banks::named(&body.to_currency, body.bank_code.as_deref())?;
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

fn order(ramp: &Ramp) -> Result<Order, Refusal> {
    let fees = ramp.fees();
    let (number, bank, address) = match &ramp.pay_in {
        PayIn::Bank { number } => (number.clone(), "Test Bank", None),
        PayIn::Phone { shortcode } => (shortcode.clone(), "", None),
        PayIn::Chain { address } => (String::new(), "", Some(address.clone())),
    };
    Ok(Order {
        account_name: "TEST-MANAGED-ACCOUNT".to_owned(),
        account_number: number,
        bank_name: bank.to_owned(),
        crypto_address: address,
        current_rate: money(ramp.rate)?,
        discount_applied: "0",
        expiry_date: ramp.expires_at,
        fee_in_from_currency: ramp.back(ramp.network_fee)?,
        fee_in_to_currency: money(ramp.network_fee)?,
        from_amount: money(ramp.from_amount)?,
        from_currency: ramp.from_currency.clone(),
        from_network: ramp.from_network.clone(),
        ramp_reference: ramp.reference.clone(),
        to_amount: money(ramp.to_amount)?,
        to_currency: ramp.to_currency.clone(),
        to_network: ramp.to_network.clone(),
        total_fees_in_from_currency: ramp.back(fees)?,
        total_fees_in_to_currency: money(fees)?,
    })
}
