//! The handler over a real socket: its responses, how often the work runs, and when a claim is complete.

use std::convert::Infallible;
use std::fmt;
use std::future::pending;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::common::{GENUINE, Result};
use partna_webhook::service::{Handler, handler};
use partna_webhook::{
    Claim, ClaimToken, Completion, Deduplicate, Environment, Event, IdempotencyKey, MemoryStore,
    Signer, Verified, Verifier,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, mpsc};
use tokio::time::timeout;

const HANG: Duration = Duration::from_secs(60);

fn verifier() -> Verifier {
    Verifier::for_environment(Environment::Staging).with_max_body_bytes(4096)
}

fn key() -> Result<IdempotencyKey> {
    let event = verifier().verify(GENUINE.as_bytes())?;
    Ok(event
        .idempotency_key()
        .ok_or("nothing identifies it")?
        .clone())
}

fn store() -> Arc<MemoryStore> {
    Arc::new(MemoryStore::new(100))
}

async fn serve(handler: Handler) -> Result<String> {
    let router = axum::Router::new().route("/partna", handler.into_route());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

async fn connect(address: &str, method: &str, body: &str) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(address).await?;
    let length = body.len();
    let request = format!(
        "{method} /partna HTTP/1.1\r\nhost: {address}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    );
    // The server may respond before it has read the whole request.
    let _ = stream.write_all(request.as_bytes()).await;
    Ok(stream)
}

async fn request(address: &str, method: &str, body: &str) -> Result<u16> {
    let mut stream = connect(address, method, body).await?;
    let mut response = Vec::new();
    timeout(HANG, stream.read_to_end(&mut response)).await??;
    let response = String::from_utf8_lossy(&response);
    Ok(response.split(' ').nth(1).ok_or("no status")?.parse()?)
}

async fn post(address: &str, body: &str) -> Result<u16> {
    request(address, "POST", body).await
}

/// Returns work that counts its runs and fails in the first `failures` of them, and the counter.
fn counted(
    failures: usize,
) -> (
    Arc<AtomicUsize>,
    impl Fn(Verified) -> std::future::Ready<std::result::Result<(), ()>> + Clone,
) {
    let runs = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&runs);
    let work = move |_: Verified| {
        let run = counter.fetch_add(1, Ordering::SeqCst);
        std::future::ready(if run < failures { Err(()) } else { Ok(()) })
    };
    (runs, work)
}

#[tokio::test]
async fn runs_work_once_for_repeated_delivery() -> Result {
    let (runs, work) = counted(0);
    let store = store();
    let address = serve(handler(verifier(), Arc::clone(&store), work)).await?;
    for _ in 0..3 {
        assert_eq!(post(&address, GENUINE).await?, 200);
    }
    assert_eq!(runs.load(Ordering::SeqCst), 1);
    assert_eq!(store.claim_now(&key()?, HANG), Claim::Completed);
    Ok(())
}

#[tokio::test]
async fn next_delivery_runs_failed_work_again() -> Result {
    let (runs, work) = counted(2);
    let address = serve(handler(verifier(), store(), work)).await?;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(post(&address, GENUINE).await?);
    }
    assert_eq!(statuses, [503, 503, 200, 200]);
    assert_eq!(runs.load(Ordering::SeqCst), 3);
    Ok(())
}

#[tokio::test]
async fn panic_in_work_does_not_complete_claim() -> Result {
    let runs = Arc::new(AtomicUsize::new(0));
    for panics_before_its_future in [true, false] {
        let counter = Arc::clone(&runs);
        let work = move |_: Verified| {
            let is_first = counter.fetch_add(1, Ordering::SeqCst).is_multiple_of(2);
            assert!(!(is_first && panics_before_its_future), "work panics");
            async move {
                assert!(!is_first, "work panics");
                Ok::<(), Infallible>(())
            }
        };
        let store = store();
        let address = serve(handler(verifier(), Arc::clone(&store), work)).await?;
        assert_eq!(post(&address, GENUINE).await?, 503);
        assert_eq!(
            post(&address, GENUINE).await?,
            200,
            "the claim was released"
        );
        assert_eq!(store.claim_now(&key()?, HANG), Claim::Completed);
    }
    assert_eq!(runs.load(Ordering::SeqCst), 4);
    Ok(())
}

type WorkFuture = Pin<Box<dyn Future<Output = std::result::Result<(), ()>> + Send>>;

