//! The seam between generated code and whatever sends requests.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use partna_types::tolerant::{self, SkippedField};
use serde::de::DeserializeOwned;

use crate::acceptance::{check_accepted, contradiction};
use crate::json_text::without_bom;
use crate::members::body_has_data;
use crate::{Client, Effect, Error, Operation, ResponseValue};

/// A whole answer, its body read.
pub type HttpResponse = http::Response<Bytes>;

/// What [`Transport::send`] answers.
pub type ResponseFuture<'a> =
    Pin<Box<dyn Future<Output = Result<HttpResponse, Error>> + Send + 'a>>;

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
    fn send(&self, call: Call) -> ResponseFuture<'_>;

    /// Reports the fields of a success that did not have the documented form, each time there are any. By default it does
    /// nothing.
    fn report_skipped_fields(
        &self,
        operation: Option<&'static Operation>,
        fields: &[SkippedField],
    ) {
        let _ = (operation, fields);
    }
}

/// Decodes a response without a check of the caller's reference: [`decode_write`] with `None`.
///
/// # Errors
///
/// Those of [`decode_write`].
pub fn decode<T: DeserializeOwned>(
    operation: Option<&'static Operation>,
    response: HttpResponse,
) -> Result<ResponseValue<T>, Error> {
    decode_write(operation, None, response)
}

/// Decodes a response, by what the operation does.
///
/// A **read** succeeds with any 2xx, unless its body has an error in it. An empty body reads as `{}`.
///
/// A **write**, and a GET that acts, succeeds only if the response shows that the API has accepted it: 200, 201 or 202 with
/// a complete JSON object that has a member of the documented success ([`Operation::success_members`]), without an error in
/// it, and without a reference other than `reference`, the caller's own. Any other 2xx leaves the outcome unknown. No other
/// field inside `data` counts.
///
/// A **request that the document does not know** counts as a write. Of its success nothing is documented, so any JSON value
/// that says something will do: `null`, `false`, `""`, `[]`, `{}` and an object of nulls do not.
///
/// A body has an error in it if, at its top level, `error` or `errors` is not empty; `success` or `status` is false, "error"
/// or "failed"; `statusCode` or `status` is 400 or more; or `message` is a text that the API refuses with.
///
/// **Fields that do not have the form that `T` expects** are converted or left out, and listed by
/// [`ResponseValue::skipped_fields`]. [`tolerant`] has the rules.
///
/// ```
/// use partna_client::{HttpResponse, ErrorKind, Operation, decode_write, types::TransferResponse};
///
/// let decode = |body: &'static str| {
///     decode_write::<TransferResponse>(Operation::by_id("create_transfer"), Some("a1"), HttpResponse::new(body.into()))
/// };
/// assert!(decode(r#"{"data": {}, "message": "success"}"#).is_ok());
/// for unknown in ["", "{}", r#"{"message": "success", "data": {"transactionReference": "b2"}}"#] {
///     assert_eq!(decode(unknown).err().map(|error| error.kind()), Some(ErrorKind::OutcomeUnknown));
/// }
/// ```
///
/// # Errors
///
/// By status and message, as [`ErrorKind`] tells them apart; [`ErrorKind::Undecodable`] for a success that is not complete JSON, or
/// that is not an object where `T` is; and
/// [`ErrorKind::OutcomeUnknown`] for a write whose outcome the response does not show. Only a short list of statuses refuses
/// a write: 400 to 405, 409, 410, 413, 415, 422 and 429.
///
/// [`ErrorKind`]: crate::ErrorKind
/// [`ErrorKind::Undecodable`]: crate::ErrorKind::Undecodable
/// [`ErrorKind::OutcomeUnknown`]: crate::ErrorKind::OutcomeUnknown
pub fn decode_write<T: DeserializeOwned>(
    operation: Option<&'static Operation>,
    reference: Option<&str>,
    response: HttpResponse,
) -> Result<ResponseValue<T>, Error> {
    if !response.status().is_success() {
        return Err(Error::from_response(operation, response));
    }
    if operation.is_some_and(|operation| operation.effect == Effect::Read) {
        if let Some(found) = contradiction(&response) {
            return Err(Error::contradicted(operation, found, response));
        }
    } else if let Err(reason) = check_accepted(operation, reference, &response) {
        return Err(Error::not_accepted(operation, reason, response));
    }
    let (parts, mut body) = response.into_parts();
    if without_bom(&body).trim_ascii().is_empty() {
        body = Bytes::from_static(b"{}");
    }
    let decoded =
        tolerant::from_slice(&body).map_err(|error| Error::undecodable(operation, &error))?;
    let has_data = body_has_data(&body);
    Ok(ResponseValue::decoded(
        decoded,
        parts.status,
        parts.headers,
        operation,
        has_data,
    ))
}

/// Sends a call and decodes the response with [`decode_write`], by the caller's reference in the body of the request.
///
/// ```no_run
/// # async fn example(client: partna_client::Client, request: reqwest::Request) -> Result<(), partna_client::Error> {
/// let call = partna_client::Call::new(request, None);
/// let response = partna_client::exchange::<serde_json::Value>(client.transport(), call).await?;
/// println!("{}", response.status());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of the transport, and those of [`decode_write`].
pub async fn exchange<T: DeserializeOwned>(
    transport: &SharedTransport,
    call: Call,
) -> Result<ResponseValue<T>, Error> {
    let operation = call.operation;
    let reference = call.reference();
    let raw = transport.send(call).await?;
    let response = decode_write::<T>(operation, reference.as_deref(), raw)?;
    if !response.skipped_fields().is_empty() {
        transport.report_skipped_fields(operation, response.skipped_fields());
    }
    Ok(response)
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
        let call = Call::new(request, Operation::by_id(id));
        exchange(&self.inner, call).await
    }
}
