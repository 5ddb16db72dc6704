//! Rotation of the key that a client uses.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use partna_client::{Error, ErrorKind};
use partna_types::{ApiKeyScope, Secret};

mod abandon;
mod checks;
mod finish;
mod journal;
mod probe;
mod run;
mod steps;
mod unexpected_keys;

use journal::KeyLifetime;
use run::RotationRun;

use super::store::KeyStore;
use crate::{ApiKey, Partna};

type OtpSource =
    Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<Secret, Error>> + Send>> + Send + Sync>;

/// A rotation, from [`Keys::rotate`](crate::Keys::rotate).
///
/// ```no_run
/// use std::time::Duration;
/// use partna_auth::{FileStore, Partna, ProfileFile};
///
/// # async fn example() -> Result<(), partna_auth::Error> {
/// let path = "/var/lib/billing/credentials.toml";
/// let partna = Partna::builder().credentials(ProfileFile::at(path)).build().await?;
/// let rotated = partna
///     .keys()
///     .rotate()
///     .store(FileStore::at(path))
///     .grace(Duration::from_secs(60)) // for the other processes that read the file
///     .run()
///     .await?;
/// println!("the key is now `{}`", rotated.name);
/// # Ok(())
/// # }
/// ```
///
/// A rotation has these steps, and records each in the journal of the store before it starts: generate a key under a unique name;
/// verify it with a read; store it for programs to load, and swap to it; wait for requests that use the old key, and for the
/// grace period; invalidate the old key with a request that uses the new one; confirm by reads that the old key is refused and
/// the new one is accepted. After an interruption, run it again: it resumes at the interrupted step. A key that was generated and
/// whose text was never stored is deleted by the short form that the list has for its name.
///
/// It never invalidates the key of the request itself, and changes no key except those that it made and the one that it
/// replaces. A second rotation on the same store fails while one is running.
///
/// # What is inferred
///
/// The API documents neither `apikeyHash` nor the key in the response of `invalidate_api_key`. A rotation uses the short form in
/// the list of keys, 8 hex digits, as the hash, and assumes that a deletion by it invalidates the key. It deletes the key that
/// `invalidate` returns if the list shows that this key is new, and reports it in [`Rotated::unexpected`] otherwise. The list
/// does not have the lifetime that a key was generated with: a key that expires is replaced by one of 10 months, as in the
/// vendor's examples, unless [`expires_in_days`](Self::expires_in_days) or an earlier rotation of the same store set another
/// lifetime.
#[derive(Clone)]
#[must_use = "nothing is done until `run`, `prepare` or `finish`"]
pub struct Rotation {
    pub(super) partna: Partna,
    pub(super) store: Option<Arc<dyn KeyStore>>,
    pub(super) scope: Option<ApiKeyScope>,
    pub(super) lifetime: Option<KeyLifetime>,
    pub(super) prefix: String,
    pub(super) grace: Duration,
    pub(super) otp: Option<OtpSource>,
}

/// The result of the first half of a rotation: the new key is stored and in use, and the old one still works.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Prepared {
    /// The name of the new key in the list.
    pub name: String,
}

/// The result of a completed rotation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rotated {
    /// The name of the new key in the list.
    pub name: String,
    /// A third key that the API returned when the old one was invalidated and that may work. A key that was not listed before is
    /// deleted, and is reported here only if the deletion failed. The key is also in the journal, unless it is longer than 4096
    /// bytes or the journal has 100 such keys. [`Rotation::unexpected`] returns all keys of the journal.
    pub unexpected: Option<ApiKey>,
    /// The names of live keys that appeared in the list while the old key was invalidated, and whose text is unknown: the API
    /// made one and its response was lost, or another client generated one. If no client generated a key, delete it with
    /// [`Keys::delete`](crate::Keys::delete).
    pub appeared: Vec<String>,
}

impl Rotation {
    pub(super) fn new(partna: Partna) -> Self {
        Self {
            partna,
            store: None,
            scope: None,
            lifetime: None,
            prefix: "partna-rust".to_owned(),
            grace: Duration::ZERO,
            otp: None,
        }
    }

    /// Sets the store for the journal and the credentials. It is required: a key that exists only in memory would be lost.
    pub fn store(mut self, store: impl KeyStore + 'static) -> Self {
        self.store = Some(Arc::new(store));
        self
    }

