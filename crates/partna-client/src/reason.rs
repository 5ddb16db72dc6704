//! Why the API refused a request, as its texts say it.

use crate::wording::{Meaning, TextSource, texts_of};
use crate::{ErrorKind, Operation};

/// Why the API refused a request. The API says it in English texts alone, which [`Error::reason`](crate::Error::reason)
/// compares with the known ones, so that callers do not have to.
///
/// More reasons may follow. Its name in snake case is what `Display` and [`name`](Self::name) write, for logs and metrics.
///
/// ```
/// use partna_client::Reason;
///
/// assert_eq!(Reason::InsufficientFunds.to_string(), "insufficient_funds");
/// assert_eq!(Reason::InsufficientFunds.help(), "Fund the account, or send less; the request itself is fine.");
/// ```
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The account holds less than the amount and its fees.
    InsufficientFunds,
    /// The customer has not completed KYC, or has not supplied what it needs.
    KycIncomplete,
    /// The customer has to complete KYC with a code: the exemption does not apply.
    KycNotExempted,
    /// What the customer states differs from the BVN record.
    KycMismatch,
    /// The customer has used up the attempts to look up a BVN.
    KycAttemptsExceeded,
    /// KYC was completed before. There is nothing left to do.
    KycExists,
    /// A one-time code is wrong or has expired.
    CodeInvalid,
    /// The account has a ramp that is still pending; it can have one at a time.
    RampPending,
    /// The API does not know the rate key.
    RateKeyInvalid,
    /// The rate key has expired.
    RateKeyExpired,
    /// An account or user with this name or e-mail address exists.
    AccountExists,
    /// The caller's reference is in use. See also [`Error::is_duplicate_reference`](crate::Error::is_duplicate_reference).
    ReferenceExists,
    /// There is no account of this name.
    AccountNotFound,
    /// There is no transaction with this reference or id.
    TransactionNotFound,
    /// The bank does not know this account number.
    BankAccountInvalid,
    /// The address belongs to another network.
    NetworkAddressInvalid,
    /// Values do not fit: [`Error::fields`](crate::Error::fields) lists them.
    ValidationFailed,
    /// The API does not know the key that the request was sent with, or not any more.
    KeyUnknown,
    /// The scope of the key does not cover the operation.
    ScopeInsufficient,
    /// There is no API key of the name that is to be deleted or invalidated.
    ApiKeyNotFound,
    /// There is no such scope for a new API key.
    ScopeInvalid,
    /// The endpoint is disabled for now.
    TemporarilyDisabled,
    /// There are no rates for now.
    RatesUnavailable,
    /// Too many requests.
    RateLimited,
}

