//! The builder of a sandbox.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use partna_auth::{Environment, Reference, Secret};
use partna_webhook::{KeyError, PublicKey, Signer, Verifier};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::app::{App, Setup, machine_ms};
use crate::http::connection_deadline::REQUEST_TIMEOUT;
use crate::http::openapi::Api;
use crate::http::server;
use crate::state::state_file::StateFile;
use crate::state::{Scope, State};
use crate::webhooks::dispatcher::{WebhookDispatcher, process_signer};
use crate::{Error, Sandbox, Seed, client, operations};

/// Configures and starts a sandbox.
///
/// ```
/// use std::time::Duration;
/// use partna_sandbox::{Sandbox, Seed};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let seed = Seed::read(r#"
///     [[accounts]]
///     name = "amina01"
///     kyc = ["NG"]
///     balances = { NGN = "250000.75" }
/// "#)?;
/// let sandbox = Sandbox::builder().seed(seed).settle_after(Duration::from_secs(30)).start().await?;
/// # sandbox.stop().await;
/// # Ok(())
/// # }
/// # tokio::runtime::Runtime::new()?.block_on(example())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
#[must_use]
pub struct Builder {
    host: Option<IpAddr>,
    port: u16,
    seed: Option<Seed>,
    state_file: Option<PathBuf>,
    webhook_key: Option<Secret>,
    settle_after: Option<Duration>,
    running_clock: bool,
    deliver_anywhere: bool,
    deposits_without_session: bool,
    request_timeout: Option<Duration>,
}

impl Builder {
    /// Listens on this port instead of any free port.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Listens on another address than 127.0.0.1. Every client that can reach it has full access.
    pub fn host(mut self, host: IpAddr) -> Self {
        self.host = Some(host);
        self
    }

