//! Reads a list that has numbered pages.
//!
//! The API documents only that pages are numbered, so these rules assume as little as possible. Every row is returned, or the list
//! ends with an error that contains the page and the reason. A *walk* is the sequence of requests that reads one list. A *known*
//! row is a row that an earlier page had.
//!
//! - **An empty page ends the list.** A page with fewer rows than requested does not end it, because a server may limit its pages
//!   to fewer rows without notice.
//! - **A row that cannot be read** is omitted and logged, as in every response. It still counts as a row, so a page with only
//!   unreadable rows is not empty. More than 8 consecutive pages with only unreadable rows are an error. A list field that is not a
//!   list is also an error.
//! - **A total that the API states ends the list** once it is reached and the page is smaller than an earlier page. If no earlier
//!   page was larger, the next page is requested to confirm the total, since the total may count only the rows of its page. It is
//!   confirmed if the next page has no new row, or if the API rejects the next page as missing or invalid. A total that disagrees
//!   with the rows is ignored.
//! - **A page equal to the previous page**, with the same totals, is an error if the previous page was full, because the server
//!   seems to ignore the page number. If the previous page was not full, the equality has two possible causes: the server ignores
//!   the page number, or new rows arrived between the two requests and pushed the same rows to the next page. So the list ends only
//!   once the page after them is equal or empty too.
//! - **A page larger than the previous page** shows that the server has changed the size of its pages. Rows between the two pages
//!   may have been skipped, so the larger page is requested again with the former size. If this adds rows, the walk continues with
//!   the former size. If the pages before a larger or an empty page had only known rows, that page is requested again with the size
//!   of the pages before it, and the walk continues with this size.
//! - **Rows that arrive during the walk** push known rows to later pages. Known rows are not returned again. A page with only known
//!   rows does not end the list. More consecutive pages of this kind than the known rows can fill are an error.

use std::pin::Pin;

use futures_core::Stream;
use futures_util::stream;
use partna_client::{Error, ErrorKind, Operation};

use super::dedup::SeenItems;
use super::unreadable_rows::UnreadableRows;

/// The default number of rows in a request. No maximum is documented.
pub(super) const DEFAULT_PAGE_SIZE: u32 = 20;

/// The number of consecutive pages that may have no readable row.
const MAX_UNREADABLE_PAGES: usize = 8;

/// A list with numbered pages, starting at 1.
pub(super) trait Paged: Send + Sync + 'static {
    /// The type of its items.
    type Item: Send + 'static;

    /// The operation that returns a page.
    const OPERATION: &'static str;

    /// Requests one page.
    fn fetch_page(&self, page: u32, per_page: u32) -> PageFuture<'_, Self::Item>;

    /// Returns the key by which an item is recognized on another page.
    fn dedup_key(item: &Self::Item) -> String;
}

pub(super) type PageFuture<'a, T> =
    Pin<Box<dyn Future<Output = Result<Page<T>, Error>> + Send + 'a>>;

/// A page of the API.
#[derive(Debug)]
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    pub(super) unreadable: UnreadableRows,
    /// The page size that the API states, if any.
    pub(super) per_page: Option<i64>,
    pub(super) totals: Totals,
}

/// The totals that the API states for the whole list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) items: Option<i64>,
    pub(super) pages: Option<i64>,
}

/// Streams all items of a list, page by page. The page size is at most the limit.
pub(super) fn stream_pages<L: Paged>(
    list: L,
    per_page: u32,
    limit: Option<usize>,
) -> impl Stream<Item = Result<Vec<L::Item>, Error>> + Send + 'static {
    let limit = limit.map_or(u32::MAX, |limit| u32::try_from(limit).unwrap_or(u32::MAX));
    let walk = PageWalk {
        list,
        per_page: per_page.min(limit).max(1),
        page: 1,
        seen: SeenItems::default(),
        unreadable: 0,
        unreadable_pages: 0,
        previous: None,
        max_row_count: 0,
        stale_pages: 0,
        is_total_reached: false,
        has_ended: false,
    };
    stream::try_unfold(walk, PageWalk::next)
}

