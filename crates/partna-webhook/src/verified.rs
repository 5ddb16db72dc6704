//! Deliveries with a valid signature.

use std::borrow::Cow;
use std::fmt;

use aws_lc_rs::digest::Digest;
use partna_types::Environment;

use crate::envelope::decode_lossy;
use crate::event::ReadEvent;
use crate::{Event, IdempotencyKey};

/// A verified delivery with its unchanged signed bytes.
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
        let (event, key) = read_event(&name, &data, hash);
        Self {
            environment,
            name,
            data,
            event,
            key,
        }
    }

    /// Returns the delivered name of the event. It is not signed: use it only as a hint.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the signed JSON. Bytes that are not UTF-8 are replaced by U+FFFD; [`signed_bytes`](Self::signed_bytes) has the
    /// original bytes.
    #[must_use]
    pub fn data(&self) -> Cow<'_, str> {
        decode_lossy(&self.data)
    }

    /// Returns the signed bytes.
    #[must_use]
    pub fn signed_bytes(&self) -> &[u8] {
        &self.data
    }

    /// Returns the idempotency key of this delivery; see [`Verified::idempotency_key`].
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&IdempotencyKey> {
        self.key.as_ref()
    }

    /// Converts the signed delivery into a [`Verified`] with the typed event.
    #[must_use]
    pub fn into_verified(self) -> Verified {
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

/// Parses the signed data, and returns the event and its idempotency key.
pub(crate) fn read_event(
    name: &str,
    data: &[u8],
    hash: &Digest,
) -> (Event, Option<IdempotencyKey>) {
    let ReadEvent {
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

/// An event with verified `data`. The field [`event`](Self::event) is the typed event.
///
/// Only a [`Verifier`](crate::Verifier) creates it, and it cannot be deserialized. To put it into a queue, serialize it, and
/// deserialize it as a [`QueuedEvent`](crate::QueuedEvent).
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
    /// Returns the idempotency key of this delivery: the SHA-256 of the signed bytes, in lower-case hex. `None` if the signed
    /// bytes do not identify the event.
    ///
    /// A repeated delivery has the same key, even with other whitespace or another signature. Unsigned parts do not change the
    /// key, unless the event is [unrecognized](Event::Unrecognized): then the key also depends on the delivered name.
    ///
    /// A deposit without a `sessionId`, a verification without an `id` and a payment with a blank reference have no key: two
    /// identical events may be one event delivered twice, or two payments. Do not drop one of them and do not book both; look
    /// them up. See "Events without a key" in the guide `partna::guide::receiving`.
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

    /// Returns the environment of the verifier that accepted the delivery.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// Returns the delivered name of the event. It is not signed; [`Event::name`] depends on the signed `data`.
    #[must_use]
    pub fn delivered_name(&self) -> &str {
        &self.name
    }

    /// Returns the signed bytes: the JSON of `data`.
    #[must_use]
    pub fn signed_bytes(&self) -> &[u8] {
        &self.data
    }

    /// Converts the verified event into the event.
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
