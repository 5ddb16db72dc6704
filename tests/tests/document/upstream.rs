//! What is said of the vendor's last change, in all forms; and that nothing which moved is missing from it.

use std::collections::BTreeSet;
use std::error::Error;

use openapi_facts::diff::{
    Acknowledged, Change, Level, ProductionImpact, Report, VersionBump, render,
};
use openapi_facts::facts::{self, Facts};
use partna_codegen::adopted::Adopted;
use partna_codegen::layout::Layout;
use partna_codegen::pull_request;
use partna_codegen::report::LABELS;
use partna_codegen::rust_names::Ours;
use partna_drift_net::fixtures::{self, vendor};
use partna_tests::{document, root, snapshots};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The facts of the document before the one adopted. They stand here, so that the report needs no file of the vendor's.
const BEFORE: &str = "tests/upstream/2025-12-23.facts";

fn before() -> Result<Facts> {
    let text = std::fs::read_to_string(root()?.join(BEFORE))?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

fn report() -> Result<Report> {
    let after = Adopted::read(&Layout::new(root()?))?.facts;
    Ok(Report::new(
        &before()?,
        &after,
        Some(&Ours::of(&document()?)),
        &Acknowledged::default(),
    ))
}

/// The report of the two documents, without a file of facts.
#[test]
fn fixtures_have_the_counts_of_the_originals() -> Result {
    let old = facts::with_notes(&vendor("2025-12-23")?)?;
    let new = facts::with_notes(&vendor("2026-03-30")?)?;
    let (document, acknowledged) = (document()?, Acknowledged::default());
    let report = Report::new(&old, &new, Some(&Ours::of(&document)), &acknowledged);
    let count = |deployed: ProductionImpact| {
        let changes = report.changes.iter();
        changes
            .filter(|change| change.production_impact == deployed)
            .count()
    };
    assert_eq!(report.changes.len(), 81);
    assert_eq!(count(ProductionImpact::Breaks), 22);
    assert_eq!(count(ProductionImpact::Safe), 59);
    assert_eq!(
        render::json(&report)?,
        render::json(&self::report()?)?,
        "the report of the fixtures is not the report of the recorded facts"
    );
    Ok(())
}

#[test]
fn facts_are_those_of_the_fixtures() -> Result {
    let adopted = Adopted::read(&Layout::new(root()?))?;
    let fixtures = fixtures::all()?;
    let fixture = |sha256: &str| {
        let found = fixtures.iter().find(|fixture| fixture.sha256 == sha256);
        found.ok_or("tests/fixtures: the adopted document is missing; add it with `cargo xtask upstream strip`")
    };
    let latest = fixture(&adopted.sha256)?;
    assert_eq!(latest.date, adopted.date);
    assert_eq!(facts::with_notes(&latest.read()?)?, adopted.facts);
    assert_eq!(facts::with_notes(&vendor("2025-12-23")?)?, before()?);
    Ok(())
}

#[test]
fn the_last_change_in_every_form() -> Result {
    let report = report()?;
    assert_eq!(
        (report.level(), report.version_bump()),
        (Level::Breaking, Some(VersionBump::Major))
    );
    snapshots().bind(|| {
        insta::assert_snapshot!("report_text", render::text(&report, &LABELS));
        insta::assert_snapshot!("report_markdown", render::markdown(&report, &LABELS));
        insta::assert_snapshot!("report_github", render::github(&report, &LABELS));
        insta::assert_snapshot!("report_json", render::json(&report).unwrap_or_default());
        let body = pull_request::body(
            &report,
            &["GET /phone: effect: read, or does it act?".to_owned()],
            "2025-12-23",
        );
        insta::assert_snapshot!("report_pull_request", body);
    });
    Ok(())
}

/// Every line of facts that came or went lies at a place that the report names, and nothing is named where no line did.
#[test]
fn every_line_that_moved_is_named_and_no_other() -> Result {
    let (old, new) = (before()?, Adopted::read(&Layout::new(root()?))?.facts);
    let report = report()?;
    let moved: BTreeSet<&String> = old.symmetric_difference(&new).collect();
    let mut explained: BTreeSet<&String> = BTreeSet::new();
    for change in &report.changes {
        let own: Vec<&String> = moved
            .iter()
            .copied()
            .filter(|fact| covers(change, fact))
            .collect();
        assert!(
            !own.is_empty(),
            "nothing moved where {} is named at {}",
            change.rule.name(),
            change.place
        );
        explained.extend(own);
    }
    let missed: Vec<&&String> = moved.difference(&explained).collect();
    assert!(missed.is_empty(), "{missed:#?}");

    let count = |wanted: &dyn Fn(&str) -> bool| {
        report
            .changes
            .iter()
            .filter(|change| wanted(change.rule.name()))
            .count()
    };
    assert_eq!(count(&|rule| rule == "operation-added"), 8);
    // Fields and statuses: 48 facts that came by the count of `facts.md`, where a status is three, and 21 that went.
    let came = count(&|rule| rule.contains("field-added"));
    assert_eq!(came + 3 * count(&|rule| rule == "response-error-added"), 48);
    assert_eq!(count(&|rule| rule.contains("field-removed")), 21);
    let enums: BTreeSet<(&Option<String>, &String)> = report
        .changes
        .iter()
        .filter(|change| change.rule.name().contains("value-added"))
        .map(|change| (&change.operation, &change.place))
        .collect();
    assert_eq!(enums.len(), 7);
    assert_eq!(count(&|_| true), 8 + 39 + 3 + 21 + 10);
    Ok(())
}

/// Whether a line of facts is one that a change is about.
fn covers(change: &Change, fact: &str) -> bool {
    let Some(operation) = change.operation.as_deref() else {
        return false;
    };
    if facts::operation(fact) != Some(operation) {
        return false;
    }
    if change.place == "operation" {
        return true;
    }
    let place = format!("{operation} {}", change.place);
    let subject = facts::split(fact).0.trim_end_matches('!');
    let is_status = change.rule.name().starts_with("response-error");
    subject == place || (is_status && fact.starts_with(&place))
}
