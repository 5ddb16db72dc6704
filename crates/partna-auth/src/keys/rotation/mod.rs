//! Rotation of the key that a client signs with.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use partna_client::{Error, ErrorKind};
use partna_types::{ApiKeyScope, Secret};

mod abandon;
mod engine;
mod finish;
mod guards;
mod journal;
mod probe;
mod replacement_keys;
mod run;

use journal::Lifetime;
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
/// Its steps, each written into the journal of the store before it is done: make a key under a name of its own; prove it with
/// a read; put it where programs load it from, and swap to it; wait for the requests under way with the old key, and for the
/// grace; invalidate the old key, signed with the new one; confirm by reads that the old key is refused and the new one
/// accepted. When it stops half-way, running it again goes on from there. A key that
/// was made and whose text was never stored is deleted, by the short form that the list shows beside its name.
///
/// It never invalidates the key that signs the request, and never touches a key that it did not make, but for the one that it
/// replaces. A second rotation on the same store is refused while one is under way.
///
/// # What is inferred
///
/// The API documents neither what `apikeyHash` is nor what `invalidate_api_key` answers. The short form in the list of keys,
/// 8 hex digits, is taken for the hash, and that deleting by it ends a key. The key that `invalidate` returns is deleted
/// if the list shows that it is new, and reported in [`Rotated::unexpected`] otherwise. How long a key was to live is listed nowhere: a
/// key that expires is replaced by one of 10 months, as in the vendor's examples, unless [`expires_in_days`](Self::expires_in_days)
/// or an earlier rotation of the same store says otherwise.
#[derive(Clone)]
#[must_use = "nothing is done until `run`, `prepare` or `finish`"]
pub struct Rotation {
    pub(super) partna: Partna,
    pub(super) store: Option<Arc<dyn KeyStore>>,
    pub(super) scope: Option<ApiKeyScope>,
    pub(super) lifetime: Option<Lifetime>,
    pub(super) prefix: String,
    pub(super) grace: Duration,
    pub(super) otp: Option<OtpSource>,
}

/// The first half is done: the new key is in use, and the old one still works.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Prepared {
    /// The name that the new key goes by in the list.
    pub name: String,
}

/// All is done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rotated {
    /// The name that the new key goes by in the list.
    pub name: String,
    /// A key that the API returned when the old one was invalidated, that is neither of the two, and that may work. A key that
    /// was not listed before is deleted instead, and is here only if that could not be done. It is in the journal as well,
    /// unless it is longer than 4096 bytes or the journal holds 100 of them; [`Rotation::unexpected`] returns all of them.
    pub unexpected: Option<ApiKey>,
    /// The names of live keys that appeared in the list while the old key was invalidated, and whose text is not known: the API
    /// made one and its response was lost, or somebody else made one. Delete a key that nobody made with
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

    /// Where journal and key are kept. It has to be said: a key that is nowhere but in memory is as good as lost.
    pub fn store(mut self, store: impl KeyStore + 'static) -> Self {
        self.store = Some(Arc::new(store));
        self
    }

    /// Gives the new key this scope. Unless set, it is that of the old key by its text; if that says nothing, set it.
    pub fn scope(mut self, scope: impl Into<ApiKeyScope>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Ends the life of the new key after so many days.
    pub fn expires_in_days(mut self, days: u32) -> Self {
        self.lifetime = Some(Lifetime::Days(days));
        self
    }

    /// Ends the life of the new key after so many months.
    pub fn expires_in_months(mut self, months: u32) -> Self {
        self.lifetime = Some(Lifetime::Months(months));
        self
    }

    /// Begins the names of new keys with this, to tell services apart in the list. `partna-rust` unless set; 16 random hex
    /// digits follow.
    pub fn name_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Lets the new key live for ever.
    pub fn never_expires(mut self) -> Self {
        self.lifetime = Some(Lifetime::Forever);
        self
    }

    /// How long other processes get to load the new key before the old one ends. Nothing unless set.
    pub fn grace(mut self, time: Duration) -> Self {
        self.grace = time;
        self
    }

    /// Asks for a code of the authenticator app when the key is made, where a second factor is set up.
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

    /// Rotates: both halves, one after the other. If a rotation has begun on this store and not ended, that one is finished.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`] if another rotation is running; [`ErrorKind::Config`] if there is no store; [`ErrorKind::Store`] if the store cannot
    /// be read or written; and what a call may fail with. After any of them, run it again: it goes on where it stopped.
    pub async fn run(self) -> Result<Rotated, Error> {
        let mut run = RotationRun::start(self).await?;
        run.prepare().await?;
        run.finish().await
    }

    /// The first half: makes, proves and stores the new key, and swaps to it. The old one still works; end it with
    /// [`finish`](Self::finish) on another day, from any process that has the store.
    ///
    /// # Errors
    ///
    /// Those of [`run`](Self::run).
    pub async fn prepare(self) -> Result<Prepared, Error> {
        RotationRun::start(self).await?.prepare().await
    }

    /// The second half: waits for requests under way and for the grace, and ends the old key.
    ///
    /// # Errors
    ///
    /// Those of [`run`](Self::run); and [`ErrorKind::Unsupported`] if nothing has been prepared.
    pub async fn finish(self) -> Result<Rotated, Error> {
        RotationRun::start(self).await?.finish().await
    }

    /// Gives up a rotation that has not ended, while the old key works: puts the old credentials back into the store unless
    /// they are there, signs with them again, waits as a rotation does, and invalidates the new key. A new key that cannot
    /// be invalidated stays in the journal, and the next rotation tries again. The last key that is known to work is never
    /// invalidated. If the old key is refused and this client signs with a third key, the new key is invalidated with that.
    ///
    /// # Errors
    ///
    /// Those of [`run`](Self::run); [`ErrorKind::Unsupported`] if there is no rotation, or if the old key is refused: run
    /// [`finish`](Self::finish) then. If whether the old key works is not known, nothing is changed either.
    pub async fn abandon(self) -> Result<(), Error> {
        RotationRun::start(self).await?.abandon().await
    }

    /// Returns the keys that the API returned in this store's rotations, that nobody requested and that could not be deleted, out
    /// of the journal.
    ///
    /// # Errors
    ///
    /// Those of [`run`](Self::run).
    pub async fn unexpected(self) -> Result<Vec<ApiKey>, Error> {
        Ok(RotationRun::start(self).await?.unexpected())
    }

    pub(super) fn required_store(&self) -> Result<Arc<dyn KeyStore>, Error> {
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
