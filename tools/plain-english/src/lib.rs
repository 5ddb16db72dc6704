//! Finds retired words and constructions in the prose and names of a workspace.
//!
//! `rules.toml` is the table of patterns with their replacements, and `exemptions.toml` lists the permitted exceptions.
//! Text is split into passages: paragraphs, string literals, code spans and identifiers. A paragraph that is wrapped
//! over several lines is one passage, so a construction is found across line breaks.

mod data_file;
mod exemptions;
mod files;
mod markdown;
mod passage;
mod report;
mod rules;
mod rust_source;
mod table;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

pub use crate::exemptions::{Exemptions, MAX_EXEMPTIONS};
use crate::passage::Passage;
pub use crate::report::{Finding, Report};
pub use crate::rules::Rules;

/// Checks the hand-written files that git tracks below `root`.
///
/// `paths` are files or directories relative to `root`; if there are none, all files are checked.
///
/// # Errors
///
/// If a file cannot be read, the table of rules is invalid, or a path matches no file.
pub fn check(root: &Path, paths: &[PathBuf]) -> anyhow::Result<Report> {
    let rules = Rules::load()?;
    let files = files::tracked(root)?;
    if let Some(path) = paths
        .iter()
        .find(|path| !files.iter().any(|file| file.starts_with(path)))
    {
        bail!(
            "{}: no hand-written file; name a tracked file or directory relative to the workspace",
            path.display()
        );
    }
    let mut report = Report::default();
    for file in files {
        if !paths.is_empty() && !paths.iter().any(|path| file.starts_with(path)) {
            continue;
        }
        let Some(format) = Format::of(&file) else {
            continue;
        };
        let path = root.join(&file);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        report.findings.extend(rules.check(&file, format, &text));
    }
    Exemptions::load()?.apply(&mut report, paths);
    Ok(report)
}

/// How the prose of a file is found.
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
    /// YAML or a shell script: comments, and everything else as names.
    Script,
    /// Python: comments, strings and names.
    Python,
    /// JavaScript: comments, strings and names.
    JavaScript,
}

impl Format {
    /// The format of a file by its name, or `None` if it holds no prose that is checked.
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

    /// The passages of a text in this format.
    fn passages(self, text: &str) -> Vec<Passage> {
        match self {
            Self::Rust => rust_source::passages(text, 1),
            Self::Markdown => markdown::passages(text, 1, markdown::Fences::Named),
            Self::OpenApi => data_file::openapi(text),
            Self::Toml => data_file::passages(text, &data_file::TOML),
            Self::Script => data_file::passages(text, &data_file::SCRIPT),
            Self::Python => data_file::passages(text, &data_file::PYTHON),
            Self::JavaScript => data_file::passages(text, &data_file::JAVASCRIPT),
        }
    }
}
