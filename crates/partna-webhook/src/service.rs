//! Endpoints for deliveries, as tower services. [`handler()`] runs your work for each event and responds when the work is
//! complete. [`receiver`] sends genuine events to a channel and responds immediately.

mod handler;

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body::Body;
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use tokio::sync::mpsc;
use tower_service::Service;

use crate::{Error, ErrorKind, Verified, Verifier};

pub use handler::{Handler, handler};

/// Creates an endpoint for deliveries, and the receiving end of its channel.
///
/// The channel has a capacity of `capacity` events; 0 is treated as 1. The endpoint responds when the delivery is verified and
/// its event is in the channel:
///
/// | status | condition |
/// | --- | --- |
/// | 200 | a genuine event, including unrecognized ones, is in the channel |
/// | 400 | the body is malformed or nested too deep |
/// | 401 | the delivery is not signed, has an invalid signature, or is from another environment |
/// | 405 | the method is not POST |
/// | 413 | the body is too large |
/// | 503 | the event is genuine, but the channel is full or closed: Partna delivers it again |
///
/// Events in the channel are lost if the process ends, although the response was 200. To avoid this, use [`handler`], which
/// responds when the work is complete.
///
/// ```no_run
/// use partna_webhook::{Environment, Event, Verifier, service};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let verifier = Verifier::for_environment(Environment::Production);
/// let (endpoint, mut events) = service::receiver(verifier, 1000);
/// tokio::spawn(async move {
///     while let Some(event) = events.next().await {
///         match &event.event {
///             Event::Deposit(deposit) => match event.idempotency_key() {
///                 Some(key) => println!("claim {key}, then book {}", deposit.amount),
///                 None => println!("look it up among the transactions"),
///             },
///             Event::Unrecognized { reason, .. } => println!("keep it for review: {reason}"),
///             other => println!("{other}"),
///         }
///     }
/// });
/// # #[cfg(feature = "axum")]
/// let router: axum::Router = axum::Router::new().route("/partna", endpoint.into_route());
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn receiver(verifier: Verifier, capacity: usize) -> (Endpoint, Events) {
    let (sender, receiver) = mpsc::channel(capacity.max(1));
    let endpoint = Endpoint {
        verifier: Arc::new(verifier),
        sender,
        on_rejection: None,
    };
    (endpoint, Events(receiver))
}

/// A callback for the error of each rejected delivery.
type RejectionCallback = Arc<dyn Fn(&Error) + Send + Sync>;

/// An endpoint for deliveries: a `tower::Service` of HTTP requests. See [`receiver`].
///
/// It reads bodies up to the limit of its verifier. Timeouts for reading a body are the task of the server.
#[derive(Clone)]
pub struct Endpoint {
    verifier: Arc<Verifier>,
    sender: mpsc::Sender<Verified>,
    on_rejection: Option<RejectionCallback>,
}

/// The events of an [`Endpoint`], in the order of their deliveries. This order may differ from the order in which they happened.
pub struct Events(mpsc::Receiver<Verified>);

impl Events {
    /// Waits for the next event. Returns `None` when all endpoints are dropped.
    pub async fn next(&mut self) -> Option<Verified> {
        self.0.recv().await
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Events({} waiting)", self.0.len())
    }
}

impl Endpoint {
    /// Calls `callback` with the error of each rejected delivery, to log or to count it. The error is safe to print.
    #[must_use]
    pub fn on_rejection(mut self, callback: impl Fn(&Error) + Send + Sync + 'static) -> Self {
        self.on_rejection = Some(Arc::new(callback));
        self
    }

    /// Verifies a body, sends its event to the channel, and returns the status to respond with, for servers that use neither
    /// tower nor axum. (The type requires the feature `tower` nevertheless.)
    #[must_use]
    pub fn receive(&self, body: &[u8]) -> StatusCode {
        match self.verifier.verify(body) {
            Ok(event) => match self.sender.try_send(event) {
                Ok(()) => StatusCode::OK,
                Err(_) => StatusCode::SERVICE_UNAVAILABLE,
            },
            Err(error) => reject(self.on_rejection.as_ref(), &error),
        }
    }

    /// Returns a route for an axum router. It accepts only POST.
    #[cfg(feature = "axum")]
    pub fn into_route<S: Clone>(self) -> axum::routing::MethodRouter<S> {
        axum::routing::post_service(self)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("verifier", &self.verifier)
            .field("capacity", &self.sender.capacity())
            .finish_non_exhaustive()
    }
}

impl<B> Service<Request<B>> for Endpoint
where
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // If the channel is full, the endpoint responds 503 instead of waiting.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let endpoint = self.clone();
        Box::pin(async move {
            let status = match read_body(request, &endpoint.verifier).await {
                Ok(body) => endpoint.receive(&body),
                Err(None) => StatusCode::METHOD_NOT_ALLOWED,
                Err(Some(error)) => reject(endpoint.on_rejection.as_ref(), &error),
            };
            Ok(response(status))
        })
    }
}

/// Calls the callback with the error, and returns the status to respond with.
fn reject(callback: Option<&RejectionCallback>, error: &Error) -> StatusCode {
    if let Some(callback) = callback {
        callback(error);
    }
    match error.kind() {
        ErrorKind::Unsigned | ErrorKind::InvalidSignature | ErrorKind::OtherEnvironment(_) => {
            StatusCode::UNAUTHORIZED
        }
        ErrorKind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorKind::Malformed | ErrorKind::TooDeep => StatusCode::BAD_REQUEST,
    }
}

/// Reads the body of a POST. For a request with another method, the error is `None`.
async fn read_body<B>(request: Request<B>, verifier: &Verifier) -> Result<Bytes, Option<Error>>
where
    B: Body,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    if request.method() != Method::POST {
        return Err(None);
    }
    let max = verifier.max_body_bytes();
    match Limited::new(request.into_body(), max).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            let problem = format!("the body has more than the maximum of {max} bytes");
            Err(Some(Error::new(ErrorKind::TooLarge, problem)))
        }
        Err(_) => {
            let problem = "the body ended early; the connection may be broken";
            Err(Some(Error::new(ErrorKind::Malformed, problem)))
        }
    }
}

/// Returns a response with the reason phrase of its status as the body. It does not contain the cause of an error, because the
/// sender of a rejected delivery may be an attacker.
fn response(status: StatusCode) -> Response<Full<Bytes>> {
    let text = status.canonical_reason().unwrap_or_default();
    let mut response = Response::new(Full::new(Bytes::from_static(text.as_bytes())));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("POST"));
    }
    response
}
