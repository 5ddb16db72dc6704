//! An endpoint that runs the caller's work once for each event.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body::Body;
use http_body_util::Full;
use tower_service::Service;

use super::{RejectionCallback, read_body, reject, response};
use crate::{Claim, ClaimToken, Completion, Deduplicate, Error, Verified, Verifier};

/// Creates an endpoint that runs `work` for each new event, and responds when the work is complete.
///
/// It claims the event in `store` with a lease, runs the work, and completes the claim. It responds:
///
/// | status | condition |
/// | --- | --- |
/// | 200 | the work of the event is complete, now or from an earlier delivery; this includes unrecognized events |
/// | 400 | the body is malformed or nested too deep |
/// | 401 | the delivery is not signed, has an invalid signature, or is from another environment |
/// | 405 | the method is not POST |
/// | 413 | the body is too large |
/// | 503 | another worker has claimed the event, the work failed or panicked, the lease ended, or the store returned an error: Partna delivers the event again |
///
/// An event without an [idempotency key](crate::Verified::idempotency_key) is not claimed: the work runs for each of its
/// deliveries, and has to look up the event. After a failure or a panic the claim is released, so that the next delivery runs the
/// work again. The work runs in a separate task and continues if the client disconnects. If the process ends, the claim ends with
/// its lease.
///
/// The work of a claimed event may still run twice: if the process ends before the claim is complete, if the work takes longer
/// than the lease, or if the store cannot record the completion. Therefore it has to be idempotent, for example by the reference
/// of the booking.
///
/// ```no_run
/// use partna_webhook::{Environment, Event, MemoryStore, Verified, Verifier, service};
///
/// async fn book(event: Verified) -> Result<(), std::io::Error> {
///     match &event.event {
///         Event::Deposit(deposit) => match event.idempotency_key() {
///             Some(key) => println!("book {} under {key}", deposit.amount),
///             None => println!("look it up among the transactions"),
///         },
///         Event::Unrecognized { reason, .. } => println!("keep it for review: {reason}"),
///         other => println!("{other}"),
///     }
///     Ok(())
/// }
///
/// # #[cfg(feature = "axum")]
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let verifier = Verifier::for_environment(Environment::Production);
/// let handler = service::handler(verifier, MemoryStore::new(100_000), book);
/// let router: axum::Router = axum::Router::new().route("/partna", handler.into_route());
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn handler<D, W, F, E>(verifier: Verifier, store: D, work: W) -> Handler
where
    D: Deduplicate + 'static,
    W: Fn(Verified) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Send + 'static,
{
    let job = Arc::new(Job { store, work });
    Handler {
        verifier: Arc::new(verifier),
        lease: Handler::DEFAULT_LEASE,
        on_rejection: None,
        run: Arc::new(move |event, lease| {
            let job = Arc::clone(&job);
            Box::pin(async move { job.run(event, lease).await })
        }),
    }
}

type Run =
    dyn Fn(Verified, Duration) -> Pin<Box<dyn Future<Output = StatusCode> + Send>> + Send + Sync;

/// An endpoint that runs the caller's work once for each event: a `tower::Service` of HTTP requests. See [`handler`].
///
/// It requires a tokio runtime, and reads bodies up to the limit of its verifier.
#[derive(Clone)]
pub struct Handler {
    verifier: Arc<Verifier>,
    lease: Duration,
    on_rejection: Option<RejectionCallback>,
    run: Arc<Run>,
}

impl Handler {
    /// The default lease of a claim.
    pub const DEFAULT_LEASE: Duration = Duration::from_secs(60);

    /// Sets the lease of a claim. Choose a longer time than the work takes: after the end of the lease, another delivery of the
    /// event starts the work again.
    #[must_use]
    pub fn with_lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// Calls `callback` with the error of each rejected delivery, to log or to count it. The error is safe to print.
    #[must_use]
    pub fn on_rejection(mut self, callback: impl Fn(&Error) + Send + Sync + 'static) -> Self {
        self.on_rejection = Some(Arc::new(callback));
        self
    }

    /// Verifies a body, runs the work, and returns the status to respond with, for servers that use neither tower nor axum. (It
    /// requires the feature `tower` nevertheless, and a tokio runtime.)
    pub async fn receive(&self, body: &[u8]) -> StatusCode {
        let event = match self.verifier.verify(body) {
            Ok(event) => event,
            Err(error) => return reject(self.on_rejection.as_ref(), &error),
        };
        // The work runs in a task, so that a disconnecting client does not cancel it.
        let task = tokio::spawn((self.run)(event, self.lease));
        task.await.unwrap_or(StatusCode::SERVICE_UNAVAILABLE)
    }

    /// Returns a route for an axum router. It accepts only POST.
    #[cfg(feature = "axum")]
    pub fn into_route<S: Clone>(self) -> axum::routing::MethodRouter<S> {
        axum::routing::post_service(self)
    }
}

struct Job<D, W> {
    store: D,
    work: W,
}

impl<D, W, F, E> Job<D, W>
where
    D: Deduplicate + 'static,
    W: Fn(Verified) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Send + 'static,
{
    async fn run(self: Arc<Self>, event: Verified, lease: Duration) -> StatusCode {
        let Some(key) = event.idempotency_key() else {
            return match self.work(event).await {
                true => StatusCode::OK,
                false => StatusCode::SERVICE_UNAVAILABLE,
            };
        };
        let token = match self.store.claim(key, lease).await {
            Ok(Claim::New(token)) => token,
            Ok(Claim::Completed) => return StatusCode::OK,
            Ok(Claim::Busy) | Err(_) => return StatusCode::SERVICE_UNAVAILABLE,
        };
        if !Arc::clone(&self).work(event).await {
            // If this fails, the claim ends with its lease.
            drop(self.store.release(&token).await);
            return StatusCode::SERVICE_UNAVAILABLE;
        }
        match self.complete(&token).await {
            Ok(Completion::Recorded) => StatusCode::OK,
            Ok(Completion::LeaseLost) | Err(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Runs the work in a task, which catches a panic. Returns whether the work succeeded.
    async fn work(self: Arc<Self>, event: Verified) -> bool {
        let task = tokio::spawn(async move { (self.work)(event).await.is_ok() });
        task.await.unwrap_or(false)
    }

    /// Completes the claim, with one retry after an error: without a record of its completion, the work would run again.
    async fn complete(&self, token: &ClaimToken) -> Result<Completion, D::Error> {
        match self.store.complete(token).await {
            Err(_) => self.store.complete(token).await,
            completion => completion,
        }
    }
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handler")
            .field("verifier", &self.verifier)
            .field("lease", &self.lease)
            .finish_non_exhaustive()
    }
}

impl<B> Service<Request<B>> for Handler
where
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let handler = self.clone();
        Box::pin(async move {
            let status = match read_body(request, &handler.verifier).await {
                Ok(body) => handler.receive(&body).await,
                Err(None) => StatusCode::METHOD_NOT_ALLOWED,
                Err(Some(error)) => reject(handler.on_rejection.as_ref(), &error),
            };
            Ok(response(status))
        })
    }
}
