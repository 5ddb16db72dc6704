//! The error for a document that cannot be used.

use std::time::Duration;

use crate::sanitize::terminal;

/// The error for a document that cannot be used. Untrusted text in its message is escaped and truncated.
#[derive(Debug, thiserror::Error)]
#[error("{}{cause}", name_prefix(.from.as_deref()))]
pub struct UnusableDocument {
    from: Option<String>,
    cause: Cause,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Cause {
    #[error("cannot be read: {}; check the file or the URL, and try again", terminal(.0))]
    Io(String),
    #[error("has more than {0} bytes; check that it is the OpenAPI document of this API")]
    TooLarge(u64),
    #[error("not received within {0:?}; try again, or save the document and pass the file")]
    TimedOut(Duration),
    #[error("not a valid URL: {0}")]
    InvalidAddress(&'static str),
    #[error(
        "the scheme `{}` is not supported; use https, so that the document cannot be modified in transit (plain http is \
         for loopback only)",
        terminal(.0)
    )]
    NotHttps(String),
    #[error(
        "redirects to another host, `{}`, and the redirect is not followed; if the document is now on that host, \
         pass its new URL",
        terminal(.0)
    )]
    OtherHost(String),
    #[error("more than {0} redirects; pass the final URL")]
    TooManyRedirects(usize),
    #[error("the server responded with status {0} instead of a document; check the URL")]
    Status(u16),
    #[error("is an HTML page, such as a proxy or a login returns; check the URL")]
    Html,
    #[error("is empty; check the file or the URL")]
    Empty,
    #[error("is not UTF-8; save it as UTF-8")]
    NotUtf8,
    #[error("is UTF-16; save it as UTF-8")]
    Utf16,
    #[error("is not JSON, or is truncated: {}; get the document again, or correct it in a copy, and use the copy", terminal(.0))]
    NotJson(String),
    #[error(
        "is not an OpenAPI document in YAML: {}; correct it in a copy of the document, and use the copy",
        terminal(.0)
    )]
    NotYaml(String),
    #[error("is a Swagger 2 document; convert it to OpenAPI 3.0")]
    SwaggerTwo,
    #[error("has the unsupported version `openapi: {}`; convert it to OpenAPI 3.0 or 3.1", terminal(.0))]
    OtherVersion(String),
    #[error("`{}` is not {}; correct it in a copy of the document, and use the copy", terminal(.0), .1)]
    WrongShape(String, &'static str),
    /// The path, and its problem.
    #[error(
        "path `{}`: {}; correct the path in a copy of the document, and use the copy",
        terminal(.0),
        .1
    )]
    Path(String, &'static str),
    #[error(
        "the reference at `{}` to `{}` is outside the document and is not fetched; copy its target into the document",
        terminal(.0),
        terminal(.1)
    )]
    ExternalReference(String, String),
    #[error(
        "the reference at `{}` to `{}` has no target; correct it in a copy of the document, and use the copy",
        terminal(.0),
        terminal(.1)
    )]
    MissingTarget(String, String),
    /// The pointer of the reference, its target, and the expected kind of target.
    #[error(
        "the reference at `{}` to `{}` does not lead to {}; move its target to `components`, in a copy of the document",
        terminal(.0),
        terminal(.1),
        .2
    )]
    WrongTarget(String, String, &'static str),
    #[error(
        "the reference at `{}` to `{}` has no target that is a JSON pointer; replace the name of an anchor by a pointer \
         such as `#/components/schemas/Rate`, in a copy of the document",
        terminal(.0),
        terminal(.1)
    )]
    Anchor(String, String),
    #[error(
        "the path at `{}` has the same member as the target of its reference; remove one of them in a copy of the \
         document, and use the copy",
        terminal(.0)
    )]
    PathConflict(String),
    #[error(
        "the reference at `{}` is part of a cycle of references; correct it in a copy of the document, and use the copy",
        terminal(.0)
    )]
    ReferenceCycle(String),
    #[error("has more than {1} {0}; check that it is the OpenAPI document of this API")]
    TooMany(&'static str, usize),
    #[error(
        "the document: {count} {unit} were added or removed, and the limit is {limit}; check that it is the document \
         of this API, or adopt copies of it with fewer paths first"
    )]
    TooDifferent {
        count: usize,
        limit: usize,
        unit: &'static str,
    },
}

impl From<Cause> for UnusableDocument {
    fn from(cause: Cause) -> Self {
        Self { from: None, cause }
    }
}

impl UnusableDocument {
    /// Adds the name of the document.
    pub(super) fn with_name(mut self, from: &str) -> Self {
        self.from = Some(from.to_owned());
        self
    }
}

/// Returns the name of the document as a prefix of the message, if known.
fn name_prefix(from: Option<&str>) -> String {
    from.map_or_else(String::new, |from| format!("{}: ", terminal(from)))
}
