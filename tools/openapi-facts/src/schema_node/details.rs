//! Details of a schema that merging its parts hides.

use super::SchemaNode;
use crate::json::Json;

impl SchemaNode<'_> {
    /// Adds the keywords that several parts state.
    pub(super) fn add_details(&mut self) {
        for (keyword, values) in &mut self.stated {
            values.sort();
            if values.len() > 1 {
                self.details.insert(format!(
                    "{keyword} of {} parts: {}",
                    values.len(),
                    values.join(", ")
                ));
            }
        }
        // `additionalProperties` does not restrict the fields of one part only.
        for names in &self.closed_parts {
            if names.len() < self.properties.len() {
                let names: Vec<&str> = names.iter().copied().collect();
                self.details
                    .insert(format!("closed part with {}", names.join(", ")));
            }
        }
    }
}

/// Returns the text that marks an exclusive bound. OpenAPI 3.0 states it by a flag beside the bound.
pub(super) fn exclusive_mark(schema: &Json, keyword: &str) -> &'static str {
    let flag = match keyword {
        "minimum" => "exclusiveMinimum",
        "maximum" => "exclusiveMaximum",
        _ => return "",
    };
    match schema.get(flag) {
        Some(Json::Bool(true)) => " exclusive",
        _ => "",
    }
}
