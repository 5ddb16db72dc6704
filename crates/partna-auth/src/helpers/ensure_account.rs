//! Creates an account if it does not exist.

use std::fmt;

use partna_client::{Error, ErrorKind, Operation, Reason, types};

use super::find_account::ledger_names;
use crate::Partna;

impl Partna {
    /// Creates an account, or returns the existing account with that name.
    ///
    /// It is idempotent: after an error of kind [`ErrorKind::OutcomeUnknown`], call it again with the same request. If the first
    /// request was accepted, the second finds the account.
    ///
    /// An existing account is returned only if its name is exactly the requested one. If the request has an e-mail address, and
    /// `list_account_details` lists another address for that account, the call fails, because the account may belong to another
    /// customer. An account without a listed e-mail address is identified only by its name. `type` is not compared, since the API
    /// does not return it.
    ///
    /// Source: the documented 400 and 409 of `create_account`, [`Reason::AccountExists`].
    ///
    /// ```no_run
    /// use partna_auth::types::AccountRequest;
    ///
    /// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// let request = AccountRequest::builder().account_name("amina01").email("amina@example.com");
    /// let account = partna.ensure_account(request).await?;
    /// println!("{} ledgers", account.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] if the request cannot be built, or has no account name: without one, a repeated request would create
    /// a second account. The error of the API, of kind [`ErrorKind::Conflict`], if the e-mail address belongs to another account,
    /// or if the account with this name has another e-mail address. [`ErrorKind::OutcomeUnknown`] if the response is lost, or if it
    /// does not contain the account and the API does not list the account. And the errors of
    /// [`Client::create_account`](partna_client::Client::create_account), [`find_account`](Self::find_account) and
    /// [`Client::list_account_details`](partna_client::Client::list_account_details).
    pub async fn ensure_account<R>(&self, request: R) -> Result<types::Account, Error>
    where
        R: TryInto<types::AccountRequest>,
        R::Error: fmt::Display,
    {
        let operation = Operation::by_id("create_account");
        let invalid =
            |message: String| Error::new(ErrorKind::Invalid, message).with_operation(operation);
        // The error may not be `Send`, so it is converted to text before the first await.
        let request = request
            .try_into()
            .map_err(|error| invalid(error.to_string()))?;
        let name = request.account_name.as_ref().map(|name| name.to_string());
        let name = name.ok_or_else(|| {
            invalid(
                "account name: missing; choose the name, so that the request can be repeated"
                    .to_owned(),
            )
        })?;
        let email = request.email.clone();
        match self.create_account().body(request).send().await {
            Ok(response) => {
                let created = response.into_inner().data;
                if let Some(account) =
                    created.filter(|account| ledger_names(account) == [name.as_str()])
                {
                    return Ok(account);
                }
                let listed = self.find_account(&name).await?;
                listed.ok_or_else(|| {
                    let message =
                        "account: the API reported success, but neither returned nor listed the account";
                    Error::after_sending(ErrorKind::Undecodable, operation, message)
                })
            }
            Err(error) if is_account_conflict(&error) => {
                self.resolve_conflict(&name, email, error).await
            }
            Err(error) => Err(error),
        }
    }

    /// Returns the account that caused `conflict`, if it is the requested one.
    async fn resolve_conflict(
        &self,
        name: &str,
        email: Option<String>,
        conflict: Error,
    ) -> Result<types::Account, Error> {
        let Some(account) = self.find_account(name).await? else {
            let message = "account: the e-mail address belongs to another account, or the account is not listed yet; look the address up with `account_details`";
            return Err(conflict.context(message));
        };
        let Some(email) = email.filter(|email| !email.trim().is_empty()) else {
            return Ok(account);
        };
        if self.has_other_email(name, &email).await? {
            let message = "account: the name belongs to an account with another e-mail address; choose another name";
            return Err(conflict.context(message));
        }
        Ok(account)
    }

    /// Returns whether the API lists another e-mail address for the account.
    async fn has_other_email(&self, name: &str, email: &str) -> Result<bool, Error> {
        let request = self.list_account_details().account_name(name);
        let response = match request.send().await {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            response => response?.into_inner(),
        };
        let accounts = response.data.map(|page| page.accounts);
        let accounts = accounts.into_iter().flatten();
        let emails = accounts
            .filter(|account| account.external_ref.as_deref() == Some(name))
            .filter_map(|account| account.email);
        let mut emails = emails.filter(|email| !email.trim().is_empty());
        Ok(emails.any(|listed| !listed.trim().eq_ignore_ascii_case(email.trim())))
    }
}

/// Returns whether the API refused the account because its name or e-mail address exists.
fn is_account_conflict(error: &Error) -> bool {
    match error.reason() {
        Some(reason) => reason == Reason::AccountExists,
        // Existing clients also handle an "already exists" without a more specific text.
        None => error.kind() == ErrorKind::Conflict,
    }
}
