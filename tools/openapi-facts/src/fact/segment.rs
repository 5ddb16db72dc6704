//! Names in places. A name is quoted if it contains characters of the grammar.

use std::fmt;

use crate::sanitize::breaks_fact;

/// A name as a segment of a place. It is displayed in quotes if it is empty, or contains whitespace or characters of
/// the grammar.
pub(super) struct Segment<'a>(pub(super) &'a str);

impl fmt::Display for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(name) = self;
        let is_grammar = |c: char| c.is_whitespace() || breaks_fact(c) || ".[]*!|\"=".contains(c);
        if name.is_empty() || name.contains(is_grammar) {
            write!(f, "{name:?}")
        } else {
            f.write_str(name)
        }
    }
}

/// Returns a name as a segment of a place.
pub fn segment(name: &str) -> String {
    Segment(name).to_string()
}

/// Splits a text after its first name, which may be quoted. The returned name keeps its quotes.
pub(super) fn split_name(text: &str) -> Option<(&str, &str)> {
    let mut end = text.find([' ', '.', '[', '!', '|']).unwrap_or(text.len());
    if text.starts_with('"') {
        let mut escaped = false;
        let close = text.char_indices().skip(1).find(|(_, letter)| {
            let closes = *letter == '"' && !escaped;
            escaped = *letter == '\\' && !escaped;
            closes
        });
        end = close?.0 + 1;
    }
    if end == 0 {
        return None;
    }
    text.split_at_checked(end)
}

/// Removes the quotes and escapes of a name, if it is quoted.
pub(super) fn unquote(name: &str) -> String {
    if !name.starts_with('"') {
        return name.to_owned();
    }
    // `Segment` quotes with `{:?}`.
    syn::parse_str::<syn::LitStr>(name).map_or_else(
        |_| name.trim_matches('"').to_owned(),
        |literal| literal.value(),
    )
}

/// Returns a method and a path without the names of the path's parameters: `GET /users/{}`.
pub fn template(operation: &str) -> String {
    let mut text = String::new();
    let mut rest = operation;
    while let Some((before, (_, after))) = rest
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        text += before;
        text += "{}";
        rest = after;
    }
    text + rest
}
