//! Undoes one layer of the escapes in which a server or a proxy may repeat a text: percent signs, HTML entities, JSON,
//! JavaScript, C, UTF-16 and quoted-printable.

use super::layer::Layer;

/// Escapes that are undone at once.
#[derive(Clone, Copy, Debug)]
pub(super) enum Escapes {
    /// Percent signs, entities and backslashes.
    Common,
    /// Backslashes one by one, where there are several in a row: the first may stand for itself, and the next begin an escape
    /// that comes after it.
    Backslashes,
    /// The zero bytes of UTF-16, and characters that show nothing, such as soft hyphens. Apart from the others, since one may be
    /// between a backslash and what follows.
    Invisible,
    /// Quoted-printable. Apart from the others, since two digits after an equals sign are no escape in most texts, where they
    /// may be the beginning of a secret.
    QuotedPrintable,
}

impl Escapes {
    pub(super) const ALL: [Self; 4] = [
        Self::Common,
        Self::Backslashes,
        Self::Invisible,
        Self::QuotedPrintable,
    ];

    fn begins(self, byte: u8) -> bool {
        match self {
            Self::Common => matches!(byte, b'%' | b'&' | b'\\'),
            Self::Backslashes => byte == b'\\',
            Self::Invisible => matches!(byte, 0 | 0xc2 | 0xcd | 0xe1 | 0xe2 | 0xef),
            Self::QuotedPrintable => byte == b'=',
        }
    }

    /// Reads what follows the first byte of an escape.
    fn read(self, first: u8, rest: &[u8]) -> Escape {
        match first {
            b'\\' if matches!(self, Self::Backslashes) => backslash(rest, 0),
            b'%' => percent(rest),
            b'&' => entity(rest),
            b'\\' => {
                let more = rest.iter().take_while(|b| **b == b'\\').count();
                backslash(rest, more)
            }
            b'=' => equals_sign(rest),
            // The other byte of an ASCII character in UTF-16.
            0 => Escape::Nothing { length: 0 },
            _ => invisible(first, rest),
        }
    }
}

/// Undoes one layer. Returns none if there is no escape. At the end of a text that is cut, half an escape is left out.
pub(super) fn unescape(layer: &Layer, escapes: Escapes) -> Option<Layer> {
    let text = layer.text.as_slice();
    text.iter().find(|byte| escapes.begins(**byte))?;
    if matches!(escapes, Escapes::Backslashes) {
        memchr::memmem::find(text, br"\\")?;
    }
    let mut found = false;
    let mut out = layer.inner(text.len());
    let mut at = 0;
    while let Some((&first, rest)) = text.get(at..).and_then(<[u8]>::split_first) {
        let escape = if escapes.begins(first) {
            escapes.read(first, rest)
        } else {
            Escape::None
        };
        let (value, length) = match escape {
            Escape::Unfinished | Escape::Open { .. } if layer.is_cut => return Some(out),
            Escape::Char { value, length } | Escape::Open { value, length } => (value, length + 1),
            Escape::Nothing { length } => {
                found = true;
                at += length + 1;
                continue;
            }
            Escape::None | Escape::Unfinished => {
                // All backslashes of a run at once, since each would look at all that follow.
                let run = rest.iter().take_while(|b| first == b'\\' && **b == first);
                let end = at + 1 + run.count();
                out.copy(layer, at..end);
                at = end;
                continue;
            }
        };
        found = true;
        let mut buffer = [0; 4];
        let bytes = match u8::try_from(value) {
            // A percent sign stands for a byte, of which several may be a character.
            Ok(byte) if byte.is_ascii() || matches!(first, b'%' | b'=') => &[byte][..],
            _ => char::from_u32(value)
                .unwrap_or(char::REPLACEMENT_CHARACTER)
                .encode_utf8(&mut buffer)
                .as_bytes(),
        };
        out.push(bytes, layer.origin(&(at..at + length)));
        at += length;
    }
    found.then_some(out)
}

