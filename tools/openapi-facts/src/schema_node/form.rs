//! Details of a schema that merging its parts hides.

use super::SchemaNode;
use crate::json::Json;

impl SchemaNode<'_> {
    /// Adds the keywords that several parts state. A keyword with the same value in all parts states it once.
    pub(super) fn add_forms(&mut self) {
        for (keyword, values) in &mut self.stated {
            values.sort();
            // Null is permitted only if every part permits it.
            if *keyword != "nullable" {
                values.dedup();
            }
            if values.len() > 1 {
                self.form.insert(format!(
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
                self.form
                    .insert(format!("closed part with {}", names.join(", ")));
            }
        }
    }
}

/// Whether a bound permits every value.
pub(super) fn is_default_bound(keyword: &str, value: &Json) -> bool {
    matches!(keyword, "minItems" | "minLength" | "minProperties")
        && matches!(value, Json::Number(number) if number.as_f64() == Some(0.0))
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
