//! Methods of a sandbox around its webhooks.

use partna_webhook::{Event, Verifier};

use crate::Sandbox;

impl Sandbox {
    /// Waits for the next event of the sandbox, and returns it: delivered over HTTP and verified, like those that go to the
    /// URL of [`set_webhook`](partna_auth::Client::set_webhook). The last 1,000 that nobody asked for are kept. It waits as long as
    /// it takes: `tokio::time::timeout` around it ends that.
    pub async fn next_webhook(&self) -> Event {
        self.app.inbox.next().await
    }

    /// What verifies the sandbox's webhooks, for a receiver of your own.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        self.app.setup.verifier.clone()
    }

    /// Returns the public key that verifies webhooks, as PEM.
    ///
    /// It is that of [`Builder::webhook_key`](crate::Builder::webhook_key) or of the state file. Sandboxes without either share a
    /// key that their process made, and the next process has another.
    #[must_use]
    pub fn webhook_key(&self) -> &str {
        &self.app.setup.webhook_key
    }

    /// Waits until every event so far was delivered to the URL of [`set_webhook`](partna_auth::Client::set_webhook).
    ///
    /// After it, a receiver that responds when its work is done, as `partna_webhook::service::handler` does, has done the work. An
    /// event that the receiver did not respond to with 200 counts as delivered once the attempt has ended: [`advance`](Self::advance)
    /// starts the next attempt. Without a URL, it waits for the sandbox's own inbox alone.
    ///
    /// It has no timeout: use `tokio::time::timeout`. An event that [`Fault::ReorderWebhooks`](crate::Fault::ReorderWebhooks) holds
    /// back is waited for until there is a second event.
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
