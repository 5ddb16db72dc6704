//! A report as text: for a terminal, a pull request, a program, and the annotations of GitHub.

mod github;
mod json;
mod markdown;
mod text;

use std::collections::BTreeMap;

pub use github::github;
pub use json::json;
pub use markdown::markdown;
pub use text::text;

use super::{Change, Report};

/// What a report calls the files and the commands around it.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// The file of the facts that were compared with.
    pub facts_file: &'a str,
    /// The file of changes that need nothing done.
    pub acknowledged_file: &'a str,
    /// The command that follows once a report was read.
    pub next: &'a str,
    /// What prints the whole report, in Markdown.
    pub full_report: &'a str,
}

/// The changes about money and keys, which come first and once.
fn concerns(report: &Report) -> Vec<&Change> {
    let changes = report.changes.iter();
    let mut concerns: Vec<&Change> = changes.filter(|change| change.concern.is_some()).collect();
    concerns.sort_by_key(|change| change.concern);
    concerns
}

/// All other changes, by operation; those of none come first.
fn groups(report: &Report) -> BTreeMap<Option<&str>, Vec<&Change>> {
    let mut groups: BTreeMap<Option<&str>, Vec<&Change>> = BTreeMap::new();
    for change in report
        .changes
        .iter()
        .filter(|change| change.concern.is_none())
    {
        groups
            .entry(change.operation.as_deref())
            .or_default()
            .push(change);
    }
    groups
}

/// The report in a line: `3 changes: 1 breaking, 1 that may break, 1 safe; 2 acknowledged`.
fn counted(report: &Report) -> String {
    let counts = report.counts();
    let changes = crate::api_model::counted(counts.changes, "change");
    let (breaks, may_break, safe) = (counts.breaks, counts.may_break, counts.safe);
    let mut line = format!("{changes}: {breaks} breaking, {may_break} that may break, {safe} safe");
    if counts.acknowledged > 0 {
        line += &format!("; {} acknowledged", counts.acknowledged);
    }
    line
}

/// `breaking, a major step`.
fn verdict(report: &Report) -> String {
    match report.step() {
        Some(step) => format!("{}, a {step} step", report.level()),
        None => "nothing to do".to_owned(),
    }
}
