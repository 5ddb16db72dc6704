//! A workspace on disk: brought along with the vendor's document, or made from it.

use std::path::Path;

use anyhow::{Context, bail};
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;

use crate::adopt::transaction::{self, Files};
use crate::adopt::{Adoption, Mode, adopt, declare, empty};
use crate::adopted::{self, header};
use crate::fs;
use crate::generate;
use crate::generated_files::{self, WriteMode};
use crate::layout::Layout;
use crate::lint;
use crate::source;

/// What an adoption wrote.
pub struct WrittenAdoption {
    pub adoption: Adoption,
    /// How many files changed.
    pub written: usize,
}

/// Brings the document of a workspace along with the vendor's. The code is made by [`generate_code`].
///
/// # Errors
///
/// If the document cannot be brought along, or the files cannot be written.
pub fn adopt_document(
    layout: &Layout,
    vendor: &source::Document,
    date: &str,
    mode: Mode,
) -> anyhow::Result<WrittenAdoption> {
    transaction::recover(layout)?;
    let ours = Json::read(&layout.document())?;
    let adopted = adopted::Adopted::read(layout)?;
    let adoption = adopt(&ours, &adopted.facts, &vendor.json, mode)?;
    let deviations = std::fs::read_to_string(layout.deviations())
        .with_context(|| format!("cannot read {deviations}", deviations = Layout::DEVIATIONS))?;
    let mut files = files(&adoption, vendor, &deviations, (&adopted.source, date))?;
    if header(&adopted.source, &adopted.date, &vendor.bytes).contains(&adopted.sha256) {
        // A document adopted before keeps the day on which that was.
        files.facts = fs::read_or_empty(&layout.facts())?;
    }
    let written = transaction::write(layout, &files)?;
    Ok(WrittenAdoption { adoption, written })
}

/// Makes sure that a directory holds no workspace yet, once an interrupted import is finished.
///
/// # Errors
///
/// If the directory holds a document.
pub fn ensure_empty(out: &Layout) -> anyhow::Result<()> {
    transaction::recover(out)?;
    if out.document().exists() {
        bail!(
            "{} holds a document already; `upstream adopt --dir` brings it along, or name another folder",
            out.root().display()
        );
    }
    Ok(())
}

/// Writes the workspace of an import: its document, its types, its client, and their code.
///
/// # Errors
///
/// If the code cannot be made, or the files cannot be written.
pub fn create(layout: &Layout, out: &Layout, import: &Import) -> anyhow::Result<()> {
    copy_hand_written(layout, out)?;
    transaction::write(out, &import.files)?;
    generate_code(out).map(drop)
}

/// What an import writes.
pub struct Import {
    pub adoption: Adoption,
    pub files: Files,
}

/// Makes a document of a vendor's from nothing, and makes sure that it is clean and makes code.
///
/// # Errors
///
/// [`Unreadable`](source::Unreadable) if it says more than is compared, and others where it makes no code.
pub fn import(vendor: &source::Document, source: &str, date: &str) -> anyhow::Result<Import> {
    let adoption = adopt(&empty(), &Facts::new(), &vendor.json, Mode::Assume)?;
    let files = files(&adoption, vendor, "deviation = []\n", (source, date))?;
    let findings = lint::document_findings(&adoption.doc);
    if let Some(finding) = findings.first() {
        bail!(
            "what was lifted is not clean ({} findings), which is a fault of this tool:\n{finding}",
            findings.len()
        );
    }
    generate::files(&adoption.doc, &adopted::Adopted::parse(&files.facts)?)?;
    Ok(Import { adoption, files })
}

fn files(
    adoption: &Adoption,
    vendor: &source::Document,
    deviations: &str,
    (source, date): (&str, &str),
) -> anyhow::Result<Files> {
    let mut stated = facts::with_notes(&vendor.json)?;
    let lines: String = stated.iter().map(|fact| format!("{fact}\n")).collect();
    stated.retain(|fact| !facts::is_note(fact));
    let ours = facts::of(&adoption.doc)?;
    Ok(Files {
        doc: adoption.doc.pretty()?,
        deviations: declare::declare(deviations, &stated, &ours)?,
        facts: header(source, date, &vendor.bytes) + &lines,
    })
}

/// Writes the generated files of a workspace, as far as it has the crates that they belong to. Answers how many were stale.
pub fn generate_code(layout: &Layout) -> anyhow::Result<usize> {
    let mut written = 0;
    let doc = Json::read(&layout.document())?;
    for (path, text) in generate::files(&doc, &adopted::Adopted::read(layout)?)? {
        let home = path.split("/src/").next().unwrap_or(path);
        if layout.at(home).join("Cargo.toml").exists() {
            written += usize::from(
                generated_files::write_or_check(layout, path, &text, WriteMode::Write)?.is_some(),
            );
        }
    }
    Ok(written)
}

/// Copies what of the client and its types is written by hand.
fn copy_hand_written(layout: &Layout, out: &Layout) -> anyhow::Result<()> {
    let manifest = std::fs::read_to_string(layout.at("Cargo.toml"))?;
    let mut manifest: toml_edit::DocumentMut = manifest.parse()?;
    let members = ["crates/partna-client", "crates/partna-types"];
    let workspace = manifest.get_mut("workspace").context("no workspace")?;
    let list: toml_edit::Array = members.iter().copied().collect();
    if let Some(workspace) = workspace.as_table_mut() {
        workspace.insert("members", toml_edit::value(list));
        workspace.remove("exclude");
        let dependencies = workspace
            .get_mut("dependencies")
            .and_then(toml_edit::Item::as_table_mut);
        if let Some(dependencies) = dependencies {
            for name in [
                "openapi-facts",
                "partna",
                "partna-auth",
                "partna-codegen",
                "partna-sandbox",
                "xtask",
            ] {
                dependencies.remove(name);
            }
        }
    }
    fs::replace(&out.at("Cargo.toml"), &manifest.to_string())?;
    // The same versions, so that nothing has to be resolved anew.
    std::fs::copy(layout.at("Cargo.lock"), out.at("Cargo.lock"))?;
    std::fs::copy(layout.at("README.md"), out.at("README.md"))?;
    for member in members {
        fs::copy_tree(&layout.at(member), &out.at(member))?;
        adapt_manifest(&out.at(member).join("Cargo.toml"))?;
        let tests = out.at(member).join("tests");
        if tests.exists() {
            std::fs::remove_dir_all(tests)?;
        }
    }
    Ok(())
}

/// Changes the manifest of a copied crate. Its doc comments are not run: those of an import are no examples, and may be the
/// vendor's words. Its hand-written methods of generated types are left out: they name types of our document. So are its
/// tests, and what they depend on.
fn adapt_manifest(path: &Path) -> anyhow::Result<()> {
    let mut manifest: toml_edit::DocumentMut = std::fs::read_to_string(path)?.parse()?;
    let defaults = manifest
        .get_mut("features")
        .and_then(|features| features.get_mut("default"))
        .and_then(toml_edit::Item::as_array_mut);
    if let Some(defaults) = defaults {
        defaults.retain(|feature| feature.as_str() != Some("methods"));
        defaults.fmt();
    }
    let library = manifest
        .entry("lib")
        .or_insert_with(|| toml_edit::Item::Table(toml_edit::Table::new()))
        .as_table_mut()
        .context("`lib` is not a table")?;
    library.insert("doctest", toml_edit::value(false));
    manifest.remove("dev-dependencies");
    fs::replace(path, &manifest.to_string())
}
