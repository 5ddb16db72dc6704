//! Where a rotation keeps what it must not forget.

use std::fmt;
use std::pin::Pin;

use partna_client::Error;
use partna_types::Secret;

use crate::{ApiKey, Credentials};

/// What the methods of [`KeyStore`] answer.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// What is held while a rotation runs; dropped, it lets go.
pub type StoreLock = Box<dyn Send>;

/// A place that outlives the process: for the journal of a rotation, and for the new pair.
///
/// [`FileStore`](crate::FileStore) is one in files. One of your own, over a secret manager say, has to keep three promises:
/// what `save_journal` and `publish` have answered is there after a crash; each replaces the whole or nothing; and `lock` is
/// held by one at a time, and let go of when its process dies.
pub trait KeyStore: fmt::Debug + Send + Sync {
    /// Takes the lock.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Refused`](crate::ErrorKind::Refused) if another rotation has it, saying which;
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if it cannot be taken.
    fn lock(&self) -> StoreFuture<'_, StoreLock>;

    /// Reads the journal; none if there never was one. Its text is for the rotation to understand, and holds keys.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store).
    fn load_journal(&self) -> StoreFuture<'_, Option<Secret>>;

    /// Replaces the journal.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store): the journal is then as it was, or whole and new.
    fn save_journal<'a>(&'a self, journal: &'a Secret) -> StoreFuture<'a, ()>;

    /// Whether `publish` could put a new pair in the place of this one, as far as can be told before there is a new one.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) if not.
    fn check<'a>(&'a self, old: &'a Credentials) -> StoreFuture<'a, ()>;

    /// Makes a pair the one that programs load from now on, in the place of the old one. It may have been done before, and
    /// is then done again.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Store`](crate::ErrorKind::Store): programs then load what they did before, or the new pair. Also where
    /// neither of the two is what there is: another key is not to be lost.
    fn publish<'a>(&'a self, old: &'a ApiKey, new: &'a Credentials) -> StoreFuture<'a, ()>;
}
