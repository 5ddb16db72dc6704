//! Phone numbers of customers, which ramps in KES are paid from.

use partna_auth::types;

use super::fields::required;
use super::request::Call;
use super::response::{Outcome, Refusal, Success};
use super::verification::{OTP, carrier, choices, is_digits, masked, succeed};
use crate::state::{Country, KycRecord, Phone, State};

/// How many wrong codes it takes to have to begin anew.
const MAX_WRONG_CODES: u32 = 3;

/// A number as it is dialled at home, if it is one of the country.
fn local(country: Country, number: &str) -> Option<String> {
    let (code, digits) = match country {
        Country::Ke => ("+254", 9),
        Country::Ng => ("+234", 10),
    };
    let rest = number
        .strip_prefix(code)
        .or_else(|| number.strip_prefix('0'))?;
    is_digits(rest, digits).then(|| format!("0{rest}"))
}

fn country_of(code: &str) -> Result<Country, Refusal> {
    Country::of(code).ok_or_else(|| Refusal::invalid("country", "oneof(KE NG)", Some(code)))
}

fn find<'a>(state: &'a mut State, id: &str) -> Result<&'a mut Phone, Refusal> {
    let phone = state.phones.get_mut(id);
    phone.ok_or_else(|| Refusal::not_found("phone not found"))
}

pub(super) fn list(state: &State, call: &Call<'_>) -> Outcome {
    let given = |name: &str| required(name, call.parameter(name).map(str::to_owned));
    let (name, country) = (given("accountName")?, country_of(&given("country")?)?);
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

/// A number that the account has registered before keeps its id.
pub(super) fn register(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::PhoneRequest = call.body()?;
    let country = country_of(body.country.as_str())?;
    let number = body.phone_number;
    let dialled = local(country, &number).ok_or_else(|| {
        let expected = format!("a phone number of {}", country.as_str());
        Refusal::invalid("phoneNumber", &expected, Some(&number))
    })?;
    let named = required("mobileNetwork", Some(body.mobile_network))?;
    state.account(&body.account_name)?;
    let known = state.phones.values().find(|phone| {
        phone.account == body.account_name
            && phone.country == country
            && local(country, &phone.number).as_ref() == Some(&dialled)
    });
    let known = known.map(|phone| phone.id.clone());
    let id = known.unwrap_or_else(|| {
        let phone = Phone {
            id: state.next_id(32),
            account: body.account_name,
            country,
            number: number.clone(),
            carrier: carrier(&named).map_or(named, str::to_owned),
            confirmed: false,
            method: None,
            attempts: 0,
        };
        let id = phone.id.clone();
        state.phones.insert(id.clone(), phone);
        id
    });
    let mut registered = types::PhoneRegistration::default();
    registered.masked_phone_number = Some(masked(&number));
    registered.methods = choices(&number);
    registered.phone_id = Some(id);
    Success::data_and_message::<types::PhoneRegistrationResponse>(registered, "successful")
}

pub(super) fn verify(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::PhoneVerificationRequest = call.body()?;
    let phone = find(state, &body.phone_id)?;
    phone.method = Some(body.verification_method.as_str().to_owned());
    phone.attempts = 0;
    let mut verification = types::PhoneVerification::default();
    verification.masked_phone_number = Some(masked(&phone.number));
    verification.phone_id = Some(phone.id.clone());
    Success::data_and_message::<types::PhoneVerificationResponse>(
        verification,
        "verification method set successfully",
    )
}

/// Whoever has a Kenyan phone is known by it: that is a KYC too.
pub(super) fn confirm(state: &mut State, call: &Call<'_>) -> Outcome {
    let body: types::PhoneOtpRequest = call.body()?;
    let phone = find(state, &body.phone_id)?;
    let refused = || Refusal::bad("Invalid otp or expired session.");
    let method = phone.method.clone().ok_or_else(refused)?;
    if body.otp.expose() != OTP {
        phone.attempts += 1;
        if phone.attempts >= MAX_WRONG_CODES {
            phone.method = None;
        }
        return Err(refused());
    }
    phone.confirmed = true;
    phone.method = None;
    let phone = phone.clone();
    let account = state.account(&phone.account)?;
    if phone.country == Country::Ke && !account.is_verified(Country::Ke) {
        let shortcode = local(phone.country, &phone.number).unwrap_or_default();
        let record = KycRecord::kenyan(&account.mark, &phone.carrier, &shortcode);
        succeed(state, &phone.account, Country::Ke, record, &method)?;
    }
    let mut confirmation = types::PhoneConfirmationResponse::default();
    confirmation.messagge = Some("Phone verification successful!".to_owned());
    Success::whole(&confirmation)
}
