//! Deduplication of deliveries.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::digest::{Context, Digest, SHA256};
use data_encoding::HEXLOWER;

/// The key of a delivery: the SHA-256 of the signed bytes, in lower-case hex.
///
/// It is the same for all deliveries of one event with the same status, and differs for other events and for other statuses of
/// the same event. If no field of `data`
/// identifies the event, two events can have equal bytes, so there is no key. The key of an
/// [unrecognized](crate::Event::Unrecognized) event also depends on the name, which is not signed, so that a copy under another
/// name never has the key of the genuine event.
///
/// The key does not reveal the signed bytes to anyone who cannot guess them. It is suitable for logs and for a unique column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdempotencyKey(Box<str>);

impl IdempotencyKey {
    /// Returns the key for the hash of the signed bytes.
    pub(crate) fn of(hash: &Digest) -> Self {
        Self(HEXLOWER.encode(hash.as_ref()).into())
    }

    /// Returns the key of an unrecognized event. The hashed text is not JSON, so that no signed `data` has the same key.
    pub(crate) fn of_unrecognized(name: &str, hash: &Digest) -> Self {
        let mut context = Context::new(&SHA256);
        context.update(b"partna-webhook: unrecognized\n");
        context.update(hash.as_ref());
        context.update(name.as_bytes());
        Self::of(&context.finish())
    }

    /// Returns the 64 hex digits of the key.
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

/// The result of claiming a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "only the holder of a `New` claim may do the work"]
pub enum Claim {
    /// The claim is yours until its lease ends: do the work, then [`complete`](Deduplicate::complete) or
    /// [`release`](Deduplicate::release) it.
    New(ClaimToken),
    /// Another worker holds the claim, or the store has no room for another claim. Respond 503: Partna delivers it again.
    /// The claim of a worker that died ends with its lease.
    Busy,
    /// The work is already complete. Respond 200 and do nothing.
    Completed,
}

/// Proves to the store who holds a claim.
///
/// It stays valid until another worker claims the same key, which is possible after the lease has ended.
///
/// ```
/// use std::time::Duration;
///
/// use partna_webhook::{Claim, Environment, MemoryStore, Verifier};
///
/// # let raw_body = std::fs::read("tests/genuine.json")?;
/// let event = Verifier::for_environment(Environment::Staging).verify(&raw_body)?;
/// let store = MemoryStore::new(100_000);
/// if let Some(key) = event.idempotency_key()
///     && let Claim::New(token) = store.claim_now(key, Duration::from_secs(60))
/// {
///     assert_eq!(token.key(), key);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClaimToken {
    key: IdempotencyKey,
    id: Box<str>,
}

impl ClaimToken {
    /// Creates a token; for implementations of [`Deduplicate`].
    ///
    /// `id` must differ for every claim, also of the same key: a UUID, or a value of a database sequence. The store keeps it
    /// beside the key and compares it later.
    #[must_use]
    pub fn new(key: IdempotencyKey, id: impl Into<Box<str>>) -> Self {
        Self { key, id: id.into() }
    }

    /// Returns the claimed key.
    #[must_use]
    pub fn key(&self) -> &IdempotencyKey {
        &self.key
    }

