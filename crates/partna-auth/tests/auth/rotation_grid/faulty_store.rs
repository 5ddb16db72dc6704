//! A store that fails in one of several ways.

use std::sync::Arc;

use partna_auth::{
    ApiKey, Credentials, Error, ErrorKind, FileStore, JournalRecord, KeyStore, StoreFuture,
    StoreLock,
};

use super::Watch;

/// A failure of the store.
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
    /// Returns whether the fault can prevent the store from restoring the old credentials.
    pub fn prevents_publish(self) -> bool {
        !matches!(
            self,
            Self::Nothing | Self::SavesFailAfterwards | Self::SavesFail
        )
    }
}

/// A file store that fails while the faults are active.
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

    fn is_active(&self, fault: StoreFault) -> bool {
        self.fault == fault && self.watch.is_store_faulty()
    }
}

fn store_error(message: &str) -> Error {
    Error::new(ErrorKind::Store, message)
}

#[derive(Debug)]
struct FaultyLock {
    inner: Box<dyn StoreLock>,
    fault: StoreFault,
    watch: Arc<Watch>,
}

impl StoreLock for FaultyLock {
    fn still_held(&self) -> StoreFuture<'_, bool> {
        let is_faulty = self.watch.is_store_faulty();
        Box::pin(async move {
            match self.fault {
                StoreFault::LockIsLost if is_faulty => Ok(false),
                StoreFault::LockIsUnknown if is_faulty => {
                    Err(store_error("the lock cannot be polled"))
                }
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
            if self.is_active(StoreFault::LoadsFail) {
                return Err(store_error("the journal cannot be read"));
            }
            self.inner.load_journal().await
        })
    }

    fn save_journal<'a>(&'a self, journal: &'a JournalRecord) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            if self.is_active(StoreFault::SavesFail) {
                return Err(store_error("no space left on the device"));
            }
            self.inner.save_journal(journal).await?;
            if self.is_active(StoreFault::SavesFailAfterwards) {
                return Err(store_error("the directory could not be synced"));
            }
            Ok(())
        })
    }

    fn check_publish<'a>(&'a self, old: &'a Credentials) -> StoreFuture<'a, ()> {
        self.inner.check_publish(old)
    }

    fn has_credentials<'a>(&'a self, credentials: &'a Credentials) -> StoreFuture<'a, bool> {
        self.inner.has_credentials(credentials)
    }

    fn publish<'a>(&'a self, old: &'a ApiKey, new: &'a Credentials) -> StoreFuture<'a, ()> {
        Box::pin(async move {
            if self.is_active(StoreFault::PublishFails) {
                return Err(store_error("no permission to write"));
            }
            self.inner.publish(old, new).await?;
            if self.is_active(StoreFault::PublishFailsAfterwards) {
                return Err(store_error("the directory could not be synced"));
            }
            Ok(())
        })
    }
}
