//! Connections: taken, served, and ended, on purpose or in peace.

use std::fmt;
use std::io;
use std::mem;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Response, header};
use http_body::{Body, Frame, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch};
use tokio::task::JoinSet;

use crate::answer;
use crate::connection_deadline::ConnectionDeadline;
use crate::shared::Shared;
use crate::unix_time::system_time;

/// How long requests under way may take once the sandbox stops.
const GRACE: Duration = Duration::from_secs(5);
/// How many connections are open at a time. Others wait until one of these is closed.
const MAX_CONNECTIONS: usize = 1_000;
/// How long to wait when a connection cannot be taken: files may have run out, and soon be there again.
const BREATH: Duration = Duration::from_millis(50);

/// A connection, as those see it who answer on it.
pub(crate) struct Place {
    pub(crate) shared: Arc<Shared>,
    /// The address that is listened on.
    pub(crate) bound: IpAddr,
    /// Set, the connection ends with a reset instead of a farewell.
    pub(crate) reset: Arc<AtomicBool>,
    /// When it is closed if nothing more arrives.
    pub(crate) deadline: Arc<ConnectionDeadline>,
    /// Changes when the sandbox stops.
    pub(crate) closing: watch::Receiver<()>,
    /// Takes work that is done whether or not somebody still waits for it.
    pub(crate) aside: mpsc::UnboundedSender<Work>,
}

/// What is done beside connections.
pub(crate) type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Serves until it is told to stop, or whoever could tell is gone. Requests under way finish then; idle connections do not
/// wait. All tasks are its own: none outlives it, even if it is dropped.
pub(crate) async fn serve(
    listener: TcpListener,
    shared: Arc<Shared>,
    mut stop: oneshot::Receiver<()>,
) {
    let Ok(bound) = listener.local_addr() else {
        return;
    };
    let (close, closing) = watch::channel(());
    let (aside, mut beside) = mpsc::unbounded_channel();
    let slots = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let mut tasks = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut stop => break,
            accepted = accept(&listener, &slots) => match accepted {
                Ok((stream, slot)) => {
                    let reset = Arc::new(AtomicBool::new(false));
                    let deadline = ConnectionDeadline::new(shared.setup.request_timeout);
                    let deadline = Arc::new(deadline);
                    let place = Place {
                        shared: Arc::clone(&shared),
                        bound: bound.ip(),
                        reset: Arc::clone(&reset),
                        deadline: Arc::clone(&deadline),
                        closing: closing.clone(),
                        aside: aside.clone(),
                    };
                    let line = Line { stream, reset, deadline };
                    tasks.spawn(async move {
                        connection(line, place).await;
                        drop(slot);
                    });
                }
                Err(error) => {
                    tracing::warn!(target: "partna_sandbox", "a connection could not be taken: {error}");
                    tokio::time::sleep(BREATH).await;
                }
            },
            Some(work) = beside.recv() => drop(tasks.spawn(work)),
            // Those that have ended are let go of.
            Some(_) = tasks.join_next() => {}
        }
    }
    drop(listener);
    close.send_replace(());
    let ended = async {
        loop {
            tokio::select! {
                // What was begun late is among what is under way.
                Some(work) = beside.recv() => drop(tasks.spawn(work)),
                ended = tasks.join_next() => if ended.is_none() { break },
            }
        }
    };
    if tokio::time::timeout(GRACE, ended).await.is_err() {
        tracing::warn!(
            target: "partna_sandbox",
            "http://{bound}: requests did not finish within {GRACE:?} of the stop; their connections are closed"
        );
    }
    tasks.shutdown().await;
}

/// Takes the next connection, once there is room for it.
async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(TcpStream, OwnedSemaphorePermit)> {
    let slot = Arc::clone(slots).acquire_owned().await;
    let slot = slot.map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    Ok((stream, slot))
}

async fn connection(line: Line, place: Place) {
    // Answers are small, and each is waited for.
    let _ = line.stream.set_nodelay(true);
    let mut closing = place.closing.clone();
    let deadline = Arc::clone(&place.deadline);
    let place = Arc::new(place);
    let service = service_fn(move |request| {
        let place = Arc::clone(&place);
        async move {
            let mut answer = answer::answer(Arc::clone(&place), request).await;
            if let Ok(response) = &mut answer {
                set_date(response, place.shared.world().now_ms);
            }
            place.deadline.responded();
            answer
        }
    });
    let mut connection =
        std::pin::pin!(http1::Builder::new().serve_connection(TokioIo::new(line), service));
    // There is nobody to tell of a connection that broke: most of them were meant to.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = deadline.passed() => {
            tracing::debug!(target: "partna_sandbox", "a connection is closed: no request arrived in time");
            return;
        }
        _ = closing.changed() => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

/// The end of the year 9999 in milliseconds: no later date can be written.
const END_OF_DATES_MS: i64 = 253_402_300_800_000;

/// Dates a response by the sandbox's clock. Without it hyper would use the machine's, and a client that compares times with
/// it would see another time than that of the rows.
fn set_date(response: &mut Response<Payload>, now_ms: i64) {
    if now_ms < END_OF_DATES_MS {
        let date = httpdate::fmt_http_date(system_time(now_ms));
        if let Ok(date) = HeaderValue::try_from(date) {
            response.headers_mut().insert(header::DATE, date);
        }
    }
}

/// A stream that can end with a reset.
struct Line {
    stream: TcpStream,
    reset: Arc<AtomicBool>,
    deadline: Arc<ConnectionDeadline>,
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.reset.load(Ordering::SeqCst) {
            // Without it the peer sees an end instead of a reset: a fault as well, if another one.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Line {
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

impl AsyncWrite for Line {
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
    async fn connections_beyond_the_limit_wait_for_a_slot() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let slots = Arc::new(Semaphore::new(1));
        let _clients = [(); 2].map(|()| std::net::TcpStream::connect(address).unwrap());
        let (_, slot) = accept(&listener, &slots).await.unwrap();
        let mut second = std::pin::pin!(accept(&listener, &slots));
        tokio::select! {
            biased;
            _ = second.as_mut() => panic!("there is no slot"),
            () = tokio::task::yield_now() => {}
        }
        drop(slot);
        assert!(second.await.is_ok());
    }

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
