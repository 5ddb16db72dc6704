//! The drift tests: checks that snapshots and reports show every change of a document.
//!
//! - `snapshots.rs`, `inventory.rs`, `public_api.rs`: the content of the snapshots.
//! - `edit.rs`: the edits that mutations consist of.
//! - `our_mutations.rs`, `oracle.rs`: all changes of our document, and the check that a snapshot shows each at its place.
//! - `vendor_mutations.rs`: all changes of the vendor's document, with the expected report of each.
//! - `fixtures.rs`: the vendor's documents without prose.
//! - `corrupt_inputs.rs`: corrupt and hostile documents.
//! - `cost.rs`: documents of any number of operations.
//! - `import_replay.rs`, `semver.rs`, `compiled_mutations.rs`, `dependent_crate.rs`, `schemathesis.rs`: suites that need a
//!   compiler or a server, for `cargo xtask soak`.

#![allow(
    missing_docs,
    clippy::print_stdout,
    reason = "internal suites that print results; each module is documented"
)]

pub mod compiled_mutations;
pub mod corrupt_inputs;
pub mod cost;
pub mod dependent_crate;
pub mod edit;
pub mod fixtures;
pub mod import_replay;
pub mod inventory;
pub mod oracle;
pub mod our_mutations;
pub mod public_api;
pub mod random_edits;
pub mod schemathesis;
pub mod semver;
pub mod snapshots;
pub mod vendor_mutations;
pub mod yaml;

use std::path::{Path, PathBuf};

use openapi_facts::json::Json;
use partna_codegen::cargo;
use partna_codegen::layout::Layout;

/// Returns the root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Reads our document.
pub fn document() -> anyhow::Result<Json> {
    Json::read(&root().join(Layout::DOCUMENT))
}
