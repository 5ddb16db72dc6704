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

use super::{RefusalCallback, body_of, refuse, response};
use crate::{Claim, ClaimToken, Completion, Deduplicate, Error, Verified, Verifier};

/// Creates an endpoint that runs `work` for every event that is new, and responds when the work is done.
///
/// An event is claimed in `store` with a lease, worked on, and completed. The endpoint responds
///
/// | status | to |
/// | --- | --- |
/// | 200 | an event, unrecognized ones included, whose work is complete, now or before |
/// | 400 | a malformed or too deep body |
/// | 401 | a delivery that is not signed, has an invalid signature, or is of another environment |
/// | 405 | any method but POST |
/// | 413 | a body that is too large |
/// | 503 | an event that another worker has claimed, whose work failed or panicked, whose lease ended, or for which the store returned an error: Partna delivers it again |
///
/// An event without an [idempotency key](crate::Verified::idempotency_key) is not claimed: the work runs for each delivery of
/// it, and has to look the event up. After a failure or a panic the claim is released, so that the next delivery is new. The work
/// runs in a task of its own: it goes on if the client disconnects. If the process ends, the claim ends with its lease.
///
/// Work that is claimed may still run twice: if the process ends before the claim is complete, if the work takes longer than its
/// lease, or if the store cannot record that it is complete. So it has to be idempotent, for example by the reference of what it
/// books.
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
        on_refusal: None,
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
/// It runs in a tokio runtime, and reads bodies up to the size that its verifier accepts.
#[derive(Clone)]
pub struct Handler {
    verifier: Arc<Verifier>,
    lease: Duration,
    on_refusal: Option<RefusalCallback>,
    run: Arc<Run>,
}

impl Handler {
    /// How long a claim lasts by default.
    pub const DEFAULT_LEASE: Duration = Duration::from_secs(60);

    /// Sets how long a claim lasts. Choose more time than the work takes: once the lease has ended, another delivery of the
    /// event is worked on as well.
    #[must_use]
    pub fn with_lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// Calls `callback` with the error of every delivery that is refused, to log or to count. The error is safe to print.
    #[must_use]
    pub fn on_refusal(mut self, callback: impl Fn(&Error) + Send + Sync + 'static) -> Self {
        self.on_refusal = Some(Arc::new(callback));
        self
    }

    /// Verifies a body, runs the work, and returns the status to respond with: for servers that are neither tower nor axum. (It
    /// needs the feature `tower` all the same, and a tokio runtime.)
    pub async fn receive(&self, body: &[u8]) -> StatusCode {
        let event = match self.verifier.verify(body) {
            Ok(event) => event,
            Err(error) => return refuse(self.on_refusal.as_ref(), &error),
        };
        // In a task, so that a client that disconnects does not stop the work in the middle.
        let task = tokio::spawn((self.run)(event, self.lease));
        task.await.unwrap_or(StatusCode::SERVICE_UNAVAILABLE)
    }

    /// Returns a route for an axum router, of POST alone.
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

    /// Returns whether the work succeeded. A panic is caught by the task that it happens in.
    async fn work(self: Arc<Self>, event: Verified) -> bool {
        let task = tokio::spawn(async move { (self.work)(event).await.is_ok() });
        task.await.unwrap_or(false)
    }

    /// Tries twice: the work is done, and without a record it would be done again.
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
            let status = match body_of(request, &handler.verifier).await {
                Ok(body) => handler.receive(&body).await,
                Err(None) => StatusCode::METHOD_NOT_ALLOWED,
                Err(Some(error)) => refuse(handler.on_refusal.as_ref(), &error),
            };
            Ok(response(status))
        })
    }
}
