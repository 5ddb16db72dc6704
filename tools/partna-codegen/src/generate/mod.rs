//! From `openapi/partna.json` to the generated code.

pub mod calls;
pub mod client;
pub mod docs;
pub mod lower;
pub mod operations;
pub mod public_types;
pub mod referenced;
pub mod shape;
pub mod vocabulary;

use std::path::Path;

use anyhow::{Context, bail};
use openapi_facts::json::Json;

use crate::adopted::Adopted;
use crate::document::reachable;
use crate::generated_files::{self, Mode};
use crate::layout::DOCUMENT;
use crate::lint;

/// Writes or checks every generated file of a workspace. Returns how those that were stale differ.
///
/// # Errors
///
/// If lint finds anything in the document.
pub fn run(root: &Path, mode: Mode) -> anyhow::Result<Vec<String>> {
    let doc = Json::read(&root.join(DOCUMENT))?;
    let findings = lint::findings(root, &doc)?;
    if !findings.is_empty() {
        bail!(
            "{DOCUMENT} has {} lint findings; see `cargo xtask lint`",
            findings.len()
        );
    }
    let mut stale = Vec::new();
    for (path, text) in files(&doc, &Adopted::read(root)?)? {
        stale.extend(generated_files::file(root, path, &text, mode)?);
    }
    Ok(stale)
}

/// Every generated file: its path from the root, and its text.
pub fn files(doc: &Json, adopted: &Adopted) -> anyhow::Result<Vec<(&'static str, String)>> {
    let sent = reachable(doc, "requestBody");
    let mut client = client::generate(doc)?;
    shape::shape(&mut client, doc, &sent)?;
    referenced::append(&mut client, doc)?;
    let code = [
        (
            "crates/partna-client/src/operations.rs",
            operations::table(doc, adopted)?,
        ),
        ("tests/src/calls.rs", calls::calls(&client, doc)?),
        (
            "tests/src/public_types.rs",
            public_types::list(&client, doc)?,
        ),
        ("crates/partna-client/src/generated.rs", client),
    ];
    let vocabulary = vocabulary::vocabulary(doc)?;
    let mut files = vec![("crates/partna-types/src/vocabulary.rs", file(&vocabulary)?)];
    for (path, syntax) in code {
        files.push((path, file(&prettyplease::unparse(&syntax))?));
    }
    if let Some(finding) = lint::doc_comments(&files).first() {
        bail!("a text of the document would be markup in generated code:\n{finding}");
    }
    Ok(files)
}

/// Writes a document and what is generated of it into a copy of the workspace, whatever lint says of it.
pub fn into(copy: &Path, doc: &Json, adopted: &Adopted) -> anyhow::Result<()> {
    std::fs::write(copy.join(DOCUMENT), doc.pretty()?)?;
    for (path, text) in files(doc, adopted)? {
        std::fs::write(copy.join(path), text)?;
    }
    Ok(())
}

/// A file with its head, once its text is known to parse.
fn file(text: &str) -> anyhow::Result<String> {
    syn::parse_file(text).context("the generated code does not parse")?;
    Ok(format!(
        "// Made by `cargo xtask generate` from {DOCUMENT}; do not edit.\n\n{text}"
    ))
}
