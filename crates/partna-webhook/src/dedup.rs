//! Doing once what is delivered more than once.

use std::collections::{HashSet, VecDeque};
use std::convert::Infallible;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use aws_lc_rs::digest::Digest;

/// The key by which a delivery is known again: the SHA-256 of the bytes that were signed, in lower-case hex.
///
/// It is the same for every delivery of one event in one status. It tells nothing of what was signed to anyone who could not
/// guess it, and is fit for logs and for a unique column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdempotencyKey(Box<str>);

impl IdempotencyKey {
    pub(crate) fn of(hash: &Digest) -> Self {
        let bytes = hash.as_ref();
        let mut text = String::with_capacity(2 * bytes.len());
        for byte in bytes {
            text.push(hex_digit(byte >> 4));
            text.push(hex_digit(byte & 15));
        }
        Self(text.into())
    }

    /// Its 64 hex digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for IdempotencyKey {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for IdempotencyKey {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for IdempotencyKey {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

/// Whether a delivery is to be acted upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Claim {
    /// It was not seen before, and is yours now: act.
    New,
    /// It was seen before, or is being worked on: do nothing.
    Seen,
}

/// Where it is kept which deliveries were seen.
///
/// The best such place is a unique column in the database that the event is booked in, in the same transaction. Implement this
/// for it, or for a store that all your processes share; [`MemoryStore`] is for one process.
///
/// ```
/// use partna_webhook::{Claim, Deduplicate, Verified};
///
/// async fn once<D: Deduplicate>(store: &D, event: &Verified) -> Result<(), D::Error> {
///     if store.claim(event.idempotency_key()).await? == Claim::Seen {
///         return Ok(());
///     }
///     if book(event).is_err() {
///         store.release(event.idempotency_key()).await?; // the next delivery is new again
///     }
///     Ok(())
/// }
/// # fn book(_: &Verified) -> Result<(), ()> { Ok(()) }
/// ```
pub trait Deduplicate {
    /// Why the store could not be asked. Answer 503 then, and Partna delivers again.
    type Error;

    /// Claims a delivery. Of any number of claims of one key, however they overlap, one is [`Claim::New`].
    ///
    /// # Errors
    ///
    /// If the store could not be asked, or did not answer.
    fn claim(
        &self,
        key: &IdempotencyKey,
    ) -> impl Future<Output = Result<Claim, Self::Error>> + Send;

    /// Gives a claim back, when acting upon the delivery failed: the next claim is new.
    ///
    /// # Errors
    ///
    /// If the store could not be told.
    fn release(&self, key: &IdempotencyKey)
    -> impl Future<Output = Result<(), Self::Error>> + Send;
}

/// What was seen, in memory: of one process, for as long as it runs, and of so many deliveries; then the oldest are forgotten.
///
/// ```
/// use partna_webhook::{Claim, Environment, MemoryStore, Verifier};
///
/// # let raw_body = std::fs::read("tests/genuine.json")?;
/// let seen = MemoryStore::new(100_000);
/// let event = Verifier::for_environment(Environment::Staging).verify(&raw_body)?;
/// assert_eq!(seen.claim_now(event.idempotency_key()), Claim::New);
/// assert_eq!(seen.claim_now(event.idempotency_key()), Claim::Seen);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct MemoryStore {
    most: usize,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    keys: HashSet<IdempotencyKey>,
    /// From the oldest to the newest.
    order: VecDeque<IdempotencyKey>,
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} keys", self.keys.len())
    }
}

impl MemoryStore {
    /// A store that has room for so many deliveries, and for one at least. One takes some 200 bytes.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            most: most.max(1),
            seen: Mutex::default(),
        }
    }

    /// Claims a delivery; [`Deduplicate::claim`] without a future.
    pub fn claim_now(&self, key: &IdempotencyKey) -> Claim {
        let mut seen = self.lock();
        if seen.keys.contains(key) {
            return Claim::Seen;
        }
        while seen.keys.len() >= self.most {
            let Some(oldest) = seen.order.pop_front() else {
                break;
            };
            seen.keys.remove(&oldest);
        }
        seen.keys.insert(key.clone());
        seen.order.push_back(key.clone());
        Claim::New
    }

    /// Gives a claim back; [`Deduplicate::release`] without a future.
    pub fn release_now(&self, key: &IdempotencyKey) {
        let mut seen = self.lock();
        if seen.keys.remove(key) {
            seen.order.retain(|kept| kept != key);
        }
    }

    /// A thread that panicked has left nothing half done here.
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Deduplicate for MemoryStore {
    type Error = Infallible;

    async fn claim(&self, key: &IdempotencyKey) -> Result<Claim, Infallible> {
        Ok(self.claim_now(key))
    }

    async fn release(&self, key: &IdempotencyKey) -> Result<(), Infallible> {
        self.release_now(key);
        Ok(())
    }
}

fn hex_digit(half: u8) -> char {
    char::from(if half < 10 {
        b'0' + half
    } else {
        b'a' - 10 + half
    })
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::digest::{SHA256, digest};

    use super::*;

    fn key(number: u32) -> IdempotencyKey {
        IdempotencyKey::of(&digest(&SHA256, &number.to_be_bytes()))
    }

    #[test]
    fn a_key_is_lower_case_hex() {
        let key = IdempotencyKey::of(&digest(&SHA256, b"abc"));
        assert_eq!(
            key,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn the_oldest_is_forgotten_and_what_failed_is_new_again() {
        let store = MemoryStore::new(2);
        for number in [1, 2, 3] {
            assert_eq!(store.claim_now(&key(number)), Claim::New);
        }
        assert_eq!(store.claim_now(&key(3)), Claim::Seen);
        assert_eq!(store.claim_now(&key(2)), Claim::Seen);
        assert_eq!(store.claim_now(&key(1)), Claim::New, "it was forgotten");
        store.release_now(&key(3));
        assert_eq!(store.claim_now(&key(3)), Claim::New);
        assert_eq!(store.claim_now(&key(1)), Claim::Seen);
    }

    #[test]
    fn of_many_claims_at_once_one_is_new() {
        let store = MemoryStore::new(1000);
        let new = std::thread::scope(|scope| {
            let claims = (0..8).map(|_| {
                scope.spawn(|| {
                    let new = |number: &u32| store.claim_now(&key(*number)) == Claim::New;
                    (0..100).filter(new).count()
                })
            });
            let claims: Vec<_> = claims.collect();
            claims
                .into_iter()
                .map(|claims| claims.join().unwrap())
                .sum::<usize>()
        });
        assert_eq!(new, 100);
    }
}
