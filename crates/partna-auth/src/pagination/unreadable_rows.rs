//! Rows of a response that cannot be read.

use partna_client::ResponseValue;
use partna_types::tolerant::SkippedField;

/// What a response holds of a list, and does not give.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct UnreadableRows {
    /// Rows that are not of the documented form. They count where a response is measured: they are no rows that are missing.
    pub(super) rows: usize,
    /// Something stands in the place of the list, and it is not a list.
    pub(super) is_list_unreadable: bool,
}

impl UnreadableRows {
    /// `list` is the path of the list, such as `data.accounts`.
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

/// Returns whether a row of a list may be missing from what was read. For a caller who takes a row that is not there for proof:
/// unlike [`UnreadableRows`], it counts an empty value in the place of a row or of the list.
pub(super) fn may_have_lost_rows<T>(response: &ResponseValue<T>, list: &str) -> bool {
    may_have_lost(response, |path| {
        let in_list = path.strip_prefix(list);
        is_list_or_around(path, list) || in_list.is_some_and(|rest| !rest.contains('.'))
    })
}

/// Returns whether a field that such a path leads to may be absent. If more fields are skipped than listed, any of them may be.
pub(super) fn may_have_lost<T>(
    response: &ResponseValue<T>,
    is_match: impl Fn(&str) -> bool,
) -> bool {
    response.skipped_fields().len() < response.skipped_count()
        || absent_fields(response).any(|field| is_match(field.path()))
}

/// The listed fields that were left out and not converted.
fn absent_fields<T>(response: &ResponseValue<T>) -> impl Iterator<Item = &SkippedField> {
    let listed = response.skipped_fields().iter();
    listed.filter(|field| !field.is_converted())
}

/// Whether a path leads to a list or to what it is in.
fn is_list_or_around(path: &str, list: &str) -> bool {
    let rest = list.strip_prefix(path);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether the rest of a path is an index alone, such as `[7]`.
fn is_index(rest: &str) -> bool {
    let index = rest
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    index.is_some_and(|index| index.bytes().all(|byte| byte.is_ascii_digit()))
}
