//! A sandbox of the Partna API that runs in your process, on a real loopback port, without real money.
//!
//! It implements all operations of `openapi/partna.json`. Requests are validated against the document: an invalid request is
//! rejected with the API's error message and the names of the invalid fields. Accounts, balances, keys, ramps and the other records
//! are kept in memory and follow the documented rules. Events are sent as signed webhooks. Tests control the clock and inject
//! faults.
//!
//! ```
//! use partna_auth::{Amount, Currency, Network, types};
//! use partna_sandbox::{Fault, Sandbox};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = Sandbox::start().await?;
//! let partna = sandbox.client();
//!
//! let deposit = types::MockDepositRequest::builder()
//!     .currency(Currency::Usdt).network(Network::Tron).amount("25.5".parse::<Amount>()?);
//! partna.create_mock_deposit().body(deposit).send().await?;
//! assert_eq!(sandbox.next_webhook().await.name(), Some("Deposit"));
//!
//! sandbox.fail_next(Fault::Unavailable)?;
//! // The client retries this, because it is a read.
//! let balances = partna.get_balances().send().await?.into_inner().data.unwrap_or_default();
//! assert_eq!(balances.merchant["USD"].available_balance, Some("25.5".parse()?));
//!
//! sandbox.stop().await;
//! # Ok(())
//! # }
//! # tokio::runtime::Runtime::new()?.block_on(example())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A test from ramp to webhook
//!
//! [`create_ramp`](partna_auth::Client::create_ramp) needs a verified customer account. An onramp for an account that does not
//! exist gets a 404, and a ramp for an account that is not verified gets a 400. An offramp with an unknown account name uses the
//! merchant's account. A [`Seed`] with `kyc` creates a verified account. The
//! merchant's account, [`Sandbox::API_USER`], needs no KYC.
//!
//! ```
//! use partna_auth::requests::{CryptoAddress, ExchangeAmount, FiatPayIn, Onramp};
//! use partna_auth::types::{RampRequest, WebhookRequest};
//! use partna_auth::{Currency, Network};
//! use partna_sandbox::{Sandbox, Seed};
//! use partna_webhook::{MemoryStore, Verified, service};
//!
//! /// The code under test.
//! async fn record(event: Verified) -> Result<(), std::io::Error> {
//!     println!("{event:?}");
//!     Ok(())
//! }
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let seed = Seed::read("[[accounts]]\nname = \"amina01\"\nkyc = [\"NG\"]")?; // or `Seed::from_file("seed.toml")?`
//! let sandbox = Sandbox::builder().seed(seed).start().await?;
//! let partna = sandbox.client();
//!
//! // The receiver needs the verifier of the sandbox, and the sandbox needs the URL of the receiver.
//! let handler = service::handler(sandbox.verifier(), MemoryStore::new(100), record);
//! let router = axum::Router::new().route("/partna", handler.into_route());
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! let url = format!("http://{}/partna", listener.local_addr()?);
//! tokio::spawn(async move { axum::serve(listener, router).await });
//! partna.set_webhook().body(WebhookRequest::deliver_to(&url)).send().await?;
//!
//! let rate = partna.rate(Currency::Ngn, Currency::Usdt).await?;
//! let ramp = RampRequest::onramp(Onramp {
//!     account_name: "amina01",
//!     pay_in: FiatPayIn::Naira,
//!     amount: ExchangeAmount::From(5_000.into()),
//!     pay_out: CryptoAddress {
//!         currency: Currency::Usdt,
//!         network: Network::Tron,
//!         address: "TSNBd8vAqacr5duGWHdLRk4KsT5pUxW7jF",
//!     },
//!     rate_key: rate.rate_key()?,
//! });
//! let order = partna.create_ramp().body(ramp).send().await?.into_inner();
//! sandbox.pay(&order).await?; // as the customer would
//!
//! sandbox.wait_for_webhooks().await; // `record` has run for every event so far
//! // Check here what `record` has stored. The sandbox keeps a copy of each event:
//! assert_eq!(sandbox.next_webhook().await.name(), Some("Onramp"));
//! # sandbox.stop().await;
//! # Ok(())
//! # }
//! # tokio::runtime::Runtime::new()?.block_on(example())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Faults
//!
//! `sandbox.fail("create_ramp", fault)?` affects the next request of an operation. `sandbox.fail_next(fault)?` affects the next
//! request of any operation, or the next webhook. The section "Faults and connections" of `partna::guide::sandbox` lists the
//! faults.
//!
//! # Features
//!
//! | feature | adds |
//! | --- | --- |
//! | `cli` (default) | the program `partna-sandbox` |
//! | `http2` (default) | HTTP/2, for webhook URLs that offer it |
//! | `rustls` (default), `rustls-no-provider`, `native-tls` | TLS for webhook URLs with https, as [in `partna-auth`](partna_auth#features); without any of them, webhooks are delivered over plain http only |
//!
//! # Limits
//!
//! The sandbox moves no real money and needs no real credentials. Where the document has no rule, the sandbox chooses a likely
//! rule. The guide `partna::guide::sandbox` lists these choices, the values that tests need, and the fields that have no effect. A
//! test with the sandbox checks your code, not the API.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod app;
mod books;
mod builder;
mod client_clock;
mod error;
mod fault;
mod fault_methods;
mod http;
mod operations;
mod pricing;
#[cfg(test)]
mod source_rules;
mod state;
mod unix_time;
mod webhook_methods;
mod webhooks;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use partna_auth::{Credentials, Environment, Partna, types};
use rust_decimal::Decimal;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use app::App;
pub use books::{Books, CurrencyTotals};
pub use builder::Builder;
use client_clock::ClientClock;
pub use error::{Error, ErrorKind};
pub use fault::{Fault, UnusedFault};
pub use state::seed::Seed;