    /// Sets the initial state. It is ignored if a state file exists.
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Keeps the state in a file across restarts. Each change is written before its response is sent. If the file exists, the
    /// sandbox starts with the state in the file.
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }

    /// Signs webhooks with this private RSA key: PEM, `PRIVATE KEY` (PKCS#8) or `RSA PRIVATE KEY` (PKCS#1), not encrypted.
    ///
    /// By default a sandbox signs with the key of its state file. If it has no state file, or its state file has no key, it uses a
    /// key that the process generates. The key in use is written into the state file, if there is one. Only its owner can read that
    /// file. Later starts with the file use the same key.
    ///
    /// ```
    /// use partna_sandbox::Sandbox;
    /// use partna_webhook::Signer;
    ///
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let signer = Signer::generate()?;
    /// let sandbox = Sandbox::builder().webhook_key(signer.to_pem()?).start().await?;
    /// assert_eq!(sandbox.webhook_key(), signer.public_key()?.to_pem());
    /// # sandbox.stop().await;
    /// # Ok(())
    /// # }
    /// # tokio::runtime::Runtime::new()?.block_on(example())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn webhook_key(mut self, pem: impl Into<Secret>) -> Self {
        self.webhook_key = Some(pem.into());
        self
    }

    /// Sets how long withdrawals and paid ramps stay `processing`, by the sandbox's clock. The default is the value of the state
    /// file or of the seed, or 0.
    pub fn settle_after(mut self, time: Duration) -> Self {
        self.settle_after = Some(time);
        self
    }

    /// Makes the sandbox's clock run like the clock of the machine. By default it is stopped, and only
    /// [`advance`](Sandbox::advance) changes it.
    pub fn running_clock(mut self) -> Self {
        self.running_clock = true;
        self
    }

    /// Delivers webhooks to any host. By default they are delivered to loopback addresses only.
    pub fn deliver_anywhere(mut self) -> Self {
        self.deliver_anywhere = true;
        self
    }

    /// Leaves `sessionId` empty in the events of deposits. Such events have no idempotency key, so two equal deposits cannot be
    /// distinguished.
    ///
    /// ```
    /// use partna_auth::{Currency, Network, types};
    /// use partna_sandbox::Sandbox;
    /// use partna_webhook::Event;
    ///
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::builder().deposits_without_session().start().await?;
    /// let deposit = types::MockDepositRequest::builder().currency(Currency::Usdt).network(Network::Tron).amount(50);
    /// sandbox.client().create_mock_deposit().body(deposit).send().await?;
    /// let Event::Deposit(deposit) = sandbox.next_webhook().await else { panic!("a deposit was made") };
    /// assert_eq!(deposit.session_id, None);
    /// # sandbox.stop().await;
    /// # Ok(())
    /// # }
    /// # tokio::runtime::Runtime::new()?.block_on(example())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn deposits_without_session(mut self) -> Self {
        self.deposits_without_session = true;
        self
    }

    /// Sets how long a request may take to arrive, from its first byte to its last, by the machine's clock. The default is 30 s.
    /// After that the connection is closed and the request is not executed.
    ///
    /// ```
    /// use std::time::Duration;
    /// use partna_sandbox::Sandbox;
    ///
    /// let builder = Sandbox::builder().request_timeout(Duration::from_secs(5));
    /// ```
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.request_timeout = Some(timeout);
        self
    }

    /// Starts the sandbox.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Port`](crate::ErrorKind::Port) if the sandbox cannot listen on the address and port.
    /// - [`ErrorKind::Seed`](crate::ErrorKind::Seed) if the seed cannot be applied.
    /// - [`ErrorKind::StateFile`](crate::ErrorKind::StateFile) if the state file cannot be read or written, is damaged, or is in
    ///   use by another sandbox.
    /// - [`ErrorKind::WebhookKey`](crate::ErrorKind::WebhookKey) if the webhook key cannot be used.
    /// - [`ErrorKind::Internal`](crate::ErrorKind::Internal) if a webhook key cannot be generated.
    pub async fn start(self) -> Result<Sandbox, Error> {
        let api = Api::shared().map_err(Error::internal)?;
        let (signer, public_key, state_file, mut state) = self.load_state_and_signer().await?;
        if self.running_clock {
            // API keys may have expired since the state file was written, and the client below needs a valid key.
            operations::advance_to(&mut state, machine_ms());
        }
        let host = self.host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let listen_address = SocketAddr::new(host, self.port);
        let listener = TcpListener::bind(listen_address)
            .await
            .map_err(|error| Error::port(listen_address, &error))?;
        let address = listener
            .local_addr()
            .map_err(|error| Error::port(listen_address, &error))?;
        let verifier = Verifier::for_environment(Environment::Sandbox).with_key(public_key.clone());
        let user = state.merchant.username.clone();
        let key = state
            .valid_keys()
            .find(|key| key.scope == Scope::Master)
            .map_or(Sandbox::API_KEY, |key| key.text.as_str())
            .to_owned();
        let app = Arc::new(App::new(
            state,
            Setup {
                state_file,
                deliver_anywhere: self.deliver_anywhere,
                clock_runs: self.running_clock,
                request_timeout: self.request_timeout.unwrap_or(REQUEST_TIMEOUT),
                origin: format!("http://{}", reachable_address(address)),
                verifier,
                webhook_key: public_key.to_pem(),
            },
        ));
        let client = client(reachable_address(address), &app, &key, &user)
            .await
            .map_err(Error::internal)?;
        let (stop, stopped) = oneshot::channel();
        Ok(Sandbox {
            address: reachable_address(address),
            user,
            client,
            server: tokio::spawn(server::serve(listener, app.clone(), api, stopped)),
            dispatcher: tokio::spawn(WebhookDispatcher::new(app.clone(), signer).run()),
            app,
            stop: Some(stop),
        })
    }

    /// Loads the state and the signer of webhooks, and writes changes of them into the state file, if there is one.
    async fn load_state_and_signer(
        &self,
    ) -> Result<(Arc<Signer>, PublicKey, Option<StateFile>, State), Error> {
        // Read first, so that an invalid key leaves the state file unchanged.
        let configured = match &self.webhook_key {
            Some(pem) => Some(read_key(pem).map_err(Error::webhook_key)?),
            None => None,
        };
        let (mut state_file, state, is_new) = self.initial_state()?;
        let stored = state_file.as_ref().and_then(StateFile::webhook_key);
        let (signer, public_key) = match (configured, &state_file, stored) {
            (Some(configured), ..) => configured,
            (None, Some(file), Some(pem)) => {
                read_key(pem).map_err(|error| file.invalid_webhook_key_error(error))?
            }
            _ => {
                let signer = process_signer().await.map_err(Error::internal)?;
                let public_key = signer.public_key().map_err(Error::internal)?;
                (signer, public_key)
            }
        };
        if let Some(file) = &mut state_file {
            let pem = signer.to_pem().map_err(Error::internal)?;
            let is_stored = file
                .webhook_key()
                .is_some_and(|stored| stored.expose() == pem.expose());
            if !is_stored {
                file.set_webhook_key(pem);
            }
            if is_new || !is_stored {
                file.save(&state)?;
            }
        }
        Ok((signer, public_key, state_file, state))
    }

    /// Returns the state of the state file or of the seed, and whether it is new and must be written into the state file.
    fn initial_state(&self) -> Result<(Option<StateFile>, State, bool), Error> {
        let (state_file, stored) = match &self.state_file {
            None => (None, None),
            Some(path) => {
                let (file, stored) = StateFile::open(path)?;
                (Some(file), stored)
            }
        };
        let is_new = stored.is_none();
        let mut state = match stored {
            Some(state) => {
                if self.seed.is_some() {
                    tracing::warn!(
                        target: "partna_sandbox",
                        "seed: ignored, because the state file exists; use another state file to start from the seed"
                    );
                }
                state
            }
            None => {
                let seed = self.seed.clone().unwrap_or_default();
                let user = seed.username().unwrap_or(Sandbox::API_USER);
                let key = seed.api_key().unwrap_or(Sandbox::API_KEY);
                let mut state = State::new(Reference::random().as_str(), machine_ms(), user, key);
                seed.apply(&mut state)?;
                state
            }
        };
        if let Some(time) = self.settle_after {
            state.settle_after_ms = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        }
        state.deposits_without_session = self.deposits_without_session;
        Ok((state_file, state, is_new))
    }
}

