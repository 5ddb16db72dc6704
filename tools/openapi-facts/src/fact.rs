//! One fact as a value: its one printer and its one parser.
//!
//! `facts.rs` says what facts are, and makes them of a document. Here is how each is written.

use std::fmt;
use std::str::FromStr;

use crate::sanitize::{self, breaks_fact};

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
    Scheme { name: String, says: String },
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
        says: Statement,
    },
}

/// What is said of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// `string`, `number|string`, `object`, `any`, `recursive`; `?` behind it is nullable.
    Type { name: String, nullable: bool },
    /// A value that it may have.
    Value(String),
    /// What narrows or describes it.
    Note { keyword: String, value: String },
}

/// A place of a value in an operation: `body.fromAmount`, `query:page`, `-> 200.data.*[]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub root: Root,
    pub steps: Vec<Step>,
}

/// Where a place begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    Body,
    Parameter { location: String, name: String },
    Response { status: String },
}

/// A step down from a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Field(String),
    /// The items of an array.
    Items,
    /// The values of a map.
    Values,
}

/// A line, or a place, that is not written as facts are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidFact(String);

impl fmt::Display for InvalidFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a fact", sanitize::terminal(&self.0))
    }
}

impl std::error::Error for InvalidFact {}

// The printer.

impl Fact {
    /// The fact as a line.
    pub fn line(&self) -> String {
        sanitize::fact(match self {
            Fact::Server(url) => format!("server {url}"),
            Fact::Scheme { name, says } => format!("scheme {} {says}", Segment(name)),
            Fact::Operation { operation, about } => match about {
                About::Exists => operation.clone(),
                about => format!("{operation} {about}"),
            },
        })
    }
}

/// What is said of a value, as a line; the same as that of a [`Fact`], without one.
pub fn place_line(operation: &str, place: &Place, required: bool, says: &Statement) -> String {
    sanitize::fact(format!("{operation} {place}{} {says}", mark(required)))
}

/// How a value that has to be there is marked.
fn mark(required: bool) -> &'static str {
    if required { "!" } else { "" }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line())
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            About::Exists => Ok(()),
            About::Note { keyword, value } => write!(f, "~{keyword} {value}"),
            About::Security(says) => write!(f, "security {says}"),
            About::Server(url) => write!(f, "server {url}"),
            About::Content(kind) => write!(f, "content {kind}"),
            About::Status(status) => write!(f, "-> {}", Segment(status)),
            About::ResponseContent { status, kind } => {
                write!(f, "-> {} content {kind}", Segment(status))
            }
            About::Header { status, name, kind } => {
                let (status, name) = (Segment(status), Segment(name));
                write!(f, "-> {status} ~header {name} {kind}")
            }
            About::Place {
                place,
                required,
                says,
            } => write!(f, "{place}{} {says}", mark(*required)),
        }
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Statement::Type { name, nullable } => {
                write!(f, "{name}{}", if *nullable { "?" } else { "" })
            }
            Statement::Value(value) => write!(f, "={value}"),
            Statement::Note { keyword, value } => write!(f, "~{keyword} {value}"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.root {
            Root::Body => f.write_str("body")?,
            Root::Parameter { location, name } => {
                write!(f, "{}:{}", Segment(location), Segment(name))?;
            }
            Root::Response { status } => write!(f, "-> {}", Segment(status))?,
        }
        self.steps.iter().try_for_each(|step| step.fmt(f))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Field(name) => write!(f, ".{}", Segment(name)),
            Step::Items => f.write_str("[]"),
            Step::Values => f.write_str(".*"),
        }
    }
}

/// A name as a segment of a place: quoted where it would read as grammar, or would not stay on one line as it is.
struct Segment<'a>(&'a str);

impl fmt::Display for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(name) = self;
        let is_grammar = |c: char| c.is_whitespace() || breaks_fact(c) || ".[]*!\"=".contains(c);
        if name.is_empty() || name.contains(is_grammar) {
            write!(f, "{name:?}")
        } else {
            f.write_str(name)
        }
    }
}

/// A name as a segment of a place.
pub fn segment(name: &str) -> String {
    Segment(name).to_string()
}

// The parser.

impl FromStr for Fact {
    type Err = InvalidFact;

