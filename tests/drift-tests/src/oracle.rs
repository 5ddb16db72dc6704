//! Decides whether the snapshots show a mutation at its place and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use openapi_facts::json::Json;

use crate::our_mutations::{MutationKind, OurMutation, Owner};
use crate::snapshots::{self, Snapshots};

/// The snapshot lines of the unchanged document, to compare a changed document with.
pub struct Oracle {
    snapshots: Snapshots,
    components_by_operation: BTreeMap<String, BTreeSet<String>>,
}

/// The lines in which a snapshot differs, by name: `-` before a removed line and `+` before a new one.
pub type Changes = BTreeMap<&'static str, Vec<String>>;

impl Oracle {
    pub fn new(doc: &Json) -> anyhow::Result<Self> {
        Ok(Self {
            snapshots: snapshots::of(doc)?,
            components_by_operation: snapshots::components_by_operation(doc),
        })
    }

    /// Compares the snapshot lines of a changed document with those of the original.
    pub fn changed_lines(&self, changed: &Json) -> anyhow::Result<Changes> {
        let mut changes = Changes::new();
        for (name, lines) in snapshots::of(changed)? {
            let Some(old) = self.snapshots.get(name) else {
                continue;
            };
            let removed = old.difference(&lines).map(|line| format!("-{line}"));
            let differences: Vec<String> = removed
                .chain(lines.difference(old).map(|line| format!("+{line}")))
                .collect();
            if !differences.is_empty() {
                changes.insert(name, differences);
            }
        }
        Ok(changes)
    }

    /// Returns why a mutation is not shown correctly; `None` if it is.
    pub fn find_problem(&self, mutation: &OurMutation, changes: &Changes) -> Option<String> {
        let only = match mutation.kind {
            MutationKind::DescriptionChanged => Some("prose"),
            MutationKind::ExampleChanged => Some("examples"),
            _ => None,
        };
        if let Some(only) = only
            && changes.keys().any(|snapshot| *snapshot != only)
        {
            return Some(format!("snapshots other than `{only}` change"));
        }
        let lines = || changes.values().flatten().filter_map(|line| line.get(1..));
        let prefixes = line_prefixes(&mutation.owner);
        if !lines().any(|line| {
            prefixes
                .iter()
                .any(|name| has_subject(line, name, &mutation.subject))
        }) {
            return Some(format!(
                "no changed line is about its owner and `{}`",
                mutation.subject
            ));
        }
        if let Owner::Component(component) = &mutation.owner
            && mutation.changes_facts
        {
            let facts = changes.get("facts").map_or(&[][..], Vec::as_slice);
            let is_changed = |operation: &str| {
                facts
                    .iter()
                    .any(|line| line.get(1..).is_some_and(|line| has_owner(line, operation)))
            };
            let unchanged = self
                .operations_reaching(component)
                .find(|operation| !is_changed(operation));
            if let Some(operation) = unchanged {
                return Some(format!(
                    "no fact of {operation} changes, although it reaches the component"
                ));
            }
        }
        lines()
            .find(|line| !self.may_change(&mutation.owner, line))
            .map(|line| format!("a line of another owner changes: {line}"))
    }

    /// Returns the operations that reach a component.
    fn operations_reaching(&self, component: &str) -> impl Iterator<Item = &str> {
        let reaching = self
            .components_by_operation
            .iter()
            .filter(move |(_, reached)| reached.contains(component));
        reaching.map(|(operation, _)| operation.as_str())
    }

    /// Returns whether a line may change with an owner: it belongs to the owner, or the owner is a component and the line is
    /// about a body, response or parameter of an operation that reaches it.
    fn may_change(&self, owner: &Owner, line: &str) -> bool {
        if line_prefixes(owner)
            .iter()
            .any(|name| has_owner(line, name))
        {
            return true;
        }
        let Owner::Component(component) = owner else {
            return false;
        };
        let is_body_or_parameter = |operation: &str| {
            has_owner(line, operation)
                && line.get(operation.len()..).is_some_and(|remainder| {
                    [" body", " -> ", " query:"]
                        .iter()
                        .any(|part| remainder.starts_with(part))
                })
        };
        self.operations_reaching(component)
            .any(is_body_or_parameter)
    }

