//! An index of the facts of two documents. A difference is compared only with the facts about related places, instead
//! of with all facts.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use openapi_facts::fact::{Fact, OperationFact, Place, Root, Statement, Step};
use openapi_facts::facts::Facts;

use crate::deviation_kinds::Side;
use crate::names::field;

/// The facts of the vendor's document and of our document.
pub struct Compared<'a> {
    facts: [&'a Facts; 2],
    pub vendor: Index,
    pub ours: Index,
}

/// A fact that only one document contains.
pub struct Difference<'a> {
    pub side: Side,
    pub line: &'a str,
    /// `None` for a line that is not a fact. No reason covers this line.
    pub fact: Option<Fact>,
}

impl<'a> Compared<'a> {
    pub fn of(vendor: &'a Facts, ours: &'a Facts) -> Self {
        Self {
            facts: [vendor, ours],
            vendor: Index::of(vendor),
            ours: Index::of(ours),
        }
    }

    /// Returns the facts that only one document contains. The facts of the vendor's document are first.
    pub fn differences(&self) -> Vec<Difference<'a>> {
        let [vendor, ours] = self.facts;
        let theirs = vendor.difference(ours).map(|line| (Side::Vendor, line));
        let mine = ours.difference(vendor).map(|line| (Side::Ours, line));
        let lines = theirs.chain(mine);
        lines
            .map(|(side, line)| Difference {
                side,
                line,
                fact: line.parse().ok(),
            })
            .collect()
    }

    /// Returns the facts of the other document.
    pub fn other(&self, side: Side) -> &Index {
        match side {
            Side::Vendor => &self.ours,
            Side::Ours => &self.vendor,
        }
    }
}

/// The facts of one document.
#[derive(Default)]
pub struct Index {
    /// The URLs of the API, without a final slash.
    servers: HashSet<String>,
    /// The facts of each operation, by method and path.
    operations: HashMap<String, OperationFacts>,
}

#[derive(Default)]
struct OperationFacts {
    statuses: HashSet<String>,
    roots: HashMap<Root, PlaceNode>,
}

/// A place, and the places inside it.
#[derive(Default)]
struct PlaceNode {
    below: HashMap<Step, PlaceNode>,
    /// The statements about the place if it is required.
    required: HashSet<Statement>,
    /// The statements about the place if it is optional.
    optional: HashSet<Statement>,
    /// The names of the fields, by normalized Rust name. The map is built on first use.
    fields: OnceCell<HashMap<String, Vec<String>>>,
}

impl Index {
    fn of(facts: &Facts) -> Self {
        let mut index = Self::default();
        for line in facts {
            let (operation, fact) = match line.parse() {
                Ok(Fact::Operation { operation, fact }) => (operation, fact),
                Ok(Fact::Server(url)) => {
                    index.servers.insert(url.trim_end_matches('/').to_owned());
                    continue;
                }
                Ok(Fact::Scheme { .. } | Fact::Note { .. }) | Err(_) => continue,
            };
            let known = index.operations.entry(operation).or_default();
            if let Some(status) = fact.status() {
                known.statuses.insert(status.to_owned());
            }
            if let OperationFact::Place {
                place,
                required,
                statement,
            } = fact
            {
                let mut node = known.roots.entry(place.root).or_default();
                for step in place.steps {
                    node = node.below.entry(step).or_default();
                }
                if required {
                    node.required.insert(statement);
                } else {
                    node.optional.insert(statement);
                }
            }
        }
        index
    }

    /// Whether there is a fact about an operation.
    pub fn has_operation(&self, operation: &str) -> bool {
        self.operations.contains_key(operation)
    }

    /// Whether the API has a server, with or without a final slash.
    pub fn has_server(&self, url: &str) -> bool {
        self.servers.contains(url)
    }

    /// Whether an operation has a response of a status.
    pub fn has_status(&self, operation: &str, status: &str) -> bool {
        let operation = self.operations.get(operation);
        operation.is_some_and(|it| it.statuses.contains(status))
    }

    /// Whether an operation has a response whose status satisfies `holds`.
    pub fn has_any_status(&self, operation: &str, holds: impl Fn(&str) -> bool) -> bool {
        let operation = self.operations.get(operation);
        operation.is_some_and(|it| it.statuses.iter().any(|status| holds(status)))
    }

    fn root(&self, operation: &str, place: &Place) -> Option<&PlaceNode> {
        self.operations.get(operation)?.roots.get(&place.root)
    }

    fn node(&self, operation: &str, place: &Place) -> Option<&PlaceNode> {
        let root = self.root(operation, place)?;
        let mut steps = place.steps.iter();
        steps.try_fold(root, |node, step| node.below.get(step))
    }

    /// Whether there is a statement about a place.
    pub fn states(&self, operation: &str, place: &Place) -> bool {
        self.states_any(operation, place, |_| true)
    }

    /// Whether a statement about a place satisfies `holds`, without regard to whether the place is required.
    pub fn states_any(
        &self,
        operation: &str,
        place: &Place,
        holds: impl Fn(&Statement) -> bool,
    ) -> bool {
        let node = self.node(operation, place);
        node.is_some_and(|node| node.statements().any(holds))
    }

    /// Whether a place has the statement, and is required or optional as given.
    pub fn states_exactly(
        &self,
        operation: &str,
        place: &Place,
        required: bool,
        statement: &Statement,
    ) -> bool {
        let node = self.node(operation, place);
        node.is_some_and(|node| node.has(required, statement))
    }