    fn from_str(line: &str) -> Result<Self, InvalidFact> {
        read(line).ok_or_else(|| InvalidFact(line.to_owned()))
    }
}

fn read(line: &str) -> Option<Fact> {
    if let Some(url) = line.strip_prefix("server ") {
        return Some(Fact::Server(url.to_owned()));
    }
    if let Some(scheme) = line.strip_prefix("scheme ") {
        let (name, rest) = name(scheme)?;
        let says = rest.strip_prefix(' ')?.to_owned();
        return Some(Fact::Scheme { name, says });
    }
    let operation = operation(line)?.to_owned();
    if !operation.contains(" /") {
        return None;
    }
    let about = match line.get(operation.len()..)? {
        "" => About::Exists,
        rest => about(rest.strip_prefix(' ')?)?,
    };
    Some(Fact::Operation { operation, about })
}

fn about(text: &str) -> Option<About> {
    if text.starts_with('~') {
        let (keyword, value) = note(text)?;
        return Some(About::Note { keyword, value });
    }
    let (head, rest) = text.split_once(' ').unwrap_or((text, ""));
    match head {
        "security" => return Some(About::Security(rest.to_owned())),
        "server" => return Some(About::Server(rest.to_owned())),
        "content" => return Some(About::Content(rest.to_owned())),
        "->" => {
            let (status, rest) = name(rest)?;
            if rest.is_empty() {
                return Some(About::Status(status));
            }
            if let Some(kind) = rest.strip_prefix(" content ") {
                let kind = kind.to_owned();
                return Some(About::ResponseContent { status, kind });
            }
            if let Some(header) = rest.strip_prefix(" ~header ") {
                let (name, kind) = name(header)?;
                let kind = kind.strip_prefix(' ')?.to_owned();
                return Some(About::Header { status, name, kind });
            }
        }
        _ => {}
    }
    let (place, rest) = place(text)?;
    let required = rest.starts_with('!');
    let says = rest.strip_prefix('!').unwrap_or(rest).strip_prefix(' ')?;
    Some(About::Place {
        place,
        required,
        says: Statement::read(says),
    })
}

/// Keyword and value of `~keyword value`.
fn note(text: &str) -> Option<(String, String)> {
    let note = text.strip_prefix('~')?;
    let (keyword, value) = note.split_once(' ')?;
    Some((keyword.to_owned(), value.to_owned()))
}

impl Statement {
    /// Reads what is said of a value.
    pub fn read(text: &str) -> Self {
        if let Some(value) = text.strip_prefix('=') {
            return Statement::Value(value.to_owned());
        }
        if let Some((keyword, value)) = note(text) {
            return Statement::Note { keyword, value };
        }
        let name = text.strip_suffix('?');
        Statement::Type {
            name: name.unwrap_or(text).to_owned(),
            nullable: name.is_some(),
        }
    }
}

impl FromStr for Place {
    type Err = InvalidFact;

    fn from_str(text: &str) -> Result<Self, InvalidFact> {
        match place(text) {
            Some((place, "")) => Ok(place),
            _ => Err(InvalidFact(text.to_owned())),
        }
    }
}

/// The place at the start of a text, and what follows it.
fn place(text: &str) -> Option<(Place, &str)> {
    let (root, mut rest) = root(text)?;
    let mut steps = Vec::new();
    loop {
        if let Some(after) = rest.strip_prefix("[]") {
            steps.push(Step::Items);
            rest = after;
        } else if let Some(after) = rest.strip_prefix(".*") {
            steps.push(Step::Values);
            rest = after;
        } else if let Some((field, after)) = rest.strip_prefix('.').and_then(name) {
            steps.push(Step::Field(field));
            rest = after;
        } else {
            return Some((Place { root, steps }, rest));
        }
    }
}

fn root(text: &str) -> Option<(Root, &str)> {
    if let Some(response) = text.strip_prefix("-> ") {
        let (status, rest) = name(response)?;
        return Some((Root::Response { status }, rest));
    }
    if let Some(rest) = text.strip_prefix("body")
        && (rest.is_empty() || rest.starts_with([' ', '.', '[', '!']))
    {
        return Some((Root::Body, rest));
    }
    let (location, parameter) = match text.starts_with('"') {
        true => {
            let (location, rest) = name(text)?;
            (location, rest.strip_prefix(':')?)
        }
        false => {
            let (location, rest) = text.split_once(':')?;
            (location.to_owned(), rest)
        }
    };
    let (name, rest) = name(parameter)?;
    Some((Root::Parameter { location, name }, rest))
}

