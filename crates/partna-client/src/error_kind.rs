//! Kinds of errors.

/// The kind of an error. Callers react to each kind in a different way.
///
/// A response is classified by its status first. The error texts in its body are used if the status has several meanings, such as
/// 401, and if a 2xx has an error in its body. Case, spaces and punctuation of the texts are ignored. Source: the errors in all
/// versions of the vendor's document, and its guide to errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::VariantArray)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The configuration of the client is invalid. Nothing was sent.
    Config,
    /// A store of credentials, or the journal of a rotation, could not be read or written, for example because of a full disk or
    /// a missing permission.
    Store,
    /// The call is not possible: for example, the environment does not have the operation, the request is for another host, or
    /// the rotation was not prepared. The unsupported request was not sent, but the call may have sent reads before.
    Unsupported,
    /// Another process holds a lock or has changed a file that the call needs. Two rotations cannot run at the same time. A
    /// rotation may have sent requests before, for example to generate a key.
    Busy,
    /// A value is missing or invalid. If [`Error::status`](crate::Error::status) is `None`, nothing was sent. Otherwise the API
    /// rejected the request with a 400 or a 422, and [`Error::fields`](crate::Error::fields) returns the fields that it lists.
    Invalid,
    /// The API rejects the credentials (key and user), or has invalidated them: a 401, unless its text is about scopes or a
    /// disabled endpoint; or a 403 whose text reports an invalid key.
    NotAuthenticated,
    /// The key is valid, but its scope or the merchant's permissions do not include the operation. A 403 without a specific text
    /// has this kind as well. A firewall may also send such a 403, so this kind does not prove that the key is valid.
    ScopeRefused,
    /// The endpoint is temporarily disabled. The API reports this with a 401; the key is valid.
    TemporarilyDisabled,
    /// The requested resource does not exist.
    NotFound,
    /// A reference, an account or a name already exists, or a ramp of the account is still pending. This does not show that an
    /// earlier attempt took effect, unless [`Error::is_duplicate_reference`](crate::Error::is_duplicate_reference) is true.
    Conflict,
    /// Too many requests. [`Error::retry_after`](crate::Error::retry_after) returns how long to wait, if the API sent it.
    RateLimited,
    /// A read failed because the API, or a proxy or gateway in front of it, is unavailable. The status is a 1xx, 500 or more, or
    /// one of 444, 460 and 499, which proxies use for broken connections. The read can be retried. A write with such a status is
    /// [`OutcomeUnknown`](Self::OutcomeUnknown).
    Unavailable,
    /// The deadline passed for a read, or for a write before it was sent; or the response to a read is a 408. The call can be
    /// retried. A write that may have been sent is [`OutcomeUnknown`](Self::OutcomeUnknown).
    Timeout,
    /// The API could not be reached, or the connection broke during a read. The call can be retried. A write that may have been
    /// sent is [`OutcomeUnknown`](Self::OutcomeUnknown).
    Transport,
    /// The response to a read is a redirect. Redirects are not followed, because they would forward the key.
    Redirected,
    /// The response is a success, and its body is not a JSON object as documented. The bindings are out of date, or a proxy or
    /// gateway altered the response.
    Undecodable,
    /// The API rejected the request for a reason without a separate kind. See the status and the message.
    Api,
    /// A write may have been sent, and it is unknown whether it took effect: there is no response or an incomplete one, the
    /// status is neither a rejection nor a success, or the success does not show that the write was accepted. Only the statuses
    /// 400 to 405, 409, 410, 413, 415, 422 and 429 are rejections. A proxy or gateway may send any other error status.
    OutcomeUnknown,
}

impl ErrorKind {
    /// All kinds.
    pub const ALL: &[Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Returns the fix for an error of this kind, in one line.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Config => "Fix the setting named in the message; nothing was sent.",
            Self::Store => {
                "Fix the store named in the message, then run the same command again: a rotation resumes."
            }
            Self::Unsupported => {
                "Use a supported operation, environment or host, as named in the message; nothing was sent."
            }
            Self::Busy => "Wait for the other process to finish, then run the same command again.",
            Self::Invalid => {
                "Fix the value named in the message or in `fields()`; an unchanged request fails again."
            }
            Self::NotAuthenticated => {
                "Check that key, user and environment belong together, that the key has not expired or been invalidated, \
                 and that your IP address is on the merchant's whitelist if there is one."
            }
            Self::ScopeRefused => {
                "Use a key whose scope includes the operation: M all operations, G only reads, N no withdrawals."
            }
            Self::TemporarilyDisabled => "Wait, then try again; the key is valid.",
            Self::NotFound => {
                "Check the name or reference, and that it belongs to this merchant and this environment."
            }
            Self::Conflict => {
                "Look up the existing name or reference; a different request needs a new name or reference."
            }
            Self::RateLimited => {
                "Wait for `retry_after()`, or with a growing backoff, and send fewer requests at a time."
            }
            Self::Unavailable => {
                "Try again later; reads have already been retried as the retry policy allows."
            }
            Self::Timeout => "Try again, or set a longer timeout.",
            Self::Transport => {
                "Check the network, DNS, TLS and proxies between you and the API; `source()` has the cause."
            }
            Self::Redirected => {
                "Check the base URL, and the proxies and gateways between you and the API: one of them returns a redirect."
            }
            Self::Undecodable => {
                "Update this SDK, or check for a proxy or gateway that alters responses: the body is not the documented JSON."
            }
            Self::Api => "Read the API's message; this error has no separate kind.",
            Self::OutcomeUnknown => {
                "The request may have taken effect: look up the reference before you send the request again."
            }
        }
    }
}
