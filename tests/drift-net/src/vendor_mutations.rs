//! Changes that the vendor could make to its document, of every kind at every site: what a report has to name, each with
//! the rule and the place that it has to be named by.
//!
//! `mutants` are changes to our own document, for the drift net; these are changes to the vendor's, for `upstream diff`.

mod fields;
mod operation_level;
mod sites;

use openapi_facts::json::{Json, Map};

pub use sites::{Site, inlined, sites};

/// What is done to a value.
#[derive(Clone, Debug)]
pub enum Edit {
    Set(&'static str, Json),
    /// The same, under a key of the document's.
    Put(String, Json),
    Remove(String),
    Push(&'static str, Json),
    /// Takes a value out of a list.
    Drop(&'static str, Json),
    /// Puts something under another key.
    Rename(String, String),
}

/// A change, and what a report has to say of it.
#[derive(Clone, Debug)]
pub struct Drift {
    pub kind: &'static str,
    /// JSON pointers to what is edited, with the edits.
    pub edits: Vec<(String, Edit)>,
    /// Rule and place of every change that has to be reported; none for what is no fact.
    pub expected: Vec<(&'static str, String)>,
    /// What it means for callers in production: `safe`, `may break` or `breaks`.
    pub deployed: &'static str,
    /// The operation under which it has to be reported; none for the API as a whole.
    pub operation: Option<String>,
}

impl Drift {
    /// The document after the change.
    pub fn apply(&self, doc: &Json) -> Json {
        let mut doc = doc.clone();
        for (pointer, edit) in &self.edits {
            if let Some(value) = doc.pointer_mut(pointer) {
                edit.apply(value);
            }
        }
        doc
    }
}

impl Edit {
    fn apply(&self, value: &mut Json) {
        let Json::Object(map) = value else {
            return;
        };
        match self {
            Edit::Set(key, new) => drop(map.insert((*key).to_owned(), new.clone())),
            Edit::Put(key, new) => drop(map.insert(key.clone(), new.clone())),
            Edit::Remove(key) => drop(map.shift_remove(key)),
            Edit::Push(key, new) => {
                let list = map
                    .entry((*key).to_owned())
                    .or_insert_with(|| Json::Array(Vec::new()));
                if let Json::Array(list) = list {
                    list.push(new.clone());
                }
            }
            Edit::Drop(key, gone) => {
                if let Some(Json::Array(list)) = map.get_mut(*key) {
                    list.retain(|value| value != gone);
                }
            }
            Edit::Rename(from, to) => {
                if let Some(value) = map.shift_remove(from) {
                    map.insert(to.clone(), value);
                }
            }
        }
    }
}

/// Every change at every site of a document without references.
pub fn all(doc: &Json) -> Vec<Drift> {
    let mut drifts = operation_level::api(doc);
    for operation in operation_level::operations(doc) {
        drifts.extend(operation);
    }
    for site in sites(doc) {
        drifts.extend(fields::at(&site));
    }
    drifts
}

/// A map of one entry.
fn one(key: &str, value: Json) -> Json {
    Json::Object(Map::from([(key.to_owned(), value)]))
}

fn text() -> Json {
    one("type", "string".into())
}
