//! How facts are written: their one printer and their one parser.

use std::fmt;
use std::str::FromStr;

use super::place::{Place, Root, Step};
use super::segment::{Segment, name_at, unquoted};
use super::{About, Fact, InvalidFact, METHODS, Statement};
use crate::sanitize;

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

// The parser.

/// A line taken apart, and nothing of it copied.
enum Parts<'a> {
    Server(&'a str),
    Scheme {
        name: &'a str,
        says: &'a str,
    },
    Operation {
        operation: &'a str,
        about: AboutParts<'a>,
    },
}

/// What follows an operation. Names are as they stand, quoted or plain.
enum AboutParts<'a> {
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
        says: &'a str,
    },
}

impl<'a> Parts<'a> {
    fn of(line: &'a str) -> Option<Self> {
        if let Some(url) = line.strip_prefix("server ") {
            return Some(Parts::Server(url));
        }
        if let Some(scheme) = line.strip_prefix("scheme ") {
            let (name, rest) = name_at(scheme)?;
            let says = rest.strip_prefix(' ')?;
            return Some(Parts::Scheme { name, says });
        }
        let operation = operation(line).filter(|operation| operation.contains(" /"))?;
        let about = match line.get(operation.len()..)? {
            "" => AboutParts::Exists,
            rest => AboutParts::of(rest.strip_prefix(' ')?)?,
        };
        Some(Parts::Operation { operation, about })
    }
}

impl<'a> AboutParts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        if text.starts_with('~') {
            return Some(AboutParts::Note(text));
        }
        let (head, rest) = text.split_once(' ').unwrap_or((text, ""));
        match head {
            "security" => return Some(AboutParts::Security(rest)),
            "server" => return Some(AboutParts::Server(rest)),
            "content" => return Some(AboutParts::Content(rest)),
            "->" => {
                let (status, rest) = name_at(rest)?;
                if rest.is_empty() {
                    return Some(AboutParts::Status(status));
                }
                if let Some(kind) = rest.strip_prefix(" content ") {
                    return Some(AboutParts::ResponseContent { status, kind });
                }
                if let Some(header) = rest.strip_prefix(" ~header ") {
                    let note = rest.strip_prefix(' ')?;
                    let (name, kind) = name_at(header)?;
                    let kind = kind.strip_prefix(' ')?;
                    return Some(AboutParts::Header {
                        status,
                        note,
                        name,
                        kind,
                    });
                }
            }
            _ => {}
        }
        let (_, mut rest) = root_at(text)?;
        while let Some((_, after)) = step_at(rest) {
            rest = after;
        }
        let place = text.strip_suffix(rest)?;
        let required = rest.starts_with('!');
        let says = rest.strip_prefix('!').unwrap_or(rest).strip_prefix(' ')?;
        Some(AboutParts::Place {
            place,
            required,
            says,
        })
    }

    /// What is said, as it stands.
    fn says(&self) -> &'a str {
        match self {
            AboutParts::Exists => "",
            AboutParts::Note(says)
            | AboutParts::Security(says)
            | AboutParts::Server(says)
            | AboutParts::Content(says)
            | AboutParts::Status(says)
            | AboutParts::ResponseContent { kind: says, .. }
            | AboutParts::Header { note: says, .. }
            | AboutParts::Place { says, .. } => says,
        }
    }
}

/// Where a place begins, as it stands.
enum RootParts<'a> {
    Body,
    Parameter { location: &'a str, name: &'a str },
    Response { status: &'a str },
}

fn root_at(text: &str) -> Option<(RootParts<'_>, &str)> {
    if let Some(response) = text.strip_prefix("-> ") {
        let (status, rest) = name_at(response)?;
        return Some((RootParts::Response { status }, rest));
    }
    if let Some(rest) = text.strip_prefix("body")
        && (rest.is_empty() || rest.starts_with([' ', '.', '[', '!']))
    {
        return Some((RootParts::Body, rest));
    }
    let (location, parameter) = if text.starts_with('"') {
        let (location, rest) = name_at(text)?;
        (location, rest.strip_prefix(':')?)
    } else {
        text.split_once(':')?
    };
    let (name, rest) = name_at(parameter)?;
    Some((RootParts::Parameter { location, name }, rest))
}

/// A step, as it stands.
enum StepParts<'a> {
    Field(&'a str),
    Items,
    Values,
}

