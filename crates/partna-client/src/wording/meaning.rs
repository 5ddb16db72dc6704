//! Meanings of texts of the API.

/// The meaning of a text of the API. If several entries match, the first variant in this order is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meaning {
    /// The endpoint is temporarily disabled.
    TemporarilyDisabled,
    /// The API key of the request is unknown or invalidated. The text cannot be about a rate key.
    KeyUnknown,
    /// The key is valid, but its scope is not sufficient.
    ScopeInsufficient,
    /// Another ramp of the account is still pending.
    RampPending,
    /// The caller's reference is in use.
    ReferenceExists,
    /// The customer is already verified.
    KycExists,
    /// An account, a user or an e-mail address exists.
    AccountExists,
    /// Another resource exists.
    AlreadyExists,
    /// The account holds too little.
    InsufficientFunds,
    /// A one-time code is wrong or has expired.
    CodeInvalid,
    /// The details of the customer differ from the record.
    KycMismatch,
    /// The customer has used up the attempts at verification.
    KycAttemptsExceeded,
    /// The customer has to complete the regular verification.
    KycNotExempted,
    /// The customer has to be verified first.
    KycIncomplete,
    /// A rate key has expired.
    RateKeyExpired,
    /// The rate key is unknown to the API.
    RateKeyInvalid,
    /// A rate key or an API key has expired. The text does not show which.
    RateKeyOrApiKeyExpired,
    /// A rate key or an API key is not valid. The text does not show which: the API sends the same text for an invalid rate key
    /// and for an unknown name of an API key.
    RateKeyOrApiKeyInvalid,
    /// The scope does not exist.
    ScopeInvalid,
    /// The bank account does not exist.
    BankAccountInvalid,
    /// The address belongs to another network.
    NetworkAddressInvalid,
    /// Values of the request are invalid. The response lists their fields.
    ValidationFailed,
    /// Another value is missing or not valid.
    InvalidValue,
    /// The account does not exist.
    AccountNotFound,
    /// The transaction does not exist.
    TransactionNotFound,
    /// Another resource does not exist.
    NotFound,
    /// Too many requests.
    RateLimited,
    /// Rates are temporarily unavailable.
    RatesUnavailable,
    /// The API is temporarily unavailable.
    Unavailable,
    /// The request was rejected. The text states no reason.
    Denied,
    /// The request failed. The text states no reason.
    Failed,
}

impl Meaning {
    /// Returns whether the meaning is a conflict: a resource already exists, or a ramp is pending.
    pub(crate) fn is_conflict(self) -> bool {
        matches!(
            self,
            Self::RampPending
                | Self::ReferenceExists
                | Self::KycExists
                | Self::AccountExists
                | Self::AlreadyExists
        )
    }
}
