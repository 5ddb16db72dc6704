//! The merchant's second factor. Nothing here knows the time-based codes of an authenticator app: one code is always right.

use partna_auth::{Secret, types};

use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use super::verification::OTP;
use crate::state::State;

/// A picture of one pixel: an app that scans it finds no secret, and needs none.
const QR_CODE: &str = "data:image/png;base64,\
    iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg==";

/// Judges a code. There may be none: callers with an API key have none to give.
pub(super) fn check(code: Option<&Secret>) -> Result<(), ErrorResponse> {
    match code.map(Secret::expose) {
        None | Some(OTP) => Ok(()),
        Some(_) => Err(ErrorResponse::bad_request("wrong code")),
    }
}

pub(super) fn status(state: &State, _: &OperationCall<'_>) -> OperationResult {
    let mut status = types::MfaStatus::default();
    status.enrolled = Some(state.merchant.mfa_enrolled);
    Success::data::<types::MfaStatusResponse>(status)
}

/// A factor that is there stays until the new one is confirmed.
pub(super) fn enroll(state: &mut State, _: &OperationCall<'_>) -> OperationResult {
    state.merchant.is_mfa_enrollment_started = true;
    let phrases = (0..10).map(|_| format!("{}-{}", state.next_id(6), state.next_id(6)));
    let phrases = phrases.map(Secret::from).collect();
    // Hexadecimal digits as the letters A to P, all of which base32 has.
    let letter = |digit: char| char::from_digit(digit.to_digit(16)? + 10, 36);
    let secret: String = state.next_id(32).chars().filter_map(letter).collect();
    let mut enrollment = types::MfaEnrollment::default();
    enrollment.qr_code = Some(QR_CODE.into());
    enrollment.recovery_phrases = phrases;
    enrollment.secret = Some(secret.to_uppercase().into());
    Success::data::<types::MfaEnrollmentResponse>(enrollment)
}

pub(super) fn confirm(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::MfaConfirmationRequest = call.body()?;
    if !state.merchant.is_mfa_enrollment_started {
        return Err(ErrorResponse::bad_request("no enrolment is under way"));
    }
    check(Some(&body.token.unwrap_or_else(|| "".into())))?;
    state.merchant.is_mfa_enrollment_started = false;
    state.merchant.mfa_enrolled = true;
    Success::message("success")
}

/// Customers have no second factor here; for one of their accounts there is nothing to do.
pub(super) fn disable(state: &mut State, call: &OperationCall<'_>) -> OperationResult {
    let body: types::MfaDisableRequest = call.body()?;
    let account = state.resolve_account(body.account_name.as_deref())?;
    check(body.token.as_ref())?;
    if account == state.merchant.username {
        state.merchant.is_mfa_enrollment_started = false;
        state.merchant.mfa_enrolled = false;
    }
    Success::message("success")
}
