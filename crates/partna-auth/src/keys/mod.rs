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

/// The methods for the merchant's API keys, from [`Partna::keys`].
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
    /// Returns [`Keys`], whose methods list, generate, invalidate, delete and rotate API keys.
    #[must_use]
    pub fn keys(&self) -> Keys {
        Keys {
            partna: self.clone(),
        }
    }

    /// Returns a client with the settings of this client and with fixed credentials. It never loads other credentials, and does not
    /// change the credentials of this client.
    fn with_fixed_credentials(&self, credentials: Credentials) -> Self {
        self.with_shared(self.shared().with_fixed_credentials(credentials))
    }
}

impl Keys {
    /// Lists the keys of the merchant. The list has the name and the short form of each key, but not its full text: the API returns
    /// the full text only once, when it generates the key. The list may include deleted keys. The `deleted_at` of a deleted key is
    /// after the year 1.
    ///
    /// # Errors
    ///
    /// The errors of [`Client::list_api_keys`](partna_client::Client::list_api_keys).
    pub async fn list(&self) -> Result<Vec<types::ApiKeyInfo>, Error> {
        let response = self.partna.list_api_keys().send().await?.into_inner();
        Ok(response.data.unwrap_or_default().apikeys)
    }

    /// Returns the scopes that the API offers for new keys, each under its name.
    ///
    /// # Errors
    ///
    /// The errors of [`Client::list_api_key_scopes`](partna_client::Client::list_api_key_scopes).
    pub async fn scopes(&self) -> Result<BTreeMap<String, ApiKeyScope>, Error> {
        let response = self.partna.list_api_key_scopes().send().await?.into_inner();
        Ok(response.data.into_iter().collect())
    }

    /// Creates a request to generate a key with this name and scope. [`Generate::send`] sends the request.
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

    /// Invalidates a key. The API accepts only the full text of the key.
    ///
    /// Returns the key that the response contains, if any. The API does not document that key. It looks new, and the API may accept
    /// it, as a sandbox does. [A rotation](Self::rotate) deletes this key if it is new, but this method does not: check the
    /// returned key, and delete it if no program uses it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] if `key` is the key that this client uses, because the API would then reject the requests of this
    /// client. The errors of [`Client::invalidate_api_key`](partna_client::Client::invalidate_api_key).
    pub async fn invalidate(&self, key: &ApiKey) -> Result<Option<ApiKey>, Error> {
        let (partna, own) = self.pin_credentials();
        if own == *key {
            let message = "the key: this client uses it; rotate it, or invalidate it with a client that has another key";
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        let body = types::InvalidateApiKeyRequest::builder().apikey(key.expose());
        let response = partna.invalidate_api_key().body(body).send().await?;
        let data = response.into_inner().data;
        Ok(data.and_then(|data| data.apikey).map(ApiKey::from))
    }

    /// Deletes a key by its short form, which [`list`](Self::list) returns as `apikey`. Two facts are assumed, because the document
    /// does not state them: the API accepts the short form as `apikeyHash`, and the API rejects a deleted key.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] for the key that this client uses; [`ErrorKind::Invalid`] for the full text of a key, which must
    /// not be in a URL. The errors of [`Client::delete_api_key`](partna_client::Client::delete_api_key).
    pub async fn delete(&self, short: &Secret) -> Result<(), Error> {
        let (partna, own) = self.pin_credentials();
        if own.short() == Some(short.expose()) {
            let message = "the key: this client uses it; rotate it, or delete it with a client that has another key";
            return Err(Error::new(ErrorKind::Unsupported, message));
        }
        if ApiKey::from(short.clone()).short().is_some() {
            let message = "the key: a full key must not be in a URL; pass the short form that `Keys::list` returns";
            return Err(Error::new(ErrorKind::Invalid, message));
        }
        let request = partna.delete_api_key().apikey_hash(short.clone());
        request.send().await.map(drop)
    }

    /// Returns a client that always uses the current key, and that key. A check of the key is then also valid for the next request
    /// of the returned client, even if this client loads another key in the meantime.
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

    /// Creates a rotation of the key that this client uses. [`Rotation::run`] generates a new key, verifies and stores it, makes
    /// this client and its clones use it, and invalidates the old key.
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

    /// Sets the code of the authenticator app. The code is required if a second factor is set up.
    pub fn otp(mut self, otp: impl Into<Secret>) -> Self {
        self.otp = Some(otp.into());
        self
    }

    /// Generates the key, and returns its full text. The API returns the full text only in this response.
    ///
    /// # Errors
    ///
    /// The errors of [`Client::generate_api_key`](partna_client::Client::generate_api_key), and [`ErrorKind::OutcomeUnknown`] if
    /// the API reports success without a key. If the outcome is unknown, the API may have generated the key: list the keys, and
    /// search for the name.
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
