//! The seam between generated code and whatever sends requests.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use progenitor_client::{ClientHooks, OperationInfo, ResponseValue};
use serde::de::DeserializeOwned;

use crate::error::undecodable;
use crate::{Client, Error, ErrorKind, Operation};

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
/// by [`decode`], and by the generated code in the same way.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends one call.
    fn send(&self, call: Call) -> AnswerFuture<'_>;
}

/// Reads an answer as the generated code does: any 2xx is success, an empty body reads as `{}`, anything else is an error.
///
/// # Errors
///
/// By status and message, as [`ErrorKind`] tells them apart; [`ErrorKind::Undecodable`] for a success that is not a `T`; and
/// [`ErrorKind::OutcomeUnknown`] for whatever leaves open what became of a write.
pub fn decode<T: DeserializeOwned>(
    operation: Option<&'static Operation>,
    answer: Answer,
) -> Result<ResponseValue<T>, Error> {
    let (parts, body) = success(operation, answer)?.into_parts();
    let value = serde_json::from_slice(&body).map_err(|_| undecodable::<T>(operation, &body))?;
    Ok(ResponseValue::new(value, parts.status, parts.headers))
}

/// Tells success from error, and gives an empty success a body.
fn success(operation: Option<&'static Operation>, answer: Answer) -> Result<Answer, Error> {
    if !answer.status().is_success() {
        return Err(Error::from_answer(operation, answer));
    }
    Ok(answer.map(|body| {
        if body.trim_ascii().is_empty() {
            Bytes::from_static(b"{}")
        } else {
            body
        }
    }))
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
}

impl ClientHooks<SharedTransport> for Client {
    async fn exec(
        &self,
        request: reqwest::Request,
        info: &OperationInfo,
    ) -> reqwest::Result<reqwest::Response> {
        let operation = Operation::by_id(info.operation_id);
        let result = self.inner.send(Call::new(request, operation)).await;
        let answer = result.and_then(|answer| success(operation, answer));
        Ok(answer.unwrap_or_else(LocalError::answer).into())
    }
}

/// A status that no document lists, so that generated code hands the answer on as it is.
const LOCAL: http::StatusCode = match http::StatusCode::from_u16(399) {
    Ok(status) => status,
    Err(_) => http::StatusCode::MULTIPLE_CHOICES,
};

/// An error of ours on its way through generated code, which can carry none: `exec` may only fail with a
/// `reqwest::Error`, and those cannot be made. It travels in the extensions of a made-up answer.
#[derive(Clone)]
pub(crate) struct LocalError(Arc<Mutex<Option<Error>>>);

impl LocalError {
    fn answer(error: Error) -> Answer {
        let mut answer = Answer::new(Bytes::new());
        *answer.status_mut() = LOCAL;
        answer
            .extensions_mut()
            .insert(Self(Arc::new(Mutex::new(Some(error)))));
        answer
    }

    /// Takes the error out at the other end; what is not ours is an answer that makes no sense.
    pub(crate) fn take(
        operation: Option<&'static Operation>,
        response: &mut reqwest::Response,
    ) -> Error {
        response
            .extensions_mut()
            .remove::<Self>()
            .and_then(|carried| {
                carried
                    .0
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .take()
            })
            .unwrap_or_else(|| {
                Error::new(
                    ErrorKind::Undecodable,
                    format!("an answer of status {} makes no sense", response.status()),
                )
                .with_operation(operation)
            })
    }
}
