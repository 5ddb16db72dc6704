//! Matches the sets of alternatives of a schema. Each `oneOf`, `anyOf` or discriminator is a set, and a value matches
//! an alternative of each set.

use std::collections::{BTreeMap, BTreeSet};

use super::matching::{Alternatives, MAX_PAIRS, match_set, similarity};

/// Returns the key that each new alternative gets, by its present key.
pub(super) fn match_alternatives(
    old: &Alternatives,
    new: &Alternatives,
) -> BTreeMap<String, String> {
    let (old_sets, new_sets) = (by_set(old), by_set(new));
    let mut free: BTreeSet<&str> = old_sets.keys().copied().collect();
    let mut keys = BTreeMap::new();
    let mut number = old_sets.len();
    for (own, known) in match_sets(&old_sets, &new_sets) {
        let Some(set) = new_sets.get(own) else {
            continue;
        };
        let empty = Alternatives::new();
        let (prefix, known) = match known.filter(|known| free.remove(known)) {
            Some(known) => (known.to_owned(), old_sets.get(known).unwrap_or(&empty)),
            None => {
                number += 1;
                (prefix_of_number(number), &empty)
            }
        };
        for (own_key, key) in match_set(known, set) {
            keys.insert(format!("{own}{own_key}"), format!("{prefix}{key}"));
        }
    }
    keys
}

fn prefix_of_number(number: usize) -> String {
    match number {
        0 | 1 => String::new(),
        number => format!("{number}/"),
    }
}

/// Groups the alternatives by set. The prefix of a key, such as `2/`, identifies the set, and is removed from the key.
fn by_set(alternatives: &Alternatives) -> BTreeMap<&str, Alternatives> {
    let mut sets: BTreeMap<&str, Alternatives> = BTreeMap::new();
    for (key, content) in alternatives {
        let digits = key
            .find(|char: char| !char.is_ascii_digit())
            .unwrap_or_default();
        let length = match key.get(digits..) {
            Some(rest) if digits > 0 && rest.starts_with('/') => digits + 1,
            _ => 0,
        };
        let (prefix, name) = key.split_at_checked(length).unwrap_or(("", key));
        let set = sets.entry(prefix).or_default();
        set.insert(name.to_owned(), content.clone());
    }
    sets
}

/// Returns the most similar old set for each new set.
fn match_sets<'n, 'o>(
    old: &BTreeMap<&'o str, Alternatives>,
    new: &BTreeMap<&'n str, Alternatives>,
) -> Vec<(&'n str, Option<&'o str>)> {
    if let (Some((known, _)), Some((own, _)), 1, 1) = (
        old.first_key_value(),
        new.first_key_value(),
        old.len(),
        new.len(),
    ) {
        return vec![(own, Some(known))];
    }
    let count =
        |sets: &BTreeMap<&str, Alternatives>| -> usize { sets.values().map(BTreeMap::len).sum() };
    let is_small = count(old).saturating_mul(count(new)) <= MAX_PAIRS;
    let mut scores = Vec::new();
    for (known, old_set) in old {
        for (own, new_set) in new {
            let score = if is_small {
                set_similarity(old_set, new_set)
            } else {
                usize::from(known == own)
            };
            scores.push((score, known == own, *known, *own));
        }
    }
    scores.sort_by(|a, b| {
        (b.0, b.1)
            .cmp(&(a.0, a.1))
            .then_with(|| (a.2, a.3).cmp(&(b.2, b.3)))
    });
    let (mut used, mut matched) = (BTreeSet::new(), BTreeMap::new());
    for (score, _, known, own) in scores {
        if score > 0 && !matched.contains_key(own) && used.insert(known) {
            matched.insert(own, known);
        }
    }
    new.keys()
        .map(|own| (*own, matched.get(own).copied()))
        .collect()
}

/// Returns a score of the similarity of two sets. Two equal alternatives weigh at least five times as much as two
/// different ones.
fn set_similarity(old: &Alternatives, new: &Alternatives) -> usize {
    let best = |own| {
        let scores = old.values().map(|known| match known == own {
            true => 500,
            false => similarity(known, own),
        });
        scores.max().unwrap_or_default()
    };
    let total: usize = new.values().map(best).sum();
    2 * total / (old.len() + new.len()).max(1)
}
