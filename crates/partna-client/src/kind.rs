//! Kinds of error, and how an answer is told to be of one.

use http::StatusCode;

use crate::Answer;
use crate::evidence::{Contradiction, contradiction};
use crate::texts::Texts;
use crate::wording::Meaning;

/// Kinds of error, by what a caller can do.
///
/// The status decides first. The API's texts decide where one status has several meanings, such as 401, and where a success
/// has an error in its body; case, spaces and punctuation do not matter. Source: the errors in the vendor's document over its
/// versions, and its guide to errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client is set up wrongly. Nothing was sent.
    Config,
    /// A store of credentials, or the journal of a rotation, could not be read or written: a full disk, a missing right.
    Store,
    /// It must not be done, or cannot be from here: a request to another host, an operation that this environment does not
    /// have, a second rotation at a time. What was refused was not sent.
    Refused,
    /// A value is missing or does not fit. If [`Error::status`](crate::Error::status) is none, that was found before anything
    /// was sent; else the API says so, with a 400 or a 422, and [`Error::fields`](crate::Error::fields) names what it lists.
    Invalid,
    /// The API does not know the pair of key and user, or not any more: a 401, unless its text is about scopes or says that the
    /// endpoint is disabled; or a 403 that says that the key is invalid.
    NotAuthenticated,
    /// The key is genuine, and must not do this: its scope, or the merchant's rights, do not reach so far.
    /// A 403 without a text of its own is of this kind as well; a firewall sends it too, so it proves nothing about the key.
    ScopeRefused,
    /// The endpoint is switched off for now. The API says so with a 401, which has nothing to do with the key.
    TemporarilyDisabled,
    /// What the request speaks of does not exist.
    NotFound,
    /// It exists already: a reference, an account, a name; or a ramp of the account is still pending. This says nothing about an
    /// earlier attempt, unless [`Error::is_duplicate_reference`](crate::Error::is_duplicate_reference).
    Conflict,
    /// Too many requests. [`Error::retry_after`](crate::Error::retry_after) says how long to wait, where the API does.
    RateLimited,
    /// The API, or something in front of it, cannot answer now: a 5xx, a 1xx, or a status that HTTP does not define. Nothing
    /// happened that could not be asked for again.
    Unavailable,
    /// No answer in time. Nothing happened that could not be asked for again.
    Timeout,
    /// The API could not be reached, or the connection broke. Nothing happened that could not be asked for again.
    Transport,
    /// A read was answered with a redirect, which is never followed: the key would go along.
    Redirected,
    /// The response is a success, and its body is not a JSON object as documented. The bindings are out of date, or a proxy or
    /// gateway altered the response.
    Undecodable,
    /// The API refused for a reason that has no kind of its own: see its status and its message.
    Api,
    /// A write may have left, and whether it took effect is not known: no response, a broken one, a status that is neither a
    /// refusal nor a success, or a success that does not show that the write was accepted. The refusals are 400 to 405, 409, 410,
    /// 413, 415, 422 and 429. Any other status may come from something between you and the API.
    OutcomeUnknown,
}

impl ErrorKind {
    /// Every kind there is.
    pub const ALL: &[Self] = &[
        Self::Config,
        Self::Store,
        Self::Refused,
        Self::Invalid,
        Self::NotAuthenticated,
        Self::ScopeRefused,
        Self::TemporarilyDisabled,
        Self::NotFound,
        Self::Conflict,
        Self::RateLimited,
        Self::Unavailable,
        Self::Timeout,
        Self::Transport,
        Self::Redirected,
        Self::Undecodable,
        Self::Api,
        Self::OutcomeUnknown,
    ];

    /// What to do about it, in a line.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Config => "Mend the set-up that the text names; nothing was sent.",
            Self::Store => {
                "Mend the store that the text names, and run the same again: a rotation goes on where it stopped."
            }
            Self::Refused => "Do as the text says; what was refused was not sent.",
            Self::Invalid => {
                "Fix the value that the text or `fields()` names; an unchanged request fails again."
            }
            Self::NotAuthenticated => {
                "Check that key, user and environment belong together, that the key has not expired or been invalidated, \
                 and that your address is on the merchant's IP whitelist if there is one."
            }
            Self::ScopeRefused => {
                "Use a key whose scope covers the operation: M everything, G only reads, N no withdrawals."
            }
            Self::TemporarilyDisabled => "Wait and try again; the key is fine.",
            Self::NotFound => {
                "Check the name or reference, and that it belongs to this merchant and this environment."
            }
            Self::Conflict => {
                "Look up what is there under that name or reference; a new attempt needs a new one."
            }
            Self::RateLimited => {
                "Wait for `retry_after()`, or a while that grows, and send less at a time."
            }
            Self::Unavailable => {
                "Try again later; reads have been repeated already as far as the retry policy goes."
            }
            Self::Timeout => "Try again, or give the call more time.",
            Self::Transport => {
                "Check the network, DNS, TLS and proxies between you and the API; `source()` says what broke."
            }
            Self::Redirected => {
                "Look at what stands between you and the API: it answers with a redirect itself."
            }
            Self::Undecodable => {
                "Update the bindings, or check for a proxy or gateway that altered the response: its body is not the documented JSON."
            }
            Self::Api => "Read the API's message: the refusal has no kind of its own.",
            Self::OutcomeUnknown => {
                "Look the reference up, and do not send again by guess; it may have happened."
            }
        }
    }
}

