//! Reports changes of the vendor's document since its last adoption, and records acknowledged changes.

use anyhow::{Context, bail};
use openapi_facts::diff::render::Labels;
use openapi_facts::diff::{Acknowledged, Report};
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use openapi_facts::sanitize::terminal;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use crate::fs;
use crate::layout::Layout;
use crate::rust_names::RustApi;
use crate::source::{self, Limits};
use crate::upstream_facts::UpstreamFactsFile;

/// The names of the files and commands that a report mentions.
pub const REPORT_NAMES: Labels<'_> = Labels {
    facts_file: Layout::FACTS,
    acknowledged_file: Layout::ACKNOWLEDGED,
    next_command: "cargo xtask upstream adopt --from <document>",
    full_report_command: "`cargo xtask`",
};

/// Compares the vendor's document with the last adopted facts, or with the document `base`.
pub fn between(layout: &Layout, from: &str, base: Option<&str>) -> anyhow::Result<Report> {
    let new = source::read(from, &Limits::default())?.json;
    let old = match base {
        Some(base) => facts::with_notes(&source::read(base, &Limits::default())?.json)?,
        None => UpstreamFactsFile::read(layout)?.facts,
    };
    compare(layout, &old, &new, &Json::read(&layout.document())?)
}

pub fn compare(layout: &Layout, old: &Facts, vendor: &Json, ours: &Json) -> anyhow::Result<Report> {
    let new = facts::with_notes(vendor)?;
    Ok(Report::bounded(
        old,
        &new,
        Some(&RustApi::of(ours)),
        &acknowledged(layout)?,
    )?)
}

fn acknowledged(layout: &Layout) -> anyhow::Result<Acknowledged> {
    let text = fs::read_or_empty(&layout.acknowledged())?;
    Acknowledged::parse(&text).with_context(|| {
        format!(
            "{acknowledged}: not a valid list of acknowledged changes",
            acknowledged = Layout::ACKNOWLEDGED
        )
    })
}

/// Records changes of a report as acknowledged. Returns the given fingerprints that were acknowledged already.
///
/// # Errors
///
/// If a fingerprint is not the fingerprint of a change in the report, or if the file cannot be written.
pub fn acknowledge(
    layout: &Layout,
    report: &Report,
    fingerprints: &[String],
    why: &str,
) -> anyhow::Result<Vec<String>> {
    let path = layout.acknowledged();
    let mut known = Vec::new();
    let mut document: DocumentMut = fs::read_or_empty(&path)?.parse()?;
    let list = document
        .entry("change")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()
        .with_context(|| {
            format!(
                "{acknowledged}: `change` is not an array of tables; write each entry as `[[change]]`",
                acknowledged = Layout::ACKNOWLEDGED
            )
        })?;
    for print in fingerprints {
        if report
            .acknowledged
            .iter()
            .any(|accepted| accepted.change.fingerprint == *print)
        {
            known.push(print.clone());
            continue;
        }
        let Some(change) = report
            .changes
            .iter()
            .find(|change| change.fingerprint == *print)
        else {
            bail!(
                "no change has the fingerprint `{}`; run `cargo xtask upstream diff` to list the fingerprints",
                terminal(print)
            );
        };
        let operation = change.operation.as_deref().unwrap_or("the API");
        let mut entry = Table::new();
        entry.insert("fingerprint", value(print.as_str()));
        entry.insert(
            "what",
            value(terminal(&format!(
                "{operation}: {}",
                change.describe(str::to_owned)
            ))),
        );
        entry.insert("why", value(why));
        list.push(entry);
    }
    let text = document.to_string();
    Acknowledged::parse(&text)?;
    fs::replace(&path, &text)?;
    Ok(known)
}
