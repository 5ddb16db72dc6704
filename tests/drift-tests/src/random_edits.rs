//! Random edits of a document, and whether each has an effect on the wire.
//!
//! An edit changes one value at any JSON pointer. It has an effect if the normal form of the document (`normal_form.rs`)
//! changes. The normal form shares no code with facts and reports.

mod edits;
mod normal_form;

pub use edits::{EditKind, RandomEdit, RandomEdits};
pub use normal_form::{NormalForm, normal_form};
