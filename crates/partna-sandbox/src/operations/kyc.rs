//! KYC: identity verification of customers in Nigeria and Kenya.
//!
//! Nigerian customers are identified by their bank verification number (BVN). Kenyan customers are identified by a phone number.

use partna_auth::{Currency, types};
use serde_json::json;

use super::banks;
use super::fields::required;
use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use super::verification::{
    OTP, complete_verification, find_carrier, is_digits, mask, otp_options, verification_option,
};
use crate::state::{Country, KycRecord, KycSession, State, TEST_PHONE};

// The API does not document these limits. The values are choices of the sandbox.

/// The time from the start of a KYC session to its expiry.
const SESSION_LIFETIME_MS: i64 = 10 * 60 * 1000;
/// The maximum number of KYC sessions that can be started for an account.
const MAX_SESSIONS_PER_ACCOUNT: u32 = 5;
/// A KYC session is closed after this number of wrong codes.
const MAX_WRONG_CODES: u32 = 3;

/// Returns the verification methods that the OpenAPI document lists for a country.
fn documented_methods(country: Country) -> &'static [&'static str] {
    match country {
        // `sendotp`: Partna sends a code to the customer. `receiveotp`: the customer sends a code to Partna.
        Country::Ke => &["sendotp", "receiveotp"],
        Country::Ng => &["email", "phone", "phone_1", "bankdetails"],
    }
}

/// The error for a wrong code or an expired session. The API does not distinguish the two.
fn invalid_otp_or_session() -> ErrorResponse {
    ErrorResponse::bad_request("Invalid otp or expired session. Re-initiate bvn lookup.")
}

fn unsupported_method() -> ErrorResponse {
    ErrorResponse::bad_request("Wrong verification method. Update method and try again.")
}

/// The error for a merchant that is not exempt. An exempt merchant may supply the KYC records of its customers.
fn not_exempt() -> ErrorResponse {
    ErrorResponse::bad_request("user not exempted")
}

/// Returns the open session of an account. If `currency` is the currency of a KYC country, only a session of that country is
/// returned. Any other currency is ignored.
fn find_session<'a>(
    state: &'a mut State,
    account: &str,
    currency: Option<&Currency>,
) -> Result<&'a mut KycSession, ErrorResponse> {
    let now_ms = state.now_ms;
    let country = currency.and_then(|currency| Country::from_currency(currency.as_str()));
    let session = state.account_mut(account)?.session.as_mut();
    session
        .filter(|session| now_ms < session.expires_ms)
        .filter(|session| country.is_none_or(|country| country == session.country))
        .ok_or_else(invalid_otp_or_session)
}

/// Starts a KYC session and returns the verification methods that the customer can choose from.
pub(super) fn start(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::KycRequest = call.body()?;
    let name = body.account_name.clone();
    let session = new_session(body, state.now_ms)?;
    let account = state.account_mut(&name)?;
    if account.is_verified(session.country) {
        return Err(ErrorResponse::bad_request("kyc previously completed"));
    }
    if account.kyc_session_count >= MAX_SESSIONS_PER_ACCOUNT {
        return Err(ErrorResponse::bad_request(
            "maximum kyc lookup attempts reached",
        ));
    }
    account.kyc_session_count += 1;
    let mut data = types::KycMethods::default();
    data.methods = offered_methods(&session);
    account.session = Some(session);
    Success::data::<types::KycMethodsResponse>(data)
}

