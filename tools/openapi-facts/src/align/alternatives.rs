//! Matches the alternatives of schemas by content.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::alternative_sets::match_alternatives;
use crate::fact::{About, Place, Statement, Step, keyword};
use crate::remainder::digest;

/// The maximum number of pairs of alternatives of one schema that are compared.
pub(super) const MAX_PAIRS: usize = 2_500;

/// The minimum similarity of two alternatives that are treated as one, of 100.
const MIN_SIMILARITY: usize = 30;

/// Gives the alternatives of the new facts of an operation the keys of those that they match.
pub fn align(old: &[About], new: &mut [About]) -> bool {
    let mut is_changed = false;
    let media_types = media_types(old)
        .chain(media_types(new))
        .map(str::to_owned)
        .collect();
    let has_level = |abouts: &[About], level| {
        let mut places = abouts.iter().filter_map(place_of);
        places.any(|place| schema_at(place, level).is_some())
    };
    let (old_digests, new_digests) = (digests(old), digests(new));
    // The places of the new facts before they are renamed, to which the digests belong.
    let places: Vec<Option<Place>> = new.iter().map(|about| place_of(about).cloned()).collect();
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
        for about in &mut *new {
            let About::Place { place, .. } = about else {
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

fn place_of(about: &About) -> Option<&Place> {
    match about {
        About::Place { place, .. } => Some(place),
        _ => None,
    }
}

/// Returns the media types of all bodies. A schema of another media type is an alternative of the body with its name.
fn media_types(abouts: &[About]) -> impl Iterator<Item = &str> {
    abouts.iter().filter_map(|about| match about {
        About::Content(kind) | About::ResponseContent { kind, .. } => Some(kind.as_str()),
        _ => None,
    })
}

/// Returns the schema whose alternatives are the `level`-th in a place, and the index of their step.
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

/// A statement below an alternative.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Below {
    /// The place relative to the alternative, without the keys of alternatives.
    place: String,
    /// The digests of the alternatives in the place.
    digests: String,
    required: bool,
    statement: Statement,
}

pub(super) type Content = BTreeSet<Below>;
pub(super) type Alternatives = BTreeMap<String, Content>;
/// A digest of the content of each alternative, which does not depend on the keys of alternatives in it.
type Digests = HashMap<Place, String>;

impl Below {
    /// Describes a statement below the alternative that is step `at` of its place.
    fn new(about: &About, place: &Place, at: usize, digests: &Digests) -> Option<Self> {
        let About::Place {
            required,
            statement,
            ..
        } = about
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

/// Returns the digests of all alternatives, the innermost first.
fn digests(abouts: &[About]) -> Digests {
    let mut by_alternative: HashMap<Place, Vec<(&About, &Place)>> = HashMap::new();
    for about in abouts {
        let Some(place) = place_of(about) else {
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
                    .push((about, place));
            }
        }
    }
    let mut alternatives: Vec<_> = by_alternative.into_iter().collect();
    alternatives.sort_by_key(|(alternative, _)| std::cmp::Reverse(alternative.steps.len()));
    let mut digests = Digests::new();
    for (alternative, abouts) in alternatives {
        let at = alternative.steps.len() - 1;
        let content: Content = abouts
            .into_iter()
            .filter_map(|(about, place)| Below::new(about, place, at, &digests))
            .collect();
        digests.insert(alternative, digest(&format!("{content:?}")));
    }
    digests
}

/// Returns the content of each alternative of each schema, for the `level`-th alternatives in places.
fn by_schema<'a>(
    abouts: &[About],
    original: impl Iterator<Item = Option<&'a Place>>,
    level: usize,
    media_types: &BTreeSet<String>,
    digests: &Digests,
) -> HashMap<Place, Alternatives> {
    let mut schemas: HashMap<Place, Alternatives> = HashMap::new();
    for (about, original) in abouts.iter().zip(original) {
        if let Some(place) = place_of(about)
            && let Some((schema, at)) = schema_at(place, level)
            && let Some(Step::Alternative(key)) = place.steps.get(at)
            && !(at == 0 && media_types.contains(key))
            && let Some(below) = Below::new(about, original.unwrap_or(place), at, digests)
        {
            let alternatives = schemas.entry(schema).or_default();
            alternatives.entry(key.clone()).or_default().insert(below);
        }
    }
    schemas
}

/// Returns the old key for each new key of one set.
pub(super) fn match_set(old: &Alternatives, new: &Alternatives) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    let (mut old_left, mut new_left): (BTreeSet<&String>, BTreeSet<&String>) =
        (old.keys().collect(), new.keys().collect());
    let mut pair = |known: &String,
                    own: &String,
                    old_left: &mut BTreeSet<&String>,
                    new_left: &mut BTreeSet<&String>| {
        old_left.remove(known);
        new_left.remove(own);
        keys.insert(own.clone(), known.clone());
    };
    // The same key and content, then the same content, then the same name.
    for (own, content) in new {
        if old.get(own) == Some(content) {
            pair(own, own, &mut old_left, &mut new_left);
        }
    }
    let mut by_content: HashMap<&Content, Vec<&String>> = HashMap::new();
    for known in old_left.iter().rev() {
        if let Some(content) = old.get(*known) {
            by_content.entry(content).or_default().push(*known);
        }
    }
    for own in new_left.clone() {
        let same = new.get(own).and_then(|content| by_content.get_mut(content));
        if let Some(known) = same.and_then(Vec::pop) {
            pair(known, own, &mut old_left, &mut new_left);
        }
    }
    for own in new_left.clone() {
        if !is_number(own) && old_left.contains(own) {
            pair(own, own, &mut old_left, &mut new_left);
        }
    }
    if old_left.len().saturating_mul(new_left.len()) <= MAX_PAIRS {
        let mut scores = Vec::new();
        for known in &old_left {
            for own in &new_left {
                if let (Some(before), Some(after)) = (old.get(*known), new.get(*own)) {
                    let score = similarity(before, after);
                    if score >= MIN_SIMILARITY {
                        scores.push((score, known == own, *known, *own));
                    }
                }
            }
        }
        scores.sort_by(|a, b| {
            (b.0, b.1)
                .cmp(&(a.0, a.1))
                .then_with(|| (a.2, a.3).cmp(&(b.2, b.3)))
        });
        for (_, _, known, own) in scores {
            if old_left.contains(known) && new_left.contains(own) {
                pair(known, own, &mut old_left, &mut new_left);
            }
        }
    } else {
        for own in new_left.clone() {
            if old_left.contains(own) {
                pair(own, own, &mut old_left, &mut new_left);
            }
        }
    }
    // A new alternative must not have the key of an old one.
    let mut used: BTreeSet<String> = old.keys().cloned().collect();
    for own in new_left {
        let key = if used.contains(own) {
            (1..)
                .map(|number: usize| format!("#{number}"))
                .find(|key| !used.contains(key))
        } else {
            None
        };
        let key = key.unwrap_or_else(|| own.clone());
        used.insert(key.clone());
        keys.insert(own.clone(), key);
    }
    keys
}

/// Whether a key is only a position: `#2`.
fn is_number(key: &str) -> bool {
    key.strip_prefix('#')
        .is_some_and(|digits| digits.parse::<usize>().is_ok())
}

/// Returns how similar two alternatives are, of 100: equal statements count twice as much as equal places.
pub(super) fn similarity(old: &Content, new: &Content) -> usize {
    let is_wire = |below: &&Below| !matches!(&below.statement, Statement::Note { keyword, .. } if keyword == keyword::FORM);
    let equal = old.intersection(new).filter(is_wire).count();
    let places = |content: &'_ Content| -> BTreeSet<String> {
        content.iter().map(|below| below.place.clone()).collect()
    };
    let (before, after) = (places(old), places(new));
    let common = before.intersection(&after).count();
    let total = old.iter().filter(is_wire).count() + new.iter().filter(is_wire).count();
    let total_places = before.len() + after.len();
    if total == 0 || total_places == 0 {
        return 0;
    }
    (200 * equal / total * 2 + 200 * common / total_places) / 3
}
