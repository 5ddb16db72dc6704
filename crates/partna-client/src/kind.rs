//! Kinds of error, and how an answer is told to be of one.

use http::StatusCode;
use serde_json::Value;

/// Kinds of error, by what a caller can do.
///
/// The API answers 401 for five different things, and tells them apart by its texts alone; so do we, by substring and
/// without regard to case. Source: the errors that the vendor's document shows, over its versions.
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
    /// The API does not know the pair of key and user, or not any more.
    NotAuthenticated,
    /// The key is genuine, and must not do this: its scope, or the merchant's rights, do not reach so far.
    ScopeRefused,
    /// The endpoint is switched off for now. The API says so with a 401, which has nothing to do with the key.
    TemporarilyDisabled,
    /// What the request speaks of does not exist.
    NotFound,
    /// It exists already: a reference, an account, a name. Of a write that was sent before, this says that the first arrived.
    Conflict,
    /// Too many requests. [`Error::retry_after`](crate::Error::retry_after) says how long to wait, where the API does.
    RateLimited,
    /// The API, or something in front of it, cannot answer now. Nothing happened that could not be asked for again.
    Unavailable,
    /// No answer in time. Nothing happened that could not be asked for again.
    Timeout,
    /// The API could not be reached, or the connection broke. Nothing happened that could not be asked for again.
    Transport,
    /// A read was answered with a redirect, which is never followed: the key would go along.
    Redirected,
    /// The answer is a success, and not what the document says. The bindings are out of date, or something stands between.
    /// [`Error::path`](crate::Error::path) says where.
    Undecodable,
    /// The API refused for a reason that has no kind of its own: see its status and its message.
    Api,
    /// A write may have left, and whether it took effect is not known: no answer, a broken one, a redirect, a 408, or a 5xx,
    /// which may come from something between you and the API.
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
                "Mend the value that the text or `fields()` names; sending the same again will fail the same."
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
                "Update the bindings, or look at `path()`: the API has moved, or something stands between."
            }
            Self::Api => "Read the API's message: the refusal has no kind of its own.",
            Self::OutcomeUnknown => {
                "Look the reference up, and do not send again by guess; it may have happened."
            }
        }
    }
}

/// The kind of an answer that is no success, by its status and the API's words.
pub(crate) fn judge(status: StatusCode, message: &str) -> ErrorKind {
    let message = message.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    match status.as_u16() {
        300..=399 => ErrorKind::Redirected,
        401 if says(&["temporarily disabled"]) => ErrorKind::TemporarilyDisabled,
        401 | 403 if says(&["cannot access", "unable to access", "unauthorised self"]) => {
            ErrorKind::ScopeRefused
        }
        401 => ErrorKind::NotAuthenticated,
        403 if says(&["invalid apikey", "invalid api key"]) => ErrorKind::NotAuthenticated,
        404 => ErrorKind::NotFound,
        409 => ErrorKind::Conflict,
        400 if says(&["already exist"]) => ErrorKind::Conflict,
        400 | 422 => ErrorKind::Invalid,
        408 => ErrorKind::Timeout,
        429 => ErrorKind::RateLimited,
        500..=599 => ErrorKind::Unavailable,
        _ => ErrorKind::Api,
    }
}

/// A field that the API found fault with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidField {
    /// Its name, as it travels.
    pub name: String,
    /// What the API expected of it, in its words: `required`, `email`.
    pub expected: String,
}

impl InvalidField {
    /// Reads the list of a validation error: `Field: [name] Expected:[what] Value: [what came]`. The value is left out, for it
    /// may be a secret.
    pub(crate) fn all_of(data: Option<&Value>) -> Vec<Self> {
        let lines = data.and_then(Value::as_array).into_iter().flatten();
        let within = |line: &str, key: &str| {
            let (_, rest) = line.split_once(key)?;
            let (inside, _) = rest.trim_start().strip_prefix('[')?.split_once(']')?;
            Some(inside.to_owned())
        };
        let field = |line: &str| {
            Some(Self {
                name: within(line, "Field:")?,
                expected: within(line, "Expected:").unwrap_or_default(),
            })
        };
        lines.filter_map(|line| field(line.as_str()?)).collect()
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
            (429, "", ErrorKind::RateLimited),
            (503, "", ErrorKind::Unavailable),
            (307, "", ErrorKind::Redirected),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(judge(status, message), kind, "{status} {message}");
        }
    }

    #[test]
    fn fields_are_named_without_their_values() {
        let data = json!([
            "Field: [otp] Expected:[required] Value: [canary]",
            "something else",
            7
        ]);
        let fields = InvalidField::all_of(Some(&data));
        assert_eq!(
            fields,
            [InvalidField {
                name: "otp".to_owned(),
                expected: "required".to_owned()
            }]
        );
        assert!(InvalidField::all_of(None).is_empty());
    }
}
