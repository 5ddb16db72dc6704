//! A fact: one statement about the wire format.
//!
//! `facts.rs` defines facts and extracts them from a document. `grammar.rs` prints and parses them.

mod grammar;
mod place;
mod segment;

use crate::sanitize;

pub use grammar::{is_note, operation, place_line, split};
pub use place::{Place, Root, Step};
pub use segment::{segment, template};

/// The methods of a path item.
pub const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The internal keywords: keywords of notes that this crate defines, in addition to the keywords of OpenAPI.
pub mod keyword {
    /// A part of the document that no rule models. The value is a JSON pointer and the JSON value there.
    pub const UNMODELLED: &str = "unmodelled";
    /// An extension, `x-…`. The value is a JSON pointer and the JSON value there.
    pub const EXTENSION: &str = "extension";
    /// A detail of a schema that the other facts do not show, such as whether an enum value is `1` or `"1"`.
    pub const SCHEMA_DETAIL: &str = "form";
    /// A `readOnly` field of a request, or a `writeOnly` field of a response. The value is the name of the field and a
    /// digest of its facts.
    pub const ONE_WAY: &str = "one-way";

    /// All internal keywords. `PlaceFacts::shape` omits them.
    pub const INTERNAL: [&str; 4] = [UNMODELLED, EXTENSION, SCHEMA_DETAIL, ONE_WAY];
}

/// A statement of a document about the wire format, or a note.
///
/// # Examples
///
/// ```
/// use openapi_facts::fact::{OperationFact, Fact, Statement};
///
/// let fact: Fact = "POST /ramp body.fromAmount! number".parse()?;
/// let Fact::Operation { operation, fact: OperationFact::Place { place, required, statement } } = &fact else {
///     panic!("{fact:?}");
/// };
/// assert_eq!((operation.as_str(), place.to_string().as_str()), ("POST /ramp", "body.fromAmount"));
/// assert!(required);
/// assert_eq!(*statement, Statement::Type { name: "number".to_owned(), nullable: false });
/// assert_eq!(fact.to_string(), "POST /ramp body.fromAmount! number");
/// # Ok::<(), openapi_facts::fact::InvalidFact>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The URL of a server of the API.
    Server(String),
    /// A security scheme and its definition: `apiKey in header x-api-key`.
    Scheme { name: String, definition: String },
    /// A note on the document as a whole.
    Note { keyword: String, value: String },
    /// A statement about an operation, identified by method and path: `GET /rate`.
    Operation {
        operation: String,
        fact: OperationFact,
    },
}

/// A statement about an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperationFact {
    /// The operation exists.
    Exists,
    /// A note on the operation as a whole.
    Note { keyword: String, value: String },
    /// The required security schemes: `a+b|c` (both `a` and `b`, or `c`), or `none`.
    Security(String),
    /// A server of the operation, which replaces the servers of the API.
    Server(String),
    /// A content type of the request body.
    Content(String),
    /// The status of a response.
    Status(String),
    /// A content type of a response.
    ResponseContent { status: String, kind: String },
    /// A header of a response and its type. This statement is a note.
    Header {
        status: String,
        name: String,
        kind: String,
    },
    /// A statement about a value on the wire.
    Place {
        place: Place,
        required: bool,
        statement: Statement,
    },
}

/// A statement about a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statement {
    /// `string`, `number|string`, `object`, `any` or `recursive`; a trailing `?` means nullable.
    Type { name: String, nullable: bool },
    /// A value of an enum.
    Value(String),
    /// A note, such as the constraint `maxLength`.
    Note { keyword: String, value: String },
}

impl OperationFact {
    /// Returns the status of the response that the statement is about.
    pub fn status(&self) -> Option<&str> {
        match self {
            OperationFact::Status(status)
            | OperationFact::ResponseContent { status, .. }
            | OperationFact::Header { status, .. } => Some(status),
            OperationFact::Place { place, .. } => place.status(),
            _ => None,
        }
    }
}

impl Statement {
    /// Whether the statement is the given type, without `?`.
    pub fn is_type(&self, kind: &str) -> bool {
        matches!(self, Statement::Type { name, nullable: false } if name == kind)
    }
}

/// A line that is not a fact, or a text that is not a place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is not a fact", sanitize::terminal(.0))]
pub struct InvalidFact(String);
