//! Rows of a response that cannot be read.

use partna_client::ResponseValue;
use partna_types::tolerant::MismatchedField;

/// The parts of a list that could not be read from a response.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct UnreadableRows {
    /// The number of rows that do not have the documented form. They count toward the size of a response, because the server did
    /// send them.
    pub(super) rows: usize,
    /// Whether the value of the list field is not a list.
    pub(super) is_list_unreadable: bool,
}

impl UnreadableRows {
    /// Returns the unreadable rows of a list. `list` is the path of the list, such as `data.accounts`.
    pub(super) fn of<T>(response: &ResponseValue<T>, list: &str) -> Self {
        let mut unreadable = Self::default();
        for field in absent_fields(response) {
            let path = field.path();
            if is_list_or_around(path, list) {
                unreadable.is_list_unreadable |= !field.is_empty();
            } else if path.strip_prefix(list).is_some_and(is_index) {
                unreadable.rows += 1;
            }
        }
        unreadable
    }
}

/// Returns whether a row of a list may be missing from the decoded response. Callers use it before they conclude something from the
/// absence of a row. Unlike [`UnreadableRows`], it also treats an empty value instead of a row or of the list as a missing row.
pub(super) fn may_have_lost_rows<T>(response: &ResponseValue<T>, list: &str) -> bool {
    may_have_lost(response, |path| {
        let in_list = path.strip_prefix(list);
        is_list_or_around(path, list) || in_list.is_some_and(|rest| !rest.contains('.'))
    })
}

/// Returns whether a field whose path matches may be missing. If the response has more mismatched fields than it lists, any field
/// may be missing.
pub(super) fn may_have_lost<T>(
    response: &ResponseValue<T>,
    is_match: impl Fn(&str) -> bool,
) -> bool {
    response.mismatched_fields().len() < response.mismatched_count()
        || absent_fields(response).any(|field| is_match(field.path()))
}

/// Returns the listed mismatched fields that were omitted and not converted.
fn absent_fields<T>(response: &ResponseValue<T>) -> impl Iterator<Item = &MismatchedField> {
    let listed = response.mismatched_fields().iter();
    listed.filter(|field| !field.is_converted())
}

/// Returns whether a path is that of a list or of an object around it.
fn is_list_or_around(path: &str, list: &str) -> bool {
    let rest = list.strip_prefix(path);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Returns whether the rest of a path is only an index, such as `[7]`.
fn is_index(rest: &str) -> bool {
    let index = rest
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    index.is_some_and(|index| index.bytes().all(|byte| byte.is_ascii_digit()))
}
