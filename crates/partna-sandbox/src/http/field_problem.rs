//! Validation problems in the format of the API: `Field: [x] Expected:[…] Value: [y]`.

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

/// A field of a request that is not valid.
#[derive(Debug)]
pub(crate) struct FieldProblem {
    field: String,
    expected: String,
    value: Option<Value>,
}

impl FieldProblem {
    pub(crate) fn missing(field: &str) -> Self {
        Self {
            field: field.to_owned(),
            expected: "required".to_owned(),
            value: None,
        }
    }

    /// Returns the problem of a field that is not allowed or does not have the expected form. The value of the field is omitted.
    pub(crate) fn unexpected(field: &str, expected: &str) -> Self {
        Self {
            field: field.to_owned(),
            expected: expected.to_owned(),
            value: None,
        }
    }

    /// Sets the field of the problem.
    pub(crate) fn with_field(mut self, field: &str) -> Self {
        field.clone_into(&mut self.field);
        self
    }

    /// Returns the problem in the format of the API. The value of a secret field is redacted.
    pub(crate) fn text(&self, secrets: &[String]) -> String {
        let value = match &self.value {
            None => String::new(),
            Some(_) if secrets.contains(&self.field) => "redacted".to_owned(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        format!(
            "Field: [{}] Expected:[{}] Value: [{value}]",
            self.field, self.expected
        )
    }
}

/// Validates a value against a schema, and returns its problems.
pub(crate) fn find_problems(schema: &Validator, value: &Value) -> Vec<FieldProblem> {
    schema
        .iter_errors(value)
        .map(|error| {
            let path = error
                .instance_path()
                .to_string()
                .trim_start_matches('/')
                .replace('/', ".");
            let expected = match error.kind() {
                ValidationErrorKind::Required { property } => {
                    return FieldProblem::missing(property.as_str().unwrap_or_default());
                }
                ValidationErrorKind::Enum { options } => {
                    let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
                    let options: Vec<&str> = options.iter().filter_map(Value::as_str).collect();
                    format!("oneof({})", options.join(" "))
                }
                ValidationErrorKind::Type { .. } => "another type".to_owned(),
                ValidationErrorKind::Pattern { pattern } => format!("match({pattern})"),
                _ => "something else".to_owned(),
            };
            // The whole body may contain secrets, so the problem does not include it.
            match path.as_str() {
                "" => FieldProblem::unexpected("body", &expected),
                _ => FieldProblem {
                    field: path,
                    expected,
                    value: Some(error.instance().clone().into_owned()),
                },
            }
        })
        .collect()
}
