//! Deliveries whose signature is genuine.

use std::borrow::Cow;
use std::fmt;

use aws_lc_rs::digest::Digest;
use partna_types::Environment;

use crate::envelope::lossy;
use crate::event::Read;
use crate::{Event, IdempotencyKey};

/// What was signed: verified, and as it arrived.
#[derive(Clone)]
pub struct Signed<'a> {
    environment: Environment,
    name: Cow<'a, str>,
    data: Cow<'a, [u8]>,
    event: Event,
    key: Option<IdempotencyKey>,
}

impl<'a> Signed<'a> {
    pub(crate) fn new(
        environment: Environment,
        name: Cow<'a, str>,
        data: Cow<'a, [u8]>,
        hash: &Digest,
    ) -> Self {
        let (event, key) = read(&name, &data, hash);
        Self {
            environment,
            name,
            data,
            event,
            key,
        }
    }

    /// The name of the event, as it arrived. It is not signed: take it for a hint.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The JSON that was signed. Bytes that are not UTF-8 are replaced; [`signed_bytes`](Self::signed_bytes) has them.
    #[must_use]
    pub fn data(&self) -> Cow<'_, str> {
        lossy(&self.data)
    }

    /// Returns the bytes that were signed.
    #[must_use]
    pub fn signed_bytes(&self) -> &[u8] {
        &self.data
    }

    /// The key of this delivery; see [`Verified::idempotency_key`].
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&IdempotencyKey> {
        self.key.as_ref()
    }

    /// Returns the event.
    #[must_use]
    pub fn read(self) -> Verified {
        Verified {
            event: self.event,
            key: self.key,
            environment: self.environment,
            name: self.name.into(),
            data: self.data.into(),
        }
    }
}

impl fmt::Debug for Signed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed")
            .field("data", &format_args!("{} bytes", self.data.len()))
            .field("idempotency_key", &self.key)
            .finish_non_exhaustive()
    }
}

/// Reads what was signed, and its key.
pub(crate) fn read(name: &str, data: &[u8], hash: &Digest) -> (Event, Option<IdempotencyKey>) {
    let Read {
        event,
        is_identified,
    } = Event::read(name, data);
    let key = match &event {
        _ if !is_identified => None,
        Event::Unrecognized { name, .. } => Some(IdempotencyKey::of_unrecognized(name, hash)),
        _ => Some(IdempotencyKey::of(hash)),
    };
    (event, key)
}

/// An event whose `data` is genuine. Its field [`event`](Self::event) is what happened.
///
/// It is only made by a [`Verifier`](crate::Verifier), and cannot be deserialized. Serialize it to put it into a queue, and read it there as a
/// [`QueuedEvent`](crate::QueuedEvent).
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Verified {
    /// The event.
    pub event: Event,
    key: Option<IdempotencyKey>,
    environment: Environment,
    name: Box<str>,
    data: Box<[u8]>,
}

impl Verified {
    /// The key of this delivery: the SHA-256 of what was signed, in lower-case hex. `None` if nothing that was signed tells
    /// this event from another one.
    ///
    /// Deliveries repeat; a repeated one has the same key, however it was spaced and signed. What is not signed has no part in
    /// it, unless the event is [unrecognized](Event::Unrecognized): that has a key of its own for each name it came under.
    ///
    /// A deposit without a `sessionId`, a verification without an `id` and a payment with a blank reference have no key: two
    /// that look alike may be one delivery twice, or two payments. Neither drop one nor book both; look them up. The guide
    /// `partna::guide::receiving` says how: "Events without a key".
    ///
    /// ```
    /// use partna_webhook::{Environment, Signer, Verifier};
    ///
    /// let signer = Signer::generate()?;
    /// let verifier = Verifier::for_environment(Environment::Staging).with_key(signer.public_key()?);
    /// let data = r#"{"amount":100,"toUser":"shop","currency":"USDT","toAccount":"amina","status":"completed","sessionId":""}"#;
    /// let deposit = verifier.verify(&signer.sign("Deposit", data)?)?;
    /// assert_eq!(deposit.idempotency_key(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&IdempotencyKey> {
        self.key.as_ref()
    }

    /// Returns the environment whose key made the signature.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// Returns the name under which the event was delivered. It is not signed; [`Event::name`] is what `data` proves.
    #[must_use]
    pub fn delivered_name(&self) -> &str {
        &self.name
    }

    /// Returns the bytes that were signed: the JSON of `data`.
    #[must_use]
    pub fn signed_bytes(&self) -> &[u8] {
        &self.data
    }

    /// The event alone.
    #[must_use]
    pub fn into_event(self) -> Event {
        self.event
    }
}

impl fmt::Debug for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("event", &self.event)
            .field("key", &self.key)
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}
