//! Groups the unmodelled values of an object that only one document has, so that an added or removed object is reported
//! as one change.

use std::collections::{BTreeMap, BTreeSet};

use crate::remainder::digest;

/// The values at each JSON pointer.
pub(super) type Values = BTreeMap<String, BTreeSet<String>>;

/// Members that contain objects under names that the vendor chose.
const NAMED: [&str; 4] = ["callbacks", "encoding", "links", "webhooks"];

/// Returns the number of leading keys of a pointer that identify a named object, such as a callback. Returns
/// `usize::MAX` if there is no such object.
pub(super) fn named_object(pointer: &str) -> usize {
    let mut keys = pointer.split('/').skip(1);
    let position = keys.position(|key| NAMED.contains(&key));
    position.map_or(usize::MAX, |position| position + 2)
}

/// Returns 1, because the first key of a pointer relative to a schema is a keyword.
pub(super) fn keyword_of_schema(_: &str) -> usize {
    1
}

/// Groups the values of both documents. `min_keys` returns the minimum number of keys in the pointer of a group.
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

/// Returns the shortest prefix of a pointer that has at least `min_keys` keys, and below which the other document has
/// no value.
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
