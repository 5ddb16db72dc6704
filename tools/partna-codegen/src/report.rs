//! What changed in the vendor's document since it was last adopted, and the changes that were acknowledged.

use anyhow::{Context, bail};
use openapi_facts::diff::render::Labels;
use openapi_facts::diff::{Acknowledged, Report};
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use openapi_facts::sanitize::terminal;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use crate::adopted::Adopted;
use crate::fs;
use crate::layout::Layout;
use crate::rust_names::RustApi;
use crate::source::{self, Limits};

/// What a report calls the files and commands of this workspace.
pub const LABELS: Labels<'_> = Labels {
    facts_file: Layout::FACTS,
    acknowledged_file: Layout::ACKNOWLEDGED,
    next_command: "cargo xtask upstream adopt --from <document>",
    full_report_command: "`cargo xtask`",
};

/// Compares the vendor's document with what was last adopted, or with another.
pub fn between(layout: &Layout, from: &str, base: Option<&str>) -> anyhow::Result<Report> {
    let new = source::read(from, &Limits::default())?.json;
    let old = match base {
        Some(base) => facts::with_notes(&source::read(base, &Limits::default())?.json)?,
        None => Adopted::read(layout)?.facts,
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
            "{acknowledged} cannot be used",
            acknowledged = Layout::ACKNOWLEDGED
        )
    })
}

/// Adds changes of a report to those that were looked at. Returns the fingerprints that were acknowledged already.
///
/// # Errors
///
/// If the report has no change of a fingerprint, or the file cannot be written.
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
                "`change` in {acknowledged} is no list of tables",
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
                "no change has the fingerprint `{}`; `upstream diff` prints them",
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
