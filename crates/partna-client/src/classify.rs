//! Classifies responses by their status and the texts of the API.

use http::StatusCode;

use crate::acceptance::{ErrorInSuccess, error_in_success};
use crate::classification::{Classification, pinned};
use crate::response_texts::ResponseTexts;
use crate::wording::Meaning;
use crate::{ErrorKind, HttpResponse};

/// Classifies a response that is not a success, by its status and the API's text. A 2xx with an error in its body is classified
/// by that error.
///
/// This is for transports that react to an error, for example by loading other credentials. It never returns
/// [`ErrorKind::OutcomeUnknown`]: [`decode`](crate::decode) determines whether a write may have taken effect.
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

/// Classifies a response by its current text and stores the result in the response. A transport calls this before it redacts
/// secrets or truncates the body, so that neither changes the results of [`error_kind`], [`is_error_response`],
/// [`decode`](crate::decode) and [`Error::is_duplicate_reference`](crate::Error::is_duplicate_reference).
///
/// ```
/// use partna_client::{HttpResponse, ErrorKind, error_kind, pin_classification};
///
/// let mut response = HttpResponse::new(r#"{"message": "endpoint temporarily disabled"}"#.into());
/// *response.status_mut() = http::StatusCode::UNAUTHORIZED;
/// pin_classification(&mut response);
/// *response.body_mut() = r#"{"message": "endpoint temporarily [redacted]"}"#.into();
/// assert_eq!(error_kind(&response), ErrorKind::TemporarilyDisabled);
/// ```
pub fn pin_classification(response: &mut HttpResponse) {
    let classification = classify(response);
    response.extensions_mut().insert(classification);
}

/// Returns the classification of a response: the stored one, or else by its current text.
fn classify(response: &HttpResponse) -> Classification {
    if let Some(pinned) = pinned(response) {
        return pinned;
    }
    let is_success = response.status().is_success();
    let error_in_body = is_success.then(|| error_in_success(response)).flatten();
    let is_error = !is_success || error_in_body.is_some();
    let (kind, texts) = match error_in_body {
        Some(found) => (kind_of_error_in_success(&found), found.texts),
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

/// Returns the meaning of the texts of an error with the kind `kind`. The API's texts about the scope of a key vary, so a text
/// that mentions the scope means [`Meaning::ScopeInsufficient`] if the kind agrees and no text has a specific meaning.
pub(crate) fn meaning_of(kind: ErrorKind, texts: &ResponseTexts) -> Option<Meaning> {
    let meaning = texts.meaning();
    let is_specific = !matches!(meaning, None | Some(Meaning::Denied | Meaning::Failed));
    if kind == ErrorKind::ScopeRefused && !is_specific && texts.is_about_scope() {
        return Some(Meaning::ScopeInsufficient);
    }
    meaning
}

/// Returns whether a response is an error: not a 2xx, or a 2xx with an error in its body. The text of such a response reaches the
/// caller, so a transport redacts secrets in it.
///
/// ```
/// use partna_client::{HttpResponse, is_error_response};
///
/// assert!(is_error_response(&HttpResponse::new(r#"{"error": "insufficient funds"}"#.into())));
/// assert!(!is_error_response(&HttpResponse::new(r#"{"message": "success", "error": null}"#.into())));
/// ```
#[must_use]
pub fn is_error_response(response: &HttpResponse) -> bool {
    !response.status().is_success() || error_in_success(response).is_some()
}

/// Returns whether a status means that a write was rejected and did not take effect. Any other status that is not a 2xx may come
/// from a proxy or gateway after the API has executed the write.
pub(crate) fn is_write_rejection(status: StatusCode) -> bool {
    let rejections = [400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 422, 429];
    rejections.contains(&status.as_u16())
}

/// Returns the error kind for a status that is not a 2xx. The API's texts in the response refine it.
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
            // On a 403, an unspecific text about a key is about the API key.
            Some(
                Meaning::KeyUnknown | Meaning::UnspecificKeyInvalid | Meaning::UnspecificKeyExpired,
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

/// Returns the kind of an error in the body of a 2xx: by the status in the body, or else by the API's texts.
pub(crate) fn kind_of_error_in_success(found: &ErrorInSuccess) -> ErrorKind {
    let texts = &found.texts;
    if let Some(status) = found.status {
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
    fn texts_distinguish_errors_of_one_status() {
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
