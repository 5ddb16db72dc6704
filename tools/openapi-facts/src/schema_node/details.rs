//! Records details of a schema that are lost when its parts are merged.

use super::SchemaNode;
use crate::json::Json;

impl SchemaNode<'_> {
    /// Adds the separate values of each keyword that several parts state, and the fields of closed parts.
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
        // `additionalProperties` of a part also restricts the fields that only other parts list. The merged fields do
        // not show this.
        for names in &self.closed_parts {
            if names.len() < self.properties.len() {
                let names: Vec<&str> = names.iter().copied().collect();
                self.details
                    .insert(format!("closed part with {}", names.join(", ")));
            }
        }
    }
}

/// Returns the text that marks an exclusive bound. In OpenAPI 3.0, a flag beside the bound makes it exclusive.
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
