//! The client.

use std::fmt;
use std::ops::Deref;

use partna_client::{Client, Error};
use partna_types::Environment;

use crate::{Builder, Request, env};

/// A client of the Partna API for one merchant in one environment.
///
/// Cheap to clone: clones share connections and credentials. Every operation of the generated [`Client`] is a method.
///
/// ```no_run
/// use partna_auth::{Partna, types};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let partna = Partna::from_env()?;
/// let order = types::RampRequest::builder()
///     .account_name("amina01")
///     .from_amount(1000)
///     .from_currency("NGN")
///     .from_network("naira")
///     .to_currency("USDT")
///     .to_network("tron")
///     .rate_key("0.0006-NGN_to_USDT-5ddc8f46-1755873777")
///     .ramp_reference("f32c3925063447a54905d31305a14da5");
/// let ramp = partna.create_ramp().body(order).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Partna {
    pub(crate) client: Client,
    pub(crate) environment: Environment,
}

impl Partna {
    /// Sets up a client from environment variables.
    ///
    /// | variable | what |
    /// | --- | --- |
    /// | `PARTNA_API_KEY` | the API key |
    /// | `PARTNA_API_USER` | the merchant's user name |
    /// | `PARTNA_ENVIRONMENT` | `staging`, which is also what you get without it, or `production` |
    /// | `PARTNA_BASE_URL` | a server of your own on loopback, such as `http://127.0.0.1:8080/v4` |
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](partna_client::ErrorKind::Config) naming the variable that is missing or cannot be used, and
    /// where credentials come from. No value is repeated.
    pub fn from_env() -> Result<Self, Error> {
        env::builder(|name| std::env::var(name))?.build()
    }

    /// Sets up a client by hand.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The environment that this client talks to.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// Begins a request that the document does not know yet, under the same rules as all others: same host, both headers,
    /// staging-only operations on staging alone.
    ///
    /// ```no_run
    /// # async fn example(partna: partna_auth::Partna) -> Result<(), partna_auth::Error> {
    /// let answer = partna
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

impl Deref for Partna {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl fmt::Debug for Partna {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Partna")
            .field("environment", &self.environment)
            .field("base_url", &self.base_url())
            .finish_non_exhaustive()
    }
}
