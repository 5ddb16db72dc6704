//! The forms in which a server or a proxy writes a text. Each takes any ASCII text, so that they can be combined.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

/// A form: its name, and what writes a text in it.
pub type Encoder = (&'static str, fn(&str) -> String);

/// Writes each character that is chosen in a form, and leaves the others.
fn some(text: &str, is_chosen: fn(char) -> bool, encode: impl Fn(u32) -> String) -> String {
    let encode = |c: char| match is_chosen(c) {
        true => encode(u32::from(c)),
        false => c.to_string(),
    };
    text.chars().map(encode).collect()
}

/// The dash, and the characters that begin an escape.
fn is_special(c: char) -> bool {
    matches!(c, '-' | '%' | '&' | '\\' | '=') || c.is_control()
}

fn all(_: char) -> bool {
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
    some(text, is_special, |c| format!("={c:02X}"))
}

/// UTF-16 as a program sees it that reads it as UTF-8.
fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> String {
    let bytes: Vec<u8> = text.encode_utf16().flat_map(to_bytes).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Escapes of single characters.
const ESCAPES: [Encoder; 17] = [
    ("percent", |it| some(it, all, |c| format!("%{c:02x}"))),
    ("percent, special", |it| {
        some(it, is_special, |c| format!("%{c:02X}"))
    }),
    ("%u002d", |it| some(it, all, |c| format!("%u{c:04x}"))),
    ("%u002D, special", |it| {
        some(it, is_special, |c| format!("%u{c:04X}"))
    }),
    ("entities", |it| some(it, all, |c| format!("&#{c};"))),
    ("entities, hex, special", |it| {
        some(it, is_special, |c| format!("&#x{c:X};"))
    }),
    ("\\u002d", |it| some(it, all, |c| format!("\\u{c:04x}"))),
    ("\\x2d", |it| {
        some(it, is_special, |c| format!("\\x{c:02x}"))
    }),
    ("\\U0000002d", |it| some(it, all, |c| format!("\\U{c:08x}"))),
    ("\\U0000002D, special", |it| {
        some(it, is_special, |c| format!("\\U{c:08X}"))
    }),
    ("octal", |it| some(it, all, |c| format!("\\{c:03o}"))),
    ("octal, special", |it| {
        some(it, is_special, |c| format!("\\{c:03o}"))
    }),
    ("quoted-printable", quoted_printable),
    ("quoted-printable, all", |it| {
        some(it, all, |c| format!("={c:02X}"))
    }),
    ("quoted-printable, soft breaks", |it| {
        let lines = wrap(it, 9, "\0");
        some(&lines, is_special, |c| match c {
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

/// Codes of a whole text.
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

/// UTF-16 that is read as UTF-8.
const WIDE: [Encoder; 2] = [
    ("UTF-16, little-endian", |it| utf16(it, u16::to_le_bytes)),
    ("UTF-16, big-endian", |it| utf16(it, u16::to_be_bytes)),
];

/// Forms with something before or after the text, such as padding, which may be left.
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

/// All forms that have nothing but the text in them.
pub fn encoders() -> Vec<Encoder> {
    [&ESCAPES[..], &CODES[..], &WIDE[..]].concat()
}

/// All of them.
pub fn all_encoders() -> Vec<Encoder> {
    [&encoders()[..], &PADDED[..]].concat()
}
