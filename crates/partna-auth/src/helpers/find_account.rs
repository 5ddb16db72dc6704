//! Finds an account by its name.

use std::pin::pin;

use futures_util::TryStreamExt;
use partna_client::{Error, ErrorKind, Operation, Reason, types};

use crate::Partna;
use crate::pagination::{
    ListedAccount, accounts_listed_for, stated_names, unreadable_accounts_error,
};

impl Partna {
    /// Returns the account with exactly this name, or `None` if it does not exist.
    ///
    /// An account whose name only begins with this name, or differs from it in case, is another account. The API filters by name,
    /// but the client does not rely on the filter: while a page has only other accounts, it reads the next page. Usually one
    /// request is sent.
    ///
    /// Source: `accountName` of each ledger, and the documented 404 `account not found`.
    ///
    /// ```no_run
    /// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// match partna.find_account("amina01").await? {
    ///     Some(account) => println!("{} ledgers", account.len()),
    ///     None => println!("no such account"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] for a blank name. [`ErrorKind::Undecodable`] if several accounts have the name, if the ledgers of the
    /// account have different names, or if no account has the name but some accounts of the response cannot be read or have no
    /// name. And the errors of [`Client::list_accounts`](partna_client::Client::list_accounts), except for `account not found`: any
    /// other 404 is an error.
    pub async fn find_account(&self, name: &str) -> Result<Option<types::Account>, Error> {
        let found = self.find_listed(name).await?;
        Ok(found.map(|listed| listed.account))
    }

    /// Like [`find_account`](Self::find_account), but also returns whether parts of the account's page could not be read.
    pub(crate) async fn find_listed(&self, name: &str) -> Result<Option<ListedAccount>, Error> {
        let error = |kind, message: &str| {
            Error::new(kind, message).with_operation(Operation::by_id("list_accounts"))
        };
        if name.trim().is_empty() {
            let message = "account name: blank; use 2 to 40 lower-case letters and digits";
            return Err(error(ErrorKind::Invalid, message));
        }
        let mut batches = pin!(accounts_listed_for(self, name));
        let mut is_absence_proven = true;
        loop {
            let batch = match batches.try_next().await {
                Ok(Some(batch)) => batch,
                Ok(None) => break,
                Err(error) if error.reason() == Some(Reason::AccountNotFound) => break,
                Err(error) => return Err(error),
            };
            let mut found = None;
            for listed in batch {
                let (is_match, count) = {
                    let names = ledger_names(&listed.account);
                    (names.contains(&name), names.len())
                };
                if !is_match {
                    is_absence_proven &= count > 0 && !listed.has_lost_rows;
                } else if count > 1 {
                    let message = "account: its ledgers have different names; ask the vendor's support which one is right";
                    return Err(error(ErrorKind::Undecodable, message));
                } else if found.replace(listed).is_some() {
                    let message = "accounts: several have the same name; ask the vendor's support which one is right";
                    return Err(error(ErrorKind::Undecodable, message));
                }
            }
            if found.is_some() {
                return Ok(found);
            }
        }
        if is_absence_proven {
            Ok(None)
        } else {
            Err(unreadable_accounts_error())
        }
    }
}

/// Returns the distinct names that the ledgers of an account have.
pub(crate) fn ledger_names(account: &types::Account) -> Vec<&str> {
    let mut names: Vec<&str> = stated_names(account).collect();
    names.sort_unstable();
    names.dedup();
    names
}
