//! Finds parts of our document that would generate wrong code or no code, or mislead a reader.

mod doc_comments;
mod examples;
mod operations;
mod prose;
mod safety;
mod schemas;
mod vocabulary;

use std::fmt;

use anyhow::Context;

use crate::document::{canonical, operations};
use crate::extensions::{ASSUMED, TODO};
use crate::layout::Layout;
pub use doc_comments::check as doc_comments;
use openapi_facts::json::Json;
use openapi_facts::sanitize::terminal_line;

/// A problem in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The JSON pointer of the part with the problem.
    pub pointer: String,
    /// The problem and its effect.
    pub problem: String,
    /// The action that fixes it.
    pub fix: String,
}

impl Finding {
    fn new(pointer: &str, problem: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            pointer: pointer.to_owned(),
            problem: problem.into(),
            fix: fix.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}\n    {}\n    -> {}",
            terminal_line(&self.pointer),
            terminal_line(&self.problem),
            terminal_line(&self.fix)
        )
    }
}

/// Returns the questions of adoptions that are still open, or that were resolved with a default, as `GET /a: texts: …`.
pub fn open_questions(doc: &Json) -> Vec<String> {
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

/// Returns the findings in the document of a workspace, including findings about its form on disk.
pub fn workspace_findings(layout: &Layout, doc: &Json) -> anyhow::Result<Vec<Finding>> {
    let text = std::fs::read_to_string(layout.document())
        .with_context(|| format!("cannot read {document}", document = Layout::DOCUMENT))?;
    let mut findings = document_findings(doc);
    if canonical(doc).pretty()? != text {
        findings.push(Finding::new(
            "/",
            "the file is not in canonical form: two spaces, sorted paths and components, one final newline",
            "run `cargo xtask lint --fix`",
        ));
    }
    Ok(findings)
}

/// Returns the findings in a document, except for its form on disk.
pub fn document_findings(doc: &Json) -> Vec<Finding> {
    let mut findings = structure_findings(doc);
    examples::check(doc, &mut findings);
    findings
}

/// Returns all findings except those about examples.
pub fn structure_findings(doc: &Json) -> Vec<Finding> {
    let mut findings = Vec::new();
    schemas::check(doc, &mut findings);
    vocabulary::check(doc, &mut findings);
    operations::check(doc, &mut findings);
    prose::check(doc, &mut findings);
    findings
}

#[cfg(test)]
pub(crate) mod tests;
