//! Methods of [`Sandbox`] for its webhooks.

use partna_webhook::{Event, Verifier};

use crate::Sandbox;

impl Sandbox {
    /// Waits for the next event of the sandbox, and returns it.
    ///
    /// The sandbox delivers each event to itself over HTTP and verifies its signature, before it delivers the event to the URL of
    /// [`set_webhook`](partna_auth::Client::set_webhook). It keeps the last 1,000 events that this method has not returned. The
    /// method has no timeout: use `tokio::time::timeout`.
    pub async fn next_webhook(&self) -> Event {
        self.app.inbox.next().await
    }

    /// Returns the verifier of the sandbox's webhooks, for your own receiver.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        self.app.setup.verifier.clone()
    }

    /// Returns the public key that verifies webhooks, as PEM.
    ///
    /// It belongs to the private key of [`Builder::webhook_key`](crate::Builder::webhook_key) or of the state file. Sandboxes
    /// without either share a private key, which their process generates.
    #[must_use]
    pub fn webhook_key(&self) -> &str {
        &self.app.setup.webhook_key
    }

    /// Waits until every event so far was delivered to the URL of [`set_webhook`](partna_auth::Client::set_webhook).
    ///
    /// A receiver that responds only after its work, such as `partna_webhook::service::handler`, has then finished the work. The
    /// method does not wait for the retry of a failed attempt, which starts after [`advance`](Self::advance). Without a URL, the
    /// method waits only for the sandbox's own inbox.
    ///
    /// The method has no timeout: use `tokio::time::timeout`. For an event that
    /// [`Fault::ReorderWebhooks`](crate::Fault::ReorderWebhooks) delays, it waits until there is a second event.
    ///
    /// ```
    /// use axum::{Router, http::StatusCode, routing::post};
    /// use partna_auth::types::{MockFiatDepositRequest, WebhookRequest};
    /// use partna_sandbox::Sandbox;
    /// use std::sync::{Arc, atomic::{AtomicUsize, Ordering}};
    ///
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start().await?;
    /// let received = Arc::new(AtomicUsize::new(0));
    /// let counter = Arc::clone(&received);
    /// let count = post(move || async move { counter.fetch_add(1, Ordering::SeqCst); StatusCode::OK });
    /// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    /// let url = format!("http://{}/partna", listener.local_addr()?);
    /// tokio::spawn(async move { axum::serve(listener, Router::new().route("/partna", count)).await });
    ///
    /// let partna = sandbox.client();
    /// partna.set_webhook().body(WebhookRequest::deliver_to(&url)).send().await?;
    /// let deposit = MockFiatDepositRequest::naira(Sandbox::API_USER, 100);
    /// partna.create_mock_fiat_deposit().body(deposit).send().await?;
    /// sandbox.wait_for_webhooks().await;
    /// assert_eq!(received.load(Ordering::SeqCst), 1);
    /// # sandbox.stop().await;
    /// # Ok(())
    /// # }
    /// # tokio::runtime::Runtime::new()?.block_on(example())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub async fn wait_for_webhooks(&self) {
        self.app.webhooks_settled().await;
    }
}
