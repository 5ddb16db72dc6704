//! Every English text of the API that is matched, in one table with its source.
//!
//! Statuses decide first. The texts serve the exceptions: one status with several meanings, and an error inside a success.
//! Texts are compared in normal form, as a part of what the API says: lower case, letters and digits alone, so that
//! `Invalid API-Key`, `invalid apikey` and `invalid  api key` are equal.

use std::sync::LazyLock;

use crate::words::Words;

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
            RampPending | ReferenceExists | KycExists | AccountExists | AlreadyExists
        )
    }
}

/// Texts with a meaning. An asterisk stands for any other words.
type Texts = &'static [(&'static str, Meaning)];

use Meaning::{
    AccountExists, AccountNotFound, AlreadyExists, BankAccountInvalid, CodeInvalid, Denied,
    InsufficientFunds, InvalidKey, InvalidValue, KeyExpired, KeyUnknown, KycAttemptsExceeded,
    KycExists, KycIncomplete, KycMismatch, KycNotExempted, NetworkAddressInvalid, NotFound,
    RampPending, RateKeyExpired, RateKeyInvalid, RateLimited, RatesUnavailable, ReferenceExists,
    ScopeInsufficient, ScopeInvalid, TemporarilyDisabled, TransactionNotFound, Unavailable,
    ValidationFailed,
};

/// Where a text of the API is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TextSource {
    /// An error example of the vendor's API document, in one of its versions.
    Documented,
    /// The vendor's guide to errors.
    Guide,
    /// The source or the tests of published clients.
    SeenInClients,
    /// Nobody documents it: another spelling, or how APIs of this kind usually put it.
    Assumed,
}