/// Validates a KYC request and returns a new session. The session does not contain the BVN.
fn new_session(body: types::KycRequest, now_ms: i64) -> Result<KycSession, ErrorResponse> {
    let non_empty = |field: Option<String>| field.filter(|text| !text.is_empty());
    let build_session = |country, carrier: &str, shortcode: String| KycSession {
        country,
        expires_ms: now_ms.saturating_add(SESSION_LIFETIME_MS),
        method: None,
        is_phone_confirmed: false,
        codes_sent: 0,
        wrong_codes: 0,
        mobile_network: carrier.to_owned(),
        shortcode,
    };
    let bvn = body.bvn.filter(|bvn| !bvn.expose().is_empty());
    if let Some(bvn) = bvn {
        if is_digits(bvn.expose(), 11) {
            return Ok(build_session(Country::Ng, "", String::new()));
        }
        return Err(ErrorResponse::invalid_field("bvn", "11 digits", None));
    }
    let network = non_empty(body.kes_mobile_network);
    // In the API, a shortcode is the phone number of a Kenyan customer.
    let shortcode = non_empty(body.kes_shortcode);
    if network.is_none() && shortcode.is_none() {
        return Err(ErrorResponse::invalid_field("bvn", "required", None));
    }
    let network = required("kesMobileNetwork", network)?;
    let shortcode = required("kesShortcode", shortcode)?;
    let carrier = find_carrier(&network).ok_or_else(|| {
        let expected = "oneof(Safaricom Airtel Telkom)";
        ErrorResponse::invalid_field("kesMobileNetwork", expected, Some(&network))
    })?;
    if !is_digits(&shortcode, 10) || !shortcode.starts_with("07") {
        let expected = "10 digits beginning with 07";
        return Err(ErrorResponse::invalid_field(
            "kesShortcode",
            expected,
            Some(&shortcode),
        ));
    }
    Ok(build_session(Country::Ke, carrier, shortcode))
}

/// Returns the verification methods that the response to `start_kyc` offers, each with a hint.
///
/// For Nigeria, the methods differ from [`documented_methods`], as they do in the API: `alternate_phone` is added, and
/// `bankdetails` is missing.
fn offered_methods(session: &KycSession) -> Vec<types::VerificationOption> {
    if session.country == Country::Ke {
        return otp_options(&session.shortcode);
    }
    let methods_and_hints = [
        ("email", "A code is sent to the e-mail address on record"),
        (
            "phone",
            "Enter all digits of the number; a code is sent to it",
        ),
        ("phone_1", "A code is sent to the first number on record"),
        (
            "alternate_phone",
            "A code is sent to another number on record",
        ),
    ];
    let to_option = |(method, hint): (&str, &str)| match method {
        "phone" | "phone_1" => verification_option(method, format!("{hint}: {}", mask(TEST_PHONE))),
        _ => verification_option(method, String::from(hint)),
    };
    methods_and_hints.into_iter().map(to_option).collect()
}

/// Sets the verification method of a session and sends a code. For `bankdetails`, the response also describes a payment that the
/// customer must make.
///
/// The generated type `KycDispatch` describes the sent code or the requested payment.
pub(super) fn set_method(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::KycMethodRequest = call.body()?;
    let session = find_session(state, &body.account_name, body.currency.as_ref())?;
    let method = body.verification_method.as_str();
    if !documented_methods(session.country).contains(&method) {
        return Err(unsupported_method());
    }
    if method == "phone" && !session.is_phone_confirmed {
        let next_step = "confirm phone number on the BVN record, then choose again";
        let mut response = types::KycDispatchResponse::default();
        response.message = Some(next_step.to_owned());
        return Success::with_body(&response);
    }
    let is_bank_transfer = method == "bankdetails";
    if is_bank_transfer {
        let is_valid = body
            .bank_code
            .zip(body.account_number)
            .is_some_and(|(code, number)| banks::is_resolvable("NGN", &code, &number));
        if !is_valid {
            return Err(banks::invalid_bank_details());
        }
    }
    let masked_phone = match method {
        "phone" | "phone_1" => mask(TEST_PHONE),
        "sendotp" | "receiveotp" => mask(&session.shortcode),
        _ => String::new(),
    };
    session.codes_sent = session.codes_sent.saturating_add(1);
    session.method = Some(method.to_owned());
    let (expected_payment, payee) = if is_bank_transfer {
        ("10.00", "Test Bank 1, 0000000000")
    } else {
        ("", "")
    };
    let mut dispatch = types::KycDispatch::default();
    dispatch.attempts = Some(session.codes_sent.into());
    dispatch.expected_payment = Some(expected_payment.to_owned());
    dispatch.masked_phone_number = Some(masked_phone);
    dispatch.otp = Some(OTP.into());
    dispatch.partna_bank_details = Some(payee.to_owned());
    // `subscriptionId` identifies the verification in progress.
    dispatch.subscription_id = Some(state.next_id(24));
    Success::data_and_message::<types::KycDispatchResponse>(dispatch, "OTP sent successfully")
}

