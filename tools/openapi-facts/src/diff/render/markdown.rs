//! For the body of a pull request. Whatever comes from outside stands in code spans, where nothing is markup or a
//! mention; there are lists and no tables, whose cells a bar would end.

use super::{Labels, count_line, other_changes, priority_changes, verdict_line};
use crate::diff::{Change, Report};
use crate::sanitize::code_span;

/// GitHub takes some 65,000 characters, and a pull request says more than this.
const MAX_CHARS: usize = 45_000;

/// What is kept for the words at the end.
const RESERVED_CHARS: usize = 1_000;

/// More changes than this in a group are folded.
const MAX_UNFOLDED_LINES: usize = 15;

pub fn markdown(report: &Report, labels: &Labels<'_>) -> String {
    let mut page = Page::default();
    page.always(&format!(
        "**{}**: {}.",
        verdict_line(report),
        count_line(report)
    ));
    let priority_changes = priority_changes(report);
    if !priority_changes.is_empty() {
        page.group("### Money and keys", &priority_changes, |change| {
            let operation = change.operation.as_deref();
            let operation = operation.map_or_else(String::new, |name| code_span(name) + ": ");
            let priority = change
                .priority
                .map_or_else(String::new, |priority| priority.to_string());
            format!("- {priority}: {operation}{}", line(change))
        });
    }
    for (operation, changes) in other_changes(report) {
        let title = operation.map_or_else(|| "The API as a whole".to_owned(), code_span);
        page.group(&format!("### {title}"), &changes, |change| {
            format!("- {}", line(change))
        });
    }
    if !report.acknowledged.is_empty() {
        let accepted: Vec<_> = report.acknowledged.iter().collect();
        page.group("### Acknowledged", &accepted, |accepted| {
            let change = &accepted.change;
            let operation = code_span(change.operation.as_deref().unwrap_or("the API"));
            let (description, reason) = (change.describe(code_span), code_span(&accepted.reason));
            format!(
                "- {operation}: {description}; reason: {reason} (`{}`)",
                change.fingerprint
            )
        });
    }
    if !report.stale.is_empty() {
        let stale: Vec<_> = report.stale.iter().collect();
        let title = format!(
            "### Stale entries in `{}`: no such change; remove them",
            labels.acknowledged_file
        );
        page.group(&title, &stale, |entry| {
            format!(
                "- `{}`: {}",
                entry.fingerprint,
                code_span(&entry.description)
            )
        });
    }
    if page.left_out > 0 {
        let left_out = page.left_out;
        page.always(&format!(
            "\n{left_out} more lines are omitted; {} prints the full report.",
            labels.full_report_command
        ));
    }
    if !report.changes.is_empty() {
        page.always(&format!("\nNext: `{}`", labels.next_command));
    }
    page.text
}

fn line(change: &Change) -> String {
    let mut line = format!(
        "{}. **{}**, {}; {}. `{}`",
        change.describe(code_span),
        change.production_impact,
        change.version_bump,
        change.rule.consequence().replace('<', "&lt;"),
        change.rule.name(),
    );
    if let Some(item) = &change.item {
        line += &format!(", {}", code_span(item));
    }
    line + &format!(", `{}`", change.fingerprint)
}

/// Text that stays short enough.
#[derive(Default)]
struct Page {
    text: String,
    length: usize,
    left_out: usize,
}

impl Page {
    fn always(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
        self.length += line.chars().count() + 1;
    }

    fn fits(&self, line: &str) -> bool {
        self.length + line.chars().count() + RESERVED_CHARS < MAX_CHARS
    }

    fn group<T>(&mut self, title: &str, members: &[&T], line: impl Fn(&T) -> String) {
        if !self.fits(title) {
            self.left_out += members.len();
            return;
        }
        self.always(&format!("\n{title}\n"));
        let folded = members.len() > MAX_UNFOLDED_LINES;
        if folded {
            let count = members.len();
            self.always(&format!("<details><summary>{count} lines</summary>\n"));
        }
        for (at, member) in members.iter().enumerate() {
            let line = line(member);
            if !self.fits(&line) {
                self.left_out += members.len() - at;
                break;
            }
            self.always(&line);
        }
        if folded {
            self.always("\n</details>");
        }
    }
}
