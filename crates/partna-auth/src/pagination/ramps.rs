//! The list of the ramps of an account.

use futures_core::Stream;
use partna_client::{Error, types};
use partna_types::Reference;

use super::dedup::content_key;
use super::flatten_batches;
use super::pages::{DEFAULT_PAGE_SIZE, Page, PageFuture, Paged, Totals, stream_pages};
use super::unreadable_rows::UnreadableRows;
use crate::Partna;

/// A list of ramps, from [`Partna::ramps`].
#[derive(Clone, Debug)]
#[must_use = "nothing is requested until its stream is polled"]
pub struct Ramps {
    partna: Partna,
    account_name: String,
    reference: Option<Reference>,
    per_page: u32,
    limit: Option<usize>,
}

impl Ramps {
    pub(super) fn new(partna: Partna, account_name: String) -> Self {
        Self {
            partna,
            account_name,
            reference: None,
            per_page: DEFAULT_PAGE_SIZE,
            limit: None,
        }
    }

    /// Lists only the ramp with this reference.
    pub fn reference(mut self, reference: Reference) -> Self {
        self.reference = Some(reference);
        self
    }

    /// Ends the list after this number of ramps.
    pub fn limit(mut self, ramps: usize) -> Self {
        self.limit = Some(ramps);
        self
    }

    /// Sets the number of ramps for each request: 20 by default, and at least one.
    pub fn per_page(mut self, ramps: u32) -> Self {
        self.per_page = ramps;
        self
    }

    /// Streams the ramps. No request is sent before the stream is polled.
    ///
    /// # Errors
    ///
    /// The last item may be an error of `list_ramps`.
    pub fn stream(self) -> impl Stream<Item = Result<types::Ramp, Error>> + Send + Unpin + 'static {
        let (per_page, limit) = (self.per_page, self.limit);
        flatten_batches(stream_pages(self, per_page, limit), limit)
    }
}

impl Paged for Ramps {
    type Item = types::Ramp;

    const OPERATION: &'static str = "list_ramps";

    fn fetch_page(&self, page: u32, per_page: u32) -> PageFuture<'_, types::Ramp> {
        Box::pin(async move {
            let mut request = self.partna.list_ramps().page(page).per_page(per_page);
            request = request.account_name(self.account_name.as_str());
            if let Some(reference) = &self.reference {
                request = request.ramp_reference(reference.as_str());
            }
            let response = request.send().await?;
            let unreadable = UnreadableRows::of(&response, "data.rampRequests");
            let response = response.into_inner();
            let page = response.data.unwrap_or_default();
            Ok(Page {
                items: page.ramp_requests,
                unreadable,
                per_page: page.per_page,
                totals: Totals {
                    items: page.total,
                    pages: None,
                },
            })
        })
    }

    fn dedup_key(ramp: &types::Ramp) -> String {
        let reference = ramp.ramp_reference.as_ref();
        reference
            .filter(|text| !text.is_empty())
            .cloned()
            .unwrap_or_else(|| content_key(ramp))
    }
}
