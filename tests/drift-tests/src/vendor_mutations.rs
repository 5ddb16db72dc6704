//! Mutations of the vendor's document, of every kind at every site, with the rules and places that a report must list.
//!
//! The snapshots must show `our_mutations`, which change our own document; `upstream diff` must report these.

mod fields;
mod notes;
mod operation_level;
mod sites;

use openapi_facts::diff::Rule;
use openapi_facts::json::{Json, Map};

use crate::edit::Edit;

pub use sites::{Site, inlined, sites};

/// A mutation with its expected report.
#[derive(Clone, Debug)]
pub struct VendorMutation {
    pub kind: &'static str,
    /// The edits, with JSON pointers to the edited values.
    pub edits: Vec<(String, Edit)>,
    /// Rule and place of every change that must be reported; empty if the mutation changes no fact.
    pub expected: Vec<(Rule, String)>,
    /// The consequence for callers in production: `safe`, `may break` or `breaks`.
    pub production_impact: &'static str,
    /// The operation that the report must list; `None` for the API as a whole.
    pub operation: Option<String>,
}

impl VendorMutation {
    /// Returns the document after the mutation.
    pub fn apply(&self, doc: &Json) -> Json {
        let mut doc = doc.clone();
        for (pointer, edit) in &self.edits {
            edit.apply(&mut doc, pointer);
        }
        doc
    }
}

/// Returns every mutation at every site of a document without references.
pub fn all(doc: &Json) -> Vec<VendorMutation> {
    let mut mutations = operation_level::api(doc);
    for operation in operation_level::operations(doc) {
        mutations.extend(operation);
    }
    for site in sites(doc) {
        mutations.extend(fields::mutations_of(&site));
    }
    mutations
}

/// Returns a map with one entry.
fn one(key: &str, value: Json) -> Json {
    Json::Object(Map::from([(key.to_owned(), value)]))
}

fn text() -> Json {
    one("type", "string".into())
}
