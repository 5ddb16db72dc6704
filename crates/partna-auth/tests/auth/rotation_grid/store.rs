//! Failures of the store.

use std::fmt;
use std::sync::Arc;

use partna_auth::{
    ApiKey, Credentials, Error, ErrorKind, FileStore, JournalRecord, KeyStore, StoreFuture,
    StoreLock,
};

use super::Watch;

/// What the store does wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StoreFault {
    Nothing,
    SavesFail,
    SavesFailAfterwards,
    PublishFails,
    PublishFailsAfterwards,
    LoadsFail,
    LockIsLost,
    LockIsUnknown,
}

impl StoreFault {
    pub const ALL: [Self; 8] = [
        Self::Nothing,
        Self::SavesFail,
        Self::SavesFailAfterwards,
        Self::PublishFails,
        Self::PublishFailsAfterwards,
        Self::LoadsFail,
        Self::LockIsLost,
        Self::LockIsUnknown,
    ];

    /// Whether old credentials could not be put back while the fault lasts.
    pub fn bars_publishing(self) -> bool {
        !matches!(
            self,
            Self::Nothing | Self::SavesFailAfterwards | Self::SavesFail
        )
    }
}

impl fmt::Display for StoreFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "a sound store",
            Self::SavesFail => "saves fail",
            Self::SavesFailAfterwards => "saves are done and reported as failed",
            Self::PublishFails => "publishing fails",
            Self::PublishFailsAfterwards => "publishing is done and reported as failed",
            Self::LoadsFail => "the journal cannot be read",
            Self::LockIsLost => "the lock is lost",
            Self::LockIsUnknown => "the lock cannot be polled",
        })
    }
}

/// A store in files that fails on purpose.
#[derive(Debug)]
pub struct FaultyStore {
    inner: FileStore,
    fault: StoreFault,
    watch: Arc<Watch>,
}

impl FaultyStore {
    pub fn new(inner: FileStore, fault: StoreFault, watch: Arc<Watch>) -> Self {
        Self {
            inner,
            fault,
            watch,
        }
    }

    fn has(&self, fault: StoreFault) -> bool {
        self.fault == fault && self.watch.is_store_faulty()
    }
}

fn failed(what: &str) -> Error {
    Error::new(ErrorKind::Store, what)
}

#[derive(Debug)]
struct FaultyLock {
    inner: Box<dyn StoreLock>,
    fault: StoreFault,
    watch: Arc<Watch>,
}

impl StoreLock for FaultyLock {
    fn still_held(&self) -> StoreFuture<'_, bool> {
        let late = self.watch.is_store_faulty();
        Box::pin(async move {
            match self.fault {
                StoreFault::LockIsLost if late => Ok(false),
                StoreFault::LockIsUnknown if late => Err(failed("the lock cannot be polled")),
                _ => self.inner.still_held().await,
            }
        })
    }
}

impl KeyStore for FaultyStore {
    fn lock(&self) -> StoreFuture<'_, Box<dyn StoreLock>> {
        Box::pin(async move {
            let lock = FaultyLock {
                inner: self.inner.lock().await?,
                fault: self.fault,
                watch: self.watch.clone(),
            };
            Ok(Box::new(lock) as Box<dyn StoreLock>)
        })
    }

    fn load_journal(&self) -> StoreFuture<'_, Option<JournalRecord>> {
        Box::pin(async move {
            if self.has(StoreFault::LoadsFail) {
                return Err(failed("the journal cannot be read"));
            }
            self.inner.load_journal().await
        })
    }

    fn save_journal<'a>(&'a self, journal: &'a JournalRecord) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            if self.has(StoreFault::SavesFail) {
                return Err(failed("no space left on the device"));
            }
            self.inner.save_journal(journal).await?;
            if self.has(StoreFault::SavesFailAfterwards) {
                return Err(failed("the directory could not be synced"));
            }
            Ok(())
        })
    }

    fn check<'a>(&'a self, old: &'a Credentials) -> StoreFuture<'a, ()> {
        self.inner.check(old)
    }

    fn holds<'a>(&'a self, credentials: &'a Credentials) -> StoreFuture<'a, bool> {
        self.inner.holds(credentials)
    }

    fn publish<'a>(&'a self, old: &'a ApiKey, new: &'a Credentials) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            if self.has(StoreFault::PublishFails) {
                return Err(failed("no right to write"));
            }
            self.inner.publish(old, new).await?;
            if self.has(StoreFault::PublishFailsAfterwards) {
                return Err(failed("the directory could not be synced"));
            }
            Ok(())
        })
    }
}
