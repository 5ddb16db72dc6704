//! Groups the values of an object that only one document has, so that an added or removed object is one change.

use std::collections::{BTreeMap, BTreeSet};

use crate::remainder::digest;

/// The values at each JSON pointer.
pub(super) type Values = BTreeMap<String, BTreeSet<String>>;

/// Members whose values are objects with names of the vendor.
const NAMED: [&str; 4] = ["callbacks", "encoding", "links", "webhooks"];

/// Returns how many keys of a pointer lead to an object with a name, such as a callback.
pub(super) fn named_object(pointer: &str) -> usize {
    let mut keys = pointer.split('/').skip(1);
    let position = keys.position(|key| NAMED.contains(&key));
    position.map_or(usize::MAX, |position| position + 2)
}

/// A pointer that is relative to a schema leads to a keyword by one key.
pub(super) fn keyword_of_schema(_: &str) -> usize {
    1
}

/// Groups the values of both documents. `min_keys` returns how many keys the pointer of a group has at least.
pub(super) fn both(old: &Values, new: &Values, min_keys: fn(&str) -> usize) -> (Values, Values) {
    (grouped(old, new, min_keys), grouped(new, old, min_keys))
}

fn grouped(own: &Values, other: &Values, min_keys: fn(&str) -> usize) -> Values {
    let mut groups: BTreeMap<&str, Vec<(&String, &BTreeSet<String>)>> = BTreeMap::new();
    for (pointer, values) in own {
        let group = outermost(pointer, other, min_keys(pointer));
        groups.entry(group).or_default().push((pointer, values));
    }
    let groups = groups
        .into_iter()
        .map(|(group, members)| match members.as_slice() {
            [(pointer, values)] => ((*pointer).clone(), (*values).clone()),
            members => {
                let text = format!(
                    "{} values, {}",
                    members.len(),
                    digest(&format!("{members:?}"))
                );
                (group.to_owned(), BTreeSet::from([text]))
            }
        });
    groups.collect()
}

/// Returns the shortest start of a pointer, with at least `min_keys` keys, below which the other document has no value.
fn outermost<'a>(pointer: &'a str, other: &Values, min_keys: usize) -> &'a str {
    let ends = pointer
        .match_indices('/')
        .map(|(end, _)| end)
        .skip(min_keys);
    let mut starts = ends.filter_map(|end| pointer.get(..end));
    starts
        .find(|start| !has_below(other, start))
        .unwrap_or(pointer)
}

fn has_below(values: &Values, pointer: &str) -> bool {
    let below = format!("{pointer}/");
    let mut found = values.range(below.clone()..);
    values.contains_key(pointer) || found.next().is_some_and(|(key, _)| key.starts_with(&below))
}