/// What follows the first character of an escape.
enum Escape {
    /// Nothing that makes it one.
    None,
    /// The text ends before it is clear.
    Unfinished,
    /// A character, and the length of what follows.
    Char { value: u32, length: usize },
    /// The same at the end of the text, where more of it may have followed.
    Open { value: u32, length: usize },
    /// No character, and the length of what follows.
    Nothing { length: usize },
}

/// Reads `min` to `max` digits of a base.
fn digits(text: &[u8], base: u32, min: usize, max: usize) -> Escape {
    let mut value: u32 = 0;
    let mut length = 0;
    while length < max {
        let Some(byte) = text.get(length) else {
            return match length < min {
                true => Escape::Unfinished,
                false => Escape::Open { value, length },
            };
        };
        let Some(digit) = char::from(*byte).to_digit(base) else {
            break;
        };
        value = value.saturating_mul(base).saturating_add(digit);
        length += 1;
    }
    if length < min {
        return Escape::None;
    }
    Escape::Char { value, length }
}

fn longer_by(escape: Escape, more: usize) -> Escape {
    match escape {
        Escape::Char { value, length } => Escape::Char {
            value,
            length: length + more,
        },
        Escape::Open { value, length } => Escape::Open {
            value,
            length: length + more,
        },
        other => other,
    }
}

/// The rest of a character that shows nothing, in UTF-8: soft hyphens, joiners, marks of direction and of the order of bytes; and
/// what a parser of HTML makes of a zero.
fn invisible(first: u8, rest: &[u8]) -> Escape {
    match (first, rest) {
        (0xc2, [0xad, ..]) | (0xcd, [0x8f, ..]) => Escape::Nothing { length: 1 },
        (0xe1, [0xa0, 0x8e, ..])
        | (0xe2, [0x80, 0x8b..=0x8f | 0xaa..=0xae, ..] | [0x81, 0xa0..=0xaf, ..])
        | (0xef, [0xbb, 0xbf, ..] | [0xbf, 0xbd, ..]) => Escape::Nothing { length: 2 },
        _ => Escape::None,
    }
}

/// `%2D` and `%u002d`.
fn percent(rest: &[u8]) -> Escape {
    match rest.split_first() {
        Some((b'u' | b'U', rest)) => longer_by(digits(rest, 16, 4, 4), 1),
        _ => digits(rest, 16, 2, 2),
    }
}

/// `=2D`, and a line that goes on. Blanks before its end were added on the way.
fn equals_sign(rest: &[u8]) -> Escape {
    let blanks = rest.iter().take_while(|b| matches!(b, b' ' | b'\t'));
    let blanks = blanks.count();
    match rest.get(blanks..).unwrap_or_default() {
        [b'\r', b'\n', ..] => Escape::Nothing { length: blanks + 2 },
        [b'\r' | b'\n', ..] => Escape::Nothing { length: blanks + 1 },
        [] => Escape::Unfinished,
        _ => digits(rest, 16, 2, 2),
    }
}

/// How many digits an entity may have: zeros before the number may be many.
const MAX_ENTITY_DIGITS: usize = 12;

/// `&#45;`, `&#x2d;` and `&amp;`. Browsers do without the semicolon of a number.
fn entity(rest: &[u8]) -> Escape {
    let number = match rest {
        [b'#', b'x' | b'X', digit, ..] if digit.is_ascii_hexdigit() => {
            let digits = digits(rest.get(2..).unwrap_or_default(), 16, 1, MAX_ENTITY_DIGITS);
            longer_by(digits, 2)
        }
        [b'#', digit, ..] if digit.is_ascii_digit() => {
            let digits = digits(rest.get(1..).unwrap_or_default(), 10, 1, MAX_ENTITY_DIGITS);
            longer_by(digits, 1)
        }
        [] | [b'#'] | [b'#', b'x' | b'X'] => Escape::Unfinished,
        _ => return named(rest),
    };
    match number {
        Escape::Char { value, length } => {
            let semicolon = rest.get(length) == Some(&b';');
            Escape::Char {
                value,
                length: length + usize::from(semicolon),
            }
        }
        other => other,
    }
}

