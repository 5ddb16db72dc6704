//! Reads and validates untrusted documents.
//!
//! `fetch.rs` reads the bytes within limits. `validate.rs` parses them and calls the checks:
//!
//! - `document_text.rs` finds the format, JSON or YAML, and `yaml.rs` reads YAML.
//! - `structure.rs` checks the types of values. `references.rs` checks the targets of references. `paths.rs` checks
//!   that each path can be sent unchanged. `size_limits.rs` checks the number of values, the nesting, and the size
//!   after references are expanded.
//! - `normalize.rs` rewrites the document to the internal form, which is close to OpenAPI 3.0. `openapi31.rs` rewrites
//!   the keywords of schemas.
//!
//! `differences.rs` limits the number of facts that an adoption may add and remove.

mod differences;
mod document_text;
mod fetch;
mod normalize;
mod openapi31;
mod paths;
mod references;
mod size_limits;
mod structure;
mod unusable_document;
mod validate;
mod yaml;
mod yaml_scalar;

use std::path::Path;
use std::time::Duration;

use crate::json::Json;

pub use differences::{Differences, MAX_DIFFERENCE_BYTES, MAX_DIFFERENCES};
pub use unusable_document::UnusableDocument;
pub use validate::parse;

/// Limits for reading a document.
#[derive(Clone, Debug)]
pub struct Limits {
    pub bytes: u64,
    /// The timeout for the whole download, including redirects.
    pub time: Duration,
    /// The maximum number of values after references are expanded. The vendor's document has about 20,000.
    pub values: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 16 << 20,
            time: Duration::from_secs(30),
            values: 100_000,
        }
    }
}

/// Converts names of a document to the names in generated code, and finds reserved names.
pub trait RustNames {
    /// Returns the Rust name of a field or parameter, in a form for comparisons; empty if the name cannot be converted.
    fn field(&self, name: &str) -> String;

    /// Whether a parameter with this Rust name would collide with a part of the generated request builder.
    fn is_reserved(&self, rust: &str) -> bool;
}

/// A document and its source.
#[derive(Debug)]
pub struct Document {
    /// The path of the file, or the URL without credentials, query and fragment.
    pub from: String,
    pub bytes: Vec<u8>,
    /// The document in the internal form: that of OpenAPI 3.0, from JSON or YAML.
    pub json: Json,
}

impl Document {
    /// Returns the last segment of the source.
    pub fn name(&self) -> &str {
        let name = Path::new(&self.from).file_name();
        name.and_then(|name| name.to_str()).unwrap_or("a document")
    }
}

/// Reads a document from a file.
pub fn read_file(
    path: &Path,
    limits: &Limits,
    names: &dyn RustNames,
) -> Result<Document, UnusableDocument> {
    let from = path.display().to_string();
    let with_name = |error: UnusableDocument| error.with_name(&from);
    let bytes = fetch::read_file(path, limits).map_err(|cause| with_name(cause.into()))?;
    let json = parse(&bytes, limits, names).map_err(with_name)?;
    Ok(Document { from, bytes, json })
}

/// Reads a document from a file or a URL.
pub fn read(
    from: &str,
    limits: &Limits,
    names: &dyn RustNames,
) -> Result<Document, UnusableDocument> {
    let (from, bytes) = fetch::fetch(from, limits)?;
    let json = parse(&bytes, limits, names).map_err(|error| error.with_name(&from))?;
    Ok(Document { from, bytes, json })
}
