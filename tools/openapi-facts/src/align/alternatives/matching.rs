//! Matches the alternatives of one set by content.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::fact::{Statement, keyword};

/// The maximum number of pairs of alternatives of one schema that are compared.
pub(super) const MAX_PAIRS: usize = 2_500;

/// The minimum similarity of two alternatives that are treated as the same alternative, from 0 to 100.
const MIN_SIMILARITY: usize = 30;

/// A statement about a value inside an alternative.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Below {
    /// The place relative to the alternative, without the keys of alternatives.
    pub place: String,
    /// The digests of the inner alternatives in the steps of the place.
    pub digests: String,
    pub required: bool,
    pub statement: Statement,
}

pub(super) type Content = BTreeSet<Below>;
pub(super) type Alternatives = BTreeMap<String, Content>;
/// Returns the key that each new alternative of one set gets: the key of the old alternative that it matches, or an
/// unused key.
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
    // Pairs first alternatives with the same key and content, then those with the same content, then those with the
    // same name.
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
    // An alternative without a match must not have the key of an old alternative.
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

/// Whether a key is a position instead of a name: `#2`.
fn is_number(key: &str) -> bool {
    key.strip_prefix('#')
        .is_some_and(|digits| digits.parse::<usize>().is_ok())
}

/// Returns the similarity of two alternatives, from 0 to 100. Equal statements weigh twice as much as equal places.
pub(super) fn similarity(old: &Content, new: &Content) -> usize {
    let is_wire = |below: &&Below| !matches!(&below.statement, Statement::Note { keyword, .. } if keyword == keyword::SCHEMA_DETAIL);
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
