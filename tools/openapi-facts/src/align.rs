//! Aligns the names in new facts with those in old facts, where the difference has no effect on the wire.
//!
//! - The name of a path parameter is not sent: `/users/{id}` and `/users/{userId}` are the same path.
//! - A prefix may be in the servers or in every path.
//! - The same server may be written in several ways.
//! - Header names are case-insensitive.
//! - An alternative of a schema has no name, unless a discriminator selects it. Alternatives are matched by content.

use std::collections::BTreeMap;

use crate::fact::{About, Fact, Place, Root};
use crate::facts::Facts;

mod alternative_sets;
mod alternatives;
mod matching;
mod paths;
mod servers;

/// Returns the new facts with the names of the old facts.
pub fn align(old: &Facts, new: &Facts) -> Facts {
    if old.is_empty() || old == new {
        return new.clone();
    }
    let (old_facts, mut aligned) = (Parsed::of(old), Parsed::of(new));
    let mut is_changed = paths::align_prefix(&old_facts, &mut aligned);
    is_changed |= servers::align(&old_facts, &mut aligned);
    is_changed |= paths::align_parameters(&old_facts, &mut aligned);
    for (name, abouts) in &mut aligned.operations {
        if let Some(old_abouts) = old_facts.operations.get(name)
            && old_abouts != abouts
        {
            is_changed |= align_headers(old_abouts, abouts);
            is_changed |= alternatives::align(old_abouts, abouts);
        }
    }
    if !is_changed {
        return new.clone();
    }
    let is_unparsable = |line: &&String| line.parse::<Fact>().is_err();
    let mut lines: Facts = new.iter().filter(is_unparsable).cloned().collect();
    lines.extend(aligned.lines());
    lines
}

/// The facts that can be parsed, grouped by operation.
pub(super) struct Parsed {
    /// Facts that are not about an operation.
    pub document: Vec<Fact>,
    pub operations: BTreeMap<String, Vec<About>>,
}

impl Parsed {
    fn of(facts: &Facts) -> Self {
        let mut parsed = Self {
            document: Vec::new(),
            operations: BTreeMap::new(),
        };
        for fact in facts.iter().filter_map(|line| line.parse().ok()) {
            match fact {
                Fact::Operation { operation, about } => {
                    parsed.operations.entry(operation).or_default().push(about);
                }
                fact => parsed.document.push(fact),
            }
        }
        parsed
    }

    fn lines(self) -> impl Iterator<Item = String> {
        let operations = self.operations.into_iter().flat_map(|(operation, abouts)| {
            abouts.into_iter().map(move |about| Fact::Operation {
                operation: operation.clone(),
                about,
            })
        });
        self.document
            .into_iter()
            .chain(operations)
            .map(|fact| fact.line())
    }
}

/// Renames header parameters that differ from old ones only in case.
fn align_headers(old_abouts: &[About], abouts: &mut [About]) -> bool {
    fn header(about: &About) -> Option<&str> {
        match about {
            About::Place {
                place:
                    Place {
                        root: Root::Parameter { location, name },
                        ..
                    },
                ..
            } if location == "header" => Some(name),
            _ => None,
        }
    }
    let names: BTreeMap<String, &str> = old_abouts
        .iter()
        .filter_map(header)
        .map(|name| (name.to_lowercase(), name))
        .collect();
    let mut is_changed = false;
    for about in abouts {
        if let About::Place {
            place:
                Place {
                    root: Root::Parameter { location, name },
                    ..
                },
            ..
        } = about
            && location == "header"
            && let Some(old_name) = names.get(&name.to_lowercase())
        {
            is_changed |= name != old_name;
            (*old_name).clone_into(name);
        }
    }
    is_changed
}
