//! The error type of all calls.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::StatusCode;
use partna_types::tolerant;

use crate::acceptance::{ErrorInSuccess, NotAccepted};
use crate::classification::stored_classification;
use crate::classify::{is_write_refusal, kind_from_status, kind_of_error_in_success, meaning_of};
use crate::json_text;
use crate::response_texts::{ResponseTexts, one_line};
use crate::retry_after::retry_after;
use crate::{Effect, ErrorKind, HttpResponse, InvalidField, Operation, Reason};

/// The error of a call. It is safe to print: it contains the status and the API's message of a response, on one line and
/// truncated, but no part of the request. `partna-auth` redacts the key and the secret fields of the request in the response.
///
/// ```
/// use partna_client::{Error, ErrorKind};
///
/// fn handle(error: &Error) {
///     eprintln!("{error}\n{}", error.help());
///     match error.kind() {
///         ErrorKind::OutcomeUnknown => { /* look up the reference; do not send the request again */ }
///         ErrorKind::RateLimited => eprintln!("wait for {:?}", error.retry_after()),
///         ErrorKind::Invalid => eprintln!("invalid: {:?}", error.fields()),
///         _ => {}
///     }
/// }
/// ```
///
/// # Troubleshooting
///
/// [`kind`](Self::kind) classifies the error by how the caller can react, and [`help`](Self::help) describes the fix in one line.
/// The chain of [`source`](StdError::source)s has the causes.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: Option<&'static Operation>,
    problem: String,
    message: Option<String>,
    is_duplicate_reference: bool,
    reason: Option<Reason>,
    data: Option<serde_json::Value>,
    response: Option<HttpResponse>,
    /// Whether `problem` includes the complete text of the source.
    is_wrapped: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// Creates an error, for custom transports. `problem` must not contain secrets.
    #[must_use]
    pub fn new(kind: ErrorKind, problem: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            operation: None,
            problem: problem.into(),
            message: None,
            is_duplicate_reference: false,
            reason: None,
            data: None,
            response: None,
            is_wrapped: false,
            source: None,
        }))
    }

    /// Creates an error for a request that may have been sent. A read has the error kind `kind`. A write has the kind
    /// [`ErrorKind::OutcomeUnknown`], and its text describes what to do. A request without an operation is treated as a write.
    #[must_use]
    pub fn after_sending(
        kind: ErrorKind,
        operation: Option<&'static Operation>,
        problem: impl Into<String>,
    ) -> Self {
        let error = if operation.is_some_and(|operation| operation.effect == Effect::Read) {
            Self::new(kind, problem)
        } else {
            let problem = problem.into()
                + "; it is unknown whether the request took effect; look it up before you send it again";
            Self::new(ErrorKind::OutcomeUnknown, problem)
        };
        error.with_operation(operation)
    }

    /// Sets the operation that failed.
    #[must_use]
    pub fn with_operation(mut self, operation: Option<&'static Operation>) -> Self {
        self.0.operation = operation;
        self
    }

    /// Wraps the error in a context: the new text is `message`, followed by the text of this error. All other properties, such as
    /// kind, status and message, are kept, and this error becomes the source.
    #[must_use]
    pub fn context(self, message: impl fmt::Display) -> Self {
        let inner = &self.0;
        let mut outer =
            Self::new(inner.kind, format!("{message}: {self}")).with_operation(inner.operation);
        outer.0.is_wrapped = true;
        outer.0.message.clone_from(&inner.message);
        outer.0.is_duplicate_reference = inner.is_duplicate_reference;
        outer.0.reason = inner.reason;
        outer.0.data.clone_from(&inner.data);
        outer.0.response.clone_from(&inner.response);
        outer.with_source(self)
    }

    /// Sets the source of the error. It is printed with the error, so it must not contain secrets.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the reason for which the API rejected the request, if its text is known. Match on the reason, not on the text.
    /// `None` if the outcome of a write is unknown: a text with a status that is not a rejection does not show that the write
    /// failed.
    ///
    /// ```
    /// use partna_client::{HttpResponse, Operation, Reason, decode};
    ///
    /// let mut response = HttpResponse::new(r#"{"message": "insufficient funds"}"#.into());
    /// *response.status_mut() = http::StatusCode::BAD_REQUEST;
    /// let error = decode::<serde_json::Value>(Operation::by_id("create_transfer"), response).unwrap_err();
    /// match error.reason() {
    ///     Some(Reason::InsufficientFunds) => { /* fund the account, then send the request again */ }
    ///     Some(Reason::KycIncomplete) => { /* verify the customer first */ }
    ///     _ => return Err(error),
    /// }
    /// # Ok::<(), partna_client::Error>(())
    /// ```
    #[must_use]
    pub fn reason(&self) -> Option<Reason> {
        self.0.reason
    }

    /// Returns the fix in one line: for the [`reason`](Self::reason) if there is one, or else for the [`kind`](Self::kind). If
    /// the outcome of a documented write is unknown, returns [`Recovery::advice`](crate::Recovery) of the operation, which
    /// contains the next call.
    ///
    /// ```
    /// use partna_client::{Error, ErrorKind, Operation};
    ///
    /// let error = Error::new(ErrorKind::OutcomeUnknown, "no response").with_operation(Operation::by_id("set_webhook"));
    /// assert!(error.help().contains("call `get_webhook`"));
    /// ```
    #[must_use]
    pub fn help(&self) -> &'static str {
        if self.kind() == ErrorKind::OutcomeUnknown
            && let Some(recovery) = self.operation().and_then(|operation| operation.recovery)
        {
            return recovery.advice;
        }
        self.reason()
            .map_or_else(|| self.kind().help(), Reason::help)
    }

    /// Returns how long to wait before the next request, if the response has a header `Retry-After`. See [`retry_after`].
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.response().and_then(retry_after)
    }

    /// Returns the fields that the API reported as invalid, without their values.
    #[must_use]
    pub fn fields(&self) -> Vec<InvalidField> {
        InvalidField::parse_all(self.data())
    }

    /// Returns the status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.response.as_ref().map(http::Response::status)
    }

    /// Returns the whole response, if it is not a success, or is a success with an error in its body. The body may have any
    /// format, such as HTML, and may contain values of the request, so do not print it.
    #[must_use]
    pub fn response(&self) -> Option<&HttpResponse> {
        self.0.response.as_ref()
    }

    /// Returns the operation that failed. `None` for requests that are not in the document, and if there was no request.
    #[must_use]
    pub fn operation(&self) -> Option<&'static Operation> {
        self.0.operation
    }

    /// Returns the error text of the API, or the most specific one of several. If you compare it, search for a substring and
    /// ignore case, because the wording changes.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// Returns whether the API reports that the caller's reference exists. Then a write with this reference has reached the API.
    /// If no other write uses the reference, it was this write. This is possible even after a single attempt, because a proxy may
    /// repeat a request.
    ///
    /// ```
    /// use partna_client::{HttpResponse, Operation, decode};
    ///
    /// let mut response = HttpResponse::new(r#"{"message": "transactionReference already exist"}"#.into());
    /// *response.status_mut() = http::StatusCode::CONFLICT;
    /// let error = decode::<serde_json::Value>(Operation::by_id("create_transfer"), response).unwrap_err();
    /// assert!(error.is_duplicate_reference());
    /// ```
    #[must_use]
    pub fn is_duplicate_reference(&self) -> bool {
        self.0.is_duplicate_reference
    }

    /// Returns the member `data` of the error response. It may contain values of the request, and is not printed with the error.
    #[must_use]
    pub fn data(&self) -> Option<&serde_json::Value> {
        self.0.data.as_ref()
    }

    /// Creates the error for a response that is not a success.
    pub(crate) fn from_response(
        operation: Option<&'static Operation>,
        response: HttpResponse,
    ) -> Self {
        let status = response.status();
        let body = json_text::json(response.body());
        let mut problem = format!("the API returned {status}");
        if status.is_redirection() {
            problem = format!(
                "the API returned a redirect ({status}), which is not followed because it would forward the key"
            );
        } else if body.is_none() {
            problem += &describe_unreadable_body(&response);
        }
        let body = body.unwrap_or_default();
        let texts = ResponseTexts::of(&response);
        let kind = stored_classification(&response)
            .map_or_else(|| kind_from_status(status.as_u16(), &texts), |it| it.kind);
        let error = if is_write_refusal(status) {
            Self::new(kind, problem).with_operation(operation)
        } else {
            Self::after_sending(kind, operation, problem)
        };
        error.with_response(&texts, body, response)
    }

    /// Creates the error for a 2xx with an error in its body.
    pub(crate) fn in_success(
        operation: Option<&'static Operation>,
        found: ErrorInSuccess,
        response: HttpResponse,
    ) -> Self {
        let problem = format!(
            "the API returned {} with an error in the body",
            response.status()
        );
        let kind = stored_classification(&response)
            .map_or_else(|| kind_of_error_in_success(&found), |it| it.kind);
        let error = Self::after_sending(kind, operation, problem);
        let body = json_text::json(response.body()).unwrap_or_default();
        error.with_response(&found.texts, body, response)
    }

    /// Creates the error for a 2xx that does not show that a write was accepted.
    pub(crate) fn not_accepted(
        operation: Option<&'static Operation>,
        reason: NotAccepted,
        response: HttpResponse,
    ) -> Self {
        match reason {
            NotAccepted::ErrorInBody(found) => Self::in_success(operation, found, response),
            NotAccepted::NoEvidence(reason) => {
                let problem = format!(
                    "the API returned {}, which does not show that the request was accepted: {reason}",
                    response.status()
                );
                Self::after_sending(ErrorKind::OutcomeUnknown, operation, problem)
            }
        }
    }

    /// Creates the error for a success that is not complete JSON, or not an object where one is documented. The error does not
    /// contain the body.
    pub(crate) fn undecodable(
        operation: Option<&'static Operation>,
        error: &tolerant::Error,
    ) -> Self {
        let problem = format!("the response is a success, but its body cannot be decoded: {error}");
        Self::after_sending(ErrorKind::Undecodable, operation, problem)
    }

    fn with_response(
        mut self,
        texts: &ResponseTexts,
        mut body: serde_json::Value,
        response: HttpResponse,
    ) -> Self {
        let data = body.get_mut("data").map(serde_json::Value::take);
        self.0.message = texts.shown().map(str::to_owned);
        let stored = stored_classification(&response);
        self.0.is_duplicate_reference = stored.map_or_else(
            || texts.has_duplicate_reference(),
            |it| it.is_duplicate_reference,
        );
        let meaning = stored.map_or_else(|| meaning_of(self.0.kind, texts), |it| it.meaning);
        self.0.reason =
            meaning.and_then(|meaning| Reason::of(self.0.kind, meaning, self.0.operation));
        self.0.data = data.filter(|data| !data.is_null());
        self.0.response = Some(response);
        self
    }
}

