//! Every rule by a pair of documents that differ in one thing.

mod answers;
mod cases;
mod fields;
mod rendering;
mod whole;

use std::collections::BTreeSet;

use cases::{Case, base, facts};

use super::{Acknowledged, Deployed, Level, Report, Rule, Step};
use crate::facts::Facts;

fn all() -> Vec<Case> {
    [whole::cases(), fields::cases(), answers::cases()]
        .into_iter()
        .flatten()
        .collect()
}

/// What changed, as far as can be told without our document.
fn report(old: &Facts, new: &Facts) -> Report {
    Report::new(old, new, None, &Acknowledged::default())
}

#[test]
fn every_rule_has_a_case() {
    let covered: BTreeSet<Rule> = all().iter().map(|case| case.rule).collect();
    let missing: Vec<&str> = Rule::ALL
        .iter()
        .filter(|rule| !covered.contains(rule))
        .map(|rule| rule.name())
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn a_case_is_one_change_of_its_rule() {
    for case in all() {
        let name = case.rule.name();
        let report = report(&case.old(), &case.changed());
        let [change] = &report.changes[..] else {
            panic!("{name}: {:#?}", report.changes);
        };
        assert_eq!(change.rule, case.rule, "{name}: {change:#?}");
        assert_eq!(change.place, case.place, "{name}");
        assert_eq!(
            (change.deployed, change.rust),
            (case.deployed, case.rust),
            "{name}"
        );
        let breaking = case.deployed != Deployed::Safe || case.rust == Step::Major;
        let level = if breaking {
            Level::Breaking
        } else {
            Level::Additive
        };
        assert_eq!(report.level(), level, "{name}");
        assert_eq!(report.step(), Some(case.rust), "{name}");
        let says = change.says(str::to_owned);
        assert!(!says.contains(['{', '}']), "{name}: {says}");
    }
}

/// The change back is of the opposite rule.
#[test]
fn what_comes_one_way_goes_the_other() {
    for case in all() {
        let name = case.rule.name();
        let report = report(&case.changed(), &case.old());
        let [change] = &report.changes[..] else {
            panic!("{name}: {:#?}", report.changes);
        };
        let back = change.rule.name();
        assert!(opposite(name, back), "{name} is {back} on the way back");
    }
}

fn opposite(name: &str, back: &str) -> bool {
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
fn a_document_is_like_itself() {
    let facts = facts(&base());
    let report = report(&facts, &facts);
    assert_eq!(report, Report::default());
    assert_eq!((report.level(), report.step()), (Level::None, None));
}

#[test]
fn names_of_rules_are_unique_and_are_in_the_table() {
    let names: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    assert_eq!(names.len(), Rule::ALL.len());
    let table = super::table();
    let missing = |name: &&&str| !table.contains(&format!("| `{name}` |"));
    assert_eq!(names.iter().find(missing), None);
    let columns = |line: &str| line.matches('|').count();
    assert!(table.lines().all(|line| columns(line) == 6), "{table}");
}
