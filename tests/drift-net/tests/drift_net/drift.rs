//! Every change that the vendor could make, at every site: the report names it, in its place, and nothing else.

#![allow(clippy::print_stdout, reason = "counts by kind are for people")]

use std::collections::BTreeMap;
use std::path::Path;

use openapi_facts::diff::{Acknowledged, Report};
use openapi_facts::facts;
use openapi_facts::json::Json;
use partna_codegen::adopt::{Mode, adopt, components, declare};
use partna_codegen::deviations::{parse, verify};
use partna_codegen::document::operations;
use partna_codegen::lint;
use partna_drift_net::fixtures;
use partna_drift_net::vendor_mutations::{Drift, all, inlined};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The documents to change: ours with everything written out, which stands in for the vendor's, and the vendor's.
fn documents() -> Result<Vec<Json>> {
    let mut documents = vec![inlined(&partna_drift_net::document()?)?];
    for fixture in fixtures::all()? {
        documents.push(fixture.read()?);
    }
    Ok(documents)
}

/// The document with the operation that is changed, and one that is not; all of it for a change to the API.
fn cut(doc: &Json, drift: &Drift) -> Json {
    let path = drift.edits.first().and_then(|(pointer, _)| {
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

/// What is wrong with the report of a change.
fn problem(doc: &Json, drift: &Drift) -> Result<Option<String>> {
    let before = cut(doc, drift);
    let after = drift.apply(&before);
    if before == after {
        return Ok(Some("changes nothing".to_owned()));
    }
    let report = report(&before, &after)?;
    let mut named: Vec<(String, String)> = Vec::new();
    for change in &report.changes {
        if change.operation != drift.operation {
            return Ok(Some(format!("named under {:?}", change.operation)));
        }
        named.push((change.rule.name().to_owned(), change.place.clone()));
    }
    let mut expected: Vec<(String, String)> = drift
        .expected
        .iter()
        .map(|(rule, place)| ((*rule).to_owned(), place.clone()))
        .collect();
    named.sort();
    expected.sort();
    if named != expected {
        return Ok(Some(format!("named {named:?}, expected {expected:?}")));
    }
    let worst = report
        .changes
        .iter()
        .map(|change| change.production_impact)
        .max();
    let worst = worst.map_or("safe".to_owned(), |worst| worst.to_string());
    if worst != drift.deployed {
        return Ok(Some(format!("judged {worst}, expected {}", drift.deployed)));
    }
    Ok(None)
}

/// Ours with the operations of one path and one other, and the components that they use.
fn ours_at(ours: &Json, path: &str) -> Result<Json> {
    let mut doc = ours.clone();
    if let Some(Json::Object(paths)) = doc.pointer_mut("/paths") {
        paths.retain(|name, _| name == path || name == "/rate");
    }
    // References to what is not there any more are not what this is about.
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

/// What people wrote of the operations that both documents have.
fn words(doc: &Json) -> BTreeMap<String, Vec<Option<Json>>> {
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
            let said = keys.iter().map(|key| operation.get(key).cloned());
            (format!("{method} {path}"), said.collect())
        })
        .collect()
}

/// What is wrong with our document once a change was adopted.
fn adopted(ours: &Json, vendor: &Json, drift: &Drift) -> Result<Option<String>> {
    let changed = drift.apply(vendor);
    let adoption = adopt(ours, &facts::of(vendor)?, &changed, Mode::Assume)?;
    let (theirs, mine) = (facts::of(&changed)?, facts::of(&adoption.doc)?);
    let declared = declare::declare("", &theirs, &mine)?;
    let problems = verify(&theirs, &mine, &parse(&declared)?).problems;
    if let Some(problem) = problems.first() {
        return Ok(Some(problem.clone()));
    }
    if let Some(finding) = lint::document_findings(&adoption.doc).first() {
        return Ok(Some(finding.to_string()));
    }
    let (before, after) = (words(ours), words(&adoption.doc));
    let lost = before
        .iter()
        .find(|(name, said)| after.get(*name).is_some_and(|now| now != *said));
    if let Some((name, _)) = lost {
        return Ok(Some(format!("the words of {name} changed")));
    }
    let again = adopt(&adoption.doc, &theirs, &changed, Mode::Assume)?;
    Ok((again.doc != adoption.doc).then(|| "twice changes something".to_owned()))
}

#[test]
fn every_change_is_brought_along() -> Result {
    let soak = std::env::var_os("PARTNA_SOAK").is_some();
    let step = if soak { 1 } else { 37 };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let whole = Json::read(&root.join("openapi/partna.json"))?;
    let paths: Vec<String> = whole
        .at(&["paths"])
        .into_iter()
        .flat_map(Json::entries)
        .map(|(path, _)| path.to_owned())
        .collect();
    let (mut count, mut seen, mut problems) = (0, 0, Vec::new());
    for path in paths {
        let ours = ours_at(&whole, &path)?;
        let vendor = inlined(&ours)?;
        for drift in all(&vendor) {
            let is_here = drift.edits.iter().any(|(pointer, _)| {
                let name = path.replace('/', "~1");
                pointer.starts_with(&format!("/paths/{name}/")) || !pointer.starts_with("/paths/")
            });
            seen += usize::from(is_here);
            if !is_here || seen % step != 0 {
                continue;
            }
            count += 1;
            if let Some(what) = adopted(&ours, &vendor, &drift)? {
                problems.push(format!(
                    "{} at {:?}: {what}",
                    drift.kind,
                    drift.edits.first()
                ));
            }
        }
    }
    println!("{count} changes adopted, {} problems", problems.len());
    problems.truncate(20);
    assert!(problems.is_empty(), "{problems:#?}");
    Ok(())
}

#[test]
fn every_change_is_named_in_its_place() -> Result {
    let soak = std::env::var_os("PARTNA_SOAK").is_some();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut problems = Vec::new();
    for (index, doc) in documents()?.into_iter().enumerate() {
        let step = match (soak, index) {
            (true, _) => 1,
            (false, 0) => 11,
            // The vendor's documents have the same kinds of sites, so fewer of them do.
            (false, _) => 47,
        };
        let mut met: BTreeMap<&str, usize> = BTreeMap::new();
        for drift in all(&doc) {
            let seen = met.entry(drift.kind).or_default();
            *seen += 1;
            let (total, right) = counts.entry(drift.kind).or_default();
            // The first of each kind, and then every so many.
            if !(*seen - 1).is_multiple_of(step) {
                continue;
            }
            *total += 1;
            match problem(&doc, &drift)? {
                None => *right += 1,
                Some(what) => problems.push(format!(
                    "{} at {:?}: {what}",
                    drift.kind,
                    drift.edits.first()
                )),
            }
        }
    }
    let all: usize = counts.values().map(|(total, _)| total).sum();
    for (kind, (total, right)) in &counts {
        println!("{kind:<32} {right:>5} of {total}");
    }
    println!(
        "{} kinds, {all} changes, {} problems",
        counts.len(),
        problems.len()
    );
    assert!(counts.len() >= 40, "{} kinds", counts.len());
    problems.truncate(20);
    assert!(problems.is_empty(), "{problems:#?}");
    Ok(())
}
