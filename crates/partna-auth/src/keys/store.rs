//! Where a rotation keeps what it must not forget.

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
/// A lock may be lost while its holder runs: a lease expires, a lock file is removed, a network file system forgets it. A
/// rotation polls [`still_held`](Self::still_held) before each step and stops if the lock is gone. The generation of the
/// journal covers the moments in between.
pub trait StoreLock: fmt::Debug + Send + Sync {
    /// Returns whether this holder still has the lock.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if that cannot be found out. A rotation then stops as well.
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
    /// Reads the generation from the text of a journal. A journal from before generations were counted has 0.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if the text is not a journal. The text is not repeated.
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

    /// Returns how often the journal has been saved, this time included.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Returns the text to store. Only the rotation understands it.
    #[must_use]
    pub fn text(&self) -> &Secret {
        &self.text
    }

    /// Checks that a save may replace what is stored: the generation before this one, or this very record once more.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`](crate::ErrorKind::Busy) if another process has saved the journal meanwhile.
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

/// A place that outlives the process: for the journal of a rotation, and for the new credentials.
///
/// [`FileStore`](crate::FileStore) is one in files. A store of your own, over a secret manager or a database, has to keep
/// four promises: what `save_journal` and `publish` have confirmed is there after a crash; each replaces the whole or
/// nothing; `save_journal` compares generations as [`JournalRecord::check_replaces`] does, in one step with the save; and
/// `lock` has one holder at a time and is released when its process dies.
pub trait KeyStore: fmt::Debug + Send + Sync {
    /// Takes the lock.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Busy`](crate::ErrorKind::Busy) if another rotation has it, naming the holder;
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if it cannot be taken.
    fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>>;

    /// Reads the journal. Returns none if it was never saved.
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
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) for anything else: the journal is then as it was, or whole and new.
    fn save_journal<'a>(&'a self, journal: &'a JournalRecord) -> StoreFuture<'a, ()>;

    /// Whether `publish` could put a new pair in the place of this one, as far as can be told before there is a new one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if not.
    fn check<'a>(&'a self, old: &'a Credentials) -> StoreFuture<'a, ()>;

    /// Returns whether these are the credentials that programs load from here now.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if that cannot be read.
    fn holds<'a>(&'a self, credentials: &'a Credentials) -> StoreFuture<'a, bool>;

    /// Makes a pair the one that programs load from now on, in the place of the old one. It may have been done before, and
    /// is then done again.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store): programs then load what they did before, or the new pair. Also where
    /// neither of the two is what there is: another key is not to be lost.
    fn publish<'a>(&'a self, old: &'a ApiKey, new: &'a Credentials) -> StoreFuture<'a, ()>;
}
