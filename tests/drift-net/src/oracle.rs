//! Whether the drift net shows a change in the right place, and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use openapi_facts::json::Json;

use crate::our_mutations::{Kind, Mutant, Owner};
use crate::snapshots::{self, Nets};

/// What is known of the unchanged document, to judge changes by.
pub struct Judge {
    nets: Nets,
    reach: BTreeMap<String, BTreeSet<String>>,
}

/// The lines in which a net differs, by its name; `-` before what is gone and `+` before what is new.
pub type Changes = BTreeMap<&'static str, Vec<String>>;

impl Judge {
    pub fn new(doc: &Json) -> anyhow::Result<Self> {
        Ok(Self {
            nets: snapshots::of(doc)?,
            reach: snapshots::reach(doc),
        })
    }

    /// How the nets of a changed document differ.
    pub fn changes(&self, changed: &Json) -> anyhow::Result<Changes> {
        let mut changes = Changes::new();
        for (name, lines) in snapshots::of(changed)? {
            let Some(old) = self.nets.get(name) else {
                continue;
            };
            let gone = old.difference(&lines).map(|line| format!("-{line}"));
            let differences: Vec<String> = gone
                .chain(lines.difference(old).map(|line| format!("+{line}")))
                .collect();
            if !differences.is_empty() {
                changes.insert(name, differences);
            }
        }
        Ok(changes)
    }

    /// Why a change is not caught as it should be; none if it is.
    pub fn complaint(&self, mutant: &Mutant, changes: &Changes) -> Option<String> {
        let only = match mutant.kind {
            Kind::DescriptionChanged => Some("prose"),
            Kind::ExampleChanged => Some("examples"),
            _ => None,
        };
        if let Some(only) = only
            && changes.keys().any(|net| *net != only)
        {
            return Some(format!("it touches more than `{only}`"));
        }
        let lines = || changes.values().flatten().filter_map(|line| line.get(1..));
        let names = owner_names(&mutant.owner);
        if !lines().any(|line| {
            names
                .iter()
                .any(|name| speaks_of(line, name, &mutant.subject))
        }) {
            return Some(format!(
                "no changed line names its owner and `{}`",
                mutant.subject
            ));
        }
        if let Owner::Component(component) = &mutant.owner
            && mutant.on_the_wire
        {
            let facts = changes.get("facts").map_or(&[][..], Vec::as_slice);
            let shows = |operation: &str| {
                facts
                    .iter()
                    .any(|line| line.get(1..).is_some_and(|line| is_part(line, operation)))
            };
            let silent = self.reaching(component).find(|operation| !shows(operation));
            if let Some(operation) = silent {
                return Some(format!(
                    "the facts of {operation}, which reaches it, do not show it"
                ));
            }
        }
        lines()
            .find(|line| !self.owns(&mutant.owner, line))
            .map(|line| format!("a line of something else changes: {line}"))
    }

    /// The operations that reach a component.
    fn reaching(&self, component: &str) -> impl Iterator<Item = &str> {
        let reaching = self
            .reach
            .iter()
            .filter(move |(_, reached)| reached.contains(component));
        reaching.map(|(operation, _)| operation.as_str())
    }

    /// Whether a line may change with its owner: its own, or through a component that of an operation's body, answer or
    /// parameters.
    fn owns(&self, owner: &Owner, line: &str) -> bool {
        if owner_names(owner).iter().any(|name| is_part(line, name)) {
            return true;
        }
        let Owner::Component(component) = owner else {
            return false;
        };
        let through = |operation: &str| {
            is_part(line, operation)
                && line.get(operation.len()..).is_some_and(|rest| {
                    [" body", " -> ", " query:"]
                        .iter()
                        .any(|part| rest.starts_with(part))
                })
        };
        self.reaching(component).any(through)
    }

    /// The operations whose lines an owner may change, before and after.
    pub fn operations(&self, owner: &Owner) -> BTreeSet<String> {
        match owner {
            Owner::Operations(names) => names.iter().cloned().collect(),
            Owner::Document(_) => BTreeSet::new(),
            Owner::Component(name) => self.reaching(name).map(str::to_owned).collect(),
        }
    }
}

/// How the lines of an owner begin.
fn owner_names(owner: &Owner) -> Vec<String> {
    match owner {
        Owner::Operations(names) => names.clone(),
        Owner::Document(name) => vec![(*name).to_owned()],
        Owner::Component(name) => vec![format!("component {name}")],
    }
}

/// Whether a line begins with a name, and the name ends there.
fn is_part(line: &str, name: &str) -> bool {
    speaks_of(line, name, "")
}

/// Whether a line begins with a name and then a subject, and the subject ends there.
fn speaks_of(line: &str, name: &str, subject: &str) -> bool {
    let rest = line
        .strip_prefix(name)
        .and_then(|rest| rest.strip_prefix(subject));
    rest.is_some_and(|rest| {
        !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '/' || c == '-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::our_mutations::all;

    /// A judge of our document, one mutant of a kind, and the changes that it makes.
    fn case(kind: Kind) -> (Judge, Mutant, Changes) {
        let doc = crate::document().unwrap();
        let judge = Judge::new(&doc).unwrap();
        let mutant = all(&doc)
            .into_iter()
            .find(|mutant| mutant.kind == kind)
            .unwrap();
        let changes = judge.changes(&mutant.apply(&doc)).unwrap();
        assert_eq!(judge.complaint(&mutant, &changes), None);
        (judge, mutant, changes)
    }

    #[test]
    fn a_change_that_shows_nowhere_is_not_caught() {
        let (judge, mutant, _) = case(Kind::FieldRetyped);
        let complaint = judge.complaint(&mutant, &Changes::new()).unwrap();
        assert!(complaint.contains("no changed line names"), "{complaint}");
    }

    #[test]
    fn a_change_that_shows_elsewhere_too_is_not_caught() {
        let (judge, mutant, mut changes) = case(Kind::EffectChanged);
        changes
            .entry("facts")
            .or_default()
            .push("+GET /nobody -> 200.data any".to_owned());
        let complaint = judge.complaint(&mutant, &changes).unwrap();
        assert!(
            complaint.contains("something else changes: GET /nobody"),
            "{complaint}"
        );
    }

    #[test]
    fn words_that_change_a_shape_are_not_caught() {
        let (judge, mutant, mut changes) = case(Kind::DescriptionChanged);
        changes.insert("facts", vec!["+GET /account -> 200.x any".to_owned()]);
        let complaint = judge.complaint(&mutant, &changes).unwrap();
        assert!(complaint.contains("more than `prose`"), "{complaint}");
    }

    #[test]
    fn a_change_that_hides_behind_its_component_is_not_caught() {
        let (judge, mutant, changes) = case(Kind::FieldRemoved);
        let without = |net: &'static str| {
            let mut fewer = changes.clone();
            fewer.remove(net);
            fewer.remove("prose");
            judge.complaint(&mutant, &fewer).unwrap_or_default()
        };
        assert!(
            without("shapes").contains("no changed line names"),
            "{}",
            without("shapes")
        );
        assert!(
            without("facts").contains("which reaches it, do not show it"),
            "{}",
            without("facts")
        );
    }

    #[test]
    fn a_name_ends_where_it_ends() {
        assert!(speaks_of(
            "GET /rate query:from string",
            "GET /rate",
            " query:from"
        ));
        assert!(!speaks_of(
            "GET /rate query:fromAmount string",
            "GET /rate",
            " query:from"
        ));
        assert!(!is_part("GET /rate/verify-rate-key -> 200", "GET /rate"));
        assert!(!is_part("component Rates object", "component Rate"));
    }
}
