//! Rows of a response that cannot be read.

use partna_client::ResponseValue;
use partna_types::tolerant::SkippedField;

/// What a response holds of a list, and does not give.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unread {
    /// Rows that are not of the documented form. They count where a response is measured: they are no rows that are missing.
    pub(super) rows: usize,
    /// Something stands in the place of the list, and it is not a list.
    pub(super) is_whole_list: bool,
}

impl Unread {
    /// `list` is the path of the list, such as `data.accounts`.
    pub(super) fn of<T>(response: &ResponseValue<T>, list: &str) -> Self {
        let mut unread = Self::default();
        let absent = |field: &&SkippedField| !field.is_converted();
        for field in response.skipped_fields().iter().filter(absent) {
            let path = field.path();
            let is_around = path == list
                || list
                    .strip_prefix(path)
                    .is_some_and(|rest| rest.starts_with('.'));
            if is_around {
                unread.is_whole_list |= !field.is_empty();
            } else if path.strip_prefix(list).is_some_and(is_index) {
                unread.rows += 1;
            }
        }
        unread
    }
}

/// Whether the rest of a path is an index alone, such as `[7]`.
fn is_index(rest: &str) -> bool {
    let index = rest
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    index.is_some_and(|index| index.bytes().all(|byte| byte.is_ascii_digit()))
}
