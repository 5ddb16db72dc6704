//! Failures of the store.

use std::sync::Arc;

use partna_auth::{
    ApiKey, Credentials, Error, ErrorKind, FileStore, JournalRecord, KeyStore, StoreFuture,
    StoreLock,
};

use super::Watch;

/// What the store does wrong.
#[derive(Clone, Copy, Debug, PartialEq, strum::Display, strum::VariantArray)]
pub enum StoreFault {
    #[strum(to_string = "a sound store")]
    Nothing,
    #[strum(to_string = "saves fail")]
    SavesFail,
    #[strum(to_string = "saves are done and reported as failed")]
    SavesFailAfterwards,
    #[strum(to_string = "publishing fails")]
    PublishFails,
    #[strum(to_string = "publishing is done and reported as failed")]
    PublishFailsAfterwards,
    #[strum(to_string = "the journal cannot be read")]
    LoadsFail,
    #[strum(to_string = "the lock is lost")]
    LockIsLost,
    #[strum(to_string = "the lock cannot be polled")]
    LockIsUnknown,
}

impl StoreFault {
    /// Whether old credentials could not be put back while the fault lasts.
    pub fn bars_publishing(self) -> bool {
        !matches!(
            self,
            Self::Nothing | Self::SavesFailAfterwards | Self::SavesFail
        )
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