/// Confirms that the customer knows the phone number on the BVN record.
pub(super) fn confirm_phone(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::KycPhoneRequest = call.body()?;
    let session = find_session(state, &body.account_name, None)?;
    if session.country != Country::Ng || body.phone != TEST_PHONE {
        return Err(ErrorResponse::bad_request(
            "Phone number does not match BVN record",
        ));
    }
    session.is_phone_confirmed = true;
    Success::message("confirm phone success")
}

/// Completes the KYC of a customer with the code that was sent.
pub(super) fn confirm_otp(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::KycOtpRequest = call.body()?;
    let name = body.account_name;
    let session = find_session(state, &name, body.currency.as_ref())?;
    let method = session.method.clone().ok_or_else(unsupported_method)?;
    if body.otp.expose() != OTP {
        session.wrong_codes += 1;
        if session.wrong_codes >= MAX_WRONG_CODES {
            close_failed_session(state, &name, &method)?;
        }
        return Err(invalid_otp_or_session());
    }
    let session = session.clone();
    // The account's records for both countries describe the same fictional person, because both are derived from this seed.
    let fake_data_seed = &state.account(&name)?.fake_data_seed;
    let record = match session.country {
        Country::Ke => {
            KycRecord::kenyan(fake_data_seed, &session.mobile_network, &session.shortcode)
        }
        Country::Ng => KycRecord::nigerian(fake_data_seed),
    };
    complete_verification(state, &name, session.country, record, &method)?;
    Success::message("KYC verification successful!")
}

/// Closes the session of an account after too many wrong codes, and emits a webhook event.
fn close_failed_session(
    state: &mut State,
    account: &str,
    method: &str,
) -> Result<(), ErrorResponse> {
    state.account_mut(account)?.session = None;
    state.emit_verification(account, method, Some("too many wrong codes"));
    Ok(())
}

/// Lists the documented verification methods of the country with the requested currency.
pub(super) fn list_methods(_: &State, call: &OperationCall<'_>) -> OperationResult {
    let currency = call.parameter("currency").unwrap_or("KES");
    let country = Country::from_currency(currency).ok_or_else(|| {
        ErrorResponse::invalid_field("currency", "oneof(KES NGN)", Some(currency))
    })?;
    let mut data = types::SupportedKycMethods::default();
    data.country = Some(country.as_str().into());
    data.methods = documented_methods(country)
        .iter()
        .copied()
        .map(Into::into)
        .collect();
    Success::data::<types::SupportedKycMethodsResponse>(data)
}

/// Completes the KYC of a customer with a record that the merchant supplies. Only exempt merchants may supply records.
pub(super) fn complete_with_supplied_record(
    state: &mut State,
    call: &OperationCall<'_>,
) -> OperationResult {
    let body: types::MerchantKycRequest = call.body()?;
    if !state.merchant.kyc_exempt {
        return Err(not_exempt());
    }
    let account = state.account_mut(&body.account_name)?;
    if account.is_verified(Country::Ng) {
        return Err(ErrorResponse::new(409, "KYC record already exists"));
    }
    if !is_digits(body.document_id.expose(), 11) {
        return Err(ErrorResponse::invalid_field(
            "documentId",
            "11 digits",
            None,
        ));
    }
    if !is_date_format(&body.dob) {
        return Err(ErrorResponse::invalid_field(
            "dob",
            "YYYY-MM-DD",
            Some(&body.dob),
        ));
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

/// Returns whether a text has the format `YYYY-MM-DD`. The values of month and day are not checked.
fn is_date_format(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts.as_slice(), [year, month, day]
        if is_digits(year, 4) && is_digits(month, 2) && is_digits(day, 2))
}

/// Succeeds if the merchant is exempt.
pub(super) fn check_exemption(state: &State, _: &OperationCall<'_>) -> OperationResult {
    if state.merchant.kyc_exempt {
        return Success::message("success");
    }
    Err(ErrorResponse {
        data: Some(json!({"exempted": false})),
        ..not_exempt()
    })
}