/// Describes a body that is not JSON. The description does not contain the body.
fn describe_unreadable_body(response: &HttpResponse) -> String {
    if response.body().trim_ascii().is_empty() {
        return ", with an empty body".to_owned();
    }
    let kind = response
        .headers()
        .get(http::header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = match kind.map(|kind| kind.split(';').next().unwrap_or(kind).trim()) {
        Some("text/html") => "an HTML page",
        Some("text/plain") => "plain text",
        Some("application/json") => "broken JSON",
        _ => "unknown content",
    };
    format!(
        ", with {kind} of {} bytes as the body",
        response.body().len()
    )
}

/// The maximum number of fields in the text of an error.
const MAX_SHOWN_FIELDS: usize = 8;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_wrapped {
            return f.write_str(&self.0.problem);
        }
        if let Some(operation) = self.0.operation {
            write!(f, "{}: ", operation.id)?;
        }
        f.write_str(&self.0.problem)?;
        if let Some(message) = &self.0.message {
            write!(f, ": {}", one_line(message))?;
        }
        let fields = self.fields();
        for (index, field) in fields.iter().take(MAX_SHOWN_FIELDS).enumerate() {
            let before = if index == 0 { "; fields: " } else { ", " };
            write!(f, "{before}{field}")?;
        }
        match fields.len().saturating_sub(MAX_SHOWN_FIELDS) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &self.0.kind);
        shown.field("text", &self.to_string());
        let mut source = self.source();
        while let Some(error) = source {
            shown.field("because", &error.to_string());
            source = error.source();
        }
        shown.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
