//! The body of a response, which a fault can truncate.

use std::fmt;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// The error that ends a connection before its response is complete.
#[derive(Debug)]
pub(crate) struct ConnectionAborted;

impl fmt::Display for ConnectionAborted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("connection aborted by a fault")
    }
}

impl std::error::Error for ConnectionAborted {}

/// The body of a response: complete or truncated.
#[derive(Debug)]
pub(crate) struct Payload {
    bytes: Bytes,
    /// The number of bytes that `Content-Length` includes, but that are never sent.
    missing: u64,
    /// Whether the available bytes were flushed.
    is_flushed: bool,
}

impl Payload {
    pub(crate) fn complete(bytes: Bytes) -> Self {
        Self {
            bytes,
            missing: 0,
            is_flushed: false,
        }
    }

    /// Returns the first half of a body, with the length of the whole body.
    pub(crate) fn truncated(bytes: &Bytes) -> Self {
        let mut rest = bytes.clone();
        let half = rest.split_to(rest.len() / 2);
        Self {
            bytes: half,
            missing: length(&rest),
            is_flushed: false,
        }
    }
}

fn length(bytes: &Bytes) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

impl Body for Payload {
    type Data = Bytes;
    type Error = ConnectionAborted;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, ConnectionAborted>>> {
        if !self.bytes.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(mem::take(&mut self.bytes)))));
        }
        if self.missing == 0 {
            return Poll::Ready(None);
        }
        if self.is_flushed {
            return Poll::Ready(Some(Err(ConnectionAborted)));
        }
        // hyper sends its buffered bytes while a body is pending. If the body failed now, hyper would discard them.
        self.is_flushed = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_empty() && self.missing == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(length(&self.bytes) + self.missing)
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;

    use super::*;

    #[tokio::test]
    async fn truncated_body_has_full_length_and_ends_with_error() {
        let mut body = Payload::truncated(&Bytes::from_static(b"12345"));
        assert_eq!(body.size_hint().exact(), Some(5));
        let frame = body.frame().await.unwrap().unwrap();
        assert_eq!(frame.into_data().unwrap(), "12");
        assert!(!body.is_end_stream());
        assert!(body.frame().await.unwrap().is_err());
    }

    #[tokio::test]
    async fn complete_body_ends_without_error() {
        let body = Payload::complete(Bytes::from_static(b"12345"));
        assert_eq!(body.collect().await.unwrap().to_bytes(), "12345");
    }
}
