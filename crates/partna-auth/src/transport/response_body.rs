//! Reads the body of a response within a limit.

use bytes::{Bytes, BytesMut};

/// The maximum number of bytes of an error body that are read and kept. The API's errors are a few lines.
pub(super) const MAX_ERROR_BODY_BYTES: usize = 64 << 10;

/// The part of a body that was read.
#[derive(Debug)]
pub(super) enum Body {
    /// The complete body.
    Complete(Bytes),
    /// The beginning of the body, up to the limit. The rest was not read.
    Truncated(Bytes),
}

/// Reads up to `limit` bytes. No memory is reserved for the length that the response announces, because the server may announce
/// any length.
pub(super) async fn read_body(
    response: &mut reqwest::Response,
    limit: usize,
) -> Result<Body, reqwest::Error> {
    let Some(first) = response.chunk().await? else {
        return Ok(Body::Complete(Bytes::new()));
    };
    // Most bodies are one chunk, which is not copied.
    let mut body = BytesMut::from(first);
    while body.len() <= limit {
        let Some(chunk) = response.chunk().await? else {
            return Ok(Body::Complete(body.freeze()));
        };
        body.extend_from_slice(&chunk);
    }
    body.truncate(limit);
    Ok(Body::Truncated(body.freeze()))
}

/// Returns whether a response announces more than `limit` bytes.
pub(super) fn is_over_limit(response: &reqwest::Response, limit: usize) -> bool {
    let limit = u64::try_from(limit).unwrap_or(u64::MAX);
    response
        .content_length()
        .is_some_and(|length| length > limit)
}