impl Reason {
    /// Every reason.
    pub const ALL: &[Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The name in snake case.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What to do about it, in a line.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::InsufficientFunds => {
                "Fund the account, or send less; the request itself is fine."
            }
            Self::KycIncomplete | Self::KycNotExempted => {
                "Have the customer complete KYC, then send the request again."
            }
            Self::KycMismatch => {
                "Ask the customer for the details on the BVN record; the same details fail again."
            }
            Self::KycAttemptsExceeded => {
                "Do not try again for this customer; ask the vendor's support to reset the attempts."
            }
            Self::KycExists => "Go on: the customer is verified.",
            Self::CodeInvalid => {
                "Ask the customer for the code again, or start over for a new code."
            }
            Self::RampPending => {
                "Wait until the pending ramp of the account is completed or canceled; `list_ramps` shows it."
            }
            Self::RateKeyInvalid | Self::RateKeyExpired => {
                "Request a new rate, show it to the customer, and send its key."
            }
            Self::AccountExists => {
                "Look the account up and compare it; choose another name if it belongs to another customer."
            }
            Self::ReferenceExists => {
                "Look the reference up: a write with it has reached the API. Do not send it under another reference."
            }
            Self::AccountNotFound => {
                "Check the account name, the environment and the merchant; create the account if it is new."
            }
            Self::TransactionNotFound => {
                "Check the reference and the environment. A write that was just sent may still appear."
            }
            Self::BankAccountInvalid => "Check account number and bank code with the customer.",
            Self::NetworkAddressInvalid => {
                "Check that the address belongs to the network; funds sent to a wrong network are lost."
            }
            Self::ValidationFailed => {
                "Fix the values that `fields()` names; an unchanged request fails again."
            }
            Self::KeyUnknown => {
                "Check that key, user and environment belong together, and that the key has not expired or been invalidated."
            }
            Self::ScopeInsufficient => {
                "Use a key whose scope covers the operation: M everything, G only reads, N no withdrawals."
            }
            Self::ApiKeyNotFound => "List the API keys; the key may have been deleted before.",
            Self::ScopeInvalid => "Use one of the documented scopes.",
            Self::TemporarilyDisabled => "Wait and try again; key and request are fine.",
            Self::RatesUnavailable => "Try again later; the API has no rates now.",
            Self::RateLimited => {
                "Wait for `retry_after()`, or with a growing backoff, and send fewer requests at a time."
            }
        }
    }

    /// The texts of the API that stand for this reason, each with its source. They are compared without regard to case, spaces
    /// and punctuation, as a part of the API's text; an asterisk stands for any words. Further forms of the same are
    /// recognized by their words.
    ///
    /// ```
    /// use partna_client::{Reason, TextSource};
    ///
    /// let texts: Vec<_> = Reason::RampPending.texts().collect();
    /// assert_eq!(texts.first(), Some(&("already has a pending ramp", TextSource::Guide)));
    /// ```
    pub fn texts(self) -> impl Iterator<Item = (&'static str, TextSource)> {
        self.meanings().iter().copied().flat_map(texts_of)
    }

    /// What a text of this reason means.
    fn meanings(self) -> &'static [Meaning] {
        match self {
            Self::InsufficientFunds => &[Meaning::InsufficientFunds],
            Self::KycIncomplete => &[Meaning::KycIncomplete],
            Self::KycNotExempted => &[Meaning::KycNotExempted],
            Self::KycMismatch => &[Meaning::KycMismatch],
            Self::KycAttemptsExceeded => &[Meaning::KycAttemptsExceeded],
            Self::KycExists => &[Meaning::KycExists],
            Self::CodeInvalid => &[Meaning::CodeInvalid],
            Self::RampPending => &[Meaning::RampPending],
            Self::RateKeyInvalid => &[Meaning::RateKeyInvalid, Meaning::InvalidKey],
            Self::RateKeyExpired => &[Meaning::RateKeyExpired, Meaning::KeyExpired],
            Self::AccountExists => &[Meaning::AccountExists],
            Self::ReferenceExists => &[Meaning::ReferenceExists],
            Self::AccountNotFound => &[Meaning::AccountNotFound],
            Self::TransactionNotFound => &[Meaning::TransactionNotFound],
            Self::BankAccountInvalid => &[Meaning::BankAccountInvalid],
            Self::NetworkAddressInvalid => &[Meaning::NetworkAddressInvalid],
            Self::ValidationFailed => &[Meaning::ValidationFailed],
            Self::KeyUnknown => &[Meaning::KeyUnknown],
            Self::ScopeInsufficient => &[Meaning::ScopeInsufficient],
            Self::ApiKeyNotFound => &[Meaning::InvalidKey, Meaning::KeyExpired],
            Self::ScopeInvalid => &[Meaning::ScopeInvalid],
            Self::TemporarilyDisabled => &[Meaning::TemporarilyDisabled],
            Self::RatesUnavailable => &[Meaning::RatesUnavailable],
            Self::RateLimited => &[Meaning::RateLimited],
        }
    }

    /// The reason that a text gives in an error of a kind. `None` if the outcome is unknown, and for texts that do not say why.
    pub(crate) fn of(
        kind: ErrorKind,
        meaning: Meaning,
        operation: Option<&Operation>,
    ) -> Option<Self> {
        let is_bad_key = matches!(
            meaning,
            Meaning::KeyUnknown | Meaning::InvalidKey | Meaning::KeyExpired
        );
        match kind {
            ErrorKind::OutcomeUnknown => None,
            ErrorKind::NotAuthenticated => is_bad_key.then_some(Self::KeyUnknown),
            _ => {
                let is_about_api_keys =
                    operation.is_some_and(|operation| operation.id.contains("api_key"));
                let is_possible = |reason: &Self| match reason {
                    Self::ApiKeyNotFound => is_about_api_keys,
                    Self::RateKeyInvalid | Self::RateKeyExpired => !is_about_api_keys,
                    _ => true,
                };
                let mut all = Self::ALL.iter().copied().filter(is_possible);
                all.find(|reason| reason.meanings().contains(&meaning))
            }
        }
    }
}
