//! What confirming a phone and a KYC have in common: codes, carriers, and how a number is shown.

use partna_auth::types;

use super::response::Refusal;
use crate::state::{Country, KycRecord, State};

/// The code that every customer receives, as on staging.
pub(super) const OTP: &str = "123456";

/// The carriers whose names are known.
const CARRIERS: [&str; 3] = ["Safaricom", "Airtel", "Telkom"];

/// A carrier by its name, in any case.
pub(super) fn carrier(name: &str) -> Option<&'static str> {
    CARRIERS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a text is a number of digits.
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
pub(super) fn choice(method: &str, hint: String) -> types::VerificationOption {
    let mut choice = types::VerificationOption::default();
    choice.hint = Some(hint);
    choice.method = Some(method.into());
    choice
}

/// How somebody can show to have a phone.
pub(super) fn choices(number: &str) -> Vec<types::VerificationOption> {
    let number = masked(number);
    vec![
        choice("sendotp", format!("A code goes to {number} by SMS")),
        choice(
            "receiveotp",
            format!("The code is sent to us from {number}"),
        ),
    ]
}

/// Ends a KYC well, and sends its event.
pub(super) fn succeed(
    state: &mut State,
    name: &str,
    country: Country,
    record: KycRecord,
    method: &str,
) -> Result<(), Refusal> {
    state.account_mut(name)?.verify(country, record);
    state.emit_verification(name, method, None);
    Ok(())
}
