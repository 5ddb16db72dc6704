//! Finds the likely cause for a body that cannot be verified.

use crate::LikelyCause;
use crate::envelope::without_whitespace;
use crate::event::Fields;
use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

/// The maximum length of the base64 sample that is decoded, in characters. It is a multiple of four, because base64 is decoded in
/// groups of four characters.
const BASE64_SAMPLE_CHARS: usize = 64;

const ANY_PADDING: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

/// Returns the likely encoding of a body that does not start like a JSON object. `None` if the body starts like a JSON object, or
/// if the encoding is unknown.
pub(crate) fn detect_wrong_encoding(body: &[u8]) -> Option<LikelyCause> {
    let start = body.trim_ascii_start();
    match start {
        [b'{', 0, ..] | [0, b'{', ..] | [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            Some(LikelyCause::Utf16)
        }
        [b'{', ..] | [] => None,
        _ if is_compressed(body) => Some(LikelyCause::Compressed),
        [b'"', inside @ ..] => match inside.trim_ascii_start() {
            [b'{', ..] => Some(LikelyCause::JsonInString),
            inside => is_base64(inside.trim_ascii_end()).then_some(LikelyCause::Base64),
        },
        _ => is_base64(start).then_some(LikelyCause::Base64),
    }
}

/// Returns whether a body starts like gzip, zlib or zstd. Source: RFC 1952, RFC 1950 and RFC 8878.
fn is_compressed(body: &[u8]) -> bool {
    matches!(
        body,
        [0x1f, 0x8b, ..] | [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..]
    )
}

/// Returns whether a text is base64 of a JSON object, of compressed data, or of another such base64 text.
fn is_base64(text: &[u8]) -> bool {
    let is_digit =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    let sample: Vec<u8> = text
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace())
        .take_while(is_digit)
        .take(BASE64_SAMPLE_CHARS)
        .collect();
    if sample.len() < 16 {
        return false;
    }
    [&alphabet::STANDARD, &alphabet::URL_SAFE]
        .into_iter()
        .filter_map(|alphabet| {
            let engine = GeneralPurpose::new(alphabet, ANY_PADDING);
            engine.decode(&sample).ok()
        })
        .any(|bytes| {
            let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
            is_compressed(&bytes) || text.trim_ascii_start().starts_with(b"{") || is_base64(text)
        })
}

/// Returns the likely cause if a delivery with an invalid signature was re-serialized, or has its `data` in a JSON string.
pub(crate) fn detect_rewritten_body(body: &[u8], data: &[u8]) -> Option<LikelyCause> {
    if let [b'"', inside @ ..] = data {
        let is_json = matches!(inside.trim_ascii_start().first(), Some(b'{' | b'['));
        return is_json.then_some(LikelyCause::JsonInString);
    }
    // Bodies from Partna have no whitespace outside of strings. A change of only this whitespace in `data` is accepted, so the
    // body was re-serialized with other changes too.
    let is_spaced = without_whitespace(body.trim_ascii()).is_some();
    let is_rewritten = is_spaced || str::from_utf8(data).is_ok_and(is_not_of_javascript);
    is_rewritten.then_some(LikelyCause::Reserialized)
}

/// Returns whether JSON has a form that JavaScript's `JSON.stringify`, which Partna uses, never writes for its events.
fn is_not_of_javascript(json: &str) -> bool {
    let Ok(fields) = serde_json::from_str::<Fields<'_>>(json) else {
        return has_escapes_not_of_javascript(json);
    };
    let names = fields.list.iter().map(|(name, _)| name);
    // No event has its fields in alphabetical order.
    let is_sorted = fields.list.len() > 2 && names.is_sorted();
    let mut values = fields.list.iter().map(|(_, raw)| raw.get());
    is_sorted || values.any(is_number_not_of_javascript) || has_escapes_not_of_javascript(json)
}

/// Returns whether a value is a number with a trailing zero in its decimals, or with an exponent in another form than `e+21` or
/// `e-7`.
fn is_number_not_of_javascript(json: &str) -> bool {
    if !json.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return false;
    }
    let (mantissa, exponent) = json.split_once(['e', 'E']).unwrap_or((json, "+"));
    (mantissa.contains('.') && mantissa.ends_with('0'))
        || !exponent.starts_with(['+', '-'])
        || json.contains('E')
}

/// Returns whether there are escapes that JavaScript's `JSON.stringify` never writes: of a slash, or of a character that does not
/// need an escape.
fn has_escapes_not_of_javascript(json: &str) -> bool {
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let mut escape = rest.get(at + 1..).unwrap_or_default().chars();
        match escape.next() {
            Some('/') => return true,
            Some('u') => {
                let digits = escape.as_str().get(..4).unwrap_or_default();
                let code = u32::from_str_radix(digits, 16).unwrap_or_default();
                let next = escape.as_str().get(4..).unwrap_or_default();
                let needs_escape = match code {
                    0x08..=0x0a | 0x0c | 0x0d => false, // `JSON.stringify` writes `\n` and other short escapes
                    0..0x20 => true,
                    // A surrogate needs an escape only if it is unpaired.
                    0xd800..0xdc00 => !is_low_surrogate(next),
                    _ => (0xdc00..0xe000).contains(&code),
                };
                if !needs_escape || digits.contains(|c: char| c.is_ascii_uppercase()) {
                    return true;
                }
            }
            _ => {}
        }
        rest = escape.as_str();
    }
    false
}

/// Returns whether the next escape is a low surrogate.
fn is_low_surrogate(json: &str) -> bool {
    let digits = json.strip_prefix("\\u").and_then(|rest| rest.get(..4));
    let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    code.is_some_and(|code| (0xdc00..0xe000).contains(&code))
}
