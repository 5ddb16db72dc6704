//! The form of an event in a queue.

use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use partna_types::Environment;
use serde::de::{Error as _, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::envelope::decode_lossy;
use crate::verified::read_event;
use crate::{Event, IdempotencyKey, Verified};

/// An event that was deserialized from your queue.
///
/// # Trust
///
/// A queued event contains no proof that it is genuine: the [`Verifier`](crate::Verifier) checked the signature before the event
/// was queued, and the signature is not kept. A `QueuedEvent` is as trustworthy as the queue. Anyone who can write to the queue
/// can forge events of any environment, so deserialize it only from a store that only your own receivers write to, and never from
/// a request. Therefore it is a separate type: a function with a parameter [`Verified`] does not accept it.
///
/// # QueueMessage
///
/// In the queue, an event is a map, which later versions of this crate can read:
///
/// | field | content |
/// | --- | --- |
/// | `version` | `1` |
/// | `environment` | the environment of the verifier that accepted the delivery: `staging`, `production` or `sandbox` |
/// | `name` | the delivered name of the event; it is not signed |
/// | `data` | a string: the signed JSON, byte for byte |
/// | `data_base64` | instead of `data`: the signed bytes, if they are not UTF-8 |
///
/// The event and its idempotency key are derived from these fields by the version of the crate that reads them: an event that was
/// unrecognized when it was delivered may be typed when it is read.
///
/// ```
/// use partna_webhook::{Environment, QueuedEvent, Verifier};
///
/// # let raw_body = std::fs::read("tests/genuine.json")?;
/// let verified = Verifier::for_environment(Environment::Staging).verify(&raw_body)?;
/// let message = serde_json::to_string(&verified)?;
///
/// // In the worker:
/// let queued: QueuedEvent = serde_json::from_str(&message)?;
/// if queued.environment() != Environment::Staging {
///     return Err("a staging worker does not accept events of other environments".into());
/// }
/// assert_eq!(queued.event(), &verified.event);
/// assert_eq!(queued.idempotency_key(), verified.idempotency_key());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A [`Verified`] event cannot be deserialized:
///
/// ```compile_fail
/// let event: partna_webhook::Verified = serde_json::from_str("{}").unwrap();
/// ```
#[derive(Clone, PartialEq)]
pub struct QueuedEvent {
    event: Event,
    key: Option<IdempotencyKey>,
    environment: Environment,
    name: Box<str>,
    data: Box<[u8]>,
}

const VERSION: u32 = 1;

impl QueuedEvent {
    /// Returns the event.
    #[must_use]
    pub fn event(&self) -> &Event {
        &self.event
    }

    /// Converts the queued event into the event.
    #[must_use]
    pub fn into_event(self) -> Event {
        self.event
    }

    /// Returns the idempotency key of the delivery; see [`Verified::idempotency_key`].
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&IdempotencyKey> {
        self.key.as_ref()
    }

    /// Returns the environment for which the event was verified. A worker should compare it with its own environment.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// Returns the delivered name of the event. It is not signed.
    #[must_use]
    pub fn delivered_name(&self) -> &str {
        &self.name
    }

    /// Returns the signed bytes: the JSON of `data`.
    #[must_use]
    pub fn signed_bytes(&self) -> &[u8] {
        &self.data
    }

    fn of(message: QueueMessage) -> Result<Self, &'static str> {
        if message.version != VERSION {
            return Err("version: not supported; update partna-webhook");
        }
        let data = match (message.data, message.data_base64) {
            (Some(text), None) => text.into_bytes(),
            (None, Some(text)) => BASE64_STANDARD
                .decode(text)
                .map_err(|_| "data_base64: not base64; store the serialized message unchanged")?,
            _ => {
                return Err(
                    "data: both or neither of `data` and `data_base64` set; set exactly one",
                );
            }
        };
        if serde_json::from_str::<IgnoredAny>(&decode_lossy(&data)).is_err() {
            return Err("data: not JSON; store the serialized message unchanged");
        }
        let (event, key) = read_event(&message.name, &data, &digest(&SHA256, &data));
        Ok(Self {
            event,
            key,
            environment: message.environment,
            name: message.name.into(),
            data: data.into(),
        })
    }
}

impl From<Verified> for QueuedEvent {
    fn from(verified: Verified) -> Self {
        let (environment, key) = (verified.environment(), verified.idempotency_key().cloned());
        Self {
            key,
            environment,
            name: verified.delivered_name().into(),
            data: verified.signed_bytes().into(),
            event: verified.into_event(),
        }
    }
}

/// The message in the queue.
#[derive(Serialize, Deserialize)]
struct QueueMessage {
    version: u32,
    environment: Environment,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data_base64: Option<String>,
}

fn serialize<S: Serializer>(
    environment: Environment,
    name: &str,
    data: &[u8],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let (text, base64) = match str::from_utf8(data) {
        Ok(text) => (Some(text.to_owned()), None),
        Err(_) => (None, Some(BASE64_STANDARD.encode(data))),
    };
    let message = QueueMessage {
        version: VERSION,
        environment,
        name: name.to_owned(),
        data: text,
        data_base64: base64,
    };
    message.serialize(serializer)
}

/// Serializes the event in the form of a [`QueuedEvent`](crate::QueuedEvent).
impl Serialize for Verified {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(
            self.environment(),
            self.delivered_name(),
            self.signed_bytes(),
            serializer,
        )
    }
}

impl Serialize for QueuedEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.environment, &self.name, &self.data, serializer)
    }
}

impl<'de> Deserialize<'de> for QueuedEvent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of(QueueMessage::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl fmt::Debug for QueuedEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QueuedEvent")
            .field("event", &self.event)
            .field("key", &self.key)
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}
