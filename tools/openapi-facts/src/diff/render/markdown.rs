//! Renders a report as Markdown, for the body of a pull request. Text of the vendor is always in code spans, where
//! markup and mentions have no effect. Lists are used instead of tables, because a `|` would end a table cell.

use super::{Labels, count_line, other_changes, priority_changes, verdict_line};
use crate::diff::{Change, Report};
use crate::sanitize::code_span;

/// The maximum length in characters. GitHub accepts about 65,000, and the pull request contains more than the report.
const MAX_CHARS: usize = 45_000;

/// Characters reserved for the last lines.
const RESERVED_CHARS: usize = 1_000;

/// Groups with more lines are collapsed.
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
    if page.omitted > 0 {
        let omitted = page.omitted;
        page.always(&format!(
            "\n{omitted} more lines are omitted; {} prints the full report.",
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

/// Text with a maximum length.
#[derive(Default)]
struct Page {
    text: String,
    length: usize,
    omitted: usize,
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
            self.omitted += members.len();
            return;
        }
        self.always(&format!("\n{title}\n"));
        let folded = members.len() > MAX_UNFOLDED_LINES;
        if folded {
            let count = members.len();
            self.always(&format!("<details><summary>{count} lines</summary>\n"));
        }
        for (index, member) in members.iter().enumerate() {
            let line = line(member);
            if !self.fits(&line) {
                self.omitted += members.len() - index;
                break;
            }
            self.always(&line);
        }
        if folded {
            self.always("\n</details>");
        }
    }
}
