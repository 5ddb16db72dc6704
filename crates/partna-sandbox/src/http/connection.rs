//! Serves one connection.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use http::{HeaderValue, Response, header};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::connection_context::ConnectionContext;
use super::connection_deadline::ConnectionDeadline;
use super::handler;
use super::payload::Payload;
use crate::unix_time::system_time;

/// Serves a connection until it ends, the sandbox stops, or its deadline passes.
pub(crate) async fn serve_connection(stream: ResettableStream, context: ConnectionContext) {
    // Nagle's algorithm would delay the small responses.
    let _ = stream.stream.set_nodelay(true);
    let mut closing = context.closing.clone();
    let deadline = Arc::clone(&context.deadline);
    let context = Arc::new(context);
    let service = service_fn(move |request| {
        let context = Arc::clone(&context);
        async move {
            let mut result = handler::handle(Arc::clone(&context), request).await;
            if let Ok(response) = &mut result {
                set_date(response, context.app.state().now_ms);
            }
            context.deadline.responded();
            result
        }
    });
    let mut connection =
        std::pin::pin!(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    // Errors of the connection are ignored: most are injected faults.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = deadline.passed() => {
            tracing::debug!(target: "partna_sandbox", "connection: closed, because no request arrived before the deadline");
            return;
        }
        _ = closing.changed() => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

/// The end of the year 9999 in milliseconds. HTTP dates cannot represent later times.
const MAX_DATE_MS: i64 = 253_402_300_800_000;

/// Sets the `Date` of a response from the sandbox's clock. By default hyper uses the machine's clock, which differs from the
/// times in the bodies.
fn set_date(response: &mut Response<Payload>, now_ms: i64) {
    if now_ms < MAX_DATE_MS {
        let date = httpdate::fmt_http_date(system_time(now_ms));
        if let Ok(date) = HeaderValue::try_from(date) {
            response.headers_mut().insert(header::DATE, date);
        }
    }
}

/// A TCP stream that can be closed with a reset.
pub(crate) struct ResettableStream {
    pub(crate) stream: TcpStream,
    pub(crate) reset: Arc<AtomicBool>,
    pub(crate) deadline: Arc<ConnectionDeadline>,
}

impl Drop for ResettableStream {
    fn drop(&mut self) {
        if self.reset.load(Ordering::SeqCst) {
            // If this fails, the peer sees a closed connection instead of a reset.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for ResettableStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buffer);
        if buffer.filled().len() > before {
            self.deadline.bytes_arrived();
        }
        polled
    }
}

impl AsyncWrite for ResettableStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
