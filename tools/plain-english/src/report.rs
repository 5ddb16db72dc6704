//! Findings and their counts.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// One use of a retired word or construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, relative to the root of the workspace.
    pub file: PathBuf,
    /// The line on which the finding begins, from 1.
    pub line: usize,
    /// The text that is not allowed.
    pub found: String,
    /// The passage that contains the text.
    pub context: String,
    /// The replacement.
    pub write: String,
    /// The pattern that matched the text, as in `rules.toml`.
    pub rule: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            found,
            write,
            ..
        } = self;
        write!(f, "{}:{line}: \"{found}\": write {write}", file.display())
    }
}

/// All findings, in the order of files, and the problems with exemptions.
#[derive(Debug, Default)]
pub struct Report {
    /// The findings that are not exempt.
    pub findings: Vec<Finding>,
    /// A message for each exemption that covers another number of findings than it states.
    pub stale: Vec<String>,
}

impl Report {
    /// Whether the report contains no findings and no problems with exemptions.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.stale.is_empty()
    }

    /// Returns the number of findings of each rule. The rule with the most findings is first.
    pub fn by_rule(&self) -> Vec<(&str, usize)> {
        count(self.findings.iter().map(|finding| finding.rule.as_str()))
    }

    /// Returns the number of findings in each directory. The directory with the most findings is first. A directory is
    /// identified by the first two levels of its path, and a file in the root by its name.
    pub fn by_directory(&self) -> Vec<(String, usize)> {
        let directories = self.findings.iter().map(|finding| {
            let parts: Vec<_> = finding
                .file
                .iter()
                .take(2)
                .map(|part| part.to_string_lossy())
                .collect();
            parts.join("/")
        });
        count(directories)
    }
}

fn count<T: Ord>(items: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_insert(0) += 1;
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by(|(_, left), (_, right)| right.cmp(left));
    counts
}
