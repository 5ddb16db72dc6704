//! The report lists every mutation of the vendor's document at its place and lists nothing else.

#![allow(clippy::print_stdout, reason = "the test prints counts by kind")]

use std::collections::BTreeMap;
use std::path::Path;

use openapi_facts::diff::{Acknowledged, Report, Rule};
use openapi_facts::facts;
use openapi_facts::json::Json;
use partna_codegen::adopt::{OpenQuestionPolicy, adopt, components, declare};
use partna_codegen::deviations::{parse, verify};
use partna_codegen::document::operations;
use partna_codegen::lint;
use partna_drift_tests::fixtures;
use partna_drift_tests::vendor_mutations::{VendorMutation, all, inlined};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Returns the documents to mutate: our document with all references resolved, and the vendor's documents.
fn documents() -> Result<Vec<Json>> {
    let mut documents = vec![inlined(&partna_drift_tests::document()?)?];
    for fixture in fixtures::all()? {
        documents.push(fixture.read()?);
    }
    Ok(documents)
}

/// Returns the document with only the changed operation and one other; unchanged for a mutation of the API.
fn reduce(doc: &Json, mutation: &VendorMutation) -> Json {
    let path = mutation.edits.first().and_then(|(pointer, _)| {
        let path = pointer.strip_prefix("/paths/")?.split('/').next()?;
        Some(path.replace("~1", "/"))
    });
    let mut doc = doc.clone();
    if let (Some(path), Some(paths)) = (
        path,
        doc.as_object_mut().and_then(|doc| doc.get_mut("paths")),
    ) && let Json::Object(paths) = paths
    {
        paths.retain(|name, _| *name == path || name == "/rate");
    }
    doc
}

fn report(old: &Json, new: &Json) -> Result<Report> {
    let (old, new) = (facts::with_notes(old)?, facts::with_notes(new)?);
    Ok(Report::new(&old, &new, None, &Acknowledged::default()))
}

/// Returns a problem in the report of a mutation.
fn report_problem(doc: &Json, mutation: &VendorMutation) -> Result<Option<String>> {
    let before = reduce(doc, mutation);
    let after = mutation.apply(&before);
    if before == after {
        return Ok(Some("the mutation changes nothing".to_owned()));
    }
    let report = report(&before, &after)?;
    let mut reported: Vec<(Rule, String)> = Vec::new();
    for change in &report.changes {
        if change.operation != mutation.operation {
            return Ok(Some(format!(
                "reported under operation {:?}",
                change.operation
            )));
        }
        reported.push((change.rule, change.place.clone()));
    }
    let mut expected = mutation.expected.clone();
    reported.sort();
    expected.sort();
    if reported != expected {
        return Ok(Some(format!(
            "reported {reported:?}, expected {expected:?}"
        )));
    }
    let worst = report
        .changes
        .iter()
        .map(|change| change.production_impact)
        .max();
    let worst = worst.map_or("safe".to_owned(), |worst| worst.to_string());
    if worst != mutation.production_impact {
        return Ok(Some(format!(
            "production impact {worst}, expected {}",
            mutation.production_impact
        )));
    }
    Ok(None)
}

/// Returns our document with the operations of one path and one other, and with their components.
fn our_document_at(ours: &Json, path: &str) -> Result<Json> {
    let mut doc = ours.clone();
    if let Some(Json::Object(paths)) = doc.pointer_mut("/paths") {
        paths.retain(|name, _| name == path || name == "/rate");
    }
    // Removes references to other operations, which are not in the reduced document.
    for path in doc
        .pointer_mut("/paths")
        .and_then(Json::as_object_mut)
        .into_iter()
        .flatten()
    {
        for operation in path.1.as_object_mut().into_iter().flatten() {
            let Json::Object(operation) = operation.1 else {
                continue;
            };
            if let Some(Json::Object(reference)) = operation.get_mut("x-partna-reference") {
                reference.retain(|key, _| key == "field");
            }
            if let Some(Json::Object(recovery)) = operation.get_mut("x-partna-recovery") {
                recovery.retain(|key, _| key != "check");
            }
        }
    }
    Ok(components::restore(components::inline(&doc)?, &doc)?)
}

/// Returns the hand-written texts of each operation.
fn operation_prose(doc: &Json) -> BTreeMap<String, Vec<Option<Json>>> {
    let keys = [
        "operationId",
        "summary",
        "description",
        "x-partna-effect",
        "x-partna-guide",
        "tags",
    ];
    operations(doc)
        .map(|(method, path, operation)| {
            let prose = keys.iter().map(|key| operation.get(key).cloned());
            (format!("{method} {path}"), prose.collect())
        })
        .collect()
}

