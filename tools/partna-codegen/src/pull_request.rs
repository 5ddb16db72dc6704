//! The body of the pull request that brings a change of the vendor's document in.

use openapi_facts::diff::{Report, render};
use openapi_facts::facts::Facts;
use openapi_facts::json::Json;
use openapi_facts::sanitize::{code_span, prose};

use crate::adopt::{Mode, adopt};
use crate::report::LABELS;
use crate::source::Unreadable;

/// What adopting a document leaves to a person; if it cannot be adopted, that.
pub fn questions(ours: &Json, old: &Facts, vendor: &Json) -> anyhow::Result<Vec<String>> {
    Ok(match adopt(ours, old, vendor, Mode::Ask) {
        Ok(adoption) => adoption.questions,
        Err(error) if error.downcast_ref::<Unreadable>().is_some() => return Err(error),
        Err(error) => {
            let cause = format!("{error:#}").replace('`', "'");
            vec![format!("adoption fails: {}", code_span(&cause))]
        }
    })
}

/// The body of a pull request.
pub fn body(report: &Report, open: &[String], date: &str) -> String {
    let mut text = format!(
        "Partna's OpenAPI document is no longer the one adopted on {date}. This branch brings `openapi/` along; the code is \
        made anew where nothing has to be settled first.\n\n## What changed\n\n{}\n",
        render::markdown(report, &LABELS).trim_end()
    );
    if !open.is_empty() {
        text += "\n## What needs a person\n\nEach stands as `x-partna-todo` at its operation. No code is made past one about \
            money, keys or what an operation does; settle it in `openapi/partna.json`, delete the line, and run `cargo xtask \
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
    text + "\n## Before merging\n\n- [ ] The snapshots that differ are what the report says, and nothing else (`cargo insta \
        review`).\n- [ ] The version takes the step that the report names.\n"
}

/// An open question, `GET /a: effect: …`, in Markdown: the operation is the vendor's, and the rest ours.
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

/// How many open questions a body lists; GitHub refuses bodies that are too long.
const MAX_QUESTIONS: usize = 60;
