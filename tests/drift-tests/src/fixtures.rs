//! The vendor's documents without prose, in `tests/fixtures`.

use std::path::PathBuf;

use anyhow::Context;
use openapi_facts::json::Json;
use serde::Deserialize;

use crate::root;

/// A document, as recorded in `vendor.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fixture {
    /// The date of publication by the vendor, YYYY-MM-DD.
    pub date: String,
    /// The SHA-256 digest of the original, in hexadecimal.
    pub sha256: String,
    /// The number of wire facts of the original, without notes.
    pub facts: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    document: Vec<Fixture>,
}

impl Fixture {
    pub fn path(&self) -> PathBuf {
        directory().join(format!("vendor-{}.json", self.date))
    }

    pub fn read(&self) -> anyhow::Result<Json> {
        Json::read(&self.path())
    }
}

/// Returns the directory of the fixtures.
pub fn directory() -> PathBuf {
    root().join("tests/fixtures")
}

/// Returns the recorded documents, the oldest first.
pub fn all() -> anyhow::Result<Vec<Fixture>> {
    let path = directory().join("vendor.toml");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("{}: cannot be read", path.display()))?;
    let record: Record = toml::from_str(&text).with_context(|| path.display().to_string())?;
    Ok(record.document)
}

/// Reads the document of a date.
pub fn vendor(date: &str) -> anyhow::Result<Json> {
    let fixtures = all()?;
    let found = fixtures.iter().find(|fixture| fixture.date == date);
    found
        .with_context(|| format!("{date}: no document of this date in tests/fixtures/vendor.toml; use one of its dates"))?
        .read()
}
