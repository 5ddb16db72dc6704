//! Phone numbers of customers, which ramps in KES are paid from.

use serde::{Deserialize, Serialize};

use super::answer::required;
use super::kyc::{self, OTP};
use super::{Answer, Call, Outcome, Refusal};
use crate::world::{Country, KycRecord, Phone, World};

/// How many wrong codes it takes to have to begin anew.
const MOST_WRONG: u32 = 3;

/// The carriers whose names are known.
const CARRIERS: [&str; 3] = ["Safaricom", "Airtel", "Telkom"];

/// A carrier by its name, in whatever case.
pub(super) fn carrier(name: &str) -> Option<&'static str> {
    CARRIERS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a text is so many digits.
pub(super) fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number with its middle hidden.
pub(super) fn masked(number: &str) -> String {
    let hidden = 4..number.chars().count().saturating_sub(3);
    let shown = |(place, digit): (usize, char)| if hidden.contains(&place) { '*' } else { digit };
    number.chars().enumerate().map(shown).collect()
}

/// A way of verification that is offered.
#[derive(Serialize)]
pub(super) struct Choice {
    hint: String,
    method: &'static str,
}

impl Choice {
    pub(super) fn new(method: &'static str, hint: String) -> Self {
        Self { hint, method }
    }
}

/// How somebody can show to have a phone.
pub(super) fn choices(number: &str) -> Vec<Choice> {
    let number = masked(number);
    vec![
        Choice::new("sendotp", format!("A code goes to {number} by SMS")),
        Choice::new(
            "receiveotp",
            format!("The code is sent to us from {number}"),
        ),
    ]
}

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

fn find<'a>(world: &'a mut World, id: &str) -> Result<&'a mut Phone, Refusal> {
    let phone = world.phones.get_mut(id);
    phone.ok_or_else(|| Refusal::not_found("phone not found"))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Records<'a> {
    valid_phone_records: Vec<Record<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Record<'a> {
    country: Country,
    mobile_network: &'a str,
    #[serde(rename = "phoneID")]
    phone_id: &'a str,
    phone_number: &'a str,
}

pub(super) fn list(world: &mut World, call: &Call<'_>) -> Outcome {
    let given = |name: &str| required(name, call.parameter(name).map(str::to_owned));
    let (name, country) = (given("accountName")?, country_of(&given("country")?)?);
    world.account(&name)?;
    let phones = world
        .phones
        .values()
        .filter(|phone| phone.confirmed && phone.account == name && phone.country == country);
    let records = phones.map(|phone| Record {
        country: phone.country,
        mobile_network: &phone.carrier,
        phone_id: &phone.id,
        phone_number: &phone.number,
    });
    let valid_phone_records = records.collect();
    Answer::said(
        Records {
            valid_phone_records,
        },
        "successful",
    )
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Register {
    account_name: String,
    country: String,
    mobile_network: String,
    phone_number: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Registered {
    masked_phone_number: String,
    methods: Vec<Choice>,
    #[serde(rename = "phoneID")]
    phone_id: String,
}

/// A number that the account has registered before keeps its id.
pub(super) fn register(world: &mut World, call: &Call<'_>) -> Outcome {
    let body: Register = call.body()?;
    let country = country_of(&body.country)?;
    let number = body.phone_number;
    let dialled = local(country, &number).ok_or_else(|| {
        let expected = format!("a phone number of {}", country.as_str());
        Refusal::invalid("phoneNumber", &expected, Some(&number))
    })?;
    let named = required("mobileNetwork", Some(body.mobile_network))?;
    world.account(&body.account_name)?;
    let known = world.phones.values().find(|phone| {
        phone.account == body.account_name
            && phone.country == country
            && local(country, &phone.number).as_ref() == Some(&dialled)
    });
    let known = known.map(|phone| phone.id.clone());
    let id = known.unwrap_or_else(|| {
        let phone = Phone {
            id: world.draw(32),
            account: body.account_name,
            country,
            number: number.clone(),
            carrier: carrier(&named).map_or(named, str::to_owned),
            confirmed: false,
            method: None,
            attempts: 0,
        };
        let id = phone.id.clone();
        world.phones.insert(id.clone(), phone);
        id
    });
    let registered = Registered {
        masked_phone_number: masked(&number),
        methods: choices(&number),
        phone_id: id,
    };
    Answer::said(registered, "successful")
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Verify {
    #[serde(rename = "phoneID")]
    phone_id: String,
    verification_method: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Verification<'a> {
    masked_phone_number: String,
    #[serde(rename = "phoneID")]
    phone_id: &'a str,
}

pub(super) fn verify(world: &mut World, call: &Call<'_>) -> Outcome {
    let body: Verify = call.body()?;
    let phone = find(world, &body.phone_id)?;
    phone.method = Some(body.verification_method);
    phone.attempts = 0;
    let verification = Verification {
        masked_phone_number: masked(&phone.number),
        phone_id: &phone.id,
    };
    Answer::said(verification, "verification method set successfully")
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Confirm {
    otp: String,
    #[serde(rename = "phoneID")]
    phone_id: String,
}

/// The API spells it like that.
#[derive(Serialize)]
struct Confirmation {
    messagge: &'static str,
}

/// Whoever has a Kenyan phone is known by it: that is a KYC too.
pub(super) fn confirm(world: &mut World, call: &Call<'_>) -> Outcome {
    let body: Confirm = call.body()?;
    let phone = find(world, &body.phone_id)?;
    let refused = || Refusal::bad("Invalid otp or expired session.");
    let method = phone.method.clone().ok_or_else(refused)?;
    if body.otp != OTP {
        phone.attempts += 1;
        if phone.attempts >= MOST_WRONG {
            phone.method = None;
        }
        return Err(refused());
    }
    phone.confirmed = true;
    phone.method = None;
    let phone = phone.clone();
    let account = world.account(&phone.account)?;
    if phone.country == Country::Ke && !account.is_verified(Country::Ke) {
        let shortcode = local(phone.country, &phone.number).unwrap_or_default();
        let record = KycRecord::kenyan(&account.mark, &phone.carrier, &shortcode);
        kyc::succeed(world, &phone.account, Country::Ke, record, &method)?;
    }
    Answer::whole(&Confirmation {
        messagge: "Phone verification successful!",
    })
}
