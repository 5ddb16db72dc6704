//! The fixed texts of the API that have a meaning, each with its source.

use super::meaning::Meaning;
use super::meaning::Meaning::{
    AccountExists, AccountNotFound, AlreadyExists, BankAccountInvalid, CodeInvalid, Denied,
    InsufficientFunds, InvalidValue, KeyUnknown, KycAttemptsExceeded, KycExists, KycIncomplete,
    KycMismatch, KycNotExempted, NetworkAddressInvalid, NotFound, RampPending, RateKeyExpired,
    RateKeyInvalid, RateKeyOrApiKeyExpired, RateKeyOrApiKeyInvalid, RateLimited, RatesUnavailable,
    ReferenceExists, ScopeInsufficient, ScopeInvalid, TemporarilyDisabled, TransactionNotFound,
    Unavailable, ValidationFailed,
};

/// Texts with their meanings. An asterisk matches any words.
pub(super) type TextTable = &'static [(&'static str, Meaning)];

/// The source of a known error text of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorTextOrigin {
    /// An error example of the vendor's API document, in one of its versions.
    Documented,
    /// The vendor's guide to errors.
    Guide,
    /// The source code or the tests of published clients.
    SeenInClients,
    /// Not documented: another spelling, or a usual text of similar APIs.
    Assumed,
}

const DOCUMENTED: TextTable = &[
    ("endpoint temporarily disabled", TemporarilyDisabled),
    ("invalid apikey", KeyUnknown),
    ("api key cannot access", ScopeInsufficient),
    ("unable to access", ScopeInsufficient),
    ("unauthorised self", ScopeInsufficient),
    ("ramp reference already exist", ReferenceExists),
    ("transactionReference already exist", ReferenceExists),
    ("account already exist", AccountExists),
    ("Account name or email already exist", AccountExists),
    ("username or email already exist", AccountExists),
    ("KYC record already exist", KycExists),
    ("insufficient funds", InsufficientFunds),
    ("has not completed kyc", KycIncomplete),
    ("user not exempted", KycNotExempted),
    ("invalid otp", CodeInvalid),
    ("does not match BVN record", KycMismatch),
    ("invalid key", RateKeyOrApiKeyInvalid),
    ("invalid API scope", ScopeInvalid),
    ("invalid bank account details", BankAccountInvalid),
    ("invalid feeAccount name", InvalidValue),
    ("accountName is required", InvalidValue),
    ("no url to delete", InvalidValue),
    ("unsupported provider", InvalidValue),
    ("validation error", ValidationFailed),
    ("wrong network address", NetworkAddressInvalid),
    ("account not found", AccountNotFound),
    ("endpoint id not found", NotFound),
    ("transaction not found", TransactionNotFound),
    ("no bank account found", NotFound),
    ("bank account could not be completed", Unavailable),
    ("cannot create account", Unavailable),
    ("cannot get user's account count", Unavailable),
    ("internal server error", Unavailable),
    ("rates not available", RatesUnavailable),
    ("request could not be completed", Unavailable),
    ("unable to process deposit", Unavailable),
];

const GUIDE: TextTable = &[
    ("invalid api key", KeyUnknown),
    ("does not have permission", ScopeInsufficient),
    ("already has a pending ramp", RampPending),
    ("insufficient balance", InsufficientFunds),
    ("unauthorized", Denied),
];

const SEEN_IN_CLIENTS: TextTable = &[
    ("maximum kyc lookup attempts reached", KycAttemptsExceeded),
    ("has not supplied address details", KycIncomplete),
    ("wrong verification method", InvalidValue),
];

