//! From `openapi/partna.json` to the generated code.

pub mod body_builders;
pub mod calls;
pub mod client;
pub mod data;
pub mod docs;
pub mod lower;
pub mod operations;
pub mod public_types;
pub mod referenced;
pub mod shape;
pub mod vocabulary;

use std::path::Path;

use anyhow::{Context, bail};

use crate::fresh::{self, Mode};
use crate::json::Json;
use crate::lint;
use crate::upstream::{Adopted, DOCUMENT};

#[derive(clap::Args)]
#[command(after_help = "EXAMPLES:\n  cargo xtask generate\n  cargo xtask generate --check")]
pub struct Args {
    /// Write nothing; print how the generated files differ from the document, and fail if they do
    #[arg(long)]
    check: bool,
}

impl Args {
    /// Compare, and write nothing.
    pub fn checking() -> Self {
        Self { check: true }
    }
}

/// Writes or checks every generated file.
pub fn run(root: &Path, args: &Args) -> anyhow::Result<()> {
    let doc = Json::read(&root.join(DOCUMENT))?;
    let findings = lint::findings(root, &doc)?;
    if !findings.is_empty() {
        bail!(
            "{DOCUMENT} has {} lint findings; see `cargo xtask lint`",
            findings.len()
        );
    }
    let mode = if args.check { Mode::Check } else { Mode::Write };
    let mut stale = 0;
    for (path, text) in files(&doc, &Adopted::read(root)?)? {
        stale += usize::from(fresh::file(root, path, &text, mode)?);
    }
    match (mode, stale) {
        (_, 0) => println!("generated files are up to date"),
        (Mode::Write, _) => {
            println!("{stale} files written; review the snapshots with `cargo test --workspace`")
        }
        (Mode::Check, _) => {
            bail!("{stale} generated files are stale; `cargo xtask generate` mends them")
        }
    }
    Ok(())
}

/// Every generated file: its path from the root, and its text.
pub fn files(doc: &Json, adopted: &Adopted) -> anyhow::Result<Vec<(&'static str, String)>> {
    let sent = lower::reachable(doc, "requestBody");
    let mut client = client::generate(doc)?;
    shape::shape(&mut client, doc, &sent)?;
    referenced::append(&mut client, doc)?;
    data::append(&mut client)?;
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
