//! What in the document would generate wrong code, or none, and what would mislead a reader.

mod doc_comments;
mod examples;
mod operations;
mod prose;
mod safety;
mod schemas;
mod vocabulary;

use std::fmt;
use std::path::Path;

use anyhow::{Context, bail};

use crate::adopt::{ASSUMED, TODO};
use crate::fresh;
use crate::generate::{self, operations::operations};
use crate::json::Json;
use crate::sanitize::terminal_line;
use crate::upstream::{Adopted, DOCUMENT};
pub use doc_comments::check as doc_comments;
pub use vocabulary::is_variant;

#[derive(Default, clap::Args)]
#[command(after_help = "EXAMPLES:\n  cargo xtask lint\n  cargo xtask lint --fix")]
pub struct Args {
    /// Bring the document into its canonical form first; findings of other kinds need a person
    #[arg(long)]
    fix: bool,
}

/// The ways to authenticate that partna-auth knows.
pub const SECURITY: [&str; 3] = [
    "none",
    "x-api-key+x-api-user",
    "authorization|x-api-key+x-api-user",
];

/// Something to mend in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// JSON pointer to the place.
    pub pointer: String,
    /// What is wrong, and what comes of it.
    pub what: String,
    /// What to do about it.
    pub todo: String,
}

impl Finding {
    fn new(pointer: &str, what: impl Into<String>, todo: impl Into<String>) -> Self {
        Self {
            pointer: pointer.to_owned(),
            what: what.into(),
            todo: todo.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}\n    {}\n    -> {}",
            terminal_line(&self.pointer),
            terminal_line(&self.what),
            terminal_line(&self.todo)
        )
    }
}

/// Prints what there is to mend, and fails if there is anything.
pub fn run(root: &Path, args: &Args) -> anyhow::Result<()> {
    let path = root.join(DOCUMENT);
    let doc = Json::read(&path)?;
    if args.fix {
        fresh::replace(&path, &canonical(&doc).pretty()?)?;
    }
    let findings = findings(root, &Json::read(&path)?)?;
    for finding in &findings {
        println!("{finding}\n");
    }
    for line in open(&doc) {
        println!("open: {}", terminal_line(&line));
    }
    if findings.is_empty() {
        // The comments of generated code are what becomes of the document's texts.
        generate::files(&doc, &Adopted::read(root)?)?;
    }
    match findings.len() {
        0 => println!("{DOCUMENT} is clean"),
        1 => bail!("1 finding in {DOCUMENT}"),
        count => bail!("{count} findings in {DOCUMENT}"),
    }
    Ok(())
}

/// What adoption left open or assumed, as `GET /a: words: …`.
pub fn open(doc: &Json) -> Vec<String> {
    operations(doc)
        .flat_map(|(method, path, operation)| {
            let lines = [TODO, ASSUMED]
                .into_iter()
                .flat_map(|key| operation.list(key));
            lines
                .filter_map(Json::as_str)
                .map(move |line| format!("{method} {path}: {line}"))
        })
        .collect()
}

/// Everything to mend in the document on disk.
pub fn findings(root: &Path, doc: &Json) -> anyhow::Result<Vec<Finding>> {
    let text = std::fs::read_to_string(root.join(DOCUMENT))
        .with_context(|| format!("cannot read {DOCUMENT}"))?;
    let mut findings = of(doc);
    if canonical(doc).pretty()? != text {
        findings.push(Finding::new(
            "/",
            "the file is not in canonical form: two spaces, paths and components sorted, one final newline",
            "run `cargo xtask lint --fix`",
        ));
    }
    Ok(findings)
}

/// Everything to mend in a document, its form on disk aside.
pub fn of(doc: &Json) -> Vec<Finding> {
    let mut findings = structure(doc);
    examples::check(doc, &mut findings);
    findings
}

/// Everything but the examples.
pub fn structure(doc: &Json) -> Vec<Finding> {
    let mut findings = Vec::new();
    schemas::check(doc, &mut findings);
    vocabulary::check(doc, &mut findings);
    operations::check(doc, &mut findings);
    prose::check(doc, &mut findings);
    findings
}

/// The document with its paths and components sorted.
pub fn canonical(doc: &Json) -> Json {
    let mut doc = doc.clone();
    if let Some(map) = doc.as_object_mut() {
        if let Some(Json::Object(paths)) = map.get_mut("paths") {
            paths.sort_keys();
        }
        if let Some(Json::Object(components)) = map.get_mut("components") {
            for group in components.values_mut().filter_map(Json::as_object_mut) {
                group.sort_keys();
            }
        }
    }
    doc
}

#[cfg(test)]
pub(crate) mod tests;
