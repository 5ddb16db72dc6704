//! The walk through a list that can only be narrowed by time.
//!
//! `GET /transfer` has no pages and documents no order, so a response may be cut off anywhere. Every row is given, or an error
//! names the window and the reason.
//!
//! - **The first window has no end**, unless the caller sets one: rows that are newer than the local clock belong to it.
//! - **A window is complete if its parts add nothing.** A response with as many rows as requested is cut off. One with fewer
//!   rows may be cut off as well, since a server may cap it without notice, so its parts are requested too. A part that
//!   holds fewer rows than the window did had room for more, and is complete. If a part adds rows, the window was cut off,
//!   and each part is a window of its own.
//! - **Bounds come from the server**: parts are divided between the times of rows, so that each holds about half of them. If
//!   rows have no time, a window is divided in the middle, up to its end or the `Date` of the response. The local clock
//!   is never used.
//! - **Rows of a window that was cut off are kept**, and given after those of its parts if these lack them.
//! - **The shortest window is a second.** If it may be cut off, that is an error.

use std::collections::HashMap;

use futures_core::Stream;
use futures_util::stream;
use partna_client::{Error, ErrorKind, Operation, types};
use partna_types::UnixSeconds;

use super::dedup::{Given, whole};
use super::one_by_one;
use super::split::{Part, Window, is_outside, parts};
use super::transactions::{MAX_PAGE_SIZE, Transactions};

/// How many times in a row a part may hold as many rows as its window, and add none, before it counts as complete: with the
/// times of rows to divide by, and without.
const MAX_INCONCLUSIVE: u8 = 4;
const MAX_INCONCLUSIVE_WITHOUT_TIMES: u8 = 64;

impl Transactions {
    /// The transactions, one by one. Nothing is sent before the first is asked for.
    ///
    /// # Errors
    ///
    /// An item may be an error, and it is the last: [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) if the time ends
    /// before it begins, [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) if more transactions fall in one second than the
    /// API returns at once, [`ErrorKind::Undecodable`](crate::ErrorKind::Undecodable) if it ignores the time, and any error of
    /// `list_transactions`.
    pub fn stream(
        self,
    ) -> impl Stream<Item = Result<types::Transaction, Error>> + Send + Unpin + 'static {
        let all = Window {
            from: self.since.get(),
            to: self.until.map(UnixSeconds::get),
        };
        let size = u16::try_from(self.per_page)
            .unwrap_or(MAX_PAGE_SIZE)
            .clamp(1, MAX_PAGE_SIZE);
        let limit = self.limit;
        one_by_one(windows(self, all, size), limit)
    }
}

/// All transactions of a time, window by window.
fn windows(
    list: Transactions,
    all: Window,
    size: u16,
) -> impl Stream<Item = Result<Vec<types::Transaction>, Error>> + Send + 'static {
    let walk = Walk {
        list,
        size,
        all,
        tasks: vec![Task::Request(all)],
        given: Given::default(),
        largest: 0,
        is_capped: false,
    };
    stream::try_unfold(walk, Walk::next)
}

/// A response, with the key of each row.
#[derive(Debug)]
struct Rows {
    items: Vec<types::Transaction>,
    keys: Vec<String>,
    /// How many rows cannot be read.
    unread: usize,
    /// The server's clock, in Unix seconds.
    date: Option<i64>,
}

impl Rows {
    /// How many rows it holds, with those that cannot be read.
    fn len(&self) -> usize {
        self.items.len().saturating_add(self.unread)
    }

    /// Whether a key is here more often than in another response.
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

    /// The times of rows that have one, in Unix seconds.
    fn times(&self) -> Vec<i64> {
        let times = self.items.iter().filter_map(|row| row.timestamp);
        times.map(UnixSeconds::get).collect()
    }
}

/// What is left to do. The newest window is done first.
enum Task {
    Request(Window),
    /// Decides whether a response is complete. The number counts the windows around it that were inconclusive.
    Check(Window, Rows, u8),
    Give(Rows),
}

/// How far a walk has got.
struct Walk {
    list: Transactions,
    /// How many rows are requested at a time.
    size: u16,
    /// The window that the caller set.
    all: Window,
    tasks: Vec<Task>,
    given: Given,
    /// How many rows the largest response held.
    largest: usize,
    /// A response with `largest` rows was cut off.
    is_capped: bool,
}

