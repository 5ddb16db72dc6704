//! A fact as text: how its parts are written so that they can be told apart, and how they are.

use super::METHODS;
use crate::sanitize::breaks_fact;

/// Splits a fact into what it speaks of and what it says: `("GET /rate -> 200.message", "string")`.
pub fn split(fact: &str) -> (&str, &str) {
    let place = operation(fact).and_then(|operation| fact.get(operation.len() + 1..));
    let Some(place) = place else {
        return match fact.strip_prefix("server ") {
            Some(url) => ("server", url),
            None => fact.rsplit_once(' ').unwrap_or((fact, "")),
        };
    };
    let said = statement(place);
    let subject = fact.strip_suffix(said).unwrap_or(fact);
    (subject.strip_suffix(' ').unwrap_or(subject), said)
}

/// What is said of a place in an operation, where the fact is written without the operation.
fn statement(place: &str) -> &str {
    if place.starts_with(['=', '~']) {
        return place;
    }
    let (first, rest) = word(place);
    if first != "->" {
        return rest;
    }
    match word(rest).1 {
        // What an answer of no content says is that its status exists.
        "" => rest,
        said => said.strip_prefix("content ").unwrap_or(said),
    }
}

/// The first word of a text, and what follows the space behind it. A space between quotes belongs to the word.
pub fn word(text: &str) -> (&str, &str) {
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
pub fn is_note(fact: &str) -> bool {
    split(fact).1.starts_with('~')
}

/// The operation that a fact belongs to, `GET /rate`; none for servers and schemes.
pub fn operation(fact: &str) -> Option<&str> {
    let (method, rest) = fact.split_once(' ')?;
    if !METHODS.contains(&method.to_lowercase().as_str()) {
        return None;
    }
    let path = rest.split(' ').next()?;
    fact.get(..method.len() + 1 + path.len())
}

/// A name as a segment of a path: quoted where it would read as grammar, or would not stay on one line as it is.
pub fn segment(name: &str) -> String {
    let plain = !name.is_empty()
        && !name.contains(|c: char| c.is_whitespace() || breaks_fact(c) || ".[]*!\"=".contains(c));
    if plain {
        name.to_owned()
    } else {
        format!("{name:?}")
    }
}
