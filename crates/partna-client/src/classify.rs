//! Determines the error kind of a response from its status and from the error texts in its body.

use http::StatusCode;

use crate::acceptance::{ErrorInSuccess, current_or_stored_error, find_error_in_body};
use crate::classification::{Classification, stored_classification};
use crate::response_texts::ResponseTexts;
use crate::wording::Meaning;
use crate::{ErrorKind, HttpResponse};

/// Returns the error kind of an error response, from its status and the error texts in its body.
///
/// [`is_error_response`] defines what an error response is. A transport calls `error_kind` to choose its reaction, for example a
/// reload of the credentials.
///
/// For any other response, the result is [`ErrorKind::Api`] and has no meaning.
///
/// The result is never [`ErrorKind::OutcomeUnknown`]. Only [`decode`](crate::decode) determines whether a write may have taken
/// effect.
///
/// ```
/// use partna_client::{HttpResponse, ErrorKind, error_kind};
///
/// let mut response = HttpResponse::new(r#"{"message": "Invalid API key"}"#.into());
/// *response.status_mut() = http::StatusCode::UNAUTHORIZED;
/// assert_eq!(error_kind(&response), ErrorKind::NotAuthenticated);
/// ```
#[must_use]
pub fn error_kind(response: &HttpResponse) -> ErrorKind {
    classify(response).kind
}

/// Classifies a response by its status and its current body, and stores the classification in the response. The classification
/// contains whether the response is an error response, and its error kind. Does nothing if a classification is already stored.
///
/// Call this function in a transport before you redact or truncate the body. These changes can remove the texts that show an error.
/// [`error_kind`], [`is_error_response`] and [`decode`](crate::decode) then use the stored classification.
///
/// ```
/// use partna_client::{HttpResponse, ErrorKind, error_kind, store_classification};
///
/// let mut response = HttpResponse::new(r#"{"message": "endpoint temporarily disabled"}"#.into());
/// *response.status_mut() = http::StatusCode::UNAUTHORIZED;
/// store_classification(&mut response);
/// *response.body_mut() = r#"{"message": "endpoint temporarily [redacted]"}"#.into();
/// assert_eq!(error_kind(&response), ErrorKind::TemporarilyDisabled);
/// ```
pub fn store_classification(response: &mut HttpResponse) {
    let classification = classify(response);
    response.extensions_mut().insert(classification);
}

/// Returns the stored classification of a response. If none is stored, classifies the response by its status and current body.
fn classify(response: &HttpResponse) -> Classification {
    if let Some(stored) = stored_classification(response) {
        return stored;
    }
    let is_success = response.status().is_success();
    let error_in_success = is_success.then(|| find_error_in_body(response)).flatten();
    let is_error = !is_success || error_in_success.is_some();
    let (kind, texts) = match error_in_success {
        Some(error) => (kind_of_error_in_success(&error), error.texts),
        // A success has no error kind. `Api` is a placeholder.
        None if is_success => (ErrorKind::Api, ResponseTexts::default()),
        None => {
            let texts = ResponseTexts::of(response);
            (kind_from_status(response.status().as_u16(), &texts), texts)
        }
    };
    Classification {
        kind,
        is_error,
        is_duplicate_reference: texts.has_duplicate_reference(),
        meaning: meaning_of(kind, &texts),
    }
}

/// Returns the meaning of the error texts of a response whose error kind is `kind`.
///
/// The API has many texts for an insufficient scope. Therefore any text that mentions a scope means
/// [`Meaning::ScopeInsufficient`], if `kind` is [`ErrorKind::ScopeRefused`] and the texts have no other specific meaning.
pub(crate) fn meaning_of(kind: ErrorKind, texts: &ResponseTexts) -> Option<Meaning> {
    let meaning = texts.meaning();
    // `Denied` and `Failed` stand for texts such as "not allowed", which do not state a cause.
    let is_specific = !matches!(meaning, None | Some(Meaning::Denied | Meaning::Failed));
    if kind == ErrorKind::ScopeRefused && !is_specific && texts.is_about_scope() {
        return Some(Meaning::ScopeInsufficient);
    }
    meaning
}

/// Returns whether a response is an error response: its status is not 2xx, or it is a 2xx with an error in its body.
///
/// A 2xx is also an error response if [`store_classification`] found an error that the body no longer shows.
///
/// The caller receives the body of an error response in an [`Error`](crate::Error). Therefore a transport must redact the secrets
/// in this body.
///
/// ```
/// use partna_client::{HttpResponse, is_error_response};
///
/// assert!(is_error_response(&HttpResponse::new(r#"{"error": "insufficient funds"}"#.into())));
/// assert!(!is_error_response(&HttpResponse::new(r#"{"message": "success", "error": null}"#.into())));
/// ```
#[must_use]
pub fn is_error_response(response: &HttpResponse) -> bool {
    !response.status().is_success() || current_or_stored_error(response).is_some()
}

/// Returns whether the status of a response to a write proves that the API refused this request. Any other error status proves
/// nothing: a proxy or gateway may have sent it after the API executed the write.
///
/// An earlier request with the same reference may have taken effect. Code that calls this function has to check for a duplicate
/// reference.
pub(crate) fn is_write_refusal(status: StatusCode) -> bool {
    let refusals = [400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 422, 429];
    refusals.contains(&status.as_u16())
}