/// The progress of a walk.
struct PageWalk<L> {
    list: L,
    /// The number of rows in a request. Page numbers depend on it, so it changes only if the server uses another page size.
    per_page: u32,
    /// The number of the next page.
    page: u32,
    seen: SeenItems,
    /// The number of rows that could not be read.
    unreadable: usize,
    /// The number of consecutive pages without a readable row.
    unreadable_pages: usize,
    previous: Option<PreviousPage>,
    /// The number of rows of the largest page.
    max_row_count: usize,
    /// The number of consecutive pages without a new row.
    stale_pages: usize,
    /// Whether the total is reached and the next page is to confirm it.
    is_total_reached: bool,
    has_ended: bool,
}

/// The state of the previous page.
struct PreviousPage {
    keys: Vec<String>,
    /// The number of its rows, including unreadable ones.
    row_count: usize,
    totals: Totals,
    stated_size: Option<u32>,
    is_full: bool,
    /// Whether it was equal to the page before it.
    is_repeated: bool,
}

impl PreviousPage {
    /// Returns the former page size if the server has increased its page size.
    fn size_before_growth(&self, row_count: usize, stated_size: Option<u32>) -> Option<u32> {
        if let (Some(former_size), Some(stated_now)) = (self.stated_size, stated_size)
            && stated_now > former_size
        {
            return Some(former_size);
        }
        (row_count > self.row_count)
            .then(|| u32::try_from(self.row_count).ok())
            .flatten()
    }

    /// Returns the number of rows of this page if the last pages had only known rows. In this case, an empty page may not be the
    /// end of the list, since rows between it and this page may have been skipped.
    fn size_without_progress(&self, stale_pages: usize) -> Option<u32> {
        (stale_pages > 0)
            .then(|| u32::try_from(self.row_count).ok())
            .flatten()
    }
}

impl<L: Paged> PageWalk<L> {
    async fn next(mut self) -> Result<Option<(Vec<L::Item>, Self)>, Error> {
        if self.has_ended {
            return Ok(None);
        }
        let page = match self.list.fetch_page(self.page, self.per_page).await {
            Err(error) if self.is_total_reached && is_missing_page(&error) => return Ok(None),
            page => page.map_err(|error| self.add_page_context(error))?,
        };
        let rows = self.process_page(page).await?;
        self.page = self.page.saturating_add(1);
        Ok(Some((rows, self)))
    }

    /// Returns the new rows of a page, and decides how the walk continues.
    async fn process_page(&mut self, page: Page<L::Item>) -> Result<Vec<L::Item>, Error> {
        if page.unreadable.is_list_unreadable {
            return Err(self.not_a_list_error());
        }
        let keys: Vec<String> = page.items.iter().map(L::dedup_key).collect();
        let row_count = keys.len() + page.unreadable.rows;
        self.unreadable += page.unreadable.rows;
        let stated_size = page.per_page.and_then(|size| u32::try_from(size).ok());
        let stated_size = stated_size.filter(|size| *size > 0);
        let previous = self.previous.take();
        let mut rows = self.seen.keep_new(page.items, &keys);
        let is_confirmed = self.is_total_reached && page.unreadable.rows == 0;
        if rows.is_empty() && (row_count == 0 || is_confirmed) {
            let size =
                previous.and_then(|previous| previous.size_without_progress(self.stale_pages));
            match size.filter(|size| *size < self.per_page && !self.is_total_reached) {
                Some(size) => self.request_again(size),
                None => self.has_ended = true,
            }
            return Ok(rows);
        }
        if let Some(previous) = previous {
            if previous.keys == keys
                && previous.row_count == row_count
                && previous.totals == page.totals
            {
                if previous.is_full {
                    return Err(self.repeated_page_error());
                }
                self.has_ended = previous.is_repeated;
                self.previous = Some(PreviousPage {
                    is_repeated: true,
                    ..previous
                });
                return Ok(rows);
            }
            let former_size = previous.size_before_growth(row_count, stated_size);
            if let Some(former_size) =
                former_size.filter(|former_size| *former_size < self.per_page)
            {
                if self.stale_pages > 0 {
                    self.request_again(former_size);
                    return Ok(rows);
                }
                let skipped = self.skipped_rows(former_size).await?;
                if !skipped.is_empty() {
                    self.per_page = former_size;
                    self.max_row_count = 0;
                    self.stale_pages = 0;
                    rows.splice(0..0, skipped);
                    return Ok(rows);
                }
            }
        }
        if keys.is_empty() {
            self.unreadable_pages += 1;
            if self.unreadable_pages > MAX_UNREADABLE_PAGES {
                return Err(self.unreadable_pages_error());
            }
        } else {
            self.unreadable_pages = 0;
            self.stale_pages = if rows.is_empty() {
                self.stale_pages + 1
            } else {
                0
            };
            if self.stale_pages.saturating_mul(keys.len()) > self.seen.count() {
                return Err(self.repeated_rows_error());
            }
        }
        self.is_total_reached = self.reaches_total(page.totals);
        // An unreadable row may have been counted on two pages, so the total is not reliable then.
        self.has_ended =
            self.is_total_reached && row_count < self.max_row_count && self.unreadable == 0;
        self.max_row_count = self.max_row_count.max(row_count);
        let full = stated_size.map_or(self.per_page, |size| size.min(self.per_page));
        self.previous = Some(PreviousPage {
            keys,
            row_count,
            totals: page.totals,
            stated_size,
            is_full: u32::try_from(row_count).is_ok_and(|row_count| row_count >= full),
            is_repeated: false,
        });
        Ok(rows)
    }

