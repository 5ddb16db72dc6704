//! Matches the English texts of the API. No other module does.
//!
//! Responses are classified by status first. The texts are used for the exceptions: one status with several meanings, and an
//! error inside a success. A text of the API matches if its normal form contains a known text. The normal form has only letters
//! and digits, in lower case, so that `Invalid API-Key`, `invalid apikey` and `invalid  api key` are equal. Paraphrases are
//! matched by single words.

mod matching;
mod meaning;
mod phrases;
mod texts;
mod words;

pub(crate) use matching::{is_about_scope, is_failure_word, is_refusal, meaning, normal_form};
pub(crate) use meaning::Meaning;
pub use texts::ErrorTextOrigin;
pub(crate) use texts::texts_of;
