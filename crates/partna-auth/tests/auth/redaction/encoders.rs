//! The forms in which a server or a proxy writes a text. Each encoder accepts any ASCII text, so that encoders can be combined.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

/// The name of a form, and the function that writes a text in it.
pub type Encoder = (&'static str, fn(&str) -> String);

/// Encodes each selected character, and leaves the others unchanged.
fn encode_chars(
    text: &str,
    is_selected: fn(char) -> bool,
    encode: impl Fn(u32) -> String,
) -> String {
    let encode = |c: char| match is_selected(c) {
        true => encode(u32::from(c)),
        false => c.to_string(),
    };
    text.chars().map(encode).collect()
}

/// Returns whether a character is a dash or begins an escape.
fn is_special(c: char) -> bool {
    matches!(c, '-' | '%' | '&' | '\\' | '=') || c.is_control()
}

fn is_any(_: char) -> bool {
    true
}

fn hex(text: &str, before: &str, between: &str) -> String {
    let bytes: Vec<String> = text.bytes().map(|b| format!("{before}{b:02x}")).collect();
    bytes.join(between)
}

/// Breaks a text into lines of this length.
fn wrap(text: &str, length: usize, line_break: &str) -> String {
    let text: Vec<char> = text.chars().collect();
    let lines: Vec<String> = text.chunks(length).map(|it| it.iter().collect()).collect();
    lines.join(line_break)
}

fn quoted_printable(text: &str) -> String {
    encode_chars(text, is_special, |c| format!("={c:02X}"))
}

/// Encodes a text as UTF-16, and decodes the bytes as UTF-8.
fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> String {
    let bytes: Vec<u8> = text.encode_utf16().flat_map(to_bytes).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Escapes of single characters.
const ESCAPES: [Encoder; 17] = [
    ("percent", |it| {
        encode_chars(it, is_any, |c| format!("%{c:02x}"))
    }),
    ("percent, special", |it| {
        encode_chars(it, is_special, |c| format!("%{c:02X}"))
    }),
    ("%u002d", |it| {
        encode_chars(it, is_any, |c| format!("%u{c:04x}"))
    }),
    ("%u002D, special", |it| {
        encode_chars(it, is_special, |c| format!("%u{c:04X}"))
    }),
    ("entities", |it| {
        encode_chars(it, is_any, |c| format!("&#{c};"))
    }),
    ("entities, hex, special", |it| {
        encode_chars(it, is_special, |c| format!("&#x{c:X};"))
    }),
    ("\\u002d", |it| {
        encode_chars(it, is_any, |c| format!("\\u{c:04x}"))
    }),
    ("\\x2d", |it| {
        encode_chars(it, is_special, |c| format!("\\x{c:02x}"))
    }),
    ("\\U0000002d", |it| {
        encode_chars(it, is_any, |c| format!("\\U{c:08x}"))
    }),
    ("\\U0000002D, special", |it| {
        encode_chars(it, is_special, |c| format!("\\U{c:08X}"))
    }),
    ("octal", |it| {
        encode_chars(it, is_any, |c| format!("\\{c:03o}"))
    }),
    ("octal, special", |it| {
        encode_chars(it, is_special, |c| format!("\\{c:03o}"))
    }),
    ("quoted-printable", quoted_printable),
    ("quoted-printable, all", |it| {
        encode_chars(it, is_any, |c| format!("={c:02X}"))
    }),
    ("quoted-printable, soft breaks", |it| {
        let lines = wrap(it, 9, "\0");
        encode_chars(&lines, is_special, |c| match c {
            0 => "=\r\n".to_owned(),
            _ => format!("={c:02X}"),
        })
    }),
    ("quoted-printable, LF", |it| {
        wrap(it, 9, "\u{1}")
            .replace('=', "=3D")
            .replace('\u{1}', "=\n")
    }),
    ("JSON string", |it| {
        let text = serde_json::Value::from(it).to_string();
        text.trim_matches('"').replace('-', "\\-")
    }),
];

/// Encodings of a whole text.
const CODES: [Encoder; 17] = [
    ("base64", |it| STANDARD_NO_PAD.encode(it)),
    ("base64 of URLs", |it| URL_SAFE_NO_PAD.encode(it)),
    ("base64, not aligned", |it| {
        URL_SAFE_NO_PAD.encode(format!("={it};"))
    }),
    ("base64, CRLF", |it| {
        wrap(&STANDARD_NO_PAD.encode(it), 19, "\r\n")
    }),
    ("base64, LF", |it| {
        wrap(&STANDARD_NO_PAD.encode(it), 16, "\n")
    }),
    ("base64, tabs", |it| {
        wrap(&STANDARD_NO_PAD.encode(it), 7, "\t")
    }),
    ("base64, spaces", |it| {
        wrap(&STANDARD_NO_PAD.encode(it), 5, " ")
    }),
    ("base64, folded", |it| {
        wrap(&STANDARD_NO_PAD.encode(it), 12, "\r\n\t ")
    }),
    ("hex", |it| hex(it, "", "")),
    ("HEX", |it| hex(it, "", "").to_uppercase()),
    ("hex, spaces", |it| hex(it, "", " ")),
    ("hex, commas", |it| hex(it, "", ", ")),
    ("hex, colons", |it| hex(it, "", ":")),
    ("hex, dashes", |it| hex(it, "", "-")),
    ("hex, 0x", |it| hex(it, "0x", ", ")),
    ("hex, one 0X", |it| format!("0X{}", hex(it, "", ""))),
    ("hex, tabs", |it| hex(it, "", "\t")),
];

/// UTF-16 that is decoded as UTF-8.
const WIDE: [Encoder; 2] = [
    ("UTF-16, little-endian", |it| utf16(it, u16::to_le_bytes)),
    ("UTF-16, big-endian", |it| utf16(it, u16::to_be_bytes)),
];

/// Forms that add characters to the text, such as padding. The redacted text may keep them.
const PADDED: [Encoder; 4] = [
    ("base64, padded", |it| STANDARD.encode(it)),
    ("base64 of URLs, padded", |it| URL_SAFE.encode(it)),
    ("UTF-16, little-endian, marked", |it| {
        utf16(&format!("\u{feff}{it}"), u16::to_le_bytes)
    }),
    ("UTF-16, big-endian, marked", |it| {
        utf16(&format!("\u{feff}{it}"), u16::to_be_bytes)
    }),
];

/// Returns all forms that add no characters to the text.
pub fn encoders() -> Vec<Encoder> {
    [&ESCAPES[..], &CODES[..], &WIDE[..]].concat()
}

/// Returns all forms.
pub fn all_encoders() -> Vec<Encoder> {
    [&encoders()[..], &PADDED[..]].concat()
}
