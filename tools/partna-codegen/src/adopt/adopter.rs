//! The state of an adoption: its inputs, the open questions, and notes about examples.

use std::collections::HashMap;

use openapi_facts::api_model::{Operation, Response};
use openapi_facts::json::Json;
use openapi_facts::sanitize;

use super::OpenQuestionPolicy;
use super::schema_from_facts::SchemaBuilder;
use crate::progress::OnProgress;

/// Applies the vendor's changes to our document.
pub struct Adopter<'a> {
    pub vendor: &'a Json,
    /// The vendor's path items, by their normalized path.
    pub items: HashMap<String, &'a Json>,
    pub open_questions: OpenQuestionPolicy,
    pub schemas: SchemaBuilder,
    pub notes: Vec<String>,
    pub on_progress: &'a mut OnProgress<'a>,
}

impl<'a> Adopter<'a> {
    pub fn new(
        vendor: &'a Json,
        open_questions: OpenQuestionPolicy,
        on_progress: &'a mut OnProgress<'a>,
    ) -> Self {
        let items = vendor.get("paths").into_iter().flat_map(Json::entries);
        let mut by_path = HashMap::new();
        for (path, item) in items {
            by_path.entry(sanitize::fact_path(path)).or_insert(item);
        }
        Self {
            vendor,
            items: by_path,
            open_questions,
            schemas: SchemaBuilder::default(),
            notes: Vec::new(),
            on_progress,
        }
    }

    /// Returns the questions that a person has to decide, as `GET /a: effect: …`.
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

/// Returns the success response that represents an operation: the first one with a documented body, or else the first
/// one.
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
