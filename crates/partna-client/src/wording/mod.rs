//! What the API says in English: the one place where its texts are matched.
//!
//! Statuses decide first. The texts serve the exceptions: one status with several meanings, and an error inside a success.
//! Texts are compared in normal form, as a part of what the API says: lower case, letters and digits alone, so that
//! `Invalid API-Key`, `invalid apikey` and `invalid  api key` are equal. Other forms of the same are matched by their words.

mod matching;
mod meaning;
mod phrases;
mod texts;
mod words;

pub(crate) use matching::{is_about_scope, is_failure_word, is_refusal, meaning, normal_form};
pub(crate) use meaning::Meaning;
pub use texts::TextSource;
pub(crate) use texts::texts_of;