    /// Returns the identifier of this claim.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// The result of completing a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use = "a claim that was lost may have been worked on twice"]
pub enum Completion {
    /// The store has recorded that the work is complete: later claims are [`Claim::Completed`].
    Recorded,
    /// Nothing was recorded: the lease ended and another worker took the claim. Both workers may have done the work. Respond
    /// 503, check what was booked, and use a longer lease.
    LeaseLost,
}

/// A store of the deliveries that are in progress or complete.
///
/// The best store is a unique column in the database of your bookings, written in the same transaction. Implement this trait for
/// a store that all your processes share; [`MemoryStore`](crate::MemoryStore) is for one process.
///
/// A claim has a lease, so that an event is not lost if its worker dies: after the end of the lease, the next delivery of the
/// event is a new claim. Choose a lease that is longer than the work takes. The guide `partna::guide::receiving` has an
/// implementation in SQL: "A store for many processes".
///
/// ```
/// use std::time::Duration;
///
/// use partna_webhook::{Claim, Completion, Deduplicate, Deposit, Event, Verified};
///
/// const LEASE: Duration = Duration::from_secs(60);
///
/// /// Returns the status to respond with.
/// async fn receive<D: Deduplicate>(store: &D, event: &Verified) -> Result<u16, D::Error> {
///     let Event::Deposit(deposit) = &event.event else {
///         return Ok(keep_for_review(event)); // unrecognized events among them
///     };
///     let Some(key) = event.idempotency_key() else {
///         return Ok(look_up(deposit)); // it may be identical to another deposit
///     };
///     let token = match store.claim(key, LEASE).await? {
///         Claim::New(token) => token,
///         Claim::Busy => return Ok(503),
///         Claim::Completed => return Ok(200),
///     };
///     if book(deposit).is_err() {
///         store.release(&token).await?; // the next delivery is new again
///         return Ok(503);
///     }
///     match store.complete(&token).await? {
///         Completion::Recorded => Ok(200),
///         Completion::LeaseLost => Ok(503),
///     }
/// }
/// # fn book(_: &Deposit) -> Result<(), ()> { Ok(()) }
/// # fn look_up(_: &Deposit) -> u16 { 200 }
/// # fn keep_for_review(_: &Verified) -> u16 { 200 }
/// ```
pub trait Deduplicate: Send + Sync {
    /// The error of a store that cannot be reached. Respond 503: Partna delivers the event again.
    type Error: std::error::Error + Send + Sync + 'static;

    /// Claims a delivery until `lease` has passed.
    ///
    /// Of concurrent claims of one key, exactly one is [`Claim::New`]. A key that is claimed is [`Claim::Busy`] until the
    /// lease of that claim ends, and then it can be claimed again; a key that is complete is [`Claim::Completed`].
    ///
    /// # Errors
    ///
    /// If the store cannot be reached or does not respond.
    fn claim(
        &self,
        key: &IdempotencyKey,
        lease: Duration,
    ) -> impl Future<Output = Result<Claim, Self::Error>> + Send;

    /// Records that the work is complete.
    ///
    /// Returns [`Completion::LeaseLost`] and changes nothing if another worker holds the key, or has completed it. Otherwise it
    /// records the completion, even if the lease has ended. It is idempotent for one token, so a failed call can be retried.
    ///
    /// # Errors
    ///
    /// If the store cannot be reached or does not respond. The claim may have been completed.
    fn complete(
        &self,
        token: &ClaimToken,
    ) -> impl Future<Output = Result<Completion, Self::Error>> + Send;

    /// Releases a claim after its work failed: the next claim is new.
    ///
    /// Changes nothing if another worker has claimed the key since, or if this claim is complete.
    ///
    /// # Errors
    ///
    /// If the store cannot be reached or does not respond. The claim then ends with its lease.
    fn release(&self, token: &ClaimToken) -> impl Future<Output = Result<(), Self::Error>> + Send;
}

/// A store shared within a program.
impl<D: Deduplicate> Deduplicate for Arc<D> {
    type Error = D::Error;

    fn claim(
        &self,
        key: &IdempotencyKey,
        lease: Duration,
    ) -> impl Future<Output = Result<Claim, D::Error>> + Send {
        (**self).claim(key, lease)
    }

    fn complete(
        &self,
        token: &ClaimToken,
    ) -> impl Future<Output = Result<Completion, D::Error>> + Send {
        (**self).complete(token)
    }

    fn release(&self, token: &ClaimToken) -> impl Future<Output = Result<(), D::Error>> + Send {
        (**self).release(token)
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::digest::digest;

    use super::*;

    #[test]
    fn unrecognized_keys_depend_on_name_and_data() {
        let [one, other] = [b"1", b"2"].map(|data| digest(&SHA256, data));
        let keys = [
            IdempotencyKey::of(&one),
            IdempotencyKey::of_unrecognized("", &one),
            IdempotencyKey::of_unrecognized("a", &one),
            IdempotencyKey::of_unrecognized("a", &other),
        ];
        let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }

    #[test]
    fn key_is_lower_case_hex() {
        let key = IdempotencyKey::of(&digest(&SHA256, b"abc"));
        assert_eq!(
            key,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
