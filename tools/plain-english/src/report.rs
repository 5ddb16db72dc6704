//! Findings and their counts.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// One use of a retired word or construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, relative to the root of the workspace.
    pub file: PathBuf,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The text that is refused.
    pub found: String,
    /// The paragraph or identifier around it.
    pub context: String,
    /// The replacement.
    pub write: String,
    /// The pattern that found it, as in `rules.toml`.
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

/// Every finding, in the order of files, and what is wrong with the exemptions.
#[derive(Debug, Default)]
pub struct Report {
    /// Findings without those that are exempt.
    pub findings: Vec<Finding>,
    /// Exemptions that no longer fit.
    pub stale: Vec<String>,
}

impl Report {
    /// Whether the files pass.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.stale.is_empty()
    }

    /// How many findings each rule has, the most frequent first.
    pub fn by_rule(&self) -> Vec<(&str, usize)> {
        count(self.findings.iter().map(|finding| finding.rule.as_str()))
    }

    /// How many findings each directory has, the most frequent first: two levels of the path, or a file in the root.
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
