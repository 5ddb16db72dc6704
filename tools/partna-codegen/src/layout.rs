//! The paths of a workspace.

use std::path::{Path, PathBuf};

/// A workspace, identified by its root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    root: PathBuf,
}

/// Paths relative to the root.
impl Layout {
    /// Our document.
    pub const DOCUMENT: &str = "openapi/partna.json";
    /// The vendor's facts as last adopted.
    pub const FACTS: &str = "openapi/upstream.facts";
    /// The declared differences between our document and the vendor's.
    pub const DEVIATIONS: &str = "openapi/deviations.toml";
    /// Changes that a person reviewed and accepted.
    pub const ACKNOWLEDGED: &str = "openapi/acknowledged.toml";
    /// The directory of an adoption that is being written.
    pub const STAGED: &str = "openapi/.adopting";
    /// The directory of a committed adoption whose files are being moved into place.
    pub const COMMITTED: &str = "openapi/.adopted";
    /// The generated client.
    pub const CLIENT: &str = "crates/partna-client/src/generated/client.rs";
    /// The operations as methods of `Partna`.
    pub const METHODS: &str = "crates/partna-auth/src/generated/operations.rs";
    /// The operation table.
    pub const OPERATIONS: &str = "crates/partna-client/src/generated/operations.rs";
    /// The Rust file with our document as a constant. A published crate does not contain the JSON file.
    pub const DOCUMENT_CONSTANT: &str = "crates/partna-client/src/generated/document.rs";
    /// The open enums and their documented values.
    pub const ENUMS: &str = "crates/partna-types/src/generated/enums.rs";
    /// A function for each operation, for the tests that catch a change of our document.
    pub const CALLS: &str = "tests/src/generated/calls.rs";
    /// Example messages of every kind of error.
    pub const ERROR_MESSAGES: &str = "docs/generated/error-messages.md";
    /// The rules of a report of changes.
    pub const RULES: &str = "docs/generated/change-rules.md";
    /// The list of types, for the same tests.
    pub const PUBLIC_TYPES: &str = "tests/src/generated/public_types.rs";
}

impl Layout {
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the full path of a path relative to the root.
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
