//! A fact as text: how its parts are written so that they can be told apart, and how they are.

use super::METHODS;

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
pub(crate) fn word(text: &str) -> (&str, &str) {
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

/// A name as a segment of a path: quoted where it would read as grammar.
pub(crate) fn segment(name: &str) -> String {
    let plain =
        !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || ".[]*!\"=".contains(c));
    if plain {
        name.to_owned()
    } else {
        format!("{name:?}")
    }
}

/// A path without spaces and quotes, which would read as grammar.
pub(super) fn unspaced(path: &str) -> String {
    let mut text = String::new();
    for letter in path.chars() {
        if letter.is_whitespace() || letter == '"' {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                text += &format!("%{byte:02X}");
            }
        } else {
            text.push(letter);
        }
    }
    text
}

/// A fact is one line, whatever the document says.
pub(super) fn on_one_line(fact: String) -> String {
    if !fact.contains(char::is_control) {
        return fact;
    }
    let mut line = String::new();
    for letter in fact.chars() {
        if letter.is_control() {
            line.extend(letter.escape_default());
        } else {
            line.push(letter);
        }
    }
    line
}
