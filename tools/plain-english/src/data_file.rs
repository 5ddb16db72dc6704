//! Splits configuration files, scripts and the OpenAPI document into passages.

use crate::markdown;
use crate::passage::{Kind, Passage};
use crate::rust_source::{IN_MARKDOWN, string_passages};

/// The syntax that separates comments and strings from the rest.
pub(crate) struct Syntax {
    comment: &'static str,
    /// The quotation marks of strings, the longest first, and whether the string may contain escapes.
    quotes: &'static [(&'static str, bool)],
}

pub(crate) const TOML: Syntax = Syntax {
    comment: "#",
    quotes: &[("\"\"\"", true), ("'''", false), ("\"", true), ("'", false)],
};

/// Strings are not recognized, because in YAML and in a shell script an apostrophe may be anywhere.
pub(crate) const SCRIPT: Syntax = Syntax {
    comment: "#",
    quotes: &[],
};

pub(crate) const PYTHON: Syntax = Syntax {
    comment: "#",
    quotes: &[("\"\"\"", true), ("'''", true), ("\"", true), ("'", true)],
};

pub(crate) const JAVASCRIPT: Syntax = Syntax {
    comment: "//",
    quotes: &[("`", true), ("\"", true), ("'", true)],
};

/// Returns the passages of a text with line comments and quoted strings.
pub(crate) fn passages(text: &str, syntax: &Syntax) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut comment = (String::new(), 0);
    let mut code = String::new();
    let mut line = 1;
    let mut rest = text;
    let mut at_word_start = true;
    while let Some(first) = rest.chars().next() {
        if at_word_start && rest.starts_with(syntax.comment) {
            let end = rest.find('\n').unwrap_or(rest.len());
            let (content, after) = rest.split_at(end);
            add_code(&mut code, line, &mut found);
            let is_continued = comment.1 + comment.0.matches('\n').count() == line;
            if !is_continued {
                add_comment(&mut comment, &mut found);
                comment.1 = line;
            }
            let content = content.trim_start_matches(['#', '/', '!']).trim();
            comment.0.push_str(content);
            comment.0.push('\n');
            rest = after;
            continue;
        }
        let quote = syntax
            .quotes
            .iter()
            .find(|(quote, _)| rest.starts_with(quote));
        if let Some((quote, has_escapes)) = quote {
            let inner = rest.get(quote.len()..).unwrap_or_default();
            let length = string_length(inner, quote, *has_escapes);
            let (content, after) = inner.split_at(length);
            add_code(&mut code, line, &mut found);
            found.extend(string_passages(content, line, *has_escapes));
            line += content.matches('\n').count();
            rest = after.strip_prefix(quote).unwrap_or_default();
            at_word_start = false;
            continue;
        }
        if first == '\n' {
            add_code(&mut code, line, &mut found);
            line += 1;
        } else {
            code.push(first);
        }
        at_word_start = first.is_whitespace() || "{}[](),;".contains(first);
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    add_code(&mut code, line, &mut found);
    add_comment(&mut comment, &mut found);
    found
}

/// Returns the descriptions and summaries of an OpenAPI document as passages. The document must have one member per
/// line.
pub(crate) fn openapi(text: &str) -> Vec<Passage> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let Some((key, value)) = line.trim().split_once(": ") else {
            continue;
        };
        if !matches!(key, "\"description\"" | "\"summary\"") {
            continue;
        }
        let value = value.strip_suffix(',').unwrap_or(value);
        if let Ok(prose) = serde_json::from_str::<String>(value) {
            for mut passage in markdown::passages(&prose, 1, &IN_MARKDOWN) {
                passage.set_line(index + 1);
                found.push(passage);
            }
        }
    }
    found
}

fn string_length(inner: &str, quote: &str, has_escapes: bool) -> usize {
    let mut escaped = false;
    for (offset, character) in inner.char_indices() {
        if escaped {
            escaped = false;
        } else if has_escapes && character == '\\' {
            escaped = true;
        } else if inner
            .get(offset..)
            .is_some_and(|rest| rest.starts_with(quote))
        {
            return offset;
        }
    }
    inner.len()
}

fn add_code(code: &mut String, line: usize, found: &mut Vec<Passage>) {
    if !code.trim().is_empty() {
        found.push(Passage::from_text(Kind::Code, code, line));
    }
    code.clear();
}

fn add_comment(comment: &mut (String, usize), found: &mut Vec<Passage>) {
    found.extend(markdown::passages(&comment.0, comment.1, &IN_MARKDOWN));
    comment.0.clear();
}
