//! Builds a client.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::HeaderValue;
use partna_client::Error;
use partna_types::Environment;
use reqwest::{ClientBuilder, redirect, retry};

use super::ca_certificates::explain_build_failure;
use super::tls::configure_tls;
use crate::credentials::credential_cache::CredentialCache;
use crate::credentials::{read_environment, read_variable, redact_setting};
use crate::errors::config;
use crate::transport::base_url::BaseUrl;
use crate::transport::call_options::CallLimits;
use crate::transport::retry_policy::RetryBudget;
use crate::transport::{HttpTransport, SharedState};
use crate::{Chain, Clock, Partna, Provider, Retries, SystemClock};

/// A builder of a [`Partna`]. Only the credentials are required.
///
/// ```no_run
/// use std::time::Duration;
/// use partna_auth::{Credentials, Environment, Partna};
///
/// # async fn example(key: partna_auth::Secret) -> Result<(), partna_auth::Error> {
/// let partna = Partna::builder()
///     .credentials(Credentials::new(Environment::Production, key, "yourmerchant")?)
///     .attempt_timeout(Duration::from_secs(10))
///     .user_agent("billing/2.1")
///     .build()
///     .await?;
/// # Ok(())
/// # }
/// ```
#[must_use]
pub struct Builder {
    environment: Option<Environment>,
    credentials: Option<Arc<dyn Provider>>,
    /// The base URL that the caller set: the name of the setting, for messages, and the text of the URL.
    base_url: Option<(&'static str, String)>,
    connect_timeout: Duration,
    limits: CallLimits,
    clock: Arc<dyn Clock>,
    warn_before: Duration,
    check_scopes: bool,
    user_agent: Option<String>,
    max_response_size: usize,
    /// Never locked. The mutex makes the builder `Sync`, which the closure does not have to be.
    configure: Mutex<Configure>,
}

type Configure = Box<dyn FnOnce(ClientBuilder) -> ClientBuilder + Send>;

impl Default for Builder {
    fn default() -> Self {
        Self {
            environment: None,
            credentials: None,
            base_url: None,
            connect_timeout: Duration::from_secs(10),
            limits: CallLimits {
                attempt_timeout: Duration::from_secs(30),
                call_timeout: Duration::from_secs(60),
                retries: Retries::default(),
            },
            clock: Arc::new(SystemClock::default()),
            warn_before: Duration::from_secs(30 * 24 * 60 * 60),
            check_scopes: false,
            user_agent: None,
            max_response_size: 16 << 20,
            configure: Mutex::new(Box::new(|client| client)),
        }
    }
}

impl Builder {
    /// Returns a builder with the settings in the environment variables of [`Partna::from_env`]: credentials from
    /// [`Chain::standard`], the environment from `PARTNA_ENVIRONMENT`, and the base URL from `PARTNA_BASE_URL`. A setting of the
    /// builder overrides a variable. If you replace only the credentials, they must still be for the environment in
    /// `PARTNA_ENVIRONMENT`.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use partna_auth::Builder;
    ///
    /// # async fn example() -> Result<(), partna_auth::Error> {
    /// let partna = Builder::from_env()?.attempt_timeout(Duration::from_secs(10)).build().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](partna_client::ErrorKind::Config) with the name of the variable, if the text of `PARTNA_ENVIRONMENT`
    /// or `PARTNA_BASE_URL` cannot be used. The credentials are loaded and the base URL is checked later, by
    /// [`build`](Self::build).
    pub fn from_env() -> Result<Self, Error> {
        let builder = Self {
            environment: read_environment(None)?,
            ..Self::default()
        };
        let builder = builder.credentials(Chain::standard());
        Ok(match read_variable(BASE_URL_VARIABLE)? {
            Some(url) => builder.named_base_url(BASE_URL_VARIABLE, url),
            None => builder,
        })
    }

    /// Sets the environment of the client, which must be the environment of the credentials. By default, the client uses the
    /// environment of the credentials.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = Some(environment);
        self
    }

    /// Sets the credentials of every request: fixed [`Credentials`](crate::Credentials), or a source of credentials such as
    /// [`Chain::standard`](crate::Chain::standard). The client is bound to the user of the first credentials that the source
    /// returns.
    pub fn credentials(mut self, credentials: impl Provider + 'static) -> Self {
        self.credentials = Some(Arc::new(credentials));
        self
    }

