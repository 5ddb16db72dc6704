//! Reads a list that can be divided only by time.
//!
//! `GET /transfer` has no pages and documents no order, so a response may be cut off anywhere. Every row is returned, or the list
//! ends with an error that contains the window and the reason.
//!
//! - **The first window has no end**, unless the caller sets one: rows that are newer than the local clock belong to it.
//! - **A window is complete if its parts add no rows.** A response with as many rows as requested is treated as cut off. A response
//!   with fewer rows may also be cut off, since a server may limit the rows without notice, so the parts of its window are
//!   requested too. A part with fewer rows than its window is complete, because the server has returned more rows in one response.
//!   If a part adds rows, the window was cut off, and each part is treated as a separate window.
//! - **Bounds come from the server**: a window is divided between the times of its rows, so that each part has about half of them.
//!   If rows have no time, a window is divided in the middle, bounded by its end or the `Date` of the response. The local clock is
//!   never used.
//! - **Rows of a window that was cut off are kept.** If the parts of the window lack some of them, these rows are returned after
//!   the rows of the parts.
//! - **The shortest window is a second.** If its response may be cut off, the list ends with an error.

use std::collections::HashMap;

use futures_core::Stream;
use futures_util::stream;
use partna_client::{Error, ErrorKind, Operation, types};
use partna_types::UnixSeconds;

use super::dedup::{SeenItems, content_key};
use super::flatten_batches;
use super::split::{Window, WindowPart, is_outside, split_window};
use super::transactions::{MAX_PAGE_SIZE, Transactions};

/// The maximum number of consecutive divisions in which a part has as many rows as its window but adds none. After them, the part
/// is treated as complete. The second constant applies if the rows have no times.
const MAX_INCONCLUSIVE: u8 = 4;
const MAX_INCONCLUSIVE_WITHOUT_TIMES: u8 = 64;

impl Transactions {
    /// Streams the transactions. No request is sent before the stream is polled.
    ///
    /// # Errors
    ///
    /// The last item may be an error: [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) if the end of the time range is not after
    /// its start, [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) if one second has more transactions than the API
    /// returns at once, [`ErrorKind::Undecodable`](crate::ErrorKind::Undecodable) if the API ignores the time range, and any
    /// error of `list_transactions`.
    pub fn stream(
        self,
    ) -> impl Stream<Item = Result<types::Transaction, Error>> + Send + Unpin + 'static {
        let full_window = Window {
            from: self.since.get(),
            to: self.until.map(UnixSeconds::get),
        };
        let size = u16::try_from(self.per_page)
            .unwrap_or(MAX_PAGE_SIZE)
            .clamp(1, MAX_PAGE_SIZE);
        let limit = self.limit;
        flatten_batches(stream_windows(self, full_window, size), limit)
    }
}

/// Streams all transactions of a time range, window by window.
fn stream_windows(
    list: Transactions,
    full_window: Window,
    size: u16,
) -> impl Stream<Item = Result<Vec<types::Transaction>, Error>> + Send + 'static {
    let walk = WindowWalk {
        list,
        size,
        full_window,
        tasks: vec![Task::Request(full_window)],
        seen: SeenItems::default(),
        max_row_count: 0,
        is_capped: false,
    };
    stream::try_unfold(walk, WindowWalk::next)
}

/// A response, with the key of each row.
#[derive(Debug)]
struct Rows {
    items: Vec<types::Transaction>,
    keys: Vec<String>,
    /// The number of rows that cannot be read.
    unreadable: usize,
    /// The clock of the server, in Unix seconds.
    date: Option<i64>,
}

impl Rows {
    /// Returns the number of rows, including unreadable ones.
    fn len(&self) -> usize {
        self.items.len().saturating_add(self.unreadable)
    }

    /// Returns whether this response has a row that the other response lacks, or more copies of a row.
    fn adds_to(&self, other: &Self) -> bool {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for key in &other.keys {
            *counts.entry(key).or_default() += 1;
        }
        self.keys
            .iter()
            .any(|key| match counts.get_mut(key.as_str()) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            })
    }

    /// Returns the times of the rows that have one, in Unix seconds.
    fn times(&self) -> Vec<i64> {
        let times = self.items.iter().filter_map(|row| row.timestamp);
        times.map(UnixSeconds::get).collect()
    }
}