const ASSUMED: TextTable = &[
    ("temporarily disabled", TemporarilyDisabled),
    ("api key is invalid", KeyUnknown),
    ("api key is not valid", KeyUnknown),
    ("api key not valid", KeyUnknown),
    ("api key expired", KeyUnknown),
    ("api key has expired", KeyUnknown),
    ("api key is expired", KeyUnknown),
    ("expired api key", KeyUnknown),
    ("api key not found", KeyUnknown),
    ("api key does not exist", KeyUnknown),
    ("unknown api key", KeyUnknown),
    ("incorrect api key", KeyUnknown),
    ("wrong api key", KeyUnknown),
    ("invalid x-api-key", KeyUnknown),
    ("invalid credentials", KeyUnknown),
    ("cannot access", ScopeInsufficient),
    ("can't access", ScopeInsufficient),
    ("unauthorized self", ScopeInsufficient),
    ("do not have permission", ScopeInsufficient),
    ("doesn't have permission", ScopeInsufficient),
    ("insufficient permission", ScopeInsufficient),
    ("insufficient scope", ScopeInsufficient),
    ("reference*already exist", ReferenceExists),
    ("already exist*reference", ReferenceExists),
    ("reference exists", ReferenceExists),
    ("duplicate*reference", ReferenceExists),
    ("reference*duplicate", ReferenceExists),
    ("reference*already used", ReferenceExists),
    ("reference*already in use", ReferenceExists),
    ("reference*already taken", ReferenceExists),
    ("reference*been used", ReferenceExists),
    ("reference*must be unique", ReferenceExists),
    ("reference*not unique", ReferenceExists),
    ("account exists", AccountExists),
    ("account*already taken", AccountExists),
    ("account name*already in use", AccountExists),
    ("email*already exist", AccountExists),
    ("email*already in use", AccountExists),
    ("email*already taken", AccountExists),
    ("already exist", AlreadyExists),
    ("exists already", AlreadyExists),
    ("insufficient*balance", InsufficientFunds),
    ("insufficient*funds", InsufficientFunds),
    ("not enough funds", InsufficientFunds),
    ("not enough balance", InsufficientFunds),
    ("balance is too low", InsufficientFunds),
    ("insufficient fund", InsufficientFunds),
    ("incorrect otp", CodeInvalid),
    ("wrong otp", CodeInvalid),
    ("expired otp", CodeInvalid),
    ("otp expired", CodeInvalid),
    ("otp has expired", CodeInvalid),
    ("wrong code", CodeInvalid),
    ("kyc not completed", KycIncomplete),
    ("kyc is not completed", KycIncomplete),
    ("invalid rate key", RateKeyInvalid),
    ("rate key not found", RateKeyInvalid),
    ("key is invalid", RateKeyOrApiKeyInvalid),
    ("key is not valid", RateKeyOrApiKeyInvalid),
    ("key has expired", RateKeyOrApiKeyExpired),
    ("key expired", RateKeyOrApiKeyExpired),
    ("expired key", RateKeyOrApiKeyExpired),
    ("expired rate key", RateKeyExpired),
    ("rate expired", RateKeyExpired),
    ("rate has expired", RateKeyExpired),
    ("account does not exist", AccountNotFound),
    ("transaction does not exist", TransactionNotFound),
    ("too many requests", RateLimited),
    ("rate limit exceeded", RateLimited),
    ("bad gateway", Unavailable),
    ("gateway timeout", Unavailable),
    ("service unavailable", Unavailable),
    ("something went wrong", Unavailable),
    ("access denied", Denied),
    ("forbidden", Denied),
    ("permission denied", Denied),
    ("unauthorised", Denied),
    ("transaction failed", Denied),
    ("transfer failed", Denied),
    ("withdrawal failed", Denied),
    ("conversion failed", Denied),
    ("payment failed", Denied),
    ("request failed", Denied),
];

const ASSUMED_BESIDE_ERROR_STATUS: TextTable = &[
    ("api key revoked", KeyUnknown),
    ("api key is revoked", KeyUnknown),
    ("api key has been", KeyUnknown),
    ("api key was", KeyUnknown),
    ("pending ramp", RampPending),
    ("kyc", KycIncomplete),
    ("not found", NotFound),
];

/// Seen in clients; an error only with an error status, because a success may have the same text.
const SEEN_BESIDE_ERROR_STATUS: TextTable = &[("kyc previously completed", KycExists)];

/// A list of texts, their origin, and whether they are errors with any status. If not, they are errors only with an error status,
/// because a success may contain a text such as `the API key has been revoked` or `pending ramp canceled`.
pub(super) struct TextList {
    origin: ErrorTextOrigin,
    pub(super) is_error_anywhere: bool,
    pub(super) texts: TextTable,
}

pub(super) static LISTS: [TextList; 6] = {
    use ErrorTextOrigin::{Assumed, Documented, Guide, SeenInClients};
    const fn list(origin: ErrorTextOrigin, is_error_anywhere: bool, texts: TextTable) -> TextList {
        TextList {
            origin,
            is_error_anywhere,
            texts,
        }
    }
    [
        list(Documented, true, DOCUMENTED),
        list(Guide, true, GUIDE),
        list(SeenInClients, true, SEEN_IN_CLIENTS),
        list(SeenInClients, false, SEEN_BESIDE_ERROR_STATUS),
        list(Assumed, true, ASSUMED),
        list(Assumed, false, ASSUMED_BESIDE_ERROR_STATUS),
    ]
};

/// Returns the texts of a meaning, as in the table, each with its origin.
pub(crate) fn texts_of(wanted: Meaning) -> impl Iterator<Item = (&'static str, ErrorTextOrigin)> {
    let texts = |list: &'static TextList| list.texts.iter().map(|text| (text, list.origin));
    let all = LISTS.iter().flat_map(texts);
    let matching = all.filter(move |((_, meaning), _)| *meaning == wanted);
    matching.map(|((text, _), origin)| (*text, origin))
}