/// Reads a private key, and returns its signer and its public key.
fn read_key(pem: &Secret) -> Result<(Arc<Signer>, PublicKey), KeyError> {
    let signer = Signer::from_pem(pem.expose())?;
    let public_key = signer.public_key()?;
    Ok((Arc::new(signer), public_key))
}

/// Returns the address at which a client on this machine reaches a listener.
fn reachable_address(address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), address.port())
    } else {
        address
    }
}

impl fmt::Display for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Partna sandbox at {}", self.base_url())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn running_clock_saturates_at_last_time() {
        let sandbox = Sandbox::builder().running_clock().start().await.unwrap();
        let before = sandbox.now();
        sandbox.advance(Duration::from_secs(3600));
        assert!(sandbox.now() >= before + Duration::from_secs(3600));
        for _ in 0..2 {
            sandbox.advance(Duration::MAX);
        }
        let last = sandbox.now();
        assert!(last > before + Duration::from_secs(1 << 40));
        assert_eq!(sandbox.now(), last);
        sandbox.stop().await;
    }

    #[tokio::test]
    async fn reads_leave_state_file_and_writes_replace_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state.json");
        let sandbox = Sandbox::builder().state_file(&path).start().await.unwrap();
        let partna = sandbox.client();
        let content = || std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, "marker").unwrap();
        partna.get_balances().send().await.unwrap();
        partna.list_accounts().send().await.unwrap();
        assert!(content() == "marker", "a read wrote the state file");
        let account = partna_auth::types::AccountRequest::builder();
        partna.create_account().body(account).send().await.unwrap();
        assert!(
            content() != "marker",
            "a write did not replace the state file"
        );
        sandbox.stop().await;
    }
}
