//! Signs, delivers and retries webhooks.

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

/// The timeout of a delivery, by the machine's clock.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// The delays before a failed delivery is retried, in milliseconds of the sandbox's clock. The API documents the retries but not
/// their delays, so the sandbox chooses the delays.
const RETRY_DELAYS_MS: [i64; 5] = [10_000, 60_000, 600_000, 3_600_000, 21_600_000];
/// The interval of the checks for new events and due retries, because a running clock sends no notification.
const CLOCK_POLL_INTERVAL: Duration = Duration::from_millis(100);
/// The delay before a delivery to the inbox is retried, after the sandbox could not connect to itself.
const RECONNECT_DELAY: Duration = Duration::from_millis(100);
/// The failure of an https delivery without TLS.
const NO_TLS: &str = "TLS is not available; enable a TLS feature, and with `rustls-no-provider` also install a crypto provider";
const TARGET: &str = "partna_sandbox";

/// Returns the signer that the sandboxes of this process share if they have no configured key and no key in their state file. It is
/// shared, because the generation of a key takes longer than the rest of a start.
pub(crate) async fn process_signer() -> Result<Arc<Signer>, SignError> {
    static SIGNER: OnceCell<Arc<Signer>> = OnceCell::const_new();
    let signer = SIGNER.get_or_try_init(|| async {
        let signer = tokio::task::spawn_blocking(Signer::generate).await;
        signer.map_err(|_| SignError::Failed)?.map(Arc::new)
    });
    signer.await.cloned()
}

/// Delivers the events of a sandbox: each one first to the sandbox's own inbox, and then to the URL of the merchant.
///
/// Each receiver has its own loop that sends one event at a time, so that a slow merchant does not delay the inbox. Faults that
/// duplicate or reorder events are applied before the inbox receives the events, so that both receivers get the same events.
pub(crate) struct WebhookDispatcher {
    app: Arc<App>,
    signer: Arc<Signer>,
    /// The client for http. It loads no certificates, because loading them is slow and most sandboxes do not need them.
    http_client: OnceLock<Client>,
    /// The client for https.
    https_client: OnceLock<Client>,
    /// Notified when there may be an event for the merchant.
    merchant_wakeup: Notify,
}

impl WebhookDispatcher {
    pub(crate) fn new(app: Arc<App>, signer: Arc<Signer>) -> Self {
        Self {
            app,
            signer,
            http_client: OnceLock::new(),
            https_client: OnceLock::new(),
            merchant_wakeup: Notify::new(),
        }
    }

    /// Delivers until it is dropped. Events that are not delivered by then stay in the state.
    pub(crate) async fn run(self) {
        tokio::join!(self.run_inbox_loop(), self.run_merchant_loop());
    }

    async fn run_inbox_loop(&self) {
        loop {
            if let Some(delivery) = self.next_for_inbox() {
                let signed = self.deliver_to_inbox(&delivery).await;
                self.app.state().outbox.mark_in_inbox(delivery.id, signed);
            } else {
                self.wait_for_events().await;
            }
            self.merchant_wakeup.notify_one();
        }
    }

    /// Waits until there may be an event to deliver.
    async fn wait_for_events(&self) {
        let notified = self.app.deliveries.notified();
        if self.app.setup.clock_runs {
            // The outcome does not matter: the caller checks for events.
            let _ = tokio::time::timeout(CLOCK_POLL_INTERVAL, notified).await;
        } else {
            notified.await;
        }
    }

    /// Returns the next event for the inbox, after it applied a queued fault.
    fn next_for_inbox(&self) -> Option<Delivery> {
        let mut state = self.app.state();
        let outbox = &mut state.outbox;
        if outbox.is_next_unordered() {
            let faults = &self.app.faults;
            let fault = faults.next_webhook();
            match fault {
                Some(Fault::DuplicateWebhooks) => outbox.duplicate_next(),
                // Waits for a second event to swap with.
                Some(Fault::ReorderWebhooks) if !outbox.swap_next_two() => return None,
                Some(Fault::ReorderWebhooks) => {}
                _ => outbox.keep_order(),
            }
            // Removed only if a fault was applied above, because a fault may have been queued since.
            if fault.is_some() {
                faults.take_webhook();
            }
        }
        outbox.next_for_inbox().cloned()
    }

