//! Divides a time window into parts.

/// A time range, in Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) from: i64,
    /// The end, or `None` for a range without an end.
    pub(super) to: Option<i64>,
}

impl Window {
    fn ends_after(self, moment: i64) -> bool {
        self.to.is_none_or(|to| moment < to)
    }

    fn contains(self, moment: i64) -> bool {
        self.from <= moment && self.to.is_none_or(|to| moment <= to)
    }
}

/// A part of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WindowPart {
    pub(super) window: Window,
    /// Whether all rows of the window are in one second, which is in this part. In this case, the part is not requested when the
    /// window is compared with its parts.
    pub(super) has_all_rows: bool,
}

/// Divides a window into parts, oldest first. Returns no part if the window cannot be divided.
///
/// Adjacent parts overlap by at least a second, because the API does not document whether the ends of a window belong to it.
///
/// `times` are the times of the rows and `date` is the clock of the server, both in Unix seconds.
pub(super) fn split_window(window: Window, times: &[i64], date: Option<i64>) -> Vec<WindowPart> {
    let is_shortest = window
        .to
        .is_some_and(|to| to.saturating_sub(window.from) < 2);
    if is_shortest {
        return Vec::new();
    }
    let mut times = times.to_vec();
    times.retain(|time| window.contains(*time));
    times.sort_unstable();
    let between = split_between_rows(window, &times);
    if !between.is_empty() {
        return between;
    }
    let around = match (times.first(), times.last()) {
        (Some(first), Some(last)) if first == last => split_around_second(window, *first),
        _ => Vec::new(),
    };
    if around.is_empty() {
        return split_in_middle(window, date);
    }
    around
}

/// Returns whether all times are outside the window by more than one second. Returns `false` if there are no times.
pub(super) fn is_outside(window: Window, times: &[i64]) -> bool {
    let wider = Window {
        from: window.from.saturating_sub(1),
        to: window.to.map(|to| to.saturating_add(1)),
    };
    !times.is_empty() && !times.iter().any(|time| wider.contains(*time))
}

/// Divides a window between two rows, so that the part with more rows has as few rows as possible.
fn split_between_rows(window: Window, times: &[i64]) -> Vec<WindowPart> {
    let neighbours = times.iter().zip(times.iter().skip(1));
    let cuts = neighbours.flat_map(|(earlier, later)| match later.saturating_sub(*earlier) {
        0 => Vec::new(),
        1 => vec![(*earlier, *earlier), (*later, *later)],
        2 => vec![(earlier + 1, earlier + 1)],
        _ => {
            let middle = i64::midpoint(*earlier, *later);
            vec![(middle, middle + 1)]
        }
    });
    // Each cut is the start of the newer part and the end of the older one.
    let allowed = cuts.filter(|(begin, end)| window.from < *begin && window.ends_after(*end));
    let best = allowed.min_by_key(|(begin, end)| {
        let older = times.partition_point(|time| time <= end);
        let newer = times.len() - times.partition_point(|time| time < begin);
        older.max(newer)
    });
    best.map_or_else(Vec::new, |(begin, end)| two_parts(window, begin, end))
}

/// Divides a window around the second that contains all rows.
fn split_around_second(window: Window, second: i64) -> Vec<WindowPart> {
    let (before, after) = (second.saturating_sub(1), second.saturating_add(1));
    let part = |from: i64, to: Option<i64>, has_all_rows| WindowPart {
        window: Window { from, to },
        has_all_rows,
    };
    let mut parts = Vec::new();
    let older = window.from < before;
    let newer = window.ends_after(after);
    if older {
        parts.push(part(window.from, Some(before), false));
    }
    if older || newer {
        // Adds a second on both sides, unless the window is too short for it.
        let is_long = window.ends_after(window.from.saturating_add(4));
        let margin = i64::from(is_long);
        let from = window.from.max(before.saturating_sub(margin));
        let to = after.saturating_add(margin);
        let to = window.to.map_or(to, |end| end.min(to));
        parts.push(part(from, Some(to), true));
    }
    if newer {
        parts.push(part(after, window.to, false));
    }
    parts
}

/// Divides a window in the middle. If the window has no end, it uses the clock of the server instead of the end.
fn split_in_middle(window: Window, date: Option<i64>) -> Vec<WindowPart> {
    let end = window.to.or(date).unwrap_or(window.from);
    if end.saturating_sub(window.from) < 2 {
        return Vec::new();
    }
    let middle = i64::midpoint(window.from, end);
    two_parts(window, middle, middle)
}

