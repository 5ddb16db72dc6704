//! Matches the alternatives of schemas by content.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::fact::{OperationFact, Place, Step};
use crate::remainder::digest;

mod matching;
mod sets;

use matching::{Alternatives, Below, Content};
use sets::match_alternatives;

/// Changes the keys of alternatives in the new facts of an operation to the keys of the old alternatives that they
/// match. Returns whether a key changed.
pub fn align(old: &[OperationFact], new: &mut [OperationFact]) -> bool {
    let mut is_changed = false;
    let media_types = media_types(old)
        .chain(media_types(new))
        .map(str::to_owned)
        .collect();
    let has_level = |facts: &[OperationFact], level| {
        let mut places = facts.iter().filter_map(place_of);
        places.any(|place| schema_at(place, level).is_some())
    };
    let (old_digests, new_digests) = (digests(old), digests(new));
    // The places of the new facts with their original keys. The digests are stored under these places.
    let places: Vec<Option<Place>> = new.iter().map(|fact| place_of(fact).cloned()).collect();
    for level in 0.. {
        if !has_level(old, level) || !has_level(new, level) {
            break;
        }
        let places = places.iter().map(Option::as_ref);
        let known = by_schema(
            old,
            old.iter().map(place_of),
            level,
            &media_types,
            &old_digests,
        );
        let own = by_schema(new, places, level, &media_types, &new_digests);
        let mut renames: HashMap<Place, BTreeMap<String, String>> = HashMap::new();
        for (schema, own) in &own {
            if let Some(known) = known.get(schema)
                && known != own
            {
                renames.insert(schema.clone(), match_alternatives(known, own));
            }
        }
        for fact in &mut *new {
            let OperationFact::Place { place, .. } = fact else {
                continue;
            };
            if let Some((schema, at)) = schema_at(place, level)
                && let Some(Step::Alternative(key)) = place.steps.get_mut(at)
                && let Some(known) = renames.get(&schema).and_then(|keys| keys.get(key))
            {
                is_changed |= key != known;
                key.clone_from(known);
            }
        }
    }
    is_changed
}

fn place_of(fact: &OperationFact) -> Option<&Place> {
    match fact {
        OperationFact::Place { place, .. } => Some(place),
        _ => None,
    }
}

/// Returns the media types of all bodies. If a body has different schemas for two media types, the second schema is an
/// alternative of the body, and the name of its media type is the key.
fn media_types(facts: &[OperationFact]) -> impl Iterator<Item = &str> {
    facts.iter().filter_map(|fact| match fact {
        OperationFact::Content(kind) | OperationFact::ResponseContent { kind, .. } => {
            Some(kind.as_str())
        }
        _ => None,
    })
}

/// Finds the `level`-th alternative among the steps of a place, from 0. Returns the place of the schema that has this
/// alternative, and the index of the step.
fn schema_at(place: &Place, level: usize) -> Option<(Place, usize)> {
    let mut steps = place.steps.iter().enumerate();
    let mut alternatives = steps
        .by_ref()
        .filter(|(_, step)| matches!(step, Step::Alternative(_)));
    let (at, _) = alternatives.nth(level)?;
    let schema = Place {
        root: place.root.clone(),
        steps: place.steps.get(..at)?.to_vec(),
    };
    Some((schema, at))
}

/// The digest of each alternative's content. The digest does not depend on the keys of the alternatives inside.
type Digests = HashMap<Place, String>;

impl Below {
    /// Describes a statement about a value inside an alternative. `at` is the index of the alternative's step in
    /// `place`.
    fn new(fact: &OperationFact, place: &Place, at: usize, digests: &Digests) -> Option<Self> {
        let OperationFact::Place {
            required,
            statement,
            ..
        } = fact
        else {
            return None;
        };
        let (mut text, mut keys) = (String::new(), String::new());
        for (index, step) in place.steps.iter().enumerate().skip(at + 1) {
            if matches!(step, Step::Alternative(_)) {
                let alternative = Place {
                    root: place.root.clone(),
                    steps: place.steps.get(..=index)?.to_vec(),
                };
                text += "|";
                keys += digests.get(&alternative).map_or("", String::as_str);
            } else {
                text += &step.to_string();
            }
        }
        Some(Self {
            place: text,
            digests: keys,
            required: *required,
            statement: statement.clone(),
        })
    }
}

/// Returns the digests of all alternatives. Inner alternatives are digested first, because the digest of an outer
/// alternative contains the inner digests.
fn digests(facts: &[OperationFact]) -> Digests {
    let mut by_alternative: HashMap<Place, Vec<(&OperationFact, &Place)>> = HashMap::new();
    for fact in facts {
        let Some(place) = place_of(fact) else {
            continue;
        };
        for (index, step) in place.steps.iter().enumerate() {
            if matches!(step, Step::Alternative(_)) {
                let alternative = Place {
                    root: place.root.clone(),
                    steps: place.steps.iter().take(index + 1).cloned().collect(),
                };
                by_alternative
                    .entry(alternative)
                    .or_default()
                    .push((fact, place));
            }
        }
    }
    let mut alternatives: Vec<_> = by_alternative.into_iter().collect();
    alternatives.sort_by_key(|(alternative, _)| std::cmp::Reverse(alternative.steps.len()));
    let mut digests = Digests::new();
    for (alternative, facts) in alternatives {
        let at = alternative.steps.len() - 1;
        let content: Content = facts
            .into_iter()
            .filter_map(|(fact, place)| Below::new(fact, place, at, &digests))
            .collect();
        digests.insert(alternative, digest(&format!("{content:?}")));
    }
    digests
}

/// Returns the content of each alternative of each schema. Only the `level`-th alternative of each place is considered.
fn by_schema<'a>(
    facts: &[OperationFact],
    original: impl Iterator<Item = Option<&'a Place>>,
    level: usize,
    media_types: &BTreeSet<String>,
    digests: &Digests,
) -> HashMap<Place, Alternatives> {
    let mut schemas: HashMap<Place, Alternatives> = HashMap::new();
    for (fact, original) in facts.iter().zip(original) {
        if let Some(place) = place_of(fact)
            && let Some((schema, at)) = schema_at(place, level)
            && let Some(Step::Alternative(key)) = place.steps.get(at)
            && !(at == 0 && media_types.contains(key))
            && let Some(below) = Below::new(fact, original.unwrap_or(place), at, digests)
        {
            let alternatives = schemas.entry(schema).or_default();
            alternatives.entry(key.clone()).or_default().insert(below);
        }
    }
    schemas
}