    /// Delivers an event to the inbox, and returns the signed body.
    async fn deliver_to_inbox(&self, delivery: &Delivery) -> Option<Bytes> {
        let inbox = Url::parse(&format!("{}{}", self.app.setup.origin, INBOX_PATH)).ok()?;
        let log_failure = |failure| {
            let event = &delivery.event;
            tracing::warn!(target: TARGET, "{event}: not available to `next_webhook`: {failure}");
        };
        let signed = self.sign(delivery).map_err(log_failure).ok()?;
        loop {
            match self.post(&inbox, signed.clone()).await {
                Ok(()) => break,
                Err(Failure::NoResponse(reason)) => {
                    tracing::debug!(target: TARGET, "{INBOX_PATH}: the sandbox cannot deliver an event to itself: {reason}; retrying");
                    tokio::time::sleep(RECONNECT_DELAY).await;
                }
                Err(failure) => {
                    log_failure(failure);
                    break;
                }
            }
        }
        Some(signed)
    }

    async fn run_merchant_loop(&self) {
        loop {
            match self.next_for_merchant() {
                Some((delivery, url)) => {
                    self.deliver(&delivery, url.as_deref()).await;
                    self.app.attempted.notify_waiters();
                }
                None => self.merchant_wakeup.notified().await,
            }
        }
    }

    /// Returns the next due event for the merchant, and the current URL of the merchant.
    fn next_for_merchant(&self) -> Option<(Delivery, Option<String>)> {
        let state = self.app.state();
        let delivery = state.outbox.next_due(state.now_ms).cloned()?;
        let url = state.merchant.webhook_url.clone();
        Some((delivery, url.filter(|url| !url.is_empty())))
    }

    async fn deliver(&self, delivery: &Delivery, url: Option<&str>) {
        let event = describe(delivery);
        let Some(url) = url else {
            tracing::info!(target: TARGET, "{event}: not delivered, because no webhook URL is set; set a URL with `set_webhook`");
            return self.remove(delivery);
        };
        let url = match self.allowed_url(url) {
            Ok(url) => url,
            Err(reason) => {
                tracing::warn!(target: TARGET, "{event}: not delivered: {reason}");
                return self.remove(delivery);
            }
        };
        let attempt = delivery.attempts.saturating_add(1);
        // The rest of the URL may contain a secret.
        let origin = url.origin().ascii_serialization();
        match self.send(&url, delivery).await {
            Ok(()) => {
                tracing::info!(target: TARGET, "{event} -> {origin}: delivered by attempt {attempt}");
                self.remove(delivery);
            }
            Err(failure) => match self.postpone(delivery) {
                Some(ms) => tracing::info!(
                    target: TARGET,
                    "{event} -> {origin}: attempt {attempt} failed: {failure}; the next attempt is in {} s of the sandbox's clock",
                    ms / 1000
                ),
                None => tracing::warn!(
                    target: TARGET,
                    "{event} -> {origin}: attempt {attempt} failed: {failure}; this was the last attempt{}",
                    failure.advice()
                ),
            },
        }
    }

