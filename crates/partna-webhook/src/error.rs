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
    what: String,
}

/// Kinds of error, by what they say about a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// It is no delivery at all: not a JSON object with one `event`, one `data` and one `signature` of the right kinds.
    Malformed,
    /// It has no signature. Anyone may have sent it.
    Unsigned,
    /// It is signed, and by none of the keys for this `data`: one of the two was changed, or it comes from elsewhere.
    Altered,
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
            Self::Altered => {
                "Do not act on it; pass the bytes as they arrived, not JSON written anew, and look for a change of keys in \
                 Partna's documentation."
            }
            Self::OtherEnvironment(_) => {
                "Check which webhook URL is set where: staging and production each have their own."
            }
            Self::TooLarge => {
                "Partna's events are small; if this one is genuine, raise `max_bytes`."
            }
            Self::TooDeep => "Partna's events are flat; if this one is genuine, raise `max_depth`.",
        }
    }

    fn summary(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Unsigned => "not signed",
            Self::Altered => "altered",
            Self::OtherEnvironment(_) => "of the other environment",
            Self::TooLarge => "too large",
            Self::TooDeep => "too deep",
        }
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            what: what.into(),
        }))
    }

    /// What kind of error this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What to do about it, in a line.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.kind().help()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.kind.summary(), self.0.what)
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