/// The name at the start of a place, quoted or plain, and what follows it.
pub fn name(text: &str) -> Option<(String, &str)> {
    if text.starts_with('"') {
        let (mut escaped, mut end) = (false, None);
        for (at, letter) in text.char_indices().skip(1) {
            match letter {
                '"' if !escaped => {
                    end = Some(at + 1);
                    break;
                }
                letter => escaped = letter == '\\' && !escaped,
            }
        }
        let (quoted, rest) = text.split_at(end?);
        return Some((unquoted(quoted), rest));
    }
    let end = text.find([' ', '.', '[', '!']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    (!name.is_empty()).then(|| (name.to_owned(), rest))
}

/// The name that `format!("{:?}")` quoted.
fn unquoted(quoted: &str) -> String {
    syn::parse_str::<syn::LitStr>(quoted).map_or_else(
        |_| quoted.trim_matches('"').to_owned(),
        |literal| literal.value(),
    )
}

// Lines as they are, for what compares them as text.

/// The operation that a line belongs to, `GET /rate`; none for servers and schemes.
pub fn operation(line: &str) -> Option<&str> {
    let (method, rest) = line.split_once(' ')?;
    if !METHODS.contains(&method.to_lowercase().as_str()) {
        return None;
    }
    let path = rest.split(' ').next()?;
    line.get(..method.len() + 1 + path.len())
}

/// Splits a line into what it speaks of and what it says: `("GET /rate -> 200.message", "string")`.
pub fn split(line: &str) -> (&str, &str) {
    let place = operation(line).and_then(|operation| line.get(operation.len() + 1..));
    let Some(place) = place else {
        return match line.strip_prefix("server ") {
            Some(url) => ("server", url),
            None => line.rsplit_once(' ').unwrap_or((line, "")),
        };
    };
    let said = statement(place);
    let subject = line.strip_suffix(said).unwrap_or(line);
    (subject.strip_suffix(' ').unwrap_or(subject), said)
}

/// What is said of a place in an operation, where the line is written without the operation.
fn statement(place: &str) -> &str {
    if place.starts_with(['=', '~']) {
        return place;
    }
    let (first, rest) = word(place);
    if first != "->" {
        return rest;
    }
    match word(rest).1 {
        // What a response of no content says is that its status exists.
        "" => rest,
        said => said.strip_prefix("content ").unwrap_or(said),
    }
}

/// The first word of a text, and what follows the space behind it. A space between quotes belongs to the word.
fn word(text: &str) -> (&str, &str) {
    let (mut quoted, mut escaped) = (false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ' ' if !quoted => {
                let (word, rest) = text.split_at_checked(at).unwrap_or((text, ""));
                return (word, rest.strip_prefix(' ').unwrap_or(rest));
            }
            _ => {}
        }
    }
    (text, "")
}

/// Whether a line is a note, which our document does not carry.
pub fn is_note(line: &str) -> bool {
    split(line).1.starts_with('~')
}

// Places.

impl Place {
    pub fn body() -> Self {
        Self::from(Root::Body)
    }

    /// The place that holds this one; none for a body, a parameter or a response itself.
    pub fn parent(&self) -> Option<Self> {
        let (_, steps) = self.steps.split_last()?;
        Some(Self {
            root: self.root.clone(),
            steps: steps.to_vec(),
        })
    }

    /// Whether it is there whenever what holds it is: the items of an array, the values of a map.
    pub fn is_inner(&self) -> bool {
        matches!(self.steps.last(), Some(Step::Items | Step::Values))
    }

    /// The name of the field or parameter that a place ends with, past `[]` and `.*`.
    pub fn name(&self) -> Option<&str> {
        let fields = self.steps.iter().rev().find_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Items | Step::Values => None,
        });
        match &self.root {
            Root::Parameter { name, .. } => fields.or(Some(name)),
            Root::Body | Root::Response { .. } => fields,
        }
    }

    pub fn is_in_body(&self) -> bool {
        self.root == Root::Body
    }
}

impl From<Root> for Place {
    fn from(root: Root) -> Self {
        let steps = Vec::new();
        Self { root, steps }
    }
}
