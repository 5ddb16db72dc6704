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
/// A lock may be lost while its holder runs: a lease expires, a lock file is removed, or a network file system drops the lock. A
/// rotation polls [`still_held`](Self::still_held) before each step and stops if the lock is lost. The generation of the journal
/// covers the moments in between.
pub trait StoreLock: fmt::Debug + Send + Sync {
    /// Returns whether this holder still has the lock.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if the state of the lock cannot be read. A rotation then stops as well.
    fn still_held(&self) -> StoreFuture<'_, bool>;
}

/// The journal of a rotation as a store keeps it: a text that holds keys, and a generation.
///
/// The generation counts the saves. It lets a store refuse a save that is based on an outdated journal.
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
    /// Reads the generation from the text of a journal. It is 0 for a journal that was written before generations existed.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if the text is not a journal. The error does not quote the text.
    pub fn from_text(text: impl Into<Secret>) -> Result<Self, Error> {
        let text = text.into();
        // serde's text may quote a key.
        let header: Header = serde_json::from_str(text.expose())
            .map_err(|_| Error::new(ErrorKind::Store, UNREADABLE_JOURNAL))?;
        Ok(Self {
            generation: header.generation,
            text,
        })
    }

    /// Returns the number of saves of the journal, including this one.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Returns the text to store. Only the rotation understands it.
    #[must_use]
    pub fn text(&self) -> &Secret {
        &self.text
    }

    /// Checks that a save may replace the stored record. It may replace the previous generation, or the same record again.
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
/// [`FileStore`](crate::FileStore) stores them in files. Your own store, such as one for a secret manager or a database, must
/// guarantee four properties: data that `save_journal` and `publish` have confirmed survives a crash; both replace the data
/// atomically; `save_journal` compares generations as [`JournalRecord::check_replaces`] does, atomically with the save; and
/// `lock` has one holder at a time and is released when its process dies.
pub trait KeyStore: fmt::Debug + Send + Sync {
    /// Acquires the lock.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`](crate::ErrorKind::Busy) if another rotation has it, naming the holder;
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if it cannot be acquired.
    fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>>;

    /// Reads the journal. Returns `None` if it was never saved.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store).
    fn load_journal(&self) -> StoreFuture<'_, Option<JournalRecord>>;

    /// Replaces the journal if the stored one is the generation before it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`](crate::ErrorKind::Busy) if the stored journal has another generation;
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) for any other failure. The journal is then either unchanged or completely
    /// replaced.
    fn save_journal<'a>(&'a self, journal: &'a JournalRecord) -> StoreFuture<'a, ()>;

    /// Checks, as far as possible without new credentials, that `publish` could replace these credentials.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if it could not.
    fn check_publish<'a>(&'a self, old: &'a Credentials) -> StoreFuture<'a, ()>;

    /// Returns whether these are the credentials that programs load from here now.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if the credentials cannot be read.
    fn holds<'a>(&'a self, credentials: &'a Credentials) -> StoreFuture<'a, bool>;

    /// Replaces the old credentials with the new ones, which programs load from then on. A repeated call has the same effect.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store): programs then load either the previous or the new credentials. It is also
    /// the error if the store has neither the old nor the new key: another key must not be overwritten.
    fn publish<'a>(&'a self, old: &'a ApiKey, new: &'a Credentials) -> StoreFuture<'a, ()>;
}
