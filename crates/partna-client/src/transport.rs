//! The interface between generated code and the transport that sends requests.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use partna_types::tolerant::{self, MismatchedField};
use serde::de::DeserializeOwned;

use crate::acceptance::{
    ACCEPTED_STATUSES, NotAccepted, check_accepted, current_or_stored_error, is_empty_success,
};
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

    /// Returns the caller's reference in the body of the request, if the operation has a field for it. [`decode_write`] compares
    /// the response with it.
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
/// `send` returns an error if there is no complete response. A complete response is never an error of `send`, regardless of its
/// status: [`decode`] classifies it.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends one call.
    fn send(&self, call: Call) -> ResponseFuture<'_>;

    /// Receives the fields of a success that did not have the documented type. [`send_and_decode`] calls it if there are any. The
    /// default implementation does nothing.
    fn report_mismatched_fields(
        &self,
        operation: Option<&'static Operation>,
        fields: &[MismatchedField],
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

/// Decodes a response. The conditions for a success depend on the effect of the operation.
///
/// A **read** succeeds with any 2xx, unless its body has an error. An empty body is decoded as `{}`.
///
/// A **write**, and a GET that changes state, succeeds only if the response shows that the API has accepted it: 200, 201 or 202
/// with a complete JSON object that has a member of the documented success ([`Operation::success_members`]), no error, and no
/// reference other than `reference`, the caller's reference. It also succeeds with an empty response that the document lists
/// ([`Operation::empty_successes`]). With any other 2xx the outcome is unknown. Other fields inside `data` are not checked.
///
/// A **request that is not in the document** is treated as a write. Its success is not documented, so any non-empty JSON value is
/// sufficient: `null`, `false`, `""`, `[]`, `{}` and an object of nulls are empty.
///
/// A body has an error if, at its top level, `error` or `errors` is not empty; `success` or `status` is false, "error" or
/// "failed"; `statusCode` or `status` is 400 or more; or `message` is a text of an API error.
///
/// **Fields that do not have the type that `T` expects** are converted or omitted, and listed by
/// [`ResponseValue::mismatched_fields`]. [`tolerant`] has the rules.
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
/// that is not an object although `T` requires an object, and [`ErrorKind::OutcomeUnknown`] for a write whose outcome the
/// response does not show. Only these statuses prove that the API refused a write: 400 to 405, 409, 410, 413, 415, 422 and 429.
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
        if let Some(error) = current_or_stored_error(&response) {
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

/// Sends a call and decodes the response with [`decode_write`]. If the request has a reference, passes the reference to
/// [`decode_write`].
///
/// ```no_run
/// # async fn example(client: partna_client::Client, request: reqwest::Request) -> Result<(), partna_client::Error> {
/// let call = partna_client::Call::new(request, None);
/// let response = partna_client::send_and_decode::<serde_json::Value>(client.transport(), call).await?;
/// println!("{}", response.status());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Returns the errors of the transport and of [`decode_write`].
pub async fn send_and_decode<T: DeserializeOwned>(
    transport: &SharedTransport,
    call: Call,
) -> Result<ResponseValue<T>, Error> {
    let operation = call.operation;
    let reference = call.reference();
    let raw = transport.send(call).await?;
    let response = decode_write::<T>(operation, reference.as_deref(), raw)?;
    if !response.mismatched_fields().is_empty() {
        transport.report_mismatched_fields(operation, response.mismatched_fields());
    }
    Ok(response)
}

/// Returns the body of a response that is not JSON.
///
/// A read succeeds with any 2xx, unless its body has an error. A write succeeds only with 200, 201 or 202 and a body of a
/// documented media type, or with a documented success without content. Any other response may come from a proxy.
fn read_bytes(
    operation: Option<&'static Operation>,
    media_types: &[&str],
    response: HttpResponse,
) -> Result<ResponseValue<Vec<u8>>, Error> {
    if !response.status().is_success() {
        return Err(Error::from_response(operation, response));
    }
    let is_read = operation.is_some_and(|operation| operation.effect == Effect::Read);
    if let Some(found) = current_or_stored_error(&response) {
        return Err(match is_read {
            true => Error::in_success(operation, found, response),
            false => Error::not_accepted(operation, NotAccepted::ErrorInBody(found), response),
        });
    }
    if !is_read
        && !is_empty_success(operation, &response)
        && let Some(reason) = missing_evidence(media_types, &response)
    {
        let reason = NotAccepted::NoEvidence(reason);
        return Err(Error::not_accepted(operation, reason, response));
    }
    let (parts, body) = response.into_parts();
    Ok(ResponseValue::undecoded(
        body.into(),
        parts.status,
        parts.headers,
        operation,
    ))
}

/// Returns the reason why a 2xx whose documented content is not JSON does not show that a write was accepted. `None` if it shows
/// this.
fn missing_evidence(media_types: &[&str], response: &HttpResponse) -> Option<&'static str> {
    let essence = |text: &str| {
        let essence = text.split(';').next().unwrap_or_default();
        essence.trim().to_ascii_lowercase()
    };
    let found = response.headers().get(http::header::CONTENT_TYPE);
    let found = found.and_then(|found| found.to_str().ok()).map(essence);
    let is_documented = |found: &String| media_types.iter().any(|known| essence(known) == *found);
    if !ACCEPTED_STATUSES.contains(&response.status().as_u16()) {
        return Some("its status is not 200, 201 or 202");
    }
    if response.body().is_empty() {
        return Some("its body is empty");
    }
    (!found.as_ref().is_some_and(is_documented)).then_some("its content type is not documented")
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
    pub(crate) async fn send_and_decode<T: DeserializeOwned>(
        &self,
        id: &str,
        request: reqwest::Request,
    ) -> Result<ResponseValue<T>, Error> {
        let call = Call::new(request, Operation::by_id(id));
        send_and_decode(&self.inner, call).await
    }

    /// Sends the request of an operation whose success is not JSON, and returns the body.
    #[allow(dead_code, reason = "a document may have no such responses")]
    pub(crate) async fn send_and_read_bytes(
        &self,
        id: &str,
        media_types: &[&str],
        request: reqwest::Request,
    ) -> Result<ResponseValue<Vec<u8>>, Error> {
        let operation = Operation::by_id(id);
        let response = self.inner.send(Call::new(request, operation)).await?;
        read_bytes(operation, media_types, response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn read(id: &str, status: u16, content_type: &str, body: &'static str) -> Option<ErrorKind> {
        let response = http::Response::builder()
            .status(status)
            .header("content-type", content_type)
            .body(Bytes::from_static(body.as_bytes()))
            .ok()?;
        let found = read_bytes(Operation::by_id(id), &["text/csv"], response);
        match found {
            Ok(value) if value.as_slice() == body.as_bytes() => None,
            Ok(_) => Some(ErrorKind::Undecodable),
            Err(error) => Some(error.kind()),
        }
    }

    #[test]
    fn write_without_documented_content_type_is_not_accepted() {
        let unknown = Some(ErrorKind::OutcomeUnknown);
        assert_eq!(
            read("create_transfer", 200, "text/csv; charset=utf-8", "a,b"),
            None
        );
        assert_eq!(read("create_transfer", 200, "text/html", "<p>"), unknown);
        assert_eq!(read("create_transfer", 204, "text/csv", "a"), unknown);
        assert_eq!(read("create_transfer", 200, "text/csv", ""), unknown);
        assert_eq!(read("list_accounts", 200, "text/plain", ""), None);
        assert!(read("list_accounts", 500, "text/csv", "a").is_some());
    }
}