    /// Continues the walk from this page with another size.
    fn request_again(&mut self, size: u32) {
        self.per_page = size;
        self.page = self.page.saturating_sub(1);
        self.max_row_count = 0;
        self.stale_pages = 0;
    }

    /// Requests this page with the former page size. Returns its new rows.
    async fn skipped_rows(&mut self, former_size: u32) -> Result<Vec<L::Item>, Error> {
        let page = self.list.fetch_page(self.page, former_size).await;
        let page = page.map_err(|error| self.add_page_context(error))?;
        if page.unreadable.is_list_unreadable {
            return Err(self.not_a_list_error());
        }
        let keys: Vec<String> = page.items.iter().map(L::dedup_key).collect();
        Ok(self.seen.keep_new(page.items, &keys))
    }

    fn reaches_total(&self, totals: Totals) -> bool {
        let seen = self.seen.count().saturating_add(self.unreadable);
        let seen = i64::try_from(seen).ok();
        let has_item_total = totals.items.is_some() && totals.items == seen;
        has_item_total || totals.pages == Some(i64::from(self.page))
    }

    fn add_page_context(&self, error: Error) -> Error {
        error.context(format_args!("page {}", self.page))
    }

    fn not_a_list_error(&self) -> Error {
        list_error::<L>(format!(
            "page {}: the value of the list field is not a list, so its rows cannot be read; inspect the response of `{}`",
            self.page,
            L::OPERATION
        ))
    }

    fn unreadable_pages_error(&self) -> Error {
        let (page, pages) = (self.page, self.unreadable_pages);
        list_error::<L>(format!(
            "page {page}: no row of the last {pages} pages can be read; inspect the response of `{}`",
            L::OPERATION
        ))
    }

    fn repeated_page_error(&self) -> Error {
        let (page, previous) = (self.page, self.page.saturating_sub(1));
        list_error::<L>(format!(
            "page {page}: it is equal to page {previous}, which was full; the server seems to ignore the page number, so set \
             `per_page` above the number of rows, or narrow the list"
        ))
    }

    fn repeated_rows_error(&self) -> Error {
        let (page, stale_pages, seen) = (self.page, self.stale_pages, self.seen.count());
        list_error::<L>(format!(
            "page {page}: the last {stale_pages} pages repeat some of the {seen} earlier rows; the server seems to return the \
             same pages repeatedly, so set `per_page` above the number of rows, or narrow the list"
        ))
    }
}

/// Returns whether the API rejected a page because it does not exist.
fn is_missing_page(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Invalid)
}

fn list_error<L: Paged>(message: String) -> Error {
    Error::new(ErrorKind::Undecodable, message).with_operation(Operation::by_id(L::OPERATION))
}
