//! Matches the English texts of the API. All known texts are in this module.
//!
//! Responses are classified by status first. The texts are used if a status has several meanings, and if a 2xx has an error in
//! its body. A text of the API matches if its normal form contains the normal form of a known text. The normal form has only
//! letters and digits, in lower case, so that `Invalid API-Key`, `invalid apikey` and `invalid  api key` are equal. Paraphrases
//! are matched by single words.
//!
//! Some texts are errors with any status: they show an error even in a response with a 2xx. The others are errors only in a
//! response with an error status.

mod matching;
mod meaning;
mod phrases;
mod texts;
mod words;

pub(crate) use matching::{is_about_scope, is_failure_word, is_refusal, meaning, normal_form};
pub(crate) use meaning::Meaning;
pub use texts::ErrorTextOrigin;
pub(crate) use texts::texts_of;
