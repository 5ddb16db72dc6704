//! Asserts that values match the schemas of the document.

use std::error::Error;

use jsonschema::Validator;
use openapi_facts::json::Json;
use serde_json::{Value, json};

/// Returns the validator of a schema of the document.
///
/// # Errors
///
/// If the document has no components, or the schema is not valid.
pub fn validator(doc: &Json, schema: &Json) -> Result<Validator, Box<dyn Error>> {
    let components: Value = doc.get("components").ok_or("no components")?.convert()?;
    let schema: Value = schema.convert()?;
    // OpenAPI 3.0 uses the schemas of draft 4.
    Ok(jsonschema::draft4::new(
        &json!({"allOf": [schema], "components": components}),
    )?)
}

/// Fails a test with every violation of a schema in a value.
///
/// # Panics
///
/// If the value does not match.
#[track_caller]
pub fn assert_matches_schema(validator: &Validator, value: &Value, context: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new(), "{context}: {value}");
}
