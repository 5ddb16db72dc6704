//! The seam between generated code and whatever sends requests.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use progenitor_client::ResponseValue;
use serde::de::DeserializeOwned;

use crate::error::undecodable;
use crate::{Client, Error, Operation};

/// A whole answer, its body read.
pub type Answer = http::Response<Bytes>;

/// What [`Transport::send`] answers.
pub type AnswerFuture<'a> = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send + 'a>>;

/// A transport as clients share it.
pub type SharedTransport = Arc<dyn Transport>;

/// A request on its way.
#[non_exhaustive]
pub struct Call {
    /// The request, without credentials.
    pub request: reqwest::Request,
    /// The operation it belongs to; none for requests that the document does not know.
    pub operation: Option<&'static Operation>,
}

impl Call {
    /// Puts a call together.
    #[must_use]
    pub fn new(request: reqwest::Request, operation: Option<&'static Operation>) -> Self {
        Self { request, operation }
    }
}

/// Sends requests: adds what authenticates them, refuses what must not leave, and reads the whole answer.
///
/// # Errors
///
/// `send` answers an error for whatever kept it from getting an answer. An answer of any status is not one: it is judged
/// by [`decode`].
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends one call.
    fn send(&self, call: Call) -> AnswerFuture<'_>;
}

/// Reads an answer: any 2xx is success, an empty body reads as `{}`, anything else is an error.
///
/// # Errors
///
/// By status and message, as [`ErrorKind`] tells them apart; [`ErrorKind::Undecodable`] for a success that is not a `T`; and
/// [`ErrorKind::OutcomeUnknown`] for whatever leaves open what became of a write.
///
/// [`ErrorKind`]: crate::ErrorKind
/// [`ErrorKind::Undecodable`]: crate::ErrorKind::Undecodable
/// [`ErrorKind::OutcomeUnknown`]: crate::ErrorKind::OutcomeUnknown
pub fn decode<T: DeserializeOwned>(
    operation: Option<&'static Operation>,
    answer: Answer,
) -> Result<ResponseValue<T>, Error> {
    if !answer.status().is_success() {
        return Err(Error::from_answer(operation, answer));
    }
    let (parts, mut body) = answer.into_parts();
    if body.trim_ascii().is_empty() {
        body = Bytes::from_static(b"{}");
    }
    let value = serde_json::from_slice(&body).map_err(|_| undecodable::<T>(operation, &body))?;
    Ok(ResponseValue::new(value, parts.status, parts.headers))
}

impl Client {
    /// Where requests go, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.baseurl
    }

    /// What sends the requests.
    #[must_use]
    pub fn transport(&self) -> &SharedTransport {
        &self.inner
    }

    /// Where every generated `send` ends: sends the request, and reads its answer.
    pub(crate) async fn exchange<T: DeserializeOwned>(
        &self,
        id: &str,
        request: reqwest::Request,
    ) -> Result<ResponseValue<T>, Error> {
        let operation = Operation::by_id(id);
        let answer = self.inner.send(Call::new(request, operation)).await?;
        decode(operation, answer)
    }
}
