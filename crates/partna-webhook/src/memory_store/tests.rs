use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::digest::{SHA256, digest};

use super::*;

const LEASE: Duration = Duration::from_secs(60);

type Result<T = ()> = std::result::Result<T, String>;

/// A store with a clock that only advances by test calls, in seconds.
struct Fixture {
    store: MemoryStore,
    seconds: Arc<AtomicU64>,
}

impl Fixture {
    fn new(capacity: usize) -> Self {
        let seconds = Arc::new(AtomicU64::new(1_000_000));
        let clock = Arc::clone(&seconds);
        let now = move || Duration::from_secs(clock.load(Ordering::Relaxed));
        Self {
            store: MemoryStore::with_clock(capacity, now),
            seconds,
        }
    }

    fn advance(&self, seconds: u64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    fn claim(&self, number: u32) -> Claim {
        self.store.claim_now(&key(number), LEASE)
    }

    fn claim_new(&self, number: u32) -> Result<ClaimToken> {
        match self.claim(number) {
            Claim::New(token) => Ok(token),
            other => Err(format!("claim of {number}: {other:?}; expected `New`")),
        }
    }

    fn process(&self, number: u32) -> Result {
        let token = self.claim_new(number)?;
        let completion = self.store.complete_now(&token);
        assert_eq!(completion, Completion::Recorded);
        Ok(())
    }

    /// How many entries the store holds, and whether its indexes agree on it.
    fn len(&self) -> usize {
        let entries = self.store.lock();
        let claimed = entries.by_key.values();
        let claimed = claimed.filter(|entry| entry.lease_end.is_some()).count();
        assert_eq!(entries.leases.len(), claimed);
        assert_eq!(
            entries.by_key.len(),
            entries.leases.len() + entries.completed.len()
        );
        entries.by_key.len()
    }
}

fn key(number: u32) -> IdempotencyKey {
    IdempotencyKey::of(&digest(&SHA256, &number.to_be_bytes()))
}

#[test]
fn claim_of_dead_worker_is_new_once_its_lease_ends() -> Result {
    let fixture = Fixture::new(10);
    let first = fixture.claim_new(1)?;
    fixture.advance(59);
    assert_eq!(fixture.claim(1), Claim::Busy);
    fixture.advance(1);
    let second = fixture.claim_new(1)?;
    assert_ne!(first, second);
    assert_eq!(fixture.claim(1), Claim::Busy);
    assert_eq!(fixture.len(), 1);
    Ok(())
}

#[test]
fn stale_token_does_not_affect_new_holder() -> Result {
    let fixture = Fixture::new(10);
    let first = fixture.claim_new(1)?;
    fixture.advance(60);
    let second = fixture.claim_new(1)?;

    assert_eq!(fixture.store.complete_now(&first), Completion::LeaseLost);
    assert_eq!(fixture.claim(1), Claim::Busy);
    fixture.store.release_now(&first);
    assert_eq!(fixture.claim(1), Claim::Busy);

    assert_eq!(fixture.store.complete_now(&second), Completion::Recorded);
    assert_eq!(fixture.store.complete_now(&first), Completion::LeaseLost);
    fixture.store.release_now(&first);
    assert_eq!(fixture.claim(1), Claim::Completed);
    Ok(())
}

#[test]
fn completes_after_lease_if_not_claimed_again() -> Result {
    let fixture = Fixture::new(10);
    let token = fixture.claim_new(1)?;
    fixture.advance(3600);
    assert_eq!(fixture.store.complete_now(&token), Completion::Recorded);
    assert_eq!(fixture.claim(1), Claim::Completed);
    Ok(())
}

#[test]
fn completing_twice_records_once() -> Result {
    let fixture = Fixture::new(10);
    let token = fixture.claim_new(1)?;
    for _ in 0..2 {
        assert_eq!(fixture.store.complete_now(&token), Completion::Recorded);
    }
    fixture.store.release_now(&token);
    assert_eq!(fixture.claim(1), Claim::Completed);
    fixture.advance(u64::from(u32::MAX));
    assert_eq!(fixture.claim(1), Claim::Completed);
    assert_eq!(fixture.len(), 1);
    Ok(())
}

#[test]
fn released_key_can_be_claimed_again() -> Result {
    let fixture = Fixture::new(10);
    let first = fixture.claim_new(1)?;
    fixture.store.release_now(&first);
    assert_eq!(fixture.len(), 0);
    let second = fixture.claim_new(1)?;
    fixture.store.release_now(&first);
    assert_eq!(fixture.claim(1), Claim::Busy);
    assert_eq!(fixture.store.complete_now(&second), Completion::Recorded);
    Ok(())
}

#[test]
fn full_store_evicts_oldest_completed_key() -> Result {
    let fixture = Fixture::new(3);
    let claimed_first = fixture.claim_new(1)?;
    for number in [2, 3, 4, 5] {
        fixture.process(number)?;
    }
    assert_eq!(fixture.len(), 3);
    assert_eq!(fixture.claim(5), Claim::Completed);
    assert_eq!(fixture.claim(4), Claim::Completed);
    assert_eq!(fixture.claim(1), Claim::Busy);
    let completion = fixture.store.complete_now(&claimed_first);
    assert_eq!(completion, Completion::Recorded);
    fixture.claim_new(3)?; // forgotten, as 2 was
    assert_eq!(fixture.claim(1), Claim::Completed);
    assert_eq!(fixture.len(), 3);
    Ok(())
}

#[test]
fn store_full_of_claims_is_busy_until_a_lease_ends() -> Result {
    let fixture = Fixture::new(2);
    let first = fixture.claim_new(1)?;
    fixture.advance(30);
    fixture.claim_new(2)?;
    assert_eq!(fixture.claim(3), Claim::Busy);
    assert_eq!(fixture.claim(1), Claim::Busy);

    fixture.advance(30);
    fixture.claim_new(3)?; // in place of 1; the lease of 1 has ended
    assert_eq!(fixture.len(), 2);
    assert_eq!(fixture.claim(2), Claim::Busy);
    assert_eq!(fixture.claim(1), Claim::Busy, "there is no room");
    assert_eq!(fixture.store.complete_now(&first), Completion::LeaseLost);

    fixture.advance(30);
    assert_eq!(fixture.store.complete_now(&first), Completion::Recorded);
    assert_eq!(fixture.claim(1), Claim::Completed);
    assert_eq!(fixture.len(), 2);
    Ok(())
}

#[test]
fn ended_lease_is_evicted_before_a_completed_key() -> Result {
    let fixture = Fixture::new(2);
    fixture.claim_new(1)?;
    fixture.process(2)?;
    fixture.advance(60);
    fixture.process(3)?;
    assert_eq!(fixture.claim(2), Claim::Completed);
    assert_eq!(fixture.claim(3), Claim::Completed);
    Ok(())
}

#[test]
fn lease_that_never_ends_does_not_overflow() -> Result {
    let fixture = Fixture::new(2);
    let claim = fixture.store.claim_now(&key(1), Duration::MAX);
    assert!(matches!(claim, Claim::New(_)));
    fixture.advance(u64::from(u32::MAX));
    assert_eq!(fixture.claim(1), Claim::Busy);
    Ok(())
}

#[test]
fn store_without_capacity_holds_one_claim() -> Result {
    let fixture = Fixture::new(0);
    fixture.process(1)?;
    assert_eq!(fixture.claim(1), Claim::Completed);
    fixture.process(2)?;
    assert_eq!(fixture.len(), 1);
    Ok(())
}

#[test]
fn exactly_one_of_concurrent_claims_is_new() -> Result {
    let fixture = Fixture::new(1000);
    // The second round claims the keys that the first round did not complete.
    for round in 0..2 {
        let new = std::thread::scope(|scope| {
            let claims = (0..8).map(|_| {
                let fixture = &fixture;
                scope.spawn(move || {
                    let new = |number: &u32| matches!(fixture.claim(*number), Claim::New(_));
                    (0..100).filter(new).count()
                })
            });
            let claims: Vec<_> = claims.collect();
            let counts = claims.into_iter().map(|claims| claims.join().unwrap());
            counts.sum::<usize>()
        });
        assert_eq!(new, 100, "round {round}");
        fixture.advance(60);
    }
    Ok(())
}

#[test]
fn debug_shows_counts_and_no_key() -> Result {
    let fixture = Fixture::new(10);
    fixture.claim_new(1)?;
    fixture.process(2)?;
    assert_eq!(
        format!("{:?}", fixture.store),
        "MemoryStore { capacity: 10, in_progress: 1, completed: 1, .. }"
    );
    Ok(())
}