    /// Returns the operations whose lines may change with an owner, before and after the change.
    pub fn operations(&self, owner: &Owner) -> BTreeSet<String> {
        match owner {
            Owner::Operations(names) => names.iter().cloned().collect(),
            Owner::Document(_) => BTreeSet::new(),
            Owner::Component(name) => self.operations_reaching(name).map(str::to_owned).collect(),
        }
    }
}

/// Returns the prefixes of the lines of an owner.
fn line_prefixes(owner: &Owner) -> Vec<String> {
    match owner {
        Owner::Operations(names) => names.clone(),
        Owner::Document(name) => vec![(*name).to_owned()],
        Owner::Component(name) => vec![format!("component {name}")],
    }
}

/// Returns whether a line begins with the whole name of an owner.
fn has_owner(line: &str, name: &str) -> bool {
    has_subject(line, name, "")
}

/// Returns whether a line begins with the name of an owner and a whole subject.
fn has_subject(line: &str, name: &str, subject: &str) -> bool {
    let remainder = line
        .strip_prefix(name)
        .and_then(|remainder| remainder.strip_prefix(subject));
    remainder.is_some_and(|remainder| {
        !remainder.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '/' || c == '-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::our_mutations::all;

    /// Returns an oracle of our document, one mutation of a kind, and its changed lines.
    fn case(kind: MutationKind) -> (Oracle, OurMutation, Changes) {
        let doc = crate::document().unwrap();
        let oracle = Oracle::new(&doc).unwrap();
        let mutation = all(&doc)
            .into_iter()
            .find(|mutation| mutation.kind == kind)
            .unwrap();
        let changes = oracle.changed_lines(&mutation.apply(&doc)).unwrap();
        assert_eq!(oracle.find_problem(&mutation, &changes), None);
        (oracle, mutation, changes)
    }

    #[test]
    fn rejects_change_without_a_snapshot_line() {
        let (oracle, mutation, _) = case(MutationKind::FieldRetyped);
        let problem = oracle.find_problem(&mutation, &Changes::new()).unwrap();
        assert!(problem.contains("no changed line is about"), "{problem}");
    }

    #[test]
    fn rejects_change_of_another_owner() {
        let (oracle, mutation, mut changes) = case(MutationKind::EffectChanged);
        changes
            .entry("facts")
            .or_default()
            .push("+GET /unrelated -> 200.data any".to_owned());
        let problem = oracle.find_problem(&mutation, &changes).unwrap();
        assert!(
            problem.contains("another owner changes: GET /unrelated"),
            "{problem}"
        );
    }

    #[test]
    fn rejects_description_change_that_changes_facts() {
        let (oracle, mutation, mut changes) = case(MutationKind::DescriptionChanged);
        changes.insert("facts", vec!["+GET /account -> 200.x any".to_owned()]);
        let problem = oracle.find_problem(&mutation, &changes).unwrap();
        assert!(problem.contains("other than `prose` change"), "{problem}");
    }

    #[test]
    fn rejects_component_change_without_facts_of_its_operations() {
        let (oracle, mutation, changes) = case(MutationKind::FieldRemoved);
        let without = |snapshot: &'static str| {
            let mut fewer = changes.clone();
            fewer.remove(snapshot);
            fewer.remove("prose");
            oracle.find_problem(&mutation, &fewer).unwrap_or_default()
        };
        assert!(
            without("shapes").contains("no changed line is about"),
            "{}",
            without("shapes")
        );
        assert!(
            without("facts").contains("although it reaches the component"),
            "{}",
            without("facts")
        );
    }

    #[test]
    fn names_and_subjects_match_whole_words() {
        assert!(has_subject(
            "GET /rate query:from string",
            "GET /rate",
            " query:from"
        ));
        assert!(!has_subject(
            "GET /rate query:fromAmount string",
            "GET /rate",
            " query:from"
        ));
        assert!(!has_owner("GET /rate/verify-rate-key -> 200", "GET /rate"));
        assert!(!has_owner("component Rates object", "component Rate"));
    }
}
