//! What changed in the vendor's document since it was last adopted, and the changes that were acknowledged.

use std::path::Path;

use anyhow::{Context, bail};
use openapi_facts::diff::render::Labels;
use openapi_facts::diff::{Acknowledged, Report};
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use openapi_facts::sanitize::terminal;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use crate::adopted::Adopted;
use crate::fs;
use crate::layout::{ACKNOWLEDGED, DOCUMENT, FACTS};
use crate::rust_names::Ours;
use crate::source::{self, Limits};

/// What a report calls the files and commands of this workspace.
pub const LABELS: Labels<'_> = Labels {
    facts_file: FACTS,
    acknowledged_file: ACKNOWLEDGED,
    next: "cargo xtask upstream adopt --from <document>",
    full_report: "`cargo xtask`",
};

/// Compares the vendor's document with what was last adopted, or with another.
pub fn between(root: &Path, from: &str, base: Option<&str>) -> anyhow::Result<Report> {
    let new = source::read(from, &Limits::default())?.json;
    let old = match base {
        Some(base) => facts::with_notes(&source::read(base, &Limits::default())?.json)?,
        None => Adopted::read(root)?.facts,
    };
    compare(root, &old, &new, &Json::read(&root.join(DOCUMENT))?)
}

pub fn compare(root: &Path, old: &Facts, vendor: &Json, ours: &Json) -> anyhow::Result<Report> {
    let new = facts::with_notes(vendor)?;
    Ok(Report::bounded(
        old,
        &new,
        Some(&Ours::of(ours)),
        &acknowledged(root)?,
    )?)
}

fn acknowledged(root: &Path) -> anyhow::Result<Acknowledged> {
    let text = fs::text(&root.join(ACKNOWLEDGED))?;
    Acknowledged::parse(&text).with_context(|| format!("{ACKNOWLEDGED} cannot be used"))
}

/// Adds changes of a report to those that were looked at. Returns the fingerprints that were acknowledged already.
///
/// # Errors
///
/// If the report has no change of a fingerprint, or the file cannot be written.
pub fn acknowledge(
    root: &Path,
    report: &Report,
    fingerprints: &[String],
    why: &str,
) -> anyhow::Result<Vec<String>> {
    let path = root.join(ACKNOWLEDGED);
    let mut known = Vec::new();
    let mut document: DocumentMut = fs::text(&path)?.parse()?;
    let list = document
        .entry("change")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()
        .with_context(|| format!("`change` in {ACKNOWLEDGED} is no list of tables"))?;
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
                change.says(str::to_owned)
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
