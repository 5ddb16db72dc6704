//! Tests each rule with two documents that differ in one change.

mod alignment;
mod alternatives;
mod cases;
mod documents;
mod equivalence;
mod fields;
mod one_change;
mod operations;
mod rendering;
mod responses;
mod schemas;
mod wire;
mod words;

use std::collections::BTreeSet;

use cases::{Case, base, facts};

use super::{Acknowledged, Level, ProductionImpact, Report, Rule, VersionBump};
use crate::facts::Facts;

fn all_cases() -> Vec<Case> {
    [
        operations::cases(),
        fields::cases(),
        responses::cases(),
        alternatives::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Compares without Rust names.
fn report(old: &Facts, new: &Facts) -> Report {
    Report::new(old, new, None, &Acknowledged::default())
}

#[test]
fn every_rule_has_a_case() {
    let covered: BTreeSet<Rule> = all_cases().iter().map(|case| case.rule).collect();
    let missing: Vec<&str> = Rule::ALL
        .iter()
        .filter(|rule| !covered.contains(rule))
        .map(|rule| rule.name())
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn each_case_is_one_change_of_its_rule() {
    for case in all_cases() {
        let name = case.rule.name();
        let report = report(&case.old_facts(), &case.new_facts());
        let [change] = &report.changes[..] else {
            panic!("{name}: {:#?}", report.changes);
        };
        assert_eq!(change.rule, case.rule, "{name}: {change:#?}");
        assert_eq!(change.place, case.place, "{name}");
        assert_eq!(
            (change.production_impact, change.version_bump),
            (case.production_impact, case.version_bump),
            "{name}"
        );
        let breaking = case.production_impact != ProductionImpact::Safe
            || case.version_bump == VersionBump::Major;
        let level = if breaking {
            Level::Breaking
        } else {
            Level::Additive
        };
        assert_eq!(report.level(), level, "{name}");
        assert_eq!(report.version_bump(), Some(case.version_bump), "{name}");
        let description = change.describe(str::to_owned);
        assert!(!description.contains(['{', '}']), "{name}: {description}");
    }
}

/// Reversing a change gives the opposite rule.
#[test]
fn reversed_change_has_opposite_rule() {
    for case in all_cases() {
        let name = case.rule.name();
        let report = report(&case.new_facts(), &case.old_facts());
        let [change] = &report.changes[..] else {
            panic!("{name}: {:#?}", report.changes);
        };
        let back = change.rule.name();
        assert!(
            is_opposite(name, back),
            "{name}: the reversed change is {back}"
        );
    }
}

fn is_opposite(name: &str, back: &str) -> bool {
    let pairs = [
        ("-added", "-removed"),
        ("-tightened", "-loosened"),
        ("-introduced", "-dropped"),
        ("-became-required", "-became-optional"),
        ("-became-nullable", "-no-longer-nullable"),
        ("-deprecated", "-restored"),
    ];
    for (one, other) in pairs {
        if name.contains(one) {
            return back.contains(other);
        }
        if name.contains(other) {
            return back.contains(one);
        }
    }
    match name.strip_suffix("-widened") {
        Some(subject) => back == format!("{subject}-changed"),
        None => back == name,
    }
}

#[test]
fn identical_documents_have_no_changes() {
    let facts = facts(&base());
    let report = report(&facts, &facts);
    assert_eq!(report, Report::default());
    assert_eq!((report.level(), report.version_bump()), (Level::None, None));
}

#[test]
fn rule_names_are_unique_and_in_the_table() {
    let names: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    assert_eq!(names.len(), Rule::ALL.len());
    let table = super::table();
    let missing = |name: &&&str| !table.contains(&format!("| `{name}` |"));
    assert_eq!(names.iter().find(missing), None);
    let columns = |line: &str| line.matches('|').count();
    assert!(table.lines().all(|line| columns(line) == 6), "{table}");
}
