//! What an adoption works with, and what it has to tell at its end.

use std::collections::{BTreeMap, HashMap};

use openapi_facts::api_model::{Operation, Response};
use openapi_facts::json::Json;
use openapi_facts::sanitize;

use super::Mode;
use super::schema_from_facts::SchemaBuilder;

/// Carries changes over.
pub struct Adopter<'a> {
    pub vendor: &'a Json,
    /// The vendor's path items, by the path that facts have.
    pub items: HashMap<String, &'a Json>,
    pub mode: Mode,
    pub schemas: SchemaBuilder,
    pub notes: Vec<String>,
}

impl<'a> Adopter<'a> {
    pub fn new(vendor: &'a Json, mode: Mode) -> Self {
        let items = vendor.get("paths").into_iter().flat_map(Json::entries);
        let mut by_path = HashMap::new();
        for (path, item) in items {
            by_path.entry(sanitize::fact_path(path)).or_insert(item);
        }
        Self {
            vendor,
            items: by_path,
            mode,
            schemas: SchemaBuilder {
                questions: BTreeMap::new(),
            },
            notes: Vec::new(),
        }
    }

    /// What needs a person.
    pub fn questions(&self) -> Vec<String> {
        let recorded = self.schemas.questions.iter();
        recorded
            .flat_map(|(operation, questions)| {
                questions
                    .iter()
                    .map(move |question| format!("{operation}: {question}"))
            })
            .collect()
    }
}

/// The success that stands for all: the first that documents a body, or the first.
pub fn success(operation: &Operation) -> Option<(&String, &Response)> {
    let all = || {
        operation
            .responses
            .iter()
            .filter(|(status, _)| status.starts_with('2'))
    };
    all()
        .find(|(_, response)| response.body.is_some())
        .or_else(|| all().next())
}