    /// Sets the URL that requests are sent to, instead of the URL of the environment. For staging and production it must be on
    /// loopback, such as `http://127.0.0.1:8080/v4`, or have https and the host of the environment. For a
    /// [sandbox](Environment::Sandbox) it can be any https or http host except `getpartna.com` and its subdomains.
    ///
    /// ```no_run
    /// use partna_auth::{Credentials, Environment, Partna, Secret};
    ///
    /// # async fn example(sandbox_key: Secret) -> Result<(), partna_auth::Error> {
    /// let credentials = Credentials::new(Environment::Sandbox, sandbox_key, "sandboxmerchant")?;
    /// let builder = Partna::builder().credentials(credentials).base_url("http://sandbox:8080/v4");
    /// let partna = builder.build().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn base_url(self, url: impl Into<String>) -> Self {
        self.named_base_url("the base URL", url.into())
    }

    fn named_base_url(mut self, name: &'static str, url: String) -> Self {
        self.base_url = Some((name, url));
        self
    }

    /// Sets the time limit for connecting. 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets the time limit of one attempt, from the connection to the last byte of the response. 30 seconds by default.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt_timeout = timeout;
        self
    }

    /// Sets the time limit of a call, with its attempts and the delays between them. 60 seconds by default.
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.limits.call_timeout = timeout;
        self
    }

    /// Sets how calls are retried. Reads are retried on transient errors, writes only if the request was never sent.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.limits.retries = retries;
        self
    }

    /// Sets the clock of the client, for tests.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Sets how long before the expiry of a key the client logs a warning: 30 days by default. It logs one warning per key. The
    /// expiry is read from the text of the key.
    pub fn warn_before_expiry(mut self, time: Duration) -> Self {
        self.warn_before = time;
        self
    }

    /// Sets whether the client rejects an operation before it is sent if the scope of the key does not allow the operation. Off by
    /// default, because the scope is read from the text of the key: it is a hint, and the API decides. According to the document, a
    /// read-only key can only send GET, and a key without withdrawals cannot withdraw;
    /// [`Operation::refused_scopes`](crate::Operation::refused_scopes) lists the scopes.
    pub fn check_scopes(mut self, check: bool) -> Self {
        self.check_scopes = check;
        self
    }

    /// Adds your program to the User-Agent header, as `name/version`.
    pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent = Some(suffix.into());
        self
    }

    /// Sets the maximum body size of a successful response, in bytes: 16 MiB by default. A longer body is not read completely. The
    /// call then fails with [`ErrorKind::Undecodable`](partna_client::ErrorKind::Undecodable) if it is a read; the outcome of a
    /// write is unknown.
    ///
    /// Only the first 64 KiB of any other response are read. The error is classified by the status and by this part of the body.
    ///
    /// ```
    /// let builder = partna_auth::Partna::builder().max_response_size(1 << 20);
    /// ```
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// Configures the HTTP client, such as proxies for https, trusted certificates and connection pools.
    ///
    /// [`build`](Self::build) overrides these settings afterwards, to protect keys:
    ///
    /// - redirects, retries, `Referer` and logs of the bytes on the wire are off;
    /// - certificates and host names are verified, by the TLS implementation that [the features](crate#features) select.
    ///   `danger_accept_invalid_certs`, `danger_accept_invalid_hostnames`, `tls_backend_native`, `tls_backend_rustls`,
    ///   `tls_backend_preconfigured` and `tls_sslkeylogfile` are reset;
    /// - only https requests are sent, unless the base URL is plain http, which is possible only on loopback and for a sandbox;
    /// - with a plain http base URL, proxies are off, and no certificate of the machine is loaded;
    /// - with a base URL on loopback, whether http or https, proxies are off, and `localhost` is 127.0.0.1 or `::1`, without a
    ///   resolver.
    ///
    /// Other settings stay in effect. These affect safety:
    ///
    /// - a root certificate (`tls_certs_merge`, `tls_certs_only`) allows its owner to impersonate the API;
    /// - `resolve`, `dns_resolver`, proxies and `connector_layer` determine which server a connection is opened to. With https,
    ///   that server receives a request only if it has a certificate for the API's host. With plain http, it always receives the
    ///   request;
    /// - `unix_socket` and `windows_named_pipe` are used for every connection. With a plain http base URL on loopback, the
    ///   listener there receives the key;
    /// - `default_headers` are sent. The headers of the credentials replace headers of the same name;
    /// - `http09_responses` accepts any bytes as a success. If a `timeout` or `read_timeout` passes, the call is handled as if the
    ///   connection was lost.
    ///
    /// ```no_run
    /// use partna_auth::{Partna, reqwest::Proxy};
    ///
    /// # fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let proxy = Proxy::https("http://proxy.internal:3128")?;
    /// let builder = Partna::builder().configure(|client| client.proxy(proxy));
    /// # Ok(())
    /// # }
    /// ```
    pub fn configure(
        mut self,
        configure: impl FnOnce(ClientBuilder) -> ClientBuilder + Send + 'static,
    ) -> Self {
        self.configure = Mutex::new(Box::new(configure));
        self
    }

    /// Loads the credentials and builds the client. Sends nothing to the API.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](partna_client::ErrorKind::Config) if there are no credentials, if they cannot be used or are for
    /// another environment than the client, if the base URL does not follow the rules of [`base_url`](Self::base_url), if the
    /// User-Agent has characters that are not allowed in a header, or if the HTTP client cannot be built: https needs CA
    /// certificates, a TLS [feature](crate#features), and, with the feature `rustls-no-provider`, an installed crypto provider.
    pub async fn build(self) -> Result<Partna, Error> {
        let provider = self.credentials.ok_or_else(|| {
            config(
                "the credentials: not set; set them with `Builder::credentials`, or use `Partna::from_env`",
            )
        })?;
        let credential_cache = CredentialCache::load(
            provider,
            self.environment,
            self.clock.clone(),
            self.warn_before,
        )
        .await?;
        let environment = credential_cache.environment();
        let replacement = self
            .base_url
            .as_ref()
            .map(|(name, url)| (*name, url.as_str()));
        let base_url = BaseUrl::new(environment, replacement)?;
        if self
            .user_agent
            .as_ref()
            .is_some_and(|suffix| HeaderValue::from_str(suffix).is_err())
        {
            return Err(config(
                "the User-Agent: contains characters that are not allowed in a header; use visible ASCII",
            ));
        }
        let user_agent = match self.user_agent {
            None => USER_AGENT.to_owned(),
            Some(suffix) => format!("{USER_AGENT} {suffix}"),
        };
        let configure = self.configure.into_inner();
        let configure = configure.unwrap_or_else(PoisonError::into_inner);
        let configured = configure(ClientBuilder::new())
            .connect_timeout(self.connect_timeout)
            .user_agent(user_agent);
        let http = harden(configured, &base_url)?
            .build()
            .map_err(|error| explain_build_failure(error, base_url.host()))?;
        let name = self.base_url.map_or("the base URL", |(name, _)| name);
        tracing::info!(%environment, base_url = %redact_setting(name, base_url.as_str()), "client built");
        let shared = SharedState {
            http,
            base_url,
            credential_cache,
            clock: self.clock,
            budget: RetryBudget::new(),
            check_scopes: self.check_scopes,
            max_response_size: self.max_response_size,
            mismatched_field_log: Arc::default(),
        };
        Ok(Partna::new(HttpTransport {
            shared: Arc::new(shared),
            limits: self.limits,
        }))
    }
}

