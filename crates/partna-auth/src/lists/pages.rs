//! The walk through a list that comes in numbered pages.
//!
//! A page that holds fewer items than it could is the last, and so is an empty one. What the API counts only saves the
//! request for a page that would be empty: it may be missing, and nobody documents that it is right.

use std::pin::Pin;

use futures_core::Stream;
use futures_util::stream;
use partna_client::Error;

use super::given::Given;

/// How many items to ask for at a time. It is modest because no maximum is documented: where the API grants fewer than
/// it is asked for and does not say so, the first page looks like the last.
pub(super) const PER_PAGE: u32 = 20;

/// A list that comes in numbered pages, the first of them being 1.
pub(super) trait Paged: Send + Sync + 'static {
    /// What it is a list of.
    type Item: Send + 'static;

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
        before: None,
        stale: 0,
        ended: false,
    };
    stream::try_unfold(walk, Walk::next)
}

/// How far a walk has got.
struct Walk<L> {
    list: L,
    /// It must stay the same all the way, since it is what the numbers of pages count by.
    per_page: u32,
    /// The page to ask for next.
    page: u32,
    given: Given,
    /// What identifies the page before this one.
    before: Option<(Vec<String>, Counted)>,
    /// How many pages in a row held nothing new.
    stale: usize,
    ended: bool,
}

impl<L: Paged> Walk<L> {
    async fn next(mut self) -> Result<Option<(Vec<L::Item>, Self)>, Error> {
        if self.ended {
            return Ok(None);
        }
        let page = self.list.ask(self.page, self.per_page).await?;
        let fresh = self.take_in(page);
        Ok(Some((fresh, self)))
    }

    /// What is new on a page.
    fn take_in(&mut self, page: Page<L::Item>) -> Vec<L::Item> {
        let keys: Vec<String> = page.items.iter().map(L::key).collect();
        let held = keys.len();
        let fresh = self.given.fresh(page.items, &keys);
        self.stale = if fresh.is_empty() { self.stale + 1 } else { 0 };
        let counted_out = fresh.len() == held && self.is_last(page.counted);
        let this = Some((keys, page.counted));
        self.ended = held < self.full(page.per_page)
            || counted_out
            || (self.before == this && page.counted != Counted::default())
            || self.goes_in_circles(held);
        self.before = this;
        self.page = self.page.saturating_add(1);
        fresh
    }

    /// How many items make a page full. The API may grant fewer than it was asked for, if it says so.
    fn full(&self, granted: Option<i64>) -> usize {
        let asked = usize::try_from(self.per_page).unwrap_or(usize::MAX);
        let granted = granted.and_then(|size| usize::try_from(size).ok());
        granted
            .filter(|size| *size > 0)
            .map_or(asked, |size| size.min(asked))
    }

    /// Whether this page is the last by the API's count. It is believed from the second page on, for the total of a
    /// first page that is full may be what that page holds; and only where it agrees with what was given.
    fn is_last(&self, counted: Counted) -> bool {
        let given = i64::try_from(self.given.count()).unwrap_or(i64::MAX);
        let pages = Some(i64::from(self.page));
        self.page > 1 && (counted.items == Some(given) || counted.pages == pages)
    }

    /// Whether the API repeats itself. Many items that arrive meanwhile may fill whole pages with what was given
    /// before, but not more pages than that fills.
    fn goes_in_circles(&self, held: usize) -> bool {
        self.stale.saturating_mul(held) > self.given.count()
    }
}
