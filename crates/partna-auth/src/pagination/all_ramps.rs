//! The list of the ramps of all accounts.

use std::collections::{HashMap, HashSet, VecDeque};
use std::pin::Pin;

use futures_core::Stream;
use futures_util::{StreamExt, TryStreamExt, stream};
use partna_client::{Error, ErrorKind, Operation, types};

use super::accounts::stated_names;
use super::pages::DEFAULT_PAGE_SIZE;
use super::ramps::Ramps;
use crate::Partna;

/// The ramps of every account, from [`Partna::ramps_of_all_accounts`].
#[derive(Clone, Debug)]
#[must_use = "nothing is requested until its stream is polled"]
pub struct RampsOfAllAccounts {
    partna: Partna,
    per_page: u32,
    limit: Option<usize>,
}

impl RampsOfAllAccounts {
    pub(super) fn new(partna: Partna) -> Self {
        Self {
            partna,
            per_page: DEFAULT_PAGE_SIZE,
            limit: None,
        }
    }

    /// Ends the list after this number of ramps.
    pub fn limit(mut self, ramps: usize) -> Self {
        self.limit = Some(ramps);
        self
    }

    /// Sets the number of accounts, and of ramps, for each request: 20 by default, and at least one.
    pub fn per_page(mut self, rows: u32) -> Self {
        self.per_page = rows;
        self
    }

    /// Streams the ramps, account by account. No request is sent before the stream is polled.
    ///
    /// A ramp does not include its account. If you need it, iterate over [`Partna::accounts`] and call [`Partna::ramps`] for
    /// each.
    ///
    /// # Errors
    ///
    /// The last item may be an error: any error of `list_accounts` and `list_ramps`, with the account in its message, or
    /// [`ErrorKind::Undecodable`] after all ramps if the API lists accounts without a name.
    pub fn stream(self) -> impl Stream<Item = Result<types::Ramp, Error>> + Send + Unpin + 'static {
        let limit = self.limit.unwrap_or(usize::MAX);
        let accounts = self.partna.accounts().per_page(self.per_page);
        let walk = AccountsWalk {
            accounts: Box::pin(accounts.stream()),
            list: self,
            names: VecDeque::new(),
            visited: HashSet::new(),
            current: None,
            account_of_reference: HashMap::new(),
            unnamed_accounts: 0,
        };
        stream::try_unfold(walk, AccountsWalk::next)
            .take(limit)
            .boxed()
    }
}

type Rows<T> = Pin<Box<dyn Stream<Item = Result<T, Error>> + Send>>;

/// The progress of a list of the ramps of all accounts.
struct AccountsWalk {
    list: RampsOfAllAccounts,
    accounts: Rows<types::Account>,
    /// The accounts whose ramps are still to be listed.
    names: VecDeque<String>,
    /// The accounts that were added to `names`.
    visited: HashSet<String>,
    /// The account whose ramps are being listed.
    current: Option<(String, Rows<types::Ramp>)>,
    /// For each reference of a ramp, the index of the account for which the API first listed the ramp.
    account_of_reference: HashMap<String, usize>,
    /// The number of accounts without a name.
    unnamed_accounts: usize,
}

impl AccountsWalk {
    async fn next(mut self) -> Result<Option<(types::Ramp, Self)>, Error> {
        loop {
            if let Some((name, ramps)) = &mut self.current {
                let ramp = ramps.try_next().await;
                let ramp = ramp.map_err(|error| error.context(format_args!("account {name}")))?;
                match ramp {
                    Some(ramp) if self.is_new(&ramp) => return Ok(Some((ramp, self))),
                    Some(_) => {}
                    None => self.current = None,
                }
            } else if let Some(name) = self.names.pop_front() {
                let ramps = Ramps::new(self.list.partna.clone(), name.clone());
                let mut ramps = ramps.per_page(self.list.per_page);
                if let Some(limit) = self.list.limit {
                    ramps = ramps.limit(limit);
                }
                self.current = Some((name, Box::pin(ramps.stream())));
            } else if let Some(account) = self.accounts.try_next().await? {
                self.queue_names(&account);
            } else if self.unnamed_accounts > 0 {
                return Err(unnamed_accounts_error(self.unnamed_accounts));
            } else {
                return Ok(None);
            }
        }
    }

    fn queue_names(&mut self, account: &types::Account) {
        let names: Vec<&str> = stated_names(account).collect();
        if names.is_empty() {
            self.unnamed_accounts += 1;
        }
        for name in names {
            if self.visited.insert(name.to_owned()) {
                self.names.push_back(name.to_owned());
            }
        }
    }

    /// Returns whether the API has not listed a ramp for an earlier account already. A server that ignores the account name lists
    /// each ramp for every account.
    fn is_new(&mut self, ramp: &types::Ramp) -> bool {
        let account = self.visited.len() - self.names.len();
        let reference = ramp.ramp_reference.as_ref();
        reference
            .filter(|text| !text.is_empty())
            .is_none_or(|text| {
                *self
                    .account_of_reference
                    .entry(text.clone())
                    .or_insert(account)
                    == account
            })
    }
}

fn unnamed_accounts_error(count: usize) -> Error {
    let message = format!(
        "accounts: {count} have no name, so the ramps of these are missing from the list; call `list_ramps` with the name that \
         you gave the account"
    );
    Error::new(ErrorKind::Undecodable, message).with_operation(Operation::by_id("list_accounts"))
}
