//! Deduplication of the items of a list.

use std::collections::HashMap;
use std::fmt::Debug;

use serde::Serialize;

/// The number of times that each item was returned, by its key.
///
/// Responses overlap, so an item in a later response is not returned again. Two identical items in one response are two items,
/// because transfers need no reference, and the same amount may be transferred twice within a second. So the number of times that
/// an item is returned is the maximum number of its copies in one response.
#[derive(Debug, Default)]
pub(super) struct SeenItems {
    counts: HashMap<String, usize>,
    total: usize,
}

impl SeenItems {
    /// Returns the items of a response that were not returned before. `keys` are in the order of the items.
    pub(super) fn keep_new<T>(&mut self, items: Vec<T>, keys: &[String]) -> Vec<T> {
        let mut in_response: HashMap<&str, usize> = HashMap::new();
        let mut new_items = Vec::new();
        for (item, key) in items.into_iter().zip(keys) {
            let in_response = in_response.entry(key.as_str()).or_default();
            *in_response += 1;
            let count = self.counts.entry(key.clone()).or_default();
            if *in_response > *count {
                *count = *in_response;
                new_items.push(item);
            }
        }
        self.total += new_items.len();
        new_items
    }

    /// Returns the number of items that were returned.
    pub(super) fn count(&self) -> usize {
        self.total
    }
}

/// Returns a key for an item without an identifier: its whole content.
pub(super) fn content_key<T: Serialize + Debug>(item: &T) -> String {
    // The `Debug` text also distinguishes items that cannot be serialized.
    serde_json::to_string(item).unwrap_or_else(|_| format!("{item:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_item_as_often_as_one_response_contains_it() {
        let mut seen = SeenItems::default();
        let mut keep_new = |text: &str| {
            let keys: Vec<String> = text.chars().map(String::from).collect();
            let new_items = seen.keep_new(keys.clone(), &keys).concat();
            (new_items, seen.count())
        };
        assert_eq!(keep_new("abb"), ("abb".to_owned(), 3));
        assert_eq!(keep_new("bab"), (String::new(), 3));
        assert_eq!(keep_new("cbbb"), ("cb".to_owned(), 5));
        assert_eq!(keep_new(""), (String::new(), 5));
    }
}
