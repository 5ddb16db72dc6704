//! Delivers webhooks: signs them, sends them, and retries.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use partna_webhook::{Event, SignError, Signer};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, StatusCode, redirect};
use tokio::sync::{Notify, OnceCell};
use url::Url;

use super::inbox::INBOX_PATH;
use crate::app::App;
use crate::fault::Fault;
use crate::state::Delivery;

/// How long an answer may take, by the machine's clock.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// When a failed delivery is tried again, in milliseconds of the sandbox's clock. The API documents that deliveries repeat, and
/// not when: these are the sandbox's own.
const RETRY_DELAYS_MS: [i64; 5] = [10_000, 60_000, 600_000, 3_600_000, 21_600_000];
/// How often a running clock is looked at: nothing rings when time has passed.
const CLOCK_POLL_INTERVAL: Duration = Duration::from_millis(100);
/// How long to wait when the sandbox does not reach itself.
const RECONNECT_DELAY: Duration = Duration::from_millis(100);
/// Why nothing is delivered by https with other features.
const NO_TLS: &str =
    "https needs a feature for TLS, and with `rustls-no-provider` an installed crypto provider";
const TARGET: &str = "partna_sandbox";

/// The signer of this process, for sandboxes that neither were given a key nor have one in their state file. They share it:
/// making a key takes longer than all else at a start.
pub(crate) async fn signer() -> Result<Arc<Signer>, SignError> {
    static SIGNER: OnceCell<Arc<Signer>> = OnceCell::const_new();
    let signer = SIGNER.get_or_try_init(|| async {
        let made = tokio::task::spawn_blocking(Signer::generate).await;
        made.map_err(|_| SignError::Failed)?.map(Arc::new)
    });
    signer.await.cloned()
}

/// Carries a sandbox's events: each to its own inbox first, and then to the URL that the merchant has set.
///
/// The two have a round each, one event after the other, so that a slow receiver of the merchant's delays none of what the
/// inbox gets. What faults do to order and number is done before the first round, and so both see the same.
pub(crate) struct WebhookDispatcher {
    app: Arc<App>,
    signer: Arc<Signer>,
    /// For http. It knows no certificates: to read the machine's takes a while, and most sandboxes need none.
    plain: OnceLock<Client>,
    /// For https.
    secure: OnceLock<Client>,
    /// Rung whenever there may be something for the merchant.
    merchant: Notify,
}

impl WebhookDispatcher {
    pub(crate) fn new(app: Arc<App>, signer: Arc<Signer>) -> Self {
        Self {
            app,
            signer,
            plain: OnceLock::new(),
            secure: OnceLock::new(),
            merchant: Notify::new(),
        }
    }

    /// Carries until it is dropped. What is not delivered by then stays in the state.
    pub(crate) async fn run(self) {
        tokio::join!(self.inbox_round(), self.merchant_round());
    }

    async fn inbox_round(&self) {
        loop {
            if let Some(delivery) = self.unseen() {
                let signed = self.show(&delivery).await;
                self.app.state().outbox.mark_in_inbox(delivery.id, signed);
            } else {
                self.wait().await;
            }
            self.merchant.notify_one();
        }
    }

    /// Until there may be something to do.
    async fn wait(&self) {
        let notified = self.app.deliveries.notified();
        if self.app.setup.clock_runs {
            // Either way it is time to look.
            let _ = tokio::time::timeout(CLOCK_POLL_INTERVAL, notified).await;
        } else {
            notified.await;
        }
    }

    /// The next event for the inbox.
    fn unseen(&self) -> Option<Delivery> {
        let mut state = self.app.state();
        let outbox = &mut state.outbox;
        if outbox.is_next_unordered() {
            let faults = &self.app.faults;
            let fault = faults.next_webhook();
            match fault {
                Some(Fault::DuplicateWebhooks) => outbox.duplicate_next(),
                // It waits for a second event to change places with.
                Some(Fault::ReorderWebhooks) if !outbox.swap_next_two() => return None,
                Some(Fault::ReorderWebhooks) => {}
                _ => outbox.keep_order(),
            }
            // Only one that has had its turn: another may have been queued meanwhile.
            if fault.is_some() {
                faults.take_webhook();
            }
        }
        outbox.next_for_inbox().cloned()
    }

    /// Has the inbox see it, and hands on what was sent.
    async fn show(&self, delivery: &Delivery) -> Option<Bytes> {
        let inbox = Url::parse(&format!("{}{}", self.app.setup.origin, INBOX_PATH)).ok()?;
        let told = |failure| {
            let event = &delivery.event;
            tracing::warn!(target: TARGET, "{event} -> the sandbox's inbox: {failure}");
        };
        let signed = self.sign(delivery).map_err(told).ok()?;
        loop {
            match self.post(&inbox, signed.clone()).await {
                Ok(()) => break,
                Err(Failure::NoAnswer(why)) => {
                    tracing::debug!(target: TARGET, "the sandbox does not reach itself: {why}");
                    tokio::time::sleep(RECONNECT_DELAY).await;
                }
                Err(failure) => {
                    told(failure);
                    break;
                }
            }
        }
        Some(signed)
    }

    async fn merchant_round(&self) {
        loop {
            match self.due() {
                Some((delivery, url)) => {
                    self.deliver(&delivery, url.as_deref()).await;
                    self.app.attempted.notify_waiters();
                }
                None => self.merchant.notified().await,
            }
        }
    }

    /// The next event for the merchant, and where it goes as of now.
    fn due(&self) -> Option<(Delivery, Option<String>)> {
        let state = self.app.state();
        let delivery = state.outbox.next_due(state.now_ms).cloned()?;
        let url = state.merchant.webhook_url.clone();
        Some((delivery, url.filter(|url| !url.is_empty())))
    }

