//! From `openapi/partna.json` to the generated code.

pub mod body_builders;
pub mod calls;
pub mod client;
pub mod data;
pub mod delegates;
pub mod docs;
pub mod document_json;
pub mod error_messages;
pub mod lower;
pub mod operations;
pub mod progenitor_client;
pub mod public_types;
pub mod referenced;
pub mod send;
pub mod shape;
pub mod syntax;
pub mod vocabulary;

use anyhow::{Context, bail};
use openapi_facts::json::Json;

use crate::adopted::Adopted;
use crate::document::reachable;
use crate::generated_files::{self, WriteMode};
use crate::layout::Layout;
use crate::lint;

/// Writes or checks every generated file of a workspace. Returns how those that were stale differ.
///
/// # Errors
///
/// If lint finds anything in the document.
pub fn run(layout: &Layout, mode: WriteMode) -> anyhow::Result<Vec<String>> {
    let doc = Json::read(&layout.document())?;
    let findings = lint::workspace_findings(layout, &doc)?;
    if !findings.is_empty() {
        bail!(
            "{document} has {} lint findings; see `cargo xtask lint`",
            findings.len(),
            document = Layout::DOCUMENT
        );
    }
    let mut stale = Vec::new();
    for (path, text) in files(&doc, &Adopted::read(layout)?)? {
        stale.extend(generated_files::write_or_check(layout, path, &text, mode)?);
    }
    let page = error_messages::page(layout)?;
    stale.extend(generated_files::write_or_check(
        layout,
        Layout::ERROR_MESSAGES,
        &page,
        mode,
    )?);
    Ok(stale)
}

/// Every generated file: its path from the root, and its text.
pub fn files(doc: &Json, adopted: &Adopted) -> anyhow::Result<Vec<(&'static str, String)>> {
    let sent = reachable(doc, "requestBody");
    let mut client = client::generate(doc)?;
    shape::shape(&mut client, doc, &sent)?;
    referenced::append(&mut client, doc)?;
    data::append(&mut client)?;
    let code = [
        (Layout::OPERATIONS, operations::table(doc, adopted)?),
        (Layout::CALLS, calls::calls(&client, doc)?),
        (Layout::METHODS, delegates::delegates(&client, doc)?),
        (Layout::PUBLIC_TYPES, public_types::list(&client, doc)?),
        (Layout::CLIENT, client),
    ];
    let vocabulary = vocabulary::vocabulary(doc)?;
    let document = document_json::constant(doc)?;
    let mut files = vec![
        (Layout::VOCABULARY, file(&vocabulary)?),
        (Layout::DOCUMENT_JSON, file(&document)?),
    ];
    for (path, syntax) in code {
        files.push((path, file(&prettyplease::unparse(&syntax))?));
    }
    if let Some(finding) = lint::doc_comments(&files).first() {
        bail!("a text of the document would be markup in generated code:\n{finding}");
    }
    Ok(files)
}

/// Writes a document and what is generated of it into a copy of the workspace, whatever lint says of it.
pub fn write_into(copy: &Layout, doc: &Json, adopted: &Adopted) -> anyhow::Result<()> {
    std::fs::write(copy.document(), doc.pretty()?)?;
    for (path, text) in files(doc, adopted)? {
        std::fs::write(copy.at(path), text)?;
    }
    Ok(())
}

/// A file with its head, once its text is known to parse.
fn file(text: &str) -> anyhow::Result<String> {
    syn::parse_file(text).context("the generated code does not parse")?;
    Ok(format!(
        "// Made by `cargo xtask generate` from {document}; do not edit.\n\n{text}",
        document = Layout::DOCUMENT
    ))
}
