//! Encodes the values of path parameters, for generated code.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// The path percent-encode set of the URL standard, with the characters that end a segment or begin an escape.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// Percent-encodes a value that becomes one segment of a path.
#[allow(dead_code, reason = "unused for a document without path parameters")]
pub(crate) fn encode_path(value: &str) -> String {
    utf8_percent_encode(value, SEGMENT).to_string()
}

#[cfg(test)]
mod tests {
    use super::encode_path;

    #[test]
    fn encodes_reserved_and_control_characters() {
        let ascii: String = (0..128u8).map(char::from).collect();
        assert_eq!(
            encode_path(&ascii),
            "%00%01%02%03%04%05%06%07%08%09%0A%0B%0C%0D%0E%0F%10%11%12%13%14%15%16%17%18%19%1A%1B%1C%1D%1E%1F\
             %20!%22%23$%25&'()*+,-.%2F0123456789:;%3C=%3E%3F@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_\
             %60abcdefghijklmnopqrstuvwxyz%7B|%7D~%7F"
        );
        assert_eq!(
            encode_path("é€😀\u{80}"),
            "%C3%A9%E2%82%AC%F0%9F%98%80%C2%80"
        );
        assert_eq!(encode_path(""), "");
    }
}
