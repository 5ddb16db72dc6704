//! Whether the drift net shows a change in the right place, and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use crate::json::Json;
use crate::mutants::{Kind, Mutant, Owner};
use crate::nets::{self, Nets};

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
            nets: nets::of(doc)?,
            reach: nets::reach(doc),
        })
    }

    /// How the nets of a changed document differ.
    pub fn changes(&self, changed: &Json) -> anyhow::Result<Changes> {
        let mut changes = Changes::new();
        for (name, lines) in nets::of(changed)? {
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
        if !lines().any(|line| self.owns(&mutant.owner, line, true) && line.contains(&mutant.name))
        {
            return Some(format!(
                "no changed line names its owner and `{}`",
                mutant.name
            ));
        }
        lines()
            .find(|line| !self.owns(&mutant.owner, line, false))
            .map(|line| format!("a line of something else changes: {line}"))
    }

    /// Whether a line belongs to an owner: by its own name, or (unless `strictly`) to an operation that reaches it.
    fn owns(&self, owner: &Owner, line: &str, strictly: bool) -> bool {
        let begins = |name: &str| {
            line.strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '.', '!']))
        };
        match owner {
            Owner::Operations(names) => names.iter().any(|name| begins(name)),
            Owner::Document(name) => begins(name),
            Owner::Component(name) if begins(&format!("component {name}")) => true,
            Owner::Component(_) if strictly => false,
            Owner::Component(name) => self
                .reach
                .iter()
                .any(|(operation, reached)| reached.contains(name) && begins(operation)),
        }
    }

    /// The operations whose lines an owner may change, before and after.
    pub fn operations(&self, owner: &Owner) -> BTreeSet<String> {
        match owner {
            Owner::Operations(names) => names.iter().cloned().collect(),
            Owner::Document(_) => BTreeSet::new(),
            Owner::Component(name) => {
                let reaching = self
                    .reach
                    .iter()
                    .filter(|(_, reached)| reached.contains(name));
                reaching.map(|(operation, _)| operation.clone()).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::all;

    /// A judge of our document, one mutant of a kind, and the changes that it makes.
    fn case(kind: Kind) -> (Judge, Mutant, Changes) {
        let root = crate::cli::root().unwrap();
        let doc = Json::read(&root.join(crate::upstream::DOCUMENT)).unwrap();
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
        let (judge, mutant, mut changes) = case(Kind::FieldRemoved);
        changes.remove("components");
        changes.remove("prose");
        assert!(judge.complaint(&mutant, &changes).is_some());
    }
}
