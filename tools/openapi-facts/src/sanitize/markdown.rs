//! Text from outside in Markdown: in pull requests, and in doc comments, whose code blocks are compiled and run.

use super::{MAX_LEN, escape_into, is_hostile};

/// How many characters of a name are shown in prose.
const MAX_NAME_LEN: usize = 80;

/// A text as one code span, whose fence is longer than any run of backticks in it: one line, cut where it is long.
pub fn code_span(text: &str) -> String {
    let mut shown = String::new();
    escape_into(&mut shown, text, MAX_LEN);
    // The log of a workflow takes this for a command wherever it stands.
    fence(&shown.replace("##[", "#\\#["))
}

/// What stands on one line already, between backticks of which there are more than it holds in a row.
fn fence(text: &str) -> String {
    let backticks = "`".repeat(longest_run(text) + 1);
    // A space keeps the text's own backticks off the fence; Markdown takes it away. There is no empty span.
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

/// A summary or a description: paragraphs of one line each, in which code spans alone are markup. No line begins a block of
/// any other kind, and nothing is HTML or a link.
pub fn prose(text: &str) -> String {
    let paragraphs = paragraphs(text).into_iter();
    let shown = paragraphs.map(|words| escape_start(&escape_inline(&words)));
    shown.collect::<Vec<_>>().join("\n\n")
}

/// The paragraphs of a text, with one space between words.
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

/// A line in which code spans alone are markup.
fn escape_inline(line: &str) -> String {
    let (mut out, mut rest, mut last) = (String::new(), line, None);
    while let Some(letter) = rest.chars().next() {
        if letter == '`' {
            let (run, after_run) = rest.split_at(rest.len() - rest.trim_start_matches('`').len());
            match split_at_run(after_run, run.len()) {
                // More backticks in a row could be taken for a fence, and are shown as they are.
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

/// What stands before the next run of as many backticks, and what behind it.
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

/// A line that begins no block: no heading, list, quote or rule.
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

/// A name in prose of ours: a code span that holds letters, digits and a few signs, and nothing that a reader of the prose
/// has to know how to read.
pub fn name(name: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() || " _-./{}[]:*!>".contains(letter) {
            letter
        } else {
            '_'
        }
    };
    let text: String = name.chars().take(MAX_NAME_LEN).map(plain).collect();
    // What ends a comment is left out, and there is no empty span.
    match text.replace("*/", "*_").trim() {
        "" => "`_`".to_owned(),
        text => format!("`{text}`"),
    }
}
