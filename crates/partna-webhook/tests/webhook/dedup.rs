//! Claims in a store that several processes share and that can fail. The test implements the store as a user would.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use partna_webhook::{
    Claim, ClaimToken, Completion, Deduplicate, Environment, IdempotencyKey, MemoryStore, Verified,
    Verifier,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

const LEASE: Duration = Duration::from_secs(60);

/// The table of the guide `receiving`. A row contains the id of the claim, and the end of its lease in seconds or, once the work
/// is complete, `None`.
#[derive(Default)]
struct Table {
    rows: Mutex<HashMap<String, (String, Option<u64>)>>,
    seconds: AtomicU64,
    last_id: AtomicU64,
    is_down: AtomicBool,
}

#[derive(Debug)]
struct Down;

impl fmt::Display for Down {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the database cannot be reached")
    }
}

impl std::error::Error for Down {}

impl Table {
    fn with<T>(
        &self,
        change: impl FnOnce(&mut HashMap<String, (String, Option<u64>)>) -> T,
    ) -> std::result::Result<T, Down> {
        if self.is_down.load(Ordering::Relaxed) {
            return Err(Down);
        }
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(change(&mut rows))
    }
}

impl Deduplicate for Table {
    type Error = Down;

    async fn claim(
        &self,
        key: &IdempotencyKey,
        lease: Duration,
    ) -> std::result::Result<Claim, Down> {
        let now = self.seconds.load(Ordering::Relaxed);
        self.with(|rows| match rows.get(key.as_str()) {
            Some((_, None)) => Claim::Completed,
            Some((_, Some(end))) if *end > now => Claim::Busy,
            _ => {
                let id = self.last_id.fetch_add(1, Ordering::Relaxed).to_string();
                let row = (id.clone(), Some(now + lease.as_secs()));
                rows.insert(key.as_str().to_owned(), row);
                Claim::New(ClaimToken::new(key.clone(), id))
            }
        })
    }

    async fn complete(&self, token: &ClaimToken) -> std::result::Result<Completion, Down> {
        self.with(|rows| match rows.get_mut(token.key().as_str()) {
            Some((id, lease_end)) if id == token.id() => {
                *lease_end = None;
                Completion::Recorded
            }
            _ => Completion::LeaseLost,
        })
    }

    async fn release(&self, token: &ClaimToken) -> std::result::Result<(), Down> {
        self.with(|rows| {
            rows.retain(|key, (id, lease_end)| {
                key != token.key().as_str() || id != token.id() || lease_end.is_none()
            });
        })
    }
}

fn event() -> Result<Verified> {
    let body = std::fs::read("tests/genuine.json")?;
    Ok(Verifier::for_environment(Environment::Staging).verify(&body)?)
}

/// The end of a worker: its work succeeds or fails, or the worker dies before the work is complete.
#[derive(Clone, Copy)]
enum Work {
    Succeeds,
    Fails,
    Dies,
}

/// Claims the event, does the work and completes the claim, in a separate task as in a server. Returns the status of the
/// response, or `None` if the worker died.
async fn process<D: Deduplicate + 'static>(store: Arc<D>, work: Work) -> Result<Option<u16>> {
    let task = tokio::spawn(async move {
        let event = event()?;
        let key = event.idempotency_key().ok_or("nothing identifies it")?;
        let token = match store.claim(key, LEASE).await? {
            Claim::New(token) => token,
            Claim::Busy => return Ok(Some(503)),
            Claim::Completed => return Ok(Some(200)),
        };
        match work {
            Work::Dies => return Ok(None),
            Work::Fails => {
                store.release(&token).await?;
                return Ok(Some(503));
            }
            Work::Succeeds => {}
        }
        Result::Ok(match store.complete(&token).await? {
            Completion::Recorded => Some(200),
            Completion::LeaseLost => Some(503),
        })
    });
    task.await?
}

#[tokio::test]
async fn redelivery_is_processed_after_worker_dies() -> Result {
    let store = Arc::new(Table::default());
    assert_eq!(process(store.clone(), Work::Dies).await?, None);
    assert_eq!(process(store.clone(), Work::Succeeds).await?, Some(503));
    store.seconds.store(60, Ordering::Relaxed);
    assert_eq!(process(store.clone(), Work::Fails).await?, Some(503));
    assert_eq!(process(store.clone(), Work::Succeeds).await?, Some(200));
    assert_eq!(process(store.clone(), Work::Dies).await?, Some(200));
    Ok(())
}

#[tokio::test]
async fn memory_store_behaves_like_shared_store() -> Result {
    let seconds = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&seconds);
    let now = move || Duration::from_secs(clock.load(Ordering::Relaxed));
    let store = Arc::new(MemoryStore::with_clock(10, now));
    assert_eq!(process(store.clone(), Work::Dies).await?, None);
    assert_eq!(process(store.clone(), Work::Succeeds).await?, Some(503));
    seconds.store(60, Ordering::Relaxed);
    assert_eq!(process(store.clone(), Work::Fails).await?, Some(503));
    assert_eq!(process(store.clone(), Work::Succeeds).await?, Some(200));
    assert_eq!(process(store.clone(), Work::Dies).await?, Some(200));
    Ok(())
}

/// The error is `Send` and `Sync`, so a task can return it.
#[tokio::test]
async fn error_of_unreachable_store_is_returned() -> Result {
    let store = Arc::new(Table::default());
    store.is_down.store(true, Ordering::Relaxed);
    let error = process(store.clone(), Work::Succeeds).await.err();
    let error = error.ok_or("the store is down, and a delivery was processed")?;
    assert!(error.downcast_ref::<Down>().is_some(), "{error}");
    store.is_down.store(false, Ordering::Relaxed);
    assert_eq!(process(store, Work::Succeeds).await?, Some(200));
    Ok(())
}
