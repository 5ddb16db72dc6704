//! Reports about the vendor's document, and text of a document in each format.

mod report;
mod sanitize;
