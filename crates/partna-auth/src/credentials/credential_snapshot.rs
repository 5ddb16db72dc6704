//! Credentials as requests hold them.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

use partna_types::ApiKeyScope;

use super::{Credentials, LoadedCredentials, Revision};

/// Credentials at one moment. A request holds on to them while it is under way, which is how it is known that they are in
/// use.
#[derive(Debug)]
pub(crate) struct CredentialSnapshot {
    pub(crate) credentials: Credentials,
    pub(crate) source: String,
    /// What the key may do, by its text.
    pub(crate) scope: Option<ApiKeyScope>,
    pub(super) revision: Revision,
    pub(super) expires: Option<SystemTime>,
    /// Whether the log has warned that the key expires soon.
    pub(super) has_warned_of_expiry: AtomicBool,
    /// Whether they are tried after a refusal, and come into use only once the API has accepted them.
    pub(super) is_on_trial: bool,
}

impl CredentialSnapshot {
    pub(super) fn new(credentials: Credentials, revision: Revision, source: String) -> Arc<Self> {
        let loaded = LoadedCredentials {
            credentials,
            revision,
            source,
        };
        Arc::new(Self::from_loaded(loaded, false))
    }

    pub(super) fn on_trial(loaded: LoadedCredentials) -> Arc<Self> {
        Arc::new(Self::from_loaded(loaded, true))
    }

    fn from_loaded(loaded: LoadedCredentials, is_on_trial: bool) -> Self {
        let key = loaded.credentials.key();
        let scope = key.scope();
        let expires = key.expires().and_then(|at| at.to_system_time());
        Self {
            credentials: loaded.credentials,
            source: loaded.source,
            scope,
            revision: loaded.revision,
            expires,
            has_warned_of_expiry: AtomicBool::new(false),
            is_on_trial,
        }
    }
}
