//! Writes the body of the pull request for a change of the vendor's document.

use openapi_facts::diff::{Report, render};
use openapi_facts::facts::Facts;
use openapi_facts::json::Json;
use openapi_facts::sanitize::{code_span, prose};

use crate::adopt::{OpenQuestionPolicy, adopt};
use crate::report::REPORT_NAMES;
use crate::source::UnusableDocument;

/// Returns the questions that an adoption leaves open, or the reason why the document cannot be adopted.
pub fn questions(ours: &Json, old: &Facts, vendor: &Json) -> anyhow::Result<Vec<String>> {
    Ok(match adopt(ours, old, vendor, OpenQuestionPolicy::Record) {
        Ok(adoption) => adoption.questions,
        Err(error) if error.downcast_ref::<UnusableDocument>().is_some() => return Err(error),
        Err(error) => {
            let cause = format!("{error:#}").replace('`', "'");
            vec![format!("adoption failed: {}", code_span(&cause))]
        }
    })
}

/// Returns the body of a pull request.
pub fn body(report: &Report, open: &[String], date: &str) -> String {
    let mut text = format!(
        "Partna's OpenAPI document has changed since the adoption on {date}. This branch updates `openapi/`. It also updates the \
        generated code, unless an open question blocks it.\n\n## What changed\n\n{}\n",
        render::markdown(report, &REPORT_NAMES).trim_end()
    );
    if !open.is_empty() {
        text += "\n## Open questions\n\nEach question is in `x-partna-todo` of its operation. A question about money, keys or the effect \
            of an operation blocks code generation. Decide it in `openapi/partna.json`, delete the line, and run `cargo xtask \
            generate`.\n\n";
        for line in open.iter().take(MAX_QUESTIONS) {
            text += &format!("- [ ] {}\n", task(line));
        }
        if open.len() > MAX_QUESTIONS {
            text += &format!(
                "\n{} more: `cargo xtask lint` lists them.\n",
                open.len() - MAX_QUESTIONS
            );
        }
    }
    text + "\n## Before merging\n\n- [ ] The changed snapshots match the report, and no others changed (`cargo insta \
        review`).\n- [ ] The version number is increased as the report states.\n"
}

/// Formats an open question, such as `GET /a: effect: …`, as Markdown. The operation is text of the vendor, so it
/// becomes a code span unless all its characters are harmless.
fn task(line: &str) -> String {
    let (operation, question) = line.split_once(": ").unwrap_or(("", line));
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || " /{}-".contains(letter);
    let question = prose(question);
    match operation {
        "" => question,
        operation if operation.chars().all(is_plain) => format!("{operation}: {question}"),
        operation => format!("{}: {question}", code_span(operation)),
    }
}

/// The maximum number of open questions in the body of a pull request. GitHub rejects bodies that are too long.
const MAX_QUESTIONS: usize = 60;
