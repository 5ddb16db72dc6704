//! Random edits of a document, and whether each has an effect on the wire.
//!
//! An edit changes one value at any JSON pointer. Whether it has an effect is decided by a normal form of the whole document
//! (`normal_form.rs`), which shares no code with facts and reports.

mod edits;
mod normal_form;

pub use edits::{EditKind, RandomEdit, RandomEdits};
pub use normal_form::{NormalForm, normal_form};
