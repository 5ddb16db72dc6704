//! The merchant's second factor. The sandbox does not implement time-based codes: it accepts one fixed code.

use partna_auth::{Secret, types};

use super::operation_call::OperationCall;
use super::response::{ErrorResponse, OperationResult, Success};
use super::verification::OTP;
use crate::state::State;

/// A QR code for the enrollment: an image of one pixel. It does not contain the secret, which the sandbox does not use.
const QR_CODE: &str = "data:image/png;base64,\
    iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg==";

/// Checks a code. A missing code is accepted, because callers with an API key do not have one.
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

/// Starts an enrollment. An existing factor is valid until the new one is confirmed.
pub(super) fn enroll(state: &mut State, _: &OperationCall<'_>) -> OperationResult {
    state.merchant.is_mfa_enrollment_started = true;
    let phrases = (0..10).map(|_| format!("{}-{}", state.next_id(6), state.next_id(6)));
    let phrases = phrases.map(Secret::from).collect();
    // Maps hexadecimal digits to the letters A to P, which are valid in base32.
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

/// Disables the merchant's second factor. For a customer's account it has no effect: customers have no second factor in the
/// sandbox.
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
