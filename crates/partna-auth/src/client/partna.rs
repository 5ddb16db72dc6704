//! The client.

use std::fmt;
use std::sync::Arc;

use partna_client::{Client, Error};
use partna_types::{Environment, UnixMillis};

use super::builder::BASE_URL_VARIABLE;
use crate::credentials::redact_setting;
use crate::transport::{HttpTransport, SharedState};
use crate::{Builder, CallOptions, Request};

/// A client of the Partna API for one merchant in one environment.
///
/// It is bound to the environment and the user of the credentials that it is built with. A key can change while the client runs.
/// Credentials of another user are rejected, and the client keeps the current ones.
///
/// It is cheap to clone: clones share connections and credentials. Every operation of the API is a method, grouped by topic
/// below.
///
/// ```no_run
/// use partna_auth::{Currency, Partna};
///
/// # async fn example() -> Result<(), partna_auth::Error> {
/// let partna = Partna::from_env().await?;
/// let rate = partna.rate(Currency::Ngn, Currency::Usdt).await?;
/// println!("{:?} USDT for 1 NGN", rate.rate);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Partna {
    client: Client,
    transport: HttpTransport,
}

impl Partna {
    pub(crate) fn new(transport: HttpTransport) -> Self {
        let SharedState { base_url, http, .. } = &*transport.shared;
        let client = Client::new(base_url.as_str(), http.clone(), Arc::new(transport.clone()));
        Self { client, transport }
    }

    /// Returns a client with the same limits and another shared state.
    pub(crate) fn with_shared(&self, shared: SharedState) -> Self {
        Self::new(HttpTransport {
            shared: Arc::new(shared),
            limits: self.transport.limits,
        })
    }

    pub(crate) fn shared(&self) -> &SharedState {
        &self.transport.shared
    }

    /// Builds a client with credentials from the sources of [`Chain::standard`](crate::Chain::standard): environment variables, a
    /// mounted directory, a file of profiles. With `PARTNA_API_KEY` and `PARTNA_API_USER` it connects to staging, with
    /// `PARTNA_ENVIRONMENT=production` to production, and with `PARTNA_ENVIRONMENT=sandbox` to a sandbox.
    ///
    /// `PARTNA_BASE_URL` sets the [base URL](Builder::base_url). For other settings, start with
    /// [`Builder::from_env`](crate::Builder::from_env).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](partna_client::ErrorKind::Config) if a setting is missing or cannot be used. The message contains the
    /// name of the setting, and how to get credentials, but no key.
    pub async fn from_env() -> Result<Self, Error> {
        Builder::from_env()?.build().await
    }

    /// Returns a builder with the default settings.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Returns the generated client, for code that is generic over [transports](partna_client::Transport). Its requests have the
    /// same headers and follow the same rules.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Returns the base URL of all requests, without a trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.client.base_url()
    }

    /// Returns the environment of this client.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.shared().credential_cache.environment()
    }

    /// Returns the source of the credentials in use, as text for people.
    ///
    /// A rotation activates its new key before the source is reloaded. Until a reload returns that key, the text is `a rotation`,
    /// or `a rotation that was abandoned`.
    #[must_use]
    pub fn credentials_source(&self) -> String {
        self.shared().credential_cache.snapshot().source.clone()
    }

    /// Returns when the key in use expires, in Unix milliseconds, read from the text of the key. It changes with each reload and
    /// rotation.
    ///
    /// `None` for a key of an undocumented shape, whose expiry is unknown. The text is a hint, as in
    /// [`ApiKey::expires`](crate::ApiKey::expires). The API states the expiry as `Expiration` in the list of keys, in Unix
    /// seconds.
    ///
    /// Source: inferred from the examples of the vendor's document.
    ///
    /// ```no_run
    /// # fn example(partna: partna_auth::Partna) {
    /// match partna.key_expires_at().and_then(|at| at.to_system_time()) {
    ///     Some(at) => println!("rotate before {at:?}"),
    ///     None => println!("the text of the key does not say"),
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn key_expires_at(&self) -> Option<UnixMillis> {
        self.shared()
            .credential_cache
            .snapshot()
            .credentials
            .key()
            .expires()
    }

    /// Returns a client with other options for its calls. Both clients share connections, credentials and the retry budget.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use partna_auth::CallOptions;
    ///
    /// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// let hurried = CallOptions::new().call_timeout(Duration::from_secs(2));
    /// let rate = partna.with(hurried).get_rate().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        let limits = self.transport.limits.with(options);
        Self::new(HttpTransport {
            limits,
            ..self.transport.clone()
        })
    }

    /// Starts a request of an operation that is not in the document yet. The rules of all requests apply: it is sent only to the
    /// host of the base URL, with the key and the user in the headers, and staging-only operations are sent only to staging and
    /// sandboxes.
    ///
    /// ```no_run
    /// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// let response = partna
    ///     .request("GET", "/something/new")
    ///     .query("accountName", "amina01")
    ///     .send::<serde_json::Value>()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: &str, path: &str) -> Request<'_> {
        Request::new(self, method, path)
    }
}

impl fmt::Debug for Partna {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Partna")
            .field("environment", &self.environment())
            .field(
                "base_url",
                &redact_setting(BASE_URL_VARIABLE, self.base_url()),
            )
            .finish_non_exhaustive()
    }
}
