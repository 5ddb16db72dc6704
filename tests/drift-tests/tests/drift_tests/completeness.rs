//! A report without changes proves that two documents differ only in words and order.

#![allow(clippy::print_stdout, reason = "the test prints counts by kind")]

use std::collections::BTreeMap;

use openapi_facts::diff::{Acknowledged, Report};
use openapi_facts::facts::{self, Facts};
use openapi_facts::json::Json;
use partna_codegen::source::{Limits, parse};
use partna_drift_tests::random_edits::{EditKind, NormalForm, RandomEdits, normal_form};
use partna_drift_tests::{document, fixtures, root};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const SEED: u64 = 20_261_129;

/// Returns the documents with their names.
fn documents() -> Result<Vec<(String, Json)>> {
    let mut documents = vec![("ours".to_owned(), document()?)];
    for fixture in fixtures::all()? {
        documents.push((format!("vendor {}", fixture.date), fixture.read()?));
    }
    for name in ["composition", "polymorphism", "openapi31"] {
        let path = root().join(format!(
            "tests/drift-tests/documents/completeness/{name}.json"
        ));
        documents.push((name.to_owned(), Json::read(&path)?));
    }
    Ok(documents)
}

/// Cuts a document into documents of a few paths each, so that an edit costs milliseconds.
fn parts(doc: &Json) -> Vec<Json> {
    const PATHS_PER_PART: usize = 4;
    let names: Vec<&str> = doc
        .get("paths")
        .into_iter()
        .flat_map(Json::entries)
        .map(|(name, _)| name)
        .collect();
    let parts = names.chunks(PATHS_PER_PART).map(|names| {
        let mut part = doc.clone();
        if let Some(Json::Object(paths)) = part.pointer_mut("/paths") {
            paths.retain(|name, _| names.contains(&name.as_str()));
        }
        part
    });
    parts.collect()
}

/// Returns the facts of a document as a file of facts contains them; `None` if the document is rejected.
fn facts_of(doc: &Json) -> Result<Option<Facts>> {
    let Ok(doc) = parse(doc.pretty()?.as_bytes(), &Limits::default()) else {
        return Ok(None);
    };
    Ok(facts::with_notes(&doc).ok())
}

#[derive(Default, Debug)]
struct Counts {
    edits: usize,
    reported: usize,
    refused: usize,
    without_effect: usize,
}

struct Original<'a> {
    name: &'a str,
    facts: Facts,
    form: NormalForm,
}

/// Returns a problem of the report about an edited document.
fn problem(original: &Original<'_>, edited: &Json, counts: &mut Counts) -> Result<Option<String>> {
    counts.edits += 1;
    let Some(facts) = facts_of(edited)? else {
        counts.refused += 1;
        return Ok(None);
    };
    let report = Report::new(&original.facts, &facts, None, &Acknowledged::default());
    let form = normal_form(edited);
    if form == original.form {
        counts.without_effect += 1;
        return Ok(
            (!report.changes.is_empty()).then(|| format!("false alarm: {:?}", report.changes))
        );
    }
    counts.reported += 1;
    if report.changes.is_empty() {
        return Ok(Some("silent".to_owned()));
    }
    Ok(None)
}

#[test]
fn every_random_edit_is_reported_or_has_no_effect() -> Result {
    let is_soak = std::env::var_os("PARTNA_SOAK").is_some();
    let edits_per_document: usize = if is_soak { 10_000 } else { 100 };
    let mut counts: BTreeMap<EditKind, Counts> = BTreeMap::new();
    let mut problems = Vec::new();
    for (name, doc) in documents()? {
        let parts = parts(&doc);
        let edits_per_part = edits_per_document.div_ceil(parts.len());
        for (index, part) in (0..).zip(&parts) {
            let facts = facts_of(part)?.ok_or_else(|| format!("{name}: cannot be read"))?;
            let original = Original {
                name: &name,
                facts,
                form: normal_form(part),
            };
            for edit in RandomEdits::new(part, SEED + index).take(edits_per_part) {
                let counts = counts.entry(edit.kind).or_default();
                if let Some(problem) = problem(&original, &edit.doc, counts)? {
                    let value = edit
                        .doc
                        .pointer(&edit.pointer)
                        .map(Json::pretty)
                        .transpose()?;
                    problems.push(format!(
                        "{}: {} at {}: {problem}, now {}",
                        original.name,
                        edit.kind,
                        edit.pointer,
                        value.unwrap_or_default()
                    ));
                }
            }
        }
    }
    for (kind, counts) in &counts {
        println!("{kind}: {counts:?}");
    }
    let total: usize = counts.values().map(|counts| counts.edits).sum();
    println!("{total} edits, {} problems", problems.len());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert_eq!(counts.len(), 12, "an edit of each kind");
    Ok(())
}
