//! Facts of two documents, indexed: each difference is compared with those that it may go with, and not with all.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use openapi_facts::fact;
use openapi_facts::facts::{self, Facts};

use crate::deviation_kinds::Side;
use crate::names::field;

/// The facts of the vendor's document and of ours.
pub struct Compared<'a> {
    pub vendor: Index<'a>,
    pub ours: Index<'a>,
}

impl<'a> Compared<'a> {
    pub fn of(vendor: &'a Facts, ours: &'a Facts) -> Self {
        Self {
            vendor: Index::of(vendor),
            ours: Index::of(ours),
        }
    }

    /// The facts of the other side.
    pub fn other(&self, side: Side) -> &Index<'a> {
        match side {
            Side::Vendor => &self.ours,
            Side::Ours => &self.vendor,
        }
    }
}

/// The facts of one document.
pub struct Index<'a> {
    pub facts: &'a Facts,
    /// Subjects by their steps, `x.*.y`; the root is the first node.
    nodes: Vec<Node<'a>>,
    /// By holder and Rust name: the names of its fields. Only made when it is needed.
    fields: OnceCell<HashMap<&'a str, HashMap<String, BTreeSet<String>>>>,
}

#[derive(Default)]
struct Node<'a> {
    below: HashMap<&'a str, usize>,
    /// What is said of the subject that ends here.
    statements: HashSet<&'a str>,
}

/// What is behind the name in a step: `[]` of `x[]`.
fn items(step: &str) -> &str {
    step.find("[]")
        .map_or("", |at| step.get(at..).unwrap_or_default())
}

impl<'a> Index<'a> {
    fn of(facts: &'a Facts) -> Self {
        let mut nodes = vec![Node::default()];
        for fact in facts {
            let (subject, statement) = facts::split(fact);
            let mut at = 0;
            for step in subject.split('.') {
                let free = nodes.len();
                let Some(node) = nodes.get_mut(at) else { break };
                at = *node.below.entry(step).or_insert(free);
                if at == free {
                    nodes.push(Node::default());
                }
            }
            if let Some(node) = nodes.get_mut(at) {
                node.statements.insert(statement);
            }
        }
        Self {
            facts,
            nodes,
            fields: OnceCell::new(),
        }
    }

    /// Whether a fact begins with a text.
    pub fn has(&self, start: &str) -> bool {
        begins(self.facts, start.to_owned()).next().is_some()
    }

    /// Whether anything is said of a subject.
    pub fn states(&self, subject: &str) -> bool {
        let mut steps = subject.split('.');
        let end = steps.try_fold(0, |at, step| self.nodes.get(at)?.below.get(step).copied());
        end.and_then(|at| self.nodes.get(at))
            .is_some_and(|node| !node.statements.is_empty())
    }

    /// Whether `statement` is said of a subject, or of one with some of its keys replaced by `*`.
    pub fn states_in_general(&self, subject: &str, statement: &str) -> bool {
        let steps: Vec<&str> = subject.split('.').collect();
        self.general(0, &steps, &mut |node| node.statements.contains(statement))
    }

    /// Whether a subject, or one with some of its keys replaced by `*`, is a map of untyped values.
    pub fn holds_anything(&self, subject: &str) -> bool {
        let steps: Vec<&str> = subject.split('.').collect();
        self.general(0, &steps, &mut |node| {
            let values = node.below.get("*").and_then(|at| self.nodes.get(*at));
            values.is_some_and(|node| node.statements.contains("any"))
        })
    }

    fn general(&self, at: usize, steps: &[&str], found: &mut dyn FnMut(&Node<'a>) -> bool) -> bool {
        let Some(node) = self.nodes.get(at) else {
            return false;
        };
        let Some((step, rest)) = steps.split_first() else {
            return found(node);
        };
        let star = format!("*{}", items(step));
        let mut follow = |step: &str| {
            let next = node.below.get(step);
            next.is_some_and(|at| self.general(*at, rest, found))
        };
        follow(step) || (star != *step && follow(&star))
    }

    /// Whether `statement` is said of a subject, or of one with keys in the place of some of its `*`.
    pub fn states_in_particular(&self, subject: &str, statement: &str) -> bool {
        let steps: Vec<&str> = subject.split('.').collect();
        self.particular(0, &steps, statement)
    }

    fn particular(&self, at: usize, steps: &[&str], statement: &str) -> bool {
        let Some(node) = self.nodes.get(at) else {
            return false;
        };
        let Some((step, rest)) = steps.split_first() else {
            return node.statements.contains(statement);
        };
        match step.strip_prefix('*') {
            Some(behind) => node.below.iter().any(|(key, at)| {
                (key == step || items(key) == behind) && self.particular(*at, rest, statement)
            }),
            None => {
                let next = node.below.get(step);
                next.is_some_and(|at| self.particular(*at, rest, statement))
            }
        }
    }

    /// Whether a holder has a field of another name that is the same in Rust.
    pub fn meets(&self, holder: &str, name: &str) -> bool {
        let names = self.fields.get_or_init(|| self.fields());
        let alike = names.get(holder).and_then(|names| names.get(&field(name)));
        alike.is_some_and(|alike| alike.iter().any(|other| other != name))
    }

    fn fields(&self) -> HashMap<&'a str, HashMap<String, BTreeSet<String>>> {
        let mut fields: HashMap<&str, HashMap<String, BTreeSet<String>>> = HashMap::new();
        for fact in self.facts {
            for (at, _) in fact.match_indices('.') {
                let Some((holder, rest)) = fact.split_at_checked(at) else {
                    continue;
                };
                let name = rest.strip_prefix('.').and_then(fact::name);
                if let Some((name, _)) = name {
                    let names = fields.entry(holder).or_default();
                    names.entry(field(&name)).or_default().insert(name);
                }
            }
        }
        fields
    }
}

/// The facts that begin with a text.
pub fn begins(facts: &Facts, start: String) -> impl Iterator<Item = &String> {
    let within = start.clone();
    facts
        .range(start..)
        .take_while(move |fact| fact.starts_with(&within))
}

#[cfg(test)]
mod tests {
    use super::super::image;
    use super::*;

    /// Every pair of subjects made of a few steps: the index finds what a comparison with each fact finds.
    #[test]
    fn finds_what_comparing_each_fact_finds() {
        let steps = ["a", "*", "b[]", "*[]", "a[][]"];
        let mut subjects: Vec<String> = Vec::new();
        for first in steps {
            for second in steps {
                for third in ["", ".x", ".*"] {
                    subjects.push(format!("GET /a -> 200.{first}.{second}{third}"));
                }
            }
        }
        for (number, known) in subjects.iter().enumerate() {
            let facts: Facts = [format!("{known} any"), format!("{known} =any")].into();
            let index = Index::of(&facts);
            for (other, subject) in subjects.iter().enumerate() {
                let (general, particular) = (image(subject, known), image(known, subject));
                assert_eq!(index.states_in_general(subject, "any"), general);
                assert_eq!(index.states_in_particular(subject, "any"), particular);
                assert!(!index.states_in_general(subject, "string"));
                assert_eq!(index.states(subject), number == other);
                let holder = known.strip_suffix(".*");
                let holds = holder.is_some_and(|holder| image(subject, holder));
                assert_eq!(index.holds_anything(subject), holds, "{subject} {known}");
            }
        }
    }
}
