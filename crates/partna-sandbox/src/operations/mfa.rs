//! The merchant's second factor. Nothing here knows the time-based codes of an authenticator app: one code is always right.

use serde::{Deserialize, Serialize};

use super::kyc::OTP;
use super::{Answer, Call, Outcome, Refusal};
use crate::world::World;

/// A picture of one pixel: an app that scans it finds no secret, and needs none.
const QR_CODE: &str = "data:image/png;base64,\
    iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg==";

/// Judges a code. There may be none: callers with an API key have none to give.
pub(super) fn check(code: Option<&str>) -> Result<(), Refusal> {
    match code {
        None | Some(OTP) => Ok(()),
        Some(_) => Err(Refusal::bad("wrong code")),
    }
}

#[derive(Serialize)]
struct State {
    enrolled: bool,
}

pub(super) fn status(world: &mut World, _: &Call<'_>) -> Outcome {
    Answer::data(State {
        enrolled: world.merchant.mfa_enrolled,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Enrolment {
    qr_code: &'static str,
    recovery_phrases: Vec<String>,
    secret: String,
}

/// A factor that is there stays until the new one is confirmed.
pub(super) fn enroll(world: &mut World, _: &Call<'_>) -> Outcome {
    world.merchant.mfa_offered = true;
    let phrases = (0..10).map(|_| format!("{}-{}", world.draw(6), world.draw(6)));
    let recovery_phrases = phrases.collect();
    // Hexadecimal digits as the letters A to P, all of which base32 has.
    let letter = |digit: char| char::from_digit(digit.to_digit(16)? + 10, 36);
    let secret: String = world.draw(32).chars().filter_map(letter).collect();
    Answer::data(Enrolment {
        qr_code: QR_CODE,
        recovery_phrases,
        secret: secret.to_uppercase(),
    })
}

#[derive(Deserialize)]
struct Confirm {
    token: Option<String>,
}

pub(super) fn confirm(world: &mut World, call: &Call<'_>) -> Outcome {
    let body: Confirm = call.body()?;
    if !world.merchant.mfa_offered {
        return Err(Refusal::bad("no enrolment is under way"));
    }
    check(Some(body.token.as_deref().unwrap_or_default()))?;
    world.merchant.mfa_offered = false;
    world.merchant.mfa_enrolled = true;
    Answer::message("success")
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Disable {
    account_name: Option<String>,
    token: Option<String>,
}

/// Customers have no second factor here; for one of their accounts there is nothing to do.
pub(super) fn disable(world: &mut World, call: &Call<'_>) -> Outcome {
    let body: Disable = call.body()?;
    let account = world.account_or_own(body.account_name.as_deref())?;
    check(body.token.as_deref())?;
    if account == world.merchant.username {
        world.merchant.mfa_offered = false;
        world.merchant.mfa_enrolled = false;
    }
    Answer::message("success")
}