/// A running sandbox.
///
/// Dropping it aborts it immediately, including requests in progress. [`stop`](Self::stop) lets them finish within five seconds,
/// and returns when the port and the state file can be used again.
pub struct Sandbox {
    address: SocketAddr,
    user: String,
    client: Partna,
    app: Arc<App>,
    server: JoinHandle<()>,
    dispatcher: JoinHandle<()>,
    stop: Option<oneshot::Sender<()>>,
}

impl Sandbox {
    /// The default key of a new sandbox, with the master scope. A seed can set another one.
    ///
    /// Every key of a sandbox has the [marker](partna_auth::ApiKey::SANDBOX_MARKER) that distinguishes it from the keys of
    /// staging and production.
    pub const API_KEY: &str = "1--M--73616e64626f782d0000000000000001--9999999999999--00000001";
    /// The default user name of the merchant, which is also the name of the merchant's account.
    pub const API_USER: &str = "sandboxmerchant";

    /// Starts a sandbox on a free port of 127.0.0.1, with one key, no money, and a stopped clock.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Port`] if it cannot listen, and [`ErrorKind::Internal`] if a key for webhooks cannot be generated.
    pub async fn start() -> Result<Self, Error> {
        Self::builder().start().await
    }

    /// Returns a builder for a sandbox with other settings.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Returns the base URL, for [`partna_auth::Builder::base_url`] and `PARTNA_BASE_URL`.
    #[must_use]
    pub fn base_url(&self) -> String {
        base_url(self.address)
    }

    /// Returns the merchant's user name: the user name of the seed or the state file, or [`API_USER`](Self::API_USER) by default.
    #[must_use]
    pub fn api_user(&self) -> &str {
        &self.user
    }

    /// Returns whether a key is valid now.
    ///
    /// The key of a seed and the keys of a state file replace [`API_KEY`](Self::API_KEY).
    #[must_use]
    pub fn accepts_key(&self, key: &str) -> bool {
        let state = self.app.state();
        state.valid_keys().any(|valid| valid.text == key)
    }

    /// Returns the port that the sandbox listens on.
    ///
    /// ```
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = partna_sandbox::Sandbox::start().await?;
    /// assert_eq!(sandbox.base_url(), format!("http://127.0.0.1:{}/v4", sandbox.port()));
    /// # sandbox.stop().await;
    /// # Ok(())
    /// # }
    /// # tokio::runtime::Runtime::new()?.block_on(example())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Returns a client for the sandbox, with a key of the master scope.
    ///
    /// The key is the oldest master key that was valid when the sandbox started. [`client_builder`](Self::client_builder) documents
    /// the clock of the client.
    #[must_use]
    pub fn client(&self) -> Partna {
        self.client.clone()
    }

    /// Returns a client with another key, such as a generated key or an invalidated key.
    ///
    /// The key must have the [marker](partna_auth::ApiKey::SANDBOX_MARKER) of a sandbox's key.
    ///
    /// # Errors
    ///
    /// The errors of [`Credentials::new`] and [`partna_auth::Builder::build`].
    pub async fn client_with_key(&self, key: &str) -> Result<Partna, partna_auth::Error> {
        client(self.address, &self.app, key, &self.user).await
    }

