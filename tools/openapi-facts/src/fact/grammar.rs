//! The printer and the parser of facts.

use std::fmt;
use std::str::FromStr;

use super::place::{Place, Root, Step};
use super::segment::{Segment, split_name, unquote};
use super::{Fact, InvalidFact, METHODS, OperationFact, Statement};
use crate::sanitize;

// The printer.

impl Fact {
    /// Returns the fact as a line.
    pub fn line(&self) -> String {
        sanitize::fact(match self {
            Fact::Server(url) => format!("server {url}"),
            Fact::Scheme { name, definition } => format!("scheme {} {definition}", Segment(name)),
            Fact::Note { keyword, value } => format!("document ~{keyword} {value}"),
            Fact::Operation { operation, fact } => match fact {
                OperationFact::Exists => operation.clone(),
                fact => format!("{operation} {fact}"),
            },
        })
    }
}

/// Returns the line of a statement about a value, without building a [`Fact`].
pub fn place_line(operation: &str, place: &Place, required: bool, statement: &Statement) -> String {
    sanitize::fact(format!(
        "{operation} {place}{} {statement}",
        required_mark(required)
    ))
}

/// Returns the mark of a required value.
fn required_mark(required: bool) -> &'static str {
    if required { "!" } else { "" }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line())
    }
}

impl fmt::Display for OperationFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OperationFact::Exists => Ok(()),
            OperationFact::Note { keyword, value } => write!(f, "~{keyword} {value}"),
            OperationFact::Security(statement) => write!(f, "security {statement}"),
            OperationFact::Server(url) => write!(f, "server {url}"),
            OperationFact::Content(kind) => write!(f, "content {kind}"),
            OperationFact::Status(status) => write!(f, "-> {}", Segment(status)),
            OperationFact::ResponseContent { status, kind } => {
                write!(f, "-> {} content {kind}", Segment(status))
            }
            OperationFact::Header { status, name, kind } => {
                let (status, name) = (Segment(status), Segment(name));
                write!(f, "-> {status} ~header {name} {kind}")
            }
            OperationFact::Place {
                place,
                required,
                statement,
            } => write!(f, "{place}{} {statement}", required_mark(*required)),
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
            Step::Alternative(key) => write!(f, "|{}", Segment(key)),
        }
    }
}

// The parser.

