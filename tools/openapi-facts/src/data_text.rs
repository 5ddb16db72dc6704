//! Converts JSON values to text, so that equal values have equal texts.

use crate::json::Json;

/// Returns a value as JSON text with sorted keys and numbers in one form: `1` and `1.0` are equal.
pub fn data_text(value: &Json) -> String {
    fn sorted(value: &Json) -> Json {
        match value {
            Json::Object(map) => {
                let mut entries: Vec<(String, Json)> = map
                    .iter()
                    .map(|(key, value)| (key.clone(), sorted(value)))
                    .collect();
                entries.sort_by(|a, b| a.0.cmp(&b.0));
                Json::Object(entries.into_iter().collect())
            }
            Json::Array(items) => Json::Array(items.iter().map(sorted).collect()),
            Json::Number(number) => Json::Number(whole(number).unwrap_or_else(|| number.clone())),
            other => other.clone(),
        }
    }
    serde_json::to_string(&sorted(value)).unwrap_or_default()
}

/// Converts a whole number that is written with a fraction, such as `1.0`, to an integer.
fn whole(number: &serde_json::Number) -> Option<serde_json::Number> {
    const MAX_EXACT: f64 = 9_007_199_254_740_992.0;
    let value = number.as_f64().filter(|_| number.is_f64())?;
    if value.fract() != 0.0 || value.abs() > MAX_EXACT {
        return None;
    }
    format!("{value:.0}").parse::<i64>().ok().map(Into::into)
}
