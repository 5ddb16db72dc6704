//! Successful responses.

use std::fmt;
use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};
use partna_types::tolerant::{MismatchedField, Tolerant};

use crate::{Effect, Error, ErrorKind, HasData, Operation};

/// A successful response: the decoded body, the status and the headers. It dereferences to the decoded body.
///
/// A field that does not have the documented type is converted or omitted by the rules of [`tolerant`](partna_types::tolerant).
/// [`mismatched_fields`](Self::mismatched_fields) lists these fields.
///
/// ```
/// use partna_client::{HttpResponse, Operation, decode, types::BalancesResponse};
///
/// let body = r#"{"data": {"customer": {"NGN": "", "USD": {"availableBalance": 5}}}, "message": "success"}"#;
/// let balances = decode::<BalancesResponse>(Operation::by_id("get_balances"), HttpResponse::new(body.into()))?;
/// for field in balances.mismatched_fields() {
///     assert_eq!(field.to_string(), "data.customer.NGN: expected an object, found text; the field is omitted");
/// }
/// assert_eq!(balances.mismatched_fields().len(), 1);
/// # Ok::<(), partna_client::Error>(())
/// ```
pub struct ResponseValue<T> {
    inner: T,
    status: StatusCode,
    headers: HeaderMap,
    mismatched: Vec<MismatchedField>,
    mismatched_count: usize,
    operation: Option<&'static Operation>,
    has_data: bool,
}

impl<T> ResponseValue<T> {
    /// Creates a response for tests.
    pub fn new(inner: T, status: StatusCode, headers: HeaderMap) -> Self {
        Self {
            inner,
            status,
            headers,
            mismatched: Vec::new(),
            mismatched_count: 0,
            operation: None,
            has_data: true,
        }
    }

    /// Creates a response with a decoded body. `has_data` states whether the body has a member `data`. The decoded body does not
    /// show this: an absent list and an empty list are decoded to equal values.
    pub(crate) fn decoded(
        decoded: Tolerant<T>,
        status: StatusCode,
        headers: HeaderMap,
        operation: Option<&'static Operation>,
        has_data: bool,
    ) -> Self {
        let mismatched_count = decoded.mismatched_count();
        let (inner, mismatched) = decoded.into_parts();
        Self {
            inner,
            status,
            headers,
            mismatched,
            mismatched_count,
            operation,
            has_data,
        }
    }

    /// Creates a response with the raw bytes of the body as `inner`.
    pub(crate) fn undecoded(
        inner: T,
        status: StatusCode,
        headers: HeaderMap,
        operation: Option<&'static Operation>,
    ) -> Self {
        Self {
            inner,
            status,
            headers,
            mismatched: Vec::new(),
            mismatched_count: 0,
            operation,
            has_data: false,
        }
    }

    /// Returns the decoded body without status and headers.
    pub fn into_inner(self) -> T {
        self.inner
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the value of the header `Content-Length`, in bytes. `None` if the header is absent or not a number.
    pub fn content_length(&self) -> Option<u64> {
        let length = self.headers.get(http::header::CONTENT_LENGTH)?;
        length.to_str().ok()?.parse().ok()
    }

    /// Returns the fields that did not have the documented type, in the order of the body. Each was converted or omitted. The list
    /// has at most 1,000 fields.
    pub fn mismatched_fields(&self) -> &[MismatchedField] {
        &self.mismatched
    }

    /// Returns the number of fields that did not have the documented type. It can exceed the length of
    /// [`mismatched_fields`](Self::mismatched_fields).
    pub fn mismatched_count(&self) -> usize {
        self.mismatched_count
    }
}

impl<T: HasData> ResponseValue<T> {
    /// Returns the member `data` of the body: the result of the operation.
    ///
    /// If the documented type of `data` is a list or a map, null is decoded as an empty list or map, because the API's servers
    /// write an empty list as null. For any other type, null counts as absent.
    ///
    /// ```
    /// use partna_client::{HttpResponse, ErrorKind, Operation, decode, types::BanksResponse};
    ///
    /// let decode = |body: &'static str| decode::<BanksResponse>(Operation::by_id("list_banks"), HttpResponse::new(body.into()));
    /// assert!(decode(r#"{"data": [], "message": "success"}"#)?.data()?.is_empty());
    /// let error = decode(r#"{"message": "success"}"#)?.into_data().err();
    /// assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::Undecodable));
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If `data` is absent or does not have the documented type: [`ErrorKind::Undecodable`] for a read, and
    /// [`ErrorKind::OutcomeUnknown`] for any other operation.
    ///
    /// `OutcomeUnknown` is used even though the API accepted the request, so that callers do not send the request again. Only the
    /// result is unknown. Look up the result.
    pub fn data(&self) -> Result<&T::Data, Error> {
        if self.is_data_mismatched() || !self.has_data {
            return Err(self.missing_data_error());
        }
        self.inner.data().ok_or_else(|| self.missing_data_error())
    }

    /// Returns the member `data` of the body, and consumes the response.
    ///
    /// ```no_run
    /// # async fn example(client: partna_client::Client) -> Result<(), partna_client::Error> {
    /// let ramps = client.list_ramps().send().await?.into_data()?.ramp_requests;
    /// println!("{} ramps", ramps.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The errors of [`data`](Self::data).
    pub fn into_data(self) -> Result<T::Data, Error> {
        self.data()?;
        let error = self.missing_data_error();
        self.inner.into_data().ok_or(error)
    }

