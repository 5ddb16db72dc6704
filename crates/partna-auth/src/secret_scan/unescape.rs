//! Decodes one layer of the escapes in which a server or a proxy may repeat a text: percent encoding, HTML entities, JSON,
//! JavaScript, C, UTF-16 and quoted-printable.

use super::layer::Layer;

/// Escapes that are decoded in the same pass.
#[derive(Clone, Copy, Debug)]
pub(super) enum EscapeGroup {
    /// Percent encoding, entities and backslashes.
    Common,
    /// The backslashes in a row of several, decoded one by one: the first may be literal, and the next may begin an escape.
    Backslashes,
    /// The zero bytes of UTF-16, and invisible characters, such as soft hyphens. A separate group, since an invisible character may
    /// be between a backslash and the rest of its escape.
    Invisible,
    /// Quoted-printable. A separate group, since in most texts two digits after an equals sign are not an escape, but may be the
    /// beginning of a secret.
    QuotedPrintable,
}

impl EscapeGroup {
    pub(super) const ALL: [Self; 4] = [
        Self::Common,
        Self::Backslashes,
        Self::Invisible,
        Self::QuotedPrintable,
    ];

    fn is_first_byte(self, byte: u8) -> bool {
        match self {
            Self::Common => matches!(byte, b'%' | b'&' | b'\\'),
            Self::Backslashes => byte == b'\\',
            Self::Invisible => matches!(byte, 0 | 0xc2 | 0xcd | 0xe1 | 0xe2 | 0xef),
            Self::QuotedPrintable => byte == b'=',
        }
    }

    /// Parses the rest of an escape after its first byte.
    fn parse(self, first: u8, rest: &[u8]) -> Escape {
        match first {
            b'\\' if matches!(self, Self::Backslashes) => parse_backslash(rest, 0),
            b'%' => parse_percent(rest),
            b'&' => parse_entity(rest),
            b'\\' => {
                let doubled = rest.iter().take_while(|b| **b == b'\\').count();
                parse_backslash(rest, doubled)
            }
            b'=' => parse_quoted_printable(rest),
            // The zero byte of an ASCII character in UTF-16.
            0 => Escape::Removed { length: 0 },
            _ => parse_invisible(first, rest),
        }
    }
}

/// Decodes one layer. Returns `None` if there is no escape. An incomplete escape at the end of a truncated text is dropped.
pub(super) fn unescape(layer: &Layer, group: EscapeGroup) -> Option<Layer> {
    let text = layer.text.as_slice();
    text.iter().find(|byte| group.is_first_byte(**byte))?;
    if matches!(group, EscapeGroup::Backslashes) {
        memchr::memmem::find(text, br"\\")?;
    }
    let mut has_escape = false;
    let mut out = layer.new_inner(text.len());
    let mut at = 0;
    while let Some((&first, rest)) = text.get(at..).and_then(<[u8]>::split_first) {
        let escape = if group.is_first_byte(first) {
            group.parse(first, rest)
        } else {
            Escape::NotFound
        };
        let (value, length) = match escape {
            Escape::Incomplete | Escape::CharAtEnd { .. } if layer.is_truncated => {
                return Some(out);
            }
            Escape::Char { value, length } | Escape::CharAtEnd { value, length } => {
                (value, length + 1)
            }
            Escape::Removed { length } => {
                has_escape = true;
                at += length + 1;
                continue;
            }
            Escape::NotFound | Escape::Incomplete => {
                // A run of backslashes is copied in one step, since each backslash would scan the rest of the run.
                let run = rest.iter().take_while(|b| first == b'\\' && **b == first);
                let end = at + 1 + run.count();
                out.copy_from(layer, at..end);
                at = end;
                continue;
            }
        };
        has_escape = true;
        let mut buffer = [0; 4];
        let bytes = match u8::try_from(value) {
            // Percent encoding and quoted-printable encode bytes, several of which may form a character.
            Ok(byte) if byte.is_ascii() || matches!(first, b'%' | b'=') => &[byte][..],
            _ => char::from_u32(value)
                .unwrap_or(char::REPLACEMENT_CHARACTER)
                .encode_utf8(&mut buffer)
                .as_bytes(),
        };
        out.push(bytes, layer.origin(&(at..at + length)));
        at += length;
    }
    has_escape.then_some(out)
}

