//! Decodes files that contain a secret, and reports problems of their encoding.

use zeroize::Zeroizing;

use super::read_variable;

/// The byte order mark of UTF-8, which some programs on Windows write.
const UTF8_BOM: &[u8] = b"\xef\xbb\xbf";

/// Decodes a file, and keeps a byte order mark of UTF-8. The error is the part of a message after "FILE: ". It does not quote the
/// file.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, &'static str> {
    // UTF-16 has zero bytes between ASCII letters, and usually its own byte order mark.
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.contains(&0) {
        return Err("is in UTF-16 or another encoding with zero bytes; save it as UTF-8");
    }
    std::str::from_utf8(bytes).map_err(|_| "is not UTF-8 text; save it as UTF-8")
}

/// Decodes a file that contains one value, and removes the final line break that editors add.
pub(super) fn decode_value(bytes: &[u8]) -> Result<Zeroizing<String>, &'static str> {
    if bytes.starts_with(UTF8_BOM) {
        return Err("begins with a byte order mark (BOM); save it as UTF-8 without a BOM");
    }
    let text = decode(bytes)?;
    let line = text.strip_suffix('\n').unwrap_or(text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.is_empty() {
        return Err("is empty; write the value into it");
    }
    if !line.trim().is_empty() && line.contains(['\n', '\r']) {
        return Err("has more than one line; write only the value into it, on a single line");
    }
    match read_variable::find_problem(line) {
        None => Ok(Zeroizing::new(line.to_owned())),
        Some(problem) => Err(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_unusable_file_with_reason() {
        let utf16 = |text: &str, mark: &[u8]| {
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            mark.iter().copied().chain(units).collect::<Vec<u8>>()
        };
        for (bytes, part) in [
            (utf16("value\n", b"\xff\xfe"), "UTF-16"),
            (utf16("value", b""), "UTF-16"),
            (b"\xfe\xff\0v\0a".to_vec(), "UTF-16"),
            (b"\xef\xbb\xbfvalue\n".to_vec(), "byte order mark"),
            (b"value\xff".to_vec(), "not UTF-8"),
            (b"value\nmore\n".to_vec(), "more than one line"),
            (b"value\n\n".to_vec(), "more than one line"),
            (b"\nvalue".to_vec(), "more than one line"),
            (b"value\rmore".to_vec(), "more than one line"),
            (b" value\n".to_vec(), "whitespace"),
            (b"\"value\"\n".to_vec(), "quotes"),
            (b"\n".to_vec(), "empty"),
            (b"".to_vec(), "empty"),
            (b"\n\n".to_vec(), "blank"),
        ] {
            let found = decode_value(&bytes).map(|text| text.len());
            assert!(
                found.is_err_and(|it| it.contains(part)),
                "{bytes:?}: {found:?}"
            );
        }
        for bytes in [&b"value"[..], b"value\n", b"value\r\n", b"value\r"] {
            assert_eq!(
                decode_value(bytes).as_deref().map(String::as_str),
                Ok("value")
            );
        }
    }
}
