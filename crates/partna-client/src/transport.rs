//! The seam between generated code and whatever sends requests.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use progenitor_client::ResponseValue;
use serde::de::DeserializeOwned;

use crate::error::undecodable;
use crate::evidence::{check_accepted, contradiction};
use crate::{Client, Effect, Error, Operation};

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

    /// The caller's reference in the body of the request, if its operation has one. [`decode_write`] compares the response
    /// with it.
    #[must_use]
    pub fn reference(&self) -> Option<String> {
        let field = self.operation?.reference?.field;
        let body = self.request.body()?.as_bytes()?;
        let body: serde_json::Value = serde_json::from_slice(body).ok()?;
        Some(body.get(field)?.as_str()?.to_owned())
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

/// Decodes a response without a check of the caller's reference: [`decode_write`] with `None`.
///
/// # Errors
///
/// Those of [`decode_write`].
pub fn decode<T: DeserializeOwned>(
    operation: Option<&'static Operation>,
    response: Answer,
) -> Result<ResponseValue<T>, Error> {
    decode_write(operation, None, response)
}

/// Decodes a response, by what the operation does.
///
/// A **read** succeeds with any 2xx, unless its body has an error in it. An empty body reads as `{}`.
///
/// A **write**, and a GET that acts, succeeds only if the response shows that the API has accepted it: 200, 201 or 202 with
/// a complete JSON object that has a member of the documented success ([`Operation::success_members`]), without an error in
/// it, and without a reference other than `reference`, the caller's own. Any other 2xx leaves the outcome unknown.
///
/// A **request that the document does not know** counts as a write. Of its success nothing is documented, so any JSON value
/// that says something will do: `null`, `false`, `""`, `[]`, `{}` and an object of nulls do not.
///
/// A body has an error in it if, at its top level, `error` or `errors` is not empty; `success` or `status` is false, "error"
/// or "failed"; `statusCode` or `status` is 400 or more; or `message` is a text that the API refuses with.
///
/// ```
/// use partna_client::{Answer, ErrorKind, Operation, decode_write, types::TransferResponse};
///
/// let decode = |body: &'static str| {
///     decode_write::<TransferResponse>(Operation::by_id("create_transfer"), Some("a1"), Answer::new(body.into()))
/// };
/// assert!(decode(r#"{"data": {}, "message": "success"}"#).is_ok());
/// for unknown in ["", "{}", r#"{"message": "success", "data": {"transactionReference": "b2"}}"#] {
///     assert_eq!(decode(unknown).err().map(|error| error.kind()), Some(ErrorKind::OutcomeUnknown));
/// }
/// ```
///
/// # Errors
///
/// By status and message, as [`ErrorKind`] tells them apart; [`ErrorKind::Undecodable`] for a success that is not a `T`; and
/// [`ErrorKind::OutcomeUnknown`] for a write whose outcome the response does not show. Only a short list of statuses refuses
/// a write: 400 to 405, 409, 410, 413, 415, 422 and 429.
///
/// [`ErrorKind`]: crate::ErrorKind
/// [`ErrorKind::Undecodable`]: crate::ErrorKind::Undecodable
/// [`ErrorKind::OutcomeUnknown`]: crate::ErrorKind::OutcomeUnknown
pub fn decode_write<T: DeserializeOwned>(
    operation: Option<&'static Operation>,
    reference: Option<&str>,
    response: Answer,
) -> Result<ResponseValue<T>, Error> {
    if !response.status().is_success() {
        return Err(Error::from_answer(operation, response));
    }
    if operation.is_some_and(|operation| operation.effect == Effect::Read) {
        if let Some(found) = contradiction(&response) {
            return Err(Error::contradicted(operation, found, response));
        }
    } else if let Err(doubt) = check_accepted(operation, reference, &response) {
        return Err(Error::not_accepted(operation, doubt, response));
    }
    let (parts, mut body) = response.into_parts();
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
        let call = Call::new(request, operation);
        let reference = call.reference();
        let answer = self.inner.send(call).await?;
        decode_write(operation, reference.as_deref(), answer)
    }
}
