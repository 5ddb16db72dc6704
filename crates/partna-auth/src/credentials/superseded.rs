//! Credentials that new requests do not use any more.

use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard, Weak};

use super::ApiKey;
use super::credential_snapshot::CredentialSnapshot;

/// Credentials that others have replaced, as long as requests hold them, and the keys that a rotation has replaced.
#[derive(Debug, Default)]
pub(super) struct Superseded {
    snapshots: RwLock<Vec<Weak<CredentialSnapshot>>>,
    /// A source that still has one of these is behind.
    retired: RwLock<Vec<ApiKey>>,
}

impl Superseded {
    pub(super) fn add(&self, snapshot: &Arc<CredentialSnapshot>) {
        let mut snapshots = write(&self.snapshots);
        snapshots.retain(|snapshot| snapshot.strong_count() > 0);
        snapshots.push(Arc::downgrade(snapshot));
    }

    /// Returns whether requests are under way with this key.
    pub(super) fn in_use(&self, key: &ApiKey) -> bool {
        let mut snapshots = write(&self.snapshots);
        snapshots.retain(|snapshot| snapshot.strong_count() > 0);
        let mut held = snapshots.iter().filter_map(Weak::upgrade);
        held.any(|snapshot| snapshot.credentials.key() == key)
    }

    pub(super) fn is_retired(&self, key: &ApiKey) -> bool {
        let retired = self.retired.read().unwrap_or_else(PoisonError::into_inner);
        retired.contains(key)
    }

    pub(super) fn retire(&self, key: &ApiKey) {
        write(&self.retired).push(key.clone());
    }

    pub(super) fn unretire(&self, key: &ApiKey) {
        write(&self.retired).retain(|retired| retired != key);
    }
}

fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}
