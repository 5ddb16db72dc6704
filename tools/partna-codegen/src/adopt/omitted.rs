//! The parts of the vendor's document that our document omits, because no correct code can be generated for them.

use std::collections::BTreeSet;
use std::fmt;

use openapi_facts::api_model::ApiModel;
use openapi_facts::json::Json;
use openapi_facts::sanitize;

use super::object;
use crate::document::operations;
use crate::extensions;

/// An operation, or a part of one, that our document omits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Omitted {
    /// As in facts: `GET /a`.
    pub operation: String,
    /// A parameter as in facts, such as `query:filter`, or `body`. `None` for the operation itself.
    pub part: Option<String>,
    pub reason: String,
}

impl fmt::Display for Omitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = self.part.as_deref().unwrap_or("the operation");
        write!(f, "{}: {part} {}", self.operation, self.reason)
    }
}

impl Omitted {
    /// Creates an entry. Names from the vendor's document are sanitized.
    pub fn new(operation: &str, part: Option<&str>, reason: &str) -> Self {
        Self {
            operation: operation.to_owned(),
            part: part.map(sanitize::name),
            reason: reason.to_owned(),
        }
    }

    /// Returns the entries that a document lists.
    pub fn list(doc: &Json) -> Vec<Self> {
        let entries = doc.list(extensions::OMITTED).iter();
        entries
            .filter_map(|entry| {
                Some(Self {
                    operation: entry.text("operation")?.to_owned(),
                    part: entry.text("part").map(str::to_owned),
                    reason: entry.text("reason")?.to_owned(),
                })
            })
            .collect()
    }

    fn to_json(&self) -> Json {
        let mut entry = object([("operation", self.operation.as_str().into())]);
        if let Json::Object(entry) = &mut entry {
            if let Some(part) = &self.part {
                entry.insert("part".into(), part.as_str().into());
            }
            entry.insert("reason".into(), self.reason.as_str().into());
        }
        entry
    }
}

/// Updates the list of a document: adds `new`, and removes the entries that the vendor's document no longer contains,
/// or that our document now contains.
pub fn update(doc: &mut Json, vendor: &ApiModel, new: &[Omitted]) {
    let mut present: BTreeSet<(String, Option<String>)> = BTreeSet::new();
    for (method, path, operation) in operations(doc) {
        let name = format!("{method} {path}");
        present.insert((name.clone(), None));
        for parameter in operation.list("parameters") {
            let location = parameter.text("in").unwrap_or_default();
            let part = format!("{location}:{}", parameter.text("name").unwrap_or_default());
            present.insert((name.clone(), Some(sanitize::name(&part))));
        }
        if operation.get("requestBody").is_some() {
            present.insert((name.clone(), Some("body".to_owned())));
        }
    }
    let key = |entry: &Omitted| (entry.operation.clone(), entry.part.clone());
    let replaced: BTreeSet<_> = new.iter().map(key).collect();
    let kept = Omitted::list(doc).into_iter().filter(|entry| {
        vendor.operations.contains_key(&entry.operation) && !replaced.contains(&key(entry))
    });
    let all: BTreeSet<Omitted> = kept.chain(new.iter().cloned()).collect();
    // A part of an omitted operation is not listed separately.
    let listed: Vec<Json> = all
        .iter()
        .filter(|entry| match entry.part {
            Some(_) => {
                present.contains(&(entry.operation.clone(), None)) && !present.contains(&key(entry))
            }
            None => !present.contains(&key(entry)),
        })
        .map(Omitted::to_json)
        .collect();
    if let Some(map) = doc.as_object_mut() {
        if listed.is_empty() {
            map.shift_remove(extensions::OMITTED);
        } else {
            map.insert(extensions::OMITTED.into(), Json::Array(listed));
        }
    }
}
