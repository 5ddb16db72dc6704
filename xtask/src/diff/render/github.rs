//! For the logs of GitHub, which show these lines beside the file.

use super::{concerns, groups};
use crate::diff::{Change, Report, show};
use crate::upstream::FACTS;

/// One line a change, those about money and keys first, since GitHub shows the first ten of a sort.
pub fn github(report: &Report) -> String {
    let others = groups(report).into_values().flatten();
    concerns(report)
        .into_iter()
        .chain(others)
        .map(annotation)
        .collect()
}

fn annotation(change: &Change) -> String {
    let command = if change.is_breaking() {
        "error"
    } else if change.concern.is_some() {
        "warning"
    } else {
        "notice"
    };
    let operation = change
        .operation
        .as_deref()
        .map_or_else(|| "the API".to_owned(), show);
    let title = property(&format!("{operation} {}", change.rule.name()));
    let item = change
        .item
        .as_deref()
        .map_or_else(String::new, |item| format!(" {}.", show(item)));
    let message = data(&format!(
        "{}. In production: {}; in Rust: {}.{item} {}",
        change.says(show),
        change.deployed,
        change.rust,
        change.fingerprint,
    ));
    format!("::{command} file={FACTS},title={title}::{message}\n")
}

/// What follows the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What stands between commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
