//! Webhooks: receives, verifies and prints events.

use std::time::Duration;

use partna::reexports::reqwest;
use partna::sandbox::Sandbox;
use partna::webhook::service::Events;
use partna::webhook::{Event, PublicKey, Status, Verifier, service};
use partna::{Partna, Reference, types};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::Result;
use crate::output::line;

/// The time limit for the events of one step. After it, the state is polled.
const EVENTS_TIMEOUT: Duration = Duration::from_secs(20);

/// The receiver of webhooks.
pub(crate) enum Webhooks<'a> {
    /// The inbox of the sandbox in this process, which verifies events.
    InProcess(&'a Sandbox),
    Received(Receiver),
    /// No receiver, with the reason.
    None(&'static str),
}

/// A server in this process.
pub(crate) struct Receiver {
    events: Events,
    /// The URL that was set before.
    former: Option<String>,
    server: JoinHandle<std::io::Result<()>>,
}

impl Webhooks<'_> {
    /// Starts a server, and sets it as the webhook URL of a sandbox in another process.
    pub(crate) async fn receive(partna: &Partna) -> Result<Self> {
        let Some(key) = key_of(partna).await? else {
            return Ok(Self::None("the server has no key for them"));
        };
        let verifier = Verifier::for_environment(partna.environment())
            .without_built_in_key()
            .with_key(key);
        let (endpoint, events) = service::receiver(verifier, 1000);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/partna", listener.local_addr()?);
        let router: axum::Router = axum::Router::new().route("/partna", endpoint.into_route());
        let server = tokio::spawn(async move { axum::serve(listener, router).await });

        let known = partna.get_webhook().send().await?.into_inner().data;
        let former = known.and_then(|webhook| webhook.url);
        let receiver = Receiver {
            events,
            former: former.filter(|url| !url.is_empty()),
            server,
        };
        set(partna, &url).await?;
        Ok(Self::Received(receiver))
    }

    /// Restores the former URL.
    pub(crate) async fn restore(self, partna: &Partna) -> Result {
        let Self::Received(receiver) = self else {
            return Ok(());
        };
        match &receiver.former {
            Some(url) => set(partna, url).await?,
            None => partna.delete_webhook().send().await.map(drop)?,
        }
        receiver.server.abort();
        Ok(())
    }

    pub(crate) async fn print_verification(&mut self, email: &str) {
        let is_it = |event: &Event| match event {
            Event::VerificationSuccess(verification) => {
                verification.email.as_deref() == Some(email)
            }
            _ => false,
        };
        self.print_until(is_it, is_it).await;
    }

    /// Prints the events of a ramp until it is completed.
    pub(crate) async fn print_ramp(&mut self, reference: &Reference) {
        let is_it = |event: &Event| event.reference().as_ref() == Some(reference);
        let is_last = |event: &Event| event.status() == Some(&Status::Completed);
        self.print_until(is_it, is_last).await;
    }

    async fn print_until(
        &mut self,
        is_match: impl Fn(&Event) -> bool,
        is_last: impl Fn(&Event) -> bool,
    ) {
        if let Self::None(reason) = self {
            return line("webhooks", format_args!("none: {reason}"));
        }
        let events = async {
            while let Some(event) = self.next().await {
                if is_match(&event) {
                    let status = event.status().map_or("", Status::as_str);
                    let status = format!("{event} {status}");
                    line("webhook", format_args!("{status:<22}signature verified"));
                    if is_last(&event) {
                        break;
                    }
                }
            }
        };
        if timeout(EVENTS_TIMEOUT, events).await.is_err() {
            line(
                "webhook",
                format_args!("no further event within {EVENTS_TIMEOUT:?}"),
            );
        }
    }

    /// The next event whose signature is genuine.
    async fn next(&mut self) -> Option<Event> {
        match self {
            Self::InProcess(sandbox) => Some(sandbox.next_webhook().await),
            Self::Received(receiver) => {
                let verified = receiver.events.next().await;
                verified.map(|verified| verified.into_event())
            }
            Self::None(_) => None,
        }
    }
}

/// Returns the public key of a sandbox, or `None` for another server. Partna publishes its keys in the documentation.
async fn key_of(partna: &Partna) -> Result<Option<PublicKey>> {
    let origin = partna.base_url().trim_end_matches("/v4");
    // A server on this machine needs neither a proxy nor CA certificates.
    let http = reqwest::Client::builder().no_proxy().tls_certs_only([]);
    let http = http.build()?;
    let response = http
        .get(format!("{origin}/sandbox/webhook-key"))
        .send()
        .await?;
    if !response.status().is_success() {
        return Ok(None);
    }
    Ok(Some(PublicKey::from_pem(&response.text().await?)?))
}

async fn set(partna: &Partna, url: &str) -> Result {
    let request = types::WebhookRequest::builder().url(url);
    partna.set_webhook().body(request).send().await?;
    Ok(())
}