/// A remaining task. The newest window is processed first.
enum Task {
    Request(Window),
    /// Decides whether a response is complete. The number counts the inconclusive divisions that resulted in this window.
    Check(Window, Rows, u8),
    Emit(Rows),
}

/// The progress of a walk, which is the sequence of requests that reads one list.
struct WindowWalk {
    list: Transactions,
    /// The number of rows in a request.
    size: u16,
    /// The whole time range that the caller set.
    full_window: Window,
    tasks: Vec<Task>,
    seen: SeenItems,
    /// The number of rows of the largest response.
    max_row_count: usize,
    /// Whether a response with `max_row_count` rows was cut off.
    is_capped: bool,
}

impl WindowWalk {
    async fn next(mut self) -> Result<Option<(Vec<types::Transaction>, Self)>, Error> {
        while let Some(task) = self.tasks.pop() {
            match task {
                Task::Request(window) => {
                    let rows = self.request(window, self.size).await?;
                    self.tasks.push(Task::Check(window, rows, 0));
                }
                Task::Check(window, rows, inconclusive) => {
                    self.check(window, rows, inconclusive).await?;
                }
                Task::Emit(rows) => {
                    return Ok(Some((self.seen.keep_new(rows.items, &rows.keys), self)));
                }
            }
        }
        Ok(None)
    }

    async fn request(&mut self, window: Window, size: u16) -> Result<Rows, Error> {
        if window.to.is_some_and(|to| to <= window.from) {
            let message =
                "the time range: its end is not after its start; set `until` to a later time";
            return Err(list_error(ErrorKind::Invalid, message.to_owned()));
        }
        let response = self.list.fetch_window(window, size).await?;
        if response.unreadable.is_list_unreadable {
            return Err(not_a_list_error(window));
        }
        let rows = Rows {
            keys: response.items.iter().map(dedup_key).collect(),
            items: response.items,
            unreadable: response.unreadable.rows,
            date: response.date,
        };
        if rows.len() > self.max_row_count {
            self.max_row_count = rows.len();
            self.is_capped = false;
        }
        Ok(rows)
    }

    async fn check(&mut self, window: Window, rows: Rows, inconclusive: u8) -> Result<(), Error> {
        if rows.len() == 0 {
            return Ok(());
        }
        let is_full = rows.len() >= usize::from(self.size)
            || (self.is_capped && rows.len() >= self.max_row_count);
        let times = rows.times();
        if is_full && is_outside(window, &times) {
            return Err(outside_window_error(window, rows.len()));
        }
        let parts = split_window(window, &times, rows.date);
        if parts.is_empty() {
            return self.check_shortest(window, rows, is_full).await;
        }
        if is_full {
            self.tasks.push(Task::Emit(rows));
            let parts = parts.into_iter().map(|part| Task::Request(part.window));
            self.tasks.extend(parts);
            return Ok(());
        }
        self.compare(rows, parts, inconclusive).await
    }

