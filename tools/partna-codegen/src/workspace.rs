//! Adopts the vendor's changes in a workspace on disk, or creates a workspace from the vendor's document.
//!
//! - An adoption merges the vendor's changes into our document, and keeps the parts of our document that people wrote.
//! - An import creates a new workspace from the vendor's document. It does not use our document.
//! - Facts are the statements of a document about the wire format, one per line.
//! - Deviations are the declared differences between our facts and the vendor's.
//! - Open questions are decisions that a person has to make, such as whether an operation moves money.

use std::path::Path;

use anyhow::{Context, bail};
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;

use crate::adopt::transaction::{self, AdoptedFiles};
use crate::adopt::{Adoption, OpenQuestionPolicy, adopt_with_progress, declare, empty_document};
use crate::fs;
use crate::generate;
use crate::generated_files::{self, WriteMode};
use crate::layout::Layout;
use crate::lint;
use crate::progress::{self, OnProgress, ProgressStep};
use crate::source;
use crate::upstream_facts::{self, UpstreamFactsFile, facts_header};

/// The crates that an import copies.
const IMPORTED_CRATES: [&str; 2] = ["crates/partna-client", "crates/partna-types"];

/// The entries of `[workspace.dependencies]` that an import removes, because it does not copy these crates.
const OMITTED_DEPENDENCIES: [&str; 6] = [
    "openapi-facts",
    "partna",
    "partna-auth",
    "partna-codegen",
    "partna-sandbox",
    "xtask",
];

/// The result of an adoption that was written to disk.
pub struct WrittenAdoption {
    pub adoption: Adoption,
    /// The number of files whose text has changed.
    pub changed_files: usize,
}

/// Updates our document, `openapi/deviations.toml` and `openapi/upstream.facts` to the vendor's document.
///
/// Does not generate code. Call [`generate_code`] afterwards.
///
/// # Errors
///
/// If the document cannot be updated, or the files cannot be written.
pub fn adopt_document(
    layout: &Layout,
    vendor: &source::Document,
    date: &str,
    open_questions: OpenQuestionPolicy,
) -> anyhow::Result<WrittenAdoption> {
    adopt_document_with_progress(layout, vendor, date, open_questions, &mut progress::ignore)
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
    open_questions: OpenQuestionPolicy,
    on_progress: &mut OnProgress<'_>,
) -> anyhow::Result<WrittenAdoption> {
    transaction::recover(layout)?;
    let our_document = Json::read(&layout.document())?;
    let last_adopted = UpstreamFactsFile::read(layout)?;
    let adoption = adopt_with_progress(
        &our_document,
        &last_adopted.facts,
        &vendor.json,
        open_questions,
        &mut |step| on_progress(step),
    )?;
    on_progress(ProgressStep::Deviations);
    let deviations = std::fs::read_to_string(layout.deviations())
        .with_context(|| format!("cannot read {deviations}", deviations = Layout::DEVIATIONS))?;
    let mut files = adopted_files(&adoption, vendor, &deviations, &last_adopted.source, date)?;
    let is_already_adopted = upstream_facts::digest(&vendor.bytes) == last_adopted.sha256;
    if is_already_adopted {
        // The same document was adopted earlier. `upstream.facts` keeps the date of that adoption.
        files.facts = fs::read_or_empty(&layout.facts())?;
    }
    on_progress(ProgressStep::Writing);
    let changed_files = transaction::write(layout, &files)?;
    Ok(WrittenAdoption {
        adoption,
        changed_files,
    })
}

/// Checks that a directory contains no document, so that an import can be written to it.
///
/// First completes an earlier import that was interrupted while it moved its files to this directory. If it completes an
/// import, the directory contains a document, so the check fails.
///
/// # Errors
///
/// If the directory contains a document, or if an earlier import cannot be completed.
pub fn prepare_import_directory(target: &Layout) -> anyhow::Result<()> {
    transaction::recover(target)?;
    if target.document().exists() {
        bail!(
            "{}: already contains a document; update it with `cargo xtask upstream adopt --dir`, or choose another directory",
            target.root().display()
        );
    }
    Ok(())
}

/// Writes the workspace of an import to `target`. The hand-written code is copied from our workspace, `ours`.
///
/// # Errors
///
/// If a file cannot be read or written.
pub fn write_import(ours: &Layout, target: &Layout, import: &Import) -> anyhow::Result<()> {
    copy_hand_written(ours, target)?;
    transaction::write(target, &import.files)?;
    write_code(target, &import.code).map(drop)
}