/// Returns work that reports each start and ends when it is notified, the receiver of the starts, and the notifier.
fn blocking_work() -> (
    impl Fn(Verified) -> WorkFuture,
    mpsc::UnboundedReceiver<()>,
    Arc<Notify>,
) {
    let (started, starts) = mpsc::unbounded_channel();
    let finish = Arc::new(Notify::new());
    let finished = Arc::clone(&finish);
    let work = move |_: Verified| -> WorkFuture {
        let (started, finished) = (started.clone(), Arc::clone(&finished));
        Box::pin(async move {
            started.send(()).map_err(drop)?;
            finished.notified().await;
            Ok(())
        })
    };
    (work, starts, finish)
}

#[tokio::test]
async fn responds_503_while_same_delivery_is_in_progress() -> Result {
    let (work, mut starts, finish) = blocking_work();
    let address = serve(handler(verifier(), store(), work)).await?;
    let first = tokio::spawn({
        let address = address.clone();
        async move {
            post(&address, GENUINE)
                .await
                .map_err(|error| error.to_string())
        }
    });
    timeout(HANG, starts.recv()).await?.ok_or("not started")?;
    assert_eq!(post(&address, GENUINE).await?, 503);
    finish.notify_one();
    assert_eq!(first.await??, 200);
    assert_eq!(post(&address, GENUINE).await?, 200);
    assert!(starts.try_recv().is_err(), "the work ran once");
    Ok(())
}

#[tokio::test]
async fn work_continues_after_client_disconnects() -> Result {
    let (work, mut starts, finish) = blocking_work();
    let store = store();
    let address = serve(handler(verifier(), Arc::clone(&store), work)).await?;
    let stream = connect(&address, "POST", GENUINE).await?;
    timeout(HANG, starts.recv()).await?.ok_or("not started")?;
    drop(stream);
    assert_eq!(
        store.claim_now(&key()?, HANG),
        Claim::Busy,
        "nothing is complete yet"
    );
    finish.notify_one();
    let done = async {
        while post(&address, GENUINE).await? != 200 {
            tokio::task::yield_now().await;
        }
        Ok::<(), Box<dyn std::error::Error>>(())
    };
    timeout(HANG, done).await??;
    assert!(starts.try_recv().is_err(), "the work ran once");
    Ok(())
}

#[tokio::test]
async fn dropped_work_does_not_complete_claim() -> Result {
    let store = store();
    let (started, mut starts) = mpsc::unbounded_channel();
    let work = move |_: Verified| {
        let started = started.clone();
        async move {
            started.send(()).map_err(drop)?;
            pending::<std::result::Result<(), ()>>().await
        }
    };
    let endpoint = handler(verifier(), Arc::clone(&store), work);
    // A runtime that ends in the middle of the work, as in a shutdown.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let request = runtime.spawn(async move { endpoint.receive(GENUINE.as_bytes()).await });
    timeout(HANG, starts.recv()).await?.ok_or("not started")?;
    runtime.shutdown_background();
    assert!(timeout(HANG, request).await?.is_err(), "it was dropped");
    assert_eq!(store.claim_now(&key()?, HANG), Claim::Busy);
    Ok(())
}

#[tokio::test]
async fn runs_work_for_each_delivery_without_key() -> Result {
    let signer = Signer::generate()?;
    let verifier = verifier().with_key(signer.public_key()?);
    let (runs, work) = counted(1);
    let address = serve(handler(verifier, store(), work)).await?;
    let data = r#"{"amount":1,"currency":"NGN","toAccount":"amina","status":"completed"}"#;
    let body = String::from_utf8(signer.sign("Deposit", data)?)?;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(post(&address, &body).await?);
    }
    assert_eq!(statuses, [503, 200, 200]);
    assert_eq!(runs.load(Ordering::SeqCst), 3);
    Ok(())
}

#[tokio::test]
async fn unrecognized_event_does_not_complete_genuine_one() -> Result {
    let (sender, mut events) = mpsc::unbounded_channel();
    let work = move |event: Verified| {
        let sent = sender.send(event);
        async move { sent }
    };
    let address = serve(handler(verifier(), store(), work)).await?;
    let renamed = GENUINE.replacen("Convert", "Deposit", 1);
    for body in [renamed.as_str(), GENUINE] {
        assert_eq!(post(&address, body).await?, 200);
    }
    let first = events.recv().await.ok_or("no event")?;
    assert!(matches!(first.event, Event::Unrecognized { .. }));
    let second = events.recv().await.ok_or("no event")?;
    assert_eq!(second.event.name(), Some("Convert"));
    Ok(())
}