/// Classifies a response that is not a success, by its status and the API's text. A 2xx with an error in its body is classified
/// by that error.
///
/// For transports that act on a refusal, such as by loading other credentials. Whether a write can have taken effect is
/// decided by [`decode`](crate::decode), not here: this function never returns [`ErrorKind::OutcomeUnknown`].
///
/// ```
/// use partna_client::{Answer, ErrorKind, error_kind};
///
/// let mut response = Answer::new(r#"{"message": "Invalid API key"}"#.into());
/// *response.status_mut() = http::StatusCode::UNAUTHORIZED;
/// assert_eq!(error_kind(&response), ErrorKind::NotAuthenticated);
/// ```
#[must_use]
pub fn error_kind(response: &Answer) -> ErrorKind {
    classification(response).kind
}

/// Fixes how a response is classified, by its text as it is now. A transport calls it before it redacts secrets or shortens
/// the body: neither changes then what [`error_kind`], [`is_error_response`], [`decode`](crate::decode) and
/// [`Error::is_duplicate_reference`](crate::Error::is_duplicate_reference) make of the response.
///
/// ```
/// use partna_client::{Answer, ErrorKind, error_kind, pin_classification};
///
/// let mut response = Answer::new(r#"{"message": "endpoint temporarily disabled"}"#.into());
/// *response.status_mut() = http::StatusCode::UNAUTHORIZED;
/// pin_classification(&mut response);
/// *response.body_mut() = r#"{"message": "endpoint temporarily [redacted]"}"#.into();
/// assert_eq!(error_kind(&response), ErrorKind::TemporarilyDisabled);
/// ```
pub fn pin_classification(response: &mut Answer) {
    let classification = classification(response);
    response.extensions_mut().insert(classification);
}

/// How a response is classified.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classification {
    pub(crate) kind: ErrorKind,
    pub(crate) is_error: bool,
    pub(crate) is_duplicate_reference: bool,
    pub(crate) meaning: Option<Meaning>,
}

/// What [`pin_classification`] has fixed; none if it was not called.
pub(crate) fn pinned(response: &Answer) -> Option<Classification> {
    response.extensions().get().copied()
}

fn classification(response: &Answer) -> Classification {
    if let Some(pinned) = pinned(response) {
        return pinned;
    }
    let is_success = response.status().is_success();
    let found = is_success.then(|| contradiction(response)).flatten();
    let is_error = !is_success || found.is_some();
    let (kind, texts) = match found {
        Some(found) => (kind_in_body(&found), found.texts),
        None if is_success => (ErrorKind::Api, Texts::default()),
        None => {
            let texts = Texts::of(response);
            (classify(response.status().as_u16(), &texts), texts)
        }
    };
    Classification {
        kind,
        is_error,
        is_duplicate_reference: texts.has_duplicate_reference(),
        meaning: meaning_of(kind, &texts),
    }
}

/// What the texts of an error of a kind mean. A refusal for the rights of a key may put it in words without a fixed form.
pub(crate) fn meaning_of(kind: ErrorKind, texts: &Texts) -> Option<Meaning> {
    let meaning = texts.meaning();
    let says_why = !matches!(meaning, None | Some(Meaning::Denied | Meaning::Failed));
    if kind == ErrorKind::ScopeRefused && !says_why && texts.is_about_scope() {
        return Some(Meaning::ScopeInsufficient);
    }
    meaning
}

/// Whether a response is an error: not a 2xx, or a 2xx with an error in its body. Of such a response the API's text reaches
/// the caller, so a transport redacts secrets in it.
///
/// ```
/// use partna_client::{Answer, is_error_response};
///
/// assert!(is_error_response(&Answer::new(r#"{"error": "insufficient funds"}"#.into())));
/// assert!(!is_error_response(&Answer::new(r#"{"message": "success", "error": null}"#.into())));
/// ```
#[must_use]
pub fn is_error_response(response: &Answer) -> bool {
    !response.status().is_success() || contradiction(response).is_some()
}

/// Whether a status refuses a write, so that it did not take effect. Any other that is not a 2xx may come from a proxy or
/// gateway after the API has acted.
pub(crate) fn refuses_write(status: StatusCode) -> bool {
    let refusals = [400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 422, 429];
    refusals.contains(&status.as_u16())
}

/// The kind of a status that is not a 2xx, with the API's texts.
pub(crate) fn classify(status: u16, texts: &Texts) -> ErrorKind {
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
            Some(Meaning::KeyUnknown | Meaning::InvalidKey | Meaning::KeyExpired) => {
                ErrorKind::NotAuthenticated
            }
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
        // 444, 460 and 499 are what proxies note when a connection broke.
        100..=199 | 444 | 460 | 499 | 500.. => ErrorKind::Unavailable,
        _ => ErrorKind::Api,
    }
}

/// The kind of an error inside a 2xx: by the status that the body states, or else by its text.
pub(crate) fn kind_in_body(found: &Contradiction) -> ErrorKind {
    let texts = &found.texts;
    if let Some(status) = found.status {
        return classify(status, texts);
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
    fn one_status_is_told_apart_by_its_texts() {
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
            let texts = Texts::of(&Answer::new(body.into()));
            assert_eq!(classify(status, &texts), kind, "{status} {message}");
        }
    }
}
