//! Why a document cannot be used, and what to do about it.

use std::time::Duration;

use crate::sanitize::terminal;

/// A document that cannot be used. It never shows more than a line of what came from outside.
#[derive(Debug, thiserror::Error)]
#[error("{}{cause}", name_prefix(.from.as_deref()))]
pub struct Unreadable {
    from: Option<String>,
    cause: Cause,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Cause {
    #[error("cannot be read: {}", terminal(.0))]
    Io(String),
    #[error(
        "has more than {0} bytes, and is no OpenAPI document of this API. Nothing of it was used"
    )]
    TooLarge(u64),
    #[error("did not come within {0:?}. Try again, or save it and name the file")]
    TimedOut(Duration),
    #[error("is no address that can be asked: {}", terminal(.0))]
    InvalidAddress(String),
    #[error(
        "is not asked over `{}`: only https is, since anybody on the way could change the document. Plain http is for \
         this machine alone",
        terminal(.0)
    )]
    NotHttps(String),
    #[error(
        "redirects to another host, `{}`, which is not followed. If that is where the document lives now, name it",
        terminal(.0)
    )]
    OtherHost(String),
    #[error("redirects time and again, and is not followed any further")]
    TooManyRedirects,
    #[error("was answered with status {0}, not with a document")]
    Status(u16),
    #[error("is an HTML page, such as a proxy or a log-in shows, and no document")]
    Html,
    #[error("is empty")]
    Empty,
    #[error("is not UTF-8 text, which JSON has to be")]
    NotUtf8,
    #[error("is UTF-16 text. Save it as UTF-8")]
    Utf16,
    #[error("looks like YAML. Convert it to JSON first")]
    Yaml,
    #[error("is not JSON, or was cut off: {}", terminal(.0))]
    NotJson(String),
    #[error("is a Swagger 2 document. Only OpenAPI 3.0 is read; convert it first")]
    SwaggerTwo,
    #[error("is an OpenAPI {} document, whose schemas follow other rules. Only 3.0 is read", terminal(.0))]
    OpenApi31(String),
    #[error("says `openapi: {}`, which is no version that is read: 3.0 is", terminal(.0))]
    OtherVersion(String),
    #[error("has at `{}` something else than {}", terminal(.0), .1)]
    WrongShape(String, &'static str),
    /// A path, and what is wrong with it.
    #[error(
        "path `{}`: {}; correct the path in a copy of the document, and use the copy",
        terminal(.0),
        .1
    )]
    Path(String, &'static str),
    #[error(
        "refers at `{}` to `{}`, which is outside of it and is not fetched. Put it into the document",
        terminal(.0),
        terminal(.1)
    )]
    ExternalReference(String, String),
    #[error("refers at `{}` to `{}`, which is not there", terminal(.0), terminal(.1))]
    MissingTarget(String, String),
    #[error(
        "refers at `{}` to `{}`, which is neither a component nor a path",
        terminal(.0),
        terminal(.1)
    )]
    WrongTarget(String, String),
    #[error("refers at `{}` in a circle, with nothing in between", terminal(.0))]
    ReferenceCycle(String),
    #[error("has more than {1} {0}, and is not followed any further")]
    TooMany(&'static str, usize),
    #[error(
        "the document: {count} {unit} are new or gone, and at most {limit} are compared; check that it is the document \
         of this API, or adopt copies of it with fewer paths first"
    )]
    TooDifferent {
        count: usize,
        limit: usize,
        unit: &'static str,
    },
}

impl From<Cause> for Unreadable {
    fn from(cause: Cause) -> Self {
        Self { from: None, cause }
    }
}

impl Unreadable {
    /// The same, with the name of the document.
    pub(super) fn with_name(mut self, from: &str) -> Self {
        self.from = Some(from.to_owned());
        self
    }
}

/// The name of the document, if it is known, in front of what is wrong with it.
fn name_prefix(from: Option<&str>) -> String {
    from.map_or_else(String::new, |from| format!("{}: ", terminal(from)))
}
