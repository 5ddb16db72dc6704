//! How a customer proves to be somebody, in Nigeria and in Kenya.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::banks;
use super::fields::required;
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use super::verification::{Choice, OTP, carrier, choices, is_digits, masked, succeed};
use crate::state::{Country, KycRecord, KycSession, State, TEST_PHONE};

/// How long a customer has to answer. This and what follows are choices of the sandbox; the API has limits, and does not tell them.
const SESSION_LIFE_MS: i64 = 10 * 60 * 1000;
const MAX_LOOKUPS: u32 = 5;
const MAX_WRONG_CODES: u32 = 3;

/// The methods that can be chosen in a country.
fn methods_of(country: Country) -> &'static [&'static str] {
    match country {
        Country::Ke => &["sendotp", "receiveotp"],
        Country::Ng => &["email", "phone", "phone_1", "bankdetails"],
    }
}

fn expired() -> Refusal {
    Refusal::bad("Invalid otp or expired session. Re-initiate bvn lookup.")
}

fn wrong_method() -> Refusal {
    Refusal::bad("Wrong verification method. Update method and try again.")
}

fn not_exempted() -> Refusal {
    Refusal::bad("user not exempted")
}

/// The session that an account has open, of the country that a currency stands for if there is one.
fn session<'a>(
    state: &'a mut State,
    account: &str,
    currency: Option<&str>,
) -> Result<&'a mut KycSession, Refusal> {
    let now_ms = state.now_ms;
    let country = currency.and_then(Country::of_currency);
    let session = state.account_mut(account)?.session.as_mut();
    session
        .filter(|session| now_ms < session.ends_ms)
        .filter(|session| country.is_none_or(|country| country == session.country))
        .ok_or_else(expired)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Start {
    account_name: String,
    bvn: Option<String>,
    kes_mobile_network: Option<String>,
    kes_shortcode: Option<String>,
}

#[derive(Serialize)]
struct Offered {
    methods: Vec<Choice>,
}

pub(super) fn start(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: Start = call.body()?;
    let name = body.account_name.clone();
    let opened = look_up(body, state.now_ms)?;
    let account = state.account_mut(&name)?;
    if account.is_verified(opened.country) {
        return Err(Refusal::bad("kyc previously completed"));
    }
    if account.lookups >= MAX_LOOKUPS {
        return Err(Refusal::bad("maximum kyc lookup attempts reached"));
    }
    account.lookups += 1;
    let methods = offered(&opened);
    account.session = Some(opened);
    Success::data(Offered { methods })
}

/// A session about the person who was named. Of a BVN nothing is kept.
fn look_up(body: Start, now_ms: i64) -> Result<KycSession, Refusal> {
    let given = |field: Option<String>| field.filter(|text| !text.is_empty());
    let opened = |country, carrier: &str, shortcode: String| KycSession {
        country,
        ends_ms: now_ms.saturating_add(SESSION_LIFE_MS),
        method: None,
        phone_confirmed: false,
        attempts: 0,
        wrong: 0,
        mobile_network: carrier.to_owned(),
        shortcode,
    };
    let (network, shortcode) = (given(body.kes_mobile_network), given(body.kes_shortcode));
    match given(body.bvn) {
        Some(bvn) if is_digits(&bvn, 11) => return Ok(opened(Country::Ng, "", String::new())),
        Some(_) => return Err(Refusal::invalid("bvn", "11 digits", None)),
        None if network.is_none() && shortcode.is_none() => {
            return Err(Refusal::invalid("bvn", "required", None));
        }
        None => {}
    }
    let network = required("kesMobileNetwork", network)?;
    let shortcode = required("kesShortcode", shortcode)?;
    let carrier = carrier(&network).ok_or_else(|| {
        let expected = "oneof(Safaricom Airtel Telkom)";
        Refusal::invalid("kesMobileNetwork", expected, Some(&network))
    })?;
    if !is_digits(&shortcode, 10) || !shortcode.starts_with("07") {
        let expected = "10 digits beginning with 07";
        return Err(Refusal::invalid("kesShortcode", expected, Some(&shortcode)));
    }
    Ok(opened(Country::Ke, carrier, shortcode))
}

