//! A store of claims in memory.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::convert::Infallible;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::{Claim, ClaimToken, Completion, Deduplicate, IdempotencyKey};

/// A store of claims in the memory of one process, with a maximum number of deliveries.
///
/// When it is full, it evicts completed deliveries, oldest first. It never evicts a claim before its lease ends: if the store is
/// full of such claims, further claims are [`Claim::Busy`].
///
/// ```
/// use std::time::Duration;
///
/// use partna_webhook::{Claim, Completion, Environment, MemoryStore, Verifier};
///
/// # let raw_body = std::fs::read("tests/genuine.json")?;
/// let lease = Duration::from_secs(60);
/// let store = MemoryStore::new(100_000);
/// let event = Verifier::for_environment(Environment::Staging).verify(&raw_body)?;
/// let key = event.idempotency_key().ok_or("the event has no key")?;
/// let Claim::New(token) = store.claim_now(key, lease) else {
///     panic!("the first claim is new");
/// };
/// assert_eq!(store.claim_now(key, lease), Claim::Busy);
/// assert_eq!(store.complete_now(&token), Completion::Recorded);
/// assert_eq!(store.claim_now(key, lease), Claim::Completed);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct MemoryStore {
    capacity: usize,
    clock: Box<dyn Fn() -> Duration + Send + Sync>,
    entries: Mutex<Entries>,
}

#[derive(Default)]
struct Entries {
    by_key: HashMap<IdempotencyKey, Entry>,
    /// The claims in progress, by the time at which their leases end.
    leases: BTreeMap<Lease, IdempotencyKey>,
    /// Completed keys, oldest first.
    completed: VecDeque<IdempotencyKey>,
    last_id: u64,
}

/// The end of a lease, and the identifier of its claim.
type Lease = (Duration, u64);

#[derive(Clone, Copy)]
struct Entry {
    id: u64,
    /// `None` once the work is complete.
    lease_end: Option<Duration>,
}

impl MemoryStore {
    /// Creates a store for at most `capacity` deliveries; 0 is treated as 1. Each delivery takes about 300 bytes.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        let start = Instant::now();
        Self::with_clock(capacity, move || start.elapsed())
    }

    /// Creates a store with the clock `now`, which returns the time since any fixed moment. For tests that end a lease without
    /// waiting.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicU64, Ordering};
    /// use std::time::Duration;
    ///
    /// use partna_webhook::{Claim, Environment, MemoryStore, Verifier};
    ///
    /// # let raw_body = std::fs::read("tests/genuine.json")?;
    /// let seconds = Arc::new(AtomicU64::new(0));
    /// let clock = Arc::clone(&seconds);
    /// let store = MemoryStore::with_clock(1000, move || {
    ///     Duration::from_secs(clock.load(Ordering::Relaxed))
    /// });
    ///
    /// let event = Verifier::for_environment(Environment::Staging).verify(&raw_body)?;
    /// let lease = Duration::from_secs(60);
    /// let key = event.idempotency_key().ok_or("the event has no key")?;
    /// let first = store.claim_now(key, lease);
    /// seconds.store(60, Ordering::Relaxed); // the worker died, and its lease ends
    /// let second = store.claim_now(key, lease);
    /// assert!(matches!((first, second), (Claim::New(_), Claim::New(_))));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_clock(capacity: usize, now: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self {
            capacity: capacity.max(1),
            clock: Box::new(now),
            entries: Mutex::default(),
        }
    }

    /// Claims a delivery; [`Deduplicate::claim`] without a future.
    pub fn claim_now(&self, key: &IdempotencyKey, lease: Duration) -> Claim {
        let now = (self.clock)();
        let mut entries = self.lock();
        if let Some(entry) = entries.by_key.get(key).copied() {
            match entry.lease_end {
                None => return Claim::Completed,
                Some(end) if now < end => return Claim::Busy,
                Some(_) => entries.remove(key),
            }
        }
        if !entries.make_room(self.capacity, now) {
            return Claim::Busy;
        }
        entries.last_id = entries.last_id.saturating_add(1);
        let (id, end) = (entries.last_id, now.saturating_add(lease));
        entries.leases.insert((end, id), key.clone());
        let entry = Entry {
            id,
            lease_end: Some(end),
        };
        entries.by_key.insert(key.clone(), entry);
        Claim::New(ClaimToken::new(key.clone(), id.to_string()))
    }

    /// Records that the work is complete; [`Deduplicate::complete`] without a future.
    pub fn complete_now(&self, token: &ClaimToken) -> Completion {
        let now = (self.clock)();
        let mut entries = self.lock();
        match entries.by_key.get(token.key()).copied() {
            Some(entry) if !entry.belongs_to(token) => return Completion::LeaseLost,
            Some(entry) if entry.lease_end.is_none() => return Completion::Recorded,
            Some(_) => entries.remove(token.key()),
            // The lease ended, and the entry was evicted before anyone claimed the key again.
            None if entries.make_room(self.capacity, now) => {}
            None => return Completion::LeaseLost,
        }
        let entry = Entry {
            id: token.id().parse().unwrap_or_default(),
            lease_end: None,
        };
        entries.by_key.insert(token.key().clone(), entry);
        entries.completed.push_back(token.key().clone());
        Completion::Recorded
    }

    /// Ends a claim after its work failed; [`Deduplicate::release`] without a future.
    pub fn release_now(&self, token: &ClaimToken) {
        let mut entries = self.lock();
        let is_held = entries
            .by_key
            .get(token.key())
            .is_some_and(|entry| entry.belongs_to(token) && entry.lease_end.is_some());
        if is_held {
            entries.remove(token.key());
        }
    }

    /// Locks the entries. Poisoning is ignored: a panic of another thread cannot interrupt a change, so the entries are
    /// consistent.
    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    /// Returns whether the token is from the claim of this entry.
    fn belongs_to(&self, token: &ClaimToken) -> bool {
        token.id().parse() == Ok(self.id)
    }
}

impl Entries {
    /// Removes a claim in progress.
    fn remove(&mut self, key: &IdempotencyKey) {
        if let Some(entry) = self.by_key.remove(key)
            && let Some(end) = entry.lease_end
        {
            self.leases.remove(&(end, entry.id));
        }
    }

    /// Makes room for another entry. Evicts claims with ended leases first, then completed keys. Returns false if all entries are
    /// claims whose leases have not ended.
    fn make_room(&mut self, capacity: usize, now: Duration) -> bool {
        while self.by_key.len() >= capacity {
            let first_lease = self.leases.first_key_value();
            let has_ended_lease = first_lease.is_some_and(|((end, _), _)| *end <= now);
            let key = if has_ended_lease {
                self.leases.pop_first().map(|(_, key)| key)
            } else {
                self.completed.pop_front()
            };
            let Some(key) = key else {
                return false;
            };
            self.by_key.remove(&key);
        }
        true
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = self.lock();
        f.debug_struct("MemoryStore")
            .field("capacity", &self.capacity)
            .field("in_progress", &entries.leases.len())
            .field("completed", &entries.completed.len())
            .finish_non_exhaustive()
    }
}

impl Deduplicate for MemoryStore {
    type Error = Infallible;

    async fn claim(&self, key: &IdempotencyKey, lease: Duration) -> Result<Claim, Infallible> {
        Ok(self.claim_now(key, lease))
    }

    async fn complete(&self, token: &ClaimToken) -> Result<Completion, Infallible> {
        Ok(self.complete_now(token))
    }

    async fn release(&self, token: &ClaimToken) -> Result<(), Infallible> {
        self.release_now(token);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
