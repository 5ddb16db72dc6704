//! The walk through a list that comes in numbered pages.
//!
//! No rule about pages is documented beyond their numbers, so these rules assume no more than they have to. Every row is
//! given, or an error names the page and the reason.
//!
//! - **An empty page is the end.** A short page is not: a server may cap pages below the requested size without notice.
//! - **A row that cannot be read** is left out and logged, as in every response. It still counts as a row: a page of such rows
//!   is not empty. More than 8 such pages in a row are an error, and so is anything but a list in the place of the rows.
//! - **A total is the end** once it is reached and the page is smaller than an earlier one. If no page was larger, the next
//!   page is requested to confirm the total, since a total may count its own page only. It is confirmed if that page holds
//!   nothing new, or is refused as missing or invalid. A total that disagrees with the rows is ignored.
//! - **A page equal to the one before**, with the same totals, is an error if the first was full: the server seems to ignore
//!   the page number. If the first was short, the list ends, once the page after it is equal or empty as well: a page of rows
//!   that arrived in between looks the same.
//! - **A page larger than the one before** shows that the server has changed the size of its pages. Rows between the two may
//!   be skipped, so the page is requested once more with the former size. If that adds rows, the walk goes on with that size.
//!   It does so as well if smaller pages have held known rows only before a larger or an empty page.
//! - **Rows that arrive during the walk** push known rows to later pages. Known rows are not given again. A page that holds
//!   known rows only is not the end, but more of them than the known rows can fill is an error.

use std::pin::Pin;

use futures_core::Stream;
use futures_util::stream;
use partna_client::{Error, ErrorKind, Operation};

use super::dedup::Given;
use super::unread::Unread;

/// How many rows are requested at a time by default. No maximum is documented.
pub(super) const PER_PAGE: u32 = 20;

/// How many pages in a row may hold no row that can be read.
const MAX_UNREAD_PAGES: usize = 8;

/// A list that comes in numbered pages, the first of them being 1.
pub(super) trait Paged: Send + Sync + 'static {
    /// What it is a list of.
    type Item: Send + 'static;

    /// The operation that lists it.
    const OPERATION: &'static str;

    /// Asks for one page.
    fn ask(&self, page: u32, per_page: u32) -> PageFuture<'_, Self::Item>;

    /// What an item is known by, when it comes again on another page.
    fn key(item: &Self::Item) -> String;
}

pub(super) type PageFuture<'a, T> =
    Pin<Box<dyn Future<Output = Result<Page<T>, Error>> + Send + 'a>>;

/// A page as it came.
#[derive(Debug)]
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    pub(super) unread: Unread,
    /// How many items a page holds, if the API says so.
    pub(super) per_page: Option<i64>,
    pub(super) counted: Counted,
}

/// What the API says of the whole list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) items: Option<i64>,
    pub(super) pages: Option<i64>,
}

/// All items of a list, page by page. Where the limit is smaller than a page, so are the pages.
pub(super) fn pages<L: Paged>(
    list: L,
    per_page: u32,
    limit: Option<usize>,
) -> impl Stream<Item = Result<Vec<L::Item>, Error>> + Send + 'static {
    let limit = limit.map_or(u32::MAX, |limit| u32::try_from(limit).unwrap_or(u32::MAX));
    let walk = Walk {
        list,
        per_page: per_page.min(limit).max(1),
        page: 1,
        given: Given::default(),
        unread: 0,
        unread_pages: 0,
        before: None,
        largest: 0,
        stale: 0,
        is_total_reached: false,
        has_ended: false,
    };
    stream::try_unfold(walk, Walk::next)
}

/// How far a walk has got.
struct Walk<L> {
    list: L,
    /// The numbers of pages count by it, so it changes only if the server does not keep to it.
    per_page: u32,
    /// The page to ask for next.
    page: u32,
    given: Given,
    /// How many rows could not be read.
    unread: usize,
    /// How many pages in a row held no row that could be read.
    unread_pages: usize,
    before: Option<Before>,
    /// How many rows the largest page held.
    largest: usize,
    /// How many pages in a row held nothing new.
    stale: usize,
    /// The total is reached, and the next page confirms it.
    is_total_reached: bool,
    has_ended: bool,
}

/// What is kept of the page before.
struct Before {
    keys: Vec<String>,
    /// How many rows it held, with those that could not be read.
    held: usize,
    counted: Counted,
    stated_size: Option<u32>,
    is_full: bool,
    /// The page before it was the same.
    is_repeated: bool,
}

impl Before {
    /// The size that the server counts its pages by now smaller than before; none if it has not grown.
    fn size_before_growth(&self, held: usize, stated_size: Option<u32>) -> Option<u32> {
        if let (Some(former), Some(now)) = (self.stated_size, stated_size)
            && now > former
        {
            return Some(former);
        }
        (held > self.held)
            .then(|| u32::try_from(self.held).ok())
            .flatten()
    }

    /// The size of this page if pages have held known rows only since they shrank: then an empty page may lie beyond rows that
    /// are still to come.
    fn size_without_progress(&self, stale: usize) -> Option<u32> {
        (stale > 0).then(|| u32::try_from(self.held).ok()).flatten()
    }
}

impl<L: Paged> Walk<L> {
    async fn next(mut self) -> Result<Option<(Vec<L::Item>, Self)>, Error> {
        if self.has_ended {
            return Ok(None);
        }
        let page = match self.list.ask(self.page, self.per_page).await {
            Err(error) if self.is_total_reached && is_missing_page(&error) => return Ok(None),
            page => page.map_err(|error| self.on_this_page(error))?,
        };
        let rows = self.take_in(page).await?;
        self.page = self.page.saturating_add(1);
        Ok(Some((rows, self)))
    }