/// The named entities of ASCII characters. Source: the HTML standard.
const NAMES: [(&str, u8); 42] = [
    ("Tab", b'\t'),
    ("NewLine", b'\n'),
    ("nbsp", b' '),
    ("excl", b'!'),
    ("quot", b'"'),
    ("QUOT", b'"'),
    ("num", b'#'),
    ("dollar", b'$'),
    ("percnt", b'%'),
    ("amp", b'&'),
    ("AMP", b'&'),
    ("apos", b'\''),
    ("lpar", b'('),
    ("rpar", b')'),
    ("ast", b'*'),
    ("midast", b'*'),
    ("plus", b'+'),
    ("comma", b','),
    ("period", b'.'),
    ("sol", b'/'),
    ("colon", b':'),
    ("semi", b';'),
    ("lt", b'<'),
    ("LT", b'<'),
    ("equals", b'='),
    ("gt", b'>'),
    ("GT", b'>'),
    ("quest", b'?'),
    ("commat", b'@'),
    ("lsqb", b'['),
    ("lbrack", b'['),
    ("bsol", b'\\'),
    ("rsqb", b']'),
    ("rbrack", b']'),
    ("Hat", b'^'),
    ("lowbar", b'_'),
    ("grave", b'`'),
    ("lcub", b'{'),
    ("rcub", b'}'),
    // No character of ASCII, and yet what a dash may become.
    ("hyphen", b'-'),
    ("dash", b'-'),
    ("shy", b'-'),
];

fn named(rest: &[u8]) -> Escape {
    let length = rest.iter().take(8).take_while(|b| b.is_ascii_alphabetic());
    let length = length.count();
    let name = rest.get(..length).unwrap_or_default();
    if rest.len() == length {
        return Escape::Unfinished;
    }
    let known = NAMES.iter().find(|(known, _)| known.as_bytes() == name);
    match (known, rest.get(length)) {
        (Some((_, byte)), Some(b';')) => Escape::Char {
            value: u32::from(*byte),
            length: length + 1,
        },
        _ => Escape::None,
    }
}

/// `\u002d`, `\u{2d}`, `\U0000002d`, `\x2d`, `\055`, `\/`, `\n`; with `more` backslashes
/// before, since each JSON inside JSON doubles them.
fn backslash(rest: &[u8], more: usize) -> Escape {
    let Some((kind, rest)) = rest.get(more..).and_then(<[u8]>::split_first) else {
        return Escape::Unfinished;
    };
    let escape = match kind {
        b'u' | b'x' if rest.first() == Some(&b'{') => {
            let inside = rest.get(1..).unwrap_or_default();
            match digits(inside, 16, 1, 6) {
                Escape::Char { value, length } => match inside.get(length) {
                    Some(b'}') => Escape::Char {
                        value,
                        length: length + 2,
                    },
                    Some(_) => Escape::None,
                    None => Escape::Unfinished,
                },
                Escape::Open { .. } => Escape::Unfinished,
                other => other,
            }
        }
        b'u' => digits(rest, 16, 4, 4),
        b'U' => digits(rest, 16, 8, 8),
        b'x' => digits(rest, 16, 2, 2),
        b'0'..=b'7' => return longer_by(octal(*kind, rest), more + 1),
        b'n' => plain(b'\n'),
        b'r' => plain(b'\r'),
        b't' => plain(b'\t'),
        b'b' | b'f' => plain(b' '),
        other => plain(*other),
    };
    longer_by(escape, more + 1)
}

fn plain(byte: u8) -> Escape {
    Escape::Char {
        value: u32::from(byte),
        length: 0,
    }
}

/// `\0`, `\55` and `\055`. A backslash before any other single digit is there for no reason.
fn octal(first: u8, rest: &[u8]) -> Escape {
    let max = if first <= b'3' { 2 } else { 1 };
    let character = |value, length| match length {
        0 if first != b'0' => u32::from(first),
        _ => value + (u32::from(first - b'0') << (3 * length)),
    };
    match digits(rest, 8, 0, max) {
        Escape::Char { value, length } => Escape::Char {
            value: character(value, length),
            length,
        },
        Escape::Open { value, length } => Escape::Open {
            value: character(value, length),
            length,
        },
        other => other,
    }
}

#[cfg(test)]
mod tests;