    /// Whether there is a statement about a place or about a value inside it.
    pub fn contains(&self, operation: &str, place: &Place) -> bool {
        self.node(operation, place).is_some()
    }

    /// Whether a place has the statement, also after some of its fields are replaced by `.*`.
    pub fn states_generalized(
        &self,
        operation: &str,
        place: &Place,
        required: bool,
        statement: &Statement,
    ) -> bool {
        let root = self.root(operation, place);
        root.is_some_and(|root| {
            root.any_generalized(&place.steps, &|node, is_same| {
                node.has(required && is_same, statement)
            })
        })
    }

    /// Whether a place is a map of untyped values, also after some of its fields are replaced by `.*`.
    pub fn is_untyped_map(&self, operation: &str, place: &Place) -> bool {
        let root = self.root(operation, place);
        root.is_some_and(|root| {
            root.any_generalized(&place.steps, &|node, _| {
                let values = node.below.get(&Step::Values);
                values.is_some_and(|values| {
                    values
                        .statements()
                        .any(|statement| statement.is_type("any"))
                })
            })
        })
    }

    /// Whether a place has the statement, also after some of its `.*` are replaced by fields.
    pub fn states_specialized(
        &self,
        operation: &str,
        place: &Place,
        required: bool,
        statement: &Statement,
    ) -> bool {
        let root = self.root(operation, place);
        root.is_some_and(|root| root.any_specialized(&place.steps, required, statement))
    }

    /// Whether the object `holder` has another field with the same Rust name as `name`.
    pub fn has_conflicting_name(&self, operation: &str, holder: &Place, name: &str) -> bool {
        let Some(node) = self.node(operation, holder) else {
            return false;
        };
        let names = node.fields.get_or_init(|| node.fields());
        let alike = names.get(&field(name));
        alike.is_some_and(|alike| alike.iter().any(|other| other != name))
    }
}

impl PlaceNode {
    fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.required.iter().chain(&self.optional)
    }

    fn has(&self, required: bool, statement: &Statement) -> bool {
        if required {
            self.required.contains(statement)
        } else {
            self.optional.contains(statement)
        }
    }

    /// Whether the node at these steps satisfies `holds`, also after some of the fields are replaced by `.*`. `holds`
    /// receives the node, and whether the last step is not replaced.
    fn any_generalized(&self, steps: &[Step], holds: &dyn Fn(&Self, bool) -> bool) -> bool {
        self.any_generalized_from(steps, true, holds)
    }

    fn any_generalized_from(
        &self,
        steps: &[Step],
        is_same: bool,
        holds: &dyn Fn(&Self, bool) -> bool,
    ) -> bool {
        let Some((step, rest)) = steps.split_first() else {
            return holds(self, is_same);
        };
        let follow = |step: &Step, is_same| {
            let next = self.below.get(step);
            next.is_some_and(|next| next.any_generalized_from(rest, is_same, holds))
        };
        follow(step, true) || (matches!(step, Step::Field(_)) && follow(&Step::Values, false))
    }

    /// Whether the node at these steps has the statement, also after some `.*` are replaced by fields. If the last step
    /// is replaced, the field may also be required, because the values of a map are never required.
    fn any_specialized(&self, steps: &[Step], required: bool, statement: &Statement) -> bool {
        let Some((step, rest)) = steps.split_first() else {
            return self.has(required, statement);
        };
        let (own, other) = (self.below.get(step), self.below.iter());
        own.is_some_and(|next| next.any_specialized(rest, required, statement))
            || (*step == Step::Values
                && other
                    .filter(|(step, _)| matches!(step, Step::Field(_)))
                    .any(|(_, next)| {
                        next.any_specialized(rest, required, statement)
                            || (rest.is_empty() && next.has(true, statement))
                    }))
    }

    fn fields(&self) -> HashMap<String, Vec<String>> {
        let mut fields: HashMap<String, Vec<String>> = HashMap::new();
        for step in self.below.keys() {
            if let Step::Field(name) = step {
                fields.entry(field(name)).or_default().push(name.clone());
            }
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For every two places made of a few steps, the index finds the same facts as a comparison with each fact.
    #[test]
    fn index_agrees_with_comparison_of_each_fact() -> Result<(), Box<dyn std::error::Error>> {
        let steps = ["a", "*", "b[]", "*[]", "a[][]", "\"b.*[]\""];
        let mut places: Vec<Place> = Vec::new();
        for first in steps {
            for second in steps {
                for third in ["", ".x", ".*"] {
                    places.push(format!("-> 200.{first}.{second}{third}").parse()?);
                }
            }
        }
        let at = "GET /a";
        let (any, string) = (Statement::parse("any"), Statement::parse("string"));
        for (number, known) in places.iter().enumerate() {
            let facts: Facts = [format!("{at} {known} any"), format!("{at} {known} =any")].into();
            let index = Index::of(&facts);
            for (other, place) in places.iter().enumerate() {
                let (general, particular) = (place.is_case_of(known), known.is_case_of(place));
                assert_eq!(index.states_generalized(at, place, false, &any), general);
                assert_eq!(index.states_specialized(at, place, false, &any), particular);
                assert!(!index.states_generalized(at, place, false, &string));
                assert_eq!(index.states(at, place), number == other);
                let holder = known
                    .parent()
                    .filter(|_| known.steps.last() == Some(&Step::Values));
                let holds = holder.is_some_and(|holder| place.is_case_of(&holder));
                assert_eq!(index.is_untyped_map(at, place), holds, "{place} {known}");
            }
        }
        Ok(())
    }
}
