//! Exemptions: the uses of retired words that are permitted.

use std::path::PathBuf;

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::report::{Finding, Report};

/// The maximum number of exemptions in the workspace.
pub const MAX_EXEMPTIONS: usize = 20;

const TABLE: &str = include_str!("../exemptions.toml");

/// The list in `exemptions.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exemptions {
    #[serde(default)]
    exempt: Vec<Exemption>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exemption {
    /// The file, relative to the root of the workspace.
    path: PathBuf,
    /// A text of the file, which contains the words of the finding.
    phrase: String,
    /// The number of findings that the exemption covers.
    count: usize,
    /// Why the text is correct.
    reason: String,
}

impl Exemptions {
    /// Reads the list of this crate.
    ///
    /// # Errors
    ///
    /// If the list is not valid TOML, has more than [`MAX_EXEMPTIONS`] entries, or contains an entry without a reason.
    pub fn load() -> anyhow::Result<Self> {
        Self::parse(TABLE)
    }

    /// Reads a list.
    ///
    /// # Errors
    ///
    /// The errors of [`load`](Self::load).
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let list: Self = toml::from_str(text).context("cannot read exemptions.toml")?;
        if list.exempt.len() > MAX_EXEMPTIONS {
            bail!(
                "exemptions.toml: {} entries; rewrite texts until there are {MAX_EXEMPTIONS} at most",
                list.exempt.len()
            );
        }
        if let Some(entry) = list
            .exempt
            .iter()
            .find(|entry| entry.reason.trim().is_empty())
        {
            bail!(
                "exemptions.toml: no reason for \"{}\" in {}; add one",
                entry.phrase,
                entry.path.display()
            );
        }
        Ok(list)
    }

    /// Removes the exempt findings from a report. Adds to the report the exemptions that cover another number of
    /// findings than they state. If `paths` is not empty, only the exemptions of these files and directories are
    /// applied.
    pub fn apply(&self, report: &mut Report, paths: &[PathBuf]) {
        for entry in &self.exempt {
            if !paths.is_empty() && !paths.iter().any(|path| entry.path.starts_with(path)) {
                continue;
            }
            let before = report.findings.len();
            report.findings.retain(|finding| !entry.covers(finding));
            let count = before - report.findings.len();
            if count != entry.count {
                report.stale.push(format!(
                    "exemptions.toml: \"{}\" in {} covers {count} findings, not {}; correct or remove the exemption",
                    entry.phrase,
                    entry.path.display(),
                    entry.count
                ));
            }
        }
    }
}

impl Exemption {
    fn covers(&self, finding: &Finding) -> bool {
        let phrase = self.phrase.to_lowercase();
        finding.file == self.path
            && phrase.contains(&finding.found.to_lowercase())
            && finding.context.to_lowercase().contains(&phrase)
    }
}
