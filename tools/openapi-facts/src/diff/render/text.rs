//! For people at a terminal.

use std::fmt::Write;

use super::{Labels, concerns, counted, groups, verdict};
use crate::diff::{Change, Report};
use crate::sanitize::terminal;

pub fn text(report: &Report, labels: &Labels<'_>) -> String {
    let (acknowledged, next) = (labels.acknowledged_file, labels.next);
    let mut text = format!("{}\nverdict: {}\n", counted(report), verdict(report));
    let concerns = concerns(report);
    if !concerns.is_empty() {
        text += "\nMoney and keys\n";
        for change in concerns {
            let operation = change.operation.as_deref().map(terminal);
            entry(&mut text, change, operation.as_deref());
        }
    }
    for (operation, changes) in groups(report) {
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
            let says = change.says(terminal);
            let _ = writeln!(text, "  {}  {operation} {says}", change.fingerprint);
            let _ = writeln!(text, "    because {}", terminal(&accepted.why));
        }
    }
    for stale in &report.stale {
        let (fingerprint, what) = (&stale.fingerprint, terminal(&stale.what));
        let _ = writeln!(
            text,
            "\nhint: {acknowledged} names {fingerprint} ({what}), and there is no such change: take it out"
        );
    }
    if !report.changes.is_empty() {
        let _ = writeln!(
            text,
            "\nNext: {next}\nA change that needs nothing done goes into {acknowledged} by its fingerprint, with the reason."
        );
    }
    text
}

/// One change: its verdicts, its rule and fingerprint, and below it what it is and why that matters.
fn entry(text: &mut String, change: &Change, operation: Option<&str>) {
    let (deployed, rust, rule) = (change.deployed, change.rust, change.rule.name());
    let _ = writeln!(
        text,
        "  {deployed:<9}  {rust:<5}  {}  {rule}",
        change.fingerprint
    );
    let operation = operation.map_or_else(String::new, |operation| format!("{operation}: "));
    let _ = writeln!(text, "    {operation}{}", change.says(terminal));
    let mut notes = vec![change.rule.why().to_owned()];
    if let Some(concern) = change.concern {
        notes.insert(0, concern.to_string());
    }
    if let Some(item) = &change.item {
        notes.push(terminal(item));
    }
    let _ = writeln!(text, "    ({})", notes.join("; "));
}
