//! Finds retired words and constructions in the prose and names of a workspace.
//!
//! `rules.toml` lists patterns and their replacements, and `exemptions.toml` lists the permitted exceptions. A text is
//! split into passages: paragraphs, string literals, code spans and identifiers. A paragraph of several lines is one
//! passage, so that a construction is also found across line breaks.

mod data_file;
mod exemptions;
mod files;
mod format;
mod markdown;
mod passage;
mod report;
mod rules;
mod rust_source;
mod table;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

pub use crate::exemptions::{Exemptions, MAX_EXEMPTIONS};
pub use crate::format::Format;
pub use crate::report::{Finding, Report};
pub use crate::rules::Rules;

/// Checks the hand-written files that git tracks below `root`.
///
/// `paths` are files or directories relative to `root`. If `paths` is empty, all files are checked.
///
/// # Errors
///
/// If a file cannot be read, `rules.toml` or `exemptions.toml` is invalid, or a path matches no file.
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
