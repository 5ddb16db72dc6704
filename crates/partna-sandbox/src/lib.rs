//! A Partna that runs in your process, on a real loopback port: the document come alive.
//!
//! It knows every operation of `openapi/partna.json`. It checks both headers, and validates path, query and body against the
//! document's schemas: what does not fit, or has a name that the document does not know in the query, is refused with the
//! API's texts, naming the field. What fits is answered with the
//! documented example. It keeps no state: what you create is not there afterwards.
//!
//! ```
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = partna_sandbox::Sandbox::start().await?;
//! let banks = sandbox.client().list_banks().currency("NGN").send().await?;
//! assert!(!banks.data.is_empty());
//! sandbox.stop().await;
//! # Ok(())
//! # }
//! # tokio::runtime::Runtime::new()?.block_on(example())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod api;
mod problem;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use partna_auth::{Credentials, Environment, Partna};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A running server. Dropped, it takes no more connections; [`stop`](Self::stop) also waits for requests under way.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    client: Partna,
    server: JoinHandle<()>,
    stop: Option<oneshot::Sender<()>>,
}

impl Sandbox {
    /// The key that the sandbox takes.
    pub const API_KEY: &str = "1--M--sandbox-key-that-opens-nothing-else";
    /// The user name that goes with it.
    pub const API_USER: &str = "sandboxmerchant";

    /// Starts a server on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// If no port can be had, or the document that is built in cannot be read.
    pub async fn start() -> std::io::Result<Self> {
        Self::start_on(0).await
    }

    /// Starts a server on a port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// If the port cannot be had, or the document that is built in cannot be read.
    pub async fn start_on(port: u16) -> std::io::Result<Self> {
        let api = api::Api::shared()?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let client = client(address, Self::API_KEY)
            .await
            .map_err(io::Error::other)?;
        let router = Router::new().fallback(answer::answer).with_state(api);
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(async move {
            let served = axum::serve(listener, router).with_graceful_shutdown(async {
                // Stopped, or the handle is gone: either way it is over.
                let _ = stopped.await;
            });
            // There is nobody to tell of a connection that broke.
            let _ = served.await;
        });
        Ok(Self {
            address,
            client,
            server,
            stop: Some(stop),
        })
    }

    /// Where it listens, as `Builder::base_url` and `PARTNA_BASE_URL` take it.
    #[must_use]
    pub fn base_url(&self) -> String {
        base_url(self.address)
    }

    /// A client for it.
    #[must_use]
    pub fn client(&self) -> Partna {
        self.client.clone()
    }

    /// A client with a key of your choice, to see what becomes of a wrong one.
    ///
    /// # Errors
    ///
    /// Those of `Credentials::new` and `Builder::build`.
    pub async fn client_with_key(&self, key: &str) -> Result<Partna, partna_auth::Error> {
        client(self.address, key).await
    }

    /// Stops: no new connections, and requests under way finish. Idle connections of clients are closed.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            // Gone already if the server ended by itself.
            let _ = stop.send(());
        }
        let _ = (&mut self.server).await;
    }
}

fn base_url(address: SocketAddr) -> String {
    format!("http://{address}/v4")
}

async fn client(address: SocketAddr, key: &str) -> Result<Partna, partna_auth::Error> {
    let credentials = Credentials::new(Environment::Staging, key, Sandbox::API_USER)?;
    let builder = Partna::builder().credentials(credentials);
    builder.base_url(base_url(address)).build().await
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The examples of the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
mod readme {}
