//! The permitted exceptions.

use std::path::PathBuf;

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::report::{Finding, Report};

/// How many exemptions the workspace may have.
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
    /// Text of the file that contains the finding.
    phrase: String,
    /// How many findings it covers.
    count: usize,
    /// Why the text is right.
    reason: String,
}

impl Exemptions {
    /// Reads the list of this crate.
    ///
    /// # Errors
    ///
    /// If it is not valid TOML, has more than [`MAX_EXEMPTIONS`] entries, or one has no reason.
    pub fn load() -> anyhow::Result<Self> {
        Self::parse(TABLE)
    }

    /// Reads a list.
    ///
    /// # Errors
    ///
    /// As for [`load`](Self::load).
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

    /// Removes what is exempt from a report, and adds the exemptions that do not fit. Only those of `paths` are considered.
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