    fn is_data_mismatched(&self) -> bool {
        let is_data = |field: &MismatchedField| field.path() == "data" && !field.is_converted();
        self.mismatched.iter().any(is_data)
    }

    /// Returns the error for a response whose `data` is absent or does not have the documented type.
    fn missing_data_error(&self) -> Error {
        let problem = if self.is_data_mismatched() {
            "the call succeeded, but `data` does not have the documented type"
        } else {
            "the call succeeded, but `data` is missing"
        };
        let is_read = |operation: &Operation| operation.effect == Effect::Read;
        let (kind, fix) = if self.operation.is_some_and(is_read) {
            let fix = "read `mismatched_fields` and `message` of the response, or request it again";
            (ErrorKind::Undecodable, fix)
        } else {
            // `Undecodable` could suggest that the write failed. A caller could then send the write again.
            let fix = "do not send the request again; look up its result, or read `message` of the response";
            (ErrorKind::OutcomeUnknown, fix)
        };
        Error::new(kind, format!("response: {problem}; {fix}")).with_operation(self.operation)
    }
}

impl<T> Deref for ResponseValue<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T> DerefMut for ResponseValue<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.inner
    }
}

impl<T> AsRef<T> for ResponseValue<T> {
    fn as_ref(&self) -> &T {
        &self.inner
    }
}

impl<T: fmt::Debug> fmt::Debug for ResponseValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{ApiKeyScopesResponse, BanksResponse, ConversionResponse, RampsResponse};
    use crate::{HttpResponse, decode};

    type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

    fn decode_response<T: serde::de::DeserializeOwned>(
        operation_id: &str,
        body: &'static str,
    ) -> std::result::Result<ResponseValue<T>, Error> {
        decode(
            Operation::by_id(operation_id),
            HttpResponse::new(body.into()),
        )
    }

    #[test]
    fn data_can_be_object_list_or_map() -> Result {
        let body = r#"{"data": {"rampRequests": [{"rampReference": "a1"}]}}"#;
        let object = decode_response::<RampsResponse>("list_ramps", body)?;
        assert_eq!(object.data()?.ramp_requests.len(), 1);
        assert_eq!(object.into_data()?.ramp_requests.len(), 1);
        let list = decode_response::<BanksResponse>("list_banks", r#"{"data": [{"code": "1"}]}"#)?;
        assert_eq!(list.into_data()?.len(), 1);
        let body = r#"{"data": {"master": "M"}}"#;
        let map = decode_response::<ApiKeyScopesResponse>("list_api_key_scopes", body)?;
        assert_eq!(map.into_data()?.len(), 1);
        Ok(())
    }

    #[test]
    fn empty_list_and_null_list_are_data() -> Result {
        for body in [
            r#"{"data": []}"#,
            r#"{"data": null}"#,
            "\u{feff}{\"message\": \"success\", \"data\": []}",
            r#"{"extra": {"data": 1}, "\u0064ata": []}"#,
        ] {
            assert!(
                decode_response::<BanksResponse>("list_banks", body)?
                    .data()?
                    .is_empty()
            );
        }
        Ok(())
    }

    #[test]
    fn read_without_data_is_undecodable() -> Result {
        for body in [
            "",
            "{}",
            r#"{"message": "success"}"#,
            r#"{"message": {"data": []}}"#,
            r#"{"data": "no banks"}"#,
            r#"{"data": {"code": "1"}}"#,
        ] {
            let response = decode_response::<BanksResponse>("list_banks", body)?;
            let error = response.data().err().ok_or(body)?;
            assert_eq!(error.kind(), ErrorKind::Undecodable, "{body}");
            assert_eq!(error.operation().map(|it| it.id), Some("list_banks"));
            let text = error.to_string();
            assert!(
                text.starts_with("list_banks: response: the call succeeded"),
                "{text}"
            );
            assert!(response.into_data().is_err(), "{body}");
        }
        for body in [
            r#"{"data": null}"#,
            r#"{"message": "ok"}"#,
            r#"{"data": 5}"#,
        ] {
            let response = decode_response::<RampsResponse>("list_ramps", body)?;
            let kind = response.into_data().err().map(|error| error.kind());
            assert_eq!(kind, Some(ErrorKind::Undecodable), "{body}");
        }
        Ok(())
    }

    #[test]
    fn write_without_data_has_unknown_outcome() -> Result {
        let body = r#"{"message": "success", "data": null}"#;
        let response = decode_response::<ConversionResponse>("convert_currency", body)?;
        let error = response.into_data().err().ok_or("there is no data")?;
        assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
        let text = error.to_string();
        assert!(text.contains("the call succeeded"), "{text}");
        assert!(text.contains("do not send the request again"), "{text}");
        Ok(())
    }

    #[test]
    fn response_for_tests_has_data() -> Result {
        let constructed =
            ResponseValue::new(BanksResponse::default(), StatusCode::OK, HeaderMap::new());
        assert!(constructed.into_data()?.is_empty());
        Ok(())
    }
}