/// The parts of a line, borrowed.
enum Parts<'a> {
    Server(&'a str),
    Scheme {
        name: &'a str,
        definition: &'a str,
    },
    Note(&'a str),
    Operation {
        operation: &'a str,
        fact: OperationFactParts<'a>,
    },
}

/// The part of a line after the operation. Names are not unquoted.
enum OperationFactParts<'a> {
    Exists,
    Note(&'a str),
    Security(&'a str),
    Server(&'a str),
    Content(&'a str),
    Status(&'a str),
    ResponseContent {
        status: &'a str,
        kind: &'a str,
    },
    Header {
        status: &'a str,
        /// `~header name kind`
        note: &'a str,
        name: &'a str,
        kind: &'a str,
    },
    Place {
        place: &'a str,
        required: bool,
        statement: &'a str,
    },
}

impl<'a> Parts<'a> {
    fn of(line: &'a str) -> Option<Self> {
        if let Some(url) = line.strip_prefix("server ") {
            return Some(Parts::Server(url));
        }
        if let Some(note) = line.strip_prefix("document ") {
            return note.starts_with('~').then_some(Parts::Note(note));
        }
        if let Some(scheme) = line.strip_prefix("scheme ") {
            let (name, rest) = split_name(scheme)?;
            let definition = rest.strip_prefix(' ')?;
            return Some(Parts::Scheme { name, definition });
        }
        let operation = operation(line).filter(|operation| operation.contains(" /"))?;
        let fact = match line.get(operation.len()..)? {
            "" => OperationFactParts::Exists,
            rest => OperationFactParts::of(rest.strip_prefix(' ')?)?,
        };
        Some(Parts::Operation { operation, fact })
    }
}

impl<'a> OperationFactParts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        if text.starts_with('~') {
            return Some(OperationFactParts::Note(text));
        }
        let (head, rest) = text.split_once(' ').unwrap_or((text, ""));
        match head {
            "security" => return Some(OperationFactParts::Security(rest)),
            "server" => return Some(OperationFactParts::Server(rest)),
            "content" => return Some(OperationFactParts::Content(rest)),
            "->" => {
                let (status, rest) = split_name(rest)?;
                if rest.is_empty() {
                    return Some(OperationFactParts::Status(status));
                }
                if let Some(kind) = rest.strip_prefix(" content ") {
                    return Some(OperationFactParts::ResponseContent { status, kind });
                }
                if let Some(header) = rest.strip_prefix(" ~header ") {
                    let note = rest.strip_prefix(' ')?;
                    let (name, kind) = split_name(header)?;
                    let kind = kind.strip_prefix(' ')?;
                    return Some(OperationFactParts::Header {
                        status,
                        note,
                        name,
                        kind,
                    });
                }
            }
            _ => {}
        }
        let (_, mut rest) = split_root(text)?;
        while let Some((_, after)) = split_step(rest) {
            rest = after;
        }
        let place = text.strip_suffix(rest)?;
        let required = rest.starts_with('!');
        let statement = rest.strip_prefix('!').unwrap_or(rest).strip_prefix(' ')?;
        Some(OperationFactParts::Place {
            place,
            required,
            statement,
        })
    }

    /// Returns the text of the statement, without the place.
    fn statement(&self) -> &'a str {
        match self {
            OperationFactParts::Exists => "",
            OperationFactParts::Note(statement)
            | OperationFactParts::Security(statement)
            | OperationFactParts::Server(statement)
            | OperationFactParts::Content(statement)
            | OperationFactParts::Status(statement)
            | OperationFactParts::ResponseContent {
                kind: statement, ..
            }
            | OperationFactParts::Header {
                note: statement, ..
            }
            | OperationFactParts::Place { statement, .. } => statement,
        }
    }
}

/// The text of the start of a place.
enum RootParts<'a> {
    Body,
    Parameter { location: &'a str, name: &'a str },
    Response { status: &'a str },
}

fn split_root(text: &str) -> Option<(RootParts<'_>, &str)> {
    if let Some(response) = text.strip_prefix("-> ") {
        let (status, rest) = split_name(response)?;
        return Some((RootParts::Response { status }, rest));
    }
    if let Some(rest) = text.strip_prefix("body")
        && (rest.is_empty() || rest.starts_with([' ', '.', '[', '!', '|']))
    {
        return Some((RootParts::Body, rest));
    }
    let (location, parameter) = if text.starts_with('"') {
        let (location, rest) = split_name(text)?;
        (location, rest.strip_prefix(':')?)
    } else {
        text.split_once(':')?
    };
    let (name, rest) = split_name(parameter)?;
    Some((RootParts::Parameter { location, name }, rest))
}

/// The text of a step.
enum StepParts<'a> {
    Field(&'a str),
    Items,
    Values,
    Alternative(&'a str),
}

fn split_step(text: &str) -> Option<(StepParts<'_>, &str)> {
    if let Some(rest) = text.strip_prefix("[]") {
        return Some((StepParts::Items, rest));
    }
    if let Some(rest) = text.strip_prefix(".*") {
        return Some((StepParts::Values, rest));
    }
    if let Some(alternative) = text.strip_prefix('|') {
        let (key, rest) = split_name(alternative)?;
        return Some((StepParts::Alternative(key), rest));
    }
    let (name, rest) = split_name(text.strip_prefix('.')?)?;
    Some((StepParts::Field(name), rest))
}

impl FromStr for Fact {
    type Err = InvalidFact;

    fn from_str(line: &str) -> Result<Self, InvalidFact> {
        parse_fact(line).ok_or_else(|| InvalidFact(line.to_owned()))
    }
}

fn parse_fact(line: &str) -> Option<Fact> {
    let (operation, fact) = match Parts::of(line)? {
        Parts::Server(url) => return Some(Fact::Server(url.to_owned())),
        Parts::Scheme { name, definition } => {
            let (name, definition) = (unquote(name), definition.to_owned());
            return Some(Fact::Scheme { name, definition });
        }
        Parts::Note(text) => {
            let (keyword, value) = parse_note(text)?;
            return Some(Fact::Note { keyword, value });
        }
        Parts::Operation { operation, fact } => (operation.to_owned(), fact),
    };
    let fact = match fact {
        OperationFactParts::Exists => OperationFact::Exists,
        OperationFactParts::Note(text) => {
            let (keyword, value) = parse_note(text)?;
            OperationFact::Note { keyword, value }
        }
        OperationFactParts::Security(statement) => OperationFact::Security(statement.to_owned()),
        OperationFactParts::Server(url) => OperationFact::Server(url.to_owned()),
        OperationFactParts::Content(kind) => OperationFact::Content(kind.to_owned()),
        OperationFactParts::Status(status) => OperationFact::Status(unquote(status)),
        OperationFactParts::ResponseContent { status, kind } => OperationFact::ResponseContent {
            status: unquote(status),
            kind: kind.to_owned(),
        },
        OperationFactParts::Header {
            status, name, kind, ..
        } => OperationFact::Header {
            status: unquote(status),
            name: unquote(name),
            kind: kind.to_owned(),
        },
        OperationFactParts::Place {
            place,
            required,
            statement,
        } => OperationFact::Place {
            place: place.parse().ok()?,
            required,
            statement: Statement::parse(statement),
        },
    };
    Some(Fact::Operation { operation, fact })
}

/// Parses `~keyword value` into the keyword and the value.
fn parse_note(text: &str) -> Option<(String, String)> {
    let (keyword, value) = text.strip_prefix('~')?.split_once(' ')?;
    Some((keyword.to_owned(), value.to_owned()))
}

impl Statement {
    /// Parses a statement about a value. Text without the prefix `=` (a value) or `~` (a note) is a type.
    pub fn parse(text: &str) -> Self {
        if let Some(value) = text.strip_prefix('=') {
            return Statement::Value(value.to_owned());
        }
        if let Some((keyword, value)) = parse_note(text) {
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
        let invalid = || InvalidFact(text.to_owned());
        let (root, mut rest) = split_root(text).ok_or_else(invalid)?;
        let root = match root {
            RootParts::Body => Root::Body,
            RootParts::Parameter { location, name } => Root::Parameter {
                location: unquote(location),
                name: unquote(name),
            },
            RootParts::Response { status } => Root::Response {
                status: unquote(status),
            },
        };
        let mut steps = Vec::new();
        while let Some((step, after)) = split_step(rest) {
            steps.push(match step {
                StepParts::Field(name) => Step::Field(unquote(name)),
                StepParts::Items => Step::Items,
                StepParts::Values => Step::Values,
                StepParts::Alternative(key) => Step::Alternative(unquote(key)),
            });
            rest = after;
        }
        if !rest.is_empty() {
            return Err(invalid());
        }
        Ok(Self { root, steps })
    }
}

/// Returns the operation of a line, such as `GET /rate`; `None` for a line about the document as a whole.
pub fn operation(line: &str) -> Option<&str> {
    let (method, rest) = line.split_once(' ')?;
    if !METHODS.contains(&method.to_lowercase().as_str()) {
        return None;
    }
    let path = rest.split(' ').next()?;
    line.get(..method.len() + 1 + path.len())
}

/// Splits a line into subject and statement: `("GET /rate -> 200.message", "string")`. A line without a statement, such
/// as the existence of an operation, is split at its last space.
pub fn split(line: &str) -> (&str, &str) {
    let statement = match Parts::of(line) {
        Some(Parts::Server(url)) => url,
        Some(Parts::Note(note)) => note,
        Some(Parts::Operation { fact, .. }) if !matches!(fact, OperationFactParts::Exists) => {
            fact.statement()
        }
        _ => return line.rsplit_once(' ').unwrap_or((line, "")),
    };
    let subject = line.strip_suffix(statement).unwrap_or(line);
    (subject.strip_suffix(' ').unwrap_or(subject), statement)
}

/// Whether a line is a note.
pub fn is_note(line: &str) -> bool {
    split(line).1.starts_with('~')
}
