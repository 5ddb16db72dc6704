//! The drift net: what a vendor could change, in its document or in ours, and whether that shows.
//!
//! - `snapshots.rs`, `inventory.rs`, `public_api.rs`: what the snapshots hold.
//! - `edit.rs`: the language of all mutations.
//! - `our_mutations.rs`, `oracle.rs`: every change of our document, and whether the snapshots show it at its place.
//! - `vendor_mutations.rs`: every change of the vendor's document, with what the report has to say.
//! - `fixtures.rs`: the vendor's documents without prose.
//! - `corrupt_inputs.rs`: documents that nobody should send.
//! - `import_replay.rs`, `semver.rs`, `compiled_mutations.rs`, `dependent_crate.rs`, `schemathesis.rs`: suites that take the
//!   compiler or a server, for `cargo xtask soak`.

#![allow(
    missing_docs,
    clippy::print_stdout,
    reason = "suites of this workspace, which talk to people; what they do is documented by module"
)]

pub mod compiled_mutations;
pub mod corrupt_inputs;
pub mod dependent_crate;
pub mod edit;
pub mod fixtures;
pub mod import_replay;
pub mod inventory;
pub mod oracle;
pub mod our_mutations;
pub mod public_api;
pub mod schemathesis;
pub mod semver;
pub mod snapshots;
pub mod vendor_mutations;

use std::path::{Path, PathBuf};

use openapi_facts::json::Json;
use partna_codegen::cargo;
use partna_codegen::layout::Layout;

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Our document.
pub fn document() -> anyhow::Result<Json> {
    Json::read(&root().join(Layout::DOCUMENT))
}
