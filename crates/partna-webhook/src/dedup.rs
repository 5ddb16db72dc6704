//! Deduplication of webhook deliveries: Partna may deliver an event several times.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::digest::{Context, Digest, SHA256};
use data_encoding::HEXLOWER;

/// The key of a delivery: the SHA-256 of the signed bytes, in lower-case hex.
///
/// Repeated deliveries of the same event with the same status have the same key. If the event or the status differs, the key
/// differs too.
///
/// Some events have no field that identifies them. Two of these events can have equal bytes. Therefore these events have no key.
///
/// The name of an event is not signed: an attacker could resend genuine signed data under an unknown name. If the copy had the key
/// of the genuine event, processing the copy would mark the genuine event as complete. Therefore the key of an
/// [unrecognized](crate::Event::Unrecognized) event depends on its name too.
///
/// The key is suitable for logs and for a unique column of a database. It does not reveal the signed bytes, unless an attacker can
/// guess them: the key confirms a correct guess.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdempotencyKey(Box<str>);

impl IdempotencyKey {
    /// Returns the key for the hash of the signed bytes.
    pub(crate) fn of(hash: &Digest) -> Self {
        Self(HEXLOWER.encode(hash.as_ref()).into())
    }

    /// Returns the key of an unrecognized event with the name `name`.
    pub(crate) fn of_unrecognized(name: &str, hash: &Digest) -> Self {
        let mut context = Context::new(&SHA256);
        // Signed `data` is JSON, and a text with this prefix is not JSON. So this key differs from the key of any signed `data`.
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
    /// You hold the claim until its lease ends. Do the work. Then [`complete`](Deduplicate::complete) the claim, or
    /// [`release`](Deduplicate::release) it if the work failed.
    New(ClaimToken),
    /// Another worker holds a claim of this key, or the store is full. Respond 503, so that Partna delivers the event again.
    Busy,
    /// The work for this key is complete. Respond 200 and do nothing.
    Completed,
}

/// Proves to the store that the caller holds a claim.
///
/// After the end of the lease, another worker can claim the same key. The token is valid until another worker claims the key.
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
    /// Creates a token, for implementations of [`Deduplicate`].
    ///
    /// `id` must be unique for each claim, even of the same key. Use a UUID or a value of a database sequence. The store saves `id`
    /// with the key, and compares it with the `id` of each token that it receives for this key.
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
#[must_use = "if the lease was lost, another worker may have done the same work"]
pub enum Completion {
    /// The store has recorded that the work is complete. Later claims of the key are [`Claim::Completed`].
    Recorded,
    /// The store has recorded nothing, because the lease ended and another worker claimed the key. Both workers may have done the
    /// work. Respond 503, check whether the work was done twice, and use a longer lease.
    LeaseLost,
}

/// A store that records which events are being processed, and which are complete. It identifies events by their idempotency keys.
///
/// Implement this trait for a store that all your processes share. The guide `partna::guide::receiving` has an implementation in
/// SQL: "A store for many processes". [`MemoryStore`](crate::MemoryStore) works for a single process.
///
/// If you record events in a database, a unique column for the key is simpler than this trait. Write the key in the same
/// transaction as the event.
///
/// A worker claims a key before it does the work. A claim has a lease. After the lease, another worker can claim the key. So no
/// event is lost if a worker crashes and Partna delivers the event again. Choose a lease that is longer than the work takes.
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
///         return Ok(keep_for_review(event)); // another event, perhaps an unrecognized one
///     };
///     let Some(key) = event.idempotency_key() else {
///         return Ok(keep_for_review(event)); // no key: it is unknown whether this deposit was delivered before
///     };
///     let token = match store.claim(key, LEASE).await? {
///         Claim::New(token) => token,
///         Claim::Busy => return Ok(503),
///         Claim::Completed => return Ok(200),
///     };
///     if book(deposit).is_err() {
///         store.release(&token).await?; // the next delivery is `Claim::New`
///         return Ok(503);
///     }
///     match store.complete(&token).await? {
///         Completion::Recorded => Ok(200),
///         Completion::LeaseLost => Ok(503),
///     }
/// }
/// # fn book(_: &Deposit) -> Result<(), ()> { Ok(()) }
/// # fn keep_for_review(_: &Verified) -> u16 { 200 }
/// ```
pub trait Deduplicate: Send + Sync {
    /// The error of the store, for example if it cannot be reached. Respond 503, so that Partna delivers the event again.
    type Error: std::error::Error + Send + Sync + 'static;

    /// Claims a key until `lease` has passed.
    ///
    /// Returns [`Claim::Completed`] if the work for the key is complete, and [`Claim::Busy`] if another claim of the key has an
    /// unfinished lease. Otherwise returns [`Claim::New`]. Of concurrent claims of one key, exactly one is [`Claim::New`].
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
    /// If another worker holds a later claim of the key or has completed one, changes nothing and returns
    /// [`Completion::LeaseLost`]. Otherwise records the completion, even if the lease has ended. After an error, call this method
    /// again with the same token.
    ///
    /// # Errors
    ///
    /// If the store cannot be reached or does not respond. The store may nevertheless have recorded the completion.
    fn complete(
        &self,
        token: &ClaimToken,
    ) -> impl Future<Output = Result<Completion, Self::Error>> + Send;

    /// Releases a claim after the work failed. The next claim of the key is [`Claim::New`].
    ///
    /// Changes nothing if another worker has claimed the key in the meantime, or if this claim is complete.
    ///
    /// # Errors
    ///
    /// If the store cannot be reached or does not respond. If the claim was not released, it ends with its lease.
    fn release(&self, token: &ClaimToken) -> impl Future<Output = Result<(), Self::Error>> + Send;
}

/// A shared store: clones of the [`Arc`] use the same store.
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
        let [hash, other_hash] = [b"1", b"2"].map(|data| digest(&SHA256, data));
        let keys = [
            IdempotencyKey::of(&hash),
            IdempotencyKey::of_unrecognized("", &hash),
            IdempotencyKey::of_unrecognized("a", &hash),
            IdempotencyKey::of_unrecognized("a", &other_hash),
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