#[tokio::test]
async fn rejected_deliveries_do_not_run_work() -> Result {
    let (runs, work) = counted(0);
    let refusals = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&refusals);
    let endpoint = handler(verifier(), store(), work).on_rejection(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    let address = serve(endpoint).await?;
    let altered = GENUINE.replacen("1000.5", "9000.5", 1);
    let large = " ".repeat(4097);
    for (body, status) in [
        ("hello", 400),
        (r#"{"event":"Convert","data":{}}"#, 401),
        (altered.as_str(), 401),
        (large.as_str(), 413),
    ] {
        assert_eq!(post(&address, body).await?, status);
    }
    assert_eq!(request(&address, "GET", "").await?, 405);
    assert_eq!(refusals.load(Ordering::SeqCst), 4);
    assert_eq!(runs.load(Ordering::SeqCst), 0);
    Ok(())
}

/// The function of a store that fails, or the loss of every lease.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    Claim,
    CompleteOnce,
    Complete,
    Release,
    Lease,
}

struct FaultyStore {
    inner: MemoryStore,
    fault: Fault,
    completions: AtomicUsize,
}

#[derive(Debug)]
struct Unreachable;

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("store: unreachable")
    }
}

impl std::error::Error for Unreachable {}

impl Deduplicate for FaultyStore {
    type Error = Unreachable;

    async fn claim(
        &self,
        key: &IdempotencyKey,
        lease: Duration,
    ) -> std::result::Result<Claim, Unreachable> {
        match self.fault {
            Fault::Claim => Err(Unreachable),
            _ => Ok(self.inner.claim_now(key, lease)),
        }
    }

    async fn complete(&self, token: &ClaimToken) -> std::result::Result<Completion, Unreachable> {
        let is_first = self.completions.fetch_add(1, Ordering::SeqCst) == 0;
        match self.fault {
            Fault::Lease => Ok(Completion::LeaseLost),
            Fault::Complete => Err(Unreachable),
            Fault::CompleteOnce if is_first => Err(Unreachable),
            _ => Ok(self.inner.complete_now(token)),
        }
    }

    async fn release(&self, token: &ClaimToken) -> std::result::Result<(), Unreachable> {
        if self.fault == Fault::Release {
            return Err(Unreachable);
        }
        self.inner.release_now(token);
        Ok(())
    }
}

#[tokio::test]
async fn responds_503_unless_completion_is_recorded() -> Result {
    for (fault, failures, statuses, expected_runs) in [
        (Fault::Claim, 0, [503, 503], 0),
        (Fault::CompleteOnce, 0, [200, 200], 1),
        (Fault::Complete, 0, [503, 503], 1),
        (Fault::Release, 1, [503, 503], 1),
        (Fault::Lease, 0, [503, 503], 1),
    ] {
        let (runs, work) = counted(failures);
        let store = FaultyStore {
            inner: MemoryStore::new(100),
            fault,
            completions: AtomicUsize::new(0),
        };
        let address = serve(handler(verifier(), store, work)).await?;
        let responses = [
            post(&address, GENUINE).await?,
            post(&address, GENUINE).await?,
        ];
        assert_eq!(responses, statuses);
        assert_eq!(runs.load(Ordering::SeqCst), expected_runs);
    }
    Ok(())
}

/// With a lease of zero, another worker takes over the claim while the work runs.
#[tokio::test]
async fn uses_lease_of_caller() -> Result {
    for (lease, status) in [(Some(Duration::ZERO), 503), (Some(HANG), 200), (None, 200)] {
        let store = Arc::new(MemoryStore::with_clock(10, || Duration::ZERO));
        let (other, key) = (Arc::clone(&store), key()?);
        let work = move |_: Verified| {
            let _ = other.claim_now(&key, HANG);
            std::future::ready(Ok::<(), Infallible>(()))
        };
        let endpoint = handler(verifier(), store, work);
        let endpoint = match lease {
            Some(lease) => endpoint.with_lease(lease),
            None => endpoint,
        };
        assert_eq!(
            endpoint.receive(GENUINE.as_bytes()).await,
            status,
            "{lease:?}"
        );
    }
    Ok(())
}
