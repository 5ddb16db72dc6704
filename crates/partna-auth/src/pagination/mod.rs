//! Lists as streams that request pages on demand.
//!
//! The API has three kinds of pagination, none with a cursor: numbered pages with totals, numbered pages without totals, and time
//! windows. Source: the parameters and responses of the vendor's document. The rules by which a list is read are at the top of
//! `pages.rs` and `windows.rs`.

mod account_search;
mod accounts;
mod all_ramps;
mod dedup;
mod pages;
mod ramps;
mod split;
mod transactions;
mod unreadable_rows;
mod windows;

use futures_core::Stream;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use partna_client::Error;
use partna_types::UnixSeconds;

pub(crate) use account_search::{ListedAccount, accounts_listed_for, unreadable_accounts_error};
pub(crate) use accounts::stated_names;
pub use accounts::{AccountDetails, Accounts};
pub use all_ramps::RampsOfAllAccounts;
pub use ramps::Ramps;
pub use transactions::Transactions;

use crate::Partna;

/// Lists as streams. A page is requested when the stream is polled for the first item of the page. No page is requested beyond the
/// limit. Each item is returned once, even if a new item moves it to the next page. An error is returned once and ends the stream.
/// The guide `partna::guide::lists` has the details.
///
/// Streams keep a key of every returned item in memory, for deduplication: tens of bytes for most items, and hundreds for a
/// transaction.
impl Partna {
    /// Lists all ramps of an account, in the order of the API.
    ///
    /// The API rejects the list without an account: its documented 400 is `accountName is required`. Use
    /// [`ramps_of_all_accounts`](Self::ramps_of_all_accounts) for the ramps of every account.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    ///
    /// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// let mut ramps = partna.ramps("amina01").limit(50).stream();
    /// while let Some(ramp) = ramps.try_next().await? {
    ///     println!("{:?} is {:?}", ramp.ramp_reference, ramp.status);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn ramps(&self, account_name: impl Into<String>) -> Ramps {
        Ramps::new(self.clone(), account_name.into())
    }

    /// Lists the ramps of every account, account by account.
    ///
    /// The accounts are those of [`accounts`](Self::accounts). Without a limit, each account takes one request if it has no ramps,
    /// and at least two requests otherwise.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    ///
    /// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// let ramps: Vec<_> = partna.ramps_of_all_accounts().stream().try_collect().await?;
    /// println!("{} ramps", ramps.len());
    /// # Ok(())
    /// # }
    /// ```
    pub fn ramps_of_all_accounts(&self) -> RampsOfAllAccounts {
        RampsOfAllAccounts::new(self.clone())
    }

    /// Lists all transactions since a time in Unix seconds, from newer time windows to older ones, in no particular order within a
    /// window. By default, the time range has no end, so a wrong clock of this machine cannot hide a transaction.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    /// use partna_auth::{Currency, UnixSeconds};
    ///
    /// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// let since = UnixSeconds::from(1_755_873_600);
    /// let mut transactions = partna.transactions(since).currency(Currency::Ngn).stream();
    /// while let Some(transaction) = transactions.try_next().await? {
    ///     println!("{:?} {:?}", transaction.amount, transaction.transaction_reference);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn transactions(&self, since: UnixSeconds) -> Transactions {
        Transactions::new(self.clone(), since)
    }

    /// Lists all accounts with their ledgers.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    ///
    /// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// let accounts: Vec<_> = partna.accounts().stream().try_collect().await?;
    /// println!("{} accounts", accounts.len());
    /// # Ok(())
    /// # }
    /// ```
    pub fn accounts(&self) -> Accounts {
        Accounts::new(self.clone())
    }

    /// Lists all customers, with their bank accounts and KYC records.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    ///
    /// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// let mut customers = partna.account_details().stream();
    /// while let Some(customer) = customers.try_next().await? {
    ///     println!("{:?} since {:?}", customer.external_ref, customer.created_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn account_details(&self) -> AccountDetails {
        AccountDetails::new(self.clone())
    }
}

/// Flattens batches into items, and requests no batch beyond the limit. The stream is boxed so that callers do not have to pin
/// it.
fn flatten_batches<T: Send + 'static>(
    batches: impl Stream<Item = Result<Vec<T>, Error>> + Send + 'static,
    limit: Option<usize>,
) -> impl Stream<Item = Result<T, Error>> + Send + Unpin + 'static {
    batches
        .map_ok(|items| stream::iter(items.into_iter().map(Ok::<T, Error>)))
        .try_flatten()
        .take(limit.unwrap_or(usize::MAX))
        .boxed()
}