    /// Returns a builder of another client for the sandbox, such as a client with credentials from a file or with other timeouts.
    ///
    /// The client has the base URL of the sandbox and uses the time of the sandbox, such as for the expiry of a key. The waits of
    /// the client (before a retry, between two polls of a ramp, during the grace period of a rotation) take a hundredth of their
    /// time, and 300 ms at most. The client still counts their full time toward its deadlines, so a wait with a deadline of an
    /// hour ends within a minute. This applies to a stopped and to a running clock. Request timeouts use the clock of the machine.
    ///
    /// ```
    /// use std::time::Duration;
    /// use partna_auth::{Credentials, Environment};
    /// use partna_sandbox::Sandbox;
    ///
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start().await?;
    /// let credentials = Credentials::new(Environment::Sandbox, Sandbox::API_KEY, Sandbox::API_USER)?;
    /// let builder = sandbox.client_builder().credentials(credentials);
    /// let partna = builder.attempt_timeout(Duration::from_secs(5)).build().await?;
    /// partna.get_balances().send().await?;
    /// # sandbox.stop().await;
    /// # Ok(())
    /// # }
    /// # tokio::runtime::Runtime::new()?.block_on(example())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn client_builder(&self) -> partna_auth::Builder {
        client_builder(self.address, &self.app)
    }

    /// Pays the expected amount of a ramp, as the customer would.
    ///
    /// ```
    /// # async fn example(sandbox: &partna_sandbox::Sandbox, order: partna_auth::types::RampOrderResponse)
    /// # -> Result<(), partna_sandbox::Error> {
    /// // let order = partna.create_ramp().body(..).send().await?.into_inner();
    /// sandbox.pay(&order).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The errors of [`pay_ramp`](Self::pay_ramp).
    #[allow(
        clippy::unused_async,
        reason = "a sandbox in another process would need a request"
    )]
    pub async fn pay(&self, order: &types::RampOrderResponse) -> Result<(), Error> {
        let order = order.data.as_ref();
        let reference = order.and_then(|order| order.ramp_reference.as_deref());
        let reference = reference.ok_or_else(|| {
            Error::unsupported(
                "order: has no `rampReference`; call `pay_ramp` with the reference of the ramp",
            )
        })?;
        self.pay_ramp(reference)
    }

    /// Pays a ramp by its reference, such as when the response with the order was lost.
    ///
    /// Some payments only credit the account, such as the payment of a replaced ramp. Each call then credits the account again.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] if the ramp does not exist, if it is already paid, or if a late payment does not cover the fees
    /// at the current rate.
    pub fn pay_ramp(&self, reference: &str) -> Result<(), Error> {
        let paid = self.app.pay(reference);
        self.persist();
        paid.map_err(|error| Error::unsupported(error.message))
    }

    /// Advances the clock and runs every timer that becomes due: ramps expire, payments settle, failed webhooks are retried.
    pub fn advance(&self, by: Duration) {
        self.app.advance(by);
        self.persist();
    }

    /// Persists the state. A failure is only logged, because no response can report it.
    fn persist(&self) {
        if let Err(error) = self.app.persist() {
            tracing::error!(target: "partna_sandbox", "{error}");
        }
    }

    /// Returns the time of the sandbox.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        unix_time::system_time(self.app.state().now_ms)
    }

    /// Returns the money in, the money out and the balances, by currency.
    #[must_use]
    pub fn books(&self) -> Books {
        self.app.books()
    }

    /// Sets the price of one unit of a currency, in US dollars. Rate keys that were issued keep their rate.
    ///
    /// ```
    /// # fn example(sandbox: &partna_sandbox::Sandbox) -> Result<(), Box<dyn std::error::Error>> {
    /// sandbox.set_price("NGN", "0.0007".parse()?)?; // the naira rises
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] if the currency is unknown, if the price of the dollar or a dollar stablecoin is not 1, or if the
    /// price is 0 or less, is above 1,000,000,000,000,000, or has more than 18 decimals. A seed rejects the same prices.
    pub fn set_price(&self, currency: &str, dollars: Decimal) -> Result<(), Error> {
        let price = pricing::rates::check_price(currency, dollars);
        let (ledger, dollars) = price.map_err(Error::unsupported)?;
        self.app.state().rates.set(ledger, dollars);
        self.persist();
        Ok(())
    }

    /// Stops the sandbox: refuses new connections, closes idle ones, and gives requests in progress five seconds to finish.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            // This fails if the server has already ended.
            let _ = stop.send(());
        }
        // If it continued, it would repeatedly try to reach the inbox, which is closed.
        self.dispatcher.abort();
        let _ = (&mut self.dispatcher).await;
        let _ = (&mut self.server).await;
        // Records the deliveries since the last change, so that they are not repeated after a restart.
        self.persist();
    }
}

fn base_url(address: SocketAddr) -> String {
    format!("http://{address}/v4")
}

fn client_builder(address: SocketAddr, app: &Arc<App>) -> partna_auth::Builder {
    let builder = Partna::builder().environment(Environment::Sandbox);
    let clock = ClientClock::new(app);
    builder.base_url(base_url(address)).clock(clock)
}

async fn client(
    address: SocketAddr,
    app: &Arc<App>,
    key: &str,
    user: &str,
) -> Result<Partna, partna_auth::Error> {
    let credentials = Credentials::new(Environment::Sandbox, key, user)?;
    let builder = client_builder(address, app).credentials(credentials);
    builder.build().await
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("address", &self.address)
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
        self.dispatcher.abort();
    }
}

/// Compiles the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
