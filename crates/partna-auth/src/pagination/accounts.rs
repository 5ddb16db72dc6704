//! The lists of accounts and of their customers.

use futures_core::Stream;
use partna_client::{Error, types};

use super::dedup::content_key;
use super::flatten_batches;
use super::pages::{DEFAULT_PAGE_SIZE, Page, PageFuture, Paged, Totals, stream_pages};
use super::unreadable_rows::UnreadableRows;
use crate::Partna;

/// A list of accounts with their ledgers, from [`Partna::accounts`].
#[derive(Clone, Debug)]
#[must_use = "nothing is requested until its stream is polled"]
pub struct Accounts {
    partna: Partna,
    account_name: Option<String>,
    per_page: u32,
    limit: Option<usize>,
}

impl Accounts {
    pub(super) fn new(partna: Partna) -> Self {
        Self {
            partna,
            account_name: None,
            per_page: DEFAULT_PAGE_SIZE,
            limit: None,
        }
    }

    /// Lists only the account with this name. A name has 2 to 40 lower-case letters and digits.
    pub fn account_name(mut self, name: impl Into<String>) -> Self {
        self.account_name = Some(name.into());
        self
    }

    /// Ends the list after this number of accounts.
    pub fn limit(mut self, accounts: usize) -> Self {
        self.limit = Some(accounts);
        self
    }

    /// Sets the number of accounts for each request: 20 by default, and at least one. The server may return fewer.
    pub fn per_page(mut self, accounts: u32) -> Self {
        self.per_page = accounts;
        self
    }

    /// Streams the accounts. No request is sent before the stream is polled.
    ///
    /// # Errors
    ///
    /// The last item may be an error of `list_accounts`.
    pub fn stream(
        self,
    ) -> impl Stream<Item = Result<types::Account, Error>> + Send + Unpin + 'static {
        let (per_page, limit) = (self.per_page, self.limit);
        flatten_batches(stream_pages(self, per_page, limit), limit)
    }
}

impl Paged for Accounts {
    type Item = types::Account;

    const OPERATION: &'static str = "list_accounts";

    fn fetch_page(&self, page: u32, per_page: u32) -> PageFuture<'_, types::Account> {
        Box::pin(async move {
            let mut request = self.partna.list_accounts().page(page).per_page(per_page);
            if let Some(name) = &self.account_name {
                request = request.account_name(name.as_str());
            }
            let response = request.send().await?;
            let unreadable = UnreadableRows::of(&response, "data.accounts");
            let response = response.into_inner();
            Ok(Page {
                items: response.data.unwrap_or_default().accounts,
                unreadable,
                per_page: None,
                totals: Totals::default(),
            })
        })
    }

    /// Uses the whole account except its balances, which may change between the requests of two pages.
    fn dedup_key(account: &types::Account) -> String {
        let mut stable = account.clone();
        for ledger in stable.0.values_mut() {
            ledger.balance = None;
            ledger.pending_debit = None;
        }
        content_key(&stable)
    }
}

/// Returns the account name of each ledger that has one.
pub(crate) fn stated_names(account: &types::Account) -> impl Iterator<Item = &str> {
    let names = account.values();
    let names = names.filter_map(|ledger| ledger.account_name.as_deref());
    names.filter(|name| !name.is_empty())
}

/// A list of customers with their bank accounts and KYC records, from [`Partna::account_details`].
#[derive(Clone, Debug)]
#[must_use = "nothing is requested until its stream is polled"]
pub struct AccountDetails {
    partna: Partna,
    account_name: Option<String>,
    per_page: u32,
    limit: Option<usize>,
}

impl AccountDetails {
    pub(super) fn new(partna: Partna) -> Self {
        Self {
            partna,
            account_name: None,
            per_page: DEFAULT_PAGE_SIZE,
            limit: None,
        }
    }

    /// Lists only the customer whose account has this name.
    pub fn account_name(mut self, name: impl Into<String>) -> Self {
        self.account_name = Some(name.into());
        self
    }

    /// Ends the list after this number of customers.
    pub fn limit(mut self, customers: usize) -> Self {
        self.limit = Some(customers);
        self
    }

    /// Sets the number of customers for each request: 20 by default, and at least one.
    pub fn per_page(mut self, customers: u32) -> Self {
        self.per_page = customers;
        self
    }

    /// Streams the customers. No request is sent before the stream is polled.
    ///
    /// # Errors
    ///
    /// The last item may be an error of `list_account_details`.
    pub fn stream(
        self,
    ) -> impl Stream<Item = Result<types::AccountDetails, Error>> + Send + Unpin + 'static {
        let (per_page, limit) = (self.per_page, self.limit);
        flatten_batches(stream_pages(self, per_page, limit), limit)
    }
}

impl Paged for AccountDetails {
    type Item = types::AccountDetails;

    const OPERATION: &'static str = "list_account_details";

    fn fetch_page(&self, page: u32, per_page: u32) -> PageFuture<'_, types::AccountDetails> {
        Box::pin(async move {
            let request = self.partna.list_account_details();
            let mut request = request.page(page).per_page(per_page);
            if let Some(name) = &self.account_name {
                request = request.account_name(name.as_str());
            }
            let response = request.send().await?;
            let unreadable = UnreadableRows::of(&response, "data.accounts");
            let response = response.into_inner();
            let page = response.data.unwrap_or_default();
            Ok(Page {
                items: page.accounts,
                unreadable,
                per_page: page.per_page,
                totals: Totals {
                    items: None,
                    pages: page.total_pages,
                },
            })
        })
    }

    /// Uses the reference, e-mail address and creation time, since bank accounts and KYC records may change between the requests of
    /// two pages. If all three are missing, it uses the whole customer.
    fn dedup_key(customer: &types::AccountDetails) -> String {
        let stable = (
            &customer.external_ref,
            &customer.email,
            &customer.created_at,
        );
        match stable {
            (None, None, None) => content_key(customer),
            stable => content_key(&stable),
        }
    }
}