impl Walk {
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
                Task::Give(rows) => {
                    return Ok(Some((self.given.fresh(rows.items, &rows.keys), self)));
                }
            }
        }
        Ok(None)
    }

    async fn request(&mut self, window: Window, size: u16) -> Result<Rows, Error> {
        if window.to.is_some_and(|to| to <= window.from) {
            let what = "the time has to end after it begins";
            return Err(error(ErrorKind::Invalid, what.to_owned()));
        }
        let response = self.list.ask(window, size).await?;
        if response.unread.is_whole_list {
            return Err(no_list(window));
        }
        let rows = Rows {
            keys: response.items.iter().map(key).collect(),
            items: response.items,
            unread: response.unread.rows,
            date: response.date,
        };
        if rows.len() > self.largest {
            self.largest = rows.len();
            self.is_capped = false;
        }
        Ok(rows)
    }

    async fn check(&mut self, window: Window, rows: Rows, inconclusive: u8) -> Result<(), Error> {
        if rows.len() == 0 {
            return Ok(());
        }
        let is_full =
            rows.len() >= usize::from(self.size) || (self.is_capped && rows.len() >= self.largest);
        let times = rows.times();
        if is_full && is_outside(window, &times) {
            return Err(outside(window, rows.len()));
        }
        let parts = parts(window, &times, rows.date);
        if parts.is_empty() {
            return self.check_shortest(window, rows, is_full).await;
        }
        if is_full {
            self.tasks.push(Task::Give(rows));
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
        parts: Vec<Part>,
        inconclusive: u8,
    ) -> Result<(), Error> {
        // Newest first, since a limit may end the walk.
        let mut responses = Vec::new();
        for part in parts.into_iter().rev() {
            let response = match part.holds_all {
                true => None,
                false => Some(self.request(part.window, self.size).await?),
            };
            responses.push((part.window, response));
        }
        responses.reverse();
        let found = || responses.iter().filter_map(|(_, found)| found.as_ref());
        let is_cut_off = found().any(|found| found.adds_to(&rows));
        let had_room = |found: &Rows| found.len() < rows.len();
        let is_proven = found().all(had_room) || !found().any(had_room);
        let limit = match rows.times().is_empty() {
            true => MAX_INCONCLUSIVE_WITHOUT_TIMES,
            false => MAX_INCONCLUSIVE,
        };
        if is_cut_off {
            self.is_capped |= rows.len() >= self.largest;
            self.tasks.push(Task::Give(rows));
            let parts = responses.into_iter().map(|(window, found)| match found {
                Some(found) => Task::Check(window, found, 0),
                None => Task::Request(window),
            });
            self.tasks.extend(parts);
            return Ok(());
        }
        let held = rows.len();
        self.tasks.push(Task::Give(rows));
        if !is_proven && inconclusive < limit {
            // What holds as much as the window did may be cut off in the same way.
            let doubtful = responses.into_iter().filter_map(|(window, found)| {
                let found = found.filter(|found| found.len() >= held)?;
                Some(Task::Check(window, found, inconclusive + 1))
            });
            self.tasks.extend(doubtful);
        }
        Ok(())
    }

    /// Decides about a window that cannot be divided.
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
            return Err(overfull(window, rows.len()));
        }
        if is_full {
            // The server caps its responses if it does not show more of the whole time than of this second.
            let all = self.request(self.all, MAX_PAGE_SIZE).await?;
            if all.len() <= rows.len() && (all.adds_to(&rows) || rows.adds_to(&all)) {
                return Err(overfull(window, rows.len()));
            }
        }
        self.tasks.push(Task::Give(rows));
        Ok(())
    }
}

/// All there is to it save its state, which may move between two answers. The reference is not enough: not all have
/// one, and nobody documents that two kinds of transaction never share it.
fn key(transaction: &types::Transaction) -> String {
    let mut lasting = transaction.clone();
    lasting.status = None;
    whole(&lasting)
}

fn overfull(window: Window, held: usize) -> Error {
    let narrow = "narrow the list by account, currency or kind";
    let what = match window.to {
        Some(to) => format!(
            "{held} transactions or more fall in one second, from {} to {to} in Unix time: the API shows no more than {held} \
             at once, and offers no way to ask for the rest; {narrow}",
            window.from
        ),
        None => format!(
            "{held} transactions or more fall in the time from {} in Unix time, which cannot be divided: neither the rows nor \
             the response have a time in it; set `until`, or {narrow}",
            window.from
        ),
    };
    error(ErrorKind::Unsupported, what)
}

fn no_list(window: Window) -> Error {
    let to = window.to.map_or_else(String::new, |to| format!(" to {to}"));
    let what = format!(
        "what the response for the time from {}{to} in Unix time has in the place of its transactions is not a list, so they \
         cannot be read; look at the response by `list_transactions`",
        window.from
    );
    error(ErrorKind::Undecodable, what)
}

fn outside(window: Window, held: usize) -> Error {
    let to = window.to.map_or_else(String::new, |to| format!(" to {to}"));
    let what = format!(
        "none of the {held} transactions in the response for the time from {}{to} in Unix time is of that time; the server \
         seems to ignore it, so narrow the list by account, currency or kind",
        window.from
    );
    error(ErrorKind::Undecodable, what)
}

fn error(kind: ErrorKind, what: String) -> Error {
    Error::new(kind, what).with_operation(Operation::by_id("list_transactions"))
}