/// An import that is not yet written.
pub struct Import {
    pub adoption: Adoption,
    pub files: AdoptedFiles,
    /// The path and the text of each generated file. Paths are relative to the root of the workspace.
    pub code: Vec<(&'static str, String)>,
}

/// Creates the document of a new workspace from the vendor's document, and generates the code. Writes no files.
///
/// `source` and `date` are recorded in `openapi/upstream.facts`. Each open question gets its safe default.
///
/// # Errors
///
/// [`UnusableDocument`](source::UnusableDocument) if the vendor's document has more facts than the limit allows. Other errors if
/// the created document has lint findings, or no code can be generated from it.
pub fn import(vendor: &source::Document, source: &str, date: &str) -> anyhow::Result<Import> {
    import_with_progress(vendor, source, date, &mut progress::ignore)
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
    // An import is an adoption that starts with an empty document.
    let adoption = adopt_with_progress(
        &empty_document(),
        &Facts::new(),
        &vendor.json,
        OpenQuestionPolicy::UseDefaults,
        &mut |step| on_progress(step),
    )?;
    on_progress(ProgressStep::Deviations);
    let files = adopted_files(&adoption, vendor, "deviation = []\n", source, date)?;
    on_progress(ProgressStep::Lint);
    let findings = lint::document_findings(&adoption.doc);
    if let Some(finding) = findings.first() {
        bail!(
            "the imported document has {} lint findings, which is a bug of this tool; report it:\n{finding}",
            findings.len()
        );
    }
    on_progress(ProgressStep::Generating);
    let code = generate::files(&adoption.doc, &UpstreamFactsFile::parse(&files.facts)?)?;
    Ok(Import {
        adoption,
        files,
        code,
    })
}

/// Returns the texts of the files that record an adoption. `deviations` is the text of the existing deviations file.
fn adopted_files(
    adoption: &Adoption,
    vendor: &source::Document,
    deviations: &str,
    source: &str,
    date: &str,
) -> anyhow::Result<AdoptedFiles> {
    let fact_lines: String = adoption
        .vendor_facts
        .iter()
        .map(|fact| format!("{fact}\n"))
        .collect();
    // `update_deviations` compares facts in which the alternatives of `oneOf` and `anyOf` are merged. `facts::of` returns such
    // facts. In `adoption.vendor_facts`, the alternatives are separate.
    let our_facts = facts::of(&adoption.doc)?;
    let vendor_facts = facts::with_merged_alternatives(&adoption.vendor_facts);
    Ok(AdoptedFiles {
        doc: adoption.doc.pretty()?,
        deviations: declare::update_deviations(deviations, &vendor_facts, &our_facts)?,
        facts: facts_header(source, date, &vendor.bytes) + &fact_lines,
    })
}

/// Generates the code of a workspace, and replaces each file whose text has changed. Returns the number of replaced files.
///
/// # Errors
///
/// If the code cannot be generated, or a file cannot be written.
pub fn generate_code(layout: &Layout) -> anyhow::Result<usize> {
    let document = Json::read(&layout.document())?;
    let files = generate::files(&document, &UpstreamFactsFile::read(layout)?)?;
    write_code(layout, &files)
}

/// Replaces each file whose text has changed. Skips files of crates that are not in the workspace.
fn write_code(layout: &Layout, files: &[(&str, String)]) -> anyhow::Result<usize> {
    let mut replaced = 0;
    for (path, text) in files {
        let crate_directory = path.split("/src/").next().unwrap_or(path);
        if !layout.at(crate_directory).join("Cargo.toml").exists() {
            continue;
        }
        let change = generated_files::write_or_check(layout, path, text, WriteMode::Write)?;
        replaced += usize::from(change.is_some());
    }
    Ok(replaced)
}

/// Copies the [`IMPORTED_CRATES`] without their tests, and the files at the root that their builds need.
fn copy_hand_written(ours: &Layout, target: &Layout) -> anyhow::Result<()> {
    write_workspace_manifest(ours, target)?;
    // With the same lock file, cargo uses the same versions of the dependencies.
    std::fs::copy(ours.at("Cargo.lock"), target.at("Cargo.lock"))?;
    std::fs::copy(ours.at("README.md"), target.at("README.md"))?;
    for name in IMPORTED_CRATES {
        let directory = target.at(name);
        fs::copy_tree(&ours.at(name), &directory)?;
        adapt_crate_manifest(&directory.join("Cargo.toml"))?;
        let tests = directory.join("tests");
        if tests.exists() {
            std::fs::remove_dir_all(tests)?;
        }
    }
    Ok(())
}

/// Writes our workspace manifest, reduced to the [`IMPORTED_CRATES`].
fn write_workspace_manifest(ours: &Layout, target: &Layout) -> anyhow::Result<()> {
    let manifest = std::fs::read_to_string(ours.at("Cargo.toml"))?;
    let mut manifest: toml_edit::DocumentMut = manifest.parse()?;
    let workspace = manifest
        .get_mut("workspace")
        .context("Cargo.toml: no `workspace` table")?;
    if let Some(workspace) = workspace.as_table_mut() {
        let members: toml_edit::Array = IMPORTED_CRATES.into_iter().collect();
        workspace.insert("members", toml_edit::value(members));
        workspace.remove("exclude");
        let dependencies = workspace
            .get_mut("dependencies")
            .and_then(toml_edit::Item::as_table_mut);
        if let Some(dependencies) = dependencies {
            for name in OMITTED_DEPENDENCIES {
                dependencies.remove(name);
            }
        }
    }
    fs::replace(&target.at("Cargo.toml"), &manifest.to_string())
}

/// Adapts the manifest of a copied crate:
///
/// - Doctests are disabled. Doc comments may contain code blocks of the vendor, which are not Rust examples.
/// - Unit tests are disabled, because they use types that are generated from our document. An import can lack these types.
/// - The feature `methods` is off by default. The hand-written methods of this feature use such types too.
/// - Dev-dependencies are removed, because the tests are not copied.
fn adapt_crate_manifest(path: &Path) -> anyhow::Result<()> {
    let mut manifest: toml_edit::DocumentMut = std::fs::read_to_string(path)?.parse()?;
    let default_features = manifest
        .get_mut("features")
        .and_then(|features| features.get_mut("default"))
        .and_then(toml_edit::Item::as_array_mut);
    if let Some(features) = default_features {
        features.retain(|feature| feature.as_str() != Some("methods"));
        features.fmt();
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
