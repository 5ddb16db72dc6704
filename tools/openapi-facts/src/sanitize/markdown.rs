//! Escapes untrusted text for Markdown: in pull requests, and in doc comments, whose code blocks are compiled and run.

use super::{MAX_LEN, escape_into, is_hostile};

/// The maximum length of a name in prose, in characters.
const MAX_NAME_LEN: usize = 80;

/// Returns a text as one code span on one line. The text is truncated to `MAX_LEN` characters.
pub fn code_span(text: &str) -> String {
    let mut shown = String::new();
    escape_into(&mut shown, text, MAX_LEN);
    // A log of GitHub Actions interprets `##[` as a command at any position.
    fence(&shown.replace("##[", "#\\#["))
}

/// Encloses a text of one line in backticks: one more than its longest run of backticks.
fn fence(text: &str) -> String {
    let backticks = "`".repeat(longest_run(text) + 1);
    // A space separates backticks of the text from the enclosing backticks. Markdown removes this space. Markdown has
    // no empty code span, so an empty text becomes a space.
    let padding = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        " "
    } else {
        ""
    };
    format!("{backticks}{padding}{text}{padding}{backticks}")
}

fn longest_run(text: &str) -> usize {
    let runs = text.split(|letter| letter != '`').map(str::len);
    runs.max().unwrap_or_default()
}

/// Escapes a summary or a description. The result has one line per paragraph, and code spans are its only markup: no
/// other blocks, no HTML, no links.
pub fn prose(text: &str) -> String {
    let paragraphs = paragraphs(text).into_iter();
    let shown = paragraphs.map(|words| escape_start(&escape_inline(&words)));
    shown.collect::<Vec<_>>().join("\n\n")
}

/// Returns the paragraphs of a text, with one space between words.
fn paragraphs(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let mut paragraphs = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    for line in text.split([
        '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
    ]) {
        let before = words.len();
        words.extend(line.split_whitespace());
        if words.len() == before && before > 0 {
            paragraphs.push(words.join(" "));
            words.clear();
        }
    }
    if !words.is_empty() {
        paragraphs.push(words.join(" "));
    }
    paragraphs
}

/// Escapes all markup of a line except code spans.
fn escape_inline(line: &str) -> String {
    let (mut out, mut rest, mut last) = (String::new(), line, None);
    while let Some(letter) = rest.chars().next() {
        if letter == '`' {
            let (run, after_run) = rest.split_at(rest.len() - rest.trim_start_matches('`').len());
            match split_at_run(after_run, run.len()) {
                // A longer run of backticks could be parsed as a fence, so it is escaped.
                Some((inside, after)) if longest_run(inside) < 2 => {
                    let mut shown = String::new();
                    escape_into(&mut shown, inside.trim(), usize::MAX);
                    out += &fence(&shown);
                    rest = after;
                }
                _ => {
                    out += &"\\`".repeat(run.len());
                    rest = after_run;
                }
            }
            last = Some('`');
            continue;
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        let is_alphanumeric = |other: Option<char>| other.is_some_and(char::is_alphanumeric);
        match letter {
            '\\' | '[' | ']' | '<' | '>' | '&' | '*' | '~' | '|' => out.extend(['\\', letter]),
            '_' if !(is_alphanumeric(last) && is_alphanumeric(rest.chars().next())) => out += "\\_",
            _ if is_hostile(letter) => out.extend(letter.escape_default()),
            _ => out.push(letter),
        }
        last = Some(letter);
    }
    out
}

/// Splits a text at the next run of exactly `ticks` backticks.
fn split_at_run(text: &str, ticks: usize) -> Option<(&str, &str)> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find('`').map(|at| at + from) {
        let after_run = text.get(at..)?.trim_start_matches('`');
        let end = text.len() - after_run.len();
        if end - at == ticks {
            return Some((text.get(..at)?, after_run));
        }
        from = end;
    }
    None
}

/// Escapes the start of a line, so that it is not a heading, list, quote or rule.
fn escape_start(line: &str) -> String {
    let digits = line.len()
        - line
            .trim_start_matches(|letter: char| letter.is_ascii_digit())
            .len();
    let (number, rest) = line.split_at(digits);
    let escaped = match rest.chars().next() {
        Some('#' | '+' | '-' | '=' | ':') if number.is_empty() => true,
        Some('.' | ')') if !number.is_empty() => matches!(rest.as_bytes(), [_] | [_, b' ', ..]),
        _ => false,
    };
    let escape = if escaped { "\\" } else { "" };
    format!("{number}{escape}{rest}")
}

/// Returns a name as a code span for generated prose. Characters other than ASCII letters, digits and some punctuation
/// are replaced with `_`.
pub fn name(name: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() || " _-./{}[]:*!>".contains(letter) {
            letter
        } else {
            '_'
        }
    };
    let text: String = name.chars().take(MAX_NAME_LEN).map(plain).collect();
    // `*/` would end a comment, and Markdown has no empty code span.
    match text.replace("*/", "*_").trim() {
        "" => "`_`".to_owned(),
        text => format!("`{text}`"),
    }
}
