//! The report about the vendor's last change in every format, and its completeness.

use std::collections::BTreeSet;
use std::error::Error;

use openapi_facts::diff::{
    Acknowledged, Change, Level, ProductionImpact, Report, Rule, VersionBump, render,
};
use openapi_facts::facts::{self, Facts};
use partna_codegen::layout::Layout;
use partna_codegen::pull_request;
use partna_codegen::report::REPORT_NAMES;
use partna_codegen::rust_names::RustApi;
use partna_codegen::upstream_facts::UpstreamFactsFile;
use partna_drift_tests::fixtures::{self, vendor};
use partna_tests::{document, root, snapshots};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The facts of the document before the adopted one, so that the report needs no file of the vendor.
const BEFORE: &str = "tests/upstream/2025-12-23.facts";

fn before() -> Result<Facts> {
    let text = std::fs::read_to_string(root()?.join(BEFORE))?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

fn report() -> Result<Report> {
    let after = UpstreamFactsFile::read(&Layout::new(root()?))?.facts;
    Ok(Report::new(
        &before()?,
        &after,
        Some(&RustApi::of(&document()?)),
        &Acknowledged::default(),
    ))
}

/// The fixtures are the vendor's documents without prose. The facts were recorded from the original documents.
#[test]
fn report_of_fixtures_equals_report_of_recorded_facts() -> Result {
    let old = facts::with_notes(&vendor("2025-12-23")?)?;
    let new = facts::with_notes(&vendor("2026-03-30")?)?;
    let (document, acknowledged) = (document()?, Acknowledged::default());
    let report = Report::new(&old, &new, Some(&RustApi::of(&document)), &acknowledged);
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
fn recorded_facts_equal_facts_of_fixtures() -> Result {
    let adopted = UpstreamFactsFile::read(&Layout::new(root()?))?;
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
fn report_matches_its_snapshot_in_every_format() -> Result {
    let report = report()?;
    assert_eq!(
        (report.level(), report.version_bump()),
        (Level::Breaking, Some(VersionBump::Major))
    );
    snapshots().bind(|| {
        insta::assert_snapshot!("report_text", render::text(&report, &REPORT_NAMES));
        insta::assert_snapshot!("report_markdown", render::markdown(&report, &REPORT_NAMES));
        insta::assert_snapshot!("report_github", render::github(&report, &REPORT_NAMES));
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

/// Every added or removed fact is in a place that the report contains, and every place of the report has such a fact.
#[test]
fn report_contains_exactly_the_changed_facts() -> Result {
    let (old, new) = (
        before()?,
        UpstreamFactsFile::read(&Layout::new(root()?))?.facts,
    );
    let report = report()?;
    let changed: BTreeSet<&String> = old.symmetric_difference(&new).collect();
    let mut explained: BTreeSet<&String> = BTreeSet::new();
    for change in &report.changes {
        let covered: Vec<&String> = changed
            .iter()
            .copied()
            .filter(|fact| covers(change, fact))
            .collect();
        assert!(
            !covered.is_empty(),
            "no changed fact for {} at {}",
            change.rule.name(),
            change.place
        );
        explained.extend(covered);
    }
    let missed: Vec<&&String> = changed.difference(&explained).collect();
    assert!(missed.is_empty(), "{missed:#?}");

    let count = |matches: &dyn Fn(Rule) -> bool| {
        report
            .changes
            .iter()
            .filter(|change| matches(change.rule))
            .count()
    };
    assert_eq!(count(&|rule| rule.name() == "operation-added"), 8);
    // Fields and statuses: 48 added facts, where a status counts as three facts, and 21 removed facts.
    let added = count(&|rule| rule.name().contains("field-added"));
    assert_eq!(
        added + 3 * count(&|rule| rule == Rule::ResponseErrorAdded),
        48
    );
    assert_eq!(count(&|rule| rule.name().contains("field-removed")), 21);
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

/// Returns whether a change concerns a fact.
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
    let is_status = matches!(
        change.rule,
        Rule::ResponseErrorAdded | Rule::ResponseErrorRemoved
    );
    subject == place || (is_status && fact.starts_with(&place))
}
