//! The error of every call.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::StatusCode;
use partna_types::tolerant;

use crate::acceptance::{Contradiction, NotAccepted};
use crate::classification::pinned;
use crate::classify::{classify, kind_in_body, meaning_of, refuses_write};
use crate::json_text;
use crate::response_texts::{ResponseTexts, one_line};
use crate::retry_after::retry_after;
use crate::{Effect, ErrorKind, HttpResponse, InvalidField, Operation, Reason};

/// What kept a call from succeeding. It is safe to print: of an response it shows the status and the API's message, on one line
/// and cut where it gets long; of a request nothing. `partna-auth` takes the key and the secret fields of the request out of
/// what comes back.
///
/// ```
/// use partna_client::{Error, ErrorKind};
///
/// fn tell(error: &Error) {
///     eprintln!("{error}\n{}", error.help());
///     match error.kind() {
///         ErrorKind::OutcomeUnknown => { /* look the reference up; do not send again */ }
///         ErrorKind::RateLimited => eprintln!("wait for {:?}", error.retry_after()),
///         ErrorKind::Invalid => eprintln!("look at {:?}", error.fields()),
///         _ => {}
///     }
/// }
/// ```
///
/// # Troubleshooting
///
/// [`kind`](Self::kind) says what to do, and [`help`](Self::help) says it in a line. The chain of
/// [`source`](StdError::source)s says what lies behind it.
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
    /// Whether `what` tells of the source as well, words and all.
    is_wrapped: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// Makes an error; for those who bring a transport of their own. `what` must not hold anything secret.
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

    /// Makes an error for a request that may have left: of the given kind if it only reads, and of an unknown outcome if it
    /// may have changed something, with what to do about that. What the document does not know is taken for a write.
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
                + "; whether the request took effect is not known, so look it up before anything is sent again";
            Self::new(ErrorKind::OutcomeUnknown, problem)
        };
        error.with_operation(operation)
    }

    /// Names the operation that failed.
    #[must_use]
    pub fn with_operation(mut self, operation: Option<&'static Operation>) -> Self {
        self.0.operation = operation;
        self
    }

    /// Says what this error has put an end to, before its own words. Kind, status, message and all else stay, and the error
    /// becomes the source.
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

    /// Why the API refused the request, where its text says so. Match on this, not on the text. `None` while the outcome of a
    /// write is unknown: a text beside a status that refuses nothing does not show that the write failed.
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

    /// What to do about it: by [`reason`](Self::reason) if there is one, or else by [`kind`](Self::kind). While the outcome of a
    /// documented write is unknown, it names the next call of that very operation: [`Recovery::advice`](crate::Recovery).
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

    /// How long the API asks to wait before the next request, by the rules of [`retry_after`].
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.response().and_then(retry_after)
    }

    /// The fields that the API found fault with, where it lists them. Their values are not repeated.
    #[must_use]
    pub fn fields(&self) -> Vec<InvalidField> {
        InvalidField::parse_all(self.data())
    }

    /// The status of the response, where there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.response.as_ref().map(http::Response::status)
    }

    /// The whole response, if there was one that is not a success, or a success with an error in its body. Its body may be
    /// anything, an HTML page included. It may repeat what was sent, so do not print it.
    #[must_use]
    pub fn response(&self) -> Option<&HttpResponse> {
        self.0.response.as_ref()
    }

    /// The operation that failed; none for requests that the document does not know, and where there was no request.
    #[must_use]
    pub fn operation(&self) -> Option<&'static Operation> {
        self.0.operation
    }

    /// The text of the API that says most, if there are several. Compare by substring and without regard to case: the wording
    /// moves.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// Whether the API says that the caller's reference exists. Then a write with this reference has reached it: this one, if
    /// nobody else uses the reference. A proxy may repeat a request by itself, so that holds for a first attempt as well.
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

    /// What the API added to its message. It may repeat values that were sent, and is not printed with the error.
    #[must_use]
    pub fn data(&self) -> Option<&serde_json::Value> {
        self.0.data.as_ref()
    }

    /// Judges an response that is not a success.
    pub(crate) fn from_response(
        operation: Option<&'static Operation>,
        response: HttpResponse,
    ) -> Self {
        let status = response.status();
        let body = json_text::json(response.body());
        let mut problem = format!("the API answered {status}");
        if status.is_redirection() {
            problem = format!(
                "the API answered with a redirect ({status}), which is not followed: the key would go along"
            );
        } else if body.is_none() {
            problem += &unreadable(&response);
        }
        let body = body.unwrap_or_default();
        let texts = ResponseTexts::of(&response);
        let kind =
            pinned(&response).map_or_else(|| classify(status.as_u16(), &texts), |it| it.kind);
        let error = if refuses_write(status) {
            Self::new(kind, problem).with_operation(operation)
        } else {
            Self::after_sending(kind, operation, problem)
        };
        error.with_response(&texts, body, response)
    }

    /// A 2xx with an error in its body.
    pub(crate) fn contradicted(
        operation: Option<&'static Operation>,
        found: Contradiction,
        response: HttpResponse,
    ) -> Self {
        let problem = format!(
            "the API returned {} with an error in the body",
            response.status()
        );
        let kind = pinned(&response).map_or_else(|| kind_in_body(&found), |it| it.kind);
        let error = Self::after_sending(kind, operation, problem);
        let body = json_text::json(response.body()).unwrap_or_default();
        error.with_response(&found.texts, body, response)
    }

    /// A 2xx that does not show that a write was accepted.
    pub(crate) fn not_accepted(
        operation: Option<&'static Operation>,
        reason: NotAccepted,
        response: HttpResponse,
    ) -> Self {
        match reason {
            NotAccepted::Contradicted(found) => Self::contradicted(operation, found, response),
            NotAccepted::NoEvidence(reason) => {
                let problem = format!(
                    "the API returned {}, which does not show that the request was accepted: {reason}",
                    response.status()
                );
                Self::after_sending(ErrorKind::OutcomeUnknown, operation, problem)
            }
        }
    }

    /// A success that is not complete JSON, or not an object where one is documented. It repeats nothing of it.
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
        let pinned = pinned(&response);
        self.0.is_duplicate_reference = pinned.map_or_else(
            || texts.has_duplicate_reference(),
            |it| it.is_duplicate_reference,
        );
        let meaning = pinned.map_or_else(|| meaning_of(self.0.kind, texts), |it| it.meaning);
        self.0.reason =
            meaning.and_then(|meaning| Reason::of(self.0.kind, meaning, self.0.operation));
        self.0.data = data.filter(|data| !data.is_null());
        self.0.response = Some(response);
        self
    }
}

/// Describes a body that is not JSON, without repeating any of it.
fn unreadable(response: &HttpResponse) -> String {
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
        _ => "something",
    };
    format!(
        ", with {kind} of {} bytes for a body",
        response.body().len()
    )
}

/// How many fields of a validation error are shown.
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
