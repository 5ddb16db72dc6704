//! Why a document cannot be used, and what to do about it.

use std::fmt;
use std::time::Duration;

use crate::sanitize::terminal;

/// A document that cannot be used. It never shows more than a line of what came from outside.
#[derive(Debug)]
pub struct Unreadable {
    from: Option<String>,
    cause: Cause,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cause {
    Io(String),
    TooLarge(u64),
    TimedOut(Duration),
    Address(String),
    Clear(String),
    Elsewhere(String),
    TooManyRedirects,
    Status(u16),
    Html,
    Empty,
    NotUtf8,
    Utf16,
    Yaml,
    NotJson(String),
    SwaggerTwo,
    OpenApi31(String),
    OtherVersion(String),
    Shape(String, &'static str),
    /// A path, and what is wrong with it.
    Path(String, &'static str),
    External(String, String),
    Dangling(String, String),
    NoComponent(String, String),
    Circle(String),
    TooMuch(&'static str, usize),
    TooDifferent {
        found: usize,
        limit: usize,
        what: &'static str,
    },
}

impl From<Cause> for Unreadable {
    fn from(cause: Cause) -> Self {
        Self { from: None, cause }
    }
}

impl Unreadable {
    /// The same, with the name of the document.
    pub(super) fn of(mut self, from: &str) -> Self {
        self.from = Some(from.to_owned());
        self
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = &self.from {
            write!(f, "{}: ", terminal(from))?;
        }
        match &self.cause {
            Cause::Io(why) => write!(f, "cannot be read: {}", terminal(why)),
            Cause::TooLarge(limit) => write!(
                f,
                "has more than {limit} bytes, and is no OpenAPI document of this API. Nothing of it was used"
            ),
            Cause::TimedOut(limit) => write!(
                f,
                "did not come within {limit:?}. Try again, or save it and name the file"
            ),
            Cause::Address(why) => write!(f, "is no address that can be asked: {}", terminal(why)),
            Cause::Clear(scheme) => write!(
                f,
                "is not asked over `{}`: only https is, since anybody on the way could change the document. Plain http is for \
                 this machine alone",
                terminal(scheme)
            ),
            Cause::Elsewhere(host) => write!(
                f,
                "redirects to another host, `{}`, which is not followed. If that is where the document lives now, name it",
                terminal(host)
            ),
            Cause::TooManyRedirects => {
                f.write_str("redirects time and again, and is not followed any further")
            }
            Cause::Status(status) => {
                write!(f, "was answered with status {status}, not with a document")
            }
            Cause::Html => {
                f.write_str("is an HTML page, such as a proxy or a log-in shows, and no document")
            }
            Cause::Empty => f.write_str("is empty"),
            Cause::NotUtf8 => f.write_str("is not UTF-8 text, which JSON has to be"),
            Cause::Utf16 => f.write_str("is UTF-16 text. Save it as UTF-8"),
            Cause::Yaml => f.write_str("looks like YAML. Convert it to JSON first"),
            Cause::NotJson(why) => write!(f, "is not JSON, or was cut off: {}", terminal(why)),
            Cause::SwaggerTwo => {
                f.write_str("is a Swagger 2 document. Only OpenAPI 3.0 is read; convert it first")
            }
            Cause::OpenApi31(version) => write!(
                f,
                "is an OpenAPI {} document, whose schemas follow other rules. Only 3.0 is read",
                terminal(version)
            ),
            Cause::OtherVersion(version) => write!(
                f,
                "says `openapi: {}`, which is no version that is read: 3.0 is",
                terminal(version)
            ),
            Cause::Shape(pointer, what) => {
                write!(
                    f,
                    "has at `{}` something else than {what}",
                    terminal(pointer)
                )
            }
            Cause::Path(path, problem) => write!(
                f,
                "path `{}`: {problem}; correct the path in a copy of the document, and use the copy",
                terminal(path)
            ),
            Cause::External(pointer, target) => write!(
                f,
                "refers at `{}` to `{}`, which is outside of it and is not fetched. Put it into the document",
                terminal(pointer),
                terminal(target)
            ),
            Cause::Dangling(pointer, target) => {
                write!(
                    f,
                    "refers at `{}` to `{}`, which is not there",
                    terminal(pointer),
                    terminal(target)
                )
            }
            Cause::NoComponent(pointer, target) => write!(
                f,
                "refers at `{}` to `{}`, which is neither a component nor a path",
                terminal(pointer),
                terminal(target)
            ),
            Cause::Circle(pointer) => write!(
                f,
                "refers at `{}` in a circle, with nothing in between",
                terminal(pointer)
            ),
            Cause::TooMuch(what, limit) => write!(
                f,
                "has more than {limit} {what}, and is not followed any further"
            ),
            Cause::TooDifferent { found, limit, what } => write!(
                f,
                "the document: {found} {what} are new or gone, and at most {limit} are compared; check that it is the document \
                 of this API, or adopt copies of it with fewer paths first"
            ),
        }
    }
}

impl std::error::Error for Unreadable {}
