//! The list of transactions.

use std::time::{SystemTime, UNIX_EPOCH};

use futures_core::Stream;
use partna_client::{Error, types};
use partna_types::{Currency, Reference, TransactionKind, TransactionStatus, UnixSeconds};

use super::one_by_one;
use super::windows::{MOST, Window, windows};
use crate::Partna;

/// A list of transactions, from [`Partna::transactions`].
///
/// `GET /transfer` has no pages and promises no order. So the list asks for the whole time, and where an answer may
/// have been cut off, it throws that answer away and asks for both halves of the time, the newer one first. It ends in
/// the unlikely case of 1000 transactions within one second, of which the API cannot be asked for the rest.
#[derive(Clone, Debug)]
#[must_use = "nothing is asked for until its stream is"]
pub struct Transactions {
    partna: Partna,
    since: UnixSeconds,
    until: Option<UnixSeconds>,
    account_name: Option<String>,
    username: Option<String>,
    reference: Option<Reference>,
    currency: Option<Currency>,
    kind: Option<TransactionKind>,
    status: Option<TransactionStatus>,
    per_page: u32,
    limit: Option<usize>,
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
            per_page: u32::from(MOST),
            limit: None,
        }
    }

    /// The end of the time, in Unix seconds; later than its beginning. Unless set, it is the moment in which
    /// [`stream`](Self::stream) is called, by the client's clock. Whether a transaction of that very second belongs to
    /// the list is for the API to say.
    pub fn until(mut self, moment: UnixSeconds) -> Self {
        self.until = Some(moment);
        self
    }

    /// Only transactions of this account.
    pub fn account_name(mut self, name: impl Into<String>) -> Self {
        self.account_name = Some(name.into());
        self
    }

    /// Only transactions of this merchant.
    pub fn username(mut self, name: impl Into<String>) -> Self {
        self.username = Some(name.into());
        self
    }

    /// Only transactions with this reference.
    pub fn reference(mut self, reference: Reference) -> Self {
        self.reference = Some(reference);
        self
    }

    /// Only this currency.
    pub fn currency(mut self, currency: impl Into<Currency>) -> Self {
        self.currency = Some(currency.into());
        self
    }

    /// Only this kind of transaction.
    pub fn kind(mut self, kind: impl Into<TransactionKind>) -> Self {
        self.kind = Some(kind.into());
        self
    }

    /// Only transactions in this state. One that changes it while the list is read may be missed.
    pub fn status(mut self, status: impl Into<TransactionStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Ends the list after so many transactions.
    pub fn limit(mut self, transactions: usize) -> Self {
        self.limit = Some(transactions);
        self
    }

    /// How many transactions to ask for at a time, from 1 to 1000: 1000 unless set, which takes the fewest requests.
    pub fn per_page(mut self, transactions: u32) -> Self {
        self.per_page = transactions;
        self
    }

    /// The transactions, one by one. Nothing is sent before the first is asked for.
    ///
    /// # Errors
    ///
    /// An item may be an error, and it is the last: [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) if the time ends
    /// before it begins, [`ErrorKind::Refused`](crate::ErrorKind::Refused) if 1000 transactions or more fall in one
    /// second, and whatever `list_transactions` may fail with.
    pub fn stream(
        self,
    ) -> impl Stream<Item = Result<types::Transaction, Error>> + Send + Unpin + 'static {
        let from = self.since.get();
        let to = match self.until {
            Some(until) => until.get(),
            // The API wants an end later than the beginning.
            None => unix_seconds(self.partna.shared().clock.wall()).max(from.saturating_add(1)),
        };
        let size = u16::try_from(self.per_page).unwrap_or(MOST).clamp(1, MOST);
        let limit = self.limit;
        one_by_one(windows(self, Window { from, to }, size), limit)
    }

    /// Asks for the transactions of one window.
    pub(super) async fn ask(
        &self,
        window: Window,
        size: u16,
    ) -> Result<Vec<types::Transaction>, Error> {
        let mut question = self
            .partna
            .list_transactions()
            .limit(size)
            .unix_start_date(UnixSeconds::from(window.from))
            .unix_end_date(UnixSeconds::from(window.to));
        if let Some(name) = &self.account_name {
            question = question.account_name(name.as_str());
        }
        if let Some(name) = &self.username {
            question = question.username(name.as_str());
        }
        if let Some(reference) = &self.reference {
            question = question.transaction_reference(reference.as_str());
        }
        if let Some(currency) = &self.currency {
            question = question.currency(currency.clone());
        }
        if let Some(kind) = &self.kind {
            question = question.type_(kind.clone());
        }
        if let Some(status) = &self.status {
            question = question.status(status.clone());
        }
        Ok(question.send().await?.into_inner().data)
    }
}

/// A moment before 1970 counts as 1970: a clock so wrong has other troubles.
fn unix_seconds(moment: SystemTime) -> i64 {
    let since = moment.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
