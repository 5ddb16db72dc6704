//! Renders a report as GitHub workflow commands, which annotate the facts file.

use super::{Labels, other_changes, priority_changes};
use crate::diff::{Change, Report};
use crate::sanitize::{github_message, github_property, terminal};

/// Renders one line per change. Changes that affect money or keys are first, because GitHub shows only the first ten
/// annotations of a kind.
pub fn github(report: &Report, labels: &Labels<'_>) -> String {
    let others = other_changes(report).into_values().flatten();
    priority_changes(report)
        .into_iter()
        .chain(others)
        .map(|change| annotation(change, labels.facts_file))
        .collect()
}

fn annotation(change: &Change, file: &str) -> String {
    let command = if change.is_breaking() {
        "error"
    } else if change.priority.is_some() {
        "warning"
    } else {
        "notice"
    };
    let operation = change
        .operation
        .as_deref()
        .map_or_else(|| "the API".to_owned(), terminal);
    let title = github_property(&format!("{operation} {}", change.rule.name()));
    let item = change
        .item
        .as_deref()
        .map_or_else(String::new, |item| format!(" {}.", terminal(item)));
    let message = github_message(&format!(
        "{}. In production: {}; in Rust: {}.{item} {}",
        change.describe(terminal),
        change.production_impact,
        change.version_bump,
        change.fingerprint,
    ));
    format!("::{command} file={file},title={title}::{message}\n")
}
