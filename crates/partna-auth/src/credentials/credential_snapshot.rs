//! The credentials that one request uses.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

use partna_types::ApiKeyScope;

use super::{Credentials, LoadedCredentials, Revision};

/// The credentials that one request uses from beginning to end. The request holds a reference to them while it is in flight, so the
/// cache can determine whether they are in use.
#[derive(Debug)]
pub(crate) struct CredentialSnapshot {
    pub(crate) credentials: Credentials,
    pub(crate) source: String,
    /// The scope of the key, read from its text.
    pub(crate) scope: Option<ApiKeyScope>,
    pub(super) revision: Revision,
    pub(super) expires: Option<SystemTime>,
    /// Whether the log has warned that the key is close to expiry.
    pub(super) has_warned_of_expiry: AtomicBool,
    /// Whether the credentials are on trial: a request uses them after a refusal, and they are activated only after the API has
    /// accepted them.
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

    /// Returns a snapshot of credentials that the API has to accept before they are activated.
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
