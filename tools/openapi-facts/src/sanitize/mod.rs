//! Escapes untrusted text for each output format.
//!
//! A document of the vendor may contain any text. All output of such text uses the functions in this module. The output
//! formats are: terminals and logs, workflow commands of GitHub Actions, JSON, facts, Markdown (`markdown.rs`), and the
//! doc comments of generated code, which are Markdown whose code blocks rustdoc compiles.

mod markdown;

pub use markdown::{code_span, name, prose};

/// The maximum length of one text, in characters.
pub const MAX_LEN: usize = 200;

/// The maximum length of a generated line, including untrusted texts, in characters.
const MAX_LINE_LEN: usize = 2_000;

/// Letters and marks without a visible shape. The list omits control characters, bidirectional embeddings and
/// zero-width spaces, because `escape_debug` escapes them.
const INVISIBLE: [std::ops::RangeInclusive<char>; 9] = [
    '\u{34f}'..='\u{34f}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{2800}'..='\u{2800}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{e0100}'..='\u{e01ef}',
];

/// Whether a character is invisible, or changes how the text around it is displayed.
pub fn is_hostile(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_control();
    }
    if letter.is_control() || INVISIBLE.iter().any(|range| range.contains(&letter)) {
        return true;
    }
    // The character is tested after a letter, because `escape_debug` escapes an accent only at the start of a text.
    let text = String::from_iter(['a', letter]);
    text.escape_debug().count() > 2
}

/// Appends a text with hostile characters escaped. Returns `false` if the text was truncated.
fn escape_into(out: &mut String, text: &str, limit: usize) -> bool {
    let mut length = 0;
    for letter in text.chars() {
        let start = out.len();
        if is_hostile(letter) {
            out.extend(letter.escape_default());
            length += out.len() - start;
        } else {
            out.push(letter);
            length += 1;
        }
        if length > limit {
            out.truncate(start);
            out.push('…');
            return false;
        }
    }
    true
}

/// Returns a text on one line, truncated, without sequences that a terminal or a workflow log interprets.
pub fn terminal(text: &str) -> String {
    line(text, MAX_LEN)
}

/// Escapes a generated line that contains untrusted texts, like [`terminal`].
pub fn terminal_line(text: &str) -> String {
    line(text, MAX_LINE_LEN)
}

fn line(text: &str, limit: usize) -> String {
    let mut shown = String::new();
    escape_into(&mut shown, text, limit);
    // A log of GitHub Actions interprets `##[` as a command at any position.
    shown.replace("##[", "#\\#[")
}

/// Escapes a message of several lines, so that no line is a workflow command. All lines except the first are indented.
pub fn terminal_lines(text: &str, indent: &str) -> String {
    let lines = text.split('\n').enumerate();
    let shown = lines.map(|(number, text)| {
        let text = terminal_line(text);
        let indent = if number > 0 && !text.is_empty() {
            indent
        } else {
            ""
        };
        let guard = if text.trim_start().starts_with("::") {
            "\\"
        } else {
            ""
        };
        format!("{indent}{guard}{text}")
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// Escapes the message of a workflow command, the part after the second `::`.
pub fn github_message(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
pub fn github_property(text: &str) -> String {
    github_message(text).replace(':', "%3A").replace(',', "%2C")
}

/// Escapes hostile characters in JSON text for a terminal. The decoded strings stay the same.
pub fn json(json: &str) -> String {
    let mut text = String::new();
    for letter in json.chars() {
        if is_hostile(letter) && letter != '\n' {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                text += &format!("\\u{unit:04x}");
            }
        } else {
            text.push(letter);
        }
    }
    // `#` occurs only in strings.
    text.replace("##[", "#\\u0023[")
}

/// Escapes a line of a facts file, so that it stays one line.
pub fn fact(text: String) -> String {
    if !text.contains(breaks_fact) {
        return text;
    }
    let mut line = String::new();
    for letter in text.chars() {
        if breaks_fact(letter) {
            line.extend(letter.escape_default());
        } else {
            line.push(letter);
        }
    }
    line
}

/// Percent-encodes a path in the form in which it is sent: encodes all characters that are not allowed in the path of a
/// URL (RFC 3986, `pchar`), except the braces of parameters. The function is idempotent.
pub fn fact_path(path: &str) -> String {
    let mut text = String::new();
    for (at, byte) in path.bytes().enumerate() {
        let is_escape = || {
            let digits = path.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        match byte {
            b'%' if is_escape() => text.push('%'),
            b if b.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/{}?".contains(&b) => {
                text.push(char::from(b));
            }
            b => text += &format!("%{b:02X}"),
        }
    }
    text
}

/// Whether a character is not allowed in a fact, because some programs treat it as the end of a line, or because it is
/// invisible. Spaces of any width are allowed.
pub fn breaks_fact(letter: char) -> bool {
    let is_space = letter.is_whitespace()
        && !letter.is_control()
        && !matches!(letter, '\u{2028}' | '\u{2029}');
    is_hostile(letter) && !is_space
}
