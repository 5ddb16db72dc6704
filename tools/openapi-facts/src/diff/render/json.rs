//! Renders a report as JSON, for programs.

use serde::Serialize;

use crate::diff::{
    AcknowledgedChange, Acknowledgement, Change, Counts, Level, Report, VersionBump,
};
use crate::sanitize;

#[derive(Serialize)]
struct JsonReport<'a> {
    level: Level,
    exit_code: u8,
    #[serde(rename = "step")]
    version_bump: Option<VersionBump>,
    counts: Counts,
    changes: &'a [Change],
    acknowledged: &'a [AcknowledgedChange],
    stale: &'a [Acknowledgement],
}

/// Renders a report with two spaces of indentation, a stable order of keys and changes, and a final newline.
pub fn json(report: &Report) -> anyhow::Result<String> {
    let document = JsonReport {
        level: report.level(),
        exit_code: report.level().exit_code(),
        version_bump: report.version_bump(),
        counts: report.counts(),
        changes: &report.changes,
        acknowledged: &report.acknowledged,
        stale: &report.stale,
    };
    Ok(sanitize::json(&serde_json::to_string_pretty(&document)?) + "\n")
}
