//! What the texts of the API mean.

/// What a text of the API means. Where several entries match, the first variant in this order counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meaning {
    /// The endpoint is off for now.
    TemporarilyDisabled,
    /// The API does not know the key of the request, or not any more.
    KeyUnknown,
    /// The key is genuine and may not do this.
    ScopeInsufficient,
    /// Another ramp of the account is still pending.
    RampPending,
    /// The caller's reference is in use.
    ReferenceExists,
    /// The customer has been verified before.
    KycExists,
    /// An account, a user or an e-mail address exists.
    AccountExists,
    /// Something else exists.
    AlreadyExists,
    /// The account holds too little.
    InsufficientFunds,
    /// A one-time code is wrong or has expired.
    CodeInvalid,
    /// What the customer states differs from the record.
    KycMismatch,
    /// The customer has tried to be verified too often.
    KycAttemptsExceeded,
    /// The customer has to be verified by the usual way.
    KycNotExempted,
    /// The customer has to be verified first.
    KycIncomplete,
    /// A rate key has expired.
    RateKeyExpired,
    /// The API does not know a rate key.
    RateKeyInvalid,
    /// A key has expired, and nothing says which. Of an API key the API says the same.
    KeyExpired,
    /// A value that identifies something is not valid. The API says this of rate keys and of the names of API keys.
    InvalidKey,
    /// A scope that no API key has.
    ScopeInvalid,
    /// No such bank account.
    BankAccountInvalid,
    /// An address of another network.
    NetworkAddressInvalid,
    /// Values of the request, listed by field.
    ValidationFailed,
    /// Another value is missing or not valid.
    InvalidValue,
    /// No such account.
    AccountNotFound,
    /// No such transaction.
    TransactionNotFound,
    /// What the request names does not exist.
    NotFound,
    /// Too many requests.
    RateLimited,
    /// No rates for now.
    RatesUnavailable,
    /// The API cannot do it now.
    Unavailable,
    /// Refused, without a reason.
    Denied,
    /// Something failed, without a reason.
    Failed,
}

impl Meaning {
    /// Whether something exists that may exist once.
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
