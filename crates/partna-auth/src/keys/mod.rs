//! Lists, generates, invalidates and rotates API keys.

mod file;
mod rotation;
mod store;

use std::collections::BTreeMap;

use partna_client::{Error, ErrorKind, Operation, types};
use partna_types::{ApiKeyScope, Secret};

use crate::{ApiKey, Credentials, Partna};

pub use file::FileStore;
pub use rotation::{Prepared, Rotated, Rotation};
pub use store::{JournalRecord, KeyStore, StoreFuture, StoreLock};

/// The merchant's API keys, from [`Partna::keys`].
///
/// ```no_run
/// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
/// use partna_auth::ApiKeyScope;
///
/// for key in partna.keys().list().await? {
///     println!("{:?} expires at {:?}", key.keyname, key.expiration);
/// }
/// let reader = partna.keys().generate("reports", ApiKeyScope::GetOnly).expires_in_days(90).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Keys {
    partna: Partna,
}

impl Partna {
    /// Returns the methods that generate, list, invalidate and rotate API keys.
    #[must_use]
    pub fn keys(&self) -> Keys {
        Keys {
            partna: self.clone(),
        }
    }

    /// Returns a client like this one with fixed credentials that it does not share.
    fn with_fixed_credentials(&self, credentials: Credentials) -> Self {
        self.with_shared(self.shared().with_fixed_credentials(credentials))
    }
}

impl Keys {
    /// Lists the keys, each by its short form and its name: the API returns a full key only when it generates it. The list may
    /// include deleted keys, with a `deleted_at` after the year 1.
    ///
    /// # Errors
    ///
    /// The errors of [`Client::list_api_keys`](partna_client::Client::list_api_keys).
    pub async fn list(&self) -> Result<Vec<types::ApiKeyInfo>, Error> {
        let response = self.partna.list_api_keys().send().await?.into_inner();
        Ok(response.data.unwrap_or_default().apikeys)
    }

    /// Returns the scopes that the API offers, by name.
    ///
    /// # Errors
    ///
    /// The errors of [`Client::list_api_key_scopes`](partna_client::Client::list_api_key_scopes).
    pub async fn scopes(&self) -> Result<BTreeMap<String, ApiKeyScope>, Error> {
        let response = self.partna.list_api_key_scopes().send().await?.into_inner();
        Ok(response.data.into_iter().collect())
    }

    /// Prepares the generation of a key with this name and scope. [`Generate::send`] sends it.
    pub fn generate(&self, name: impl Into<String>, scope: impl Into<ApiKeyScope>) -> Generate {
        Generate {
            partna: self.partna.clone(),
            name: name.into(),
            scope: scope.into(),
            days: None,
            months: None,
            otp: None,
        }
    }

    /// Invalidates a key, and returns the key that the API returns. The API does not document that key: it looks new and may
    /// work, as it does in a sandbox. A rotation deletes it; this method leaves that to the caller. The API accepts only the full
    /// text of a key.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] for the key that this client uses, since the client would lock itself out. The errors of
    /// [`Client::invalidate_api_key`](partna_client::Client::invalidate_api_key).
    pub async fn invalidate(&self, key: &ApiKey) -> Result<Option<ApiKey>, Error> {
        let (partna, own) = self.pin_credentials();
        if own == *key {
            let message = "the key: this client signs with it; rotate it, or invalidate it with a client that has another key";
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        let body = types::InvalidateApiKeyRequest::builder().apikey(key.expose());
        let response = partna.invalidate_api_key().body(body).send().await?;
        let data = response.into_inner().data;
        Ok(data.and_then(|data| data.apikey).map(ApiKey::from))
    }

    /// Deletes a key by the short form that the list returns as `apikey`. The document does not state that the API accepts this
    /// form as `apikeyHash`, nor that the API refuses a deleted key: both are inferred.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] for the key that this client uses; [`ErrorKind::Invalid`] for a full key, which must not
    /// be in a URL. The errors of [`Client::delete_api_key`](partna_client::Client::delete_api_key).
    pub async fn delete(&self, short: &Secret) -> Result<(), Error> {
        let (partna, own) = self.pin_credentials();
        if own.short() == Some(short.expose()) {
            let message = "the key: this client signs with it; rotate it, or delete it with a client that has another key";
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        if ApiKey::from(short.clone()).short().is_some() {
            let message = "the key: a full key must not be in a URL; pass the short form that `Keys::list` returns";
            return Err(Error::new(ErrorKind::Invalid, message));
        }
        let request = partna.delete_api_key().apikey_hash(short.clone());
        request.send().await.map(drop)
    }

    /// Returns a client that keeps the current key, and that key: a check of the key then holds for the request that follows.
    fn pin_credentials(&self) -> (Partna, ApiKey) {
        let credentials = self
            .partna
            .shared()
            .credential_cache
            .snapshot()
            .credentials
            .clone();
        let key = credentials.key().clone();
        (self.partna.with_fixed_credentials(credentials), key)
    }

    /// Prepares a rotation of the key that this client uses: generates a new key, verifies and stores it, swaps to it, and
    /// invalidates the old key.
    pub fn rotate(&self) -> Rotation {
        Rotation::new(self.partna.clone())
    }
}

/// A request to generate a key, from [`Keys::generate`].
#[derive(Clone, Debug)]
#[must_use = "no key is generated until `send`"]
pub struct Generate {
    partna: Partna,
    name: String,
    scope: ApiKeyScope,
    days: Option<i64>,
    months: Option<i64>,
    otp: Option<Secret>,
}

impl Generate {
    /// Sets the number of days after which the key expires.
    pub fn expires_in_days(mut self, days: u32) -> Self {
        self.days = Some(days.into());
        self
    }

    /// Sets the number of months after which the key expires. The API does not document the effect of days and months together.
    pub fn expires_in_months(mut self, months: u32) -> Self {
        self.months = Some(months.into());
        self
    }

    /// Sets the code of the authenticator app. It is needed if a second factor is set up.
    pub fn otp(mut self, otp: impl Into<Secret>) -> Self {
        self.otp = Some(otp.into());
        self
    }

    /// Generates the key. The API returns its full text only in this response.
    ///
    /// # Errors
    ///
    /// The errors of [`Client::generate_api_key`](partna_client::Client::generate_api_key), and [`ErrorKind::OutcomeUnknown`] for
    /// a success without a key. If the outcome is unknown, list the keys and look for the name.
    pub async fn send(self) -> Result<ApiKey, Error> {
        let mut body = types::ApiKeyRequest::builder()
            .keyname(self.name)
            .scope(self.scope);
        if let Some(days) = self.days {
            body = body.expiration_in_days(days);
        }
        if let Some(months) = self.months {
            body = body.expiration_in_months(months);
        }
        if let Some(otp) = self.otp {
            body = body.otp(otp);
        }
        let response = self
            .partna
            .generate_api_key()
            .body(body)
            .send()
            .await?
            .into_inner();
        let key = response.data.and_then(|data| data.apikey).map(ApiKey::from);
        key.filter(|key| !key.expose().is_empty()).ok_or_else(|| {
            let operation = Operation::by_id("generate_api_key");
            let message = "the new key: the API reported success without a key; list the keys and look for the name";
            Error::after_sending(ErrorKind::Undecodable, operation, message)
        })
    }
}
