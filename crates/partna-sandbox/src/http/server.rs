//! The accept loop and the shutdown of the server.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch};
use tokio::task::JoinSet;

use super::connection::{ResettableStream, serve_connection};
use super::connection_context::ConnectionContext;
use super::connection_deadline::ConnectionDeadline;
use super::openapi::Api;
use crate::app::App;

/// How long requests in progress may take after the sandbox stops.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(5);
/// The maximum number of open connections. Further connections wait until an open connection is closed.
const MAX_CONNECTIONS: usize = 1_000;
/// The delay after a failure to accept a connection, such as when the process has no free file descriptor.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(50);

/// Serves until `stop` is sent or dropped. Requests in progress then finish, and idle connections are closed.
///
/// The server owns all of its tasks: no task outlives it, even if it is dropped.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Arc<App>,
    api: Arc<Api>,
    mut stop: oneshot::Receiver<()>,
) {
    let Ok(address) = listener.local_addr() else {
        return;
    };
    let (close, closing) = watch::channel(());
    let (background, mut background_tasks) = mpsc::unbounded_channel();
    let slots = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let mut tasks = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut stop => break,
            accepted = accept(&listener, &slots) => match accepted {
                Ok((stream, slot)) => {
                    let reset = Arc::new(AtomicBool::new(false));
                    let deadline = ConnectionDeadline::new(app.setup.request_timeout);
                    let deadline = Arc::new(deadline);
                    let context = ConnectionContext {
                        app: Arc::clone(&app),
                        api: Arc::clone(&api),
                        listen_address: address.ip(),
                        reset: Arc::clone(&reset),
                        deadline: Arc::clone(&deadline),
                        closing: closing.clone(),
                        background: background.clone(),
                    };
                    let stream = ResettableStream { stream, reset, deadline };
                    tasks.spawn(async move {
                        serve_connection(stream, context).await;
                        drop(slot);
                    });
                }
                Err(error) => {
                    tracing::warn!(target: "partna_sandbox", "connection: could not be accepted: {error}; retrying");
                    tokio::time::sleep(ACCEPT_RETRY_DELAY).await;
                }
            },
            Some(task) = background_tasks.recv() => drop(tasks.spawn(task)),
            // Removes the tasks that have ended.
            Some(_) = tasks.join_next() => {}
        }
    }
    drop(listener);
    close.send_replace(());
    let drained = async {
        loop {
            tokio::select! {
                // The background tasks are delayed requests, which are also in progress.
                Some(task) = background_tasks.recv() => drop(tasks.spawn(task)),
                ended = tasks.join_next() => if ended.is_none() { break },
            }
        }
    };
    if tokio::time::timeout(DRAIN_TIMEOUT, drained).await.is_err() {
        tracing::warn!(
            target: "partna_sandbox",
            "http://{address}: requests did not finish within {DRAIN_TIMEOUT:?} of the stop; their connections are closed"
        );
    }
    tasks.shutdown().await;
}

/// Waits for a free slot, and then accepts the next connection.
async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(TcpStream, OwnedSemaphorePermit)> {
    let slot = Arc::clone(slots).acquire_owned().await;
    let slot = slot.map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    Ok((stream, slot))
}

#[cfg(test)]
mod tests {
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
            _ = second.as_mut() => panic!("accepted a connection without a free slot"),
            () = tokio::task::yield_now() => {}
        }
        drop(slot);
        assert!(second.await.is_ok());
    }
}
