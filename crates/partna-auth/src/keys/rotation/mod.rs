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

/// A rotation of the API key that a client uses, from [`Keys::rotate`](crate::Keys::rotate).
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
/// A rotation has these steps. It records each step in the journal of the store before the step starts:
///
/// 1. It generates a new key with a unique name.
/// 2. It verifies the new key with a read.
/// 3. It publishes the new key: it writes the key to the store, from which programs load it. Then this client and its clones use
///    the new key.
/// 4. It waits for requests that use the old key, and for the grace period. Then it invalidates the old key with a request that
///    uses the new key, and confirms by reads that the API rejects the old key and accepts the new key.
///
/// After an interruption, run the rotation again: it resumes at the interrupted step. If a key was generated but its text was not
/// stored, the new run finds the key in the list by its name, and deletes it.
///
/// A rotation never invalidates a key with a request that uses the same key. It invalidates or deletes only the old key, keys that
/// rotations of the same store generated, and new keys that the API returned when one of these keys was invalidated. While a
/// rotation runs, a second rotation of the same store fails.
///
/// # What is inferred
///
/// The API documents neither `apikeyHash` nor the key in the response of `invalidate_api_key`. A rotation assumes the following:
///
/// - `apikeyHash` is the short form of a key: the 8 hex digits in the list of keys. The API rejects a key that was deleted with it.
/// - If the list shows that the key in the response of `invalidate_api_key` is new, no program uses this key. The rotation deletes
///   this key. Otherwise the rotation reports the key in [`Rotated::unexpected`].
/// - If the old key expires, 10 months are a suitable lifetime for the new key, as in the vendor's examples. The list does not show
///   the lifetime of the old key. The rotation uses 10 months if neither this rotation, such as with
///   [`expires_in_days`](Self::expires_in_days), nor an earlier rotation of the same store has set a lifetime.
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

/// The result of the first half of a rotation: the new key is published and in use, and the API still accepts the old key.
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
    /// A third key that the API returned when a key was invalidated, and that the API may accept. If the key was not listed before,
    /// the rotation deletes it, and reports it here only if the deletion failed. The key is also in the journal, unless it is
    /// longer than 4096 bytes or the journal has 100 such keys. [`Rotation::unexpected`] returns all such keys in the journal.
    pub unexpected: Option<ApiKey>,
    /// The names of live keys that appeared in the list while the old key was invalidated, and whose text is unknown. Either the
    /// API created such a key and its response was lost, or another client generated the key. If no client generated it, delete it
    /// with [`Keys::delete`](crate::Keys::delete).
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

    /// Sets the scope of the new key. The default is the scope in the text of the old key. If that text does not contain a scope,
    /// you must set one.
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

    /// Sets the prefix of the new key's name, to distinguish services in the list of keys. The default is `partna-rust`. A hyphen
    /// and 16 random hex digits follow the prefix.
    pub fn name_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Makes the rotation generate a new key that does not expire.
    pub fn never_expires(mut self) -> Self {
        self.lifetime = Some(KeyLifetime::Forever);
        self
    }

    /// Sets the grace period: the time in which other processes load the new key before the old key is invalidated. The default is
    /// zero.
    pub fn grace(mut self, time: Duration) -> Self {
        self.grace = time;
        self
    }

    /// Sets a function that returns a code of the authenticator app. The rotation calls it before it generates a key. The code is
    /// required if a second factor is set up.
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

    /// Runs both halves of the rotation. If the store has an unfinished rotation, this method completes it and does not start
    /// another.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`] if another rotation is running; [`ErrorKind::Config`] if there is no store; [`ErrorKind::Store`] if
    /// the store cannot be read or written; and the errors of the requests. After an error, run the rotation again, unless the
    /// message contains the advice to call [`abandon`](Self::abandon). The rotation resumes at the interrupted step.
    pub async fn run(self) -> Result<Rotated, Error> {
        let mut run = RotationRun::start(self).await?;
        run.prepare().await?;
        run.finish().await
    }

    /// Runs the first half of the rotation: generates, verifies and publishes the new key, which this client and its clones then
    /// use. The API still accepts the old key. Invalidate the old key later with [`finish`](Self::finish), from any process that
    /// has access to the store.
    ///
    /// # Errors
    ///
    /// The errors of [`run`](Self::run).
    pub async fn prepare(self) -> Result<Prepared, Error> {
        RotationRun::start(self).await?.prepare().await
    }

    /// Runs the second half of the rotation: waits up to 60 s for requests of this client that use the old key, then waits for the
    /// grace period, then invalidates the old key.
    ///
    /// # Errors
    ///
    /// The errors of [`run`](Self::run), and [`ErrorKind::Unsupported`] if no rotation is prepared.
    pub async fn finish(self) -> Result<Rotated, Error> {
        RotationRun::start(self).await?.finish().await
    }

    /// Abandons an unfinished rotation if the API still accepts the old key. This method restores the old credentials in the store,
    /// and this client and its clones use them again. Then it waits as [`finish`](Self::finish) does, and invalidates the new key.
    /// If it cannot invalidate the new key, the journal still contains that key, and the next rotation tries again. It never
    /// invalidates the last key that the API is known to accept.
    ///
    /// This client may also use a third key: neither the old nor the new one. If the API rejects the old key, or if the store has
    /// the third key, this method invalidates the new key with a request that uses the third key. It does not restore the old
    /// credentials. It returns an error if programs still load a working new key from the store.
    ///
    /// # Errors
    ///
    /// The errors of [`run`](Self::run). [`ErrorKind::Unsupported`] if there is no unfinished rotation. Also
    /// [`ErrorKind::Unsupported`] if the API rejects the old key: complete the rotation with [`finish`](Self::finish) or
    /// [`run`](Self::run), as the error instructs. If it is unknown whether the API accepts the old key, this method returns an
    /// error and changes nothing.
    pub async fn abandon(self) -> Result<(), Error> {
        RotationRun::start(self).await?.abandon().await
    }

    /// Returns the unexpected keys that rotations of this store have recorded, except the keys that a rotation has deleted or will
    /// delete. An unexpected key is an undocumented key that the API returns when it invalidates another key.
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
