//! One fact as a value.
//!
//! `facts.rs` says what facts are, and makes them of a document. `grammar.rs` writes and reads each.

mod grammar;
mod place;
mod segment;

use crate::sanitize;

pub use grammar::{is_note, operation, place_line, split};
pub use place::{Place, Root, Step};
pub use segment::segment;

/// The methods that a path item may hold.
pub const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// What a document says of the wire, or a note that it adds.
///
/// # Examples
///
/// ```
/// use openapi_facts::fact::{About, Fact, Statement};
///
/// let fact: Fact = "POST /ramp body.fromAmount! number".parse()?;
/// let Fact::Operation { operation, about: About::Place { place, required, says } } = &fact else {
///     panic!("{fact:?}");
/// };
/// assert_eq!((operation.as_str(), place.to_string().as_str()), ("POST /ramp", "body.fromAmount"));
/// assert!(required);
/// assert_eq!(*says, Statement::Type { name: "number".to_owned(), nullable: false });
/// assert_eq!(fact.to_string(), "POST /ramp body.fromAmount! number");
/// # Ok::<(), openapi_facts::fact::InvalidFact>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Where the API is.
    Server(String),
    /// A way to authenticate, and what is said of it: `apiKey in header x-api-key`.
    Scheme { name: String, definition: String },
    /// What is said of an operation, by method and path: `GET /rate`.
    Operation { operation: String, about: About },
}

/// What is said of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// It exists.
    Exists,
    /// A note on the operation as a whole.
    Note { keyword: String, value: String },
    /// The credentials that it takes: `a+b|c`, or `none`.
    Security(String),
    /// A server of its own.
    Server(String),
    /// A content type of the body.
    Content(String),
    /// A status of its responses.
    Status(String),
    /// A content type of a response.
    ResponseContent { status: String, kind: String },
    /// A header of a response and its type, as a note.
    Header {
        status: String,
        name: String,
        kind: String,
    },
    /// What is said of a value on the wire.
    Place {
        place: Place,
        required: bool,
        statement: Statement,
    },
}

/// What is said of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Statement {
    /// `string`, `number|string`, `object`, `any`, `recursive`; `?` behind it is nullable.
    Type { name: String, nullable: bool },
    /// A value that it may have.
    Value(String),
    /// What narrows or describes it.
    Note { keyword: String, value: String },
}

impl About {
    /// The status of the response that it is said of.
    pub fn status(&self) -> Option<&str> {
        match self {
            About::Status(status)
            | About::ResponseContent { status, .. }
            | About::Header { status, .. } => Some(status),
            About::Place { place, .. } => place.status(),
            _ => None,
        }
    }
}

impl Statement {
    /// Whether it is that a value has this type, and is never null.
    pub fn is_type(&self, kind: &str) -> bool {
        matches!(self, Statement::Type { name, nullable: false } if name == kind)
    }
}

/// A line, or a place, that is not written as facts are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is not a fact", sanitize::terminal(.0))]
pub struct InvalidFact(String);
