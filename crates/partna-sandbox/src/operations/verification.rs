//! Helpers for phone confirmation and KYC: codes, carriers and masked numbers.

use partna_auth::types;

use super::response::ErrorResponse;
use crate::state::{Country, KycRecord, State};

/// The one-time code of all customers, as on staging.
pub(super) const OTP: &str = "123456";

/// The supported carriers.
const CARRIERS: [&str; 3] = ["Safaricom", "Airtel", "Telkom"];

/// Returns a carrier by its name, ignoring case.
pub(super) fn find_carrier(name: &str) -> Option<&'static str> {
    CARRIERS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name))
}

/// Returns whether a text consists of exactly `count` digits.
pub(super) fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Masks the middle of a phone number.
pub(super) fn mask(number: &str) -> String {
    let hidden = 4..number.chars().count().saturating_sub(3);
    let mask_digit =
        |(index, digit): (usize, char)| if hidden.contains(&index) { '*' } else { digit };
    number.chars().enumerate().map(mask_digit).collect()
}

/// Returns a verification option with its hint.
pub(super) fn verification_option(method: &str, hint: String) -> types::VerificationOption {
    let mut option = types::VerificationOption::default();
    option.hint = Some(hint);
    option.method = Some(method.into());
    option
}

/// Returns the options to verify a phone number.
pub(super) fn otp_options(number: &str) -> Vec<types::VerificationOption> {
    let number = mask(number);
    vec![
        verification_option("sendotp", format!("A code is sent to {number} by SMS")),
        verification_option(
            "receiveotp",
            format!("The code is sent to us from {number}"),
        ),
    ]
}

/// Stores a verified KYC record and emits its event.
pub(super) fn complete_verification(
    state: &mut State,
    name: &str,
    country: Country,
    record: KycRecord,
    method: &str,
) -> Result<(), ErrorResponse> {
    state.account_mut(name)?.verify(country, record);
    state.emit_verification(name, method, None);
    Ok(())
}