fn step_at(text: &str) -> Option<(StepParts<'_>, &str)> {
    if let Some(rest) = text.strip_prefix("[]") {
        return Some((StepParts::Items, rest));
    }
    if let Some(rest) = text.strip_prefix(".*") {
        return Some((StepParts::Values, rest));
    }
    let (name, rest) = name_at(text.strip_prefix('.')?)?;
    Some((StepParts::Field(name), rest))
}

impl FromStr for Fact {
    type Err = InvalidFact;

    fn from_str(line: &str) -> Result<Self, InvalidFact> {
        read(line).ok_or_else(|| InvalidFact(line.to_owned()))
    }
}

fn read(line: &str) -> Option<Fact> {
    let (operation, about) = match Parts::of(line)? {
        Parts::Server(url) => return Some(Fact::Server(url.to_owned())),
        Parts::Scheme { name, says } => {
            let (name, says) = (unquoted(name), says.to_owned());
            return Some(Fact::Scheme { name, says });
        }
        Parts::Operation { operation, about } => (operation.to_owned(), about),
    };
    let about = match about {
        AboutParts::Exists => About::Exists,
        AboutParts::Note(text) => {
            let (keyword, value) = note(text)?;
            About::Note { keyword, value }
        }
        AboutParts::Security(says) => About::Security(says.to_owned()),
        AboutParts::Server(url) => About::Server(url.to_owned()),
        AboutParts::Content(kind) => About::Content(kind.to_owned()),
        AboutParts::Status(status) => About::Status(unquoted(status)),
        AboutParts::ResponseContent { status, kind } => About::ResponseContent {
            status: unquoted(status),
            kind: kind.to_owned(),
        },
        AboutParts::Header {
            status, name, kind, ..
        } => About::Header {
            status: unquoted(status),
            name: unquoted(name),
            kind: kind.to_owned(),
        },
        AboutParts::Place {
            place,
            required,
            says,
        } => About::Place {
            place: place.parse().ok()?,
            required,
            says: Statement::read(says),
        },
    };
    Some(Fact::Operation { operation, about })
}

/// Keyword and value of `~keyword value`.
fn note(text: &str) -> Option<(String, String)> {
    let (keyword, value) = text.strip_prefix('~')?.split_once(' ')?;
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
        let invalid = || InvalidFact(text.to_owned());
        let (root, mut rest) = root_at(text).ok_or_else(invalid)?;
        let root = match root {
            RootParts::Body => Root::Body,
            RootParts::Parameter { location, name } => Root::Parameter {
                location: unquoted(location),
                name: unquoted(name),
            },
            RootParts::Response { status } => Root::Response {
                status: unquoted(status),
            },
        };
        let mut steps = Vec::new();
        while let Some((step, after)) = step_at(rest) {
            steps.push(match step {
                StepParts::Field(name) => Step::Field(unquoted(name)),
                StepParts::Items => Step::Items,
                StepParts::Values => Step::Values,
            });
            rest = after;
        }
        if !rest.is_empty() {
            return Err(invalid());
        }
        Ok(Self { root, steps })
    }
}

/// The operation that a line belongs to, `GET /rate`; none for servers and schemes.
pub fn operation(line: &str) -> Option<&str> {
    let (method, rest) = line.split_once(' ')?;
    if !METHODS.contains(&method.to_lowercase().as_str()) {
        return None;
    }
    let path = rest.split(' ').next()?;
    line.get(..method.len() + 1 + path.len())
}

/// Splits a line into what it speaks of and what it says: `("GET /rate -> 200.message", "string")`. A line that says one thing
/// alone, such as that an operation exists, is split at its last space.
pub fn split(line: &str) -> (&str, &str) {
    let says = match Parts::of(line) {
        Some(Parts::Server(url)) => url,
        Some(Parts::Operation { about, .. }) if !matches!(about, AboutParts::Exists) => {
            about.says()
        }
        _ => return line.rsplit_once(' ').unwrap_or((line, "")),
    };
    let subject = line.strip_suffix(says).unwrap_or(line);
    (subject.strip_suffix(' ').unwrap_or(subject), says)
}

/// Whether a line is a note, which our document does not carry.
pub fn is_note(line: &str) -> bool {
    split(line).1.starts_with('~')
}