    /// Parses the URL, and checks that the sandbox may deliver to it.
    fn allowed_url(&self, url: &str) -> Result<Url, &'static str> {
        let url = Url::parse(url)
            .map_err(|_| "the webhook URL is not valid; set an http or https URL")?;
        if !matches!(url.scheme(), "http" | "https") {
            Err("the scheme of the webhook URL is not supported; use http or https")
        } else if self.app.setup.deliver_anywhere || is_on_loopback(&url) {
            Ok(url)
        } else {
            Err(
                "the webhook URL is on another machine; use `deliver_anywhere` (`--deliver-anywhere`) to allow it",
            )
        }
    }

    /// Removes an event from the state. The state file is updated with the next change. If the sandbox crashes before that, the
    /// event is delivered again after a restart, as the API may do.
    fn remove(&self, delivery: &Delivery) {
        self.app.state().outbox.remove(delivery.id);
    }

    /// Schedules the next attempt and returns its delay, or removes the event after the last attempt. If the clock advances past
    /// several attempts, one attempt is made.
    fn postpone(&self, delivery: &Delivery) -> Option<i64> {
        let mut state = self.app.state();
        let attempts = usize::try_from(delivery.attempts).unwrap_or(usize::MAX);
        let delay_ms = RETRY_DELAYS_MS.get(attempts).copied();
        match delay_ms {
            Some(delay_ms) => {
                let due_ms = state.now_ms.saturating_add(delay_ms);
                state.outbox.postpone(delivery.id, due_ms);
            }
            None => state.outbox.remove(delivery.id),
        }
        delay_ms
    }

    /// Sends an event to the merchant with the body that was signed for the inbox. After a restart, the event is signed again.
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
            .map_err(|_| Failure::NotSent("the event cannot be signed"))
    }

    async fn post(&self, url: &Url, body: Bytes) -> Result<(), Failure> {
        let request = self.client(url)?.post(url.clone());
        let request = request.header(CONTENT_TYPE, "application/json").body(body);
        let mut response = request.send().await.map_err(|error| Failure::of(&error))?;
        let status = response.status();
        // Reading a short response completely keeps the connection open for the next event.
        let _ = response.chunk().await;
        // 200 is the only documented success.
        if status == StatusCode::OK {
            Ok(())
        } else {
            Err(Failure::Rejected(status))
        }
    }

    fn client(&self, url: &Url) -> Result<&Client, Failure> {
        let is_http = url.scheme() == "http";
        let client = if is_http {
            &self.http_client
        } else {
            &self.https_client
        };
        if let Some(client) = client.get() {
            return Ok(client);
        }
        let builder = Client::builder()
            .no_proxy()
            .redirect(redirect::Policy::none())
            .timeout(REQUEST_TIMEOUT)
            .user_agent(concat!("partna-sandbox/", env!("CARGO_PKG_VERSION")));
        let builder =
            partna_auth::configure_tls(builder, is_http).map_err(|_| Failure::NotSent(NO_TLS))?;
        let built = builder
            .build()
            .map_err(|_| Failure::NotSent("the HTTP client cannot be built"))?;
        Ok(client.get_or_init(|| built))
    }
}

/// Returns the name and the status of an event, for the log.
fn describe(delivery: &Delivery) -> String {
    let event = Event::unverified(&delivery.event, &delivery.data).ok();
    match event.as_ref().and_then(Event::status) {
        Some(status) => format!("{} {}", delivery.event, status.as_str()),
        None => delivery.event.clone(),
    }
}

fn is_on_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(partna_auth::is_loopback)
}

/// The reason for a failed delivery. It has no part of the URL, which may contain a secret.
#[derive(Debug)]
enum Failure {
    /// The receiver responded with another status than 200.
    Rejected(StatusCode),
    /// No response was received, so the receiver may have the event.
    NoResponse(&'static str),
    /// The event was not sent.
    NotSent(&'static str),
}

impl Failure {
    /// Returns what the user can do about the receiver, to append to a message.
    fn advice(&self) -> &'static str {
        match self {
            Self::Rejected(_) | Self::NoResponse(_) => {
                "; check that the receiver responds with 200"
            }
            Self::NotSent(_) => "",
        }
    }

    fn of(error: &reqwest::Error) -> Self {
        Self::NoResponse(if error.is_timeout() {
            "no response within 10 s"
        } else if error.is_connect() {
            "no connection"
        } else {
            "connection aborted"
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rejected(status) => write!(f, "status {}", status.as_u16()),
            Self::NoResponse(reason) | Self::NotSent(reason) => f.write_str(reason),
        }
    }
}

#[cfg(test)]
mod tests;
