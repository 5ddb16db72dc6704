//! Fields that the API reported as invalid.

use std::fmt;

use serde_json::Value;

use crate::response_texts::one_line;

/// A field that the API reported as invalid.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidField {
    /// The name of the field on the wire.
    pub name: String,
    /// The rule that the value violates, as the API reports it, such as `required` or `email`.
    pub expected: String,
}

/// Writes the name and the rule on one line.
impl fmt::Display for InvalidField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(&self.name))?;
        match self.expected.as_str() {
            "" => Ok(()),
            expected => write!(f, " ({})", one_line(expected)),
        }
    }
}

impl InvalidField {
    /// Parses the list of a validation error: `Field: [name] Expected:[rule] Value: [value]`. The value is dropped, because it
    /// may be a secret.
    pub(crate) fn parse_all(data: Option<&Value>) -> Vec<Self> {
        let lines = data.and_then(Value::as_array).into_iter().flatten();
        let bracketed = |line: &str, key: &str| {
            let (_, rest) = line.split_once(key)?;
            let (inside, _) = rest.trim_start().strip_prefix('[')?.split_once(']')?;
            Some(inside.to_owned())
        };
        let field = |line: &str| {
            Some(Self {
                name: bracketed(line, "Field:")?,
                expected: bracketed(line, "Expected:").unwrap_or_default(),
            })
        };
        lines.filter_map(|line| field(line.as_str()?)).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parses_names_without_values() {
        let data = json!([
            "Field: [otp] Expected:[required] Value: [canary]",
            "something else",
            7
        ]);
        let fields = InvalidField::parse_all(Some(&data));
        assert_eq!(
            fields,
            [InvalidField {
                name: "otp".to_owned(),
                expected: "required".to_owned()
            }]
        );
        assert!(InvalidField::parse_all(None).is_empty());
    }
}
