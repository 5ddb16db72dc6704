//! The reasons for which the API rejects requests, recognized by its texts.

use crate::wording::{ErrorTextOrigin, Meaning, texts_of};
use crate::{ErrorKind, Operation};

/// The reason for which the API rejected a request. The API sends reasons only as English texts.
/// [`Error::reason`](crate::Error::reason) compares the texts of a response with known texts.
///
/// More reasons may be added. `Display` and [`name`](Self::name) return the name in snake case, for logs and metrics.
///
/// ```
/// use partna_client::Reason;
///
/// assert_eq!(Reason::InsufficientFunds.to_string(), "insufficient_funds");
/// assert_eq!(Reason::InsufficientFunds.help(), "Fund the account, or send a smaller amount; the request itself is valid.");
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
    /// The customer has not completed KYC, or has not supplied all required details.
    KycIncomplete,
    /// The customer has to complete KYC with a code: the exemption does not apply.
    KycNotExempted,
    /// The details of the customer differ from the BVN record.
    KycMismatch,
    /// The customer has used up the attempts to look up a BVN.
    KycAttemptsExceeded,
    /// KYC is already complete. No action is required.
    KycExists,
    /// A one-time code is wrong or has expired.
    CodeInvalid,
    /// The account has a pending ramp. It can have only one at a time.
    RampPending,
    /// The rate key is unknown to the API.
    RateKeyInvalid,
    /// The rate key has expired.
    RateKeyExpired,
    /// An account or user with this name or e-mail address exists.
    AccountExists,
    /// An earlier request has used the caller's reference. See also
    /// [`Error::is_duplicate_reference`](crate::Error::is_duplicate_reference).
    ReferenceExists,
    /// There is no account of this name.
    AccountNotFound,
    /// There is no transaction with this reference or id.
    TransactionNotFound,
    /// The account number is unknown to the bank.
    BankAccountInvalid,
    /// The address belongs to another network.
    NetworkAddressInvalid,
    /// Some values are invalid: [`Error::fields`](crate::Error::fields) lists them.
    ValidationFailed,
    /// The API key of the request is unknown or invalidated.
    KeyUnknown,
    /// The scope of the key does not cover the operation.
    ScopeInsufficient,
    /// The API key to delete or invalidate does not exist.
    ApiKeyNotFound,
    /// The scope for a new API key does not exist.
    ScopeInvalid,
    /// The endpoint is temporarily disabled.
    TemporarilyDisabled,
    /// Rates are temporarily unavailable.
    RatesUnavailable,
    /// Too many requests.
    RateLimited,
}

impl Reason {
    /// All reasons.
    pub const ALL: &[Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Returns the name in snake case.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Returns the fix for an error with this reason, in one line.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::InsufficientFunds => {
                "Fund the account, or send a smaller amount; the request itself is valid."
            }
            Self::KycIncomplete | Self::KycNotExempted => {
                "Have the customer complete KYC, then send the request again."
            }
            Self::KycMismatch => {
                "Request the details on the BVN record from the customer; the same details fail again."
            }
            Self::KycAttemptsExceeded => {
                "Do not try again for this customer; contact the vendor's support to reset the attempts."
            }
            Self::KycExists => "Continue; the customer is verified.",
            Self::CodeInvalid => {
                "Request the code from the customer again, or start over for a new code."
            }
            Self::RampPending => {
                "Wait until the pending ramp of the account is completed or canceled; `list_ramps` shows it."
            }
            Self::RateKeyInvalid | Self::RateKeyExpired => {
                "Request a new rate, show it to the customer, and send its key."
            }
            Self::AccountExists => {
                "Look up the account and compare it; choose another name if it belongs to another customer."
            }
            Self::ReferenceExists => {
                "Look up the reference: a write with it has reached the API. Do not send the write with another reference."
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
                "Fix the values named in `fields()`; an unchanged request fails again."
            }
            Self::KeyUnknown => {
                "Check that key, user and environment belong together, and that the key has not expired or been invalidated."
            }
            Self::ScopeInsufficient => {
                "Use a key whose scope includes the operation: M all operations, G only reads, N no withdrawals."
            }
            Self::ApiKeyNotFound => "List the API keys; the key may already be deleted.",
            Self::ScopeInvalid => "Use one of the documented scopes.",
            Self::TemporarilyDisabled => "Wait, then try again; the key and the request are valid.",
            Self::RatesUnavailable => "Try again later; the API has no rates at the moment.",
            Self::RateLimited => {
                "Wait for `retry_after()`, or with a growing backoff, and send fewer requests at a time."
            }
        }
    }

    /// Returns the texts of the API for this reason, each with its source. A response matches if it contains one of the texts;
    /// case, spaces and punctuation are ignored, and an asterisk matches any words. Paraphrases are recognized as well.
    ///
    /// ```
    /// use partna_client::{Reason, ErrorTextOrigin};
    ///
    /// let texts: Vec<_> = Reason::RampPending.texts().collect();
    /// assert_eq!(texts.first(), Some(&("already has a pending ramp", ErrorTextOrigin::Guide)));
    /// ```
    pub fn texts(self) -> impl Iterator<Item = (&'static str, ErrorTextOrigin)> {
        self.meanings().iter().copied().flat_map(texts_of)
    }

    /// Returns the meanings of the texts of this reason.
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
            Self::RateKeyInvalid => &[Meaning::RateKeyInvalid, Meaning::RateKeyOrApiKeyInvalid],
            Self::RateKeyExpired => &[Meaning::RateKeyExpired, Meaning::RateKeyOrApiKeyExpired],
            Self::AccountExists => &[Meaning::AccountExists],
            Self::ReferenceExists => &[Meaning::ReferenceExists],
            Self::AccountNotFound => &[Meaning::AccountNotFound],
            Self::TransactionNotFound => &[Meaning::TransactionNotFound],
            Self::BankAccountInvalid => &[Meaning::BankAccountInvalid],
            Self::NetworkAddressInvalid => &[Meaning::NetworkAddressInvalid],
            Self::ValidationFailed => &[Meaning::ValidationFailed],
            Self::KeyUnknown => &[Meaning::KeyUnknown],
            Self::ScopeInsufficient => &[Meaning::ScopeInsufficient],
            Self::ApiKeyNotFound => &[
                Meaning::RateKeyOrApiKeyInvalid,
                Meaning::RateKeyOrApiKeyExpired,
            ],
            Self::ScopeInvalid => &[Meaning::ScopeInvalid],
            Self::TemporarilyDisabled => &[Meaning::TemporarilyDisabled],
            Self::RatesUnavailable => &[Meaning::RatesUnavailable],
            Self::RateLimited => &[Meaning::RateLimited],
        }
    }

    /// Returns the reason for an error with this kind and a text with this meaning. `None` if the outcome is unknown, and for a
    /// meaning without a reason.
    pub(crate) fn of(
        kind: ErrorKind,
        meaning: Meaning,
        operation: Option<&Operation>,
    ) -> Option<Self> {
        let is_about_key = matches!(
            meaning,
            Meaning::KeyUnknown | Meaning::RateKeyOrApiKeyInvalid | Meaning::RateKeyOrApiKeyExpired
        );
        match kind {
            ErrorKind::OutcomeUnknown => None,
            ErrorKind::NotAuthenticated => is_about_key.then_some(Self::KeyUnknown),
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
