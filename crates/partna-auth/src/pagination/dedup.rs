//! What a list has given already.

use std::collections::HashMap;
use std::fmt::Debug;

use serde::Serialize;

/// How often each item was given, by its key.
///
/// Answers overlap, so an item that comes again is not given again. Two that are alike within one answer are two,
/// though: transfers need no reference, and the same amount may go the same way twice in a second. So an item is given
/// as often as any single answer holds it.
#[derive(Debug, Default)]
pub(super) struct Given {
    times: HashMap<String, usize>,
    all: usize,
}

impl Given {
    /// Those items of an answer that were not given yet. Keys are in the order of the items.
    pub(super) fn fresh<T>(&mut self, items: Vec<T>, keys: &[String]) -> Vec<T> {
        let mut here: HashMap<&str, usize> = HashMap::new();
        let mut fresh = Vec::new();
        for (item, key) in items.into_iter().zip(keys) {
            let here = here.entry(key.as_str()).or_default();
            *here += 1;
            let given = self.times.entry(key.clone()).or_default();
            if *here > *given {
                *given = *here;
                fresh.push(item);
            }
        }
        self.all += fresh.len();
        fresh
    }

    /// How many items were given.
    pub(super) fn count(&self) -> usize {
        self.all
    }
}

/// The key of an item that has no name of its own: all there is to it.
pub(super) fn whole<T: Serialize + Debug>(item: &T) -> String {
    // Whatever cannot be written still differs from others.
    serde_json::to_string(item).unwrap_or_else(|_| format!("{item:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_given_as_often_as_one_answer_holds_it() {
        let mut given = Given::default();
        let mut take = |text: &str| {
            let keys: Vec<String> = text.chars().map(String::from).collect();
            let fresh = given.fresh(keys.clone(), &keys).concat();
            (fresh, given.count())
        };
        assert_eq!(take("abb"), ("abb".to_owned(), 3));
        assert_eq!(take("bab"), (String::new(), 3));
        assert_eq!(take("cbbb"), ("cb".to_owned(), 5));
        assert_eq!(take(""), (String::new(), 5));
    }
}