    /// Returns what is new on a page, and decides how the walk goes on.
    async fn take_in(&mut self, page: Page<L::Item>) -> Result<Vec<L::Item>, Error> {
        if page.unread.is_whole_list {
            return Err(self.has_no_list());
        }
        let keys: Vec<String> = page.items.iter().map(L::key).collect();
        let held = keys.len() + page.unread.rows;
        self.unread += page.unread.rows;
        let stated_size = page.per_page.and_then(|size| u32::try_from(size).ok());
        let stated_size = stated_size.filter(|size| *size > 0);
        let before = self.before.take();
        let mut rows = self.given.fresh(page.items, &keys);
        let is_confirmed = self.is_total_reached && page.unread.rows == 0;
        if rows.is_empty() && (held == 0 || is_confirmed) {
            let size = before.and_then(|before| before.size_without_progress(self.stale));
            match size.filter(|size| *size < self.per_page && !self.is_total_reached) {
                Some(size) => self.request_again(size),
                None => self.has_ended = true,
            }
            return Ok(rows);
        }
        if let Some(before) = before {
            if before.keys == keys && before.held == held && before.counted == page.counted {
                if before.is_full {
                    return Err(self.repeats_page());
                }
                self.has_ended = before.is_repeated;
                self.before = Some(Before {
                    is_repeated: true,
                    ..before
                });
                return Ok(rows);
            }
            let former = before.size_before_growth(held, stated_size);
            if let Some(former) = former.filter(|former| *former < self.per_page) {
                if self.stale > 0 {
                    self.request_again(former);
                    return Ok(rows);
                }
                let skipped = self.skipped_rows(former).await?;
                if !skipped.is_empty() {
                    self.per_page = former;
                    self.largest = 0;
                    self.stale = 0;
                    rows.splice(0..0, skipped);
                    return Ok(rows);
                }
            }
        }
        if keys.is_empty() {
            self.unread_pages += 1;
            if self.unread_pages > MAX_UNREAD_PAGES {
                return Err(self.cannot_be_read());
            }
        } else {
            self.unread_pages = 0;
            self.stale = if rows.is_empty() { self.stale + 1 } else { 0 };
            if self.stale.saturating_mul(keys.len()) > self.given.count() {
                return Err(self.repeats_rows());
            }
        }
        self.is_total_reached = self.reaches_total(page.counted);
        // An unread row may have been counted twice.
        self.has_ended = self.is_total_reached && held < self.largest && self.unread == 0;
        self.largest = self.largest.max(held);
        let full = stated_size.map_or(self.per_page, |size| size.min(self.per_page));
        self.before = Some(Before {
            keys,
            held,
            counted: page.counted,
            stated_size,
            is_full: u32::try_from(held).is_ok_and(|held| held >= full),
            is_repeated: false,
        });
        Ok(rows)
    }

    /// Lets the walk go on from this page, with another size.
    fn request_again(&mut self, size: u32) {
        self.per_page = size;
        self.page = self.page.saturating_sub(1);
        self.largest = 0;
        self.stale = 0;
    }

    /// Requests this page with the size that pages had before. Returns what that adds.
    async fn skipped_rows(&mut self, former: u32) -> Result<Vec<L::Item>, Error> {
        let page = self.list.ask(self.page, former).await;
        let page = page.map_err(|error| self.on_this_page(error))?;
        if page.unread.is_whole_list {
            return Err(self.has_no_list());
        }
        let keys: Vec<String> = page.items.iter().map(L::key).collect();
        Ok(self.given.fresh(page.items, &keys))
    }

    fn reaches_total(&self, counted: Counted) -> bool {
        let given = self.given.count().saturating_add(self.unread);
        let given = i64::try_from(given).ok();
        let is_reached = counted.items.is_some() && counted.items == given;
        is_reached || counted.pages == Some(i64::from(self.page))
    }

    fn on_this_page(&self, error: Error) -> Error {
        error.context(format_args!("page {}", self.page))
    }

    fn has_no_list(&self) -> Error {
        mismatch::<L>(format!(
            "page {}: what it has in the place of its rows is not a list, so the rows cannot be read; look at the response by \
             `{}`",
            self.page,
            L::OPERATION
        ))
    }

    fn cannot_be_read(&self) -> Error {
        let (page, pages) = (self.page, self.unread_pages);
        mismatch::<L>(format!(
            "page {page}: none of the rows of the last {pages} pages can be read; look at the response by `{}`",
            L::OPERATION
        ))
    }

    fn repeats_page(&self) -> Error {
        let (page, before) = (self.page, self.page.saturating_sub(1));
        mismatch::<L>(format!(
            "page {page}: it is equal to page {before}, which was full; the server seems to ignore the page number, so set \
             `per_page` above the number of rows, or narrow the list"
        ))
    }

    fn repeats_rows(&self) -> Error {
        let (page, stale, given) = (self.page, self.stale, self.given.count());
        mismatch::<L>(format!(
            "page {page}: the last {stale} pages repeat some of the {given} rows before; the server seems to return the same \
             pages in a circle, so set `per_page` above the number of rows, or narrow the list"
        ))
    }
}

/// Whether the API refuses a page because it does not exist.
fn is_missing_page(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Invalid)
}

fn mismatch<L: Paged>(what: String) -> Error {
    Error::new(ErrorKind::Undecodable, what).with_operation(Operation::by_id(L::OPERATION))
}