    async fn deliver(&self, delivery: &Delivery, url: Option<&str>) {
        let what = what(delivery);
        let Some(url) = url else {
            tracing::info!(target: TARGET, "{what}, and no webhook URL is set");
            return self.done(delivery);
        };
        let url = match self.destination(url) {
            Ok(url) => url,
            Err(why) => {
                tracing::warn!(target: TARGET, "{what} is not delivered: {why}");
                return self.done(delivery);
            }
        };
        let tried = delivery.attempts.saturating_add(1);
        // Not the rest of the URL, which may hold a secret.
        let place = url.origin().ascii_serialization();
        match self.send(&url, delivery).await {
            Ok(()) => {
                tracing::info!(target: TARGET, "{what} -> {place}, 200, try {tried}");
                self.done(delivery);
            }
            Err(failure) => match self.put_off(delivery) {
                Some(ms) => tracing::info!(
                    target: TARGET,
                    "{what} -> {place}, {failure}, try {tried}; again in {} s of the sandbox's clock",
                    ms / 1000
                ),
                None => tracing::warn!(
                    target: TARGET,
                    "{what} -> {place}, {failure}, try {tried}; given up"
                ),
            },
        }
    }

    /// The URL, if anything may go there.
    fn destination(&self, url: &str) -> Result<Url, &'static str> {
        let url = Url::parse(url).map_err(|_| "the webhook URL is none")?;
        if !matches!(url.scheme(), "http" | "https") {
            Err("the webhook URL is neither http nor https")
        } else if self.app.setup.deliver_anywhere || is_on_loopback(&url) {
            Ok(url)
        } else {
            Err(
                "the webhook URL is on another machine, and the sandbox was not told to deliver anywhere",
            )
        }
    }

    /// Takes it out of the state. A state file hears of that with the next change: after a crash before it, the event is
    /// delivered once more, as receivers have to expect anyway.
    fn done(&self, delivery: &Delivery) {
        self.app.state().outbox.remove(delivery.id);
    }

    /// Has it tried again, and says after how long; or gives it up. Time that is put forward past several tries is one try.
    fn put_off(&self, delivery: &Delivery) -> Option<i64> {
        let mut state = self.app.state();
        let tries = usize::try_from(delivery.attempts).unwrap_or(usize::MAX);
        let pause_ms = RETRY_DELAYS_MS.get(tries).copied();
        match pause_ms {
            Some(pause_ms) => {
                let due_ms = state.now_ms.saturating_add(pause_ms);
                state.outbox.postpone(delivery.id, due_ms);
            }
            None => state.outbox.remove(delivery.id),
        }
        pause_ms
    }

    /// Sends it as it was signed.
    async fn send(&self, url: &Url, delivery: &Delivery) -> Result<(), Failure> {
        let signed = match &delivery.signed {
            Some(signed) => signed.clone(),
            None => self.sign(delivery)?,
        };
        self.post(url, signed).await
    }

    fn sign(&self, delivery: &Delivery) -> Result<Bytes, Failure> {
        let signed = self.signer.sign(&delivery.event, &delivery.data);
        signed
            .map(Bytes::from)
            .map_err(|_| Failure::Unable("it cannot be signed"))
    }

    async fn post(&self, url: &Url, body: Bytes) -> Result<(), Failure> {
        let request = self.client(url)?.post(url.clone());
        let request = request.header(CONTENT_TYPE, "application/json").body(body);
        let mut answer = request.send().await.map_err(|error| Failure::of(&error))?;
        let status = answer.status();
        // A short answer that is read to its end leaves the connection open for the next event.
        let _ = answer.chunk().await;
        // The API documents 200, and no other success.
        if status == StatusCode::OK {
            Ok(())
        } else {
            Err(Failure::Refused(status))
        }
    }

    fn client(&self, url: &Url) -> Result<&Client, Failure> {
        let is_plain = url.scheme() == "http";
        let client = if is_plain { &self.plain } else { &self.secure };
        if let Some(client) = client.get() {
            return Ok(client);
        }
        let builder = Client::builder()
            .no_proxy()
            .redirect(redirect::Policy::none())
            .timeout(REQUEST_TIMEOUT)
            .user_agent(concat!("partna-sandbox/", env!("CARGO_PKG_VERSION")));
        let builder =
            partna_auth::configure_tls(builder, is_plain).map_err(|_| Failure::Unable(NO_TLS))?;
        let made = builder
            .build()
            .map_err(|_| Failure::Unable("there is no HTTP client for it"))?;
        Ok(client.get_or_init(|| made))
    }
}

/// An event in a word or two, for the log.
fn what(delivery: &Delivery) -> String {
    let event = Event::unverified(&delivery.event, &delivery.data).ok();
    match event.as_ref().and_then(Event::status) {
        Some(status) => format!("{} {}", delivery.event, status.as_str()),
        None => delivery.event.clone(),
    }
}

fn is_on_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(partna_auth::is_loopback)
}

/// Why a delivery failed. It repeats nothing of the URL, which may hold a secret.
#[derive(Debug)]
enum Failure {
    /// The receiver would not have it.
    Refused(StatusCode),
    /// There is no telling whether the receiver has it.
    NoAnswer(&'static str),
    /// It never left.
    Unable(&'static str),
}

impl Failure {
    fn of(error: &reqwest::Error) -> Self {
        Self::NoAnswer(if error.is_timeout() {
            "no answer in 10 s"
        } else if error.is_connect() {
            "no connection"
        } else {
            "the connection broke"
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(status) => write!(f, "{}", status.as_u16()),
            Self::NoAnswer(why) | Self::Unable(why) => f.write_str(why),
        }
    }
}

#[cfg(test)]
mod tests;
