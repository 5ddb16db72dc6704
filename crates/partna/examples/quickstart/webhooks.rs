//! What Partna tells by itself, and whether it is Partna who tells it.

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
use crate::tell::line;

/// How long news is waited for, all in all. What has not come by then is asked for.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where webhooks come in.
pub(crate) enum Webhooks<'a> {
    /// The sandbox of this process has an address of its own for them, and verifies what comes.
    InProcess(&'a Sandbox),
    Received(Receiver),
    /// Nowhere, and why.
    None(&'static str),
}

/// A server of ours.
pub(crate) struct Receiver {
    events: Events,
    /// The URL that was set before.
    former: Option<String>,
    server: JoinHandle<std::io::Result<()>>,
}

impl Webhooks<'_> {
    /// Has a sandbox of another process send them here.
    pub(crate) async fn receive(partna: &Partna) -> Result<Self> {
        let Some(key) = key_of(partna).await? else {
            return Ok(Self::None("the server tells no key for them"));
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

    /// Leaves the URL as it was.
    pub(crate) async fn put_back(self, partna: &Partna) -> Result {
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

    pub(crate) async fn tell_verification(&mut self, email: &str) {
        let is_it = |event: &Event| match event {
            Event::VerificationSuccess(verification) => {
                verification.email.as_deref() == Some(email)
            }
            _ => false,
        };
        self.tell_until(is_it, is_it).await;
    }

    /// Tells of everything that happens to a ramp until it is completed.
    pub(crate) async fn tell_ramp(&mut self, reference: &Reference) {
        let is_it = |event: &Event| event.reference().as_ref() == Some(reference);
        let is_last = |event: &Event| event.status() == Some(&Status::Completed);
        self.tell_until(is_it, is_last).await;
    }

    async fn tell_until(
        &mut self,
        is_meant: impl Fn(&Event) -> bool,
        is_last: impl Fn(&Event) -> bool,
    ) {
        if let Self::None(why) = self {
            return line("webhooks", format_args!("none: {why}"));
        }
        let told = async {
            while let Some(event) = self.next().await {
                if is_meant(&event) {
                    let status = event.status().map_or("", Status::as_str);
                    let status = format!("{event} {status}");
                    line("webhook", format_args!("{status:<22}signature verified"));
                    if is_last(&event) {
                        break;
                    }
                }
            }
        };
        if timeout(PATIENCE, told).await.is_err() {
            line("webhook", format_args!("none more within {PATIENCE:?}"));
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

/// The key that a sandbox signs with; none if the server is something else. Partna publishes those of its own on paper.
async fn key_of(partna: &Partna) -> Result<Option<PublicKey>> {
    let origin = partna.base_url().trim_end_matches("/v4");
    // What is on this machine needs neither a proxy nor CA certificates.
    let http = reqwest::Client::builder().no_proxy().tls_certs_only([]);
    let http = http.build()?;
    let answer = http
        .get(format!("{origin}/sandbox/webhook-key"))
        .send()
        .await?;
    if !answer.status().is_success() {
        return Ok(None);
    }
    Ok(Some(PublicKey::from_pem(&answer.text().await?)?))
}

async fn set(partna: &Partna, url: &str) -> Result {
    let request = types::WebhookRequest::builder().url(url);
    partna.set_webhook().body(request).send().await?;
    Ok(())
}
