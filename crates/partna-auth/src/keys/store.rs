//! The storage interface of rotations: the journal, the lock and the published credentials.

use std::fmt;
use std::pin::Pin;

use partna_client::{Error, ErrorKind};
use partna_types::Secret;
use serde::Deserialize;

use crate::{ApiKey, Credentials};

/// The future that a method of [`KeyStore`] or [`StoreLock`] returns.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// A lock that a [`KeyStore`] has granted. Dropping it releases the lock.
///
/// A lock may be lost while its holder runs, for example because a lease expires, a lock file is removed, or a network file system
/// drops the lock. A rotation polls [`still_held`](Self::still_held) before each step and stops if the lock is lost. If the lock is
/// lost between two polls, the generation of the journal protects the rotation: see [`JournalRecord::check_replaces`].
pub trait StoreLock: fmt::Debug + Send + Sync {
    /// Returns whether this holder still has the lock.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if the state of the lock cannot be read. A rotation then stops as well.
    fn still_held(&self) -> StoreFuture<'_, bool>;
}

/// The journal of a rotation in the form that a store saves: a text that contains keys, and a generation.
///
/// The generation is the number of saves of the journal. With it, a store can reject a save that is based on an outdated journal.
///
/// ```
/// use partna_auth::JournalRecord;
///
/// let record = JournalRecord::from_text("{\"generation\": 7}".to_owned())?;
/// assert_eq!(record.generation(), 7);
/// # Ok::<(), partna_auth::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct JournalRecord {
    generation: u64,
    text: Secret,
}

/// The part of a journal that a store may read.
#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    generation: u64,
}

impl JournalRecord {
    /// Creates a record from the text of a journal, which includes the generation. The generation is 0 if an earlier version of
    /// this crate wrote the text without one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if the text is not a journal. The error does not quote the text.
    pub fn from_text(text: impl Into<Secret>) -> Result<Self, Error> {
        let text = text.into();
        // The error of serde may quote a key.
        let header: Header = serde_json::from_str(text.expose())
            .map_err(|_| Error::new(ErrorKind::Store, UNREADABLE_JOURNAL))?;
        Ok(Self {
            generation: header.generation,
            text,
        })
    }

    /// Returns the number of saves of the journal, including the save of this record.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Returns the text to store. A store must not change it.
    #[must_use]
    pub fn text(&self) -> &Secret {
        &self.text
    }

    /// Checks that a store may replace the record `stored` with this record. It may if `stored` is the previous generation, or has
    /// the same text. If there is no stored record, this record must be generation 1.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`](crate::ErrorKind::Busy) if another process has saved the journal in the meantime.
    pub fn check_replaces(&self, stored: Option<&Self>) -> Result<(), Error> {
        let current = stored.map_or(0, Self::generation);
        let repeated = stored.is_some_and(|stored| stored.text.expose() == self.text.expose());
        if repeated || current.checked_add(1) == Some(self.generation) {
            return Ok(());
        }
        let message = format!(
            "the journal of the rotation: another process has changed it (generation {current}, expected {}); run again to \
             continue from the stored journal",
            self.generation.saturating_sub(1)
        );
        Err(Error::new(ErrorKind::Busy, message))
    }
}

pub(crate) const UNREADABLE_JOURNAL: &str =
    "the journal of the rotation: it cannot be read, so nothing was done; restore it from a backup";

/// Durable storage for the journal of a rotation and for the new credentials.
///
/// [`FileStore`](crate::FileStore) stores them in files. Your own store, such as a store for a secret manager or a database, must
/// guarantee five properties:
///
/// - Data that `save_journal` or `publish` has confirmed survives a crash.
/// - `save_journal` and `publish` replace their data atomically.
/// - `save_journal` compares generations as [`JournalRecord::check_replaces`] does. The comparison and the save are one atomic
///   operation.
/// - The lock has one holder at a time, and is released when the process of the holder dies.
/// - `publish` does not overwrite an unknown key.
pub trait KeyStore: fmt::Debug + Send + Sync {
    /// Acquires the lock.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`](crate::ErrorKind::Busy) if another rotation holds the lock. The message identifies the holder.
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if the lock cannot be acquired for another reason.
    fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>>;

    /// Reads the journal. Returns `None` if it was never saved.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if the journal cannot be read.
    fn load_journal(&self) -> StoreFuture<'_, Option<JournalRecord>>;

    /// Replaces the stored journal with `journal`, if [`JournalRecord::check_replaces`] accepts that.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`](crate::ErrorKind::Busy) if the stored journal does not have the previous generation;
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) for any other failure. After a failure, the stored journal is either unchanged
    /// or completely replaced.
    fn save_journal<'a>(&'a self, journal: &'a JournalRecord) -> StoreFuture<'a, ()>;

    /// Checks that `publish` could replace the credentials `old`. A rotation calls this method before it generates a key, so the
    /// new credentials are unknown.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if `publish` would fail.
    fn check_publish<'a>(&'a self, old: &'a Credentials) -> StoreFuture<'a, ()>;

    /// Returns whether the store currently has these credentials for programs to load.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if the credentials cannot be read.
    fn has_credentials<'a>(&'a self, credentials: &'a Credentials) -> StoreFuture<'a, bool>;

    /// Replaces the credentials that have the key `old` with `new`. Programs load the new credentials from then on. If the store
    /// already has the key of `new`, the call also succeeds.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if the credentials cannot be replaced. After an error, the store has either
    /// the previous or the new credentials. This is also the error if the stored key is neither `old` nor the key of `new`: another
    /// key must not be overwritten, because it would be lost.
    fn publish<'a>(&'a self, old: &'a ApiKey, new: &'a Credentials) -> StoreFuture<'a, ()>;
}
