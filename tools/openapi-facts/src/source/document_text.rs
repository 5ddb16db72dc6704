//! Decodes the bytes of a document to text, and finds its format.

use super::unusable_document::Cause;

/// The format of a document. The format is determined from the content, because the extension in a URL is often missing
/// or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Json,
    Yaml,
}

/// Decodes the bytes of a document. Returns its text without a byte order mark, and its format.
pub fn decode(bytes: &[u8]) -> Result<(&str, Format), Cause> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Cause::Utf16);
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Cause::NotUtf8)?;
    match text.trim_start().chars().next() {
        None => Err(Cause::Empty),
        Some('<') => Err(Cause::Html),
        _ => Ok((text, format_of(text.trim_start()))),
    }
}

/// Returns the format of a text.
///
/// A text that begins like JSON is parsed as JSON only, because a YAML parser would hide its errors: in YAML,
/// `{"minimum": 1O}` is valid, and the value is the text `1O`.
fn format_of(text: &str) -> Format {
    let is_json = match text.strip_prefix('{') {
        // A YAML mapping in braces may have unquoted keys, such as `{openapi: 3.0.3}`.
        Some(inner) => matches!(inner.trim_start().chars().next(), None | Some('"' | '}')),
        None => text.starts_with('['),
    };
    if is_json { Format::Json } else { Format::Yaml }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_determines_the_format() {
        for (text, format) in [
            ("{\"openapi\": \"3.0.3\"", Format::Json),
            (" \r\n{\n\t\"openapi\"", Format::Json),
            ("{}", Format::Json),
            ("{", Format::Json),
            ("[1]", Format::Json),
            ("{openapi: 3.0.3}", Format::Yaml),
            ("{'openapi': 3.0.3}", Format::Yaml),
            ("{ # a comment\n \"openapi\": 3.0.3}", Format::Yaml),
            ("openapi: 3.0.3", Format::Yaml),
            ("\"openapi\": \"3.0.3\"", Format::Yaml),
            ("# a comment\n{\"openapi\": \"3.0.3\"}", Format::Yaml),
            ("---\nopenapi: 3.0.3", Format::Yaml),
            ("--- {\"openapi\": \"3.0.3\"}", Format::Yaml),
            ("%YAML 1.2\n---\nopenapi: 3.0.3", Format::Yaml),
            ("- 1", Format::Yaml),
        ] {
            assert_eq!(decode(text.as_bytes()).map(|it| it.1), Ok(format), "{text}");
        }
    }
}
