//! The body of a response: whole, or one that breaks off on purpose.

use std::fmt;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// Why a connection ends before its answer does.
#[derive(Debug)]
pub(crate) struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("broken on purpose")
    }
}

impl std::error::Error for Broken {}

/// The body of an answer: whole, or one that breaks off.
#[derive(Debug)]
pub(crate) struct Payload {
    bytes: Bytes,
    /// How many bytes are promised and never come.
    missing: u64,
    /// Whether what there is had its turn to leave.
    left: bool,
}

impl Payload {
    pub(crate) fn whole(bytes: Bytes) -> Self {
        Self {
            bytes,
            missing: 0,
            left: false,
        }
    }

    /// The first half, under the length of all of it.
    pub(crate) fn half(bytes: &Bytes) -> Self {
        let mut rest = bytes.clone();
        let half = rest.split_to(rest.len() / 2);
        Self {
            bytes: half,
            missing: length(&rest),
            left: false,
        }
    }
}

fn length(bytes: &Bytes) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

impl Body for Payload {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        if !self.bytes.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(mem::take(&mut self.bytes)))));
        }
        if self.missing == 0 {
            return Poll::Ready(None);
        }
        if self.left {
            return Poll::Ready(Some(Err(Broken)));
        }
        // hyper throws away what it holds when a body fails, and sends it when a body is not ready.
        self.left = true;
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
    async fn half_a_body_promises_all_of_it_and_breaks_off() {
        let mut body = Payload::half(&Bytes::from_static(b"12345"));
        assert_eq!(body.size_hint().exact(), Some(5));
        let frame = body.frame().await.unwrap().unwrap();
        assert_eq!(frame.into_data().unwrap(), "12");
        assert!(!body.is_end_stream());
        assert!(body.frame().await.unwrap().is_err());
    }

    #[tokio::test]
    async fn a_whole_one_ends() {
        let body = Payload::whole(Bytes::from_static(b"12345"));
        assert_eq!(body.collect().await.unwrap().to_bytes(), "12345");
    }
}
