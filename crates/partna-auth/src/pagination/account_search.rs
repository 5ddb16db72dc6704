//! Searches for the accounts with a name.

use futures_core::Stream;
use partna_client::{Error, ErrorKind, Operation, types};

use super::accounts::Accounts;
use super::pages::{DEFAULT_PAGE_SIZE, Page, PageFuture, Paged, Totals, stream_pages};
use super::unreadable_rows::{UnreadableRows, may_have_lost, may_have_lost_rows};
use crate::Partna;

/// A listed account, and whether parts of its page could not be read.
#[derive(Debug)]
pub(crate) struct ListedAccount {
    pub(crate) account: types::Account,
    /// Whether a row of the page could not be read.
    pub(crate) has_lost_rows: bool,
    /// Whether a deposit address of the page could not be read, so that the positions of the addresses after it are wrong.
    pub(crate) has_lost_addresses: bool,
}

/// Streams the accounts that the API lists for a name, in batches of one page. Callers must filter the result by name: the filter
/// of the API is documented, but the client does not rely on it. The next page is requested when the caller polls for it.
pub(crate) fn accounts_listed_for(
    partna: &Partna,
    name: &str,
) -> impl Stream<Item = Result<Vec<ListedAccount>, Error>> + Send + 'static + use<> {
    let search = AccountSearch {
        partna: partna.clone(),
        name: name.to_owned(),
    };
    stream_pages(search, DEFAULT_PAGE_SIZE, None)
}

/// The path of the list in the response.
const LIST_PATH: &str = "data.accounts";

struct AccountSearch {
    partna: Partna,
    name: String,
}

impl Paged for AccountSearch {
    type Item = ListedAccount;

    const OPERATION: &'static str = Accounts::OPERATION;

    fn fetch_page(&self, page: u32, per_page: u32) -> PageFuture<'_, ListedAccount> {
        Box::pin(async move {
            let request = self.partna.list_accounts().account_name(self.name.as_str());
            let response = request.page(page).per_page(per_page).send().await?;
            let unreadable = UnreadableRows::of(&response, LIST_PATH);
            let has_lost_rows = may_have_lost_rows(&response, LIST_PATH);
            let has_lost_addresses = may_have_lost(&response, |path| path.contains(".asset"));
            let accounts = response.into_inner().data.map(|data| data.accounts);
            let accounts = accounts.filter(|accounts| !accounts.is_empty() || !has_lost_rows);
            let accounts = accounts.ok_or_else(unreadable_accounts_error)?.into_iter();
            let items = accounts.map(|account| ListedAccount {
                account,
                has_lost_rows,
                has_lost_addresses,
            });
            Ok(Page {
                items: items.collect(),
                unreadable,
                per_page: None,
                totals: Totals::default(),
            })
        })
    }

    fn dedup_key(listed: &ListedAccount) -> String {
        Accounts::dedup_key(&listed.account)
    }
}

/// Returns the error for a list that cannot be read completely: an account that is missing from the list may still exist.
pub(crate) fn unreadable_accounts_error() -> Error {
    let message = "accounts: the response has accounts that cannot be read; see `mismatched_fields` of the response of `list_accounts`";
    Error::new(ErrorKind::Undecodable, message).with_operation(Operation::by_id("list_accounts"))
}
