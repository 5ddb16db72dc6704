//! Restores the old names in the facts of a new document, if a rename changes neither requests nor responses. Without this step,
//! the diff would report each renamed part as removed and added.
//!
//! - The name of a path parameter is not sent: `/users/{id}` and `/users/{userId}` are the same path.
//! - A prefix such as `/v4` can be part of the server URLs or of every path. The full URLs are the same.
//! - A server URL can be written in several ways, such as with and without a final slash.
//! - Header names are case-insensitive.
//! - The schemas in `oneOf` and `anyOf`, the *alternatives*, often have no names in a document. Facts then use the position of an
//!   alternative as its key, such as `#2`. A new alternative gets the key of the old alternative with the most similar content.

use std::collections::BTreeMap;

use crate::fact::{Fact, OperationFact, Place, Root};
use crate::facts::Facts;

mod alternatives;
mod paths;
mod servers;

/// Returns the facts `new` with the old names of renamed parts.
pub fn align(old: &Facts, new: &Facts) -> Facts {
    if old.is_empty() || old == new {
        return new.clone();
    }
    let (old, mut aligned) = (GroupedFacts::of(old), GroupedFacts::of(new));
    let mut is_changed = paths::align_prefix(&old, &mut aligned);
    is_changed |= servers::align(&old, &mut aligned);
    is_changed |= paths::align_parameters(&old, &mut aligned);
    for (operation, new_facts) in &mut aligned.operations {
        if let Some(old_facts) = old.operations.get(operation)
            && old_facts != new_facts
        {
            is_changed |= align_headers(old_facts, new_facts);
            is_changed |= alternatives::align(old_facts, new_facts);
        }
    }
    if !is_changed {
        return new.clone();
    }
    aligned.into_lines().collect()
}

/// Parsed facts, grouped by operation.
pub(super) struct GroupedFacts {
    /// The facts that are not about a single operation, such as servers.
    pub document: Vec<Fact>,
    /// Keyed by method and path: `GET /rate`.
    pub operations: BTreeMap<String, Vec<OperationFact>>,
    /// Lines that are not valid facts. [`Facts`] can contain them, because it is a set of texts. They are returned unchanged.
    invalid_lines: Vec<String>,
}

impl GroupedFacts {
    fn of(facts: &Facts) -> Self {
        let mut grouped = Self {
            document: Vec::new(),
            operations: BTreeMap::new(),
            invalid_lines: Vec::new(),
        };
        for line in facts {
            match line.parse() {
                Ok(Fact::Operation { operation, fact }) => {
                    grouped.operations.entry(operation).or_default().push(fact);
                }
                Ok(fact) => grouped.document.push(fact),
                Err(_) => grouped.invalid_lines.push(line.clone()),
            }
        }
        grouped
    }

    fn into_lines(self) -> impl Iterator<Item = String> {
        let operation_facts = self.operations.into_iter().flat_map(|(operation, facts)| {
            facts.into_iter().map(move |fact| Fact::Operation {
                operation: operation.clone(),
                fact,
            })
        });
        self.document
            .into_iter()
            .chain(operation_facts)
            .map(|fact| fact.line())
            .chain(self.invalid_lines)
    }
}

/// Replaces each name of a request header by its spelling in the old facts. Returns whether a name has changed.
fn align_headers(old_facts: &[OperationFact], new_facts: &mut [OperationFact]) -> bool {
    let old_names: BTreeMap<String, &String> = old_facts
        .iter()
        .filter_map(header_name)
        .map(|name| (name.to_lowercase(), name))
        .collect();
    let mut is_changed = false;
    for name in new_facts.iter_mut().filter_map(header_name_mut) {
        if let Some(old_name) = old_names.get(&name.to_lowercase()) {
            is_changed |= name != *old_name;
            name.clone_from(old_name);
        }
    }
    is_changed
}

/// Returns the name of the request header that a fact is about.
fn header_name(fact: &OperationFact) -> Option<&String> {
    let OperationFact::Place {
        place:
            Place {
                root: Root::Parameter { location, name },
                ..
            },
        ..
    } = fact
    else {
        return None;
    };
    (location == "header").then_some(name)
}

/// Like [`header_name`], but returns a mutable reference.
fn header_name_mut(fact: &mut OperationFact) -> Option<&mut String> {
    let OperationFact::Place {
        place:
            Place {
                root: Root::Parameter { location, name },
                ..
            },
        ..
    } = fact
    else {
        return None;
    };
    (location == "header").then_some(name)
}
