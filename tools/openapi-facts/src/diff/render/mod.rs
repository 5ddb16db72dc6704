//! Renders a report for a terminal, a pull request, a program, or as GitHub annotations.

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

/// The file names and commands that a report mentions.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// The file with the old facts.
    pub facts_file: &'a str,
    /// The file with acknowledged changes.
    pub acknowledged_file: &'a str,
    /// The next command to run after reading the report.
    pub next_command: &'a str,
    /// The command that prints the full report, in Markdown.
    pub full_report_command: &'a str,
}

/// Returns the changes that affect money or keys. A report lists them first, and does not repeat them in the list of
/// their operation.
fn priority_changes(report: &Report) -> Vec<&Change> {
    let changes = report.changes.iter();
    let mut priority_changes: Vec<&Change> =
        changes.filter(|change| change.priority.is_some()).collect();
    priority_changes.sort_by_key(|change| change.priority);
    priority_changes
}

/// Returns all other changes by operation. Changes without an operation are first.
fn other_changes(report: &Report) -> BTreeMap<Option<&str>, Vec<&Change>> {
    let mut other_changes: BTreeMap<Option<&str>, Vec<&Change>> = BTreeMap::new();
    for change in report
        .changes
        .iter()
        .filter(|change| change.priority.is_none())
    {
        other_changes
            .entry(change.operation.as_deref())
            .or_default()
            .push(change);
    }
    other_changes
}

/// Returns the counts in one line: `3 changes: 1 breaking, 1 may break, 1 safe; 2 acknowledged`.
fn count_line(report: &Report) -> String {
    let counts = report.counts();
    let changes = crate::api_model::pluralize(counts.changes, "change");
    let (breaks, may_break, safe) = (counts.breaks, counts.may_break, counts.safe);
    let mut line = format!("{changes}: {breaks} breaking, {may_break} may break, {safe} safe");
    if counts.acknowledged > 0 {
        line += &format!("; {} acknowledged", counts.acknowledged);
    }
    line
}

/// Returns the verdict: `breaking, major version bump`.
fn verdict_line(report: &Report) -> String {
    match report.version_bump() {
        Some(bump) => format!("{}, {bump} version bump", report.level()),
        None => "nothing to do".to_owned(),
    }
}
