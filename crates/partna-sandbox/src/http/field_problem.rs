//! What is wrong with a request, in the words of the API: `Field: [x] Expected:[…] Value: [y]`.

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

/// One thing that does not fit.
#[derive(Debug)]
pub(crate) struct Problem {
    field: String,
    expected: String,
    value: Option<Value>,
}

impl Problem {
    pub(crate) fn missing(field: &str) -> Self {
        Self {
            field: field.to_owned(),
            expected: "required".to_owned(),
            value: None,
        }
    }

    /// Something that has no place there.
    pub(crate) fn unexpected(field: &str, expected: &str) -> Self {
        Self {
            field: field.to_owned(),
            expected: expected.to_owned(),
            value: None,
        }
    }

    /// The same problem of another field.
    pub(crate) fn of(mut self, field: &str) -> Self {
        field.clone_into(&mut self.field);
        self
    }

    /// The API's words. The value of a secret field is left out.
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

/// Everything that a schema has against a value.
pub(crate) fn problems(schema: &Validator, value: &Value) -> Vec<Problem> {
    schema
        .iter_errors(value)
        .map(|error| {
            let place = error
                .instance_path()
                .to_string()
                .trim_start_matches('/')
                .replace('/', ".");
            let expected = match error.kind() {
                ValidationErrorKind::Required { property } => {
                    return Problem::missing(property.as_str().unwrap_or_default());
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
            // A whole body may hold anything, and is not sent back.
            match place.as_str() {
                "" => Problem::unexpected("body", &expected),
                _ => Problem {
                    field: place,
                    expected,
                    value: Some(error.instance().clone().into_owned()),
                },
            }
        })
        .collect()
}
