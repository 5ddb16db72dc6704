//! Answers, judged by the document.

use std::error::Error;

use jsonschema::Validator;
use openapi_facts::json::Json;
use serde_json::{Value, json};

/// A schema of the document with its components at hand.
///
/// # Errors
///
/// If the document has no components, or the schema is none.
pub fn validator(doc: &Json, schema: &Json) -> Result<Validator, Box<dyn Error>> {
    let components: Value = doc.get("components").ok_or("no components")?.convert()?;
    let schema: Value = schema.convert()?;
    // Draft 4 is the one that OpenAPI 3.0 took its schemas from.
    Ok(jsonschema::draft4::new(
        &json!({"allOf": [schema], "components": components}),
    )?)
}

/// Fails a test with everything that a schema has against a value.
///
/// # Panics
///
/// If there is anything.
#[track_caller]
pub fn assert_matches_schema(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new(), "{what}: {value}");
}
