//! What confirming a phone and a KYC have in common: codes, carriers, and how a number is shown.

use partna_auth::types;

use super::response::ErrorResponse;
use crate::state::{Country, KycRecord, State};

/// The code that every customer receives, as on staging.
pub(super) const OTP: &str = "123456";

/// The carriers whose names are known.
const CARRIERS: [&str; 3] = ["Safaricom", "Airtel", "Telkom"];

/// A carrier by its name, in any case.
pub(super) fn find_carrier(name: &str) -> Option<&'static str> {
    CARRIERS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a text is a number of digits.
pub(super) fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number with its middle hidden.
pub(super) fn mask(number: &str) -> String {
    let hidden = 4..number.chars().count().saturating_sub(3);
    let mask_digit =
        |(index, digit): (usize, char)| if hidden.contains(&index) { '*' } else { digit };
    number.chars().enumerate().map(mask_digit).collect()
}

/// A way of verification that is offered.
pub(super) fn verification_option(method: &str, hint: String) -> types::VerificationOption {
    let mut option = types::VerificationOption::default();
    option.hint = Some(hint);
    option.method = Some(method.into());
    option
}

/// How somebody can show to have a phone.
pub(super) fn otp_options(number: &str) -> Vec<types::VerificationOption> {
    let number = mask(number);
    vec![
        verification_option("sendotp", format!("A code goes to {number} by SMS")),
        verification_option(
            "receiveotp",
            format!("The code is sent to us from {number}"),
        ),
    ]
}

/// Ends a KYC well, and sends its event.
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
