//! A Partna that runs in your process, on a real loopback port: the documented API without its money.
//!
//! All operations of `openapi/partna.json` answer. Requests are judged by the document first: what does not fit is refused with
//! the API's texts, naming the field. Behind that it keeps accounts, balances, keys, ramps and all the rest in memory, follows
//! the documented rules, and tells of what happens by signed webhooks. Time passes when you say so, and things go wrong when
//! you say so.
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
//! // The client tries again by itself: this is a read.
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
//! A customer's account has to exist and to be verified, or [`create_ramp`](partna_auth::Client::create_ramp) is refused with 404
//! or 400. The [`Seed`] makes one, with `kyc`. The merchant's own account, [`Sandbox::API_USER`], needs no KYC.
//!
//! ```
//! use partna_auth::requests::{CryptoAddress, ExchangeAmount, FiatPayIn, Onramp};
//! use partna_auth::types::{RampRequest, WebhookRequest};
//! use partna_auth::{Currency, Network};
//! use partna_sandbox::{Sandbox, Seed};
//! use partna_webhook::{MemoryStore, Verified, service};
//!
//! /// The work under test.
//! async fn book(event: Verified) -> Result<(), std::io::Error> {
//!     println!("{event:?}");
//!     Ok(())
//! }
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let seed = Seed::read("[[accounts]]\nname = \"amina01\"\nkyc = [\"NG\"]")?; // or `Seed::from_file("seed.toml")?`
//! let sandbox = Sandbox::builder().seed(seed).start().await?;
//! let partna = sandbox.client();
//!
//! // The receiver: it needs the verifier of the sandbox, and the sandbox its URL.
//! let handler = service::handler(sandbox.verifier(), MemoryStore::new(100), book);
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
//! sandbox.wait_for_webhooks().await; // `book` has run for every event so far
//! // Here, look at what `book` has booked. The sandbox has its own copy of each event:
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
//! `sandbox.fail("create_ramp", fault)?` hits the next request of an operation, and `sandbox.fail_next(fault)?` the next request of
//! any operation, or the next webhook. The guide `partna::guide::sandbox` has a table of them: "Faults and connections".
//!
//! # Features
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `cli` (default) | the program `partna-sandbox` |
//! | `http2` (default) | HTTP/2, for webhook URLs that offer it |
//! | `rustls` (default), `rustls-no-provider`, `native-tls` | TLS for webhook URLs with https, as [in `partna-auth`](partna_auth#features); without any, webhooks are delivered by plain http alone |
//!
//! # Limits
//!
//! It moves no real money, and needs no real credentials. Where the document is silent it does what seems likely.
//! The guide `partna::guide::sandbox` lists those choices, the values that tests need, and what does nothing. Prove your own code
//! with it, not the API's.

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
pub use books::{Books, Line};
pub use builder::Builder;
use client_clock::ClientClock;
pub use error::{Error, ErrorKind};
pub use fault::{Fault, UnusedFault};
pub use state::seed::Seed;