/// The result of parsing an escape, after its first byte.
enum Escape {
    /// The text is not an escape.
    NotFound,
    /// The text ends within the escape.
    Incomplete,
    /// A character, and the length of the rest of its escape.
    Char { value: u32, length: usize },
    /// Like `Char`, at the end of the text, where the escape may have continued.
    CharAtEnd { value: u32, length: usize },
    /// An escape that is removed and has no character, and the length of the rest of the escape.
    Removed { length: usize },
}

/// Parses `min` to `max` digits of a base.
fn parse_digits(text: &[u8], base: u32, min: usize, max: usize) -> Escape {
    let mut value: u32 = 0;
    let mut length = 0;
    while length < max {
        let Some(byte) = text.get(length) else {
            return match length < min {
                true => Escape::Incomplete,
                false => Escape::CharAtEnd { value, length },
            };
        };
        let Some(digit) = char::from(*byte).to_digit(base) else {
            break;
        };
        value = value.saturating_mul(base).saturating_add(digit);
        length += 1;
    }
    if length < min {
        return Escape::NotFound;
    }
    Escape::Char { value, length }
}

fn extend_length(escape: Escape, more: usize) -> Escape {
    match escape {
        Escape::Char { value, length } => Escape::Char {
            value,
            length: length + more,
        },
        Escape::CharAtEnd { value, length } => Escape::CharAtEnd {
            value,
            length: length + more,
        },
        other => other,
    }
}

/// Parses the rest of an invisible character in UTF-8: soft hyphens, joiners, direction marks and byte order marks, and the
/// replacement character, which HTML parsers substitute for a zero.
fn parse_invisible(first: u8, rest: &[u8]) -> Escape {
    match (first, rest) {
        (0xc2, [0xad, ..]) | (0xcd, [0x8f, ..]) => Escape::Removed { length: 1 },
        (0xe1, [0xa0, 0x8e, ..])
        | (0xe2, [0x80, 0x8b..=0x8f | 0xaa..=0xae, ..] | [0x81, 0xa0..=0xaf, ..])
        | (0xef, [0xbb, 0xbf, ..] | [0xbf, 0xbd, ..]) => Escape::Removed { length: 2 },
        _ => Escape::NotFound,
    }
}

/// Parses `%2D` and `%u002d`.
fn parse_percent(rest: &[u8]) -> Escape {
    match rest.split_first() {
        Some((b'u' | b'U', rest)) => extend_length(parse_digits(rest, 16, 4, 4), 1),
        _ => parse_digits(rest, 16, 2, 2),
    }
}

/// Parses `=2D` and a soft line break. Blanks before the line break were added in transit.
fn parse_quoted_printable(rest: &[u8]) -> Escape {
    let blanks = rest.iter().take_while(|b| matches!(b, b' ' | b'\t'));
    let blanks = blanks.count();
    match rest.get(blanks..).unwrap_or_default() {
        [b'\r', b'\n', ..] => Escape::Removed { length: blanks + 2 },
        [b'\r' | b'\n', ..] => Escape::Removed { length: blanks + 1 },
        [] => Escape::Incomplete,
        _ => parse_digits(rest, 16, 2, 2),
    }
}

/// The maximum number of digits of an entity, including leading zeros.
const MAX_ENTITY_DIGITS: usize = 12;

