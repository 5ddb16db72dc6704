//! Undoes one layer of the escapes in which a server may repeat a text: percent signs, HTML entities, JSON and JavaScript.

use std::ops::Range;

/// A text with one layer of escapes undone, and where each of its bytes was in the text before.
pub(super) struct Unescaped {
    pub(super) text: Vec<u8>,
    origins: Vec<Range<usize>>,
}

impl Unescaped {
    /// The range of the text before that a range of this one stands for.
    pub(super) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.origins.get(range.start).map_or(0, |it| it.start);
        let last = range.end.checked_sub(1);
        let end = last.and_then(|last| self.origins.get(last));
        start..end.map_or(start, |it| it.end)
    }
}

/// Undoes one layer. Returns none if there is no escape. At the end of a text that `is_cut`, half an escape is left out.
pub(super) fn unescape(text: &[u8], is_cut: bool) -> Option<Unescaped> {
    memchr::memchr3(b'%', b'&', b'\\', text)?;
    let mut found = false;
    let mut out = Unescaped {
        text: Vec::with_capacity(text.len()),
        origins: Vec::with_capacity(text.len()),
    };
    let mut at = 0;
    while let Some((&first, rest)) = text.get(at..).and_then(<[u8]>::split_first) {
        let escape = match first {
            b'%' => percent(rest),
            b'&' => entity(rest),
            b'\\' => backslash(rest),
            _ => Escape::None,
        };
        let (value, length) = match escape {
            Escape::Char { value, length } => (value, length + 1),
            Escape::Unfinished if is_cut => return Some(out),
            Escape::None | Escape::Unfinished => {
                // All backslashes of a run at once, since each would look at all that follow.
                let run = rest.iter().take_while(|b| first == b'\\' && **b == first);
                let end = at + 1 + run.count();
                out.text.extend(text.get(at..end).unwrap_or_default());
                out.origins.extend((at..end).map(|at| at..at + 1));
                at = end;
                continue;
            }
        };
        found = true;
        let mut buffer = [0; 4];
        let bytes = match u8::try_from(value) {
            // A percent sign stands for a byte, of which several may be a character.
            Ok(byte) if byte.is_ascii() || first == b'%' => &[byte][..],
            _ => char::from_u32(value)
                .unwrap_or(char::REPLACEMENT_CHARACTER)
                .encode_utf8(&mut buffer)
                .as_bytes(),
        };
        let origins = std::iter::repeat_n(at..at + length, bytes.len());
        out.origins.extend(origins);
        out.text.extend(bytes);
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
}

/// Reads `min` to `max` digits of a base.
fn digits(text: &[u8], base: u32, min: usize, max: usize) -> Escape {
    let mut value: u32 = 0;
    let mut length = 0;
    while length < max {
        let Some(byte) = text.get(length) else {
            return Escape::Unfinished;
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
        other => other,
    }
}

/// `%2D`.
fn percent(rest: &[u8]) -> Escape {
    digits(rest, 16, 2, 2)
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

/// `\u002d`, `\u{2d}`, `\x2d`, `\/`, `\n`; with any number of backslashes, since each JSON inside JSON doubles them.
fn backslash(rest: &[u8]) -> Escape {
    let more = rest.iter().take_while(|b| **b == b'\\').count();
    let Some((kind, rest)) = rest.get(more..).and_then(<[u8]>::split_first) else {
        return Escape::Unfinished;
    };
    let escape = match kind {
        b'u' if rest.first() == Some(&b'{') => {
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
                other => other,
            }
        }
        b'u' => digits(rest, 16, 4, 4),
        b'x' => digits(rest, 16, 2, 2),
        b'n' | b'r' | b't' | b'b' | b'f' => Escape::Char {
            value: u32::from(b' '),
            length: 0,
        },
        other => Escape::Char {
            value: u32::from(*other),
            length: 0,
        },
    };
    longer_by(escape, more + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, is_cut: bool) -> Option<String> {
        let unescaped = unescape(text.as_bytes(), is_cut)?;
        Some(String::from_utf8_lossy(&unescaped.text).into_owned())
    }

    #[test]
    fn undoes_one_layer() {
        for (text, expected) in [
            ("%2d%2D", "--"),
            ("%252d", "%2d"),
            ("&#45;&#045&#x2D;&#X2d;", "----"),
            ("&amp;#45;&lt;&quot;", "&#45;<\""),
            (r"\u002d\\u002D\u{2d}\x2d\/\-", "----/-"),
            (r"a\nb", "a b"),
            ("%c3%a9&#233;\\u00e9", "ééé"),
        ] {
            assert_eq!(plain(text, false).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "", "plain", "%", "%2", "%zz", "&", "&&;", "&nope;", "&#;", r"\u00", r"\x",
        ] {
            assert_eq!(plain(text, false), None, "{text}");
        }
    }

    #[test]
    fn leaves_out_half_an_escape_at_a_cut() {
        for half in [
            "%", "%2", "&", "&#", "&#4", "&#x2", "&am", r"\", r"\u", r"\u00", r"\u{2", r"\x2",
        ] {
            let text = format!("a{half}");
            assert_eq!(plain(&text, true).as_deref(), Some("a"), "{half}");
        }
    }

    #[test]
    fn origin_covers_whole_escapes() {
        let unescaped = unescape(b"a%2Db&#45;", false).unwrap();
        assert_eq!(unescaped.text, b"a-b-");
        assert_eq!(unescaped.origin(&(1..2)), 1..4);
        assert_eq!(unescaped.origin(&(0..4)), 0..10);
    }
}