const DOCUMENTED: Texts = &[
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
    ("invalid key", InvalidKey),
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

const GUIDE: Texts = &[
    ("invalid api key", KeyUnknown),
    ("does not have permission", ScopeInsufficient),
    ("already has a pending ramp", RampPending),
    ("insufficient balance", InsufficientFunds),
    ("unauthorized", Denied),
];

const SEEN_IN_CLIENTS: Texts = &[
    ("maximum kyc lookup attempts reached", KycAttemptsExceeded),
    ("has not supplied address details", KycIncomplete),
    ("wrong verification method", InvalidValue),
];

const ASSUMED: Texts = &[
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
    ("key is invalid", InvalidKey),
    ("key is not valid", InvalidKey),
    ("key has expired", KeyExpired),
    ("key expired", KeyExpired),
    ("expired key", KeyExpired),
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

const ASSUMED_BESIDE_ERROR_STATUS: Texts = &[
    ("api key revoked", KeyUnknown),
    ("api key is revoked", KeyUnknown),
    ("api key has been", KeyUnknown),
    ("api key was", KeyUnknown),
    ("pending ramp", RampPending),
    ("kyc", KycIncomplete),
    ("not found", NotFound),
];

/// Seen in clients, beside the status of an error alone: a success may say the same.
const SEEN_BESIDE_ERROR_STATUS: Texts = &[("kyc previously completed", KycExists)];

/// A list of texts, where it is from, and whether its texts mean an error beside any status. Those that do not count only
/// beside the status of an error: a success may say `the API key has been revoked` or `pending ramp canceled`.
struct List {
    source: TextSource,
    is_error_anywhere: bool,
    texts: Texts,
}

static LISTS: [List; 6] = {
    use TextSource::{Assumed, Documented, Guide, SeenInClients};
    const fn list(source: TextSource, is_error_anywhere: bool, texts: Texts) -> List {
        List {
            source,
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

/// The texts with a meaning as they are written in the table, each with its source.
pub(crate) fn texts_of(wanted: Meaning) -> impl Iterator<Item = (&'static str, TextSource)> {
    let texts = |list: &'static List| list.texts.iter().map(|text| (text, list.source));
    let all = LISTS.iter().flat_map(texts);
    let meant = all.filter(move |((_, meaning), _)| *meaning == wanted);
    meant.map(|((text, _), source)| (*text, source))
}

/// An entry of the table in normal form: parts that follow one another.
struct Entry {
    parts: Vec<String>,
    meaning: Meaning,
    /// Whether it is an error beside any status.
    anywhere: bool,
}

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let entries = LISTS.iter().flat_map(|list| {
        list.texts.iter().map(|(text, meaning)| Entry {
            parts: text.split('*').map(normal_form).collect(),
            meaning: *meaning,
            anywhere: list.is_error_anywhere,
        })
    });
    entries.collect()
});

/// How many letters and digits of a text are compared. The API's messages are sentences; what is longer is not one of them.
const MAX_COMPARED: usize = 2000;

/// Letters and digits in lower case, and nothing else.
pub(crate) fn normal_form(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters
        .flat_map(char::to_lowercase)
        .take(MAX_COMPARED)
        .collect()
}

/// What a text means beside the status of an error; none for one that is not known.
pub(crate) fn meaning(text: &str) -> Option<Meaning> {
    let words = Words::of(text);
    let text = normal_form(text);
    let matching = TABLE.iter().filter(|entry| entry.is_in(&text));
    let is_meant = |meaning: &Meaning| match meaning {
        KeyUnknown => !words.is_about_scope_of_key(),
        ReferenceExists => !words.may_deny_reference(),
        AccountExists | AccountNotFound => !words.has("bank account|accounts"),
        _ => true,
    };
    let fixed = matching.map(|entry| entry.meaning).filter(is_meant);
    fixed.chain(words.meaning()).min()
}

/// Whether a text is that of an error, with any status beside it.
pub(crate) fn is_refusal(text: &str) -> bool {
    let normal = normal_form(text);
    let mut table = TABLE.iter().filter(|entry| entry.anywhere);
    table.any(|entry| entry.is_in(&normal)) || Words::of(text).is_refusal()
}

/// Whether a text is about what a key may do, beside a status that refuses a request for its key.
pub(crate) fn is_about_scope(text: &str) -> bool {
    Words::of(text).is_about_scope()
}

/// Whether a word, as the value of `success` or `status` or as a whole message, says that something failed.
pub(crate) fn is_failure_word(text: &str) -> bool {
    let words = ["false", "error", "failed", "fail", "failure"];
    words.contains(&normal_form(text).as_str())
}

impl Entry {
    fn is_in(&self, text: &str) -> bool {
        let mut rest = Some(text);
        for part in &self.parts {
            rest = rest.and_then(|rest| Some(rest.split_once(part.as_str())?.1));
        }
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores_case_spaces_and_punctuation() {
        for text in [
            "invalid apikey",
            "Invalid API key",
            "INVALID API-KEY.",
            "invalid  api_key",
            " Error: invalid\tApiKey!",
        ] {
            assert_eq!(meaning(text), Some(KeyUnknown), "{text}");
        }
        for text in ["success", "request completed", "Deposit initiated", "", "…"] {
            assert_eq!(meaning(text), None, "{text}");
        }
    }

    #[test]
    fn recognizes_duplicate_references() {
        for text in [
            "ramp reference already exists",
            "transactionReference already exist",
            "Transaction-Reference already exists.",
            "transaction_reference 'abc' already exists",
            "A transaction with this reference already exists",
            "Duplicate transaction reference",
        ] {
            assert_eq!(meaning(text), Some(ReferenceExists), "{text}");
        }
        for text in [
            "account already exists",
            "reference not found",
            "invalid reference",
            "User already has a pending ramp request",
            "a pending ramp with another reference already exists",
            "reference does not exist",
        ] {
            assert_ne!(meaning(text), Some(ReferenceExists), "{text}");
        }
    }

    #[test]
    fn first_meaning_counts() {
        for (text, first) in [
            ("unauthorised self trigger", ScopeInsufficient),
            ("Unauthorized", Denied),
            ("toAccount not found", AccountNotFound),
            ("API key not found", KeyUnknown),
            (
                "Your API key does not have permission for this action",
                ScopeInsufficient,
            ),
        ] {
            assert_eq!(meaning(text), Some(first), "{text}");
        }
    }

    #[test]
    fn some_texts_need_error_status() {
        for text in [
            "API key has been invalidated",
            "pending ramp canceled",
            "KYC verification successful!",
        ] {
            assert!(meaning(text).is_some() && !is_refusal(text), "{text}");
        }
        assert!(is_refusal("transfer failed: Insufficient Funds"));
    }

    #[test]
    fn compares_bounded_prefix() {
        let long = "x".repeat(10 * MAX_COMPARED);
        assert_eq!(normal_form(&long).len(), MAX_COMPARED);
        assert_eq!(meaning(&(long + "invalid apikey")), None);
    }
}