/// Parses `&#45;`, `&#x2d;` and `&amp;`. The semicolon of a number is optional, as in browsers.
fn parse_entity(rest: &[u8]) -> Escape {
    let number = match rest {
        [b'#', b'x' | b'X', digit, ..] if digit.is_ascii_hexdigit() => {
            let digits = parse_digits(rest.get(2..).unwrap_or_default(), 16, 1, MAX_ENTITY_DIGITS);
            extend_length(digits, 2)
        }
        [b'#', digit, ..] if digit.is_ascii_digit() => {
            let digits = parse_digits(rest.get(1..).unwrap_or_default(), 10, 1, MAX_ENTITY_DIGITS);
            extend_length(digits, 1)
        }
        [] | [b'#'] | [b'#', b'x' | b'X'] => Escape::Incomplete,
        _ => return parse_named_entity(rest),
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
const NAMED_ENTITIES: [(&str, u8); 42] = [
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
    // Not ASCII characters, but a dash may be replaced by them.
    ("hyphen", b'-'),
    ("dash", b'-'),
    ("shy", b'-'),
];

fn parse_named_entity(rest: &[u8]) -> Escape {
    let length = rest.iter().take(8).take_while(|b| b.is_ascii_alphabetic());
    let length = length.count();
    let name = rest.get(..length).unwrap_or_default();
    if rest.len() == length {
        return Escape::Incomplete;
    }
    let known = NAMED_ENTITIES
        .iter()
        .find(|(known, _)| known.as_bytes() == name);
    match (known, rest.get(length)) {
        (Some((_, byte)), Some(b';')) => Escape::Char {
            value: u32::from(*byte),
            length: length + 1,
        },
        _ => Escape::NotFound,
    }
}

/// Parses `\u002d`, `\u{2d}`, `\U0000002d`, `\x2d`, `\055`, `\/` and `\n`, after `more` further backslashes, since nested JSON
/// doubles them.
fn parse_backslash(rest: &[u8], more: usize) -> Escape {
    let Some((kind, rest)) = rest.get(more..).and_then(<[u8]>::split_first) else {
        return Escape::Incomplete;
    };
    let escape = match kind {
        b'u' | b'x' if rest.first() == Some(&b'{') => {
            let inside = rest.get(1..).unwrap_or_default();
            match parse_digits(inside, 16, 1, 6) {
                Escape::Char { value, length } => match inside.get(length) {
                    Some(b'}') => Escape::Char {
                        value,
                        length: length + 2,
                    },
                    Some(_) => Escape::NotFound,
                    None => Escape::Incomplete,
                },
                Escape::CharAtEnd { .. } => Escape::Incomplete,
                other => other,
            }
        }
        b'u' => parse_digits(rest, 16, 4, 4),
        b'U' => parse_digits(rest, 16, 8, 8),
        b'x' => parse_digits(rest, 16, 2, 2),
        b'0'..=b'7' => return extend_length(parse_octal(*kind, rest), more + 1),
        b'n' => literal(b'\n'),
        b'r' => literal(b'\r'),
        b't' => literal(b'\t'),
        b'b' | b'f' => literal(b' '),
        other => literal(*other),
    };
    extend_length(escape, more + 1)
}

fn literal(byte: u8) -> Escape {
    Escape::Char {
        value: u32::from(byte),
        length: 0,
    }
}

/// Parses `\0`, `\55` and `\055`. A backslash before any other single digit is redundant.
fn parse_octal(first: u8, rest: &[u8]) -> Escape {
    let max = if first <= b'3' { 2 } else { 1 };
    let character = |value, length| match length {
        0 if first != b'0' => u32::from(first),
        _ => value + (u32::from(first - b'0') << (3 * length)),
    };
    match parse_digits(rest, 8, 0, max) {
        Escape::Char { value, length } => Escape::Char {
            value: character(value, length),
            length,
        },
        Escape::CharAtEnd { value, length } => Escape::CharAtEnd {
            value: character(value, length),
            length,
        },
        other => other,
    }
}

#[cfg(test)]
mod tests;
