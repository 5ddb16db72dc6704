//! Determines whether a 2xx response is a success: whether its body has an error, and whether it shows that a write was accepted.
//!
//! Only the envelope, the top level of the body, is checked. Fields inside `data` do not matter, except for the caller's
//! reference.

use serde_json::Value;

use crate::classification::stored_classification;
use crate::json_text::{json, without_bom};
use crate::members::{members, texts_of_member};
use crate::response_texts::ResponseTexts;
use crate::wording::{is_failure_word, normal_form};
use crate::{HttpResponse, Operation};

/// The statuses that an accepted write may have, in addition to [`Operation::empty_successes`]. A 204, 205 or 206 does not show
/// what the API did, and no other 2xx is documented.
pub(crate) const ACCEPTED_STATUSES: [u16; 3] = [200, 201, 202];

/// An error in the body of a 2xx response.
#[derive(Debug, Default)]
pub(crate) struct ErrorInSuccess {
    /// The status in the body.
    pub(crate) status: Option<u16>,
    /// The API's texts.
    pub(crate) texts: ResponseTexts,
}

/// The reason why a 2xx does not show that a write was accepted.
#[derive(Debug)]
pub(crate) enum NotAccepted {
    /// The body has an error.
    ErrorInBody(ErrorInSuccess),
    /// The status or the body is not evidence that the write was accepted. The text describes the reason.
    NoEvidence(&'static str),
}

/// Returns the error of a 2xx response: the error that its body shows now, or the error that the stored classification recorded.
pub(crate) fn current_or_stored_error(response: &HttpResponse) -> Option<ErrorInSuccess> {
    find_error_in_body(response).or_else(|| stored_error_in_success(response))
}

/// Returns the error that the body had before it was redacted or truncated.
fn stored_error_in_success(response: &HttpResponse) -> Option<ErrorInSuccess> {
    let is_error = stored_classification(response).is_some_and(|stored| stored.is_error);
    is_error.then(|| ErrorInSuccess {
        status: None,
        texts: ResponseTexts::of(response),
    })
}

/// Returns the error that the current body of a 2xx response shows.
pub(crate) fn find_error_in_body(response: &HttpResponse) -> Option<ErrorInSuccess> {
    let Some(members_without_data) = members(response.body(), false) else {
        return find_error_without_members(response);
    };
    let error = find_error_among(&members_without_data)?;
    // Texts in `data` add details to an error. They do not make a success an error.
    let all_members = members(response.body(), true);
    all_members
        .as_deref()
        .and_then(find_error_among)
        .or(Some(error))
}

/// Returns the error in a body that is not an object, such as plain text. A list has no error: its fields belong to records.
fn find_error_without_members(response: &HttpResponse) -> Option<ErrorInSuccess> {
    let body = without_bom(response.body()).trim_ascii_start();
    if body.starts_with(b"[") {
        return None;
    }
    let texts = ResponseTexts::of(response);
    let status = None;
    let is_error = texts.has_refusal() || texts.has_duplicate_reference();
    is_error.then_some(ErrorInSuccess { status, texts })
}

/// Returns whether a response is a success that the document lists without content.
pub(crate) fn is_empty_success(operation: Option<&Operation>, response: &HttpResponse) -> bool {
    let documented = operation.map_or(&[][..], |operation| operation.empty_successes);
    documented.contains(&response.status().as_u16())
        && without_bom(response.body()).trim_ascii().is_empty()
}

/// Checks that a 2xx response shows that a write was accepted. `reference` is the caller's reference, if one was sent.
pub(crate) fn check_accepted(
    operation: Option<&Operation>,
    reference: Option<&str>,
    response: &HttpResponse,
) -> Result<(), NotAccepted> {
    let body = response.body();
    let members = members(body, true);
    // The body is checked before the status, because an error in the body of a 206 is more specific.
    let error = match &members {
        Some(members) => find_error_among(members),
        None => find_error_without_members(response),
    };
    if let Some(error) = error.or_else(|| stored_error_in_success(response)) {
        return Err(NotAccepted::ErrorInBody(error));
    }
    if is_empty_success(operation, response) {
        return Ok(());
    }
    if !ACCEPTED_STATUSES.contains(&response.status().as_u16()) {
        return Err(NotAccepted::NoEvidence("its status is not 200, 201 or 202"));
    }
    let documented = operation.map_or(&[][..], |operation| operation.success_members);
    let Some(members) = members else {
        return match json(body) {
            Some(value) if documented.is_empty() && !is_empty(&value) => Ok(()),
            Some(_) => Err(NotAccepted::NoEvidence("its body has no content")),
            None if without_bom(body).trim_ascii().is_empty() => {
                Err(NotAccepted::NoEvidence("its body is empty"))
            }
            None => Err(NotAccepted::NoEvidence("its body is not complete JSON")),
        };
    };
    let is_documented_evidence = |(name, value): &(String, Value)| {
        is_evidence(name, value) && (documented.is_empty() || documented.contains(&name.as_str()))
    };
    if !members.iter().any(is_documented_evidence) {
        return Err(NotAccepted::NoEvidence(
            "its body has no member of a documented success",
        ));
    }
    let reference_field = operation.and_then(|operation| operation.reference);
    if let (Some(reference_field), Some(reference)) = (reference_field, reference)
        && has_other_reference(body, reference_field.field, reference)
    {
        return Err(NotAccepted::NoEvidence(
            "its reference is not the reference of the request",
        ));
    }
    Ok(())
}

/// Returns the error that the members of a body show.
fn find_error_among(members: &[(String, Value)]) -> Option<ErrorInSuccess> {
    let texts = ResponseTexts::among(members);
    let mut has_error = texts.has_refusal();
    let mut status = None;
    for (name, value) in members {
        match normal_form(name).as_str() {
            "error" | "errors" if !is_empty(value) => has_error = true,
            "success" if is_failure(value) || value.as_f64() == Some(0.0) => has_error = true,
            "status" if is_failure(value) => has_error = true,
            // Some servers repeat the HTTP status under this name.
            "status" | "statuscode" => {
                if let Some(code) = error_status(value) {
                    has_error = true;
                    status = status.or(Some(code));
                }
            }
            _ => {}
        }
    }
    let texts = texts.without_success_message();
    has_error.then_some(ErrorInSuccess { status, texts })
}

/// Returns whether a member is evidence that a write was accepted. An empty value is not, except for an empty list or object as
/// the value of `data`.
fn is_evidence(name: &str, value: &Value) -> bool {
    let may_be_empty = normal_form(name) == "data" && (value.is_array() || value.is_object());
    may_be_empty || !is_empty(value)
}

/// Returns whether a value has no content. `false` is empty, because `{"error": false}` is not an error.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// Returns whether the value of `success` or `status` reports a failure.
fn is_failure(value: &Value) -> bool {
    *value == Value::Bool(false) || value.as_str().is_some_and(is_failure_word)
}

/// Returns the HTTP status that a value contains as a number or as text, if it is 400 or more.
fn error_status(value: &Value) -> Option<u16> {
    let stated = value
        .as_f64()
        .or_else(|| value.as_str()?.trim().parse().ok())?;
    // A larger number is treated as the highest status.
    let stated = (stated >= 400.0).then(|| stated.min(999.0))?;
    format!("{stated:.0}").parse().ok()
}

/// Returns whether the body has a reference, at the top level or in `data`, that differs from `own`, the caller's reference.
fn has_other_reference(body: &[u8], field: &str, own: &str) -> bool {
    let texts = texts_of_member(body, field);
    texts.iter().any(|text| !text.is_empty() && text != own)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    fn is_accepted(operation: Operation, status: u16, body: &'static str) -> Option<bool> {
        let response = http::Response::builder().status(status);
        let response = response.body(Bytes::from_static(body.as_bytes())).ok()?;
        Some(check_accepted(Some(&operation), Some("a1"), &response).is_ok())
    }

    #[test]
    fn empty_response_is_accepted_only_where_the_document_lists_it() {
        for operation in crate::OPERATIONS {
            assert!(operation.empty_successes.is_empty(), "{}", operation.id);
            for status in [200, 201, 202, 204, 205] {
                assert_eq!(
                    is_accepted(*operation, status, ""),
                    Some(false),
                    "{}",
                    operation.id
                );
            }
            let documented = Operation {
                empty_successes: &[200, 204],
                ..*operation
            };
            for (status, body, expected) in [
                (204, "", true),
                (200, " \n", true),
                (201, "", false),
                (205, "", false),
                (200, "null", false),
                (200, "<html></html>", false),
                (200, r#"{"error": "no"}"#, false),
            ] {
                assert_eq!(
                    is_accepted(documented, status, body),
                    Some(expected),
                    "{status} {body}"
                );
            }
        }
    }
}
