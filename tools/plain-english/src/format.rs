//! The formats of files.

use std::path::Path;

use crate::passage::Passage;
use crate::{data_file, markdown, rust_source};

/// The format of a file, which determines how its prose is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Rust: comments, documentation, string literals and identifiers.
    Rust,
    /// Markdown: paragraphs, and the names in code.
    Markdown,
    /// A document whose `description` and `summary` members are prose.
    OpenApi,
    /// TOML: comments, strings and keys.
    Toml,
    /// YAML or a shell script: comments. All other text is checked as names.
    Script,
    /// Python: comments, strings and names.
    Python,
    /// JavaScript: comments, strings and names.
    JavaScript,
}

impl Format {
    /// Returns the format of a file according to its name, or `None` if files of this kind are not checked.
    pub fn of(file: &Path) -> Option<Self> {
        if file.ends_with("openapi/partna.json") {
            return Some(Self::OpenApi);
        }
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => Some(Self::Rust),
            Some("md") => Some(Self::Markdown),
            Some("toml") => Some(Self::Toml),
            Some("yml" | "yaml") => Some(Self::Script),
            Some("py") => Some(Self::Python),
            Some("mjs" | "js") => Some(Self::JavaScript),
            None if file.ends_with(".ci/run") => Some(Self::Script),
            _ => None,
        }
    }

    /// Returns the passages of a text in this format.
    pub(crate) fn passages(self, text: &str) -> Vec<Passage> {
        match self {
            Self::Rust => rust_source::passages(text, 1),
            Self::Markdown => markdown::passages(text, 1, &rust_source::IN_MARKDOWN),
            Self::OpenApi => data_file::openapi(text),
            Self::Toml => data_file::passages(text, &data_file::TOML),
            Self::Script => data_file::passages(text, &data_file::SCRIPT),
            Self::Python => data_file::passages(text, &data_file::PYTHON),
            Self::JavaScript => data_file::passages(text, &data_file::JAVASCRIPT),
        }
    }
}