    /// Sets the scope of the new key. The default is the scope of the old key, which is read from its text. Set it if the text
    /// does not have it.
    pub fn scope(mut self, scope: impl Into<ApiKeyScope>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Sets the number of days after which the new key expires.
    pub fn expires_in_days(mut self, days: u32) -> Self {
        self.lifetime = Some(KeyLifetime::Days(days));
        self
    }

    /// Sets the number of months after which the new key expires.
    pub fn expires_in_months(mut self, months: u32) -> Self {
        self.lifetime = Some(KeyLifetime::Months(months));
        self
    }

    /// Sets the prefix of the names of new keys, to distinguish services in the list. The default is `partna-rust`. 16 random hex
    /// digits follow it.
    pub fn name_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Generates a new key that does not expire.
    pub fn never_expires(mut self) -> Self {
        self.lifetime = Some(KeyLifetime::Forever);
        self
    }

    /// Sets the time that other processes get to load the new key before the old one is invalidated. The default is zero.
    pub fn grace(mut self, time: Duration) -> Self {
        self.grace = time;
        self
    }

    /// Sets a function that returns a code of the authenticator app. It is called when the key is generated, and is needed if a
    /// second factor is set up.
    ///
    /// ```no_run
    /// # use partna_auth::{Partna, Rotation, Secret};
    /// # fn example(partna: Partna) -> Rotation {
    /// partna.keys().rotate().otp(|| async { Ok(Secret::from("123456")) })
    /// # }
    /// ```
    pub fn otp<F>(mut self, provider: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Secret, Error>> + Send + 'static,
    {
        self.otp = Some(Arc::new(move || Box::pin(provider())));
        self
    }

    /// Runs both halves of the rotation. If the store has an unfinished rotation, this method finishes that one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`] if another rotation is running; [`ErrorKind::Config`] if there is no store; [`ErrorKind::Store`] if
    /// the store cannot be read or written; and the errors of any call. After any error, run it again: it resumes at the
    /// interrupted step.
    pub async fn run(self) -> Result<Rotated, Error> {
        let mut run = RotationRun::start(self).await?;
        run.prepare().await?;
        run.finish().await
    }

    /// Runs the first half of the rotation: generates and verifies the new key, stores it for programs to load, and swaps this
    /// client to it. The old key still works. Invalidate it later with [`finish`](Self::finish), from any process that has the
    /// store.
    ///
    /// # Errors
    ///
    /// The errors of [`run`](Self::run).
    pub async fn prepare(self) -> Result<Prepared, Error> {
        RotationRun::start(self).await?.prepare().await
    }

    /// Runs the second half of the rotation: waits for requests that use the old key, waits for the grace period, then invalidates
    /// the old key.
    ///
    /// # Errors
    ///
    /// The errors of [`run`](Self::run), and [`ErrorKind::Unsupported`] if no rotation is prepared.
    pub async fn finish(self) -> Result<Rotated, Error> {
        RotationRun::start(self).await?.finish().await
    }

    /// Abandons an unfinished rotation while the old key works: restores the old credentials in the store unless they are there,
    /// uses them again, waits as a rotation does, and invalidates the new key. A new key that cannot be invalidated stays
    /// in the journal, and the next rotation tries again. The last key that is known to work is never invalidated. If the old key
    /// is refused and this client uses a third key, a request with the third key invalidates the new key.
    ///
    /// # Errors
    ///
    /// The errors of [`run`](Self::run); [`ErrorKind::Unsupported`] if there is no unfinished rotation, or if the old key is
    /// refused: call [`finish`](Self::finish) then. If it is unknown whether the old key works, this method changes nothing.
    pub async fn abandon(self) -> Result<(), Error> {
        RotationRun::start(self).await?.abandon().await
    }

    /// Returns the unexpected keys of all rotations of this store, except the deleted ones. An unexpected key is a key that the
    /// API returned when it invalidated another key, although no program requested it.
    ///
    /// # Errors
    ///
    /// The errors of [`run`](Self::run).
    pub async fn unexpected(self) -> Result<Vec<ApiKey>, Error> {
        Ok(RotationRun::start(self).await?.remaining_unexpected_keys())
    }

    pub(super) fn require_store(&self) -> Result<Arc<dyn KeyStore>, Error> {
        self.store.clone().ok_or_else(|| {
            let message = "the rotation: it has no store; set one with `Rotation::store`, such as `FileStore::at(path)`";
            Error::new(ErrorKind::Config, message)
        })
    }
}

impl fmt::Debug for Rotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rotation")
            .field("partna", &self.partna)
            .field("store", &self.store)
            .field("scope", &self.scope)
            .field("grace", &self.grace)
            .finish_non_exhaustive()
    }
}
