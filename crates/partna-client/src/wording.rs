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
    /// The API does not know the key, or not any more.
    KeyUnknown,
    /// The key is genuine and may not do this.
    ScopeInsufficient,
    /// Another ramp of the account is still pending.
    RampPending,
    /// The caller's reference is in use.
    ReferenceExists,
    /// An account, a name or a record exists.
    AlreadyExists,
    /// The account holds too little.
    InsufficientFunds,
    /// The customer has to be verified first, or could not be.
    Kyc,
    /// A value that identifies something is not valid. The API says this of rate keys and of short forms of API keys.
    InvalidKey,
    /// A value is missing or not valid.
    InvalidValue,
    /// What the request names does not exist.
    NotFound,
    /// Too many requests.
    RateLimited,
    /// The API cannot do it now.
    Unavailable,
    /// Refused, without a reason.
    Denied,
    /// Something failed, without a reason.
    Failed,
}

/// Texts with a meaning. An asterisk stands for any other words.
type Texts = &'static [(&'static str, Meaning)];

use Meaning::{
    AlreadyExists, Denied, InsufficientFunds, InvalidKey, InvalidValue, KeyUnknown, Kyc, NotFound,
    RampPending, RateLimited, ReferenceExists, ScopeInsufficient, TemporarilyDisabled, Unavailable,
};

/// Error examples of the vendor's API document, over its versions.
const DOCUMENTED: Texts = &[
    ("endpoint temporarily disabled", TemporarilyDisabled),
    ("invalid apikey", KeyUnknown),
    ("api key cannot access", ScopeInsufficient),
    ("unable to access", ScopeInsufficient),
    ("unauthorised self", ScopeInsufficient),
    ("ramp reference already exist", ReferenceExists),
    ("transactionReference already exist", ReferenceExists),
    ("account already exist", AlreadyExists),
    ("Account name or email already exist", AlreadyExists),
    ("username or email already exist", AlreadyExists),
    ("KYC record already exist", AlreadyExists),
    ("insufficient funds", InsufficientFunds),
    ("has not completed kyc", Kyc),
    ("user not exempted", Kyc),
    ("invalid otp", Kyc),
    ("does not match BVN record", Kyc),
    ("invalid key", InvalidKey),
    ("invalid API scope", InvalidValue),
    ("invalid bank account details", InvalidValue),
    ("invalid feeAccount name", InvalidValue),
    ("accountName is required", InvalidValue),
    ("no url to delete", InvalidValue),
    ("unsupported provider", InvalidValue),
    ("validation error", InvalidValue),
    ("wrong network address", InvalidValue),
    ("account not found", NotFound),
    ("endpoint id not found", NotFound),
    ("transaction not found", NotFound),
    ("no bank account found", NotFound),
    ("bank account could not be completed", Unavailable),
    ("cannot create account", Unavailable),
    ("cannot get user's account count", Unavailable),
    ("internal server error", Unavailable),
    ("rates not available", Unavailable),
    ("request could not be completed", Unavailable),
    ("unable to process deposit", Unavailable),
];

/// The vendor's guide to errors.
const GUIDE: Texts = &[
    ("invalid api key", KeyUnknown),
    ("does not have permission", ScopeInsufficient),
    ("already has a pending ramp", RampPending),
    ("insufficient balance", InsufficientFunds),
    ("unauthorized", Denied),
];

/// Seen in the source or the tests of published clients.
const SEEN_IN_CLIENTS: Texts = &[
    ("maximum kyc lookup attempts reached", Kyc),
    ("has not supplied address details", Kyc),
    ("wrong verification method", InvalidValue),
];

/// Other forms of the above that nobody documents: spellings, and how APIs of this kind usually put it.
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
    ("already exist", AlreadyExists),
    ("exists already", AlreadyExists),
    ("not enough funds", InsufficientFunds),
    ("kyc not completed", Kyc),
    ("kyc is not completed", Kyc),
    ("key is invalid", InvalidKey),
    ("key is not valid", InvalidKey),
    ("key has expired", InvalidKey),
    ("key expired", InvalidKey),
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

/// Assumed as well, and counted only beside the status of an error: a success may say the same, such as `the API key has been
/// revoked` or `pending ramp canceled`.
const ASSUMED_BESIDE_ERROR_STATUS: Texts = &[
    ("api key revoked", KeyUnknown),
    ("api key is revoked", KeyUnknown),
    ("api key has been", KeyUnknown),
    ("api key was", KeyUnknown),
    ("pending ramp", RampPending),
    ("kyc", Kyc),
    ("not found", NotFound),
];

/// An entry of the table in normal form: parts that follow one another.
struct Entry {
    parts: Vec<String>,
    meaning: Meaning,
    /// Whether it says so beside any status.
    anywhere: bool,
}

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let entry = |anywhere| {
        move |(text, meaning): &(&str, Meaning)| Entry {
            parts: text.split('*').map(normal_form).collect(),
            meaning: *meaning,
            anywhere,
        }
    };
    let texts = [DOCUMENTED, GUIDE, SEEN_IN_CLIENTS, ASSUMED];
    let texts = texts.into_iter().flatten().map(entry(true));
    let limited = ASSUMED_BESIDE_ERROR_STATUS.iter().map(entry(false));
    texts.chain(limited).collect()
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
            ("toAccount not found", NotFound),
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