/// Returns the error kind for a status other than 2xx. The error texts in the body distinguish errors with the same status.
pub(crate) fn kind_from_status(status: u16, texts: &ResponseTexts) -> ErrorKind {
    let meaning = texts.meaning();
    match status {
        300..=399 => ErrorKind::Redirected,
        401 => match meaning {
            Some(Meaning::TemporarilyDisabled) => ErrorKind::TemporarilyDisabled,
            Some(Meaning::KeyUnknown) => ErrorKind::NotAuthenticated,
            Some(Meaning::ScopeInsufficient) => ErrorKind::ScopeRefused,
            _ if texts.is_about_scope() => ErrorKind::ScopeRefused,
            _ => ErrorKind::NotAuthenticated,
        },
        403 => match meaning {
            None | Some(Meaning::ScopeInsufficient | Meaning::Denied | Meaning::Failed) => {
                ErrorKind::ScopeRefused
            }
            // Some texts do not show whether they mean a rate key or the API key. With a 403, they mean the API key.
            Some(
                Meaning::KeyUnknown
                | Meaning::RateKeyOrApiKeyInvalid
                | Meaning::RateKeyOrApiKeyExpired,
            ) => ErrorKind::NotAuthenticated,
            Some(Meaning::TemporarilyDisabled) => ErrorKind::TemporarilyDisabled,
            Some(meaning) if meaning.is_conflict() => ErrorKind::Conflict,
            Some(_) => ErrorKind::Api,
        },
        404 => ErrorKind::NotFound,
        409 => ErrorKind::Conflict,
        400 | 422 => match meaning {
            Some(meaning) if meaning.is_conflict() => ErrorKind::Conflict,
            _ => ErrorKind::Invalid,
        },
        408 => ErrorKind::Timeout,
        429 => ErrorKind::RateLimited,
        // Proxies use 444, 460 and 499 for broken connections.
        100..=199 | 444 | 460 | 499 | 500.. => ErrorKind::Unavailable,
        _ => ErrorKind::Api,
    }
}

/// Returns the error kind for an error in the body of a 2xx. If the body contains an HTTP status, the kind depends on that status
/// and the error texts. Otherwise the kind depends only on the error texts.
pub(crate) fn kind_of_error_in_success(error: &ErrorInSuccess) -> ErrorKind {
    let texts = &error.texts;
    if let Some(status) = error.status {
        return kind_from_status(status, texts);
    }
    let Some(meaning) = texts.meaning() else {
        return ErrorKind::Api;
    };
    match meaning {
        Meaning::TemporarilyDisabled => ErrorKind::TemporarilyDisabled,
        Meaning::Denied | Meaning::Failed if texts.is_about_scope() => ErrorKind::ScopeRefused,
        Meaning::Failed => ErrorKind::Api,
        Meaning::KeyUnknown | Meaning::Denied => ErrorKind::NotAuthenticated,
        Meaning::ScopeInsufficient => ErrorKind::ScopeRefused,
        Meaning::AccountNotFound | Meaning::TransactionNotFound | Meaning::NotFound => {
            ErrorKind::NotFound
        }
        Meaning::RateLimited => ErrorKind::RateLimited,
        Meaning::RatesUnavailable | Meaning::Unavailable => ErrorKind::Unavailable,
        meaning if meaning.is_conflict() => ErrorKind::Conflict,
        _ => ErrorKind::Invalid,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_distinguish_errors_with_same_status() {
        for (status, message, kind) in [
            (401, "Invalid ApiKey", ErrorKind::NotAuthenticated),
            (401, "", ErrorKind::NotAuthenticated),
            (
                401,
                "get only api key cannot access POST /account",
                ErrorKind::ScopeRefused,
            ),
            (
                401,
                "no withdrawal api key cannot access POST /transfer/withdraw",
                ErrorKind::ScopeRefused,
            ),
            (
                401,
                "unable to access this resource",
                ErrorKind::ScopeRefused,
            ),
            (401, "unauthorised self trigger", ErrorKind::ScopeRefused),
            (
                401,
                "endpoint temporarily disabled",
                ErrorKind::TemporarilyDisabled,
            ),
            (400, "ramp reference already exists", ErrorKind::Conflict),
            (
                409,
                "transactionReference already exist",
                ErrorKind::Conflict,
            ),
            (400, "insufficient funds", ErrorKind::Invalid),
            (422, "x", ErrorKind::Invalid),
            (404, "toAccount not found", ErrorKind::NotFound),
            (403, "insufficient funds", ErrorKind::Api),
            (403, "KYC level too low", ErrorKind::Api),
            (403, "", ErrorKind::ScopeRefused),
            (403, "Forbidden", ErrorKind::ScopeRefused),
            (
                403,
                "Your API key does not have permission for this action",
                ErrorKind::ScopeRefused,
            ),
            (403, "Invalid API-Key", ErrorKind::NotAuthenticated),
            (403, "API key has been revoked", ErrorKind::NotAuthenticated),
            (401, "Unauthorized", ErrorKind::NotAuthenticated),
            (401, "invalid  api_key", ErrorKind::NotAuthenticated),
            (401, "Unauthorized self-trigger", ErrorKind::ScopeRefused),
            (401, "insufficient funds", ErrorKind::NotAuthenticated),
            (
                409,
                "User already has a pending ramp request",
                ErrorKind::Conflict,
            ),
            (101, "", ErrorKind::Unavailable),
            (418, "", ErrorKind::Api),
            (499, "", ErrorKind::Unavailable),
            (999, "", ErrorKind::Unavailable),
            (429, "", ErrorKind::RateLimited),
            (503, "", ErrorKind::Unavailable),
            (307, "", ErrorKind::Redirected),
        ] {
            let body = json!({"message": message}).to_string();
            let texts = ResponseTexts::of(&HttpResponse::new(body.into()));
            assert_eq!(kind_from_status(status, &texts), kind, "{status} {message}");
        }
    }
}
