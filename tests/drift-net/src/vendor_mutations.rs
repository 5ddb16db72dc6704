//! Changes that the vendor could make to its document, of every kind at every site: what a report has to name, each with
//! the rule and the place that it has to be named by.
//!
//! `our_mutations` are changes to our own document, for the snapshots; these are changes to the vendor's, for `upstream diff`.

mod fields;
mod notes;
mod operation_level;
mod sites;

use openapi_facts::diff::Rule;
use openapi_facts::json::{Json, Map};

use crate::edit::Edit;

pub use sites::{Site, inlined, sites};

/// A change, and what a report has to say of it.
#[derive(Clone, Debug)]
pub struct VendorMutation {
    pub kind: &'static str,
    /// JSON pointers to what is edited, with the edits.
    pub edits: Vec<(String, Edit)>,
    /// Rule and place of every change that has to be reported; none for what is no fact.
    pub expected: Vec<(Rule, String)>,
    /// What it means for callers in production: `safe`, `may break` or `breaks`.
    pub production_impact: &'static str,
    /// The operation under which it has to be reported; none for the API as a whole.
    pub operation: Option<String>,
}

impl VendorMutation {
    /// The document after the change.
    pub fn apply(&self, doc: &Json) -> Json {
        let mut doc = doc.clone();
        for (pointer, edit) in &self.edits {
            edit.apply(&mut doc, pointer);
        }
        doc
    }
}

/// Every change at every site of a document without references.
pub fn all(doc: &Json) -> Vec<VendorMutation> {
    let mut mutations = operation_level::api(doc);
    for operation in operation_level::operations(doc) {
        mutations.extend(operation);
    }
    for site in sites(doc) {
        mutations.extend(fields::at(&site));
    }
    mutations
}

/// A map of one entry.
fn one(key: &str, value: Json) -> Json {
    Json::Object(Map::from([(key.to_owned(), value)]))
}

fn text() -> Json {
    one("type", "string".into())
}