/// Returns a problem in our document after the adoption of a mutation.
fn adoption_problem(
    ours: &Json,
    vendor: &Json,
    mutation: &VendorMutation,
) -> Result<Option<String>> {
    let changed = mutation.apply(vendor);
    let adoption = adopt(
        ours,
        &facts::of(vendor)?,
        &changed,
        OpenQuestionPolicy::UseDefaults,
    )?;
    let (theirs, mine) = (facts::of(&changed)?, facts::of(&adoption.doc)?);
    let declared = declare::update_deviations("", &theirs, &mine)?;
    let problems = verify(&theirs, &mine, &parse(&declared)?).problems;
    if let Some(problem) = problems.first() {
        return Ok(Some(problem.clone()));
    }
    if let Some(finding) = lint::document_findings(&adoption.doc).first() {
        return Ok(Some(finding.to_string()));
    }
    let (before, after) = (operation_prose(ours), operation_prose(&adoption.doc));
    let lost = before
        .iter()
        .find(|(name, prose)| after.get(*name).is_some_and(|now| now != *prose));
    if let Some((name, _)) = lost {
        return Ok(Some(format!("{name}: adoption changed the prose")));
    }
    let repeated = adopt(
        &adoption.doc,
        &theirs,
        &changed,
        OpenQuestionPolicy::UseDefaults,
    )?;
    Ok((repeated.doc != adoption.doc).then(|| "a second adoption changes the document".to_owned()))
}

#[test]
fn every_mutation_can_be_adopted() -> Result {
    let is_soak = std::env::var_os("PARTNA_SOAK").is_some();
    let step = if is_soak { 1 } else { 37 };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let our_document = Json::read(&root.join("openapi/partna.json"))?;
    let paths: Vec<String> = our_document
        .at(&["paths"])
        .into_iter()
        .flat_map(Json::entries)
        .map(|(path, _)| path.to_owned())
        .collect();
    let (mut count, mut seen, mut problems) = (0, 0, Vec::new());
    for path in paths {
        let ours = our_document_at(&our_document, &path)?;
        let vendor = inlined(&ours)?;
        for mutation in all(&vendor) {
            let is_here = mutation.edits.iter().any(|(pointer, _)| {
                let name = path.replace('/', "~1");
                pointer.starts_with(&format!("/paths/{name}/")) || !pointer.starts_with("/paths/")
            });
            seen += usize::from(is_here);
            if !is_here || seen % step != 0 {
                continue;
            }
            count += 1;
            if let Some(problem) = adoption_problem(&ours, &vendor, &mutation)? {
                problems.push(format!(
                    "{} at {:?}: {problem}",
                    mutation.kind,
                    mutation.edits.first()
                ));
            }
        }
    }
    println!("{count} mutations adopted, {} problems", problems.len());
    problems.truncate(20);
    assert!(problems.is_empty(), "{problems:#?}");
    Ok(())
}

#[test]
fn every_mutation_is_reported_at_its_place() -> Result {
    let is_soak = std::env::var_os("PARTNA_SOAK").is_some();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut problems = Vec::new();
    for (index, doc) in documents()?.into_iter().enumerate() {
        let step = match (is_soak, index) {
            (true, _) => 1,
            (false, 0) => 11,
            // The vendor's documents have the same kinds of sites, so a smaller sample is enough.
            (false, _) => 47,
        };
        let mut seen_by_kind: BTreeMap<&str, usize> = BTreeMap::new();
        for mutation in all(&doc) {
            let seen = seen_by_kind.entry(mutation.kind).or_default();
            *seen += 1;
            let (total, right) = counts.entry(mutation.kind).or_default();
            // The first of each kind, then every `step`th.
            if !(*seen - 1).is_multiple_of(step) {
                continue;
            }
            *total += 1;
            match report_problem(&doc, &mutation)? {
                None => *right += 1,
                Some(problem) => problems.push(format!(
                    "{} at {:?}: {problem}",
                    mutation.kind,
                    mutation.edits.first()
                )),
            }
        }
    }
    let all: usize = counts.values().map(|(total, _)| total).sum();
    for (kind, (total, right)) in &counts {
        println!("{kind:<32} {right:>5} of {total}");
    }
    println!(
        "{} kinds, {all} mutations, {} problems",
        counts.len(),
        problems.len()
    );
    assert!(
        counts.len() >= 40,
        "only {} kinds were applied",
        counts.len()
    );
    problems.truncate(20);
    assert!(problems.is_empty(), "{problems:#?}");
    Ok(())
}
