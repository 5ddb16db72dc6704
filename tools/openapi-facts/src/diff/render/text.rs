//! Renders a report as text, for a terminal.

use std::fmt::Write;

use super::{Labels, count_line, other_changes, priority_changes, verdict_line};
use crate::diff::{Change, Report};
use crate::sanitize::terminal;

pub fn text(report: &Report, labels: &Labels<'_>) -> String {
    let (acknowledged, next) = (labels.acknowledged_file, labels.next_command);
    let mut text = format!(
        "{}\nverdict: {}\n",
        count_line(report),
        verdict_line(report)
    );
    let priority_changes = priority_changes(report);
    if !priority_changes.is_empty() {
        text += "\nMoney and keys\n";
        for change in priority_changes {
            let operation = change.operation.as_deref().map(terminal);
            entry(&mut text, change, operation.as_deref());
        }
    }
    for (operation, changes) in other_changes(report) {
        let title = operation.map_or_else(|| "The API as a whole".to_owned(), terminal);
        let _ = writeln!(text, "\n{title}");
        for change in changes {
            entry(&mut text, change, None);
        }
    }
    if !report.acknowledged.is_empty() {
        text += "\nAcknowledged\n";
        for accepted in &report.acknowledged {
            let change = &accepted.change;
            let operation = change
                .operation
                .as_deref()
                .map_or_else(String::new, terminal);
            let description = change.describe(terminal);
            let _ = writeln!(text, "  {}  {operation} {description}", change.fingerprint);
            let _ = writeln!(text, "    reason: {}", terminal(&accepted.reason));
        }
    }
    for stale in &report.stale {
        let (fingerprint, description) = (&stale.fingerprint, terminal(&stale.description));
        let _ = writeln!(
            text,
            "\nhint: {acknowledged} acknowledges {fingerprint} ({description}), which is not in this report; remove the entry"
        );
    }
    if !report.changes.is_empty() {
        let _ = writeln!(
            text,
            "\nNext: {next}\nTo accept a change that requires no action, add its fingerprint and a reason to {acknowledged}."
        );
    }
    text
}

/// Appends one change: impact, version bump, fingerprint and rule, then the description and the consequence.
fn entry(text: &mut String, change: &Change, operation: Option<&str>) {
    let (impact, bump, rule) = (
        change.production_impact,
        change.version_bump,
        change.rule.name(),
    );
    let _ = writeln!(
        text,
        "  {impact:<9}  {bump:<5}  {}  {rule}",
        change.fingerprint
    );
    let operation = operation.map_or_else(String::new, |operation| format!("{operation}: "));
    let _ = writeln!(text, "    {operation}{}", change.describe(terminal));
    let mut notes = vec![change.rule.consequence().to_owned()];
    if let Some(priority) = change.priority {
        notes.insert(0, priority.to_string());
    }
    if let Some(item) = &change.item {
        notes.push(terminal(item));
    }
    let _ = writeln!(text, "    ({})", notes.join("; "));
}
