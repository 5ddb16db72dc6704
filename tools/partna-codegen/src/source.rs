//! Reads the vendor's document, and checks its parameters with the naming rules of this crate.

use std::path::Path;

pub use openapi_facts::source::{
    Differences, Document, Limits, MAX_DIFFERENCE_BYTES, MAX_DIFFERENCES, UnusableDocument,
};

use crate::names::RustNames;
use openapi_facts::json::Json;

/// Reads a document from bytes.
///
/// # Errors
///
/// If the document cannot be used.
pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Json, UnusableDocument> {
    openapi_facts::source::parse(bytes, limits, &RustNames)
}

/// Reads a document from a file.
///
/// # Errors
///
/// If the document cannot be used.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Document, UnusableDocument> {
    openapi_facts::source::read_file(path, limits, &RustNames)
}

/// Reads a document from a file or from a URL.
///
/// # Errors
///
/// If the document cannot be used.
pub fn read(from: &str, limits: &Limits) -> Result<Document, UnusableDocument> {
    openapi_facts::source::read(from, limits, &RustNames)
}
