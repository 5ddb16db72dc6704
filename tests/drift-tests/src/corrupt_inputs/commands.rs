//! Runs the commands that read a document on a corrupt one.

use openapi_facts::diff::{Acknowledged, Report};
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use partna_codegen::adopt::{OpenQuestionPolicy, adopt, declare};
use partna_codegen::pull_request;
use partna_codegen::rust_names::RustApi;
use partna_codegen::source::{self, Document, Limits, UnusableDocument};
use partna_codegen::workspace::import;

/// One of our documents, which adopts another one.
pub struct Target {
    pub doc: Json,
    /// The facts of the vendor's document that was adopted last.
    pub facts: Facts,
}

impl Target {
    /// Imports a document of the vendor.
    ///
    /// # Errors
    ///
    /// If it cannot be imported.
    pub fn of(vendor: &Json) -> anyhow::Result<Self> {
        Ok(Self {
            doc: import(&document(vendor.clone()), "a document", "2026-01-01")?
                .adoption
                .doc,
            facts: facts::with_notes(vendor)?,
        })
    }
}

fn document(json: Json) -> Document {
    Document {
        from: "a document".to_owned(),
        bytes: Vec::new(),
        json,
    }
}

/// Runs `pr-body`, `adopt` and `import` up to the point where they write files. Returns the result of the last step.
///
/// # Panics
///
/// If an escape character of the document would reach a terminal.
pub fn run_commands(bytes: &[u8], target: &Target) -> &'static str {
    let Ok(json) = source::parse(bytes, &Limits::default()) else {
        return "rejected";
    };
    let vendor = document(json);
    let Ok(new) = facts::with_notes(&vendor.json) else {
        return "no facts";
    };
    let Ok(report) = Report::bounded(
        &target.facts,
        &new,
        Some(&RustApi::of(&target.doc)),
        &Acknowledged::default(),
    ) else {
        return "too different";
    };
    let ours = adopt(
        &target.doc,
        &target.facts,
        &vendor.json,
        OpenQuestionPolicy::Record,
    );
    let (questions, ours) = match ours {
        Ok(adoption) => (adoption.questions, Some(adoption.doc)),
        Err(error) => (vec![printed(&error)], None),
    };
    let body = pull_request::body(&report, &questions, "2026-01-01");
    assert!(
        !body.contains('\u{1b}'),
        "pull request: body contains an escape character; sanitize it"
    );
    let declared = ours.is_none_or(|ours| {
        let mut stated = new;
        stated.retain(|fact| !facts::is_note(fact));
        facts::of(&ours).is_ok_and(|ours| {
            declare::update_deviations("deviation = []\n", &stated, &ours).is_ok()
        })
    });
    match import(&vendor, "a document", "2026-01-01") {
        Ok(_) if declared => "imported",
        Ok(_) => "not declared",
        Err(error) if error.downcast_ref::<UnusableDocument>().is_some() => "too different",
        Err(error) => {
            printed(&error);
            "not imported"
        }
    }
}

/// Returns an error as the commands print it.
fn printed(error: &anyhow::Error) -> String {
    let text = openapi_facts::sanitize::terminal_lines(&format!("{error:#}"), "  ");
    assert!(
        !text.contains('\u{1b}'),
        "error: message contains an escape character; sanitize it"
    );
    text
}
