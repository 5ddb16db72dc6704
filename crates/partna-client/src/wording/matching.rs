//! Determines the meaning of a text of the API: by fixed texts, and by single words.

use std::sync::LazyLock;

use super::meaning::Meaning;
use super::texts::LISTS;
use super::words::Words;

/// A known text: its parts between asterisks, in order and in normal form.
struct Entry {
    parts: Vec<String>,
    meaning: Meaning,
    /// Whether the text is an error with any status.
    is_error_anywhere: bool,
}

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let entries = LISTS.iter().flat_map(|list| {
        list.texts.iter().map(|(text, meaning)| Entry {
            parts: text.split('*').map(normal_form).collect(),
            meaning: *meaning,
            is_error_anywhere: list.is_error_anywhere,
        })
    });
    entries.collect()
});

/// The maximum number of compared letters and digits of a text. The API's messages are sentences, and shorter.
const MAX_COMPARED: usize = 2000;

/// Returns the letters and digits of a text, in lower case.
pub(crate) fn normal_form(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters
        .flat_map(char::to_lowercase)
        .take(MAX_COMPARED)
        .collect()
}

/// Returns the meaning of a text in an error response. `None` for unknown texts.
pub(crate) fn meaning(text: &str) -> Option<Meaning> {
    let words = Words::of(text);
    let text = normal_form(text);
    let matching = TABLE.iter().filter(|entry| entry.is_in(&text));
    let is_plausible = |meaning: &Meaning| match meaning {
        Meaning::KeyUnknown => !words.is_about_scope_of_key(),
        Meaning::ReferenceExists => !words.may_deny_reference(),
        Meaning::AccountExists | Meaning::AccountNotFound => !words.has("bank account|accounts"),
        _ => true,
    };
    let fixed = matching.map(|entry| entry.meaning).filter(is_plausible);
    fixed.chain(words.meaning()).min()
}

/// Returns whether a text is an error with any status.
pub(crate) fn is_refusal(text: &str) -> bool {
    let normal = normal_form(text);
    let mut table = TABLE.iter().filter(|entry| entry.is_error_anywhere);
    table.any(|entry| entry.is_in(&normal)) || Words::of(text).is_refusal()
}

/// Returns whether a text in a response that rejects the request is about the scope of the key.
pub(crate) fn is_about_scope(text: &str) -> bool {
    Words::of(text).is_about_scope()
}

/// Returns whether a word means failure, as the value of `success` or `status` or as a whole message.
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
    use Meaning::{AccountNotFound, Denied, KeyUnknown, ReferenceExists, ScopeInsufficient};

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