/// The environment variable that sets the base URL.
pub(crate) const BASE_URL_VARIABLE: &str = "PARTNA_BASE_URL";
const USER_AGENT: &str = concat!("partna-rust/", env!("CARGO_PKG_VERSION"));

/// Applies the settings that protect keys. Applied last, so that `Builder::configure` cannot override them.
fn harden(client: ClientBuilder, base_url: &BaseUrl) -> Result<ClientBuilder, Error> {
    let client = configure_tls(client, base_url.is_plain())?
        .redirect(redirect::Policy::none()) // a redirect would send x-api-key to another host, and a 307 also the body
        .retry(retry::never()) // the operation table determines whether a call can be retried
        .referer(false)
        .connection_verbose(false) // it logs the bytes of every header
        .https_only(!base_url.is_plain());
    let client = if base_url.is_plain() {
        client.no_proxy() // a proxy would receive the request unencrypted
    } else {
        client
    };
    if !base_url.is_loopback() {
        return Ok(client);
    }
    let loopback = [
        SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), // 0 means the port of the URL
        SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
    ];
    // These addresses override any resolver. Proxies are off, because a proxy would use the loopback of its machine.
    let client = ["localhost", "localhost."]
        .into_iter()
        .fold(client, |client, name| {
            client.resolve_to_addrs(name, &loopback)
        });
    Ok(client.no_proxy())
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("environment", &self.environment)
            .field("credentials", &self.credentials)
            .field("connect_timeout", &self.connect_timeout)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
