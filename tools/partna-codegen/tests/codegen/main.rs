//! Reports about the vendor's document, and texts of a document in each output format.

mod report;
mod sanitize;
