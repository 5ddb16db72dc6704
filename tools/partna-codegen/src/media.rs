//! The media types of bodies. The media type determines how a request body is sent, and how a response is read.

use openapi_facts::json::Json;

pub const JSON: &str = "application/json";
pub const FORM: &str = "application/x-www-form-urlencoded";

/// How a request body is written, and how a response body is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// A type of our document, as JSON.
    Json,
    /// A type of our document, as a form.
    Form,
    /// Bytes, which the caller encodes or decodes.
    Bytes,
}

/// Whether a media type is JSON, or a range that includes JSON, such as `*/*`.
pub fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    let subtype = essence.split('/').nth(1).unwrap_or_default();
    ["application/json", "text/json", "application/*", "*/*"].contains(&essence.as_str())
        || subtype.ends_with("+json")
}

/// Returns how a body of a media type is written and read. Returns `None` if the media type is not supported:
/// `multipart/*`, ranges that do not include JSON, and invalid names.
pub fn kind(media_type: &str) -> Option<MediaKind> {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    if is_json(media_type) {
        return Some(MediaKind::Json);
    }
    if essence == FORM {
        return Some(MediaKind::Form);
    }
    let is_token = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c))
    };
    let is_valid = essence
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype) && kind != "multipart");
    let is_visible = media_type.chars().all(|c| (' '..='~').contains(&c));
    (is_valid && is_visible).then_some(MediaKind::Bytes)
}

/// Returns the media type for the header of a request. JSON and forms are sent without parameters, and a range is sent
/// as `application/json`.
pub fn sent(media_type: &str) -> &str {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    match kind(media_type) {
        Some(MediaKind::Json) if essence.contains('*') => JSON,
        Some(MediaKind::Json | MediaKind::Form) => essence,
        _ => media_type,
    }
}

/// Returns the first media type of a body or a response in our document, and its content.
pub fn of(holder: &Json) -> Option<(&str, &Json)> {
    holder.get("content")?.entries().next()
}

/// Returns the first media type and its content, if the body is JSON or a form, and therefore has a type of our
/// document.
pub fn typed(holder: &Json) -> Option<(&str, &Json)> {
    of(holder).filter(|(media_type, _)| {
        matches!(kind(media_type), Some(MediaKind::Json | MediaKind::Form))
    })
}

/// Returns a status, if it is the number of a 2xx status.
pub fn success_status(status: &Json) -> Option<u16> {
    let Json::Number(status) = status else {
        return None;
    };
    let status = status
        .as_u64()
        .and_then(|status| u16::try_from(status).ok());
    status.filter(|status| (200..300).contains(status))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_json_form_or_bytes() {
        for (media_type, expected) in [
            ("application/json; charset=utf-8", Some(MediaKind::Json)),
            ("application/vnd.api+json", Some(MediaKind::Json)),
            ("*/*", Some(MediaKind::Json)),
            ("application/x-www-form-urlencoded", Some(MediaKind::Form)),
            ("application/octet-stream", Some(MediaKind::Bytes)),
            ("text/csv; charset=utf-8", Some(MediaKind::Bytes)),
            ("application/xml", Some(MediaKind::Bytes)),
            ("multipart/form-data", None),
            ("image/*", None),
            ("text", None),
            ("text/a\nb", None),
        ] {
            assert_eq!(kind(media_type), expected, "{media_type}");
        }
        assert_eq!(sent("*/*"), JSON);
        assert_eq!(sent("application/json; charset=utf-8"), JSON);
        assert_eq!(sent("application/vnd.api+json"), "application/vnd.api+json");
        assert_eq!(sent("text/csv; header=present"), "text/csv; header=present");
    }
}
