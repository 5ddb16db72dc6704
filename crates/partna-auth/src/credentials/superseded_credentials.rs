//! Credentials that new requests no longer use.

use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard, Weak};

use super::ApiKey;
use super::credential_snapshot::CredentialSnapshot;

/// The superseded credentials that requests in flight still use, and the retired keys, which a rotation has replaced.
#[derive(Debug, Default)]
pub(super) struct SupersededCredentials {
    snapshots: RwLock<Vec<Weak<CredentialSnapshot>>>,
    /// A source that still has one of these keys is stale.
    retired_keys: RwLock<Vec<ApiKey>>,
}

impl SupersededCredentials {
    /// Adds credentials that new requests no longer use.
    pub(super) fn add(&self, snapshot: &Arc<CredentialSnapshot>) {
        let mut snapshots = lock_for_writing(&self.snapshots);
        snapshots.retain(|snapshot| snapshot.strong_count() > 0);
        snapshots.push(Arc::downgrade(snapshot));
    }

    /// Returns whether requests in flight use this key.
    pub(super) fn is_in_use(&self, key: &ApiKey) -> bool {
        let mut snapshots = lock_for_writing(&self.snapshots);
        snapshots.retain(|snapshot| snapshot.strong_count() > 0);
        let mut upgraded = snapshots.iter().filter_map(Weak::upgrade);
        upgraded.any(|snapshot| snapshot.credentials.key() == key)
    }

    /// Returns whether a rotation has replaced this key.
    pub(super) fn is_retired(&self, key: &ApiKey) -> bool {
        let retired_keys = self
            .retired_keys
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        retired_keys.contains(key)
    }

    /// Records that a rotation has replaced this key.
    pub(super) fn retire(&self, key: &ApiKey) {
        lock_for_writing(&self.retired_keys).push(key.clone());
    }

    /// Records that this key is used again, for example because the rotation was abandoned.
    pub(super) fn reinstate(&self, key: &ApiKey) {
        lock_for_writing(&self.retired_keys).retain(|retired| retired != key);
    }
}

fn lock_for_writing<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}
