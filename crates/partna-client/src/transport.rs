//! The interface between generated code and the transport that sends requests.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use partna_types::tolerant::{self, SkippedField};
use serde::de::DeserializeOwned;

use crate::acceptance::{check_accepted, error_in_success};
use crate::json_text::without_bom;
use crate::members::body_has_data;
use crate::{Client, Effect, Error, Operation, ResponseValue};

/// A response with its complete body.
pub type HttpResponse = http::Response<Bytes>;

/// The future that [`Transport::send`] returns.
pub type ResponseFuture<'a> =
    Pin<Box<dyn Future<Output = Result<HttpResponse, Error>> + Send + 'a>>;

/// A transport that clients share.
pub type SharedTransport = Arc<dyn Transport>;

/// A request to send.
#[non_exhaustive]
pub struct Call {
    /// The request, without credentials.
    pub request: reqwest::Request,
    /// The operation of the request. `None` for requests that are not in the document.
    pub operation: Option<&'static Operation>,
}

impl Call {
    /// Creates a call.
    #[must_use]
    pub fn new(request: reqwest::Request, operation: Option<&'static Operation>) -> Self {
        Self { request, operation }
    }

    /// Returns the caller's reference in the body of the request, if its operation has one. [`decode_write`] compares the
    /// response with it.
    #[must_use]
    pub fn reference(&self) -> Option<String> {
        let field = self.operation?.reference?.field;
        let body = self.request.body()?.as_bytes()?;
        let body: serde_json::Value = serde_json::from_slice(body).ok()?;
        Some(body.get(field)?.as_str()?.to_owned())
    }
}

/// Sends requests: adds the credentials, rejects requests that must not be sent, and reads the complete response.
///
/// # Errors
///
/// `send` returns an error if there is no complete response. A response of any status is not an error: [`decode`] classifies it.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends one call.
    fn send(&self, call: Call) -> ResponseFuture<'_>;

    /// Called with the fields of a success that did not have the documented type, if there are any. The default implementation
    /// does nothing.
    fn report_skipped_fields(
        &self,
        operation: Option<&'static Operation>,
        fields: &[SkippedField],
    ) {
        let _ = (operation, fields);
    }
}

/// Decodes a response without checking the caller's reference: [`decode_write`] with `None`.
///
/// # Errors
///
/// Returns the errors of [`decode_write`].
pub fn decode<T: DeserializeOwned>(
    operation: Option<&'static Operation>,
    response: HttpResponse,
) -> Result<ResponseValue<T>, Error> {
    decode_write(operation, None, response)
}

/// Decodes a response by the effect of its operation.
///
/// A **read** succeeds with any 2xx, unless its body has an error. An empty body is decoded as `{}`.
///
/// A **write**, and a GET that changes state, succeeds only if the response shows that the API has accepted it: 200, 201 or 202
/// with a complete JSON object that has a member of the documented success ([`Operation::success_members`]), no error, and no
/// reference other than `reference`, the caller's reference. With any other 2xx the outcome is unknown. Other fields inside
/// `data` do not matter.
///
/// A **request that is not in the document** is treated as a write. Its success is not documented, so any non-empty JSON value is
/// sufficient: `null`, `false`, `""`, `[]`, `{}` and an object of nulls are empty.
///
/// A body has an error if, at its top level, `error` or `errors` is not empty; `success` or `status` is false, "error" or
/// "failed"; `statusCode` or `status` is 400 or more; or `message` is a text of an API error.
///
/// **Fields that do not have the type that `T` expects** are converted or omitted, and listed by
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
/// The [`ErrorKind`] depends on status and message. It is [`ErrorKind::Undecodable`] for a success that is not complete JSON, or
/// not an object where `T` is one, and [`ErrorKind::OutcomeUnknown`] for a write whose outcome the response does not show. Only
/// these statuses reject a write: 400 to 405, 409, 410, 413, 415, 422 and 429.
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
        if let Some(error) = error_in_success(&response) {
            return Err(Error::in_success(operation, error, response));
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

/// Sends a call and decodes the response with [`decode_write`] and the caller's reference in the body of the request.
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
/// Returns the errors of the transport and of [`decode_write`].
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
    /// Returns the base URL, without a trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.baseurl
    }

    /// Returns the transport.
    #[must_use]
    pub fn transport(&self) -> &SharedTransport {
        &self.inner
    }

    /// Sends the request of an operation and decodes the response. All generated `send` methods call this.
    pub(crate) async fn exchange<T: DeserializeOwned>(
        &self,
        id: &str,
        request: reqwest::Request,
    ) -> Result<ResponseValue<T>, Error> {
        let call = Call::new(request, Operation::by_id(id));
        exchange(&self.inner, call).await
    }
}
