//! Reading a document that comes from outside and may be anything.
//!
//! `fetch.rs` gets the bytes, within limits; `validate.rs` makes sure that they are a document which the rest can walk,
//! `paths.rs` that its paths can be sent,
//! and `size_limits.rs` that it comes to an end. `differences.rs` bounds what of it may have changed.

mod differences;
mod fetch;
mod paths;
mod size_limits;
mod unreadable;
mod validate;

use std::path::Path;
use std::time::Duration;

use crate::json::Json;

pub use differences::{Differences, MAX_DIFFERENCE_BYTES, MAX_DIFFERENCES};
pub use unreadable::Unreadable;
pub use validate::parse;

/// How much of a document is read, and for how long.
#[derive(Clone, Debug)]
pub struct Limits {
    pub bytes: u64,
    /// For the whole document, redirects and all.
    pub time: Duration,
    /// How many values it may have once every reference is written out. The vendor's has some 20,000.
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

/// How the names of a document become names in generated code.
pub trait RustNames {
    /// The Rust name of a field or a parameter, to compare it with others; empty if the name makes none.
    fn field(&self, name: &str) -> String;

    /// Whether a parameter of this Rust name would collide with a part of the generated request builder.
    fn is_reserved(&self, rust: &str) -> bool;
}

/// A document with where it came from.
#[derive(Debug)]
pub struct Document {
    /// The path or the address that was asked for, without what may be secret in it.
    pub from: String,
    pub bytes: Vec<u8>,
    pub json: Json,
}

impl Document {
    /// The last part of where it came from.
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
) -> Result<Document, Unreadable> {
    let from = path.display().to_string();
    let with_name = |error: Unreadable| error.with_name(&from);
    let bytes = fetch::read_file(path, limits).map_err(|cause| with_name(cause.into()))?;
    let json = parse(&bytes, limits, names).map_err(with_name)?;
    Ok(Document { from, bytes, json })
}

/// Reads a document from a file or from an address.
pub fn read(from: &str, limits: &Limits, names: &dyn RustNames) -> Result<Document, Unreadable> {
    let (from, bytes) = fetch::fetch(from, limits)?;
    let json = parse(&bytes, limits, names).map_err(|error| error.with_name(&from))?;
    Ok(Document { from, bytes, json })
}