/// A running sandbox. Dropped, it ends at once, requests under way included; [`stop`](Self::stop) lets those finish, and comes
/// back when port and state file are free for another.
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
    /// The key that a sandbox begins with, unless its seed says otherwise. It may do everything. Like every key of a sandbox it
    /// has the [marker](partna_auth::ApiKey::SANDBOX_MARKER) that keeps it apart from the keys of staging and production.
    pub const API_KEY: &str = "1--M--73616e64626f782d0000000000000001--9999999999999--00000001";
    /// The user name that goes with it, and the name of the merchant's own account.
    pub const API_USER: &str = "sandboxmerchant";

    /// Starts one on a free port of 127.0.0.1, with one key, no money, and a clock that stands.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Port`] if no port can be had, and [`ErrorKind::Broken`] if no key for webhooks can be made.
    pub async fn start() -> Result<Self, Error> {
        Self::builder().start().await
    }

    /// One that is set up otherwise.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Where it listens, as [`partna_auth::Builder::base_url`] and `PARTNA_BASE_URL` take it.
    #[must_use]
    pub fn base_url(&self) -> String {
        base_url(self.address)
    }

    /// The merchant's user name: [`API_USER`](Self::API_USER), unless the seed says otherwise.
    #[must_use]
    pub fn api_user(&self) -> &str {
        &self.user
    }

    /// Whether a key opens it now. One that a seed or a state file has takes the place of [`API_KEY`](Self::API_KEY).
    #[must_use]
    pub fn accepts_key(&self, key: &str) -> bool {
        let state = self.app.state();
        state.valid_keys().any(|live| live.text == key)
    }

    /// Returns the port that it listens on.
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

    /// A client for it, with the key that it began with; after a restart, with the oldest that still may do everything. Its
    /// clock is that of [`client_builder`](Self::client_builder).
    #[must_use]
    pub fn client(&self) -> Partna {
        self.client.clone()
    }

    /// A client with a key of your choice: a wrong one, or one that the sandbox made. It has to have the
    /// [marker](partna_auth::ApiKey::SANDBOX_MARKER) of a sandbox's key.
    ///
    /// # Errors
    ///
    /// Those of [`Credentials::new`] and [`partna_auth::Builder::build`].
    pub async fn client_with_key(&self, key: &str) -> Result<Partna, partna_auth::Error> {
        client(self.address, &self.app, key, &self.user).await
    }

    /// Starts the set-up of another client for it, such as one with credentials from a file or with timeouts of your own.
    ///
    /// The client has the base URL of the sandbox and sees the sandbox's time: a key is near its end when the sandbox's clock
    /// says so. What the client waits for - before a retry, between two requests for a ramp, for the grace of a rotation -
    /// takes a hundredth of its time and 300 ms at most, and counts in full: a wait with a deadline of an hour ends within a
    /// minute, whether the sandbox's clock stands or runs. Timeouts of requests go by the machine's clock.
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

    /// Pays a ramp what it waits for, as the customer would.
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
    /// Those of [`pay_ramp`](Self::pay_ramp).
    // Async, though nothing is waited for: a sandbox elsewhere would have to be asked.
    #[allow(clippy::unused_async, reason = "see above")]
    pub async fn pay(&self, order: &types::RampOrderResponse) -> Result<(), Error> {
        let order = order.data.as_ref();
        let reference = order.and_then(|order| order.ramp_reference.as_deref());
        let reference =
            reference.ok_or_else(|| Error::refused("the order has no `rampReference`"))?;
        self.pay_ramp(reference)
    }

    /// Pays a ramp by its reference, which is all you have if the order never arrived.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Refused`] if there is no such ramp, if it was paid before, and if it is paid late and would not cover its fees
    /// any more. What only stays in the account, as for a ramp that was replaced, can be paid time and again.
    pub fn pay_ramp(&self, reference: &str) -> Result<(), Error> {
        let paid = self.app.pay(reference);
        self.persist();
        paid.map_err(|error| Error::refused(error.message))
    }

    /// Puts the clock forward. What is due on the way happens: ramps expire, payments settle, webhooks that failed are tried again.
    pub fn advance(&self, by: Duration) {
        self.app.advance(by);
        self.persist();
    }

    /// Writes down what was changed by hand. There is no request that could be told of a failure, so the log is.
    fn persist(&self) {
        if let Err(error) = self.app.persist() {
            tracing::error!(target: "partna_sandbox", "{error}");
        }
    }

    /// The sandbox's time.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        unix_time::system_time(self.app.state().now_ms)
    }

    /// What came in and went out so far.
    #[must_use]
    pub fn books(&self) -> Books {
        self.app.books()
    }

    /// Changes what one of a currency is worth, in US dollars. Rate keys that were given keep their rate.
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
    /// [`ErrorKind::Refused`] for what a seed may not have as a price either: of a currency without a balance here, of the
    /// dollar and what stands for it, nothing or less, too much, or with more than 18 decimals.
    pub fn set_price(&self, currency: &str, dollars: Decimal) -> Result<(), Error> {
        let price = pricing::rates::check_price(currency, dollars);
        let (ledger, dollars) = price.map_err(Error::refused)?;
        self.app.state().rates.set(ledger, dollars);
        self.persist();
        Ok(())
    }

    /// Stops: no new connections, and requests under way have five seconds to finish. Idle connections of clients are closed.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            // Gone already if the server ended by itself.
            let _ = stop.send(());
        }
        // It would go on trying to reach an inbox that is closed.
        self.dispatcher.abort();
        let _ = (&mut self.dispatcher).await;
        let _ = (&mut self.server).await;
        // What was delivered since the last change is not to be delivered again.
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

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