    /// Requests the parts of a window, and decides by them whether it is complete.
    async fn compare(
        &mut self,
        rows: Rows,
        parts: Vec<WindowPart>,
        inconclusive: u8,
    ) -> Result<(), Error> {
        // Newest first, since a limit may end the walk.
        let mut responses = Vec::new();
        for part in parts.into_iter().rev() {
            let response = match part.has_all_rows {
                true => None,
                false => Some(self.request(part.window, self.size).await?),
            };
            responses.push((part.window, response));
        }
        responses.reverse();
        let part_rows = || {
            responses
                .iter()
                .filter_map(|(_, part_rows)| part_rows.as_ref())
        };
        let is_cut_off = part_rows().any(|part_rows| part_rows.adds_to(&rows));
        let has_room = |part_rows: &Rows| part_rows.len() < rows.len();
        let is_proven = part_rows().all(has_room) || !part_rows().any(has_room);
        let limit = match rows.times().is_empty() {
            true => MAX_INCONCLUSIVE_WITHOUT_TIMES,
            false => MAX_INCONCLUSIVE,
        };
        if is_cut_off {
            self.is_capped |= rows.len() >= self.max_row_count;
            self.tasks.push(Task::Emit(rows));
            let parts = responses
                .into_iter()
                .map(|(window, part_rows)| match part_rows {
                    Some(part_rows) => Task::Check(window, part_rows, 0),
                    None => Task::Request(window),
                });
            self.tasks.extend(parts);
            return Ok(());
        }
        let row_count = rows.len();
        self.tasks.push(Task::Emit(rows));
        if !is_proven && inconclusive < limit {
            // A part with as many rows as the window may be cut off in the same way.
            let doubtful = responses.into_iter().filter_map(|(window, part_rows)| {
                let part_rows = part_rows.filter(|part_rows| part_rows.len() >= row_count)?;
                Some(Task::Check(window, part_rows, inconclusive + 1))
            });
            self.tasks.extend(doubtful);
        }
        Ok(())
    }

    /// Decides whether a window that cannot be divided is complete.
    async fn check_shortest(
        &mut self,
        window: Window,
        mut rows: Rows,
        is_full: bool,
    ) -> Result<(), Error> {
        if is_full && self.size < MAX_PAGE_SIZE {
            rows = self.request(window, MAX_PAGE_SIZE).await?;
        }
        if rows.len() >= usize::from(MAX_PAGE_SIZE) {
            return Err(too_many_rows_error(window, rows.len()));
        }
        if is_full {
            // The server caps its responses if the whole time range returns no more rows than this second.
            let rows_of_all = self.request(self.full_window, MAX_PAGE_SIZE).await?;
            if rows_of_all.len() <= rows.len()
                && (rows_of_all.adds_to(&rows) || rows.adds_to(&rows_of_all))
            {
                return Err(too_many_rows_error(window, rows.len()));
            }
        }
        self.tasks.push(Task::Emit(rows));
        Ok(())
    }
}

/// Returns a key for a transaction: its whole content except the status, which may change between two responses. The reference is
/// not sufficient, because not every transaction has one, and the API does not document that it is unique across kinds of
/// transactions.
fn dedup_key(transaction: &types::Transaction) -> String {
    let mut stable = transaction.clone();
    stable.status = None;
    content_key(&stable)
}

fn too_many_rows_error(window: Window, row_count: usize) -> Error {
    let narrow = "narrow the list by account, currency or kind";
    let message = match window.to {
        Some(to) => format!(
            "transactions from {} to {to} in Unix seconds: one second has {row_count} or more, and the API returns at most \
             {row_count} at once, with no way to request the rest; {narrow}",
            window.from
        ),
        None => format!(
            "transactions from {} in Unix seconds: there are {row_count} or more, and this range cannot be divided, because \
             neither the rows nor the response have a time in it; set `until`, or {narrow}",
            window.from
        ),
    };
    list_error(ErrorKind::Unsupported, message)
}

fn not_a_list_error(window: Window) -> Error {
    let to = window.to.map_or_else(String::new, |to| format!(" to {to}"));
    let message = format!(
        "transactions from {}{to} in Unix seconds: the value of the list field is not a list, so its rows cannot be read; \
         inspect the response of `list_transactions`",
        window.from
    );
    list_error(ErrorKind::Undecodable, message)
}

fn outside_window_error(window: Window, row_count: usize) -> Error {
    let to = window.to.map_or_else(String::new, |to| format!(" to {to}"));
    let message = format!(
        "transactions from {}{to} in Unix seconds: the {row_count} rows of the response all have times outside this range; the \
         server seems to ignore it, so narrow the list by account, currency or kind",
        window.from
    );
    list_error(ErrorKind::Undecodable, message)
}

fn list_error(kind: ErrorKind, message: String) -> Error {
    Error::new(kind, message).with_operation(Operation::by_id("list_transactions"))
}
