//! Reads the body of a response within a limit.

use bytes::{Bytes, BytesMut};

/// How much of an error is kept, in bytes. The API's own errors are a few lines.
pub(super) const MAX_ERROR_BODY_BYTES: usize = 64 << 10;

/// What was read of a body.
#[derive(Debug)]
pub(super) enum Body {
    /// All of it.
    Complete(Bytes),
    /// Its beginning, as long as the limit. There is more, which was not awaited.
    Truncated(Bytes),
}

/// Reads up to `limit` bytes. The length that a response announces is believed only if it is above the limit, and nothing
/// is reserved by it.
pub(super) async fn read_body(
    response: &mut reqwest::Response,
    limit: usize,
) -> Result<Body, reqwest::Error> {
    let Some(first) = response.chunk().await? else {
        return Ok(Body::Complete(Bytes::new()));
    };
    // Most bodies are one chunk, which needs no copy.
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

/// Whether a response announces more than `limit` bytes.
pub(super) fn is_over_limit(response: &reqwest::Response, limit: usize) -> bool {
    let limit = u64::try_from(limit).unwrap_or(u64::MAX);
    response
        .content_length()
        .is_some_and(|length| length > limit)
}
