//! How a client is set up.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use partna_client::{Client, Error, ErrorKind};
use partna_types::Environment;
use reqwest::{ClientBuilder, redirect, retry};

use crate::address::Address;
use crate::transport::HttpTransport;
use crate::{Credentials, Partna};

/// Sets up a [`Partna`]. Only the credentials are needed.
///
/// ```no_run
/// use std::time::Duration;
/// use partna_auth::{Credentials, Environment, Partna};
///
/// # fn example(key: partna_auth::Secret) -> Result<(), partna_auth::Error> {
/// let partna = Partna::builder()
///     .credentials(Credentials::new(Environment::Production, key, "yourmerchant")?)
///     .attempt_timeout(Duration::from_secs(10))
///     .user_agent("billing/2.1")
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[must_use]
pub struct Builder {
    environment: Option<Environment>,
    credentials: Option<Credentials>,
    base_url: Option<String>,
    connect_timeout: Duration,
    attempt_timeout: Duration,
    call_timeout: Duration,
    user_agent: Option<String>,
    configure: Box<dyn FnOnce(ClientBuilder) -> ClientBuilder + Send>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            environment: None,
            credentials: None,
            base_url: None,
            connect_timeout: Duration::from_secs(10),
            attempt_timeout: Duration::from_secs(30),
            call_timeout: Duration::from_secs(60),
            user_agent: None,
            configure: Box::new(|client| client),
        }
    }
}

impl Builder {
    /// States which environment is meant. It has to be the one that the credentials are for, and may be left out.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = Some(environment);
        self
    }

    /// Sets what authenticates every request.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Sends requests to a server of your own on loopback, such as `http://127.0.0.1:8080/v4`.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// How long a connection may take. 10 seconds unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long one attempt may take, from the connection to the last byte of the answer. 30 seconds unless set.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// How long a call may take with everything that belongs to it. 60 seconds unless set.
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.call_timeout = timeout;
        self
    }

    /// Adds your program to the User-Agent, as `name/version`.
    pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent = Some(suffix.into());
        self
    }

    /// Shapes the HTTP client: proxies for https, certificates, pools. What keeps keys safe is set after it and cannot be
    /// undone: no redirects, no retries below ours, no Referer, no proxy for plain http, no wire logs.
    pub fn configure(
        mut self,
        configure: impl FnOnce(ClientBuilder) -> ClientBuilder + Send + 'static,
    ) -> Self {
        self.configure = Box::new(configure);
        self
    }

    /// Puts the client together. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if there are no credentials, if they are for another environment than the one stated, if the
    /// base URL is neither the environment's own nor loopback, or if the HTTP client cannot be made.
    pub fn build(self) -> Result<Partna, Error> {
        let credentials = self.credentials.ok_or_else(|| {
            config(
                "no credentials: give them with `Builder::credentials`, or use `Partna::from_env`",
            )
        })?;
        let environment = credentials.environment();
        if let Some(stated) = self.environment
            && stated != environment
        {
            return Err(config(format!(
                "the credentials are for {environment}, and the client is to be for {stated}: each environment has its own"
            )));
        }
        let address = Address::new(environment, self.base_url.as_deref())?;
        if self
            .user_agent
            .as_ref()
            .is_some_and(|suffix| HeaderValue::from_str(suffix).is_err())
        {
            return Err(config(
                "the User-Agent has characters that a header cannot carry",
            ));
        }
        let user_agent = match self.user_agent {
            None => USER_AGENT.to_owned(),
            Some(suffix) => format!("{USER_AGENT} {suffix}"),
        };
        let shaped = (self.configure)(ClientBuilder::new())
            .connect_timeout(self.connect_timeout)
            .timeout(self.attempt_timeout)
            .user_agent(user_agent);
        let http = harden(shaped, &address).build().map_err(|error| {
            config("the HTTP client cannot be made").with_source(error.without_url())
        })?;
        let transport = HttpTransport {
            http: http.clone(),
            address: address.clone(),
            credentials,
            attempt_timeout: self.attempt_timeout,
            call_timeout: self.call_timeout,
        };
        let client = Client::new(address.as_str(), http, Arc::new(transport));
        Ok(Partna {
            client,
            environment,
        })
    }
}

const USER_AGENT: &str = concat!("partna-rust/", env!("CARGO_PKG_VERSION"));

/// What keeps keys safe. It comes last: a client cannot be hardened once it is built, and a shape must not soften it.
fn harden(client: ClientBuilder, address: &Address) -> ClientBuilder {
    let client = client
        .redirect(redirect::Policy::none()) // a redirect takes x-api-key along to another host, and a 307 the body
        .retry(retry::never()) // whether a call may be repeated is for the operation table to say
        .referer(false)
        .connection_verbose(false); // its log shows the bytes of every header
    if address.is_plain() {
        client.no_proxy() // HTTP_PROXY would get the key in clear
    } else {
        client.https_only(true)
    }
}

pub(crate) fn config(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::Config, what)
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("environment", &self.environment)
            .field("credentials", &self.credentials)
            .field("connect_timeout", &self.connect_timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("call_timeout", &self.call_timeout)
            .finish_non_exhaustive()
    }
}
