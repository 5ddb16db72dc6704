//! Logs response fields that do not have the documented form, once per path.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use partna_client::Operation;
use partna_types::tolerant::MismatchedField;

/// The maximum number of paths that are logged. A map in a response can have any number of names, and so any number of paths.
/// Further paths are not logged.
const MAX_LOGGED_FIELDS: usize = 500;

/// The operations and paths that have been logged.
#[derive(Debug, Default)]
pub(crate) struct MismatchedFieldLog(Mutex<HashSet<(Option<&'static str>, String)>>);

impl MismatchedFieldLog {
    /// Logs the fields whose paths have not been logged. The value of a field is never logged.
    pub(crate) fn log(&self, operation: Option<&'static Operation>, fields: &[MismatchedField]) {
        let id = operation.map(|operation| operation.id);
        for field in fields {
            let path = without_indices(field.path());
            let mut logged = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if logged.len() >= MAX_LOGGED_FIELDS || !logged.insert((id, path.clone())) {
                continue;
            }
            let is_last = logged.len() == MAX_LOGGED_FIELDS;
            drop(logged);
            let operation = id.unwrap_or("undocumented");
            let outcome = if field.is_converted() {
                "converted"
            } else {
                "absent"
            };
            tracing::warn!(
                operation,
                field = path,
                expected = field.expected(),
                found = %field.found(),
                outcome,
                "a response field does not have the documented form; `mismatched_fields()` lists all such fields of a response"
            );
            if is_last {
                tracing::warn!(
                    "{MAX_LOGGED_FIELDS} response fields do not have the documented form; further ones are not logged"
                );
            }
        }
    }
}

/// Returns a path without indices: `data[17].balance` as `data[].balance`.
pub(crate) fn without_indices(path: &str) -> String {
    let mut stripped = String::with_capacity(path.len());
    let mut is_index = false;
    for c in path.chars() {
        is_index &= c != ']';
        if !is_index {
            stripped.push(c);
        }
        is_index |= c == '[';
    }
    stripped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removes_indices_from_path() {
        for (path, expected) in [
            ("", ""),
            ("data", "data"),
            ("data[17].rows[0][1].x", "data[].rows[][].x"),
            ("[3]", "[]"),
        ] {
            assert_eq!(without_indices(path), expected);
        }
    }
}
