//! The error of every call.

use std::error::Error as StdError;
use std::fmt;

use http::StatusCode;
use serde::de::DeserializeOwned;

use crate::transport::LocalError;
use crate::{Answer, Effect, Operation, types};

/// What kept a call from succeeding. It is safe to print: no body, no header and no secret is in it.
///
/// ```
/// use partna_client::{Error, ErrorKind};
///
/// fn worth_a_second_look(error: &Error) -> bool {
///     error.kind() == ErrorKind::OutcomeUnknown // look the reference up; do not send again
/// }
/// ```
///
/// # Troubleshooting
///
/// [`kind`](Self::kind) says what to do: see there. The chain of [`source`](StdError::source)s says what lies behind it.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    operation: Option<&'static Operation>,
    what: String,
    status: Option<StatusCode>,
    message: Option<String>,
    data: Option<serde_json::Value>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// Kinds of error, by what a caller can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client is set up wrongly. Nothing was sent. Mend the set-up that the text names.
    Config,
    /// The request is not complete, or a value does not fit. Nothing was sent. Mend the call.
    InvalidRequest,
    /// The request must not leave: another host, or an operation that this environment does not have. Nothing was sent.
    Refused,
    /// The API could not be reached, or the connection broke. Nothing happened that could not be asked for again.
    Transport,
    /// No answer in time. Nothing happened that could not be asked for again.
    Timeout,
    /// The API answered with an error. See [`Error::status`] and [`Error::message`].
    Api,
    /// The API answered with a redirect, which is never followed: the key would go along.
    Redirected,
    /// The answer is a success, and not what the document says. The bindings are out of date, or something stands between.
    Undecodable,
    /// A write left, and whether it took effect is not known. Look its reference up; do not send it again.
    OutcomeUnknown,
}

impl Error {
    /// Makes an error; for those who bring a transport of their own. `what` must not hold anything secret.
    #[must_use]
    pub fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            operation: None,
            what: what.into(),
            status: None,
            message: None,
            data: None,
            source: None,
        }))
    }

    /// Names the operation that failed.
    #[must_use]
    pub fn with_operation(mut self, operation: Option<&'static Operation>) -> Self {
        self.0.operation = operation;
        self
    }

    /// Names what lies behind the error. It is printed with it, so it must not hold anything secret.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What kind of error this is, which is what to do about it.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the answer, where there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The operation that failed; none for requests that the document does not know, and where there was no request.
    #[must_use]
    pub fn operation(&self) -> Option<&'static Operation> {
        self.0.operation
    }

    /// The API's own words. Compare by substring and without regard to case: the wording moves.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// What the API added to its message. It may repeat values that were sent, and is not printed with the error.
    #[must_use]
    pub fn data(&self) -> Option<&serde_json::Value> {
        self.0.data.as_ref()
    }

    /// Judges an answer that is not a success.
    pub(crate) fn from_answer(operation: Option<&'static Operation>, answer: &Answer) -> Self {
        let status = answer.status();
        let mut error = if status.is_redirection() {
            let what = format!(
                "the API answered with a redirect ({status}), which is not followed: the key would go along"
            );
            Self::new(ErrorKind::Redirected, what)
        } else {
            Self::new(ErrorKind::Api, format!("the API answered {status}"))
        };
        error.0.operation = operation;
        error.0.status = Some(status);
        match serde_json::from_slice(answer.body()) {
            Ok(serde_json::Value::Object(mut body)) => {
                error.0.message = body
                    .get("message")
                    .and_then(|text| text.as_str())
                    .map(str::to_owned);
                error.0.data = body.remove("data").filter(|data| !data.is_null());
            }
            _ if status.is_redirection() => {}
            _ => error.0.what += &unreadable(answer),
        }
        error
    }
}

/// Describes a body that is no JSON object, without repeating any of it.
fn unreadable(answer: &Answer) -> String {
    if answer.body().trim_ascii().is_empty() {
        return ", with an empty body".to_owned();
    }
    let kind = answer
        .headers()
        .get(http::header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = match kind.map(|kind| kind.split(';').next().unwrap_or(kind).trim()) {
        Some("text/html") => "an HTML page",
        Some("text/plain") => "plain text",
        Some("application/json") => "broken JSON",
        _ => "something",
    };
    format!(", with {kind} of {} bytes for a body", answer.body().len())
}

/// Turns progenitor's error into ours: the one place where that type ends.
pub(crate) fn from_wire<T: DeserializeOwned>(
    id: &str,
    error: progenitor_client::Error<types::ApiError>,
) -> Error {
    use progenitor_client::Error as Wire;
    let operation = Operation::by_id(id);
    let error = match error {
        Wire::InvalidRequest(what) => Error::new(ErrorKind::InvalidRequest, what),
        Wire::CommunicationError(error) => {
            Error::new(ErrorKind::InvalidRequest, "the request cannot be written")
                .with_source(error.without_url())
        }
        Wire::UnexpectedResponse(mut response) => {
            return LocalError::take(operation, &mut response);
        }
        Wire::InvalidResponsePayload(body, _) => {
            return undecodable::<T>(operation, &body);
        }
        Wire::ErrorResponse(answer) => {
            let mut error = Error::new(
                ErrorKind::Api,
                format!("the API answered {}", answer.status()),
            );
            error.0.status = Some(answer.status());
            error.0.message = answer.message.clone();
            error
        }
        Wire::ResponseBodyError(error) | Wire::InvalidUpgrade(error) => {
            Error::new(ErrorKind::Transport, "the answer broke off")
                .with_source(error.without_url())
        }
        Wire::Custom(what) => Error::new(ErrorKind::Transport, what),
    };
    error.with_operation(operation)
}

/// A success that is not a `T`. Says where, and repeats nothing: serde's own text quotes the value it met.
pub(crate) fn undecodable<T: DeserializeOwned>(
    operation: Option<&'static Operation>,
    body: &[u8],
) -> Error {
    let mut json = serde_json::Deserializer::from_slice(body);
    let place = match serde_path_to_error::deserialize::<_, T>(&mut json) {
        Err(error) => {
            let inner = error.inner();
            format!(
                "at `{}` (line {}, column {})",
                error.path(),
                inner.line(),
                inner.column()
            )
        }
        Ok(_) => "after its end".to_owned(),
    };
    let what = format!("the answer is a success, but not what the document says, {place}");
    if operation.is_none_or(|operation| operation.effect != Effect::Read) {
        let what = format!(
            "{what}; whether the request took effect is not known, so look it up before anything is sent again"
        );
        return Error::new(ErrorKind::OutcomeUnknown, what).with_operation(operation);
    }
    Error::new(ErrorKind::Undecodable, what).with_operation(operation)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "{}: ", operation.id)?;
        }
        f.write_str(&self.0.what)?;
        match &self.0.message {
            Some(message) => write!(f, ": {message}"),
            None => Ok(()),
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