fn two_parts(window: Window, begin: i64, end: i64) -> Vec<WindowPart> {
    let older = Window {
        to: Some(end),
        ..window
    };
    let newer = Window {
        from: begin,
        ..window
    };
    [older, newer]
        .map(|window| WindowPart {
            window,
            has_all_rows: false,
        })
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(from: i64, to: impl Into<Option<i64>>) -> Window {
        let to = to.into();
        Window { from, to }
    }

    fn windows(window: Window, times: &[i64], date: Option<i64>) -> Vec<Window> {
        let parts = split_window(window, times, date);
        parts.into_iter().map(|part| part.window).collect()
    }

    #[test]
    fn parts_split_rows_about_in_half() {
        for (full, times, expected) in [
            (
                window(0, 100),
                vec![10, 20, 30, 90],
                [window(0, 26), window(25, 100)],
            ),
            (
                window(0, None),
                vec![90, 10, 30, 20],
                [window(0, 26), window(25, None)],
            ),
            (
                window(0, 100),
                vec![10, 10, 10, 13],
                [window(0, 12), window(11, 100)],
            ),
            (
                window(0, 100),
                vec![10, 12],
                [window(0, 11), window(11, 100)],
            ),
            (
                window(0, 100),
                vec![10, 11, 11],
                [window(0, 10), window(10, 100)],
            ),
            (
                window(0, 100),
                vec![10, 10, 11],
                [window(0, 10), window(10, 100)],
            ),
            // Where rows are at the ends of the window.
            (
                window(10, 12),
                vec![10, 11, 12],
                [window(10, 11), window(11, 12)],
            ),
            (
                window(10, 12),
                vec![10, 12],
                [window(10, 11), window(11, 12)],
            ),
        ] {
            assert_eq!(windows(full, &times, None), expected, "{full:?} {times:?}");
        }
    }

    #[test]
    fn splits_around_single_second() {
        let of_one = |full| windows(full, &[50, 50], None);
        let around = [window(0, 49), window(48, 52), window(51, 100)];
        assert_eq!(of_one(window(0, 100)), around);
        let around = [window(0, 49), window(48, 52), window(51, None)];
        assert_eq!(of_one(window(0, None)), around);
        assert_eq!(of_one(window(50, None)), [window(50, 52), window(51, None)]);
        let around = [window(48, 49), window(49, 51), window(51, 52)];
        assert_eq!(of_one(window(48, 52)), around);
        assert_eq!(of_one(window(49, 51)), [window(49, 50), window(50, 51)]);
        assert_eq!(of_one(window(50, 51)), []);
    }

    #[test]
    fn splits_in_middle_without_times() {
        let other = [7, 1000];
        assert_eq!(
            windows(window(10, 20), &[], None),
            [window(10, 15), window(15, 20)]
        );
        assert_eq!(
            windows(window(10, 20), &other, Some(99)),
            [window(10, 15), window(15, 20)]
        );
        assert_eq!(
            windows(window(10, None), &[], Some(20)),
            [window(10, 15), window(15, None)]
        );
        assert_eq!(windows(window(10, None), &[], Some(11)), []);
        assert_eq!(windows(window(10, None), &[], None), []);
        assert_eq!(windows(window(10, 11), &[], Some(20)), []);
    }

    #[test]
    fn parts_are_shorter_and_cover_window() {
        let ends = [Some(i64::MAX), Some(40), Some(12), Some(11), None];
        for (from, to) in [i64::MIN, 0, 9, 10]
            .into_iter()
            .flat_map(|from| ends.map(|to| (from, to)))
        {
            for times in [
                vec![],
                vec![10],
                vec![10, 11],
                vec![9, 10, 10, 30],
                vec![i64::MIN, i64::MAX],
            ] {
                let full = window(from, to);
                let parts = windows(full, &times, Some(35));
                let Some((first, last)) = parts.first().zip(parts.last()) else {
                    continue;
                };
                assert_eq!((first.from, last.to), (from, to));
                for part in &parts {
                    assert_ne!(*part, full, "{times:?}");
                    assert!(
                        part.to.is_none_or(|to| part.from < to),
                        "{part:?} {times:?}"
                    );
                }
                for (older, newer) in parts.iter().zip(parts.iter().skip(1)) {
                    assert!(
                        older.to.is_some_and(|to| newer.from <= to),
                        "{full:?} {times:?}"
                    );
                }
            }
        }
    }
}
