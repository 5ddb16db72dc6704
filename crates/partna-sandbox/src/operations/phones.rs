//! Customers' phone numbers, from which ramps in KES are paid.

use partna_auth::types;

use super::fields::required;
use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use super::verification::{OTP, complete_verification, find_carrier, is_digits, mask, otp_options};
use crate::state::{Country, KycRecord, Phone, State};

/// The number of wrong codes after which the confirmation must be started again.
const MAX_WRONG_CODES: u32 = 3;

/// Returns the national form of a phone number, if it is valid in the country.
fn national_number(country: Country, number: &str) -> Option<String> {
    let (code, digits) = match country {
        Country::Ke => ("+254", 9),
        Country::Ng => ("+234", 10),
    };
    let rest = number
        .strip_prefix(code)
        .or_else(|| number.strip_prefix('0'))?;
    is_digits(rest, digits).then(|| format!("0{rest}"))
}

fn parse_country(code: &str) -> Result<Country, ErrorResponse> {
    Country::from_code(code)
        .ok_or_else(|| ErrorResponse::invalid_field("country", "oneof(KE NG)", Some(code)))
}

fn find_phone<'a>(state: &'a mut State, id: &str) -> Result<&'a mut Phone, ErrorResponse> {
    let phone = state.phones.get_mut(id);
    phone.ok_or_else(|| ErrorResponse::not_found("phone not found"))
}

pub(super) fn list(state: &State, call: &OperationCall<'_>) -> OperationResult {
    let parameter = |name: &str| required(name, call.parameter(name).map(str::to_owned));
    let (name, country) = (
        parameter("accountName")?,
        parse_country(&parameter("country")?)?,
    );
    state.account(&name)?;
    let phones = state
        .phones
        .values()
        .filter(|phone| phone.confirmed && phone.account == name && phone.country == country);
    let records = phones.map(|phone| {
        let mut record = types::PhoneRecord::default();
        record.country = Some(phone.country.as_str().into());
        record.mobile_network = Some(phone.carrier.as_str().into());
        record.phone_id = Some(phone.id.clone());
        record.phone_number = Some(phone.number.clone());
        record
    });
    let mut list = types::PhoneList::default();
    list.valid_phone_records = records.collect();
    Success::data_with_lists::<types::PhonesResponse>(&list, "successful")
}

/// Registers a phone number. A number that the account has registered before keeps its id.
pub(super) fn register(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::PhoneRequest = call.body()?;
    let country = parse_country(body.country.as_str())?;
    let number = body.phone_number;
    let national = national_number(country, &number).ok_or_else(|| {
        let expected = format!("a phone number of {}", country.as_str());
        ErrorResponse::invalid_field("phoneNumber", &expected, Some(&number))
    })?;
    let mobile_network = required("mobileNetwork", Some(body.mobile_network))?;
    state.account(&body.account_name)?;
    let existing = state.phones.values().find(|phone| {
        phone.account == body.account_name
            && phone.country == country
            && national_number(country, &phone.number).as_ref() == Some(&national)
    });
    let existing = existing.map(|phone| phone.id.clone());
    let id = existing.unwrap_or_else(|| {
        let phone = Phone {
            id: state.next_id(32),
            account: body.account_name,
            country,
            number: number.clone(),
            carrier: find_carrier(&mobile_network).map_or(mobile_network, str::to_owned),
            confirmed: false,
            method: None,
            wrong_codes: 0,
        };
        let id = phone.id.clone();
        state.phones.insert(id.clone(), phone);
        id
    });
    let mut registered = types::PhoneRegistration::default();
    registered.masked_phone_number = Some(mask(&number));
    registered.methods = otp_options(&number);
    registered.phone_id = Some(id);
    Success::data_and_message::<types::PhoneRegistrationResponse>(registered, "successful")
}

pub(super) fn verify(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::PhoneVerificationRequest = call.body()?;
    let phone = find_phone(state, &body.phone_id)?;
    phone.method = Some(body.verification_method.as_str().to_owned());
    phone.wrong_codes = 0;
    let mut verification = types::PhoneVerification::default();
    verification.masked_phone_number = Some(mask(&phone.number));
    verification.phone_id = Some(phone.id.clone());
    Success::data_and_message::<types::PhoneVerificationResponse>(
        verification,
        "verification method set successfully",
    )
}

/// Confirms a phone number. A confirmed Kenyan number also completes the KYC for Kenya.
pub(super) fn confirm(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::PhoneOtpRequest = call.body()?;
    let phone = find_phone(state, &body.phone_id)?;
    let invalid_code = || ErrorResponse::bad_request("Invalid otp or expired session.");
    let method = phone.method.clone().ok_or_else(invalid_code)?;
    if body.otp.expose() != OTP {
        phone.wrong_codes += 1;
        if phone.wrong_codes >= MAX_WRONG_CODES {
            phone.method = None;
        }
        return Err(invalid_code());
    }
    phone.confirmed = true;
    phone.method = None;
    let phone = phone.clone();
    let account = state.account(&phone.account)?;
    if phone.country == Country::Ke && !account.is_verified(Country::Ke) {
        let shortcode = national_number(phone.country, &phone.number).unwrap_or_default();
        let record = KycRecord::kenyan(&account.fake_data_seed, &phone.carrier, &shortcode);
        complete_verification(state, &phone.account, Country::Ke, record, &method)?;
    }
    let mut confirmation = types::PhoneConfirmationResponse::default();
    confirmation.messagge = Some("Phone verification successful!".to_owned());
    Success::with_body(&confirmation)
}
