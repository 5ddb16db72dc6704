//! The paths of the files in a workspace.
//!
//! - Our document is the OpenAPI document from which the code of the workspace is generated.
//! - The vendor's document describes the current API. It is also an OpenAPI document.
//! - An adoption merges the vendor's changes into our document.

use std::path::{Path, PathBuf};

/// The layout of the workspace in one root directory: the paths of its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    root: PathBuf,
}

/// Paths relative to the root.
impl Layout {
    /// Our document.
    pub const DOCUMENT: &str = "openapi/partna.json";
    /// The facts of the vendor's document that was last adopted: its statements about the wire format, one per line.
    pub const FACTS: &str = "openapi/upstream.facts";
    /// The declared differences between our document and the vendor's.
    pub const DEVIATIONS: &str = "openapi/deviations.toml";
    /// The vendor's changes that a person reviewed and accepted.
    pub const ACKNOWLEDGED: &str = "openapi/acknowledged.toml";
    /// An adoption first writes its changed files to this directory. When all are written, the directory is renamed to
    /// [`COMMITTED_DIR`](Self::COMMITTED_DIR). The rename commits the adoption.
    pub const UNCOMMITTED_DIR: &str = "openapi/.adopting";
    /// The changed files of a committed adoption. They replace the current files, and then this directory is removed. If the
    /// replacement is interrupted, the next adoption completes it.
    pub const COMMITTED_DIR: &str = "openapi/.adopted";

    // Generated files:

    /// The HTTP client with its request and response types.
    pub const CLIENT: &str = "crates/partna-client/src/generated/client.rs";
    /// The methods of `Partna`, one for each operation.
    pub const PARTNA_METHODS: &str = "crates/partna-auth/src/generated/operations.rs";
    /// The table of all operations, `OPERATIONS`.
    pub const OPERATION_TABLE: &str = "crates/partna-client/src/generated/operations.rs";
    /// The Rust constant with the text of our document. Users of a published crate do not have the JSON file.
    pub const DOCUMENT_CONSTANT: &str = "crates/partna-client/src/generated/document.rs";
    /// The open enums, which also accept undocumented values.
    pub const OPEN_ENUMS: &str = "crates/partna-types/src/generated/enums.rs";
    /// For tests: a function that calls any operation by its id.
    pub const TEST_CALLS: &str = "tests/src/generated/calls.rs";
    /// For tests: a list of all public types.
    pub const TEST_PUBLIC_TYPES: &str = "tests/src/generated/public_types.rs";
    /// The page with an example message for each kind of error.
    pub const ERROR_MESSAGES: &str = "docs/generated/error-messages.md";
    /// The page with the rules by which `cargo xtask upstream diff` classifies changes.
    pub const CHANGE_RULES: &str = "docs/generated/change-rules.md";
}

impl Layout {
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the full path of `path`, which is relative to the root.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub fn document(&self) -> PathBuf {
        self.at(Self::DOCUMENT)
    }

    pub fn facts(&self) -> PathBuf {
        self.at(Self::FACTS)
    }

    pub fn deviations(&self) -> PathBuf {
        self.at(Self::DEVIATIONS)
    }

    pub fn acknowledged(&self) -> PathBuf {
        self.at(Self::ACKNOWLEDGED)
    }
}
