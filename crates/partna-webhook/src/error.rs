//! Why a delivery was not taken.

use std::error::Error as StdError;
use std::fmt;

use partna_types::Environment;

/// Why a delivery was not taken. It is safe to print: it names known fields, lengths and reasons, and repeats nothing of what
/// was delivered.
///
/// ```
/// use partna_webhook::{Environment, ErrorKind, Verifier};
///
/// let verifier = Verifier::for_environment(Environment::Staging);
/// let Err(error) = verifier.verify(br#"{"event":"Deposit","data":{"amount":1}}"#) else { return };
/// assert_eq!(error.kind(), ErrorKind::Unsigned);
/// assert_eq!(error.to_string(), "not signed: there is no `signature`");
/// ```
///
/// # Troubleshooting
///
/// [`kind`](Self::kind) says what it is, and [`help`](Self::help) what to do about it, in a line.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    problem: String,
    cause: Option<LikelyCause>,
}

/// What probably happened to a body on the way. It is a hint for the operator of the receiver, and no delivery is accepted
/// because of it.
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
    /// The body is base64, as some gateways pass bodies on.
    #[strum(to_string = "the body is base64")]
    Base64,
    /// The body, or its `data`, is JSON inside a JSON string.
    #[strum(to_string = "it is JSON inside a JSON string")]
    JsonInString,
    /// The body is UTF-16.
    #[strum(to_string = "the body is UTF-16")]
    Utf16,
    /// The body was parsed and written again: its keys are sorted, it is pretty-printed, or its numbers or escapes are not as
    /// Partna writes them.
    #[strum(to_string = "the body was re-serialized: parsed and written again")]
    Reserialized,
}

impl LikelyCause {
    /// Returns what to do about it, in a line.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Compressed => {
                "Decompress the body before it is verified, or have the proxy pass it on as it arrived."
            }
            Self::Base64 => {
                "Decode the base64 before the body is verified; gateways mark such bodies, for example with `isBase64Encoded`."
            }
            Self::JsonInString => "Pass the text inside the string, or the body as it arrived.",
            Self::Utf16 => "Pass the bytes as they arrived; Partna sends UTF-8.",
            Self::Reserialized => {
                "Pass the bytes as they arrived: read the raw body before any JSON parser, middleware or proxy rewrites it."
            }
        }
    }
}

/// Kinds of error, by what they say about a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// It is no delivery at all: not a JSON object with one `event`, one `data` and one `signature` of the right kinds.
    Malformed,
    /// It has no signature. Anyone may have sent it.
    Unsigned,
    /// No key made the signature for this `data`: one of the two was changed, or it comes from elsewhere.
    /// [`Error::likely_cause`] says so if the body shows how it was changed.
    InvalidSignature,
    /// It is genuine, and of this environment, which is not the one that was asked for.
    OtherEnvironment(Environment),
    /// It is larger than allowed. Nothing of it was read.
    TooLarge,
    /// Its objects and arrays lie deeper in each other than allowed. Nothing of it was read.
    TooDeep,
}

impl ErrorKind {
    /// What to do about it, in a line.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Malformed => {
                "Pass the body as it arrived, all of it; if you did, it did not come from Partna."
            }
            Self::Unsigned => {
                "Do not act on it; the signature is a field of the body, so check that all of the body was passed."
            }
            Self::InvalidSignature => {
                "Do not act on it; pass the bytes as they arrived, not JSON written anew, and look for a change of keys in \
                 Partna's documentation."
            }
            Self::OtherEnvironment(_) => {
                "Check which webhook URL is set where: staging and production each have their own."
            }
            Self::TooLarge => {
                "Partna's events are small; if this one is genuine, raise it with `with_max_body_bytes`."
            }
            Self::TooDeep => {
                "Partna's events are flat; if this one is genuine, raise it with `with_max_depth`."
            }
        }
    }

    fn summary(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Unsigned => "not signed",
            Self::InvalidSignature => "invalid signature",
            Self::OtherEnvironment(_) => "of the other environment",
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

    /// Returns what probably happened to the body on the way, if it shows.
    #[must_use]
    pub fn likely_cause(&self) -> Option<LikelyCause> {
        self.0.cause
    }

    /// What kind of error this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What to do about it, in a line.
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
