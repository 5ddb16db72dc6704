//! For programs.

use serde::Serialize;

use crate::diff::{Accepted, Acknowledgement, Change, Counts, Level, Report, Step};
use crate::sanitize;

#[derive(Serialize)]
struct Document<'a> {
    level: Level,
    exit_code: u8,
    step: Option<Step>,
    counts: Counts,
    changes: &'a [Change],
    acknowledged: &'a [Accepted],
    stale: &'a [Acknowledgement],
}

/// Two spaces, keys and changes always in the same order, and a final newline.
pub fn json(report: &Report) -> anyhow::Result<String> {
    let document = Document {
        level: report.level(),
        exit_code: report.level().exit_code(),
        step: report.step(),
        counts: report.counts(),
        changes: &report.changes,
        acknowledged: &report.acknowledged,
        stale: &report.stale,
    };
    Ok(sanitize::json(&serde_json::to_string_pretty(&document)?) + "\n")
}
