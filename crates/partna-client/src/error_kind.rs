//! Kinds of error, by what a caller can do.

/// Kinds of error, by what a caller can do.
///
/// The status decides first. The API's texts decide where one status has several meanings, such as 401, and where a success
/// has an error in its body; case, spaces and punctuation do not matter. Source: the errors in the vendor's document over its
/// versions, and its guide to errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::VariantArray)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client is set up wrongly. Nothing was sent.
    Config,
    /// A store of credentials, or the journal of a rotation, could not be read or written: a full disk, a missing right.
    Store,
    /// The call is not possible here: an operation that this environment does not have, a request to another host, a rotation
    /// that was not prepared. Nothing was sent.
    Unsupported,
    /// Another process holds the lock or has changed the file: two rotations cannot run at the same time. Nothing was sent.
    Busy,
    /// A value is missing or does not fit. If [`Error::status`](crate::Error::status) is `None`, that was found before anything
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
    /// A read failed because the API, or a proxy or gateway in front of it, is unavailable: a 5xx, a 1xx, or a status that HTTP does
    /// not define. It can be repeated. A write with such a status is [`OutcomeUnknown`](Self::OutcomeUnknown).
    Unavailable,
    /// The time was up for a read, or for a write before it was sent. It can be repeated. A write that may have been sent is
    /// [`OutcomeUnknown`](Self::OutcomeUnknown).
    Timeout,
    /// The API could not be reached, or the connection broke during a read. It can be repeated. A write that may have been sent is
    /// [`OutcomeUnknown`](Self::OutcomeUnknown).
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
    pub const ALL: &[Self] = <Self as strum::VariantArray>::VARIANTS;

    /// What to do about it, in a line.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Config => "Fix the setting that the text names; nothing was sent.",
            Self::Store => {
                "Fix the store that the text names, and run the same again: a rotation resumes where it stopped."
            }
            Self::Unsupported => {
                "Use the operation, environment or host that the text names; nothing was sent."
            }
            Self::Busy => "Wait for the other process, then run the same again.",
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