fn offered(session: &KycSession) -> Vec<Choice> {
    if session.country == Country::Ke {
        return choices(&session.shortcode);
    }
    let hints = [
        ("email", "A code goes to the e-mail address on record"),
        (
            "phone",
            "A code goes to the number below, once you have named it in full",
        ),
        ("phone_1", "A code goes to the first number on record"),
        ("alternate_phone", "A code goes to another number on record"),
    ];
    let choice = |(method, hint): (&'static str, &str)| match method {
        "phone" | "phone_1" => Choice::new(method, format!("{hint}: {}", masked(TEST_PHONE))),
        _ => Choice::new(method, String::from(hint)),
    };
    hints.into_iter().map(choice).collect()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Choose {
    account_name: String,
    account_number: Option<String>,
    bank_code: Option<String>,
    currency: Option<String>,
    verification_method: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dispatch {
    attempts: u32,
    expected_payment: &'static str,
    masked_phone_number: String,
    otp: &'static str,
    partna_bank_details: &'static str,
    subscription_id: String,
}

pub(super) fn set_method(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: Choose = call.body()?;
    let session = session(state, &body.account_name, body.currency.as_deref())?;
    let method = body.verification_method;
    if !methods_of(session.country).contains(&method.as_str()) {
        return Err(wrong_method());
    }
    if method == "phone" && !session.phone_confirmed {
        return Success::message("confirm phone number on the BVN record, then choose again");
    }
    let by_bank = method == "bankdetails";
    if by_bank {
        let (code, number) = (body.bank_code, body.account_number);
        let both = code.zip(number);
        both.filter(|(code, number)| banks::is_account("NGN", code, number))
            .ok_or_else(banks::invalid)?;
    }
    let number = match method.as_str() {
        "phone" | "phone_1" => masked(TEST_PHONE),
        "sendotp" | "receiveotp" => masked(&session.shortcode),
        _ => String::new(),
    };
    session.attempts = session.attempts.saturating_add(1);
    session.method = Some(method);
    let (payment, payee) = if by_bank {
        ("10.00", "Test Bank 1, 0000000000")
    } else {
        ("", "")
    };
    let dispatch = Dispatch {
        attempts: session.attempts,
        expected_payment: payment,
        masked_phone_number: number,
        otp: OTP,
        partna_bank_details: payee,
        subscription_id: state.next_id(24),
    };
    Success::with_message(dispatch, "OTP sent successfully")
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ConfirmPhone {
    account_name: String,
    phone: String,
}

pub(super) fn confirm_phone(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: ConfirmPhone = call.body()?;
    let session = session(state, &body.account_name, None)?;
    if session.country != Country::Ng || body.phone != TEST_PHONE {
        return Err(Refusal::bad("Phone number does not match BVN record"));
    }
    session.phone_confirmed = true;
    Success::message("confirm phone success")
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ConfirmOtp {
    account_name: String,
    currency: Option<String>,
    otp: String,
}

pub(super) fn confirm_otp(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: ConfirmOtp = call.body()?;
    let name = body.account_name;
    let session = session(state, &name, body.currency.as_deref())?;
    let method = session.method.clone().ok_or_else(wrong_method)?;
    if body.otp != OTP {
        session.wrong += 1;
        if session.wrong >= MAX_WRONG_CODES {
            give_up(state, &name, &method)?;
        }
        return Err(expired());
    }
    let session = session.clone();
    let mark = &state.account(&name)?.mark;
    let record = match session.country {
        Country::Ke => KycRecord::kenyan(mark, &session.mobile_network, &session.shortcode),
        Country::Ng => KycRecord::nigerian(mark),
    };
    succeed(state, &name, session.country, record, &method)?;
    Success::message("KYC verification successful!")
}

/// Ends a session in which too many codes were wrong, and tells the merchant.
fn give_up(state: &mut State, name: &str, method: &str) -> Result<(), Refusal> {
    state.account_mut(name)?.session = None;
    state.emit_verification(name, method, Some("too many wrong codes"));
    Ok(())
}

#[derive(Serialize)]
struct Methods {
    country: Country,
    methods: &'static [&'static str],
}

pub(super) fn methods(_: &State, call: &Call<'_>) -> Outcome {
    let currency = call.parameter("currency").unwrap_or("KES");
    let country = Country::of_currency(currency)
        .ok_or_else(|| Refusal::invalid("currency", "oneof(KES NGN)", Some(currency)))?;
    Success::data(Methods {
        country,
        methods: methods_of(country),
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Complete {
    account_name: String,
    dob: String,
    document_id: String,
    first_name: String,
    last_name: String,
    middle_name: String,
    phone_number: String,
}

/// A record that the merchant answers for.
pub(super) fn complete(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: Complete = call.body()?;
    if !state.merchant.kyc_exempt {
        return Err(not_exempted());
    }
    let account = state.account_mut(&body.account_name)?;
    if account.is_verified(Country::Ng) {
        return Err(Refusal::new(409, "KYC record already exists"));
    }
    if !is_digits(&body.document_id, 11) {
        return Err(Refusal::invalid("documentId", "11 digits", None));
    }
    let parts: Vec<&str> = body.dob.split('-').collect();
    let is_date = matches!(parts.as_slice(), [year, month, day]
        if is_digits(year, 4) && is_digits(month, 2) && is_digits(day, 2));
    if !is_date {
        return Err(Refusal::invalid("dob", "YYYY-MM-DD", Some(&body.dob)));
    }
    let record = KycRecord {
        phone_number: body.phone_number,
        first_name: body.first_name,
        middle_name: body.middle_name,
        last_name: body.last_name,
        dob: body.dob,
        ..KycRecord::default()
    };
    account.verify(Country::Ng, record);
    Success::message("success")
}

/// Whether the merchant may supply records. Who may not is refused, as documented.
pub(super) fn exemption(state: &State, _: &Call<'_>) -> Outcome {
    if state.merchant.kyc_exempt {
        return Success::message("success");
    }
    Err(Refusal {
        data: Some(json!({"exempted": false})),
        ..not_exempted()
    })
}
