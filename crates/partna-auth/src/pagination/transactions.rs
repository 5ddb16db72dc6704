//! The list of transactions.

use std::time::UNIX_EPOCH;

use http::HeaderMap;
use http::header::DATE;
use partna_client::{Error, types};
use partna_types::{Currency, Reference, TransactionKind, TransactionStatus, UnixSeconds};

use super::split::Window;
use super::unreadable_rows::UnreadableRows;
use crate::Partna;

/// The maximum number of transactions in a response. Source: the maximum of `limit` in the vendor's document.
pub(super) const MAX_PAGE_SIZE: u16 = 1000;

/// A list of transactions, from [`Partna::transactions`].
///
/// `GET /transfer` has no pages and documents no order. So the list requests the whole time range first, without an end unless
/// [`until`](Self::until) sets one. Then it requests parts of that range, newer parts first. A response is treated as complete only
/// if the responses for its parts add no rows, since the server may cut off a response with fewer rows than requested. A list of a
/// few transactions takes three to five requests. A longer list takes about three requests for each full response.
///
/// The list ends with an error in the unlikely case of 1000 or more transactions within one second, because the API has no way to
/// request the rest. If the server returns fewer rows than requested and all transactions are in one second, the list cannot detect
/// that rows are missing.
#[derive(Clone, Debug)]
#[must_use = "nothing is requested until its stream is polled"]
pub struct Transactions {
    partna: Partna,
    pub(super) since: UnixSeconds,
    pub(super) until: Option<UnixSeconds>,
    account_name: Option<String>,
    username: Option<String>,
    reference: Option<Reference>,
    currency: Option<Currency>,
    kind: Option<TransactionKind>,
    status: Option<TransactionStatus>,
    pub(super) per_page: u32,
    pub(super) limit: Option<usize>,
}

impl Transactions {
    pub(super) fn new(partna: Partna, since: UnixSeconds) -> Self {
        Self {
            partna,
            since,
            until: None,
            account_name: None,
            username: None,
            reference: None,
            currency: None,
            kind: None,
            status: None,
            per_page: u32::from(MAX_PAGE_SIZE),
            limit: None,
        }
    }

    /// Sets the end of the time range, in Unix seconds. It must be later than the start. By default there is no end, so
    /// transactions that arrive while the list is read may be included. The API does not document whether a transaction in the last
    /// second is included.
    pub fn until(mut self, moment: UnixSeconds) -> Self {
        self.until = Some(moment);
        self
    }

    /// Lists only transactions of this account.
    pub fn account_name(mut self, name: impl Into<String>) -> Self {
        self.account_name = Some(name.into());
        self
    }

    /// Lists only transactions of this merchant.
    pub fn username(mut self, name: impl Into<String>) -> Self {
        self.username = Some(name.into());
        self
    }

    /// Lists only transactions with this reference.
    pub fn reference(mut self, reference: Reference) -> Self {
        self.reference = Some(reference);
        self
    }

    /// Lists only transactions in this currency.
    pub fn currency(mut self, currency: impl Into<Currency>) -> Self {
        self.currency = Some(currency.into());
        self
    }

    /// Lists only transactions of this kind.
    ///
    /// The filter and the rows have different types. The `transaction_type` of a row is a
    /// [`TransactionType`](partna_types::TransactionType). A text without a variant is `Other`, so compare the text:
    /// `row.transaction_type.as_ref().is_some_and(|kind| kind.as_str() == "Withdraw")`. The texts of rows are documented only for
    /// transfers.
    pub fn kind(mut self, kind: impl Into<TransactionKind>) -> Self {
        self.kind = Some(kind.into());
        self
    }

    /// Lists only transactions with this status. A transaction that gets this status while the list is read may be missed.
    pub fn status(mut self, status: impl Into<TransactionStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Ends the list after this number of transactions.
    pub fn limit(mut self, transactions: usize) -> Self {
        self.limit = Some(transactions);
        self
    }

    /// Sets the number of transactions for each request, from 1 to 1000. The default is 1000, which takes the fewest requests.
    pub fn per_page(mut self, transactions: u32) -> Self {
        self.per_page = transactions;
        self
    }

    /// Requests the transactions of one window.
    pub(super) async fn fetch_window(
        &self,
        window: Window,
        size: u16,
    ) -> Result<WindowResponse, Error> {
        let mut request = self
            .partna
            .list_transactions()
            .limit(size)
            .unix_start_date(UnixSeconds::from(window.from));
        if let Some(to) = window.to {
            request = request.unix_end_date(UnixSeconds::from(to));
        }
        if let Some(name) = &self.account_name {
            request = request.account_name(name.as_str());
        }
        if let Some(name) = &self.username {
            request = request.username(name.as_str());
        }
        if let Some(reference) = &self.reference {
            request = request.transaction_reference(reference.as_str());
        }
        if let Some(currency) = &self.currency {
            request = request.currency(currency.clone());
        }
        if let Some(kind) = &self.kind {
            request = request.type_(kind.clone());
        }
        if let Some(status) = &self.status {
            request = request.status(status.clone());
        }
        let response = request.send().await?;
        Ok(WindowResponse {
            date: server_time(response.headers()),
            unreadable: UnreadableRows::of(&response, "data"),
            items: response.into_inner().data,
        })
    }
}

/// The transactions of one window.
pub(super) struct WindowResponse {
    pub(super) items: Vec<types::Transaction>,
    pub(super) unreadable: UnreadableRows,
    /// The clock of the server, in Unix seconds.
    pub(super) date: Option<i64>,
}

/// Returns the clock of the server, in Unix seconds.
fn server_time(headers: &HeaderMap) -> Option<i64> {
    let date = headers.get(DATE)?.to_str().ok()?;
    let date = httpdate::parse_http_date(date).ok()?;
    let since = date.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}
