//! Updates a workspace on disk to the vendor's document, or creates one from it.

use std::path::Path;

use anyhow::{Context, bail};
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;

use crate::adopt::transaction::{self, Files};
use crate::adopt::{Adoption, Mode, adopt_with_progress, declare, empty};
use crate::adopted::{self, header};
use crate::fs;
use crate::generate;
use crate::generated_files::{self, WriteMode};
use crate::layout::Layout;
use crate::lint;
use crate::progress::{OnProgress, ProgressStep, ignore};
use crate::source;

/// The result of an adoption that was written to disk.
pub struct WrittenAdoption {
    pub adoption: Adoption,
    /// The number of changed files.
    pub written: usize,
}

/// Updates the document of a workspace to the vendor's. [`generate_code`] generates the code.
///
/// # Errors
///
/// If the document cannot be updated, or the files cannot be written.
pub fn adopt_document(
    layout: &Layout,
    vendor: &source::Document,
    date: &str,
    mode: Mode,
) -> anyhow::Result<WrittenAdoption> {
    adopt_document_with_progress(layout, vendor, date, mode, &mut ignore)
}

/// Like [`adopt_document`], and reports each step to `on_progress`.
///
/// # Errors
///
/// Those of [`adopt_document`].
pub fn adopt_document_with_progress(
    layout: &Layout,
    vendor: &source::Document,
    date: &str,
    mode: Mode,
    on_progress: &mut OnProgress<'_>,
) -> anyhow::Result<WrittenAdoption> {
    transaction::recover(layout)?;
    let ours = Json::read(&layout.document())?;
    let adopted = adopted::Adopted::read(layout)?;
    let adoption = adopt_with_progress(&ours, &adopted.facts, &vendor.json, mode, &mut |step| {
        on_progress(step)
    })?;
    on_progress(ProgressStep::Declarations);
    let deviations = std::fs::read_to_string(layout.deviations())
        .with_context(|| format!("cannot read {deviations}", deviations = Layout::DEVIATIONS))?;
    let mut files = files(&adoption, vendor, &deviations, (&adopted.source, date))?;
    if header(&adopted.source, &adopted.date, &vendor.bytes).contains(&adopted.sha256) {
        // The document was already adopted. Its facts keep the date of that adoption.
        files.facts = fs::read_or_empty(&layout.facts())?;
    }
    on_progress(ProgressStep::Writing);
    let written = transaction::write(layout, &files)?;
    Ok(WrittenAdoption { adoption, written })
}

/// Completes an interrupted import whose files were committed, then checks that a directory contains no workspace.
///
/// # Errors
///
/// If the directory contains a document.
pub fn ensure_empty(out: &Layout) -> anyhow::Result<()> {
    transaction::recover(out)?;
    if out.document().exists() {
        bail!(
            "{}: already contains a document; update it with `cargo xtask upstream adopt --dir`, or choose another directory",
            out.root().display()
        );
    }
    Ok(())
}

/// Writes the workspace of an import: its document, its types, its client, and their code.
///
/// # Errors
///
/// If the code cannot be generated, or the files cannot be written.
pub fn create(layout: &Layout, out: &Layout, import: &Import) -> anyhow::Result<()> {
    copy_hand_written(layout, out)?;
    transaction::write(out, &import.files)?;
    write_code(out, &import.code).map(drop)
}

/// The contents of an import.
pub struct Import {
    pub adoption: Adoption,
    pub files: Files,
    /// The generated files: path relative to the root, and text.
    pub code: Vec<(&'static str, String)>,
}

/// Creates a document from a vendor's, and checks that it has no lint findings and generates code.
///
/// # Errors
///
/// [`Unreadable`](source::Unreadable) if it has more facts than the limit allows. Other errors if no code can be generated from
/// it.
pub fn import(vendor: &source::Document, source: &str, date: &str) -> anyhow::Result<Import> {
    import_with_progress(vendor, source, date, &mut ignore)
}

/// Like [`import`], and reports each step to `on_progress`.
///
/// # Errors
///
/// Those of [`import`].
pub fn import_with_progress(
    vendor: &source::Document,
    source: &str,
    date: &str,
    on_progress: &mut OnProgress<'_>,
) -> anyhow::Result<Import> {
    let report = &mut |step| on_progress(step);
    let adoption =
        adopt_with_progress(&empty(), &Facts::new(), &vendor.json, Mode::Assume, report)?;
    on_progress(ProgressStep::Declarations);
    let files = files(&adoption, vendor, "deviation = []\n", (source, date))?;
    on_progress(ProgressStep::Lint);
    let findings = lint::document_findings(&adoption.doc);
    if let Some(finding) = findings.first() {
        bail!(
            "the imported document has {} lint findings, which is a bug of this tool; report it:\n{finding}",
            findings.len()
        );
    }
    on_progress(ProgressStep::Generating);
    let code = generate::files(&adoption.doc, &adopted::Adopted::parse(&files.facts)?)?;
    Ok(Import {
        adoption,
        files,
        code,
    })
}

fn files(
    adoption: &Adoption,
    vendor: &source::Document,
    deviations: &str,
    (source, date): (&str, &str),
) -> anyhow::Result<Files> {
    let lines: String = adoption
        .vendor_facts
        .iter()
        .map(|fact| format!("{fact}\n"))
        .collect();
    let merged_vendor_facts = facts::merged(&adoption.vendor_facts);
    let ours = facts::of(&adoption.doc)?;
    Ok(Files {
        doc: adoption.doc.pretty()?,
        deviations: declare::declare(deviations, &merged_vendor_facts, &ours)?,
        facts: header(source, date, &vendor.bytes) + &lines,
    })
}

/// Writes the generated files of the crates that a workspace contains. Returns the number of files
/// that were stale and have been rewritten.
pub fn generate_code(layout: &Layout) -> anyhow::Result<usize> {
    let doc = Json::read(&layout.document())?;
    write_code(
        layout,
        &generate::files(&doc, &adopted::Adopted::read(layout)?)?,
    )
}

fn write_code(layout: &Layout, files: &[(&str, String)]) -> anyhow::Result<usize> {
    let mut written = 0;
    for (path, text) in files {
        let crate_directory = path.split("/src/").next().unwrap_or(path);
        if layout.at(crate_directory).join("Cargo.toml").exists() {
            written += usize::from(
                generated_files::write_or_check(layout, path, text, WriteMode::Write)?.is_some(),
            );
        }
    }
    Ok(written)
}

/// Copies the hand-written parts of the client and its types.
fn copy_hand_written(layout: &Layout, out: &Layout) -> anyhow::Result<()> {
    let manifest = std::fs::read_to_string(layout.at("Cargo.toml"))?;
    let mut manifest: toml_edit::DocumentMut = manifest.parse()?;
    let members = ["crates/partna-client", "crates/partna-types"];
    let workspace = manifest
        .get_mut("workspace")
        .context("Cargo.toml: no `workspace` table")?;
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
    // The same versions, so that no dependency is resolved again.
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

/// Changes the manifest of a copied crate. Doc tests are disabled: the doc comments of an import may contain the vendor's
/// texts, which must not be compiled as examples. Unit tests and hand-written methods of generated types are disabled, because
/// they use types of our document. Dev-dependencies are removed together with the tests.
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
        .with_context(|| format!("{}: `lib` is not a table", path.display()))?;
    for tests in ["bench", "doctest", "test"] {
        library.insert(tests, toml_edit::value(false));
    }
    manifest.remove("dev-dependencies");
    fs::replace(path, &manifest.to_string())
}
