//! Text from outside, made safe for what it is written into.
//!
//! A document of the vendor's may hold anything. Each format that its text is written into has one function here, and no
//! other code writes such text: terminals and logs, workflow commands, JSON, facts, Markdown (`markdown.rs`), and the doc
//! comments of generated code, which are Markdown that rustdoc compiles.

mod markdown;

pub use markdown::{code_span, name, prose};

/// How many characters of one text are shown.
pub const MAX_LEN: usize = 200;

/// How many characters of a line of ours are shown, with the texts from outside that it holds.
const MAX_LINE_LEN: usize = 2_000;

/// Letters and marks that have no shape of their own. What is of no category that is shown, such as controls, embeddings
/// of the bidirectional algorithm and zero-width spaces, is known to `escape_debug`.
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

/// Whether a character changes how a terminal or a reader sees the text around it, or is not seen itself.
pub fn is_hostile(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_control();
    }
    if letter.is_control() || INVISIBLE.iter().any(|range| range.contains(&letter)) {
        return true;
    }
    // Behind another character, since accents are only escaped where they stand alone.
    let text = String::from_iter(['a', letter]);
    text.escape_debug().count() > 2
}

/// Appends a text with its hostile characters escaped; `false` if it had to be cut.
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

/// One text on one line, without anything that a terminal or the log of a workflow acts on, cut where it is long.
pub fn terminal(text: &str) -> String {
    line(text, MAX_LEN)
}

/// The same for a line of ours that holds such texts.
pub fn terminal_line(text: &str) -> String {
    line(text, MAX_LINE_LEN)
}

fn line(text: &str, limit: usize) -> String {
    let mut shown = String::new();
    escape_into(&mut shown, text, limit);
    // The log of a workflow takes this for a command wherever it stands.
    shown.replace("##[", "#\\#[")
}

/// A message of several lines, none of which is a command of a workflow. All but the first are indented.
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

/// The message of a workflow command, which follows the second `::`.
pub fn github_message(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a workflow command, which ends at a comma.
pub fn github_property(text: &str) -> String {
    github_message(text).replace(':', "%3A").replace(',', "%2C")
}

/// JSON that a terminal may print: its strings stay what they are, and hostile characters in them are escaped.
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
    // Only a string can hold a `#`.
    text.replace("##[", "#\\u0023[")
}

/// A fact, or another line of a file of facts: never more than one line.
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

/// A path in facts, as it is sent: what may not stand in the path of a URL (RFC 3986, `pchar`) is percent-encoded, the
/// braces of parameters aside. Twice is the same as once.
pub fn fact_path(path: &str) -> String {
    let mut text = String::new();
    for (at, byte) in path.bytes().enumerate() {
        let is_escape = || {
            let digits = path.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        match byte {
            b'%' if is_escape() => text.push('%'),
            b if b.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/{}".contains(&b) => {
                text.push(char::from(b));
            }
            b => text += &format!("%{b:02X}"),
        }
    }
    text
}

/// Whether a character may not stand in a fact: it ends a line for some reader, or is not seen. A space of any width is.
pub fn breaks_fact(letter: char) -> bool {
    let is_space = letter.is_whitespace()
        && !letter.is_control()
        && !matches!(letter, '\u{2028}' | '\u{2029}');
    is_hostile(letter) && !is_space
}
