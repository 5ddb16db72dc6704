//! Errors of deliveries.

use std::error::Error as StdError;
use std::fmt;

use partna_types::Environment;

/// The reason why a delivery was rejected. It is safe to print: it contains names of known fields, lengths and reasons, but no
/// content of the delivery.
///
/// ```
/// use partna_webhook::{Environment, ErrorKind, Verifier};
///
/// let verifier = Verifier::for_environment(Environment::Staging);
/// let Err(error) = verifier.verify(br#"{"event":"Deposit","data":{"amount":1}}"#) else { return };
/// assert_eq!(error.kind(), ErrorKind::Unsigned);
/// assert_eq!(error.to_string(), "not signed: `signature` is missing");
/// ```
///
/// # Troubleshooting
///
/// [`kind`](Self::kind) returns the kind of error, and [`help`](Self::help) the fix in one line.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    problem: String,
    cause: Option<LikelyCause>,
}

/// The probable change of a body in transit. It is a hint for the operator of the receiver; no delivery is accepted because of
/// it.
///
/// ```
/// use partna_webhook::{Environment, LikelyCause, Verifier};
///
/// let verifier = Verifier::for_environment(Environment::Staging);
/// let gzip = [0x1f, 0x8b, 0x08, 0x00];
/// let Err(error) = verifier.verify(&gzip) else { return };
/// assert_eq!(error.likely_cause(), Some(LikelyCause::Compressed));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::Display)]
#[non_exhaustive]
pub enum LikelyCause {
    /// The body is compressed: gzip, zlib or zstd.
    #[strum(to_string = "the body is compressed (gzip, zlib or zstd)")]
    Compressed,
    /// The body is base64. Some gateways forward bodies in this form.
    #[strum(to_string = "the body is base64")]
    Base64,
    /// The body, or its `data`, is JSON inside a JSON string.
    #[strum(to_string = "it is JSON inside a JSON string")]
    JsonInString,
    /// The body is UTF-16.
    #[strum(to_string = "the body is UTF-16")]
    Utf16,
    /// The body was re-serialized: its keys are sorted, it is pretty-printed, or its numbers or escapes have another form than
    /// Partna's.
    #[strum(to_string = "the body was parsed and re-serialized")]
    Reserialized,
}

impl LikelyCause {
    /// Returns the fix in one line.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Compressed => {
                "Decompress the body before verification, or configure the proxy to forward it unchanged."
            }
            Self::Base64 => {
                "Decode the base64 before verification; gateways mark such bodies, for example with `isBase64Encoded`."
            }
            Self::JsonInString => "Pass the text inside the string, or the raw body.",
            Self::Utf16 => "Pass the raw bytes; Partna sends UTF-8.",
            Self::Reserialized => {
                "Pass the raw bytes: read the body before any JSON parser, middleware or proxy rewrites it."
            }
        }
    }
}

/// The kind of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The body is not a delivery: not a JSON object with one `event`, one `data` and one `signature` of the right types.
    Malformed,
    /// The delivery has no signature. Anyone may have sent it.
    Unsigned,
    /// The signature is not valid for this `data` with any key of the verifier: `data` or the signature was changed, or the
    /// delivery is not from Partna. [`Error::likely_cause`] returns the change if the body shows it.
    InvalidSignature,
    /// The delivery is genuine, but from this environment, which is not the environment of the verifier.
    OtherEnvironment(Environment),
    /// The body is larger than the limit. The body was not parsed.
    TooLarge,
    /// Objects and arrays in the body are nested deeper than the limit. The body was not parsed.
    TooDeep,
}

impl ErrorKind {
    /// Returns the fix in one line.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Malformed => {
                "Pass the complete raw body; if you do, the delivery is not from Partna."
            }
            Self::Unsigned => {
                "Do not process it; the signature is a field of the body, so check that the complete body is passed."
            }
            Self::InvalidSignature => {
                "Do not process it; pass the raw bytes, not re-serialized JSON, and check Partna's documentation for a change of \
                 keys."
            }
            Self::OtherEnvironment(_) => {
                "Check the webhook URL of each environment: staging and production have separate settings."
            }
            Self::TooLarge => {
                "Partna's events are small; if this one is genuine, raise the limit with `with_max_body_bytes`."
            }
            Self::TooDeep => {
                "Partna's events are flat; if this one is genuine, raise the limit with `with_max_depth`."
            }
        }
    }

    fn summary(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Unsigned => "not signed",
            Self::InvalidSignature => "invalid signature",
            Self::OtherEnvironment(_) => "other environment",
            Self::TooLarge => "too large",
            Self::TooDeep => "too deep",
        }
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, problem: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            problem: problem.into(),
            cause: None,
        }))
    }

    pub(crate) fn with_cause(mut self, cause: Option<LikelyCause>) -> Self {
        self.0.cause = cause;
        self
    }

    /// Returns the probable change of the body in transit, if the body shows it.
    #[must_use]
    pub fn likely_cause(&self) -> Option<LikelyCause> {
        self.0.cause
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the fix in one line.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.0
            .cause
            .map_or_else(|| self.kind().help(), LikelyCause::help)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.kind.summary(), self.0.problem)?;
        match self.0.cause {
            Some(cause) => write!(f, "; likely cause: {cause}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("text", &self.to_string())
            .finish()
    }
}

impl StdError for Error {}
